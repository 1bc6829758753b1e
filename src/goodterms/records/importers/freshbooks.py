"""I exported my invoices and payments from FreshBooks. Its Invoice Details and Payments Collected as CSV.

    Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Line Subtotal,Line Total,Currency
    Pixel Orchard,0000014,2026-03-02,paid,2026-03-30,Menu page,1000.00,1210.00,EUR
    Pixel Orchard,0000014,2026-03-02,paid,2026-03-30,Pictures,200.00,242.00,EUR

Source: FreshBooks' help on both reports and what they export "for Excel". A row is a line of an invoice: its
lines are added up, and an invoice with a line that cannot be read is not read, because its total would be
too small. What its lines have of taxes is its VAT, where each line says so. `Date Paid` is the day of the
whole invoice's payment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from goodterms.records.model import Invoice, Payment, Record
from goodterms.records.source import Source
from goodterms.records.tables import billed
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.records.tables.program_headings import called
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money

TITLE = "Invoices and payments from FreshBooks (CSV)"
READS = (
    "The reports Invoice Details, whose lines are added up to their invoice, with its payment where the day"
    " is given and the taxes of its lines where all tell them, and Payments Collected; no drafts and deleted"
    " invoices, and no single items."
)
GIVES = ("invoice", "payment")
_TAXES = ("tax", "second tax")
_LOST = frozenset({"csv.long_row", "csv.cut_row", "csv.open_quote"})
"""Problems of a row that could not be read at all, so that nobody knows whose line it was."""

DETAILS = Form(
    file="invoice_details.csv",
    about="The report Invoice Details.",
    needs={
        "client": "whom it went to",
        "number": "its number",
        "issued": "its day",
        "line total|line subtotal": "a line's sum",
    },
    called=called(
        {
            "client": ["Client Name", "Client", "Organization"],
            "number": ["Invoice #", "Invoice Number", "Invoice"],
            "issued": ["Date Issued", "Issue Date", "Invoice Date", "Date"],
            "due": ["Date Due", "Due Date"],
            "status": ["Invoice Status", "Status"],
            "paid_on": ["Date Paid", "Paid Date"],
            "line total": ["Line Total"],
            "line subtotal": ["Line Subtotal"],
            "tax": ["Tax 1 Amount"],
            "second tax": ["Tax 2 Amount"],
            "currency": ["Currency", "Currency Code"],
            "": [
                *("Item Name", "Item Description", "Rate", "Quantity", "Discount Percentage", "Discount"),
                *(
                    "Tax 1 Type",
                    "Tax 2 Type",
                    "Tax 1",
                    "Tax 2",
                    "PO Number",
                    "Project",
                    "Description",
                    "Task",
                ),
            ],
        }
    ),
)
COLLECTED = Form(
    file="payments_collected.csv",
    about="The report Payments Collected.",
    needs={"client": "who paid", "paid_on": "the day", "amount": "what arrived", "method": "how"},
    oneof=("note", "for"),
    called=called(
        {
            "client": ["Client", "Client Name"],
            "paid_on": ["Date", "Payment Date", "Date Paid"],
            "amount": ["Amount", "Payment Amount"],
            "method": ["Method", "Payment Method", "Payment Type", "Type"],
            "invoices": ["Invoice #", "Invoice Number", "Invoice"],
            "for": [
                "Payment For",
                "Invoice # / Credit #",
                "Invoice/Credit",
                "Credit/Invoice Number",
                "Source",
            ],
            "note": ["Description", "Notes", "Note"],
            "currency": ["Currency", "Currency Code"],
        }
    ),
)


def recognises(source: Source) -> float:
    return max(DETAILS.recognises(source), COLLECTED.recognises(source))


def read(source: Source) -> Iterator[Record | Problem]:
    if COLLECTED.recognises(source) > DETAILS.recognises(source):
        yield from COLLECTED.read(source, _payment)
        return
    lines = _Lines()
    for found in DETAILS.read(source, lines.add):
        if isinstance(found, Problem) and found.key in _LOST:
            lines.lose()
        yield found
    yield from lines.invoices(source)


@dataclass
class _Bill:
    """An invoice while its lines are added up."""

    invoice: Invoice
    paid_on: date | None
    status: str
    whole: bool = True

    def add(self, line: Money | None, tax: Money | None) -> None:
        """One more line; one that is unknown, or in another currency, spoils the sum."""
        total, taxes = self.invoice.total, self.invoice.tax
        if line is None or line.currency != total.currency:
            self.whole = False
        else:
            taxes = taxes + tax if taxes is not None and tax is not None else None
            self.invoice = replace(self.invoice, total=total + line, tax=taxes)


@dataclass
class _Lines:
    """The lines of all invoices, in the file's order."""

    bills: dict[tuple[str, str], _Bill] = field(default_factory=dict)
    last: _Bill | None = None
    lost: bool = False
    """The row before this one was lost, and may have been a line of the same invoice."""

    def add(self, row: Row) -> None:
        """A row, added to its invoice."""
        if not billed.is_bill(row):
            return
        number, client = row.need("number"), row.need("client")
        (line, tax), known = _line(row), self.bills.get((client, number))
        if known is not None:
            known.add(line, tax)
        elif number and client and (issued := row.need_day("issued")):
            known = self.bills[client, number] = _bill(row, client, number, issued, line, tax)
        if known is not None and self.lost:
            known.whole = False
        self.last, self.lost = known, False

    def lose(self) -> None:
        """A row that could not be read: the invoices before and after it may lack a line."""
        self.lost = True
        if self.last is not None:
            self.last.whole = False

    def invoices(self, source: Source) -> Iterator[Record | Problem]:
        """Each invoice whose lines are all there, and how it was paid."""
        undated = billed.Undated()
        for bill in self.bills.values():
            invoice, place = billed.signed(bill.invoice), bill.invoice.evidence.locator
            if not bill.whole:
                yield source.problem(place, "billed.lost_line", number=invoice.number)
            elif not invoice.total.minor:
                yield source.problem(place, "csv.zero_amount", column="line total")
            else:
                yield invoice
                if bill.paid_on and not invoice.credit_note and billed.says_paid(bill.status):
                    yield billed.settling(invoice, bill.paid_on)
                elif billed.says_paid(bill.status):
                    undated.add(place)
        if undated.count:
            yield undated.problem(source)


def _bill(row: Row, client: str, number: str, issued: date, line: Money | None, tax: Money | None) -> _Bill:
    status = row.text_of("status")
    invoice = Invoice(
        number=number,
        client=client,
        issued=issued,
        total=line or Money(0, row.source.currency),
        due=row.day("due"),
        tax=tax,
        disputed=status.lower() == "disputed",
        evidence=row.evidence,
    )
    return _Bill(invoice, row.day("paid_on"), status, whole=line is not None)


def _line(row: Row) -> tuple[Money | None, Money | None]:
    """What a line comes to with its taxes, and those taxes; None where that is unknown."""
    if row.text_of("line total"):
        total = row.money("line total")
        return total, _taxes(row, total) if total else None
    if not row.need("line subtotal"):
        return None, None
    net, total = row.money("line subtotal"), _sum(row, "line subtotal", *_TAXES)
    is_told = any(row.text_of(name) for name in _TAXES)
    return total, total - net if net and total and is_told else None


def _taxes(row: Row, total: Money) -> Money | None:
    """The taxes of a line with a total: what it is above the subtotal, if the columns of taxes say so too."""
    taxes = _sum(row, *_TAXES)
    if not row.text_of("line subtotal"):
        return taxes if taxes and taxes.currency == total.currency else None
    net = row.money("line subtotal")
    if net is None or net.currency != total.currency:
        return None
    over = total - net
    return over if over == (taxes or Money(0, total.currency)) else None


def _sum(row: Row, *names: str) -> Money | None:
    """What these cells come to together; None where one cannot be read, or all are empty."""
    parts = [row.money(name) for name in names if row.text_of(name)]
    sums = [part for part in parts if part is not None]
    if not sums or len(sums) < len(parts) or len({part.currency for part in sums}) > 1:
        return None
    return sum(sums[1:], sums[0])


def _payment(row: Row) -> Payment | None:
    client, paid_on, amount = row.need("client"), row.need_day("paid_on"), row.need_money("amount")
    if not (client and paid_on and amount):
        return None
    return Payment(
        client=client,
        paid_on=paid_on,
        amount=amount,
        invoices=row.several("invoices"),
        method=row.text_of("method"),
        reference=" ".join(filter(None, (row.text_of("for"), row.text_of("note")))),
        evidence=row.evidence,
    )
