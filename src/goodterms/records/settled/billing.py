"""Which bills were sent, each once? The same invoice as a table's row, as XML and as PDF is one.

A freelancer's numbers are their own: the same number, total and day is the same invoice, also where its buyer
is called otherwise. The same number with another total is a problem; in another year, where numbers start
again and do not tell the year, it is another invoice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from goodterms.records.book import Credit, Filed
from goodterms.records.model import Invoice
from goodterms.records.settled.doubles import NUMBERLESS, once
from goodterms.records.settled.identities import bill_key
from goodterms.records.settled.names import is_telling, plain_number
from goodterms.records.settled.whose import Whose
from goodterms.terms.evidence import Problem
from goodterms.terms.languages import same_name
from goodterms.terms.money import Money


class Bills(NamedTuple):
    """The invoices, and what takes off them."""

    invoices: tuple[Filed[Invoice], ...]
    notes: tuple[tuple[str, Invoice], ...]
    """Credit notes, each with its client."""
    credited: dict[int, Money]
    """By invoice key."""
    credits: tuple[Credit, ...]
    """Note by note."""
    problems: tuple[Problem, ...]


def file_invoices(invoices: list[Invoice], whose: Whose, keys: Iterator[int]) -> Bills:
    """Every invoice under its client, once, and the credit notes."""
    shelf = _Shelf(keys)
    notes: dict[tuple[str, str, Money, object], Invoice] = {}
    for invoice in invoices:
        if whose.is_me(invoice.client) or not same_name(invoice.client):
            continue
        client = whose.propose(invoice.client, invoice.buyer_email)
        if client and invoice.credit_note:
            key = client, invoice.number.upper(), invoice.total, invoice.issued
            notes[key] = _with_tax(notes.get(key, invoice), invoice)
        elif client:
            shelf.take(client, invoice)
    noted = tuple((client, note) for (client, *_), note in notes.items())
    bills = shelf.bills()
    credits = tuple(_credits(bills, noted))
    return Bills(bills, noted, _credited(credits), credits, tuple(shelf.problems))


class _Shelf:
    """The bills so far, by number."""

    def __init__(self, keys: Iterator[int]) -> None:
        self.problems: list[Problem] = []
        self._keys = keys
        self._filed: dict[int, Filed[Invoice]] = {}
        self._numbered: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._alike: dict[tuple[object, ...], list[int]] = defaultdict(list)

    def bills(self) -> tuple[Filed[Invoice], ...]:
        """All of them; those without a number as often as one file tells them."""
        bare = [filed for filed in self._filed.values() if not filed.record.number]
        numbered = [filed for filed in self._filed.values() if filed.record.number]
        return tuple(sorted((*numbered, *once(bare, NUMBERLESS)), key=lambda filed: filed.key))

    def take(self, client: str, invoice: Invoice) -> None:
        """One more paper: a new bill, or another copy of one."""
        known = self._known(client, invoice) if invoice.number else None
        if known is None:
            self._put(client, invoice)
        elif known.record.total != invoice.total:
            self.problems.append(_told(known.record, invoice, "invoice.twice"))
        else:
            if known.client != client:
                other = {"buyer": invoice.client, "client": known.client}
                self.problems.append(_told(known.record, invoice, "invoice.other_buyer", **other))
            self._filed[known.key] = known._replace(record=_completed(known.record, invoice))

    def _put(self, client: str, invoice: Invoice) -> None:
        key = next(self._keys)
        self._filed[key] = Filed(client, key, invoice)
        if invoice.number:
            self._numbered[client, invoice.number.strip().upper()].append(key)
            self._alike[bill_key(invoice)].append(key)

    def _known(self, client: str, invoice: Invoice) -> Filed[Invoice] | None:
        for key in self._numbered.get((client, invoice.number.strip().upper()), ()):
            known = self._filed[key]
            if not _has_restarted(known.record, invoice) and _one_seller(known.record, invoice):
                return known
        for key in self._alike.get(bill_key(invoice), ()):
            known = self._filed[key]
            elsewhere = known.record.evidence.source != invoice.evidence.source
            mine = known.client == client or (elsewhere and is_telling(invoice.number))
            if mine and _one_seller(known.record, invoice):
                return known
        return None


def _has_restarted(known: Invoice, other: Invoice) -> bool:
    """Do these numbers start again every year, and is this another year?"""
    years = known.issued.year, other.issued.year
    return years[0] != years[1] and not any(str(year)[2:] in known.number for year in years)


def _one_seller(known: Invoice, other: Invoice) -> bool:
    sellers = {same_name(known.seller), same_name(other.seller)} - {""}
    return len(sellers) < 2


def _completed(known: Invoice, other: Invoice) -> Invoice:
    """The invoice with what another copy of it tells."""
    names = ("due", "seller", "buyer_email", "buyer_country", "buyer_vat", "sent_by")
    missing = {name: getattr(other, name) for name in names if not getattr(known, name)}
    told = _with_tax(known, other)
    return replace(told, disputed=known.disputed or other.disputed, **missing)


def _with_tax(known: Invoice, other: Invoice) -> Invoice:
    """The same with the VAT that another copy of it tells, where it tells none."""
    return replace(known, tax=other.tax) if known.tax is None else known


def _told(first: Invoice, second: Invoice, key: str, **more: str) -> Problem:
    place = second.evidence
    values = {"number": second.number, "first": f"{first.evidence.source}, {first.evidence.locator}", **more}
    return Problem(place.source, place.locator, key, values)


def _credits(bills: tuple[Filed[Invoice], ...], notes: tuple[tuple[str, Invoice], ...]) -> Iterator[Credit]:
    """A credit note takes off the invoice it names, else the latest one before it that is as large; the
    first note first, so that none can change what an earlier one took off."""
    taken: dict[int, int] = defaultdict(int)
    named: dict[tuple[str, str], list[Filed[Invoice]]] = defaultdict(list)
    for bill in sorted(bills, key=lambda one: one.record.issued):
        if bill.record.number:
            named[bill.client, plain_number(bill.record.number)].append(bill)
    for client, note in sorted(notes, key=lambda one: one[1].issued):
        same = named.get((client, plain_number(note.corrects)), ())
        meant = _meant(same, note) or _before(bills, client, note)
        if meant is not None and meant.record.total.currency == note.total.currency:
            minor = min(note.total.minor, meant.record.total.minor - taken[meant.key])
            taken[meant.key] += minor
            tax = note.tax and note.tax.share(minor, note.total.minor)
            yield Credit(meant.key, note.issued, Money(minor, note.total.currency), note.evidence, tax)


def _meant(same: Sequence[Filed[Invoice]], note: Invoice) -> Filed[Invoice] | None:
    """Of the invoices of that number the latest before the note: numbers may start again every year."""
    before = [bill for bill in same if bill.record.issued <= note.issued]
    return next(iter(before[-1:] or same[:1]), None)


def _credited(credits: tuple[Credit, ...]) -> dict[int, Money]:
    credited: dict[int, Money] = {}
    for one in credits:
        so_far = credited.get(one.invoice)
        credited[one.invoice] = so_far + one.amount if so_far else one.amount
    return credited


def _before(bills: tuple[Filed[Invoice], ...], client: str, note: Invoice) -> Filed[Invoice] | None:
    earlier = [
        bill
        for bill in bills
        if bill.client == client
        and bill.record.issued <= note.issued
        and bill.record.total.currency == note.total.currency
        and bill.record.total.minor >= note.total.minor
    ]
    return max(earlier, key=lambda bill: (bill.record.issued, bill.record.number), default=None)
