"""What is in the records of one client, by the end of a day? Bills, what came in for them, and the days.

Letters ask the same, so that a plan and a letter never differ about a bill.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Protocol, TypeVar

from goodterms.records.book import Book, Filed, Settlement
from goodterms.records.model import Invoice, TimeEntry
from goodterms.review.measured import first_month
from goodterms.signals.tables import SETTLED_PERCENT, TERM_DAYS
from goodterms.terms.calendar import each_month, month_of
from goodterms.terms.money import Money

REGULAR_MONTHS, LAST_MONTHS = 4, 6


class _OfClient(Protocol):
    @property
    def client(self) -> str: ...


F = TypeVar("F", bound=_OfClient)


def of_client(book: Book, client: str, as_of: date) -> Book:
    """What there was of one client by the end of a day; work that was agreed, whenever it is due."""

    def own(filed: Iterable[F], day_of: Callable[[F], date] = lambda _: date.min) -> tuple[F, ...]:
        return tuple(one for one in filed if one.client == client and day_of(one) <= as_of)

    return Book(
        book.freelancer,
        clients=tuple(one for one in book.clients if one.name == client),
        invoices=own(book.invoices, lambda one: one.record.issued),
        credited=book.credited,
        credits=book.credits,
        payments=own(book.payments, lambda one: one.record.paid_on),
        settlements=own(book.settlements, lambda one: one.paid_on),
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


def due_of(bill: Invoice) -> date:
    """The day by which a bill is to be paid: its own, else 30 days after it was issued."""
    return bill.due or bill.issued + timedelta(days=TERM_DAYS)


def net_of(own: Book, filed: Filed[Invoice]) -> Money:
    """The total without what credit notes take off."""
    total, credit = filed.record.total, own.credited.get(filed.key)
    return total - credit if credit and credit.currency == total.currency else total


def parts_of(own: Book) -> Mapping[int, list[Settlement]]:
    """What came in for each invoice in its own currency, by its key, the first first."""
    currencies = {filed.key: filed.record.total.currency for filed in own.invoices}
    found: dict[int, list[Settlement]] = defaultdict(list)
    for part in sorted(own.settlements, key=lambda one: (one.paid_on, one.payment)):
        if part.amount.currency == currencies.get(part.invoice):
            found[part.invoice].append(part)
    return found


def left_of(own: Book, filed: Filed[Invoice], parts: Iterable[Settlement]) -> Money:
    """What of a bill is still open."""
    net = net_of(own, filed)
    return Money(max(net.minor - sum(part.amount.minor for part in parts), 0), net.currency)


def settled_on(net: Money, parts: Iterable[Settlement]) -> date | None:
    """The day from which nearly all of a bill was in, and stayed in."""
    received, day = 0, None
    for part in parts:
        received += part.amount.minor
        day = (day or part.paid_on) if received * 100 >= net.minor * SETTLED_PERCENT else None
    return day
