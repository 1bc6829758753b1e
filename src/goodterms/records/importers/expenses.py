"""What did the work for a client cost me? The expenses.csv of a records folder, and any table of costs that
names clients.

    client,date,amount,currency,what
    Pixel Orchard,2026-03-04,180.00,EUR,Train to the shoot

A table is one of costs where a heading says so (`Expense`, `Amount spent`, `Supplier`), or where it is called
expenses.csv. A row without a client is kept, and is nobody's direct cost. Costs are more than nothing; money
that came back is negative.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records import headings
from goodterms.records.model import Expense, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms.evidence import Problem

TITLE = "Costs (CSV)"
READS = (
    "Any table with a client, a day and what was spent; headings in English, French, Dutch and Vietnamese. "
    "Costs of no client are kept and counted for nobody; receipts are not read."
)
GIVES = ("expense",)
FORM = Form(
    file="expenses.csv",
    about="What you spent on work for a client: one line a cost. Money that came back is negative.",
    needs={
        "client": "the name in clients.csv; empty where it was for no client",
        "date": "the day",
        "amount": "what it cost you, without the VAT that you get back",
    },
    may={
        "currency": "three letters, such as EUR; yours where it is empty",
        "what": "what it was for",
    },
    oneof=("what", "cost", "vendor"),
    also=("cost", "vendor", "note", "project", "activity"),
    instead={"amount": ("cost",)},
)
TEMPLATE = FORM.template
_WORK = frozenset({"hours", "minutes", "ended"})
"""Columns of a list of hours: what an hour cost there is a price, and nothing that was spent."""


def recognises(source: Source) -> float:
    words = FORM.head(source).words
    is_work = any(not _WORK.isdisjoint(headings.meaning(word)) for word in words)
    return 0 if is_work else FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _expense)


def _expense(row: Row) -> Expense | None:
    column = "amount" if row.text_of("amount") or not row.text_of("cost") else "cost"
    day, amount = row.need_day("date"), row.need_money(column)
    if not (day and amount):
        return None
    what = (row.text_of(name) for name in ("what", "vendor", "note"))
    return Expense(row.text_of("client"), day, amount, next(filter(None, what), ""), row.evidence)
