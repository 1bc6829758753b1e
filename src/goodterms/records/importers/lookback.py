"""Was it right to leave? The lookback.csv of a records folder.

    client,date,hours,evenings,mood,regret,note
    Café Nijlpaard,2026-12-01,6,2,3,0,finished the illustration series

`hours` and `evenings` are those of a week that are free again; mood and regret go from 0 to 4. An empty cell
is unknown, never 0 (M84).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import LookBack, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms.evidence import Problem

TITLE = "Looking back (CSV)"
READS = (
    "A table with a client, a day and at least one of evenings, mood and regret; other scales are not read."
)
GIVES = ("look_back",)
MOST = {"hours": 7 * 24, "evenings": 7, "mood": 4, "regret": 4}
FORM = Form(
    file="lookback.csv",
    about="How it is after an ending: one line some 30, 90 and 180 days later.",
    needs={"client": "the name in clients.csv", "date": "the day"},
    may={
        "hours": "whole hours a week that you have back",
        "evenings": "evenings a week that you have back",
        "mood": "0 to 4: is it better? 4 is much better",
        "regret": "0 to 4: do you regret it? 4 is very much",
        "note": "anything, such as what fills the room",
    },
    oneof=("evenings", "mood", "regret"),
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _look_back)


def _look_back(row: Row) -> LookBack | None:
    client, day = row.need("client"), row.need_day("date")
    told = {name: row.number(name, 0, most) for name, most in MOST.items()}
    note = row.text_of("note")
    if not (note or any(row.text_of(name) for name in MOST)):
        row.problem("csv.nothing_rated")
        return None
    if not client or day is None:
        return None
    return LookBack(client=client, day=day, note=note, evidence=row.evidence, **told)
