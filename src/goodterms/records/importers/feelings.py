"""How did it feel to work for them? The feelings.csv of a records folder.

    client,date,dread,client_stress,work_stress,unpredictable,fit_style,fit_vision,note
    Café Nijlpaard,2026-03-04,3,3,1,4,1,,cancelled again by phone

Each from 0 (not at all) to 4 (very much); for fit, 4 is a good fit. An empty cell is unknown, never 0
(M17, M19, M21, M31).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import Feeling, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms.evidence import Problem

TITLE = "Feelings (CSV)"
READS = "A table with a client, a day and at least one rating from 0 to 4; other scales are not read."
GIVES = ("feeling",)
MOST = 4
RATED = {
    "dread": "0 to 4: how you felt when their name came up",
    "client_stress": "0 to 4: stress from the client",
    "work_stress": "0 to 4: stress from the work itself",
    "unpredictable": "0 to 4: not knowing which mood you will meet",
    "fit_style": "0 to 4: do your ways of working fit? 4 is well",
    "fit_vision": "0 to 4: do you want the same thing? 4 is yes",
}
FORM = Form(
    file="feelings.csv",
    about="How it felt: one line whenever you like. Nobody else sees this.",
    needs={"client": "the name in clients.csv", "date": "the day"},
    may={**RATED, "note": "anything"},
    oneof=tuple(RATED),
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _feeling)


def _feeling(row: Row) -> Feeling | None:
    client, day = row.need("client"), row.need_day("date")
    rated = {name: row.number(name, 0, MOST) for name in RATED}
    note = row.text_of("note")
    if not (note or any(row.text_of(name) for name in RATED)):
        row.problem("csv.nothing_rated")
        return None
    if not client or day is None:
        return None
    return Feeling(client=client, day=day, note=note, evidence=row.evidence, **rated)
