"""What have I billed, and when should it be paid? The invoices.csv of a records folder.

    number,client,issued,due,total,currency
    2026-014,Harbour & Sons,2026-03-02,2026-04-01,1250.00,EUR

Totals include VAT. A negative total is a credit note; a total of nothing is a problem (M12).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.cells import Row
from goodterms.records.model import Invoice, Record
from goodterms.records.source import Source
from goodterms.records.table import Form
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money

TITLE = "Invoices (CSV)"
WAYS = ("email", "paper", "portal")
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
        "corrects": "for a credit note: the number of the invoice it takes back",
    },
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _invoice)


def _invoice(row: Row) -> Invoice | None:
    number, client = row.need("number"), row.need("client")
    issued, total = row.need_day("issued"), row.need_money("total")
    due, disputed = row.day("due"), row.yes("disputed")
    sent_by = row.word("sent_by", WAYS)
    if not (number and client and issued and total):
        return None
    return Invoice(
        number=number,
        client=client,
        issued=issued,
        total=Money(abs(total.minor), total.currency),
        due=due,
        credit_note=total.minor < 0,
        corrects=row.text_of("corrects"),
        disputed=bool(disputed),
        sent_by=sent_by,
        evidence=row.evidence,
    )
