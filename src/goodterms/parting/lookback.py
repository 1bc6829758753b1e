"""Did it pay off to leave? (M84, B23)

As many weeks after the last day as there are, half a year at most, beside half a year before they were told:
hours, messages in the evening, money that came in, and what filled the room. Where the records of one side
are missing, it is unknown. What the freelancer says of it (`LookBack`) stands beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from goodterms.parting.days import HALF_YEAR, ONE
from goodterms.parting.ending import Ending
from goodterms.records.book import Book
from goodterms.records.model import Freelancer, LookBack
from goodterms.terms.calendar import WEEKDAYS, holidays, zone
from goodterms.terms.money import Money

LEAST = timedelta(days=28)
"""Days on a side under which nothing is compared: four weeks hold a month's bills once."""
GAP = timedelta(days=31)
"""So much of a time may be without records at its edge: a month in which nothing came in, or a file that was
not imported yet."""
WEEK, MONTH = 7, 365.25 / 12
ROOM = 0.5
"""Hours a week more than before, from which somebody fills the room."""
MOST_FILLED = 3


class Time(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many."""
        return max((self.last - self.first).days + 1, 0)


class Beside(NamedTuple):
    """Something before and after; None where nobody knows."""

    before: float | None
    after: float | None

    @property
    def gained(self) -> float | None:
        """How much less it is now; None where one side is unknown."""
        return None if self.before is None or self.after is None else self.before - self.after


class Income(NamedTuple):
    """Money that came in a month, in the currency of most of it: from the client before, and from all."""

    client: Money | None
    before: Money | None
    after: Money | None


class Filled(NamedTuple):
    """A client who takes more hours a week than before."""

    client: str
    before: float
    after: float


class LookedBack(NamedTuple):
    """What the records tell of the time before and after. Hours and messages are those of a week."""

    before: Time
    after: Time
    is_early: bool
    """Is too little time over to compare?"""
    hours: Beside = Beside(None, None)
    """Of work for that client."""
    all_hours: Beside = Beside(None, None)
    theirs: Beside = Beside(None, None)
    """What that client wrote outside of the freelancer's hours."""
    own: Beside = Beside(None, None)
    """What the freelancer wrote outside of them, to anybody."""
    dread: Beside = Beside(None, None)
    """How much they were dreaded, 0-4, on average over all clients."""
    income: Income = Income(None, None, None)
    filled: tuple[Filled, ...] = ()
    """Who has more of the time than before, the most first; empty where hours are unknown too."""
    told: tuple[LookBack, ...] = ()
    """What the freelancer said since, the first first."""


def look_back(book: Book, client: str, end: Ending, told_on: date | None, as_of: date) -> LookedBack:
    """The time before a client was told beside the time after the last day."""
    turn = min(told_on or end.last_day, end.last_day)
    first = max(turn - HALF_YEAR, _since(book, client, turn))
    before = Time(first, turn - ONE)
    after = Time(end.last_day + ONE, min(as_of, end.last_day + HALF_YEAR))
    told = [one.record for one in book.look_backs if one.client == client and one.record.day <= as_of]
    found = LookedBack(before, after, min(before.days, after.days) < LEAST.days)
    found = found._replace(
        told=tuple(sorted((one for one in told if one.day > end.last_day), key=lambda one: one.day))
    )
    return found if found.is_early else _compared(book, client, found)


def is_after_hours(me: Freelancer, moment: datetime) -> bool | None:
    """Is this outside of the freelancer's hours and days, on their own clock? None without a time zone."""
    place = zone(me.timezone)
    if place is None:
        return None
    clock = moment.astimezone(place)
    day, minute = clock.date(), clock.hour * 60 + clock.minute
    if WEEKDAYS[day.weekday()] not in me.days or day in me.holidays or day in holidays(me.country, day.year):
        return True
    if me.work_from < me.work_to:
        return not me.work_from <= minute < me.work_to
    return me.work_to <= minute < me.work_from


def _since(book: Book, client: str, turn: date) -> date:
    """The first day of working together, as far as the records tell; without any, the day of the telling."""
    days = [one.record.started.date() for one in book.hours if one.client == client]
    days += [one.record.issued for one in book.invoices if one.client == client]
    days += [one.record.sent_at.date() for one in book.messages if one.client == client]
    days += [one.record.paid_on for one in book.payments if one.client == client]
    return min(days, default=turn)


def _compared(book: Book, client: str, found: LookedBack) -> LookedBack:
    worked = _worked(book, found)
    return found._replace(
        hours=_hours(worked, found, client),
        all_hours=_hours(worked, found, ""),
        theirs=_evenings(book, found, client, incoming=True),
        own=_evenings(book, found, "", incoming=False),
        dread=_dread(book, found),
        income=_income(book, found, client),
        filled=_filled(worked, found, client),
    )


def _reached(days: Collection[date], time: Time) -> Time | None:
    """The part of a time that some records reach: all of it, unless they begin or end more than a month
    inside. None where that is under four weeks, or where none of them lies in it."""
    if not any(day in time for day in days):
        return None
    first, last = min(days), max(days)
    part = Time(
        first if first - time.first > GAP else time.first, last if time.last - last > GAP else time.last
    )
    return part if part.days >= LEAST.days else None


def _beside(found: LookedBack, amounts: Sequence[tuple[date, float]], days: Collection[date]) -> Beside:
    """The amounts of a week before and after; `days` are those of all records of the kind."""

    def weekly(time: Time) -> float | None:
        part = _reached(days, time)
        if part is None:
            return None
        return sum(some for day, some in amounts if day in part) * WEEK / part.days

    return Beside(weekly(found.before), weekly(found.after))


class _Worked(NamedTuple):
    """Days and hours by client, near the ending; under the empty name those of all."""

    of: Mapping[str, Sequence[tuple[date, float]]]
    days: Collection[date]
    """All days of which hours are written down."""


def _worked(book: Book, found: LookedBack) -> _Worked:
    of: dict[str, list[tuple[date, float]]] = {"": []} if book.hours else {}
    for one in book.hours:
        near = of.setdefault(one.client, [])
        if _is_near(day := one.record.started.date(), found):
            near.append((day, one.record.minutes / 60))
            of[""].append(near[-1])
    return _Worked(of, {one.record.started.date() for one in book.hours})


def _hours(worked: _Worked, found: LookedBack, client: str) -> Beside:
    """Hours a week for a client, or for all; unknown where none of theirs were ever written down."""
    if client not in worked.of:
        return Beside(None, None)
    return _beside(found, worked.of[client], worked.days)


def _evenings(book: Book, found: LookedBack, client: str, *, incoming: bool) -> Beside:
    """Messages of a week outside of the freelancer's hours; unknown without a time zone, and where none with
    that client are known at all."""
    people = [one for one in book.messages if not one.record.automatic]
    known = any(client in ("", one.client) for one in people)
    if zone(book.freelancer.timezone) is None or not known:
        return Beside(None, None)
    late = [
        (one.record.sent_at.date(), 1.0)
        for one in people
        if one.incoming is incoming
        and client in ("", one.client)
        and _is_near(one.record.sent_at.date(), found)
        and is_after_hours(book.freelancer, one.record.sent_at)
    ]
    return _beside(found, late, {one.record.sent_at.date() for one in people})


def _dread(book: Book, found: LookedBack) -> Beside:
    """The average of all ratings of dread, 0-4, whoever it was about."""
    rated = [(one.record.day, one.record.dread) for one in book.feelings]

    def average(time: Time) -> float | None:
        some = [dread for day, dread in rated if dread is not None and day in time]
        return sum(some) / len(some) if some else None

    return Beside(average(found.before), average(found.after))


def _is_near(day: date, found: LookedBack) -> bool:
    return day in found.before or day in found.after


def _income(book: Book, found: LookedBack, client: str) -> Income:
    """Money of a month, in the currency of most payments of the time."""
    near = [one for one in book.payments if _is_near(one.record.paid_on, found)]
    used = Counter(one.record.amount.currency for one in near)
    currency = min(used, key=lambda name: (-used[name], name), default="")
    same = [one for one in near if one.record.amount.currency == currency]
    days = {one.record.paid_on for one in book.payments}

    def monthly(time: Time, whose: str) -> Money | None:
        part = _reached(days, time)
        if part is None:
            return None
        paid = (one for one in same if one.record.paid_on in part and whose in ("", one.client))
        return Money(round(sum(one.record.amount.minor for one in paid) * MONTH / part.days), currency)

    return Income(monthly(found.before, client), monthly(found.before, ""), monthly(found.after, ""))


def _filled(worked: _Worked, found: LookedBack, client: str) -> tuple[Filled, ...]:
    """Whose hours became more, the most first."""
    grown = []
    for other in sorted(set(worked.of) - {"", client}):
        before, after = _hours(worked, found, other)
        if before is not None and after is not None and after - before >= ROOM:
            grown.append(Filled(other, before, after))
    return tuple(sorted(grown, key=lambda one: one.before - one.after)[:MOST_FILLED])
