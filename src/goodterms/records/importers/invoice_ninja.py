"""I exported my invoices and payments from Invoice Ninja. CSV files of versions 4 and 5.

    "Client Name","Invoice Invoice Number","Invoice Amount","Invoice Paid to Date","Invoice Date"
    "Pixel Orchard","2026-014","1250.00","0.00","2026-03-02"

Source: the export columns of Invoice Ninja's invoice, invoice item and payment reports. The list of invoices
says how much was paid and not when: the list of payments does. Its `Total Taxes` are the VAT in the total.
Several rows of one invoice are its lines, and repeat its total.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from goodterms.records.model import Invoice, Payment, Record
from goodterms.records.source import Source
from goodterms.records.tables import billed
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.records.tables.program_headings import called
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money

TITLE = "Invoices and payments from Invoice Ninja (CSV)"
READS = (
    "Exports of invoices, invoice items and payments of versions 4 and 5 with English headings: totals, days,"
    " the total of taxes and what was paid when; no drafts, cancelled or reversed invoices, failed payments"
    " and single items."
)
GIVES = ("invoice", "payment")
_NUMBERED = tuple(
    f"{name}{gap}{number}"
    for name in ("Custom Value", "Surcharge", "Tax Name", "Tax Rate")
    for gap in ("", " ")
    for number in "1234"
)
_UNREAD = (
    *("User", "Assigned User", "Discount", "Terms", "Footer", "Exchange Rate", "Project", "Vendor", "Design"),
    *("Uses Inclusive Taxes", "Is Amount Discount", "Auto Bill", "Auto Bill Enabled", "Recurring Invoice"),
    *("Tax Amount", "Tax", "ID Number", "Phone", "First Name", "Last Name", "Website"),
    *_NUMBERED,
    *("Item Product", "Item Notes", "Item Cost", "Item Quantity", "Item Tax Name", "Item Tax Rate"),
    *("Item Product Key", "Item Line Total", "Item Gross Line Total", "Item Discount", "Item Type"),
    *("Item Tax Category", "Item Tax Amount", "Item Product Cost"),
)


def _both(kind: str, *names: str) -> list[str]:
    """A report's headings: bare as in version 4, and behind the name of the report as in version 5."""
    return [*names, *(f"{kind} {name}" for name in names)]


INVOICES = Form(
    file="invoices.csv",
    about="An export of invoices.",
    needs={"client": "whom it went to", "number": "its number", "issued": "its day", "total": "its total"},
    oneof=("paid", "partial", "notes", "order"),
    called=called(
        {
            "client": ["Client", "Client Name"],
            "number": _both("Invoice", "Number", "Invoice Number"),
            "issued": _both("Invoice", "Date", "Invoice Date"),
            "due": _both("Invoice", "Due Date"),
            "total": _both("Invoice", "Amount"),
            "paid": _both("Invoice", "Paid to Date", "Paid"),
            "status": _both("Invoice", "Status"),
            "currency": ["Currency", "Client Currency", "Invoice Currency", "Currency Code"],
            "email": ["Email", "Client Email", "Contact Email"],
            "vat": ["VAT Number", "Client VAT Number"],
            "tax": _both("Invoice", "Total Taxes"),
            "partial": _both("Invoice", "Partial", "Partial/Deposit"),
            "notes": _both("Invoice", "Public Notes"),
            "order": _both("Invoice", "PO Number"),
            "": [
                *_both("Invoice", *_UNREAD, "Balance", "Partial Due Date", "Private Notes"),
                *("Payment Date", "Payment Amount", "Client Balance"),
            ],
        }
    ),
)
PAYMENTS = Form(
    file="payments.csv",
    about="An export of payments.",
    needs={"client": "who paid", "paid_on": "the day", "amount": "what arrived"},
    oneof=("reference", "applied"),
    called=called(
        {
            "client": ["Client", "Client Name"],
            "paid_on": ["Date", "Payment Date"],
            "amount": _both("Payment", "Amount"),
            "refunded": _both("Payment", "Refunded"),
            "applied": _both("Payment", "Applied"),
            "invoices": ["Invoice Number", "Invoice", "Invoices", "Invoice Invoice Number"],
            "method": [*_both("Payment", "Method", "Type"), "Payment Type"],
            "reference": _both("Payment", "Transaction Reference"),
            "status": _both("Payment", "Status"),
            "currency": [*_both("Payment", "Currency"), "Client Currency", "Currency Code"],
            "": [
                *_both("Payment", *_UNREAD, "Number", "Private Notes", "Exchange Currency"),
                "Email",
                "Gateway",
            ],
        }
    ),
)


def recognises(source: Source) -> float:
    return max(INVOICES.recognises(source), PAYMENTS.recognises(source))


def read(source: Source) -> Iterator[Record | Problem]:
    if PAYMENTS.recognises(source) > INVOICES.recognises(source):
        yield from PAYMENTS.read(source, _payment)
        return
    books = _Books()
    yield from INVOICES.read(source, books.invoice)
    if books.undated.count:
        yield books.undated.problem(source)


@dataclass
class _Books:
    """The invoices met so far."""

    met: dict[tuple[str, str], Money] = field(default_factory=dict)
    undated: billed.Undated = field(default_factory=billed.Undated)

    def invoice(self, row: Row) -> Invoice | None:
        """The invoice of a row, where it is its first row."""
        if not billed.is_bill(row):
            return None
        number, client = row.need("number"), row.need("client")
        issued, total, due = row.need_day("issued"), row.need_money("total"), row.day("due")
        if not (number and client and issued and total) or self.met.get((client, number)) == total:
            return None
        self.met[client, number] = total
        if _says_paid(row):
            self.undated.add(row.evidence.locator)
        addresses = row.addresses("email")
        invoice = Invoice(
            number=number,
            client=client,
            issued=issued,
            total=total,
            due=due,
            tax=row.money("tax"),
            buyer_email=addresses[0] if addresses else "",
            buyer_vat="".join(filter(str.isalnum, row.text_of("vat"))).upper(),
            evidence=row.evidence,
        )
        return billed.signed(invoice)


def _says_paid(row: Row) -> bool:
    """Was something paid on it, by its sums or else by its status?"""
    paid = row.money("paid") if row.text_of("paid") else None
    return paid.minor != 0 if paid else billed.says_paid(row.text_of("status"))


def _payment(row: Row) -> Payment | None:
    if not billed.is_money(row):
        return None
    client, paid_on, amount = row.need("client"), row.need_day("paid_on"), row.need_money("amount")
    refunded = row.some_money("refunded")
    if not (client and paid_on and amount):
        return None
    kept = amount - refunded if refunded else amount
    if not kept.minor:
        row.problem("billed.refunded", amount=amount)
        return None
    return Payment(
        client=client,
        paid_on=paid_on,
        amount=kept,
        invoices=row.several("invoices"),
        method=row.text_of("method"),
        reference=row.text_of("reference"),
        evidence=row.evidence,
    )
