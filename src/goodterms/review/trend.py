"""Did work, mood and income change while a pattern went on (M5)? The last half year beside the one before.

Three signals, each on its own and never added up. It is said only where there are enough months and they lie
apart: of all pairs of a later and an earlier month, three in four differ in the same direction. Nothing is
said of money while some is overdue: an invoice brings nothing until it is paid, so its months look poor.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.review.measured import Ground, first_month
from goodterms.signals.reading import Month, Reading, fold
from goodterms.terms.evidence import Text, Value
from goodterms.terms.money import Money

HALF = 6
"""Months on each side."""
LEAST = 4
"""Months of them that have to be known."""
APART = 0.75
"""Share of the pairs of months that have to differ in the same direction."""
MONEY = "true_rate"
OWED = "open_money"
SERIES: Mapping[str, str] = {"client_stress": "work", "dread": "mood", MONEY: "money"}
"""Signals, and what each is a series of."""


class Trend(NamedTuple):
    """What a series was, and what it became; money in minor units for an hour."""

    signal: str
    before: float
    now: float
    worse: bool


def trends(client: str, ground: Ground) -> Iterator[Trend]:
    """The series of a client that changed."""
    for signal in SERIES:
        if signal == MONEY and _is_owing(client, ground):
            continue
        reading = ground.readings.found.get((signal, client))
        found = trend(reading, ground.as_of) if reading is not None else None
        if found is not None:
            yield found


def _is_owing(client: str, ground: Ground) -> bool:
    """Is money of the two half years overdue?"""
    owed = ground.readings.found.get((OWED, client))
    since = first_month(ground.as_of, 2 * HALF)
    return owed is not None and any(month.part > 0 for month in owed.span(since, ground.as_of).months)


def trend(reading: Reading, as_of: date) -> Trend | None:
    """From the half year before to the last; None where too little is known, or it went up and down."""
    middle = first_month(as_of, HALF)
    first = first_month(middle - timedelta(days=1), HALF)
    before = reading.span(first, middle - timedelta(days=1)).months
    now = reading.span(middle, as_of).months
    was, became = _values(reading, before), _values(reading, now)
    if min(len(was), len(became)) < LEAST:
        return None
    pairs = [later - earlier for later in became for earlier in was]
    up = sum(step > 0 for step in pairs) / len(pairs)
    down = sum(step < 0 for step in pairs) / len(pairs)
    old, new = fold(reading.signal, before), fold(reading.signal, now)
    if old is None or new is None or max(up, down) < APART or (new > old) != (up > down):
        return None
    return Trend(reading.signal.name, old, new, (up > down) == (reading.signal.worse == "higher"))


def notes(client: str, ground: Ground) -> Iterator[Text]:
    """Each change as a sentence."""
    for one in trends(client, ground):
        both = {"before": one.before, "now": one.now}
        currency = ground.readings.found[one.signal, client].currency
        values: Mapping[str, Value] = both
        if one.signal == MONEY:
            values = {name: Money(round(minor), currency) for name, minor in both.items()}
        way = "worse" if one.worse else "better"
        yield Text(f"note.trend.{SERIES[one.signal]}.{way}", values)


def _values(reading: Reading, months: tuple[Month, ...]) -> list[float]:
    """The figure of each month that has one."""
    return [value for month in months if (value := fold(reading.signal, [month])) is not None]
