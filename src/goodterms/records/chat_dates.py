"""Is 03/04 the third of April or the fourth of March? Learned from all the dates of one chat.

A chat runs forward in time: the order in which every date exists and time never jumps back is the right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

Order = Literal["dmy", "mdy", "ymd"]
Numbers = tuple[str, str, str]
"""The three numbers of a date as written."""

MONTH_FIRST_HOMES = frozenset(("US", "PH", "PR", "FM", "MH", "PW", "GU", "AS", "VI"))
"""Countries whose people write the month first, after CLDR's short dates."""


class Learned(NamedTuple):
    """The order of a file's dates, and whether another order would have read them all just as well."""

    order: Order
    doubtful: bool


def learn(dates: Sequence[Numbers], *, month_first: bool) -> Learned:
    """The order that reads the most dates with the fewest jumps back; where two orders are equally good,
    the one asked for by `month_first`, and in doubt."""
    if dates and all(len(numbers[0]) == 4 for numbers in dates):
        return Learned("ymd", doubtful=False)
    usual: tuple[Order, ...] = ("mdy", "dmy") if month_first else ("dmy", "mdy")
    short = all(len(part) <= 2 for numbers in dates for part in numbers)
    orders: tuple[Order, ...] = (*usual, "ymd") if short else usual
    ranked = sorted(orders, key=lambda order: _faults(dates, order))
    best, second = ranked[0], ranked[1]
    equal = _faults(dates, best) == _faults(dates, second)
    same = all(day_of(numbers, best) == day_of(numbers, second) for numbers in dates)
    return Learned(best, doubtful=equal and not same and "ymd" not in (best, second))


def _faults(dates: Sequence[Numbers], order: Order) -> tuple[int, int]:
    days = [day_of(numbers, order) for numbers in dates]
    return days.count(None), sum(_jumps_back(days))


def _jumps_back(days: Sequence[date | None]) -> Iterator[bool]:
    known = [day for day in days if day is not None]
    for first, second in pairwise(known):
        yield (first - second).days > 1


def day_of(numbers: Numbers, order: Order) -> date | None:
    """The day that three numbers name in this order, or None; two-digit years are of this century."""
    year, month, day = (
        numbers["ymd".index(part)] if order == "ymd" else numbers[order.index(part)] for part in "ymd"
    )
    try:
        return date(int(year) + (2000 if len(year) <= 2 else 0), int(month), int(day))
    except ValueError:
        return None
