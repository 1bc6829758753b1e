"""How bad is it, and is it so regularly?

A value over the recent months reaches a level by the limits of its weight. A pattern (level 2 and up) also
has to be regular, M14: several bad months, several records in them, a good part of all records, and the last
of it not long ago. What lacks one of these is worth a word, level 1, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.records.model import Freelancer
from goodterms.review.lots import Lot, total
from goodterms.review.model import Coverage
from goodterms.review.playbook import Playbook
from goodterms.review.usual import Usual
from goodterms.review.weighing import WEIGHTS, Limits, Weight
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.calendar import month_of, months_back
from goodterms.terms.exchange import Rates


class Columns(NamedTuple):
    """Some months as they are counted, a number a month: the whole in the client's favour, and which are bad
    on their own."""

    part: Sequence[float]
    whole: Sequence[float]
    observations: Sequence[int]
    bad: Sequence[int]
    bad_observations: Sequence[int]


class Scale(NamedTuple):
    """The limits of one signal for one client, in the signal's unit, and which way is worse."""

    limits: Limits
    lower_is_worse: bool
    is_sum: bool

    def level(self, value: float | None) -> int:
        """How many limits the value has reached: 0-3."""
        if value is None:
            return 0
        reached = 0
        for level, limit in enumerate(self.limits, 1):
            if limit is not None and (value <= limit if self.lower_is_worse else value >= limit):
                reached = level
        return reached

    def whole(self, month: Month) -> float:
        """The whole of a month, in the client's favour where it is inferred."""
        fair = month.whole_low if self.lower_is_worse else month.whole_high
        return month.whole if fair is None else fair

    def value(self, months: Iterable[Month]) -> float | None:
        """The value some months make together, in the client's favour where parts are inferred."""
        part, whole = 0.0, 0.0
        for month in months:
            part, whole = part + month.part, whole + self.whole(month)
        return self.made(part, whole)

    def made(self, part: float, whole: float) -> float | None:
        """The value of a part in its whole."""
        if self.is_sum:
            return part
        return part / whole if whole else None

    def is_bad(self, month: Month) -> bool:
        """Does the month on its own reach the first limit?"""
        return self.level(self.value((month,))) > 0

    def is_better(self, value: float | None, other: float | None) -> bool:
        """Is a value better than another? Not where one is unknown."""
        if value is None or other is None:
            return False
        return value > other if self.lower_is_worse else value < other

    def columns(self, months: Sequence[Month | None]) -> Columns:
        """The months as they are counted; nothing where there is none."""
        rows = [self._row(month) if month else (0.0, 0.0, 0, 0, 0) for month in months]
        return Columns(*zip(*rows, strict=True)) if rows else Columns((), (), (), (), ())

    def drawn(self, months: Sequence[Month], lots: Iterable[Lot]) -> list[float | None]:
        """The value of some months in each of the drawn mixtures."""
        columns = self.columns(months)
        return [self.made(total(columns.part, lot), total(columns.whole, lot)) for lot in lots]

    def _row(self, month: Month) -> tuple[float, float, int, int, int]:
        bad = self.is_bad(month)
        return month.part, self.whole(month), month.observations, bad, bad * month.observations


class Measured(NamedTuple):
    """One signal for one client: what it is now, and since when."""

    weight: Weight
    scale: Scale
    history: Reading
    """Every month up to the day of the review."""
    window: tuple[Month, ...]
    """The months that count."""
    value: float | None
    usual: float | None
    level: int
    still: bool
    bad: tuple[date, ...]
    """Months of the window that are bad on their own."""
    since: date | None

    @property
    def observations(self) -> int:
        """Records the value rests on."""
        return sum(month.observations for month in self.window)

    @property
    def coverage(self) -> Coverage:
        """Is this enough to judge by?"""
        if not self.observations:
            return "none"
        return "covered" if self.observations >= self.weight.minimum else "thin"


def first_month(as_of: date, months: int) -> date:
    """The first of that many months before a day; a month that is not over comes on top.

    >>> first_month(date(2026, 10, 31), 6), first_month(date(2026, 10, 15), 6)
    (datetime.date(2026, 5, 1), datetime.date(2026, 4, 1))
    """
    return months_back(month_of(as_of + timedelta(days=1)), months)


class Ground(NamedTuple):
    """What all clients are measured on."""

    readings: Readings
    usual: Usual
    rates: Rates
    as_of: date
    playbook: Playbook
    me: Freelancer
    last_paid: date | None
    """Day of the latest payment by anybody."""


def measure_client(client: str, ground: Ground) -> tuple[Measured, ...]:
    """Every weighed signal there is something of, in the order of the weights."""
    found = []
    for weight in WEIGHTS:
        if weight.signal in ground.readings.signals:
            reading = ground.readings.get(weight.signal, client).span(None, ground.as_of)
            if reading.months:
                found.append(_measure(weight, reading, ground))
    return tuple(found)


def _measure(weight: Weight, reading: Reading, ground: Ground) -> Measured:
    playbook = ground.playbook
    ordinary = ground.usual.of(weight.signal, reading.client, reading.currency)
    scale = _scale(weight, reading, ordinary, ground)
    window = _window(weight, reading, ground.as_of, playbook)
    still = any(scale.is_bad(month) for month in window[-playbook.whole("still_months") :])
    level = level_of(weight, scale, scale.columns(window), still, playbook)
    value = Reading(reading.signal, reading.client, window).value
    since = _since(scale, reading.months) if level else None
    bad = tuple(month.month for month in window if scale.is_bad(month))
    return Measured(weight, scale, reading, window, value, ordinary, level, still, bad, since)


def remeasured(one: Measured, ground: Ground) -> Measured:
    """The same months by the limits of another ground; the same value, where they say the same of it."""
    scale = _scale(one.weight, one.history, one.usual, ground)
    reached = scale.level(scale.value(one.window))
    if reached == one.level < 2:  # which months are bad is asked of patterns only
        return one
    still = any(scale.is_bad(month) for month in one.window[-ground.playbook.whole("still_months") :])
    level = level_of(one.weight, scale, scale.columns(one.window), still, ground.playbook)
    bad = tuple(month.month for month in one.window if scale.is_bad(month))
    return one._replace(scale=scale, still=still, level=level, bad=bad)


def _scale(weight: Weight, reading: Reading, usual: float | None, ground: Ground) -> Scale:
    """The limits in the signal's unit. A relative one without anything to compare with reaches none."""
    lower, is_sum = reading.signal.worse == "lower", reading.signal.fold == "sum"
    first, second, third = ground.playbook.limits(weight)
    if weight.relative:
        base = _base(usual, reading.currency, ground)
        first, second, third = (limit and base and limit * base for limit in (first, second, third))
    elif weight.guard and usual is not None:
        floor = weight.guard * usual
        second, third = (limit and max(limit, floor) for limit in (second, third))
    return Scale((first, second, third), lower, is_sum)


def _base(usual: float | None, currency: str, ground: Ground) -> float | None:
    """What an hour should bring: as elsewhere, or the target where that is less; an hour that brings nothing
    elsewhere is nothing to compare with."""
    target = ground.me.target_rate
    known = [usual] if usual is not None else []
    there = target and ground.rates.convert(target, currency, ground.as_of)
    if there is not None:
        known.append(float(there.amount.minor))
    return min((base for base in known if base > 0), default=None)


def _window(weight: Weight, reading: Reading, as_of: date, playbook: Playbook) -> tuple[Month, ...]:
    """The recent months, or more of them where those hold too little; all for what is a state."""
    if weight.state:
        return reading.months
    recent = reading.span(first_month(as_of, playbook.whole("recent_months")))
    if recent.observations >= weight.minimum:
        return recent.months
    return reading.span(first_month(as_of, playbook.whole("most_months"))).months


def level_of(
    weight: Weight, scale: Scale, columns: Columns, still: bool, playbook: Playbook, lot: Lot = ()
) -> int:
    """The level that some months make, each counted as often as the lot says; without one, once."""
    level = scale.level(scale.made(total(columns.part, lot), total(columns.whole, lot)))
    if level < 2 or weight.state:
        return level
    observed, bad_observed = total(columns.observations, lot), total(columns.bad_observations, lot)
    regular = (
        still
        and observed >= weight.minimum
        and total(columns.bad, lot) >= playbook["regular_months"]
        and bad_observed >= playbook["regular_observations"]
        and bad_observed >= playbook["regular_share"] * observed
    )
    return level if regular else 1


def _since(scale: Scale, months: Sequence[Month]) -> date | None:
    """First month of the present run of bad ones; a single better month in between does not end it (M27)."""
    since, better = None, 0
    for month in reversed(months):
        if scale.is_bad(month):
            since, better = month.month, 0
        else:
            better += 1
            if better > 1:
                break
    return since
