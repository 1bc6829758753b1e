"""How does an understood daybook line become records? What every kind of fact shares.

A kind of fact is a function in `goodterms.records.daybook.facts` under `@fact`: it returns records, or the
Text of what the line still lacks. What may be said of it (its details), whether it needs a day or a time, and
where indented text goes, stands in the decorator.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Literal, NamedTuple

from goodterms.records.daybook.line import Told
from goodterms.records.daybook.values import Setting
from goodterms.records.model import Record
from goodterms.terms import shelf
from goodterms.terms.calendar import zone
from goodterms.terms.evidence import Evidence, Text

Needs = Literal["nothing", "month", "day", "time"]
Outcome = list[Record] | Text
PACKAGE = "goodterms.records.daybook.facts"
ME = "me"
"""Who writes in the first person where nobody said who that is."""


@dataclass(frozen=True, slots=True)
class Line:
    """When and where a fact was written down; times are minutes after midnight."""

    setting: Setting
    evidence: Evidence
    day: date | None = None
    start: int | None = None
    end: int | None = None
    offset: timedelta | None = None
    whole_month: bool = False

    def moment(self, minute: int | None = None) -> datetime:
        """That minute of the day (without one: when the line says), in the freelancer's zone."""
        if minute is None:
            minute = self.start or 0
        day = self.day or date.min
        local = datetime(day.year, day.month, day.day, tzinfo=zone(self.setting.zone) or UTC)
        if self.offset is not None:
            local = local.replace(tzinfo=UTC) - self.offset
        return local + timedelta(minutes=minute)

    @property
    def me(self) -> str:
        """The name or address of the freelancer."""
        return next((name for name in self.setting.me if "@" in name), None) or (
            self.setting.me[0] if self.setting.me else ME
        )


Make = Callable[[Told, Line], Outcome]


class Fact(NamedTuple):
    """How one kind of fact becomes records."""

    make: Make
    needs: Needs
    details: frozenset[str]
    text: str
    """The slot that indented text under the line fills; empty where such text means nothing."""


MANY = frozenset("email domain holidays rule rule_value skills speaks with feeling level".split())
"""What may be said more than once in a line."""


def fact(needs: Needs, details: str = "", text: str = "") -> Callable[[Make], Fact]:
    """Turns the function that makes the records of a kind into that kind; it is found by its name."""
    return lambda make: Fact(make, needs, frozenset(details.split()), text)


@cache
def facts() -> Mapping[str, Fact]:
    """Every kind of fact by name."""
    modules = shelf.modules(PACKAGE).values()
    return {name: kind for one in modules for name, kind in vars(one).items() if isinstance(kind, Fact)}


def records(told: Told, line: Line) -> Outcome:
    """The records of an understood line, or the Text of what is wrong with it."""
    twice = next((slot for slot, said in told.values.items() if len(said) > 1 and slot not in MANY), None)
    if twice:
        return Text("daybook.said_twice", {"what": twice.replace("_", " ")})
    missing = _missing(facts()[told.kind].needs, line)
    return missing or facts()[told.kind].make(told, line)


def _missing(needs: Needs, line: Line) -> Text | None:
    if needs != "nothing" and line.day is None:
        return Text("daybook.no_date")
    if needs in ("day", "time") and line.whole_month:
        return Text("daybook.needs_a_day")
    return Text("daybook.no_time") if needs == "time" and line.start is None else None


def given(told: Told, *slots: str) -> Mapping[str, Any]:
    """The slots that the line fills, by name: the rest keeps the record's own unknown."""
    return {slot: told.one(slot) for slot in slots if told.one(slot) is not None}
