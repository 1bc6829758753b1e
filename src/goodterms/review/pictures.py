"""What of one client can be drawn: when both write, how late money comes, what an hour brings, how it felt.

Numbers only. Where something is not known, the picture is a Text that says why, and never an empty one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from goodterms.records.aside import days_aside, set_aside
from goodterms.records.book import Book
from goodterms.records.settled.owed import due_of, known_by, left_of, net_of, parts_of, settled_on
from goodterms.review.ledger import SPAN
from goodterms.review.measured import first_month
from goodterms.signals.reading import Month, Reading, Readings, fold
from goodterms.terms.calendar import WEEKDAYS, each_month, months_back, own_zone
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money

LONG = 36
"""Months that a line goes back: each season three times."""
FEELINGS = ("dread", "client_stress", "work_stress", "unpredictable", "fit_style", "fit_vision")
DAYS, HOURS = 7, 24
Counts = tuple[tuple[int, ...], ...]
"""By weekday, Monday first, then by hour of the day: how many messages."""


class Clock(NamedTuple):
    """Messages by weekday and hour on the freelancer's clock, and when the freelancer works."""

    since: date
    theirs: Counts
    mine: Counts
    working: Counts
    """1 for an hour in which the freelancer works, at least in part, else 0."""


class Bill(NamedTuple):
    """One invoice: how many days after its due day it was paid (negative: before), or has been open."""

    number: str
    due: date
    days: int
    state: Literal["paid", "open", "disputed"]
    amount: Money


class Bills(NamedTuple):
    """Invoices by their due day, the latest first."""

    bills: tuple[Bill, ...]


class Point(NamedTuple):
    """One month of a line; None is a month of which nothing is known."""

    month: date
    value: float | None
    observations: int


class Line(NamedTuple):
    """A signal month by month, from the first that is known to the last; money in minor units for an hour."""

    signal: str
    unit: str
    currency: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """All there is to draw of one client; a Text instead says why something is not."""

    clock: Clock | Text
    bills: Bills | Text
    rate: Line | Text
    feelings: tuple[Line, ...]
    """The freelancer's own ratings; empty where there are none."""


def pictures(book: Book, readings: Readings, client: str, as_of: date) -> Pictures:
    """What can be drawn of a client on a day."""
    return Pictures(
        clock=_clock(book, client, as_of),
        bills=_bills(book, client, as_of),
        rate=_rate(book, readings, client, as_of),
        feelings=tuple(
            line
            for name in FEELINGS
            if name in readings.signals and (line := _line(readings.get(name, client), as_of)).points
        ),
    )


def _clock(book: Book, client: str, as_of: date) -> Clock | Text:
    """The messages of a year that somebody wrote."""
    me = book.freelancer
    here, since = own_zone(me.timezone), first_month(as_of, SPAN)
    if here is None:
        return Text("picture.no_zone")
    told = [
        (moment, one.incoming)
        for one in book.messages
        if one.client == client and not one.record.automatic
        if since <= (moment := one.record.sent_at.astimezone(here)).date() <= as_of
    ]
    if not told:
        return Text("picture.no_messages")
    sides = {incoming: [[0] * HOURS for _ in range(DAYS)] for incoming in (True, False)}
    for moment, incoming in told:
        sides[incoming][moment.weekday()][moment.hour] += 1
    return Clock(
        since, _frozen(sides[True]), _frozen(sides[False]), _working(me.days, me.work_from, me.work_to)
    )


def _working(days: Sequence[str], first: int, last: int) -> Counts:
    """The hours of work; after midnight too, where they end before they begin."""
    spans = [(first, last)] if first < last else [(0, last), (first, HOURS * 60)]
    hours = [int(any(a < (hour + 1) * 60 and hour * 60 < b for a, b in spans)) for hour in range(HOURS)]
    named = days or WEEKDAYS[:5]
    return tuple(tuple(hours) if day in named else (0,) * HOURS for day in WEEKDAYS)


def _frozen(rows: Iterable[Iterable[int]]) -> Counts:
    return tuple(tuple(row) for row in rows)


def _bills(book: Book, client: str, as_of: date) -> Bills | Text:
    """Days set aside for the client are no lateness, here as in the signals."""
    known = known_by(book, as_of)
    own = [filed for filed in known.invoices if filed.client == client]
    if not own:
        return Text("picture.no_invoices")
    if not known.payments:
        return Text("picture.no_payments")
    parts, aside = parts_of(known), set_aside(known.moves, as_of).get(client, ())
    found = []
    for filed in own:
        net, came = net_of(known, filed), parts.get(filed.key, ())
        due, paid = due_of(filed.record), settled_on(net, came)
        if net.minor <= 0:
            continue
        until = paid or as_of
        days = (until - due).days - days_aside(aside, due, until)
        state: Literal["paid", "open", "disputed"] = "paid" if paid else "open"
        left = net if paid else left_of(known, filed, came)
        found.append(
            Bill(filed.record.number, due, days, "disputed" if filed.record.disputed else state, left)
        )
    found.sort(key=lambda one: (one.due, one.number), reverse=True)
    return Bills(tuple(found)) if found else Text("picture.no_invoices")


def _rate(book: Book, readings: Readings, client: str, as_of: date) -> Line | Text:
    """What an hour really brought, or which half of it is not known."""
    if "true_rate" in readings.signals:
        line = _line(readings.get("true_rate", client), as_of)
        if any(point.value is not None for point in line.points):
            return line
    if not any(one.client == client for one in book.hours):
        return Text("picture.no_hours")
    return Text("picture.no_cash")


def _line(reading: Reading, as_of: date) -> Line:
    signal = reading.signal
    shown = reading.span(months_back(as_of.replace(day=1), LONG - 1), as_of)
    known = {month.month: month for month in shown.months}
    if not known:
        return Line(signal.name, signal.unit, reading.currency, ())
    points = tuple(_point(reading, month, known.get(month)) for month in each_month(min(known), max(known)))
    return Line(signal.name, signal.unit, reading.currency, points)


def _point(reading: Reading, month: date, found: Month | None) -> Point:
    if found is None:
        return Point(month, None, 0)
    return Point(month, fold(reading.signal, (found,)), found.observations)


def runs(points: Iterable[Point]) -> tuple[tuple[Point, ...], ...]:
    """The stretches of a line that are known without a gap: over what is not known no line is drawn."""
    known = [point for point in points if point.value is not None]
    cuts = [0]
    cuts += [n for n, (a, b) in enumerate(pairwise(known), 1) if months_back(b.month, 1) != a.month]
    cuts.append(len(known))
    return tuple(tuple(known[a:b]) for a, b in pairwise(cuts) if a < b)
