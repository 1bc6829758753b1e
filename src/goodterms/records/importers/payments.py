"""What have I been paid, and for which invoices? The payments.csv of a records folder.

    client,paid_on,amount,currency,invoices,method
    Harbour & Sons,2026-04-20,2500.00,EUR,2026-014 2026-019,transfer

A negative amount is money paid back; an amount of nothing is a problem. Without invoice numbers the oldest
open invoices count as paid first (M26).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import Payment, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms.evidence import Problem

TITLE = "Payments (CSV)"
READS = (
    "Any table with a client, a day and a sum; headings in English, French, Dutch and Vietnamese. "
    "What did not arrive (pending, refused) is left out."
)
GIVES = ("payment",)
NOT_ARRIVED = ("pending", "failed", "draft", "cancelled")
FORM = Form(
    file="payments.csv",
    about="What you were paid: one line a payment. Money you paid back is negative.",
    needs={
        "client": "the name in clients.csv",
        "paid_on": "the day it arrived",
        "amount": "what arrived",
    },
    may={
        "currency": "three letters, such as EUR; yours where it is empty",
        "invoices": "the numbers it pays, with spaces between; empty: the oldest first",
        "method": "such as transfer, card or cheque",
        "reference": "what the payer wrote with it",
    },
    also=("company", "client_id", "status"),
    instead={"client": ("company", "client_id")},
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _payment)


def _payment(row: Row) -> Payment | None:
    if row.known("status", NOT_ARRIVED):
        row.once("bank.not_booked", row.text_of("status"), value=row.text_of("status"))
        return None
    client = row.text_of("client") or row.text_of("company") or row.text_of("client_id") or row.need("client")
    paid_on, amount = row.need_day("paid_on"), row.need_money("amount")
    if not (client and paid_on and amount):
        return None
    return Payment(
        client=client,
        paid_on=paid_on,
        amount=amount,
        invoices=row.several("invoices"),
        method=row.text_of("method"),
        reference=row.text_of("reference"),
        evidence=row.evidence,
    )
