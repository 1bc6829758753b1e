"""What a signal found for a client, month by month.

A reading keeps its months, so that a span of time, a before and after, or a resampled history is a sum over
them and never another query. `value` is sum(part) / sum(whole) for a `ratio` and sum(part) for a `sum`; it is
None, not 0, where there is nothing to judge by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Literal, NamedTuple


class Signal(NamedTuple):
    """What a query's header says of itself."""

    name: str
    question: str
    definition: str
    unit: Literal["days", "share", "count", "money_per_hour", "rating", "ratio"]
    fold: Literal["ratio", "sum"]
    worse: Literal["higher", "lower", "neither"]
    source: str


class Month(NamedTuple):
    """One month of one client: the parts a value is made of, and the record that weighs most in it."""

    month: date
    part: float
    whole: float
    observations: int
    ref: int | None
    whole_low: float | None = None
    whole_high: float | None = None


@dataclass(frozen=True)
class Reading:
    """One signal for one client. `currency` is set where the value is money or weighted by money."""

    signal: Signal
    client: str
    months: tuple[Month, ...]
    currency: str = ""

    def span(self, first: date | None = None, last: date | None = None) -> Reading:
        """The same reading for the months from the first to the last (first days, both included)."""
        kept = tuple(
            m
            for m in self.months
            if (first is None or m.month >= first) and (last is None or m.month <= last)
        )
        return Reading(self.signal, self.client, kept, self.currency)

    @property
    def value(self) -> float | None:
        """In the signal's unit; money in minor units."""
        return fold(self.signal, self.months)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The least and the most the value may be, where parts of it are inferred."""
        if not self.months or any(m.whole_low is None or m.whole_high is None for m in self.months):
            return None
        part = sum(m.part for m in self.months)
        low, high = sum(m.whole_low or 0 for m in self.months), sum(m.whole_high or 0 for m in self.months)
        return (min(part / high, part / low), max(part / high, part / low)) if low and high else None

    @property
    def observations(self) -> int:
        """How many records the value rests on."""
        return sum(m.observations for m in self.months)

    @property
    def refs(self) -> tuple[int, ...]:
        """Keys of the records that weigh most, latest month first."""
        return tuple(m.ref for m in reversed(self.months) if m.ref is not None)


def fold(signal: Signal, months: Iterable[Month]) -> float | None:
    """The value that some months make together."""
    part = whole = 0.0
    seen = False
    for month in months:
        part += month.part
        whole += month.whole
        seen = True
    if signal.fold == "sum":
        return part if seen else None
    return part / whole if whole else None


@dataclass(frozen=True)
class Readings:
    """All signals of one freelancer's clients."""

    signals: Mapping[str, Signal]
    found: Mapping[tuple[str, str], Reading]
    """By signal and client."""

    def get(self, signal: str, client: str) -> Reading:
        """The reading, or one without months where there is none."""
        return self.found.get((signal, client)) or Reading(self.signals[signal], client, ())

    def usual(
        self, signal: str, client: str, first: date | None = None, last: date | None = None
    ) -> float | None:
        """What is usual among this freelancer's other clients (their median, in the same currency where the
        value is money); None where fewer than two others can be compared."""
        mine = self.get(signal, client)
        values = [
            value
            for (name, other), reading in self.found.items()
            if name == signal and other != client and reading.currency == mine.currency
            if (value := reading.span(first, last).value) is not None
        ]
        return median(values) if len(values) >= 2 else None
