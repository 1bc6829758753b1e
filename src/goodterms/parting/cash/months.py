"""Months counted from the day of asking: of the 15th, each ends on a 15th; of a last day, on a last day.

>>> ends(date(2026, 10, 31), 2)
(datetime.date(2026, 10, 31), datetime.date(2026, 11, 30), datetime.date(2026, 12, 31))
>>> ends(date(2026, 1, 30), 2)
(datetime.date(2026, 1, 30), datetime.date(2026, 2, 28), datetime.date(2026, 3, 30))
"""

from __future__ import annotations

from datetime import date
from itertools import takewhile

from goodterms.parting.days import add_months, month_end

_MONTHS = 12 * date.max.year


def shifted(day: date, months: int) -> date | None:
    """The same day so many months later (earlier below 0); None beyond the calendar."""
    if not 0 <= (day.year - 1) * 12 + day.month - 1 + months < _MONTHS:
        return None
    moved = add_months(day, months)
    return month_end(moved) if day == month_end(day) else moved


def ends(as_of: date, count: int) -> tuple[date, ...]:
    """The day of asking and the ends of so many months after it, as far as the calendar goes."""
    days = (shifted(as_of, months) for months in range(count + 1))
    return tuple(day for day in takewhile(lambda day: day is not None, days) if day is not None)


def part_after(start: date, end: date, day: date | None) -> float:
    """What part (0-1) of a month, from the day after its start to its end, lies after a day; none of it after
    a day that never comes.

    >>> part_after(date(2026, 10, 31), date(2026, 11, 30), date(2026, 11, 15))
    0.5
    """
    if day is None:
        return 0.0
    return min(max((end - day).days / (end - start).days, 0.0), 1.0)
