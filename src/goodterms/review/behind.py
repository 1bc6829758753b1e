"""Which records lie behind a figure? Those of a signal month by month, or all of a kind, the latest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from goodterms.records.book import Book
from goodterms.records.settled.owed import due_of, known_by, left_of, net_of, parts_of, settled_on
from goodterms.signals.reading import Reading, Readings, fold
from goodterms.terms.calendar import own_zone
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money


class Row(NamedTuple):
    """One record, or one month of a signal with the record that weighs most in it."""

    on: date | datetime
    """Of a month, its first day."""
    value: float | Money | None
    """In `unit`; None where a record has no figure, or nobody knows it."""
    unit: str
    currency: str
    says: Text | None
    records: int
    """How many there are in that month; 1 for a record."""
    evidence: Evidence | None
    """None where no single record shows it."""


class Behind(NamedTuple):
    """What lies behind a figure."""

    what: str
    """A signal, or one of KINDS."""
    is_signal: bool
    question: str
    """What the signal asks, in English; empty for a kind."""
    total: int
    """How many records there are in all."""
    rows: tuple[Row, ...]


def behind(book: Book, readings: Readings, client: str, what: str, as_of: date) -> Behind | None:
    """The records of one client behind a signal, or those of a kind; None where there is no such thing."""
    if what in KINDS:
        rows = sorted(KINDS[what](book, client, as_of), key=lambda row: str(row.on), reverse=True)
        return Behind(what, False, "", len(rows), tuple(rows))
    if what not in readings.signals:
        return None
    reading = readings.get(what, client).span(None, as_of)
    rows = list(_months(book, reading))[::-1]
    return Behind(what, True, reading.signal.question, reading.observations, tuple(rows))


def _months(book: Book, reading: Reading) -> Iterable[Row]:
    signal = reading.signal
    for month in reading.months:
        value = fold(signal, (month,))
        place = _place(book, month.ref)
        yield Row(month.month, value, signal.unit, reading.currency, None, month.observations, place)


def _place(book: Book, ref: int | None) -> Evidence | None:
    """Where a record was read; None for a number of another book."""
    if ref is None:
        return None
    try:
        return book.evidence(ref)
    except KeyError:
        return None


def _messages(book: Book, client: str, as_of: date) -> Iterable[Row]:
    here = own_zone(book.freelancer.timezone) or UTC
    for one in book.messages:
        if one.client == client and (moment := one.record.sent_at.astimezone(here)).date() <= as_of:
            says = Text(f"behind.{'theirs' if one.incoming else 'mine'}.{one.record.channel}")
            yield Row(moment, None, "", "", says, 1, one.record.evidence)


def _invoices(book: Book, client: str, as_of: date) -> Iterable[Row]:
    known = known_by(book, as_of)
    parts = parts_of(known)
    for filed in known.invoices:
        if filed.client != client:
            continue
        net, came = net_of(known, filed), parts.get(filed.key, ())
        paid, due = settled_on(net, came), due_of(filed.record)
        if paid:
            says = Text("behind.paid", {"due": due, "paid": paid})
        else:
            says = Text("behind.open", {"due": due, "open": left_of(known, filed, came)})
        yield Row(filed.record.issued, net, "", "", says, 1, filed.record.evidence)


def _payments(book: Book, client: str, as_of: date) -> Iterable[Row]:
    for one in book.payments:
        if one.client == client and one.record.paid_on <= as_of:
            yield Row(one.record.paid_on, one.record.amount, "", "", None, 1, one.record.evidence)


def _hours(book: Book, client: str, as_of: date) -> Iterable[Row]:
    for one in book.hours:
        if one.client == client and (day := one.record.started.date()) <= as_of:
            yield Row(day, one.record.minutes / 60, "hours", "", None, 1, one.record.evidence)


def _expenses(book: Book, client: str, as_of: date) -> Iterable[Row]:
    for one in book.expenses:
        if one.client == client and one.record.day <= as_of:
            yield Row(one.record.day, one.record.amount, "", "", None, 1, one.record.evidence)


def _attempts(book: Book, client: str, as_of: date) -> Iterable[Row]:
    for one in book.attempts:
        if one.client == client and one.record.day <= as_of:
            says = Text(f"behind.reaction.{one.record.reaction or 'none'}")
            yield Row(one.record.day, None, "", "", says, 1, one.record.evidence)


def _feelings(book: Book, client: str, as_of: date) -> Iterable[Row]:
    for one in book.feelings:
        if one.client == client and one.record.day <= as_of:
            yield Row(one.record.day, None, "", "", None, 1, one.record.evidence)


KINDS: Mapping[str, Callable[[Book, str, date], Iterable[Row]]] = {
    "messages": _messages,
    "invoices": _invoices,
    "payments": _payments,
    "hours": _hours,
    "expenses": _expenses,
    "attempts": _attempts,
    "feelings": _feelings,
}
"""All records of a kind, by its name."""
