"""Where did my hours go? The time.csv of a records folder.

    client,started,hours,activity,billable
    Pixel Orchard,2026-03-04T09:30,1.5,production,yes

A moment without offset is in the freelancer's time zone. Where `hours` is empty, `ended` gives the length.
Lengths are kept in whole minutes. An activity nobody knows is a problem; the hours still count (M15, M20).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from goodterms.records.cells import LONGEST, Row
from goodterms.records.model import ACTIVITIES, Record, TimeEntry
from goodterms.records.source import Source
from goodterms.records.table import Form
from goodterms.terms.evidence import Problem

TITLE = "Hours worked (CSV)"
FORM = Form(
    file="time.csv",
    about="What you worked: one line a stretch of work.",
    needs={
        "client": "the name in clients.csv",
        "started": "day and time, such as 2026-03-04T09:30",
        "hours|ended": "how long in hours, such as 1.5; or when it ended",
    },
    may={
        "activity": f"one of {', '.join(ACTIVITIES)}",
        "billable": "yes or no",
        "project": "what it was for",
        "note": "anything",
    },
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _entry)


def _entry(row: Row) -> TimeEntry | None:
    client = row.need("client")
    started = row.moment("started") if row.need("started") else None
    minutes = row.minutes("hours") if row.text_of("hours") else _until(row, started)
    activity, billable = _activity(row), row.yes("billable")
    if not client or started is None or minutes is None:
        return None
    return TimeEntry(
        client=client,
        started=started,
        minutes=minutes,
        activity=activity,
        billable=billable,
        project=row.text_of("project"),
        note=row.text_of("note"),
        evidence=row.evidence,
    )


def _until(row: Row, started: datetime | None) -> int | None:
    """Minutes from the start to `ended`, by the clock of the world and not of the wall."""
    if not row.text_of("ended"):
        row.problem("csv.missing", column="hours")
        return None
    ended = row.moment("ended")
    if started is None or ended is None:
        return None
    minutes = round((ended.astimezone(UTC) - started.astimezone(UTC)).total_seconds() / 60)
    if not 0 <= minutes <= LONGEST * 60:
        row.problem("csv.bad_end", started=started, ended=ended)
        return None
    return minutes


def _activity(row: Row) -> str:
    known = row.known("activity", ACTIVITIES)
    if known is None:
        value = row.text_of("activity")
        row.once("csv.unknown_activity", value, value=value, allowed=", ".join(ACTIVITIES))
    return known or ""
