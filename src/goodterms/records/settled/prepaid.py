"""What a bill says was paid: is it told by a payment as well, or by nobody else?

An invoice may say that a part of it was paid before, or a list of invoices that one was paid, and when. The
same money is often booked, or at the bank, too: it counts once. One booked payment stands for one such word,
never for all of a client who pays the same each month.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from goodterms.records.book import Filed
from goodterms.records.model import Invoice, Payment
from goodterms.terms.money import Money

NEAR = timedelta(92)
"""Between the day that a bill gives and the day that the money was booked: a deposit comes months before."""

Paid = Filed[Payment]


def with_unbooked(
    booked: Iterable[Paid], told: Iterable[Paid], bills: Iterable[Filed[Invoice]]
) -> list[Paid]:
    """The booked payments, and what bills tell (`told`) that none of them stands for."""
    paid = {one.key: one for one in booked}
    left = {(bill.client, bill.record.number): bill.record.total.minor for bill in bills}
    free: dict[tuple[str, Money], list[int]] = defaultdict(list)
    for one in paid.values():
        free[one.client, one.record.amount].append(one.key)
        if len(one.record.invoices) == 1:
            left[one.client, one.record.invoices[0]] = _left(one, left)
    for one in sorted(told, key=lambda one: (one.record.paid_on, one.key)):
        same = free[one.client, one.record.amount]
        key = _nearest(one, same, paid)
        if key is not None:
            same.remove(key)
            stands = paid[key]
            named = stands.record.invoices or one.record.invoices
            paid[key] = stands._replace(record=replace(stands.record, invoices=named))
        elif one.record.amount.minor <= _left(one, left, taken=0):
            paid[one.key] = one
    return list(paid.values())


def _left(one: Paid, left: dict[tuple[str, str], int], taken: int | None = None) -> int:
    """What of the invoice that a payment names is not paid by it; without an invoice, whatever it is."""
    amount = one.record.amount.minor
    number = one.record.invoices[0] if one.record.invoices else ""
    return left.get((one.client, number), amount) - (amount if taken is None else taken)


def _nearest(one: Paid, keys: Iterable[int], paid: dict[int, Paid]) -> int | None:
    """The payment of the nearest day among these, if it is near enough and names no other invoice."""
    numbers = set(one.record.invoices)
    apart = {
        key: abs(paid[key].record.paid_on - one.record.paid_on)
        for key in keys
        if not numbers or not paid[key].record.invoices or numbers & set(paid[key].record.invoices)
    }
    near = [key for key, days in apart.items() if days <= NEAR]
    return min(near, key=lambda key: (apart[key], key), default=None)
