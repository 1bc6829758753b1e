"""Where does a client stand? From signals to families."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from goodterms.review.caps import Facts, cap
from goodterms.review.facts import Happened
from goodterms.review.measured import Measured, first_month
from goodterms.review.model import FAMILIES, Coverage, Family
from goodterms.review.playbook import Playbook
from goodterms.review.repair import WEEK, Raised
from goodterms.review.verdict import Standing
from goodterms.review.weighing import BY_SIGNAL
from goodterms.signals.reading import Readings
from goodterms.terms.calendar import month_of

BESIDE = ("own_after_hours", "demands")
"""Signals that weigh nothing and explain others."""


def values_beside(client: str, readings: Readings, first: date, last: date) -> Mapping[str, float | None]:
    """What explains other signals, over the recent months."""
    return {
        signal: readings.get(signal, client).span(first, last).value
        for signal in BESIDE
        if signal in readings.signals
    }


def gather(measured: Iterable[Measured], beside: Mapping[str, float | None]) -> Facts:
    """Values and levels as measured."""
    values: dict[str, float | None] = dict(beside)
    levels, enough_of = {}, set()
    for one in measured:
        values[one.weight.signal] = one.value
        levels[one.weight.signal] = one.level
        if one.coverage == "covered":
            enough_of.add(one.weight.signal)
    return Facts(values, levels, frozenset(enough_of))


def covered(measured: Iterable[Measured]) -> Mapping[Family, Coverage]:
    """How well each family is known. Only signals that can speak for a family count."""
    found: dict[Family, Coverage] = dict.fromkeys(FAMILIES, "none")
    order = ("none", "thin", "covered")
    for one in measured:
        family = one.weight.family
        if one.weight.covers and order.index(one.coverage) > order.index(found[family]):
            found[family] = one.coverage
    return found


def enough(
    one: Happened,
    measured: Sequence[Measured],
    coverage: Mapping[Family, Coverage],
    as_of: date,
    playbook: Playbook,
) -> bool:
    """Known for long enough, with enough due invoices or enough months of anything else."""
    known = one.known_days(as_of)
    if known is None or known < playbook["new_days"]:
        return False
    if len(one.due) >= playbook["few_invoices"]:
        return True
    months: dict[Family, set[date]] = {family: set() for family in FAMILIES}
    for found in measured:
        if found.weight.covers and coverage[found.weight.family] == "covered":
            months[found.weight.family] |= {month.month for month in found.history.months}
    return any(len(seen) >= playbook["few_months"] for seen in months.values())


def contempt_months(one: Happened, as_of: date, playbook: Playbook) -> int:
    """Months with contempt, a threat, or anger at a talk about the tone, however few the messages; 0 where
    none came of late, a week or more after such a talk (M28)."""
    talks = [talk.day for talk in one.attempts if talk.issue == "tone" and talk.reaction == "angry"]
    lately = first_month(as_of, playbook.whole("still_months"))
    if not any(day >= lately and day - min(talks) >= WEEK for day in one.hostile if talks):
        return 0
    recent = first_month(as_of, playbook.whole("recent_months"))
    return len({month_of(day) for day in (*one.hostile, *talks) if day >= recent})


class Known(NamedTuple):
    """What is so whatever the months of the signals were."""

    raised: Mapping[Family, Raised]
    coverage: Mapping[Family, Coverage]
    enough: bool
    hostile_months: int


def stand(facts: Facts, known: Known, playbook: Playbook) -> Standing:
    """What the table looks at."""
    levels, _ = cap(facts, playbook)
    return Standing(
        levels=by_family(levels),
        habits=by_family(levels, habits=True),
        raised=known.raised,
        unpaid=round(facts.values.get("unpaid_in_a_row") or 0),
        oldest=facts.values.get("oldest_unpaid") or 0,
        hostile_months=known.hostile_months,
        enough=known.enough,
        paid_or_worked="covered" in (known.coverage["payment"], known.coverage["worth"]),
    )


def by_family(levels: Mapping[str, int], *, habits: bool = False) -> Mapping[Family, int]:
    """The highest level in each family; of `habits`, by the signals a let-go may rest on."""
    found: dict[Family, int] = dict.fromkeys(FAMILIES, 0)
    for signal, level in levels.items():
        weight = BY_SIGNAL[signal]
        if level > found[weight.family] and (weight.habit or not habits):
            found[weight.family] = level
    return found
