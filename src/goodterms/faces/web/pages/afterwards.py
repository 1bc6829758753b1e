"""Is it over, and did it pay off? What to leave alone, what to do well, and the look back after months."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from goodterms.faces.afterwards import MOST, keep_look_back, lesson_of, look_back_of
from goodterms.faces.planning import keep_moves
from goodterms.faces.screens import afterwards as screen
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.visit import Visit, writing
from goodterms.parting.aftercare import Aftercare
from goodterms.parting.steps import LOOK_BACK

LONGEST = 500
"""Characters of a note or a lesson."""
SCALE = range(MOST["mood"] + 1)
NUMBERS = ("hours", "evenings")
SCALES = ("mood", "regret")
NOTHING: Mapping[str, str] = {}


class LookDay(NamedTuple):
    """A day to look back on, and whether that was done, is to be done, or comes."""

    after: int
    day: date
    state: Literal["done", "due", "coming"]


@require_safe
def after(request: HttpRequest, slug: str) -> HttpResponse:
    """What the records show since the end, what to do, the look back, and what was learned."""
    visit = Visit(request)
    return _page(request, visit, visit.client(slug).client, slug)


@require_POST
def look_back(request: HttpRequest, slug: str) -> HttpResponse:
    """How it is now, as the freelancer says; what cannot be read is asked again, with all that was typed."""
    visit = Visit(request)
    client = visit.client(slug).client
    if visit.is_demo:
        raise Http404
    answers = _answers(request)
    if isinstance(answers, str):
        return _page(request, visit, client, slug, request.POST.dict(), answers)
    if visit.after(client).back is None:
        return visit.go_on(request, "web.after.too_soon", "after", slug)
    if not _is_any(answers):
        return visit.go_on(request, "web.after.nothing_said", "after", slug)
    with writing(visit):
        keep_look_back(look_back_of(client, visit.today, answers))
    return visit.go_on(request, "web.after.kept", "after", slug)


@require_POST
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    """What was learned, to be read before the next one is left."""
    visit = Visit(request)
    client = visit.client(slug).client
    learned = lesson_of(client, visit.today, request.POST.get("lesson", "")[:LONGEST])
    with writing(visit):
        if learned:
            keep_moves(learned)
    said = "web.after.lesson_kept" if learned else "web.after.nothing_said"
    return visit.go_on(request, said, "after", slug)


def _page(
    request: HttpRequest,
    visit: Visit,
    client: str,
    slug: str,
    typed: Mapping[str, str] = NOTHING,
    misread: str = "",
) -> HttpResponse:
    made, words = visit.after(client), words_of(request)
    care, back = made.care, made.back
    told = {
        "name": client,
        "slug": slug,
        "made": made,
        "care": care,
        "is_over": care.ending is not None and care.ending.is_over(care.as_of),
        "help_hours": None if care.help.minutes is None else care.help.minutes / 60,
        "quiet": screen.quiet(care),
        "look_days": _look_days(care),
        "rows": screen.compared(back, words) if back and not back.is_early else [],
        "told": [(one.day, screen.said(one, words)) for one in back.told[::-1]] if back else [],
        "numbers": [(name, MOST[name], typed.get(name, "")) for name in NUMBERS],
        "scales": [(name, typed.get(name, "")) for name in SCALES],
        "scale": [str(step) for step in SCALE],
        "note": typed.get("note", ""),
        "misread": misread,
        "is_kept": visit.said(request),
    }
    return render(request, "after/after.html", told)


def _look_days(care: Aftercare) -> list[LookDay]:
    """The days to look back on; one look counts for all days before it."""
    if care.ending is None:
        return []
    following = care.look_back
    days = [(after, care.ending.last_day + timedelta(days=after)) for after in LOOK_BACK]
    return [
        LookDay(
            after,
            day,
            "done" if following is None or day < following.day else "due" if day <= care.as_of else "coming",
        )
        for after, day in days
    ]


def _answers(request: HttpRequest) -> dict[str, Any] | str:
    """What was answered, None where nothing was; what is no whole number, or too large, is given back."""
    answers: dict[str, Any] = {}
    for name, most in MOST.items():
        text = request.POST.get(name, "").strip()
        if text and not (text.isdecimal() and len(text) < 4 and int(text) <= most):
            return text[:LONGEST]
        answers[name] = int(text) if text else None
    answers["note"] = " ".join(request.POST.get("note", "").split())[:LONGEST]
    return answers


def _is_any(answers: Mapping[str, Any]) -> bool:
    return any(answer not in (None, "") for answer in answers.values())
