"""Where did my hours go? The time.csv of a records folder, and any table of hours whose columns can be told.

    client,started,hours,activity,billable
    Pixel Orchard,2026-03-04T09:30,1.5,production,yes

A moment without offset is in the freelancer's time zone; a day may stand in a column of its own. An entry
that has a day and no time is put at nine in the morning. Where `hours` is empty, `ended` gives the length.
Lengths are kept in whole minutes. An activity nobody knows is a problem; the hours still count (M15, M20).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from goodterms.records.model import ACTIVITIES, Record, TimeEntry
from goodterms.records.source import Source
from goodterms.records.tables.cells import LONGEST, Row
from goodterms.records.tables.form import Form
from goodterms.records.tables.times import is_clock, read_clock
from goodterms.terms import calendar
from goodterms.terms.evidence import Problem

TITLE = "Hours worked (CSV)"
READS = (
    "Any table with a client or project, a day, and hours, minutes or an end; headings in English, French, "
    "Dutch and Vietnamese. Rates and amounts are not read; an entry without a time of day is put at 9:00."
)
GIVES = ("time",)
DAY_STARTS = time(9)
"""Where an entry is put that has no time of day: nobody's evening or night."""
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
    also=("date", "ended_on", "minutes", "estimate", "status"),
    instead={"client": ("project",), "started": ("date",), "hours|ended": ("minutes",)},
    joined=("note",),
    asks=True,
)
TEMPLATE = FORM.template


def recognises(source: Source) -> float:
    return FORM.recognises(source)


def read(source: Source) -> Iterator[Record | Problem]:
    return FORM.read(source, _entry)


def _entry(row: Row) -> TimeEntry | None:
    client = row.text_of("client") or row.text_of("project") or row.need("client")
    started = _moment(row, "started", row.text_of("date"), DAY_STARTS)
    minutes = _length(row, started)
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


def _moment(row: Row, column: str, on: str, usual: time | None) -> datetime | None:
    """A moment: day and time in one cell, or the time here and the day in its own column."""
    text = row.text_of(column)
    if not (text or on):
        row.problem("csv.missing", column=column)
        return None
    if text and not is_clock(text):
        return _at(row, row.day(column), usual) if _is_day(text) and usual else row.moment(column)
    day = row.day("ended_on" if column == "ended" and row.text_of("ended_on") else "date")
    return _at(row, day, row.clock(column) if text else usual)


def _is_day(text: str) -> bool:
    """Is this a day without a time?"""
    return read_clock(text) is None and ":" not in text and "T" not in text


def _at(row: Row, day: date | None, clock: time | None) -> datetime | None:
    zone = calendar.zone(row.source.zone) or UTC
    return datetime.combine(day, clock, zone) if day and clock else None


def _length(row: Row, started: datetime | None) -> int | None:
    if row.text_of("hours"):
        return row.minutes("hours")
    if row.text_of("minutes"):
        return row.minutes("minutes", bare=1)
    return _until(row, started)


def _until(row: Row, started: datetime | None) -> int | None:
    """Minutes from the start to `ended`, by the clock of the world and not of the wall."""
    if not row.text_of("ended"):
        row.problem("csv.missing", column="hours")
        return None
    on = row.text_of("ended_on") or row.text_of("date")
    ended = (
        _moment(row, "ended", on, None)
        if on or not is_clock(row.text_of("ended"))
        else _same_day(row, started)
    )
    if started is None or ended is None:
        return None
    if ended < started and is_clock(row.text_of("ended")) and not row.text_of("ended_on"):
        ended += timedelta(days=1)  # worked past midnight
    minutes = round((ended.astimezone(UTC) - started.astimezone(UTC)).total_seconds() / 60)
    if not 0 <= minutes <= LONGEST * 60:
        row.problem("csv.bad_end", started=started, ended=ended)
        return None
    return minutes


def _same_day(row: Row, started: datetime | None) -> datetime | None:
    """An end that is only a time belongs to the day of the start."""
    clock = row.clock("ended")
    return datetime.combine(started.date(), clock, started.tzinfo) if started and clock else None


def _activity(row: Row) -> str:
    known = row.known("activity", ACTIVITIES)
    if known is None:
        value = row.text_of("activity")
        row.once("csv.unknown_activity", value, value=value, allowed=", ".join(ACTIVITIES))
    return known or ""
