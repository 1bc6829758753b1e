"""Which payment settles which invoice?

By the numbers a payment names, then by numbers in its reference, then by amount (one open invoice, or the
oldest few together: a batched payment, M26), then oldest first. What is left over waits for invoices still to
come (a deposit), and a payment never settles an invoice in another currency.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from goodterms.records.book import Filed, Settlement
from goodterms.records.model import Invoice, Payment
from goodterms.terms.money import Money
from goodterms.terms.patterns import lazy

TOKEN = lazy(r"[^\W_]+(?:[-/.][^\W_]+)*")
BATCH = 6
"""At most so many invoices are tried together for one payment's amount."""


class _Account:
    """One client's invoices and payments in one currency, while they are matched."""

    def __init__(self, invoices: Iterable[Filed[Invoice]], credited: dict[int, Money]) -> None:
        self.invoices = sorted(invoices, key=_age)
        self.open = {
            filed.key: filed.record.total.minor - (credited[filed.key].minor if filed.key in credited else 0)
            for filed in self.invoices
        }
        self._numbered: dict[str, list[Filed[Invoice]]] = defaultdict(list)
        for filed in self.invoices:
            if filed.record.number:
                self._numbered[filed.record.number.upper()].append(filed)
        self.left: dict[int, int] = {}
        self.settled: list[Settlement] = []

    def pay(self, payment: Filed[Payment], invoices: Iterable[Filed[Invoice]]) -> None:
        for invoice in invoices:
            part = min(self.left[payment.key], self.open[invoice.key])
            if part <= 0:
                continue
            self.open[invoice.key] -= part
            self.left[payment.key] -= part
            paid = payment.record
            money = Money(part, paid.amount.currency)
            self.settled.append(Settlement(payment.client, invoice.key, payment.key, paid.paid_on, money))

    def numbered(self, number: str, day: date) -> list[Filed[Invoice]]:
        """The invoice of that number; where numbers start again every year, the latest that was there."""
        found = self._numbered.get(number, [])
        return [filed for filed in found if filed.record.issued <= day][-1:] or found[:1]

    def unpaid(self) -> list[Filed[Invoice]]:
        return [invoice for invoice in self.invoices if self.open[invoice.key] > 0]


Choice = Callable[[_Account, Filed[Payment]], Iterable[Filed[Invoice]]]


def _age(filed: Filed[Invoice]) -> tuple[date, str, int]:
    return filed.record.issued, filed.record.number, filed.record.total.minor


def _order(filed: Filed[Payment]) -> tuple[object, ...]:
    """By day; payments of one day in an order that does not depend on the order of files."""
    paid = filed.record
    return paid.paid_on, paid.amount.minor, paid.invoices, paid.reference, paid.evidence


def _named(account: _Account, payment: Filed[Payment]) -> list[Filed[Invoice]]:
    day = payment.record.paid_on
    return [bill for number in payment.record.invoices for bill in account.numbered(number.upper(), day)]


def _referenced(account: _Account, payment: Filed[Payment]) -> list[Filed[Invoice]]:
    tokens, day = TOKEN.findall(payment.record.reference.upper()), payment.record.paid_on
    return [bill for token in tokens for bill in account.numbered(token, day)]


def _amounting(account: _Account, payment: Filed[Payment]) -> Sequence[Filed[Invoice]]:
    """The one open invoice of that amount, else the oldest few that add up to it."""
    amount = account.left[payment.key]
    unpaid = [invoice for invoice in account.unpaid() if invoice.record.issued <= payment.record.paid_on]
    exact = [invoice for invoice in unpaid if account.open[invoice.key] == amount]
    if exact:
        return exact[:1]
    for count in range(2, BATCH + 1):
        for start in range(len(unpaid) - count + 1):
            together = unpaid[start : start + count]
            if sum(account.open[invoice.key] for invoice in together) == amount:
                return together
    return ()


def _oldest(account: _Account, payment: Filed[Payment]) -> list[Filed[Invoice]]:
    return [invoice for invoice in account.unpaid() if invoice.record.issued <= payment.record.paid_on]


def _later(account: _Account, _payment: Filed[Payment]) -> list[Filed[Invoice]]:
    return account.unpaid()


_CHOICES: tuple[Choice, ...] = (_named, _referenced, _amounting, _oldest, _later)


def settle(
    invoices: Iterable[Filed[Invoice]], payments: Iterable[Filed[Payment]], credited: dict[int, Money]
) -> tuple[Settlement, ...]:
    """All settlements, by client and currency, in the order of the rules above and then of payment."""
    bills: dict[tuple[str, str], list[Filed[Invoice]]] = defaultdict(list)
    for invoice in invoices:
        bills[invoice.client, invoice.record.total.currency].append(invoice)
    received: dict[tuple[str, str], list[Filed[Payment]]] = defaultdict(list)
    for payment in payments:
        received[payment.client, payment.record.amount.currency].append(payment)
    settled: list[Settlement] = []
    for account_of, paid in received.items():
        account = _Account(bills[account_of], credited)
        account.left = {payment.key: payment.record.amount.minor for payment in paid}
        paid.sort(key=_order)
        for choose in _CHOICES:
            for payment in paid:
                if account.left[payment.key] > 0:
                    account.pay(payment, choose(account, payment))
        settled += account.settled
    return tuple(settled)
