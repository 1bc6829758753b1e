"""Who needs a decision? All clients, then one with everything that speaks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from goodterms.faces.web.charts.clock import week
from goodterms.faces.web.charts.lateness import lateness
from goodterms.faces.web.charts.months import by_month, ratings
from goodterms.faces.web.charts.trouble import rate_against_trouble
from goodterms.faces.web.pages.feelings import RATINGS
from goodterms.faces.web.paging import page_of
from goodterms.faces.web.slugs import slug_of
from goodterms.faces.web.visit import Visit
from goodterms.review.model import FAMILIES, ClientReview, Coverage, Family, Reason
from goodterms.review.pictures import Bills, Clock, Line, Pictures
from goodterms.terms.evidence import Text
from goodterms.terms.languages import fold
from goodterms.terms.money import Money

MANY = 20
"""Clients from which on they can be searched by name."""
CLIENTS = 60
"""On one page."""
LATEST = 12
"""Invoices in the table beside their picture; the records have them all."""


@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """Every client, those who need a decision first; where there are many, those of a name."""
    visit = Visit(request)
    if not visit.has_records:
        return redirect("start")
    review, asked = visit.review, request.GET.get("q", "").strip()[:100]
    found = [one for one in review.clients if fold(asked) in fold(one.client)] if asked else review.clients
    page = page_of(found, request, CLIENTS)
    groups = [
        (verdict, [(slug_of(one.client), one) for one in some])
        for verdict, some in groupby(page, key=lambda one: one.verdict)
    ]
    told = {
        "review": review,
        "groups": groups,
        "page": page,
        "q": asked,
        "found": len(found),
        "is_many": len(review.clients) > MANY,
        "map": rate_against_trouble(replace(review, clients=tuple(page))),
    }
    return render(request, "clients/index.html", told)


class Heard(NamedTuple):
    """What speaks of one family."""

    family: Family
    level: int
    covered: Coverage
    reasons: list[Reason]


def heard(found: ClientReview) -> tuple[list[Heard], Heard]:
    """The families, the worst first, and apart from them how it feels (M38)."""
    every = [
        Heard(
            family,
            found.levels.get(family, 0),
            found.coverage[family],
            [one for one in found.reasons if one.family == family],
        )
        for family in FAMILIES
    ]
    facts = sorted((one for one in every if one.family != "feelings"), key=lambda one: -one.level)
    return facts, next(one for one in every if one.family == "feelings")


@require_safe
def client(request: HttpRequest, slug: str) -> HttpResponse:
    """One client: the evidence family by family, the pictures, and apart from all how it felt."""
    visit = Visit(request)
    found = visit.client(slug)
    families, feelings = heard(found)
    told = {
        "client": found,
        "slug": slug,
        "families": families,
        "feelings": feelings,
        "figures": _figures(found),
        "costs": sum(1 for one in visit.book.expenses if one.client == found.client),
        "tried": [one for one in found.attempts if one.state != "none"],
        "ratings": RATINGS,
        "is_kept": visit.said(request),
    }
    return render(request, "clients/client.html", told | _drawn(visit.pictures(found.client), found))


def _figures(found: ClientReview) -> list[tuple[str, Money | float | None, str, str]]:
    """What is known in money and hours: its name, the figure, its unit, and the records behind it."""
    money = found.money
    rate = None if money.rate is None else Money(round(money.rate), money.currency)
    return [
        ("invoiced", money.invoiced, "", "invoices"),
        ("received", money.received, "", "payments"),
        ("open", money.open, "", "invoices"),
        ("overdue", money.overdue, "", "invoices"),
        ("hours", money.hours, "hours", "hours"),
        ("rate", rate, "", "true_rate"),
    ]


def _drawn(made: Pictures, found: ClientReview) -> dict[str, object]:
    """The pictures, and instead of one that nobody can draw what is missing for it."""
    clock, bills, rate = made.clock, made.bills, made.rate
    missing = {
        name: one for name in ("clock", "bills", "rate") if isinstance(one := getattr(made, name), Text)
    }
    return {
        "missing": missing,
        "week": week(clock) if isinstance(clock, Clock) else None,
        "since": clock.since if isinstance(clock, Clock) else None,
        "lateness": lateness(bills) if isinstance(bills, Bills) else None,
        "bills": bills.bills[:LATEST] if isinstance(bills, Bills) else (),
        "all_bills": len(bills.bills) if isinstance(bills, Bills) else 0,
        "rate_line": by_month(rate, usual=found.money.usual_rate) if isinstance(rate, Line) else None,
        "feeling_lines": [ratings(line) for line in made.feelings],
        "felt": _felt(made.feelings),
    }


def _felt(lines: tuple[Line, ...]) -> list[tuple[date, list[float | None]]]:
    """The ratings of each month in which any was given, the latest first."""
    by_line = [{point.month: point.value for point in line.points} for line in lines]
    months = sorted({month for one in by_line for month, value in one.items() if value is not None})
    return [(month, [one.get(month) for one in by_line]) for month in reversed(months)]
