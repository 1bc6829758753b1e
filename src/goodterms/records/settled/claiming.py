"""Whose is this bank line? It becomes a client's payment where an invoice number, an account or a name tells.

In this order: a number of one client's invoice in what the payer wrote (a short one only with the invoice's
own amount); an account that the client is known to pay from; the client's name, as banks write it; the
amount of exactly one open invoice, where the names have a word in common. An account from which a client paid
a named or exact amount is learned. Money out is a refund only where it gives back what that client paid or
was credited. A line that nobody claims is no payment, and makes nobody a client.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.records.book import Filed
from goodterms.records.model import Invoice, Payment, Transfer
from goodterms.records.settled.billing import Bills
from goodterms.records.settled.doubles import lines_once
from goodterms.records.settled.names import distinctive, is_telling, name_words, plain_number
from goodterms.records.settled.numbers import numbers_in
from goodterms.records.settled.settling import settle
from goodterms.records.settled.whose import Whose
from goodterms.terms.money import Money

PIECES = 60
"""Words and numbers of a reference that are looked at; a bank has room for 140 characters."""
EARLY = timedelta(7)
"""A bill may be paid this long before its date."""
GIVEN_BACK = timedelta(90)
"""A refund comes at most so long after what it gives back."""
PAY_FOR_OTHERS = frozenset(
    "adyen airwallex deel fiverr gocardless klarna malt mollie momo paypal payoneer ponto revolut square "
    "stripe sumup transferwise upwork vnpay wise worldline zalopay".split()
)
"""Names of those through whose account many clients pay."""


class Claims(NamedTuple):
    """What bank lines turned out to be."""

    payments: tuple[Payment, ...]
    """Each with the name of its client in the Book."""
    unclaimed: tuple[Transfer, ...]
    """Money in from somebody unknown."""


class _Claim(NamedTuple):
    client: str
    line: Transfer
    bills: tuple[Filed[Invoice], ...]
    """Invoices that it names."""
    sure: bool
    """Sure enough to learn the account from."""


def claim(
    transfers: Iterable[Transfer], whose: Whose, bills: Bills, told: Sequence[Filed[Payment]]
) -> Claims:
    """Payments from the lines of the freelancer's accounts; `told` are those that other files tell of."""
    lines = lines_once(transfers)
    if not lines:
        return Claims((), ())
    own = {plain_number(line.account) for line in lines if line.account}
    strangers = [line for line in lines if not _is_own(line, own, whose)]
    numbers = _Numbers(bills.invoices)
    money_in = [line for line in strangers if line.amount.minor > 0]
    claims = [found for line in money_in if (found := _claimed(line, numbers, whose))]
    _learn(claims, whose)
    claims += [found for line in _left(money_in, claims) if (found := _from_account(line, whose))]
    claims += _by_amount(_left(money_in, claims), bills, [*told, *_filed(claims)])
    _learn(claims, whose)
    claims += [found for line in _left(money_in, claims) if (found := _from_account(line, whose))]
    left = _left(money_in, claims)
    claims += _refunds(strangers, bills, [*told, *_filed(claims)], whose)
    return Claims(tuple(map(_payment, claims)), tuple(left))


def _is_own(line: Transfer, own: set[str], whose: Whose) -> bool:
    """Between the freelancer's own accounts, or with somebody who was called nobody's client?"""
    if plain_number(line.iban) in own - {""} or whose.is_me(line.counterparty):
        return True
    return any(whose.said(name) == "" for name in (line.iban, line.counterparty) if name)


def _left(lines: Iterable[Transfer], claims: Iterable[_Claim]) -> list[Transfer]:
    taken = {id(found.line) for found in claims}
    return [line for line in lines if id(line) not in taken]


class _Numbers:
    """Invoices by their numbers, however a payer spaces them."""

    def __init__(self, invoices: Iterable[Filed[Invoice]]) -> None:
        self._bills: dict[str, list[Filed[Invoice]]] = defaultdict(list)
        tails: dict[str, list[Filed[Invoice]]] = defaultdict(list)
        self._totals: set[tuple[str, Money]] = set()
        for bill in invoices:
            self._totals.add((bill.client, bill.record.total))
            if plain := plain_number(bill.record.number):
                self._bills[plain].append(bill)
                tail = "".join(letter for letter in plain if letter.isdigit())
                if is_telling(tail):
                    tails[tail].append(bill)
        for tail, found in tails.items():
            if len(found) == 1:
                self._bills.setdefault(tail, found)

    def named_in(self, text: str) -> list[tuple[str, list[Filed[Invoice]]]]:
        """The numbers in a text, the longest first wherever several begin, each with its invoices."""
        every = numbers_in(text[: PIECES * 20], self._bills, PIECES)
        return [(found.number, self._bills[found.number]) for found in every]

    def is_total(self, client: str, amount: Money) -> bool:
        """Is this the whole amount of an invoice of that client?"""
        return (client, amount) in self._totals


def _claimed(line: Transfer, numbers: _Numbers, whose: Whose) -> _Claim | None:
    """The client that a line's number, account or name tells, in this order."""
    named = numbers.named_in(line.reference)
    telling = [bill for number, found in named if is_telling(number) for bill in found]
    owners = {bill.client for bill in telling}
    known = whose.paid_from(line.iban)
    if len(owners) == 1 or known in owners:
        return _of(known if known in owners else owners.pop(), line, telling, sure=True)
    every = [bill for _, found in named for bill in found]
    if client := known or whose.payer(line.counterparty):
        return _of(client, line, every, sure=numbers.is_total(client, line.amount))
    exact = [bill for bill in every if _pays(line, bill)]
    if len({bill.client for bill in exact}) == 1:
        return _of(exact[0].client, line, exact, sure=True)
    return None


def _of(client: str, line: Transfer, bills: Iterable[Filed[Invoice]], *, sure: bool) -> _Claim:
    """A claim with those invoices that are the client's: a short number only with its own amount."""
    mine = (bill for bill in bills if bill.client == client)
    meant = tuple(bill for bill in mine if is_telling(bill.record.number) or _pays(line, bill))
    return _Claim(client, line, meant, sure)


def _pays(line: Transfer, bill: Filed[Invoice]) -> bool:
    """Is this the whole amount of that invoice, and not long before it?"""
    return line.amount == bill.record.total and line.booked_on >= bill.record.issued - EARLY


def _from_account(line: Transfer, whose: Whose) -> _Claim | None:
    client = whose.paid_from(line.iban)
    return _Claim(client, line, (), sure=False) if client else None


def _learn(claims: Iterable[_Claim], whose: Whose) -> None:
    """Accounts from which one client alone paid something that was surely theirs."""
    payers: dict[str, set[str]] = defaultdict(set)
    sure: set[str] = set()
    for found in claims:
        iban = plain_number(found.line.iban)
        payers[iban].add(found.client)
        if found.sure and not PAY_FOR_OTHERS & set(name_words(found.line.counterparty)):
            sure.add(iban)
    for iban in sorted(sure - {""}):
        if len(payers[iban]) == 1:
            whose.learn_account(iban, next(iter(payers[iban])))


def _by_amount(lines: list[Transfer], bills: Bills, paid: Sequence[Filed[Payment]]) -> list[_Claim]:
    """Lines of exactly one open invoice's amount, from a name that has a word in common with its client's."""
    totals = {bill.record.total for bill in bills.invoices}
    fitting = [line for line in lines if line.amount in totals and distinctive(line.counterparty)]
    if not fitting:
        return []
    still = _open(bills, paid)
    found = []
    for line in sorted(fitting, key=lambda line: (line.booked_on, line.counterparty, line.reference)):
        exact = [bill for bill in still.get(line.amount, ()) if _pays(line, bill)]
        if len(exact) == 1 and distinctive(line.counterparty) & distinctive(exact[0].client):
            still[line.amount].remove(exact[0])
            found.append(_Claim(exact[0].client, line, (exact[0],), sure=True))
    return found


def _open(bills: Bills, paid: Sequence[Filed[Payment]]) -> dict[Money, list[Filed[Invoice]]]:
    """Invoices of which nothing is paid yet, by their total."""
    begun = {part.invoice for part in settle(bills.invoices, paid, bills.credited)} | bills.credited.keys()
    still: dict[Money, list[Filed[Invoice]]] = defaultdict(list)
    for bill in bills.invoices:
        if bill.key not in begun:
            still[bill.record.total].append(bill)
    return still


def _refunds(
    lines: Iterable[Transfer], bills: Bills, paid: Sequence[Filed[Payment]], whose: Whose
) -> list[_Claim]:
    """Money out to a client that gives back a credit note's amount, or just what came in: each once."""
    owed: dict[tuple[str, Money], list[date]] = defaultdict(list)
    for client, note in bills.notes:
        owed[client, note.total].append(note.issued)
    for filed in paid:
        owed[filed.client, filed.record.amount].append(filed.record.paid_on)
    found = []
    for line in sorted(lines, key=lambda line: line.booked_on):
        client = whose.paid_from(line.iban) or whose.named(line.counterparty) if line.amount.minor < 0 else ""
        days = owed.get((client, Money(-line.amount.minor, line.amount.currency)), [])
        day = next((day for day in days if day - EARLY <= line.booked_on <= day + GIVEN_BACK), None)
        if day is not None:
            days.remove(day)
            found.append(_Claim(client, line, (), sure=False))
    return found


def _payment(found: _Claim) -> Payment:
    line = found.line
    numbers = tuple(dict.fromkeys(bill.record.number for bill in found.bills))
    return Payment(
        found.client, line.booked_on, line.amount, numbers, "transfer", line.reference, evidence=line.evidence
    )


def _filed(claims: Iterable[_Claim]) -> list[Filed[Payment]]:
    """Claims as the Book would have them; their numbers are below those of all records."""
    return [Filed(found.client, -at, _payment(found)) for at, found in enumerate(claims, 1)]
