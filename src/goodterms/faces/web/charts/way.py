"""Which days lie ahead? From today to the last day, on one line."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from goodterms.parting.model import Plan

WIDTH, EDGE, LINE = 640, 20, 18
_DAYS = ("earliest", "safest", "latest", "limit")


class Mark(NamedTuple):
    """A day with its name; each name has a line of its own."""

    key: str
    day: date
    x: int
    label_y: int

    @property
    def is_right(self) -> bool:
        """Is there more room on its left?"""
        return self.x > WIDTH / 2

    @property
    def anchor(self) -> str:
        """Which end of the name is at the mark."""
        return "end" if self.is_right else "start"

    @property
    def label_x(self) -> int:
        """Where the name begins, or ends."""
        return self.x + (-6 if self.is_right else 6)


class Way(NamedTuple):
    """The line and its marks."""

    marks: tuple[Mark, ...]
    axis: int
    height: int
    width: int = WIDTH
    edge: int = EDGE
    right: int = WIDTH - EDGE


def way_out(made: Plan) -> Way:
    """Today, the days to speak on, and the last day."""
    tell = made.tell
    told = [("web.plan.today", made.as_of)]
    if tell.planned is not None:
        told.append(("plan.day.planned", tell.planned.day))
    told += [(f"plan.day.{name}", one.day) for name in _DAYS if (one := getattr(tell, name)) is not None]
    told.append(("plan.day.last", made.notice.last_day))
    told.sort(key=lambda one: one[1])
    first, last = told[0][1], told[-1][1]
    length = max((last - first).days, 1)
    marks = [
        Mark(key, day, EDGE + round((WIDTH - 2 * EDGE) * (day - first).days / length), 0) for key, day in told
    ]
    axis = LINE * (len(told) + 1)
    return Way(tuple(_on_lines(marks)), axis, axis + LINE)


def _on_lines(marks: list[Mark]) -> list[Mark]:
    """Each name on a line of its own, from the outer ones in, so that no name lies over another's mark."""
    left = [mark for mark in marks if not mark.is_right]
    right = [mark for mark in reversed(marks) if mark.is_right]
    return [mark._replace(label_y=LINE * (n + 1)) for n, mark in enumerate((*left, *right))]
