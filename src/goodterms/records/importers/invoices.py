"""What have I billed, and when should it be paid? The invoices.csv of a records folder, and any table of
invoices whose columns can be told.

    number,client,issued,due,total,currency
    2026-014,Harbour & Sons,2026-03-02,2026-04-01,1250.00,EUR

Totals include VAT: where a table has none, they are net and VAT together; net sums alone are taken with a
problem that says so. A column of VAT says how much of a total is VAT; one of percentages does not, and an
empty cell is unknown, never 0. A negative total, or the word for it, is a credit note; a total of nothing is
a problem (M12). Drafts and cancelled invoices are no bills. A day of payment in the table gives a payment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from goodterms.records.model import PREPAID, Invoice, Payment, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.records.tables.taxed import sounded
from goodterms.records.vat import vat_in
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money

TITLE = "Invoices (CSV)"
READS = (
    "Any table with a number, a client, a day and a total (or net and VAT), with the VAT in it where a column"
    " has the amounts; headings in English, French, Dutch and Vietnamese. Drafts and cancelled invoices are"
    " left out; lines of articles are not read."
)
GIVES = ("invoice", "payment")
WAYS = ("email", "paper", "portal")
NO_BILLS = ("draft", "cancelled")
FORM = Form(
    file="invoices.csv",
    about="What you billed: one line an invoice. A credit note has a negative total.",
    needs={
        "number": "as printed on it",
        "client": "the name in clients.csv",
        "issued": "the day on the invoice",
        "total": "with VAT",
    },
    may={
        "due": "the last day to pay",
        "currency": "three letters, such as EUR; yours where it is empty",
        "disputed": "yes or no",
        "sent_by": "email, paper or portal",
        "tax": "the VAT in the total, as an amount; 0 where there is none",
        "corrects": "for a credit note: the number of the invoice it takes back",
    },
    also=(
        *("company", "client_id", "email", "country", "buyer_vat"),
        *("net", "outstanding", "paid_on", "paid_amount", "status", "kind"),
    ),
    instead={"client": ("company", "client_id"), "total": ("net",)},
    asks=True,
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return sounded(FORM.read(source, _invoice))


def _invoice(row: Row) -> tuple[Record, ...]:
    if row.known("status", NO_BILLS) or row.known("kind", NO_BILLS):
        value = row.text_of("status") or row.text_of("kind")
        row.once("invoice.no_bill", value, value=value)
        return ()
    number, client = row.need("number"), _client(row)
    issued, total = row.need_day("issued"), _total(row)
    due, disputed = row.day("due"), row.yes("disputed")
    sent_by = row.word("sent_by", WAYS)
    if not (number and client and issued and total):
        return ()
    credit_note = total.minor < 0 or row.known("kind", ("invoice", "credit_note")) == "credit_note"
    emails = row.addresses("email")
    bill = Invoice(
        number=number,
        client=client,
        issued=issued,
        total=Money(abs(total.minor), total.currency),
        due=due,
        credit_note=credit_note,
        corrects=row.text_of("corrects"),
        buyer_email=emails[0] if emails else "",
        buyer_country=_country(row),
        buyer_vat=re.sub(r"[\W_]", "", row.text_of("buyer_vat")).upper(),
        disputed=bool(disputed),
        tax=_tax(row, total),
        sent_by=sent_by,
        evidence=row.evidence,
    )
    payment = None if credit_note else _payment(row, bill)
    return (bill, payment) if payment else (bill,)


def _client(row: Row) -> str:
    named = (row.text_of(column) for column in ("client", "company", "client_id"))
    return next(filter(None, named), "") or row.need("client")


def _country(row: Row) -> str:
    code = row.text_of("country").upper()
    return code if re.fullmatch(r"[A-Z]{2}", code) else ""


def _total(row: Row) -> Money | None:
    """The total with VAT; net sums where there is nothing else, which is said."""
    if row.text_of("total") or not row.text_of("net"):
        return row.need_money("total")
    net, tax = row.need_money("net"), row.money("tax")
    if net and tax and net.currency == tax.currency:
        return net + tax
    if net and not row.text_of("tax"):
        row.once("invoice.net_only", "", value=row.text_of("net"))
        return net
    return None


def _tax(row: Row, total: Money) -> Money | None:
    """The VAT in the total; None where the cell is empty, a percentage, or no part of it."""
    text = row.text_of("tax")
    if text.endswith("%"):
        row.once("invoice.tax_rates", "", value=text)
        return None
    told = row.money("tax") if text else None
    tax = vat_in(total, told)
    if told is not None and (tax is None or not _adds_up(row, total, told)):
        row.problem("invoice.odd_tax", number=row.text_of("number"), value=text)
        return None
    return tax


def _adds_up(row: Row, total: Money, tax: Money) -> bool:
    """Are net and VAT the total, where all three are told?"""
    net = row.money("net") if row.text_of("total") and row.text_of("net") else None
    return net is None or (net.currency == tax.currency and net + tax == total)


def _payment(row: Row, bill: Invoice) -> Payment | None:
    """The payment that the table tells of; a bank's own line of the same sum goes before it."""
    day = _paid_on(row, bill)
    if day is None:
        return None
    amount = row.some_money("paid_amount") if row.text_of("paid_amount") else bill.total
    if amount is None or not amount.minor:
        return None
    return Payment(
        client=bill.client,
        paid_on=day,
        amount=amount,
        invoices=(bill.number,),
        reference=PREPAID,
        evidence=row.evidence,
    )


def _nothing_open(row: Row) -> bool:
    left = row.money("outstanding")
    return left is not None and not left.minor


def _paid_on(row: Row, bill: Invoice) -> date | None:
    """The day of payment; that an invoice is paid, without a day, is said and no payment."""
    said = row.known("paid_on", ("yes", "no", "paid"))
    if row.text_of("paid_on") and not said:
        return row.day("paid_on")
    if said in ("yes", "paid") or row.known("status", ("paid",)) or _nothing_open(row):
        row.once("invoice.paid_when", "", number=bill.number)
    return None
