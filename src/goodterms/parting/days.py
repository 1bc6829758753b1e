"""Which day is a good one to speak, and which days does a contract count?

Nobody is told before a weekend, on a holiday of theirs, or on the eve of something that matters to them
(M75). Working days leave out weekends and the public holidays of the place.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.terms.calendar import SATURDAY, holidays, is_free
from goodterms.terms.evidence import Text

EVE = timedelta(days=3)
"""For so long before an important day nobody is told."""
FRIDAY = 4
FURTHEST = 60
"""Days within which a better one is looked for."""
ONE = timedelta(days=1)
HALF_YEAR, YEAR = timedelta(days=182), timedelta(days=365)


class Occasion(NamedTuple):
    """Something important to the client, and its day: their launch, a delivery."""

    day: date
    name: str


class Moved(NamedTuple):
    """A day that was found, and why it is not the one that was asked for."""

    day: date
    why: tuple[Text, ...] = ()


def objection(day: date, country: str, occasions: Iterable[Occasion]) -> Text | None:
    """Why this is no day to speak; None for a good one."""
    near = [one for one in occasions if timedelta() <= one.day - day <= EVE]
    if near:
        first = min(near)
        return Text("plan.moved.eve", {"day": day, "what": first.name, "on": first.day})
    if day.weekday() >= SATURDAY:
        return Text("plan.moved.weekend", {"day": day})
    if day in holidays(country, day.year):
        return Text("plan.moved.holiday", {"day": day})
    if day + ONE in holidays(country, (day + ONE).year):
        return Text("plan.moved.before_holiday", {"day": day})
    return Text("plan.moved.friday", {"day": day}) if day.weekday() == FRIDAY else None


def good_day(
    day: date, country: str, occasions: Iterable[Occasion], *, before: bool = False, least: date | None = None
) -> Moved:
    """The first good day from this one on, or `before` it the last one (not earlier than `least`); the day
    itself where there is none."""
    known, why, step = tuple(occasions), list[Text](), -ONE if before else ONE
    for count in range(FURTHEST):
        now = day + count * step
        if least is not None and now < least:
            break
        said = objection(now, country, known)
        if said is None:
            return Moved(now, tuple(why[:1]))
        why.append(said)
    return Moved(day)


def add_working_days(day: date, count: int, country: str) -> date:
    """The last of so many working days that begin the day after."""
    while count > 0:
        day += ONE
        count -= not is_free(day, country)
    return day


def add_months(day: date, count: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day.

    >>> add_months(date(2026, 1, 31), 1), add_months(date(2026, 3, 31), -1)
    (datetime.date(2026, 2, 28), datetime.date(2026, 2, 28))
    """
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
