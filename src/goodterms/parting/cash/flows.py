"""What comes in in which month, if a month of the past is had again: as it was, better, or in part."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from goodterms.parting.cash.history import Came, Habit
from goodterms.parting.cash.months import part_after

Flow = tuple[tuple[int, float], ...]
"""Month, counted from 0, and what comes in then."""
Ends = Sequence[date]


def flows(habit: Habit, ends: Ends, month: int, repaired: date | None = None) -> list[Flow]:
    """For each month of the past, what comes in if it is drawn for this month of the future: from what is
    billed then, whenever it is paid. What is billed after the day `repaired` is paid whole, and by its due
    day at the latest."""
    found: list[Counter[int]] = [Counter() for _ in range(habit.blocks)]
    start, end = ends[month], ends[month + 1]
    for came in habit.came:
        issued = start + timedelta(days=min(came.offset, (end - start).days))
        better = repaired is not None and issued > repaired
        for days, minor in _asked(came) if better else came.paid:
            at = _month(issued, days, ends)
            if at is not None:
                found[came.block][at] += minor  # type: ignore[assignment] # a Counter of sums
    return [tuple(sorted(one.items())) for one in found]


def _asked(came: Came) -> Iterator[tuple[int, float]]:
    """What came later than it was due comes when it is due, and what never came comes too."""
    yield from ((min(days, came.due), minor) for days, minor in came.paid)
    yield came.due, came.unpaid


def _month(issued: date, days: int, ends: Ends) -> int | None:
    """The month in which a day lies; None where it is over, or further than all months. What was paid before
    today is in the account already."""
    if days > (ends[-1] - issued).days or days <= (ends[0] - issued).days:
        return None
    return bisect_left(ends, issued + timedelta(days=days)) - 1


def in_part(flow: Flow, part: float) -> Flow:
    """A part (0-1) of it."""
    return tuple((month, minor * part) for month, minor in flow)


def before(ends: Ends, month: int, last_day: date | None) -> float:
    """What part of a month's work is done by a last day; all of it without one."""
    return 1.0 if last_day is None else 1.0 - part_after(ends[month], ends[month + 1], last_day)


def mean(some: Sequence[Flow]) -> float:
    """What is to be expected of a month that may be each of these."""
    return sum(minor for flow in some for _, minor in flow) / len(some) if some else 0.0
