"""Which day, which moment, whose zone?

>>> read_day("2026-03-04")
datetime.date(2026, 3, 4)
>>> read_day("2026-02-30") is None
True
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from goodterms.terms.patterns import lazy

_ISO_DAY = lazy(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SATURDAY = 5
_NO_ZONES = ("localtime", "posixrules", "Factory", "posix/", "right/")  # files beside the zones, not zones


@cache
def zone(name: str) -> ZoneInfo | None:
    """The time zone of that IANA name, or None where there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def own_zone(name: str) -> ZoneInfo | None:
    """The zone that somebody says is theirs, or None: without it nothing is said of hours of the day."""
    return zone(name) if name and not name.startswith(_NO_ZONES) else None


@cache
def zone_of(country: str) -> str:
    """The time zone of a country (ISO 3166) where all of it keeps the same time, else nothing.

    >>> zone_of("BE"), zone_of("US")
    ('Europe/Brussels', '')
    """
    from babel.core import get_global  # noqa: PLC0415 - only a freelancer who names no zone needs it

    names = sorted(name for name, place in get_global("zone_territories").items() if place == country)
    days = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 7, 1, tzinfo=UTC))
    zones = [found for name in names if (found := zone(name))]
    clocks = {tuple(day.astimezone(one).utcoffset() for day in days) for one in zones}
    return names[0] if len(clocks) == 1 else ""


def read_day(text: str) -> date | None:
    """An ISO day (a time after it is ignored), or None where no such day exists."""
    found = _ISO_DAY.match(text.strip())
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def read_moment(text: str, local: tzinfo) -> datetime | None:
    """An ISO moment as an aware datetime; one without offset is taken in the local zone given."""
    try:
        moment = datetime.fromisoformat(text.strip().replace(" ", "T", 1))
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=local)
    try:
        moment.astimezone(UTC)
    except OverflowError:
        return None
    return moment


def read_clock(text: str) -> int | None:
    """Minutes after midnight of a clock time such as 09:00, or None."""
    found = re.fullmatch(r"([01]?\d|2[0-4])[:.h]([0-5]\d)?", text.strip())
    if not found:
        return None
    minutes = int(found[1]) * 60 + int(found[2] or 0)
    return minutes if minutes <= 24 * 60 else None


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def months_back(month: date, count: int) -> date:
    """The first day of the month that many months before."""
    index = month.year * 12 + month.month - 1 - count
    return date(index // 12, index % 12 + 1, 1)


def public_holidays(country: str, first: date, last: date) -> tuple[date, ...]:
    """Public holidays of a country (ISO 3166, GB-SCT style subdivisions too) between two days, from the
    `holidays` library; none for a country it does not know."""
    if not country:
        return ()
    from holidays import country_holidays  # noqa: PLC0415 - 0.2 s, and not every question needs it

    place, _, part = country.partition("-")
    try:
        days = country_holidays(place, subdiv=part or None, years=range(first.year, last.year + 1))
    except NotImplementedError:
        return ()
    return tuple(sorted(day for day in days if first <= day <= last))


@cache
def holidays(country: str, year: int) -> frozenset[date]:
    """Public holidays of a country in a year; none where the country is unknown."""
    return frozenset(public_holidays(country, date(year, 1, 1), date(year, 12, 31)))


def is_free(day: date, country: str) -> bool:
    """Is this a weekend or a public holiday there?"""
    return day.weekday() >= SATURDAY or day in holidays(country, day.year)


def working_day(day: date, country: str, *, before: bool = False) -> date:
    """The same day, or the next that is neither in a weekend nor a holiday; the last one `before` it.

    >>> working_day(date(2026, 12, 25), "BE", before=True), working_day(date(2026, 12, 25), "BE")
    (datetime.date(2026, 12, 24), datetime.date(2026, 12, 28))
    """
    while is_free(day, country):
        day += timedelta(days=-1 if before else 1)
    return day


def days_between(first: date, last: date) -> int:
    """Days from the first to the last; negative where the last comes first."""
    return (last - first).days


def each_month(first: date, last: date) -> tuple[date, ...]:
    """The first days of all months from one day's month to another's, both included."""
    months, month = [], month_of(first)
    while month <= last:
        months.append(month)
        month = month_of(month + timedelta(days=32))
    return tuple(months)
