"""How do I leave them? The plan; what was done of it is marked, and can be taken back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goodterms.faces import planned
from goodterms.faces.planning import MOVES, keep_moves
from goodterms.faces.web.charts.way import way_out
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.visit import Visit, writing
from goodterms.parting.journey import Journey, journey, move_of
from goodterms.parting.model import Gate
from goodterms.records.aside import TAKEN_BACK
from goodterms.records.model import Move
from goodterms.terms.evidence import Evidence, Problem

SUMS = ("unpaid", "overdue", "unbilled", "in_hand", "owed_to_client")
DAYS = ("earliest", "safest", "latest", "limit")
CHOSEN = ("tell_on", "last_day", "limit_date", "critical_date")
"""Days that the freelancer may set."""
BACK = ("decide", "contract", "papers", "after")
"""Rooms in which something can be marked too, and that one comes back to."""
PASSED = {
    "trigger": ("trigger_seen",),
    "contract": ("contract_reviewed", "contract_skipped"),
    "obligations": ("obligations_met",),
    "exposure": ("exposure_settled",),
    "reread": ("reread",),
}
"""By gate: what is marked to pass it, where one word is enough."""


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Gates, days, money, channel and steps for leaving one client."""
    visit = Visit(request)
    client = visit.client(slug).client
    made, way = visit.plan(client), _way(visit, client)
    tell, last = made.tell, made.notes and made.notes[0].key == "plan.note.keep"
    told = {
        "name": client,
        "slug": slug,
        "made": made,
        "way": way,
        "stage_key": made.stage or "none",
        "line": way_out(made),
        "gates": [(gate, _passes(gate)) for gate in made.gates],
        "says": [planned.theirs(made.talk, words_of(request)).say(one) for one in made.talk.says]
        if made.talk
        else [],
        "whys": planned.whys(tell)[1:],
        "days": [(name, getattr(tell, name)) for name in DAYS],
        "sums": [(name, getattr(made.exposure, name)) for name in SUMS],
        "against": made.notes[0] if last else None,
        "notes": [
            planned.sentence(planned.note_in_words(note, words_of(request)))
            for note in (*(made.notes[1:] if last else made.notes), planned.NOT_ADVICE)
        ],
        "chosen": CHOSEN,
        "is_kept": visit.said(request),
    }
    return render(request, "leaving/plan.html", told)


@require_POST
def mark(request: HttpRequest, slug: str) -> HttpResponse:
    """Something was decided or done."""
    visit = Visit(request)
    client, told = visit.client(slug).client, request.POST.get("mark", "")
    value, note = request.POST.get("value", "").strip(), request.POST.get("note", "").strip()
    said = f"{told}={value}" if value else told
    move = move_of(client, visit.today, said, note, Evidence(MOVES, visit.today.isoformat(), said))
    if isinstance(move, Problem):
        return HttpResponseBadRequest(words_of(request).say(move), content_type="text/plain; charset=utf-8")
    return _kept(request, visit, move, slug)


@require_POST
def unmark(request: HttpRequest, slug: str) -> HttpResponse:
    """Takes back what was marked last."""
    visit = Visit(request)
    client = visit.client(slug).client
    moves = _way(visit, client).moves
    if not moves:
        return redirect("plan", slug)
    day = max(visit.today, moves[-1].day)
    place = Evidence(MOVES, day.isoformat(), TAKEN_BACK)
    return _kept(request, visit, Move(client, day, TAKEN_BACK, "", "", place), slug)


@require_safe
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The steps that are still to do, for a calendar."""
    visit = Visit(request)
    text = planned.calendar_of(visit.plan(visit.client(slug).client), words_of(request))
    told = {"Content-Disposition": 'attachment; filename="plan.ics"'}
    return HttpResponse(text.encode(), content_type="text/calendar; charset=utf-8", headers=told)


def _way(visit: Visit, client: str) -> Journey:
    return journey([one for one in visit.book.moves if one.client == client])


def _passes(gate: Gate) -> tuple[str, ...]:
    """What can be marked to pass a gate that is closed."""
    return PASSED.get(gate.name, ()) if gate.state == "closed" else ()


def _kept(request: HttpRequest, visit: Visit, move: Move, slug: str) -> HttpResponse:
    with writing(visit):  # only one's own records; the invented ones are looked at alone
        pass
    keep_moves([move])
    back = next((room for room in BACK if room == request.POST.get("back")), "plan")
    kept = "web.plan.kept" if back == "plan" else "web.plan.kept_there"
    return visit.go_on(request, "web.plan.taken_back" if move.step == TAKEN_BACK else kept, back, slug)
