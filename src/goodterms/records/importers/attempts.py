"""What have I raised with them, and how did they take it? The attempts.csv of a records folder.

    client,date,issue,asked,reaction
    Harbour & Sons,2026-05-06,late_payment,Could you pay within 30 days from now on?,ignored

An issue that is none of those known is a problem, and the row is not read: nobody could say what was raised.
An unknown reaction is a problem too, and the row is kept without it (M28, M36).
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.model import ISSUES, REACTIONS, Attempt, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms.evidence import Problem

TITLE = "Attempts to repair (CSV)"
READS = "A table with a client, a day and what was raised; an issue that is none of the seven is not read."
GIVES = ("attempt",)
FORM = Form(
    file="attempts.csv",
    about="What you raised with a client: one line each time.",
    needs={
        "client": "the name in clients.csv",
        "date": "the day",
        "issue": f"one of {', '.join(ISSUES)}",
    },
    may={"asked": "what you said", "reaction": f"one of {', '.join(REACTIONS)}"},
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _attempt)


def _attempt(row: Row) -> Attempt | None:
    client, day = row.need("client"), row.need_day("date")
    named = row.word("issue", ISSUES) if row.need("issue") else ""
    answered = row.word("reaction", REACTIONS)
    issue = next((issue for issue in ISSUES if issue == named), None)
    reaction = next((reaction for reaction in REACTIONS if reaction == answered), None)
    if not client or day is None or issue is None:
        return None
    return Attempt(client, day, issue, row.text_of("asked"), reaction, row.evidence)
