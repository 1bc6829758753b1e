"""When will what is open be paid? For every open invoice the days that are likely, on one line of time."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from goodterms.review.forecast.model import Forecasts

WIDTH, ROW, TOP, LEFT, EDGE = 640, 26, 24, 220, 20
LONGEST = 28
"""Characters of a name with its number that fit beside the lines; the name is cut, never the number."""
MOST = 40
"""Invoices that are drawn, the first due first; the table has them all."""


class Bar(NamedTuple):
    """An open invoice: from the first likely day to the last, with the middle one."""

    label: str
    y: int
    due: int
    begins: int
    middle: int
    ends: int
    text_x: int = LEFT - 12

    @property
    def text_y(self) -> int:
        """The line that its name stands on."""
        return self.y + 4

    @property
    def above(self) -> int:
        """Where the mark of the due date begins."""
        return self.y - 8

    @property
    def below(self) -> int:
        """Where it ends."""
        return self.y + 8


class Days(NamedTuple):
    """All open invoices of which something can be said."""

    bars: tuple[Bar, ...]
    first: date
    last: date
    now: int
    height: int
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - EDGE


def when_paid(made: Forecasts) -> Days:
    """The likely days of each open invoice; where the last of them is unknown, the line goes to the edge."""
    known = [(one, one.p10, one.p50) for one in made.invoices if one.p10 and one.p50][:MOST]
    marks = [made.as_of]
    for one, _, middle in known:
        marks += [one.bill.due, middle, one.p90 or middle]
    first, last = min(marks), max(marks)
    length = max((last - first).days, 1)

    def place(day: date) -> int:
        return LEFT + round((WIDTH - EDGE - LEFT) * (day - first).days / length)

    bars = tuple(
        Bar(
            _label(one.bill.client, one.bill.number),
            TOP + n * ROW + ROW // 2,
            place(one.bill.due),
            place(begins),
            place(middle),
            place(one.p90) if one.p90 else WIDTH,
        )
        for n, (one, begins, middle) in enumerate(known)
    )
    return Days(bars, first, last, place(made.as_of), TOP + len(bars) * ROW + TOP)


def _label(client: str, number: str) -> str:
    room = max(LONGEST - len(number), len("A name…"))
    return f"{client if len(client) <= room else client[: room - 1].rstrip() + '…'} · {number}"
