"""What of an invoice is owed on a day, when was it due, and when was it paid?

Signals, forecasts, plans, claims and letters all ask it here, so that no two of them differ about a bill.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from goodterms.records.book import Book, Filed, Settlement
from goodterms.records.model import Invoice
from goodterms.records.settled.settling import settle
from goodterms.terms.money import Money

TERM_DAYS = 30
"""Days to pay on an invoice that names no due date: the term European law assumes."""
SETTLED_PERCENT = 97
"""An invoice is settled once this much of it is in: bank charges and a cash discount are not a debt."""


def known_by(book: Book, as_of: date) -> Book:
    """The same with the invoices, credit notes and payments that there were at the end of a day. Where more
    came later, payments are matched again without it: what came since would tell which invoice an earlier
    payment was for. A credit note whose day is not known always counts."""
    invoices = tuple(one for one in book.invoices if one.record.issued <= as_of)
    payments = tuple(one for one in book.payments if one.record.paid_on <= as_of)
    credits = tuple(one for one in book.credits if one.day <= as_of)
    kept = len(invoices), len(payments), len(credits)
    if kept == (len(book.invoices), len(book.payments), len(book.credits)):
        return book
    credited = _credited(book, as_of)
    return replace(
        book,
        invoices=invoices,
        credited=credited,
        credits=credits,
        payments=payments,
        settlements=settle(invoices, payments, credited),
    )


def _credited(book: Book, as_of: date) -> dict[int, Money]:
    """By invoice, what is credited without the notes of a later day."""
    credited = dict(book.credited)
    for note in book.credits:
        if note.day > as_of:
            credited[note.invoice] -= note.amount
    return {invoice: money for invoice, money in credited.items() if money.minor}


def due_of(bill: Invoice) -> date:
    """The day by which a bill is to be paid: its own, else 30 days after it was issued."""
    return bill.due or bill.issued + timedelta(days=TERM_DAYS)


def net_of(book: Book, filed: Filed[Invoice]) -> Money:
    """The total without what credit notes take off; one in another currency takes off nothing."""
    total, credit = filed.record.total, book.credited.get(filed.key)
    return total - credit if credit and credit.currency == total.currency else total


def parts_of(book: Book) -> Mapping[int, list[Settlement]]:
    """What came in for each invoice in its own currency, by its key, the first first."""
    currencies = {filed.key: filed.record.total.currency for filed in book.invoices}
    found: dict[int, list[Settlement]] = defaultdict(list)
    for part in sorted(book.settlements, key=lambda one: (one.paid_on, one.amount.minor, one.payment)):
        if part.amount.currency == currencies.get(part.invoice):
            found[part.invoice].append(part)
    return found


def left_of(book: Book, filed: Filed[Invoice], parts: Iterable[Settlement]) -> Money:
    """What of a bill is still open: nothing of one that is settled, though a little of it never came."""
    net, came = net_of(book, filed), tuple(parts)
    if settled_on(net, came) is not None:
        return Money(0, net.currency)
    return Money(max(net.minor - sum(part.amount.minor for part in came), 0), net.currency)


def settled_on(net: Money, parts: Iterable[Settlement]) -> date | None:
    """The day from which nearly all of a bill was in, and stayed in: a refund opens it again."""
    received, day = 0, None
    for part in parts:
        received += part.amount.minor
        is_settled = 0 < net.minor * SETTLED_PERCENT <= received * 100
        day = (day or part.paid_on) if is_settled else None
    return day
