"""What happened after the end that was to be over? (M83)

After the last day no new work; while questions are still answered (D9), those; after that nothing. Each thing
is said once, kindly and with its places. To have billed the work is said, and it stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from goodterms.parting.case import Case
from goodterms.parting.ending import Ending
from goodterms.parting.own import day_of
from goodterms.records.book import Filed, FiledMessage
from goodterms.records.model import Deliverable, TimeEntry
from goodterms.terms.evidence import Evidence, Text

ASKS = frozenset({"request", "out_of_scope", "chaser"})
"""Acts of a message that wants something done."""
WORK = ASKS | {"vague", "clear", "reversal"}
"""Acts of a message that is about work."""
NO = frozenset({"boundary", "payment_reminder"})
"""Acts of an answer that is none to the work: a limit, or a word about money."""
NEW_WORK = ("production", "revision", "meeting")
"""Activities that are more than answering questions."""
ANSWER = timedelta(days=14)
"""An answer comes within so many days."""
MOST_EVIDENCE = 5

SlipKind = Literal["hours", "unbilled", "delivered", "answered", "meeting", "reopened"]


class Slip(NamedTuple):
    """Something after the end that was to be over, and a kind word about it."""

    kind: SlipKind
    amount: float
    """Hours of work (`hours`, `unbilled`); else how many."""
    first: date
    last: date
    says: Text
    evidence: tuple[Evidence, ...]


def slips(case: Case, end: Ending) -> tuple[Slip, ...]:
    """Everything that was to be over and was not."""
    worked = [filed for filed in case.own.hours if is_new(filed.record, end)]
    free = [filed for filed in worked if filed.record.billable is False]
    found = (
        _work("hours", worked, case),
        _work("unbilled", free, case),
        _several("delivered", [(_done(work), work.record.evidence) for work in _delivered(case, end)], end),
        _several("answered", _days(_answered(case, end)), end),
        _several("meeting", _met(case, end), end),
        _several("reopened", _days(_reopened(case, end)), end, "danger" if case.way.is_danger else ""),
    )
    return tuple(slip for slip in found if slip is not None)


def is_new(entry: TimeEntry, end: Ending) -> bool:
    """Is it work after the last day, and not one of the questions that are answered for some days?"""
    day = entry.started.date()
    return day > end.help_until or (day > end.last_day and entry.activity in NEW_WORK)


def _work(kind: Literal["hours", "unbilled"], worked: list[Filed[TimeEntry]], case: Case) -> Slip | None:
    """Hours after the end, and whether a bill has come since."""
    minutes, days = sum(one.record.minutes for one in worked), sorted(map(day_of, worked))
    if minutes <= 0:
        return None
    billed = any(bill.record.issued >= days[-1] for bill in case.own.invoices)
    key = f"after.slip.{kind}_billed" if kind == "hours" and billed else f"after.slip.{kind}"
    says = Text(key, {"hours": minutes / 60, "first": days[0], "last": days[-1]})
    places = tuple(one.record.evidence for one in sorted(worked, key=day_of))
    return Slip(kind, minutes / 60, days[0], days[-1], says, places[:MOST_EVIDENCE])


def _several(
    kind: SlipKind, found: Iterable[tuple[date, Evidence]], end: Ending, way: str = ""
) -> Slip | None:
    """So many of one kind; None where there is none."""
    told = sorted(found)
    if not told:
        return None
    key = ".".join(filter(None, ("after.slip", kind, way)))
    first, last = told[0][0], told[-1][0]
    says = Text(key, {"count": len(told), "first": first, "last": last, "until": end.help_until})
    return Slip(kind, len(told), first, last, says, tuple(place for _, place in told[:MOST_EVIDENCE]))


def _met(case: Case, end: Ending) -> Iterator[tuple[date, Evidence]]:
    """Meetings after the help was over."""
    for one in case.own.meetings:
        if one.record.start.date() > end.help_until:
            yield one.record.start.date(), one.record.evidence


def _delivered(case: Case, end: Ending) -> Iterator[Filed[Deliverable]]:
    """Work that was delivered after the end and was not due before: late work is no new work."""
    for work in case.own.deliverables:
        due = work.record.due
        if end.last_day < _done(work) <= case.as_of and (due is None or due > end.last_day):
            yield work


def _done(work: Filed[Deliverable]) -> date:
    return work.record.delivered_on or date.min


def _answered(case: Case, end: Ending) -> Iterator[FiledMessage]:
    """What the freelancer answered to messages about work, after the help was over."""
    people = [filed for filed in case.own.messages if not filed.record.automatic]
    asked = [one for one in people if one.incoming and not WORK.isdisjoint(one.record.acts)]
    for mine in people:
        if mine.incoming or sent_on(mine) <= end.help_until or not NO.isdisjoint(mine.record.acts):
            continue
        if any(_answers(mine, theirs) for theirs in asked if sent_on(theirs) > end.last_day):
            yield mine


def _answers(mine: FiledMessage, theirs: FiledMessage) -> bool:
    """May one message answer the other: later, within two weeks, and in its thread where both have one?"""
    later = mine.record.sent_at - theirs.record.sent_at
    threads = {mine.record.thread, theirs.record.thread} - {""}
    return timedelta() <= later <= ANSWER and len(threads) < 2


def _reopened(case: Case, end: Ending) -> Iterator[FiledMessage]:
    """Messages that want new work after the end, or anything after the help; while it lasts, they may ask."""
    for theirs in case.own.messages:
        if not theirs.incoming or theirs.record.automatic:
            continue
        day, acts = sent_on(theirs), theirs.record.acts
        if (day > end.help_until and not ASKS.isdisjoint(acts)) or (
            day > end.last_day and "out_of_scope" in acts
        ):
            yield theirs


def sent_on(filed: FiledMessage) -> date:
    """The day of a message."""
    return filed.record.sent_at.date()


def _days(messages: Iterable[FiledMessage]) -> list[tuple[date, Evidence]]:
    return [(sent_on(filed), filed.record.evidence) for filed in messages]
