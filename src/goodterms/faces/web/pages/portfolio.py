"""How do all clients look together? Who brings and who takes, whether a fifth takes most, and the season."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from goodterms.faces.screens import portfolio as screen
from goodterms.faces.web.charts.shares import shares_of
from goodterms.faces.web.paging import page_of
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.slugs import slug_of
from goodterms.faces.web.visit import Visit


@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """All clients of twelve months together."""
    visit, words = Visit(request), words_of(request)
    if not visit.has_records:
        return redirect("start")
    review = visit.review
    made = review.portfolio
    shares, top, early = screen.in_order(made.shares), made.concentration, made.early
    page = page_of(shares, request)
    told = {
        "review": review,
        "made": made,
        "page": page,
        "rows": [(slug_of(one.client), one) for one in page],
        "picture": shares_of(shares),
        "idle": [(slug_of(one.client), one.client) for one in made.shares if not one.is_active],
        "money": [screen.top_in_words(top, made, words), screen.spread_in_words(top, words)] if top else [],
        "rates": [screen.used_in_words(used, words) for used in made.rates],
        "left_out": [screen.left_out(left) for left in made.left_out],
        "seasons": screen.years_of(made)[::-1],
        "months": [words.short_month(month) for month in range(1, 13)],
        "early": screen.early_in_words(early, words) if early else "",
    }
    return render(request, "clients/portfolio.html", told)
