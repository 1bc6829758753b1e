"""How far along is the way out, and what was done on it?

The moves of a client are folded in the order of their days (and, on one day, in that in which they were
told). `undone` takes back the latest move that still stands; nothing is ever lost. After an ending that is
over, a new `considering` begins anew: what was done before it opens no gate.

>>> from goodterms.records.book import Filed
>>> moves = [Filed("Kestrel", 1, Move("Kestrel", date(2026, 5, 4), "considering"))]
>>> journey(moves).stage
'considering'
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from goodterms.records.aside import in_order, read_span, taken_back
from goodterms.records.book import Filed
from goodterms.records.model import CHANNELS, MOVE_VALUES, MOVES, STAGES, Move
from goodterms.terms.calendar import read_day
from goodterms.terms.evidence import Evidence, Problem

MOST_DAYS = 365
OVER = ("closed", "reconciled")
TOLD = ("told", "notice", *OVER)
"""Stages from which on a client knows."""


class Past(NamedTuple):
    """A move, and whether it was taken back."""

    move: Move
    is_undone: bool


class Journey(NamedTuple):
    """The way out so far."""

    stage: str
    """One of STAGES; empty where nothing was begun."""
    since: date | None
    """The day on which that stage began."""
    moves: tuple[Move, ...]
    """What stands of this way out, the first first."""
    history: tuple[Past, ...]
    """All that was ever told."""

    def last(self, *steps: str) -> Move | None:
        """The latest move of one of these steps that stands."""
        return next((move for move in reversed(self.moves) if move.step in steps), None)

    def all(self, step: str) -> tuple[Move, ...]:
        """The moves of a step that stand, the first first."""
        return tuple(move for move in self.moves if move.step == step)

    def day(self, step: str) -> date | None:
        """The day that is the value of the latest such move."""
        move = self.last(step)
        return read_day(move.value) if move else None

    @property
    def told_on(self) -> date | None:
        """The day on which the client was told, or else the first of what comes after that was marked; None
        before."""
        told = self.last("told") or next((move for move in self.moves if move.step in TOLD), None)
        return told.day if told else None

    @property
    def is_danger(self) -> bool:
        """Is somebody in danger (T15)?"""
        return self.last("danger") is not None


def journey(moves: Iterable[Filed[Move]]) -> Journey:
    """The way out that these moves of one client tell."""
    told = in_order(moves)
    stack, undone = taken_back(told)
    standing = _of_this_time([told[index] for index in stack])
    reached = next((move for move in reversed(standing) if move.step in STAGES), None)
    return Journey(
        stage=reached.step if reached else "",
        since=reached.day if reached else None,
        moves=tuple(standing),
        history=tuple(Past(move, index in undone) for index, move in enumerate(told)),
    )


def _of_this_time(moves: list[Move]) -> list[Move]:
    """The moves since one considered it again after an ending that is over."""
    begins, is_over = 0, False
    for index, move in enumerate(moves):
        if is_over and move.step == "considering":
            begins = index
        if move.step in STAGES:
            is_over = move.step in OVER
    return moves[begins:]


def move_of(client: str, day: date, told: str, note: str, evidence: Evidence) -> Move | Problem:
    """The move that STEP or STEP=VALUE means; a Problem where the step, or its value, cannot be."""
    step, _, value = told.partition("=")
    step = step.strip().replace("-", "_")
    if step not in MOVES:
        return Problem(
            evidence.source, step, "cli.none_of", {"told": step or told, "allowed": ", ".join(MOVES)}
        )
    holds = MOVE_VALUES.get(step, "")
    read = _value(holds, value.strip())
    if read is None:
        return Problem(evidence.source, step, f"plan.bad_value.{holds or 'none'}", {"step": step})
    return Move(client, day, step, read, note, evidence)


def _value(holds: str, told: str) -> str | None:
    """A value in the form in which it is kept; None where it is not what the step needs."""
    match holds:
        case "day":
            day = read_day(told)
            return day.isoformat() if day else None
        case "days":
            return str(int(told)) if told.isdecimal() and int(told[:9]) <= MOST_DAYS else None
        case "span":
            span = read_span(told)
            return str(span) if span else None
        case "channel":
            return told if told in ("", *CHANNELS) else None
        case "name":
            return told or None
    return None if told else ""
