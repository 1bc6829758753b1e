"""What of the money that came in is the freelancer's own, and what did the work for a client cost?

VAT is the state's. It is taken off where every invoice that something came in for says how much is in it;
where only some say so, those clients would look poorer for it, so it stays in for all. A part of a payment
carries its share of its invoice's VAT. What settles no invoice (a deposit) carries as much as what came in
for that client's invoices, and counts whole where there is none yet.

A cost counts in the currency that its client is billed in, by the rate of its day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from goodterms.records.book import Book, Credit, Filed
from goodterms.records.model import Invoice
from goodterms.records.settled.owed import net_of, parts_of
from goodterms.terms.money import Money

_Account = tuple[str, str]
"""Client and currency."""


@dataclass(frozen=True)
class Cash:
    """What of the cash of one Book counts."""

    told: Mapping[int, tuple[Money, Money] | None]
    """By key of each invoice that something came in for: its total and the VAT in it, credit notes taken off;
    None where it is not told."""
    taken: Mapping[_Account, tuple[int, int]]
    """By client and currency, of what came in for invoices: how much counts, and all of it."""

    @property
    def untold(self) -> int:
        """Invoices that something came in for and that do not say their VAT."""
        return sum(one is None for one in self.told.values())

    @property
    def is_net(self) -> bool:
        """Is the VAT taken off?"""
        return bool(self.told) and not self.untold

    def of_invoice(self, key: int, paid: Money) -> Money:
        """What counts of a sum that came in for an invoice."""
        told = self.told.get(key) if self.is_net else None
        return _without(paid, *told) if told else paid

    def of_rest(self, client: str, rest: Money) -> Money:
        """What counts of a sum that settles no invoice."""
        own, paid = self.taken.get((client, rest.currency), (0, 0))
        return rest.share(own, paid) if self.is_net and paid > 0 else rest


class Cost(NamedTuple):
    """A direct cost in a currency that its client is billed in."""

    client: str
    key: int
    day: date
    amount: Money | None
    """None where no rate leads there."""


def cash(book: Book) -> Cash:
    """What of the cash of a Book counts."""
    notes: dict[int, list[Credit]] = defaultdict(list)
    for note in book.credits:
        notes[note.invoice].append(note)
    parts = parts_of(book)
    told: dict[int, tuple[Money, Money] | None] = {}
    taken: dict[_Account, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for filed in book.invoices:
        minor = sum(part.amount.minor for part in parts.get(filed.key, ()))
        if not minor:
            continue
        net, tax = net_of(book, filed), _tax_of(book, filed, notes[filed.key])
        told[filed.key] = None if tax is None else (net, tax)
        if tax is not None:
            own, paid = taken[filed.client, net.currency]
            counted = _without(Money(minor, net.currency), net, tax)
            taken[filed.client, net.currency] = own + counted.minor, paid + minor
    return Cash(told, dict(taken))


def _tax_of(book: Book, filed: Filed[Invoice], notes: list[Credit]) -> Money | None:
    """The VAT in what is billed, without that of credit notes; None where one of them does not say it, and
    where it would be no part of what is left."""
    net, tax, left = net_of(book, filed), filed.record.tax, filed.record.total
    for note in notes:
        if tax is None or note.tax is None or note.amount.currency != net.currency:
            return None
        tax, left = tax - note.tax, left - note.amount
    if tax is None or tax.currency != net.currency or left != net:
        return None
    return tax if 0 <= tax.minor <= net.minor and net.minor > 0 else None


def _without(paid: Money, total: Money, tax: Money) -> Money:
    return paid.share(total.minor - tax.minor, total.minor)


def costs(book: Book, as_of: date) -> Iterator[Cost]:
    """The direct costs up to a day, once for each currency that their client is billed in or pays in."""
    billed: dict[str, set[str]] = defaultdict(set)
    for bill in book.invoices:
        billed[bill.client].add(bill.record.total.currency)
    for paid in book.payments:
        billed[paid.client].add(paid.record.amount.currency)
    for client, key, cost in book.expenses:
        if cost.day <= as_of:
            for currency in sorted(billed[client]):
                there = book.rates.convert(cost.amount, currency, cost.day)
                yield Cost(client, key, cost.day, there and there.amount)
