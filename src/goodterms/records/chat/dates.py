"""Is 03/04 the third of April or the fourth of March? Learned from all the dates of one chat.

A chat runs forward in time: the order in which every date exists and time never jumps back is the right one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

Order = Literal["dmy", "mdy", "ymd"]
Numbers = tuple[str, str, str]
"""The three numbers of a date as written."""

MONTH_FIRST_HOMES = frozenset(("US", "PH", "PR", "FM", "MH", "PW", "GU", "AS", "VI"))
"""Countries whose people write the month first, after CLDR's short dates."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that a message may be of; outside of them a date was misread, or a clock was wrong."""
_ANSWERS: dict[str, Order] = {"day first": "dmy", "month first": "mdy"}
_BUDDHIST = 543
"""Years that Thai phones are ahead."""


class Learned(NamedTuple):
    """The order of a file's dates, and whether another order would have read them all just as well."""

    order: Order
    doubtful: bool


def learn(dates: Sequence[Numbers], *, month_first: bool, answer: str = "") -> Learned:
    """The order that reads the most dates with the fewest jumps back. Where two are equally good, it is what
    the user gave as `answer` (`day first`, `month first`), else what `month_first` asks for, and in doubt."""
    days = [numbers for numbers, _ in groupby(dates)]
    if days and all(len(numbers[0]) == 4 for numbers in days):
        return Learned("ymd", doubtful=False)
    month_first = _ANSWERS.get(answer, "mdy" if month_first else "dmy") == "mdy"
    usual: tuple[Order, ...] = ("mdy", "dmy") if month_first else ("dmy", "mdy")
    short = all(len(part) <= 2 for numbers in days for part in numbers)
    orders: tuple[Order, ...] = (*usual, "ymd") if short else usual
    faults = {order: _faults(days, order) for order in orders}
    best, second = sorted(orders, key=faults.__getitem__)[:2]
    equal = faults[best] == faults[second] and answer not in _ANSWERS
    same = equal and all(day_of(numbers, best) == day_of(numbers, second) for numbers in days)
    return Learned(best, doubtful=equal and not same and "ymd" not in (best, second))


def _faults(dates: Sequence[Numbers], order: Order) -> tuple[int, int]:
    days = [day_of(numbers, order) for numbers in dates]
    return days.count(None), sum(_jumps_back(days))


def _jumps_back(days: Sequence[date | None]) -> Iterator[bool]:
    known = [day for day in days if day is not None]
    for first, second in pairwise(known):
        yield (first - second).days > 1


@lru_cache(4_096)
def day_of(numbers: Numbers, order: Order) -> date | None:
    """The day that three numbers name in this order, or None; two-digit years are of this century, and
    Buddhist ones are counted back."""
    written, month, day = (
        numbers["ymd".index(part)] if order == "ymd" else numbers[order.index(part)] for part in "ymd"
    )
    year = int(written) + (2000 if len(written) <= 2 else 0)
    if FIRST_YEAR + _BUDDHIST <= year <= LAST_YEAR + _BUDDHIST:
        year -= _BUDDHIST
    try:
        found = date(year, int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= year <= LAST_YEAR else None
