"""What is owed, when will it come, what does the law add, and what would leaving cost?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from goodterms.faces.screens import claims as claims_screen
from goodterms.faces.screens import forecasts as forecasts_screen
from goodterms.faces.screens import what_if as what_if_screen
from goodterms.faces.web.charts.days import when_paid
from goodterms.faces.web.charts.fan import fan
from goodterms.faces.web.paging import page_of
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.slugs import slug_of
from goodterms.faces.web.visit import Visit
from goodterms.parting.cash.model import WAYS, Wish
from goodterms.parting.claim.model import Claim, Claims
from goodterms.records.tables.amounts import open_mark
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money, digits, read_amount

COLUMNS = ("number", "client", "outstanding", "due", "p10", "p50", "p90", "basis")
ASKED = ("cash", "costs", "lag", "months")
"""What a what-if can be told on the page."""
MOST = {"lag": 60, "months": 60, "cash": 1_000_000_000_000, "costs": 1_000_000_000_000}


@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """Every open invoice with the days on which it may be paid, and what the law adds to late ones."""
    visit, words = Visit(request), words_of(request)
    if not visit.has_records:
        return redirect("start")
    forecast, claims = visit.forecast, visit.claims()
    told = {
        "forecast": forecast,
        "page": page_of(forecast.invoices, request),
        "picture": when_paid(forecast),
        "columns": COLUMNS,
        "notes": list(forecasts_screen.notes(forecast, words)),
        "claims": claims,
        "late": [
            (slug_of(client), client, len(some), claims_screen.added(some))
            for client, some in _by_client(visit, claims).items()
        ],
        "in_all": visit.ask(
            "claims in all", words.language, answer=lambda: claims_screen.in_all(claims, words)
        )
        if len(claims.claims) > 1
        else "",
        "refused": [(one, claims_screen.why_not(one, words)) for one in claims_screen.left_over(claims)],
    }
    return render(request, "money/index.html", told)


@require_safe
def claims_of(request: HttpRequest, slug: str) -> HttpResponse:
    """How the sums of one client's late invoices come about."""
    visit, words = Visit(request), words_of(request)
    client = visit.client(slug).client
    claims = visit.claims()
    page = page_of(_by_client(visit, claims).get(client, ())[::-1], request)
    told = {
        "name": client,
        "slug": slug,
        "page": page,
        "late": [(one, list(claims_screen.explained(one, words))) for one in page],
        "sources": claims_screen.sources(claims),
    }
    return render(request, "money/claims.html", told)


def _by_client(visit: Visit, claims: Claims) -> Mapping[str, tuple[Claim, ...]]:
    """The claims on each client, in the order in which they are told."""

    def sorted_out() -> Mapping[str, tuple[Claim, ...]]:
        found: dict[str, list[Claim]] = {}
        for one in claims.claims:
            found.setdefault(one.client, []).append(one)
        return {client: tuple(some) for client, some in found.items()}

    return visit.ask("claims by client", answer=sorted_out)


@require_safe
def what_if(request: HttpRequest, slug: str) -> HttpResponse:
    """Cash month by month with a client and without."""
    visit, words = Visit(request), words_of(request)
    client = visit.client(slug).client
    wish, misread = _wish(request, visit.currency)
    made = visit.what_if(client, wish)
    gaps = {one.until: one.p50 for one in made.difference}
    told = {
        "name": client,
        "slug": slug,
        "made": made,
        "asked": [(which, request.GET.get(which, "")) for which in ASKED],
        "misread": misread,
        "comes_to": list(what_if_screen.comes_to(made, words)),
        "fan": fan(made.ways),
        "ways": WAYS,
        "months": [
            (month.until, [made.ways[way].months[n].p50 for way in WAYS], gaps.get(month.until))
            for n, month in enumerate(made.ways["keep"].months)
        ],
        "ranges": [
            said
            for way in WAYS
            for said in what_if_screen.ranges(made.ways[way], words(f"what_if.way.{way}"), words)
        ],
        "left_out": what_if_screen.left_out(made, words),
    }
    return render(request, "money/what_if.html", told)


def _wish(request: HttpRequest, currency: str) -> tuple[Wish, Text | None]:
    """What was told on the page, or why it could not be read."""
    told: dict[str, Any] = {}
    for which in ASKED:
        text = request.GET.get(which, "").strip()
        if not text:
            continue
        amount = read_amount(text)
        is_sum = which in ("cash", "costs")
        if amount is None or abs(amount) > MOST[which] or (amount < 0 and which != "cash"):
            return Wish(), Text("web.what_if.misread", {"told": text})
        if is_sum and not currency:
            return Wish(), Text("what_if.no_currency")
        if is_sum and digits(currency) and open_mark(text):
            return Wish(), Text("web.settings.fault.open_sum")
        told[which] = Money.of(amount, currency) if is_sum else max(int(amount), which == "months")
    return Wish(**told), None
