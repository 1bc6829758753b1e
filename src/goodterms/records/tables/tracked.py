"""What does this row of a time tracker's export say? The part that the exports of all trackers share.

Each tracker has its own headings; they all mean the columns below. The day and the clock stand in two cells,
in the freelancer's zone. The length that the tracker gives counts before the time between start and end: it
leaves out breaks.

A row that names no client is filed under its project, and that is said: many who work alone keep one project
a client. A client is never taken from a description.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from goodterms.records import headings
from goodterms.records.model import ACTIVITIES, TimeEntry
from goodterms.records.tables.cells import LONGEST, Row
from goodterms.terms import calendar
from goodterms.terms.patterns import lazy

DAY_STARTS = time(9)
"""When an entry starts that has a day and no time. No reading looks at more than its day."""
BREAKS = frozenset({"break", "time off", "holiday"})
"""Kinds of entries that are no work."""

_LENGTH = lazy(r"[\d:.,]+\s*h?", re.IGNORECASE)
_TAGS = lazy(r"[,;|]")


def entry(row: Row) -> TimeEntry | None:
    """The work that a row tells of.

    Its columns: client, project, task, note, tags, type, billable; `date` and `start time`, `end date` and
    `end time`; `hours`, or the same in `decimal hours`.
    """
    if _is_break(row):
        return None
    client = _client(row)
    started = _moment(row, "date", "start time")
    ended = _ended(row, started)
    minutes = _minutes(row, started, ended)
    if not client or started is None or minutes is None:
        return None
    task, note = row.text_of("task"), row.text_of("note")
    return TimeEntry(
        client=client,
        started=started,
        minutes=minutes,
        activity=activity((task, *_TAGS.split(row.text_of("tags")), note)),
        billable=_billable(row),
        project=row.text_of("project"),
        note=note or task,
        evidence=row.evidence,
    )


def activity(texts: Iterable[str]) -> str:
    """The activity that the first of some texts names that names one, in a word of any language.

    >>> activity(["Spring campaign", "Overleg"])
    'meeting'
    """
    return next(filter(None, map(_activity_word, texts)), "")


@lru_cache(maxsize=4096)
def _activity_word(text: str) -> str:
    return headings.word(text, ACTIVITIES) or ""


def minutes_between(started: datetime, ended: datetime) -> int | None:
    """Whole minutes by the clock of the world; None where it ends before it starts, or more than a month
    later."""
    minutes = round((ended.astimezone(UTC) - started.astimezone(UTC)).total_seconds() / 60)
    return minutes if 0 <= minutes <= LONGEST * 60 else None


def _is_break(row: Row) -> bool:
    kind = row.text_of("type")
    resting = headings.plain(kind) in BREAKS
    if resting:
        row.once("tracked.no_work", kind, kind=kind)
    return resting


def _client(row: Row) -> str:
    client, project = row.text_of("client"), row.text_of("project")
    if client or not project:
        return client or row.need("client")
    row.once("tracked.project_for_client", project, project=project)
    return project


def _moment(row: Row, day_column: str, clock_column: str) -> datetime | None:
    """The moment of two cells; a day without a clock begins in the morning."""
    day = row.day(day_column) if row.need(day_column) else None
    if not row.text_of(clock_column):
        return datetime.combine(day, DAY_STARTS, _zone(row)) if day else None
    clock = row.clock(clock_column)
    return datetime.combine(day, clock, _zone(row)) if day and clock else None


def _ended(row: Row, started: datetime | None) -> datetime | None:
    """The end, where it is needed and told: on its own day, else the same or the next as its start."""
    if started is None or _says_length(row) or not row.text_of("end time"):
        return None
    if row.text_of("end date"):
        return _moment(row, "end date", "end time")
    clock = row.clock("end time")
    return _next(clock, started, _zone(row)) if clock else None


def _next(clock: time, started: datetime, zone: tzinfo) -> datetime:
    """The first time after the start that a clock shows this."""
    day: date = started.date()
    same = datetime.combine(day, clock, zone)
    return same if same >= started else datetime.combine(day + timedelta(days=1), clock, zone)


def _minutes(row: Row, started: datetime | None, ended: datetime | None) -> int | None:
    if _still_runs(row):
        row.problem("tracked.running")
        return None
    if length := _says_length(row):
        return row.minutes(length)
    if row.text_of("end time"):
        return _between(row, started, ended)
    if row.need("hours"):
        row.problem("csv.bad_hours", column="hours", value=row.text_of("hours"), most=LONGEST)
    return None


def _between(row: Row, started: datetime | None, ended: datetime | None) -> int | None:
    if started is None or ended is None:
        return None
    minutes = minutes_between(started, ended)
    if minutes is None:
        row.problem("csv.bad_end", started=started, ended=ended)
    return minutes


def _says_length(row: Row) -> str:
    """The column that gives a length in hours; `47:06 min` and the like are left to start and end."""
    told = (name for name in ("hours", "decimal hours") if _LENGTH.fullmatch(row.text_of(name)))
    return next(told, "")


def _still_runs(row: Row) -> bool:
    """Has this file a column for the end, and this row none, and no length either?"""
    length = re.sub(r"[\s0:.,h]", "", row.text_of("hours") + row.text_of("decimal hours"))
    return "end time" in row.values and not row.text_of("end time") and not length


def _billable(row: Row) -> bool | None:
    """Yes or no; any other word is said once for the file."""
    text = row.text_of("billable")
    meant = headings.word(text, ("yes", "no")) if text else None
    if text and meant is None:
        row.once("csv.not_allowed", text, column="billable", value=text, allowed="yes, no")
    return meant == "yes" if meant else None


def _zone(row: Row) -> tzinfo:
    """The zone of the freelancer's clocks."""
    return calendar.zone(row.source.zone) or UTC
