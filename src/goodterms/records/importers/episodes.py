"""How often have I thought of leaving them? The episodes.csv of a records folder.

    client,date,outcome
    Café Nijlpaard,2026-06-11,shelved

The outcome is `shelved` or `decided`; anything else is a problem, and the row is not read (M41).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import Episode, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms.evidence import Problem

TITLE = "Times leaving was considered (CSV)"
READS = "A table with a client, a day and how it ended: shelved or decided."
GIVES = ("episode",)
OUTCOMES = ("shelved", "decided")
FORM = Form(
    file="episodes.csv",
    about="Each time you thought of leaving a client: one line a time.",
    needs={
        "client": "the name in clients.csv",
        "date": "the day",
        "outcome": f"{' or '.join(OUTCOMES)}",
    },
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _episode)


def _episode(row: Row) -> Episode | None:
    client, day = row.need("client"), row.need_day("date")
    outcome = row.word("outcome", OUTCOMES) if row.need("outcome") else ""
    if not (client and day and outcome):
        return None
    return Episode(client, day, outcome, row.evidence)
