"""What was done, handed over, agreed, and when people met."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from goodterms.records.daybook.fact import Line, Outcome, fact, given
from goodterms.records.daybook.line import Told
from goodterms.records.model import ContractText, Deliverable, Meeting, TimeEntry
from goodterms.terms.evidence import Text


@fact("month", "activity project unbilled billable unbilled_part note", text="note")
def time(told: Told, line: Line) -> Outcome:
    """Work done; where a part of it goes unbilled, that part is an entry of its own."""
    total, free = told.one("hours"), told.one("unbilled_part")
    if (told.one("unbilled"), told.one("billable"), free).count(None) < 2:
        return Text("daybook.said_twice", {"what": "unbilled"})
    if total <= 0 or (free is not None and not 0 < free <= total):
        return Text("daybook.bad_unbilled", {"hours": total / 60})
    if free is None:
        billable = False if told.one("unbilled") else True if told.one("billable") else None
        return [_entry(told, line, line.moment(), total, billable)]
    parts = ((line.moment(), total - free, True), (_later(line, total - free), free, False))
    return [_entry(told, line, start, length, billable) for start, length, billable in parts if length]


def _later(line: Line, minutes: int) -> datetime:
    return line.moment((line.start or 0) + minutes)


def _entry(told: Told, line: Line, started: datetime, minutes: int, billable: bool | None) -> TimeEntry:
    more = given(told, "activity", "project", "note")
    return TimeEntry(told.one("client"), started, minutes, billable=billable, evidence=line.evidence, **more)


_WORK = "due price prepaid rounds"


@fact("day", _WORK)
def delivered(told: Told, line: Line) -> Outcome:
    """A piece of work handed over on that day."""
    return [_deliverable(told, line, line.day)]


@fact("nothing", _WORK)
def promised(told: Told, line: Line) -> Outcome:
    """A piece of work agreed and not yet handed over."""
    return [_deliverable(told, line, None)]


def _deliverable(told: Told, line: Line, delivered_on: date | None) -> Deliverable:
    more = given(told, "due", "price", "prepaid", "rounds", "rounds_agreed")
    return Deliverable(
        told.one("client"), told.one("piece"), delivered_on=delivered_on, evidence=line.evidence, **more
    )


@fact("time", "with length")
def meeting(told: Told, line: Line) -> Outcome:
    """An appointment, from when to when."""
    start, end, length = line.start or 0, line.end, told.one("length")
    if (end is None) == (length is None):
        return Text("daybook.no_end")
    if end is None:
        end = start + cast(int, length)
    elif end <= start:
        end += 24 * 60
    people = (told.one("client"), *told.many("with"))
    return [Meeting(line.moment(), line.moment(end), told.one("meeting_title") or "", people, line.evidence)]


@fact("nothing", "title language", text="text")
def contract(told: Told, line: Line) -> Outcome:
    """The words of a contract."""
    if not told.one("text"):
        return Text("daybook.no_text")
    return [
        ContractText(
            told.one("language") or "",
            told.one("title") or "",
            told.one("text"),
            told.one("client"),
            line.evidence,
        )
    ]
