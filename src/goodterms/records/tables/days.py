"""Which day is 3/4/2026, and which is "4 mrt. 2026"?

ISO days and days with a month's name say so themselves. Of two numbers before the year the larger may be
above 12 and then is the day; where both could be either, the order must be told.

>>> read_day("4 mrt. 2026"), read_day("13/4/2026")
(datetime.date(2026, 3, 4), datetime.date(2026, 4, 13))
>>> read_day("3/4/2026") is None, read_day("3/4/2026", "month first")
(True, datetime.date(2026, 3, 4))
"""

from __future__ import annotations

import re
from datetime import date

from goodterms.records import headings
from goodterms.terms import calendar
from goodterms.terms.patterns import lazy

FIRST_YEAR, LAST_YEAR = 1990, 2100
LONGEST = 80
"""Characters of a cell that holds a day; what is longer holds something else."""
DAY_FIRST, MONTH_FIRST = "day first", "month first"

_NUMBERS = lazy(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_YEAR_FIRST = lazy(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_RUN_TOGETHER = lazy(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_REST = lazy(r"\s*$|[T ,]\s*\d{1,2}\s*[:hu]", re.IGNORECASE)
_DAY_NAME = lazy(
    r"(\d{1,2})(?:er|ste|de|e|st|nd|rd|th)?[\s.\-/]{0,3}(?:de |of )?((?:tháng )?[^\W\d_]+(?: hai| một)?)"
    r"[\s,.\-/'’]{0,3}(?:năm )?(\d{4}|\d\d)(?!\d)"
)
_NAME_DAY = lazy(r"([^\W\d_]+)[\s.\-]{1,3}(\d{1,2})(?:st|nd|rd|th)?[\s,.\-]{1,3}(\d{4})(?!\d)")
_YEAR_NAME = lazy(r"(\d{4})[\s.\-/]{1,3}([^\W\d_]+)[\s.\-/]{1,3}(\d{1,2})(?!\d)")
_NUMBERED_MONTH = lazy(
    r"(\d{1,2})[\s,\-/]{0,3}(?:tháng|thg|th)[\s.]{0,2}(\d{1,2})[\s,\-/]{0,3}(?:năm\s*)?(\d{4})(?!\d)"
)
_BEFORE = lazy(r"(?:[^\W\d_]+[.,]?\s*){0,4}")
"""A weekday, or `ngày`, before the day."""


def read_day(text: str, order: str = "") -> date | None:
    """A day as written, whatever time stands after it; None where there is none, or its order is open."""
    text = text.strip()
    if day := calendar.read_day(text):
        return day
    for pattern in (_YEAR_FIRST, _RUN_TOGETHER):
        if found := pattern.match(text):
            return _day(found[1], found[2], found[3])
    if found := _NUMBERS.match(text):
        order = _told(found) or order
        if not order:
            return None
        day_at, month_at = (1, 3) if order == DAY_FIRST else (3, 1)
        return _day(found[4], found[month_at], found[day_at])
    return _named(text)


def order_of(text: str) -> str:
    """The order that a cell proves: `day first`, `month first`, or nothing."""
    found = _NUMBERS.match(text) if len(text) <= LONGEST and text[:1].isdigit() else None
    if found is None or found[2] == "." or not _REST.match(text, found.end()):
        return ""
    return "" if found[1] == found[3] else _told(found)


def is_open(text: str) -> bool:
    """Are there two days that this could be?"""
    found = _NUMBERS.match(text)
    return found is not None and not _told(found) and min(int(found[1]), int(found[3])) > 0


def _told(found: re.Match[str]) -> str:
    """The order of three numbers where they say it: points stand after the day, a month has no number 13."""
    first, second = int(found[1]), int(found[3])
    if found[2] == "." or first == second or first > 12 >= second:  # 4/4 is the same day in both
        return DAY_FIRST
    return MONTH_FIRST if second > 12 >= first else ""


def _named(text: str) -> date | None:
    """A day whose month has a name, in any of the languages that have a sheet."""
    start = next((at for at, letter in enumerate(text[:LONGEST]) if letter.isdigit()), None)
    if start is None or len(text) > LONGEST or not _BEFORE.fullmatch(text, 0, start):
        return None
    text = text.lower()
    if found := _NUMBERED_MONTH.match(text, start):
        return _day(found[3], found[2], found[1])
    if (found := _DAY_NAME.match(text, start)) and (month := _month(found[2])):
        return _day(found[3], month, found[1])
    if (found := _YEAR_NAME.match(text, start)) and (month := _month(found[2])):
        return _day(found[1], month, found[3])
    if (found := _NAME_DAY.search(text)) and (month := _month(found[1])):
        return _day(found[3], month, found[2])
    return None


def _month(name: str) -> int:
    return headings.months().get(headings.plain(name), 0)


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year) + 2000 if len(year) == 2 else int(year), int(month), int(day))
    except ValueError:
        return None
