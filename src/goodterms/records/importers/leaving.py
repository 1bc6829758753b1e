"""What was decided and done on the way out? The leaving.csv of a records folder.

    client,date,step,value,note
    Café Nijlpaard,2026-06-11,cooling,5,said on a quiet Sunday
    Café Nijlpaard,2026-06-20,critical_date,2026-09-01,they open their second house

A step that is none of those known, or whose value is not what the step needs, is a problem, and the row is
not read: nobody could say what was done (M37, M40).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from goodterms.records.aside import read_span
from goodterms.records.model import CHANNELS, MOVE_VALUES, MOVES, Move, Record
from goodterms.records.source import Source
from goodterms.records.tables.cells import Row
from goodterms.records.tables.form import Form
from goodterms.terms.evidence import Problem

TITLE = "Steps on the way out (CSV)"
READS = "A table with a client, a day and a step; a step that nobody knows is not read."
GIVES = ("move",)
MOST_DAYS = 365
FORM = Form(
    file="leaving.csv",
    about="What you decided and did on the way out: one line a step.",
    needs={
        "client": "the name in clients.csv",
        "date": "the day",
        "step": f"one of {', '.join(MOVES)}",
    },
    may={
        "value": "cooling: days; told: how; delivered, handed_over: what; limit_date, tell_on, last_day, "
        "critical_date: a day; set_aside: a day, or the first and the last as 2026-03-02/2026-03-20",
        "note": "anything; for critical_date what it is, such as their launch",
    },
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _move)


def _move(row: Row) -> Move | None:
    client, day = row.need("client"), row.need_day("date")
    step = row.word("step", MOVES) if row.need("step") else ""
    value = _value(row, MOVE_VALUES.get(step, ""))
    if not (client and day and step) or value is None:
        return None
    return Move(client, day, step, value, row.text_of("note"), row.evidence)


def _span(row: Row) -> str | None:
    span = read_span(row.text_of("value"))
    if span is None:
        row.problem("leaving.bad_span", value=row.text_of("value"))
    return str(span) if span else None


def _day(row: Row) -> str | None:
    day = row.day("value")
    return day.isoformat() if day else None


def _days(row: Row) -> str | None:
    days = row.number("value", 0, MOST_DAYS)
    return None if days is None else str(days)


_READ: Mapping[str, Callable[[Row], str | None]] = {"day": _day, "days": _days, "span": _span}


def _value(row: Row, holds: str) -> str | None:
    """The value in the form in which it is kept; None where it is not what the step needs."""
    if holds == "channel":
        return row.word("value", CHANNELS) if row.text_of("value") else ""
    if not holds:
        return ""
    if not row.need("value"):
        return None
    read = _READ.get(holds)
    return read(row) if read else row.text_of("value")
