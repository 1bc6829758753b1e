"""Who could take over from me, who sends me work, and who sent this lead?"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goodterms.faces.web.paging import page_of
from goodterms.faces.web.slugs import slug_of
from goodterms.faces.web.visit import Visit, writing
from goodterms.parting.referrals import Referrals, Source
from goodterms.records.model import Batch, Colleague
from goodterms.terms.evidence import Evidence

HERE = "colleagues"
"""Under this and a name is kept what was said of a colleague on the page, as if it were a file."""
AGREED = {"yes": True, "no": False, "": None}
FIELDS = {"name": 120, "email": 200, "skills": 400, "languages": 100, "capacity": 120}
"""What is asked of a colleague, and how many characters of each are kept."""
LEAD = "lead"
"""Under this the browser's session keeps who is asked about: it stands in no address and in no history."""
LONGEST = 100
"""Characters of a lead's name, and of who sent them."""
FIRST, SHOWN = 5, 12
"""Sources on the page of colleagues; clients of a source that are shown at once."""
OFFERED = 200
"""Names that a field offers while one types."""


class Shown(NamedTuple):
    """A colleague, and whether it was said of them here."""

    slug: str
    one: Colleague
    is_here: bool


class Origin(NamedTuple):
    """A source with those whom it brought, each with its page."""

    source: Source
    brought: list[tuple[str, str, Any]]
    """The client's page, their name, and what came in from them."""
    others: int
    """How many more."""


@require_safe
def colleagues(request: HttpRequest) -> HttpResponse:
    """All colleagues, those who agreed to be named first; the best sources; and what to ask before a yes."""
    visit = Visit(request)
    if not visit.has_records:
        return redirect("start")
    made = visit.referrals
    told = {
        "page": page_of(_in_order(visit), request),
        "sources": [_origin(one) for one in made.sources[:FIRST]],
        "all_sources": len(made.sources),
        "unknown": len(made.unknown),
        "is_kept": visit.said(request),
    }
    return render(request, "colleagues/index.html", told | _names(visit))


def colleague(request: HttpRequest, slug: str) -> HttpResponse:
    """One colleague: what is known of them, to be told otherwise, or what was said here taken back."""
    visit = Visit(request)
    found = next((one for one in _in_order(visit) if one.slug == slug), None)
    if found is None:
        raise Http404
    if request.method != "POST":
        return render(request, "colleagues/one.html", {"found": found, "is_here": found.is_here})
    if request.POST.get("forget"):
        return _taken_back(request, visit, found)
    return _keep(request, visit, found.one.name)


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """A new colleague; of one who is known already, what is said now."""
    visit = Visit(request)
    name = _line(request, "name")
    if not name:
        return visit.go_on(request, "web.colleagues.no_name", "colleagues")
    return _keep(request, visit, name)


@require_safe
def referrals(request: HttpRequest) -> HttpResponse:
    """Every source with whom it brought and what came in from them, and clients of whom nobody told."""
    visit = Visit(request)
    if not visit.has_records:
        return redirect("start")
    made: Referrals = visit.referrals
    page = page_of(made.sources, request)
    told = {"page": page, "sources": [_origin(one) for one in page], "unknown": made.unknown}
    return render(request, "colleagues/referrals.html", told)


def lead(request: HttpRequest) -> HttpResponse:
    """Before one says yes: who sent them, what that client was like, what to ask and what to offer."""
    visit = Visit(request)
    if request.method == "POST":
        name = " ".join(request.POST.get("name", "").split())[:LONGEST]
        by = " ".join(request.POST.get("referred_by", "").split())[:LONGEST]
        if name:
            request.session[LEAD] = [name, by]
        else:
            request.session.pop(LEAD, None)
        return redirect("lead")
    if not visit.has_records:
        return redirect("start")
    name, by = request.session.get(LEAD) or ("", "")
    made = visit.screening(name, by) if name else None
    told = {
        "made": made,
        "lead": name,
        "referred_by": by,
        "chain": [(one, slug_of(one.link.client) if one.link.client else "") for one in made.chain]
        if made
        else [],
        "slug": slug_of(made.client) if made and made.client else "",
    }
    return render(request, "colleagues/lead.html", told | _names(visit))


def _in_order(visit: Visit) -> list[Shown]:
    """Those who agreed first, then those who were not asked, each by name."""
    rank = {True: 0, None: 1, False: 2}
    every = sorted(visit.book.colleagues, key=lambda one: (rank[one.consent], one.name.casefold()))
    return [Shown(slug_of(one.name), one, _is_here(one)) for one in every]


def _is_here(one: Colleague) -> bool:
    return one.evidence.source.startswith(f"{HERE}, ")


def _origin(source: Source) -> Origin:
    brought = [(slug_of(one.client), one.client, one.received) for one in source.brought[:SHOWN]]
    return Origin(source, brought, max(len(source.brought) - SHOWN, 0))


def _names(visit: Visit) -> dict[str, object]:
    """Whom a field for a source may offer."""
    book = visit.book
    names = [*(one.name for one in book.colleagues), *(one.name for one in book.clients)]
    return {"names": names[:OFFERED]}


def _line(request: HttpRequest, field: str) -> str:
    return " ".join(request.POST.get(field, "").split())[: FIELDS[field]]


def _several(text: str, mark: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.replace(";", mark).split(mark) if part.strip()))


def _keep(request: HttpRequest, visit: Visit, name: str) -> HttpResponse:
    """Keeps what is said of a colleague as a small file of its own, that the next word on them replaces."""
    place = f"{HERE}, {name}"
    one = Colleague(
        name=name,
        email=_line(request, "email"),
        skills=_several(_line(request, "skills"), ","),
        languages=_several(_line(request, "languages").lower().replace(",", " "), " "),
        capacity=_line(request, "capacity"),
        consent=AGREED.get(request.POST.get("consent", "")),
        evidence=Evidence(place, visit.today.isoformat(), name),
    )
    with writing(visit) as kept:
        kept.save(Batch(place, None, (one,)), f"{place} {one!r}", place, whole=True)
    return visit.go_on(request, "web.colleagues.kept", "colleagues")


def _taken_back(request: HttpRequest, visit: Visit, found: Shown) -> HttpResponse:
    """Forgets what was said here; what a file said of them is there again."""
    with writing(visit) as kept:
        if found.is_here:
            kept.forget(found.one.evidence.source)
    return visit.go_on(request, "web.colleagues.forgotten", "colleagues")
