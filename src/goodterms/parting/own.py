"""What is in the records of one client, by the end of a day? What is owed is asked of `records.settled.owed`.

Letters ask the same, so that a plan and a letter never differ about a bill.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from goodterms.records.book import Book, Filed
from goodterms.records.model import TimeEntry
from goodterms.records.settled.owed import known_by
from goodterms.review.measured import first_month
from goodterms.terms.calendar import each_month, month_of

REGULAR_MONTHS, LAST_MONTHS = 4, 6


class _OfClient(Protocol):
    @property
    def client(self) -> str: ...


F = TypeVar("F", bound=_OfClient)


def of_client(book: Book, client: str, as_of: date) -> Book:
    """What there was of one client by the end of a day; work that was agreed, whenever it is due."""

    def own(filed: Iterable[F], day_of: Callable[[F], date] = lambda _: date.min) -> tuple[F, ...]:
        return tuple(one for one in filed if one.client == client and day_of(one) <= as_of)

    return replace(
        known_by(_money(book, client), as_of),
        clients=tuple(one for one in book.clients if one.name == client),
        expenses=own(book.expenses, lambda one: one.record.day),
        hours=own(book.hours, day_of),
        deliverables=own(book.deliverables),
        messages=own(book.messages, lambda one: one.record.sent_at.date()),
        meetings=own(book.meetings, lambda one: one.record.start.date()),
        contracts=own(book.contracts),
        feelings=own(book.feelings, lambda one: one.record.day),
        attempts=own(book.attempts, lambda one: one.record.day),
        episodes=own(book.episodes, lambda one: one.record.day),
        guts=own(book.guts, lambda one: one.record.day),
        moves=own(book.moves, lambda one: one.record.day),
        look_backs=own(book.look_backs, lambda one: one.record.day),
        colleagues=book.colleagues,
    )


def _money(book: Book, client: str) -> Book:
    """A client's bills and payments of all days, and nothing else."""
    invoices = tuple(one for one in book.invoices if one.client == client)
    keys = {one.key for one in invoices}
    return Book(
        book.freelancer,
        invoices=invoices,
        credited={key: money for key, money in book.credited.items() if key in keys},
        credits=tuple(one for one in book.credits if one.invoice in keys),
        payments=tuple(one for one in book.payments if one.client == client),
        settlements=tuple(one for one in book.settlements if one.client == client),
    )


def is_regular(own: Book, since: date | None, as_of: date) -> bool | None:
    """Is there an invoice, or are there hours, in four of the last six months (M77)? A month that is not over
    comes on top. None without any invoice or hour, and for a client of less than four months."""
    if since is None or not (own.invoices or own.hours):
        return None
    first = first_month(as_of, LAST_MONTHS)
    billed = {month_of(filed.record.issued) for filed in own.invoices if filed.record.issued >= first}
    worked = {month_of(day) for filed in own.hours if (day := filed.record.started.date()) >= first}
    if max(len(billed), len(worked)) >= REGULAR_MONTHS:
        return True
    return None if len(each_month(max(since, first), as_of)) < REGULAR_MONTHS else False


def day_of(entry: Filed[TimeEntry]) -> date:
    """The day of some work."""
    return entry.record.started.date()
