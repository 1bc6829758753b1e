"""What is known of every invoice at the end of a day? Nothing that came later, where a day is known.

Whether an invoice is disputed, and how it was sent, have no day in the records: they count from the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goodterms.records.book import Book, Filed, Settlement
from goodterms.records.model import Invoice
from goodterms.records.settled.owed import due_of, known_by, left_of, net_of, parts_of, settled_on
from goodterms.review.forecast.model import Bill


def bills(book: Book, as_of: date) -> tuple[Bill, ...]:
    """Every invoice issued by that day and of more than nothing, in an order that does not hang on that of
    the records."""
    known = known_by(book, as_of)
    parts = parts_of(known)
    found = (_bill(known, filed, parts.get(filed.key, ())) for filed in known.invoices)
    return tuple(sorted((one for one in found if one.total.minor > 0), key=_order))


def _order(bill: Bill) -> tuple[date, date, str, str, int]:
    return bill.due, bill.issued, bill.client, bill.number, bill.total.minor


def _bill(book: Book, filed: Filed[Invoice], parts: Sequence[Settlement]) -> Bill:
    invoice, net = filed.record, net_of(book, filed)
    return Bill(
        filed.key,
        filed.client,
        invoice.number,
        invoice.issued,
        due_of(invoice),
        invoice.due is None,
        net,
        left_of(book, filed, parts),
        settled_on(net, parts),
        invoice.disputed,
        invoice.sent_by,
    )
