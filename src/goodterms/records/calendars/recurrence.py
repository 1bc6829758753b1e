"""On which days does a series take place? The rules of RFC 5545 that calendar programs write for meetings.

Daily, weekly, monthly and yearly rules with an interval, and with months, days and weekdays to choose from.
Rules by the hour, the minute or the number of the week are none that meetings have: `read_rule` gives None.
A rule is followed day by day between two dates, so that none can be followed without end.

>>> rule = read_rule({"FREQ": ["MONTHLY"], "BYDAY": ["-1FR"]}, datetime(2026, 1, 30, 9))
>>> [day.isoformat() for day in days(rule, date(2026, 1, 30), date(2026, 3, 31))] if rule else None
['2026-01-30', '2026-02-27', '2026-03-27']
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from goodterms.terms.patterns import lazy

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_WEEKDAY = lazy(rf"([+-]?\d{{1,2}})?({'|'.join(WEEKDAYS)})", re.IGNORECASE)
_CLOCK = {"BYHOUR": "hour", "BYMINUTE": "minute", "BYSECOND": "second"}
_KNOWN = frozenset(
    "FREQ INTERVAL COUNT UNTIL WKST BYMONTH BYMONTHDAY BYYEARDAY BYDAY BYSETPOS".split()
) | _CLOCK.keys()  # fmt: skip


class Rule(NamedTuple):
    """One rule: the days of a period (`DAILY`, `WEEKLY`, `MONTHLY`, `YEARLY`) that all choices agree on.

    An empty choice leaves all. Negative numbers count from the end.
    """

    period: str
    interval: int = 1
    times: int | None = None
    """How often in all."""
    until: date | datetime | None = None
    """The last moment, or the last day, as the rule writes it."""
    week_start: int = 0
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    """Which of them (0: every one) in the month or the year, and the weekday, Monday being 0."""
    positions: tuple[int, ...] = ()
    """Which of the days that are left in each period."""


def read_rule(parts: Mapping[str, Iterable[object]], start: datetime) -> Rule | None:
    """The rule of a series that begins at a local moment; None for one that no meeting follows."""
    said = {name.upper(): list(values) for name, values in parts.items()}
    clocks = all(said[name] == [getattr(start, unit)] for name, unit in _CLOCK.items() if name in said)
    period = str(next(iter(said.get("FREQ", [])), "")).upper()
    weekdays = [_WEEKDAY.fullmatch(str(text)) for text in said.get("BYDAY", [])]
    until = next(iter(said.get("UNTIL", [])), None)
    interval, count = _number(said, "INTERVAL"), _number(said, "COUNT")
    known = said.keys() <= _KNOWN and period in _PERIODS and clocks and all(weekdays)
    if not known or 0 in (interval, count) or not isinstance(until, date | None):
        return None
    week_start = str(next(iter(said.get("WKST", [])), "MO")).upper()
    rule = Rule(
        period, interval or 1, count, until, WEEKDAYS.index(week_start) if week_start in WEEKDAYS else 0,
        _numbers(said, "BYMONTH"), _numbers(said, "BYMONTHDAY"), _numbers(said, "BYYEARDAY"),
        tuple((int(found[1] or 0), WEEKDAYS.index(found[2].upper())) for found in weekdays if found),
        _numbers(said, "BYSETPOS"),
    )  # fmt: skip
    return _completed(rule, start)


def days(rule: Rule, first: date, last: date) -> Iterator[date]:
    """The days of a rule from its first day to a last one, in order; not looked at: `times` and `until`."""
    for period in _PERIODS[rule.period](rule, first, last):
        chosen = [day for day in map(date.fromordinal, period) if _is_chosen(rule, day)]
        if rule.positions:
            at = {place - 1 if place > 0 else len(chosen) + place for place in rule.positions}
            chosen = [day for place, day in enumerate(chosen) if place in at]
        yield from (day for day in chosen if first <= day <= last)


def _number(said: Mapping[str, list[object]], name: str) -> int | None:
    """A number above zero; 0 where something else is written, None where nothing is."""
    values = said.get(name)
    if not values:
        return None
    return int(str(values[0])) if re.fullmatch(r"\d{1,6}", str(values[0])) else 0


def _numbers(said: Mapping[str, list[object]], name: str) -> tuple[int, ...]:
    return tuple(value for value in said.get(name, []) if isinstance(value, int))


def _completed(rule: Rule, start: datetime) -> Rule:
    """A rule that leaves the day open takes it from the first one."""
    if rule.month_days or rule.year_days or rule.weekdays:
        return rule
    if rule.period == "YEARLY":
        return rule._replace(months=rule.months or (start.month,), month_days=(start.day,))
    if rule.period == "MONTHLY":
        return rule._replace(month_days=(start.day,))
    return rule._replace(weekdays=((0, start.weekday()),)) if rule.period == "WEEKLY" else rule


def _is_chosen(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    length = monthrange(day.year, day.month)[1]
    if rule.month_days and not {day.day, day.day - length - 1} & set(rule.month_days):
        return False
    of_year, year_length = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
    if rule.year_days and not {of_year, of_year - year_length - 1} & set(rule.year_days):
        return False
    by_year = rule.period == "YEARLY" and not rule.months
    at, whole = (of_year, year_length) if by_year else (day.day, length)
    places = {0, (at - 1) // 7 + 1, -((whole - at) // 7 + 1)}
    if rule.period in ("DAILY", "WEEKLY"):
        return not rule.weekdays or any(weekday == day.weekday() for _, weekday in rule.weekdays)
    return not rule.weekdays or any(
        weekday == day.weekday() and place in places for place, weekday in rule.weekdays
    )


def _by_day(rule: Rule, first: date, last: date) -> Iterator[range]:
    for at in range(first.toordinal(), last.toordinal() + 1, rule.interval):
        yield range(at, at + 1)


def _by_week(rule: Rule, first: date, last: date) -> Iterator[range]:
    monday = first.toordinal() - (first.weekday() - rule.week_start) % 7
    for at in range(monday, last.toordinal() + 1, 7 * rule.interval):
        yield range(at, at + 7)


def _by_month(rule: Rule, first: date, last: date) -> Iterator[range]:
    for index in range(first.year * 12 + first.month - 1, last.year * 12 + last.month, rule.interval):
        year, month = divmod(index, 12)
        at = date(year, month + 1, 1).toordinal()
        yield range(at, at + monthrange(year, month + 1)[1])


def _by_year(rule: Rule, first: date, last: date) -> Iterator[range]:
    for year in range(first.year, last.year + 1, rule.interval):
        yield range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())


_PERIODS = {"DAILY": _by_day, "WEEKLY": _by_week, "MONTHLY": _by_month, "YEARLY": _by_year}
