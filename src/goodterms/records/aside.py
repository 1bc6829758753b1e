"""Which days are nobody's slowness? Those of illness, holidays and holy days, set aside for one client (T14).

The freelancer says them (`set_aside` among the moves of a client). Why is theirs to note, and not looked at.

>>> read_span("2026-03-02/2026-03-06")
Span(first=datetime.date(2026, 3, 2), last=datetime.date(2026, 3, 6))
>>> days_aside([Span(date(2026, 3, 2), date(2026, 3, 6))], date(2026, 3, 4), date(2026, 4, 1))
2
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.records.book import Filed
from goodterms.records.model import Move
from goodterms.terms.calendar import read_day

SET_ASIDE, TAKEN_BACK = "set_aside", "undone"
FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
"""No day of working together lies before or after these."""
MOST_DAYS = 366
"""More days than a year at once are a slip of the pen."""


class Span(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date

    def __str__(self) -> str:
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def read_span(text: str) -> Span | None:
    """A day, or the first and the last with a slash between; None where there are no such days."""
    told, _, until = text.partition("/")
    first, last = read_day(told), read_day(until or told)
    if first is None or last is None or first < FIRST or last > LAST:
        return None
    return Span(first, last) if 0 <= (last - first).days < MOST_DAYS else None


def in_order(moves: Iterable[Filed[Move]]) -> list[Move]:
    """The moves of one client in the order of their days and, on one day, of their telling."""
    return [filed.record for filed in sorted(moves, key=lambda one: (one.record.day, one.key))]


def taken_back(moves: Sequence[Move]) -> tuple[list[int], set[int]]:
    """The places of the moves that stand, and of those that an `undone` took back: always the latest that
    still stood."""
    standing: list[int] = []
    undone: set[int] = set()
    for index, move in enumerate(moves):
        if move.step != TAKEN_BACK:
            standing.append(index)
        elif standing:
            undone.add(standing.pop())
    return standing, undone


def set_aside(moves: Iterable[Filed[Move]], as_of: date) -> Mapping[str, tuple[Span, ...]]:
    """The days that were set aside by a day, by client: spans in their order that do not overlap."""
    told: dict[str, list[Filed[Move]]] = defaultdict(list)
    for filed in moves:
        if filed.record.day <= as_of:
            told[filed.client].append(filed)
    found = {client: _spans(in_order(some)) for client, some in told.items()}
    return {client: spans for client, spans in found.items() if spans}


def days_aside(spans: Iterable[Span], after: date, until: date) -> int:
    """How many days set aside lie after a day, up to and including another."""
    day = timedelta(days=1)
    counts = ((min(until, last) - max(after, first - day)).days for first, last in spans)
    return sum(max(count, 0) for count in counts)


def _spans(moves: Sequence[Move]) -> tuple[Span, ...]:
    standing, _ = taken_back(moves)
    told = (read_span(moves[index].value) for index in standing if moves[index].step == SET_ASIDE)
    found: list[Span] = []
    for span in sorted(span for span in told if span is not None):
        if found and span.first <= found[-1].last:
            found[-1] = Span(found[-1].first, max(found[-1].last, span.last))
        else:
            found.append(span)
    return tuple(found)
