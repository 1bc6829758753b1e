"""The decision, in its order: the gut first, then the evidence, then what would change it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goodterms.faces.web.pages.clients import heard
from goodterms.faces.web.visit import Visit, writing
from goodterms.records.model import ISSUES, REACTIONS, Attempt, Batch, Episode, Gut, Record, Verdict
from goodterms.review.model import ClientReview
from goodterms.terms.evidence import Evidence

GUTS: tuple[Verdict, ...] = ("keep", "repair", "let_go")
NEXT = {
    "let_go": ("plan", "letter", "what-if"),
    "repair": ("what-if", "plan"),
    "keep": ("client",),
    "not_enough_evidence": ("client",),
}
"""By verdict, where to go on; the first is the usual one."""
WAITS = ("trigger", "cooling_off")
"""Gates that ask for some days before a decision."""
HERE = "attempts"
"""Under this name, the day, the client and the issue is kept what was raised on the page."""
LONGEST = 500
"""Characters of what was asked for."""


def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for the gut before it shows anything (M34); with it, the evidence beside it."""
    visit = Visit(request)
    found = visit.client(slug)
    if request.method == "POST":
        return _keep(request, visit, found.client, slug)
    gut = request.session.get(f"gut-{slug}") if visit.is_demo else None
    gut = gut or found.gut
    told = {"client": found, "slug": slug, "guts": GUTS, "gut": gut, "agrees": gut == found.verdict}
    if not gut:
        return render(request, "deciding/gut.html", told)
    return render(request, "deciding/evidence.html", told | _weighed(request, visit, found, gut))


def _weighed(request: HttpRequest, visit: Visit, found: ClientReview, gut: str) -> dict[str, object]:
    """What is shown once the gut has spoken."""
    families, feelings = heard(found)
    leans = "let_go" in (found.verdict, gut)
    return {
        "families": families,
        "feelings": feelings,
        "tried": [one for one in found.attempts if one.state != "none"],
        "experiment": visit.experiment(found),
        "attempts": _attempts(visit, found.client),
        "reactions": REACTIONS,
        "waits": [one for one in visit.plan(found.client).gates if one.name in WAITS] if leans else [],
        "next": NEXT[found.verdict],
        "is_kept": visit.said(request),
    }


def _attempts(visit: Visit, client: str) -> list[tuple[Attempt, bool]]:
    """What was raised, the latest first, and whether it was told here and can be told otherwise."""
    own = [one.record for one in visit.book.attempts if one.client == client]
    own.sort(key=lambda one: one.day, reverse=True)
    return [(one, one.evidence.source.startswith(f"{HERE}, ")) for one in own]


def _keep(request: HttpRequest, visit: Visit, client: str, slug: str) -> HttpResponse:
    told = request.POST.get("gut", "")
    gut = next((one for one in GUTS if one == told), None)
    if gut is None:
        return HttpResponseBadRequest()
    if visit.is_demo:
        request.session[f"gut-{slug}"] = gut
    else:
        place = f"gut, {visit.today.isoformat()}, {client}"
        _save(visit, place, Gut(client, visit.today, gut, Evidence(place, client, gut)))
    return redirect("decide", slug)


@require_POST
def shelve(request: HttpRequest, slug: str) -> HttpResponse:
    """Leaving was considered, and shelved (M41): several such times say more than any figure."""
    visit = Visit(request)
    client = visit.client(slug).client
    place = f"episodes, {visit.today.isoformat()}, {client}"
    _save(visit, place, Episode(client, visit.today, "shelved", Evidence(place, client, "shelved")))
    return visit.go_on(request, "web.decide.shelved", "decide", slug)


@require_POST
def raised(request: HttpRequest, slug: str) -> HttpResponse:
    """Something was raised with the client, today or on the day of an attempt that gets its answer."""
    visit = Visit(request)
    client = visit.client(slug).client
    issue = next((one for one in ISSUES if one == request.POST.get("issue")), None)
    answer = request.POST.get("reaction", "")
    reaction = next((one for one in REACTIONS if one == answer), None)
    if issue is None or (answer and reaction is None):
        return HttpResponseBadRequest()
    told = request.POST.get("day", "")
    before = next(
        (one for one, is_here in _attempts(visit, client)
         if is_here and one.day.isoformat() == told and one.issue == issue),
        None,
    )  # fmt: skip
    if told and before is None:
        return HttpResponseBadRequest()
    day = before.day if before else visit.today
    asked = before.asked if before else " ".join(request.POST.get("asked", "").split())[:LONGEST]
    place = f"{HERE}, {day.isoformat()}, {client}, {issue}"
    said = Attempt(client, day, issue, asked, reaction, Evidence(place, client, asked))
    _save(visit, place, said)
    return visit.go_on(request, "web.decide.raised_kept", "decide", slug)


def _save(visit: Visit, place: str, record: Record) -> None:
    """Keeps one record as a small file of its own, that a later word of the same day replaces."""
    with writing(visit) as kept:
        kept.save(Batch(place, None, (record,)), f"{place} {record!r}", place, whole=True)
