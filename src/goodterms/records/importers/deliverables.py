"""What did I promise, for when, and for how many rounds? The deliverables.csv of a records folder.

    client,name,due,delivered_on,price,currency,prepaid,rounds_agreed,rounds
    Atelier Sorrel,Spring lookbook,2026-03-20,2026-03-18,900,EUR,300,2,5

A bad date or amount is a problem; the rest of the row is kept (M11, M49).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import Deliverable, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms.evidence import Problem

TITLE = "Deliverables (CSV)"
READS = (
    "A table with a client, a piece of work, and its dates, price or rounds; nothing else of a project plan."
)
GIVES = ("deliverable",)
MOST_ROUNDS = 999
FORM = Form(
    file="deliverables.csv",
    about="What you agreed to make: one line a piece of work.",
    needs={"client": "the name in clients.csv", "name": "what it is"},
    may={
        "due": "the day it was promised for",
        "delivered_on": "the day you delivered it",
        "price": "what was agreed",
        "currency": "three letters, such as EUR; yours where it is empty",
        "prepaid": "what was paid in advance",
        "rounds_agreed": "rounds of changes that were agreed",
        "rounds": "rounds of changes there were",
    },
    oneof=("due", "delivered_on", "price", "prepaid", "rounds_agreed", "rounds"),
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _deliverable)


def _deliverable(row: Row) -> Deliverable | None:
    work = Deliverable(
        client=row.need("client"),
        name=row.need("name"),
        due=row.day("due"),
        delivered_on=row.day("delivered_on"),
        price=row.some_money("price"),
        prepaid=row.some_money("prepaid"),
        rounds_agreed=row.number("rounds_agreed", 0, MOST_ROUNDS),
        rounds=row.number("rounds", 0, MOST_ROUNDS),
        evidence=row.evidence,
    )
    return work if work.client and work.name else None
