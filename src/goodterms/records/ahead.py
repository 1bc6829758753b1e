"""Which records lie in the future? They are kept and told, and count from their day on.

A date ahead of today is nearly always a slip of the pen (2036 for 2026). Due dates and meetings may well lie
ahead.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from goodterms.records.book import Book
from goodterms.terms.evidence import Evidence, Problem


def ahead(book: Book, today: date) -> tuple[Problem, ...]:
    """One problem (`date.ahead`) for each record of something that cannot have happened yet."""
    return tuple(
        Problem(place.source, place.locator, "date.ahead", {"day": day})
        for day, place in _happened(book)
        if day > today
    )


def _happened(book: Book) -> Iterator[tuple[date, Evidence]]:
    for bill in book.invoices:
        yield bill.record.issued, bill.record.evidence
    for money in book.payments:
        yield money.record.paid_on, money.record.evidence
    for cost in book.expenses:
        yield cost.record.day, cost.record.evidence
    for work in book.hours:
        yield work.record.started.date(), work.record.evidence
    for feeling in book.feelings:
        yield feeling.record.day, feeling.record.evidence
    for quote in book.rates.quotes:
        yield quote.day, quote.source
    for message in book.messages:
        yield message.record.sent_at.date(), message.record.evidence
