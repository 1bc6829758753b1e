"""Which records lie behind a figure? Each with its file, its place and its words."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goodterms import desk
from goodterms.faces.web.pages.feelings import RATINGS, place_of, taps
from goodterms.faces.web.paging import page_of
from goodterms.faces.web.visit import Visit


@require_safe
def records(request: HttpRequest, slug: str, what: str) -> HttpResponse:
    """The records of one client behind a signal, month by month, or all of a kind; the latest first."""
    visit = Visit(request)
    client = visit.client(slug).client
    found = desk.behind(visit.book, visit.readings, client, what, visit.today)
    if found is None:
        raise Http404
    page = page_of(found.rows, request)
    can_be_rated = taps(visit, client) if what == "messages" else {}
    rows = [(row, can_be_rated.get(place_of(row.evidence)) if row.evidence else None) for row in page]
    told = {
        "name": client,
        "slug": slug,
        "found": found,
        "page": page,
        "rows": rows,
        "is_rated": bool(can_be_rated),
        "ratings": RATINGS,
        "is_kept": visit.said(request),
    }
    return render(request, "clients/records.html", told)
