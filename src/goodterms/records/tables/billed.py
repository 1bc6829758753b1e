"""Is this a bill, and was it paid? What the exports of invoicing programs have in common.

A draft is no bill yet, and a cancelled one none any more; a failed payment brought nothing. Such rows are
left out, and each word for it is said once.

That an invoice was paid is a payment only where the day is told as well. It is marked as PREPAID, which means
that nobody booked it as a payment: where a bank statement or a list of payments has the same sum from the
same client, that one counts and this one does not. Paid without a day is said, and stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from goodterms.records import headings
from goodterms.records.model import PREPAID, Invoice, Payment
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.vat import vat_in
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money

NO_BILLS = frozenset(
    {
        *("draft", "cancelled", "canceled", "void", "voided", "deleted", "reversed", "declined", "replaced"),
        *("concept", "geannuleerd", "verwijderd", "teruggedraaid"),
        *("brouillon", "annulé", "annulée", "supprimé", "supprimée", "inversé"),
        *("nháp", "bản nháp", "đã hủy", "đã xóa"),
    }
)
"""Words for an invoice that nobody has to pay, `plain`."""
NO_MONEY = frozenset(
    {
        *("pending", "failed", "voided", "void", "cancelled", "canceled", "deleted", "declined"),
        *("in behandeling", "mislukt", "geannuleerd", "verwijderd"),
        *("en attente", "échoué", "échec", "annulé", "supprimé"),
        *("chờ xử lý", "đang chờ", "thất bại", "đã hủy", "đã xóa"),
    }
)
"""Words for a payment that brought no money, `plain`."""
PAID = frozenset({"paid", "auto paid", "betaald", "payé", "payée", "đã thanh toán"})


def is_bill(row: Row) -> bool:
    """Has somebody to pay this invoice? Where not, its status is said once."""
    return _counts(row, NO_BILLS, "billed.no_bill")


def is_money(row: Row) -> bool:
    """Did this payment bring money? Where not, its status is said once."""
    return _counts(row, NO_MONEY, "billed.no_money")


def says_paid(status: str) -> bool:
    """Does an invoice's status say that all of it was paid?"""
    return headings.plain(status) in PAID


def signed(invoice: Invoice) -> Invoice:
    """The same, as a credit note where its total is below zero; without a VAT that is no part of it."""
    total, tax = invoice.total, vat_in(invoice.total, invoice.tax)
    if total.minor >= 0:
        return replace(invoice, tax=tax)
    return replace(invoice, total=Money(-total.minor, total.currency), tax=tax, credit_note=True)


def settling(invoice: Invoice, paid_on: date) -> Payment:
    """The payment that an invoice's own row tells of."""
    return Payment(
        client=invoice.client,
        paid_on=paid_on,
        amount=invoice.total,
        invoices=(invoice.number,),
        reference=PREPAID,
        evidence=invoice.evidence,
    )


@dataclass
class Undated:
    """The invoices that are said to be paid, without the day."""

    count: int = 0
    first: str = ""

    def add(self, locator: str) -> None:
        """One more, at its place."""
        self.first = self.first or locator
        self.count += 1

    def problem(self, source: Source) -> Problem:
        """What to do about them."""
        return source.problem(self.first, "billed.undated", count=self.count)


def _counts(row: Row, not_counting: frozenset[str], key: str) -> bool:
    status = row.text_of("status")
    left_out = headings.plain(status) in not_counting
    if left_out:
        row.once(key, headings.plain(status), status=status)
    return not left_out
