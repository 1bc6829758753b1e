"""What is known of every invoice at the end of a day? Nothing that came later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from goodterms.records.book import Book, Filed, Settlement
from goodterms.records.model import Invoice
from goodterms.review.forecast.model import Bill
from goodterms.terms.money import Money

TERM_DAYS = 30
"""Days to pay on an invoice that names no due date, as in the signals."""
SETTLED_PERCENT = 97
"""An invoice is settled once this much of it is in, as in the signals."""


def bills(book: Book, as_of: date) -> tuple[Bill, ...]:
    """Every invoice issued by that day and of more than nothing, in an order that does not hang on that of
    the records. Credit notes carry no day in a Book and always count."""
    paid: dict[int, list[Settlement]] = defaultdict(list)
    for part in book.settlements:
        if part.paid_on <= as_of:
            paid[part.invoice].append(part)
    found = (
        _bill(filed, _net(book, filed), paid[filed.key])
        for filed in book.invoices
        if filed.record.issued <= as_of
    )
    return tuple(sorted((one for one in found if one.total.minor > 0), key=_order))


def _order(bill: Bill) -> tuple[date, date, str, str, int]:
    return bill.due, bill.issued, bill.client, bill.number, bill.total.minor


def _net(book: Book, filed: Filed[Invoice]) -> Money:
    total, credit = filed.record.total, book.credited.get(filed.key)
    return total - credit if credit and credit.currency == total.currency else total


def _bill(filed: Filed[Invoice], net: Money, parts: Iterable[Settlement]) -> Bill:
    invoice = filed.record
    received, settled_on = _received(net, parts)
    left = 0 if settled_on else max(net.minor - received, 0)
    return Bill(
        filed.key,
        filed.client,
        invoice.number,
        invoice.issued,
        invoice.due or invoice.issued + timedelta(days=TERM_DAYS),
        invoice.due is None,
        net,
        Money(left, net.currency),
        settled_on,
        invoice.disputed,
        invoice.sent_by,
    )


def _received(net: Money, parts: Iterable[Settlement]) -> tuple[int, date | None]:
    """What came in, and the day from which it was settled and stayed so (a refund opens it again)."""
    received, settled_on = 0, None
    for part in sorted(parts, key=lambda part: (part.paid_on, part.amount.minor)):
        if part.amount.currency != net.currency:
            continue
        received += part.amount.minor
        is_settled = received * 100 >= net.minor * SETTLED_PERCENT
        settled_on = (settled_on or part.paid_on) if is_settled else None
    return received, settled_on
