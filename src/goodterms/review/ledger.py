"""What does each client bring, owe and take? Sums of one currency each; nothing after the review's day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from goodterms.records.book import Book
from goodterms.records.settled.owed import due_of, known_by, left_of, net_of, parts_of
from goodterms.review.measured import first_month
from goodterms.review.model import Figures
from goodterms.review.usual import Usual
from goodterms.signals.reading import Readings
from goodterms.terms.money import Money

SPAN = 12
"""Months: a year holds every season once."""


@dataclass
class Sums:
    """One client's sums, by currency in minor units."""

    invoices: Counter[str] = field(default_factory=Counter)
    """How many, by currency."""
    payments: Counter[str] = field(default_factory=Counter)
    invoiced: Counter[str] = field(default_factory=Counter)
    received: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    overdue: Counter[str] = field(default_factory=Counter)
    minutes: int | None = None

    @property
    def currency(self) -> str:
        """That of most invoices, else of most payments; the first by name where two are even."""
        counted = self.invoices or self.payments
        return min(counted, key=lambda currency: (-counted[currency], currency), default="")


def sums(book: Book, as_of: date) -> Mapping[str, Sums]:
    """By client, in the book's order."""
    since = first_month(as_of, SPAN)
    found: dict[str, Sums] = defaultdict(Sums)
    _invoices(book, since, as_of, found)
    for payment in book.payments:
        if payment.record.paid_on <= as_of:
            one, amount = found[payment.client], payment.record.amount
            one.payments[amount.currency] += 1
            one.received[amount.currency] += amount.minor if payment.record.paid_on >= since else 0
    for entry in book.hours:
        day = entry.record.started.date()
        if day <= as_of:
            one = found[entry.client]
            one.minutes = (one.minutes or 0) + (entry.record.minutes if day >= since else 0)
    return {client.name: found[client.name] for client in book.clients}


def _invoices(book: Book, since: date, as_of: date, found: dict[str, Sums]) -> None:
    known = known_by(book, as_of)
    parts = parts_of(known)
    for filed in known.invoices:
        invoice, one = filed.record, found[filed.client]
        net, left = net_of(known, filed), left_of(known, filed, parts.get(filed.key, ()))
        one.invoices[net.currency] += 1
        one.invoiced[net.currency] += net.minor if invoice.issued >= since else 0
        one.open[net.currency] += left.minor
        one.overdue[net.currency] += left.minor if due_of(invoice) < as_of else 0


def figures(client: str, one: Sums, readings: Readings, usual: Usual, as_of: date) -> Figures:
    """One client's money and hours as the review shows them."""
    since, currency = first_month(as_of, SPAN), one.currency
    rate = low = high = ordinary = None
    rate_currency = ""
    if "true_rate" in readings.signals:
        reading = readings.get("true_rate", client).span(since, as_of)
        rate, rate_currency = reading.value, reading.currency
        low, high = reading.interval or (None, None)
        ordinary = usual.of("true_rate", client, rate_currency)
    billed, paid = bool(one.invoices), bool(one.payments)
    return Figures(
        since=since,
        invoiced=Money(one.invoiced[currency], currency) if billed else None,
        received=Money(one.received[currency], currency) if paid or billed else None,
        open=Money(one.open[currency], currency) if billed else None,
        overdue=Money(one.overdue[currency], currency) if billed else None,
        hours=None if one.minutes is None else one.minutes / 60,
        currency=rate_currency,
        rate=rate,
        rate_low=low,
        rate_high=high,
        usual_rate=ordinary,
    )
