"""How it felt, what was raised, and whether leaving came up."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from goodterms.records.daybook.fact import Line, Outcome, fact
from goodterms.records.daybook.line import Told
from goodterms.records.model import Attempt, Episode, Feeling, Gut
from goodterms.terms.evidence import Text


@fact("month", "feeling note", text="note")
def feeling(told: Told, line: Line) -> Outcome:
    """How it felt on a day, or in a month."""
    names, levels = told.many("feeling"), told.many("level")
    if len(set(names)) < len(names):
        return Text("daybook.said_twice", {"what": "feeling"})
    ratings: dict[str, Any] = dict(zip(names, levels, strict=True))
    return [
        Feeling(
            told.one("client"),
            cast(date, line.day),
            note=told.one("note") or "",
            evidence=line.evidence,
            **ratings,
        )
    ]


@fact("day", "reaction", text="asked")
def attempt(told: Told, line: Line) -> Outcome:
    """The freelancer raised something with the client."""
    return [
        Attempt(
            told.one("client"),
            cast(date, line.day),
            told.one("issue"),
            told.one("asked") or "",
            told.one("reaction"),
            line.evidence,
        )
    ]


@fact("day", "outcome")
def considered(told: Told, line: Line) -> Outcome:
    """Leaving was considered; unless the line says otherwise, it was shelved."""
    outcome = told.one("outcome") or "shelved"
    return [Episode(told.one("client"), cast(date, line.day), outcome, line.evidence)]


@fact("day")
def decided(told: Told, line: Line) -> Outcome:
    """Leaving was decided."""
    return [Episode(told.one("client"), cast(date, line.day), "decided", line.evidence)]


@fact("day")
def gut(told: Told, line: Line) -> Outcome:
    """What the freelancer felt should happen."""
    return [Gut(told.one("client"), cast(date, line.day), told.one("verdict"), line.evidence)]
