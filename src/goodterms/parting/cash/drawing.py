"""Futures, drawn: what each client may bring, month by month.

Every client has a chance of their own, by seed and name. So the same futures stand on both sides of a
comparison, and another client more or less changes nothing for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from random import Random

from goodterms.parting.cash.flows import Ends, Flow, before, flows, in_part
from goodterms.parting.cash.history import Habit
from goodterms.review.forecast.model import Forecast

Rows = list[list[float]]
"""For each future, what comes in in each month."""


def rows(paths: int, months: int) -> Rows:
    """Futures in which nothing comes in."""
    return [[0.0] * months for _ in range(paths)]


def chance_of(seed: int, client: str) -> Random:
    """A client's own chance."""
    return Random(f"{seed} {client}")  # noqa: S311 - a reproducible draw, not a secret


def add_habit(into: Rows, habit: Habit, ends: Ends, chance: Random) -> None:
    """What a client brings whose bills come and are paid as before, until their last day."""
    for month in range(len(ends) - 1):
        part = before(ends, month, habit.last_day)
        possible = [in_part(flow, part) for flow in flows(habit, ends, month)]
        if any(possible):
            add(into, chance.choices(possible, k=len(into)))


def add(into: Rows, drawn: Iterable[Flow]) -> None:
    """One flow more in each future."""
    for row, flow in zip(into, drawn, strict=True):
        for month, minor in flow:
            row[month] += minor


def add_open(into: Rows, forecast: Forecast, minor: float, ends: Ends, chance: Random) -> None:
    """An open bill, whenever it is paid."""
    chances = _by_month(forecast, ends)
    months = chance.choices(range(len(chances)), chances, k=len(into))
    never = len(ends) - 1
    add(into, (((month, minor),) if month < never else () for month in months))


def _by_month(forecast: Forecast, ends: Ends) -> list[float]:
    """The chance that a bill is paid in each month, and last that it is paid in none of them."""
    points = _points(forecast, ends[0])
    paid = [_paid_by(day.toordinal(), points) for day in ends]
    return [*(late - soon for soon, late in pairwise(paid)), 1.0 - paid[-1]]


def _points(forecast: Forecast, as_of: date) -> list[tuple[float, float]]:
    """Days, and the chance that it is paid by then: those of the forecast, a straight line between them, and
    the last tenth along the line that led to it."""
    known = ((forecast.p10, 0.1), (forecast.p50, 0.5), (forecast.p90, 0.9))
    found = [(float(as_of.toordinal()), 0.0)]
    found += [(float(day.toordinal()), chance) for day, chance in known if day is not None]
    if forecast.p50 is not None and forecast.p90 is not None:
        found.append((found[-1][0] + (forecast.p90 - forecast.p50).days / 4, 1.0))
    return found


def _paid_by(day: float, points: Sequence[tuple[float, float]]) -> float:
    paid = 0.0
    for (first, low), (last, high) in pairwise(points):
        if day >= last:
            paid = high
        elif day > first:
            paid = low + (high - low) * (day - first) / (last - first)
    return paid
