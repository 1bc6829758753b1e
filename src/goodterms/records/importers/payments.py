"""What have I been paid, and for which invoices? The payments.csv of a records folder.

    client,paid_on,amount,currency,invoices,method
    Harbour & Sons,2026-04-20,2500.00,EUR,2026-014 2026-019,transfer

A negative amount is money paid back; an amount of nothing is a problem. Without invoice numbers the oldest
open invoices count as paid first (M26).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.cells import Row
from goodterms.records.model import Payment, Record
from goodterms.records.source import Source
from goodterms.records.table import Form
from goodterms.terms.evidence import Problem

TITLE = "Payments (CSV)"
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
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _payment)


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
        reference=row.text_of("reference"),
        evidence=row.evidence,
    )
