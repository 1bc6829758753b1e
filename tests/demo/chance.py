"""Chance that comes out the same every time, and the days on which people in Ghent work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

T = TypeVar("T")

HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in """
    2025-05-01 2025-05-29 2025-06-09 2025-07-21 2025-08-15 2025-11-11 2025-12-25
    2026-01-01 2026-04-06 2026-05-01 2026-05-14 2026-05-25 2026-07-21
    2025-12-24 2025-12-26 2025-12-29 2025-12-30 2025-12-31 2026-01-02
    """.split()
)


class Dice:
    """Throws that depend on a name only."""

    def __init__(self, *name: str) -> None:
        self._random = Random("/".join(name))  # noqa: S311 - a story, no secret
        self._decks: dict[tuple[str, ...], list[str]] = {}

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """True that often."""
        return self._random.random() < share

    def pick(self, options: Sequence[T]) -> T:
        """One of them."""
        return options[self.between(0, len(options) - 1)]

    def deal(self, cards: Iterable[str]) -> str:
        """The next card of a shuffled pack: none comes back before all have been dealt."""
        key = tuple(cards)
        if not self._decks.get(key):
            left = list(key)
            self._decks[key] = [left.pop(self.between(0, len(left) - 1)) for _ in key]
        return self._decks[key].pop()


def works(day: date) -> bool:
    """Monday to Friday, holidays apart."""
    return day.weekday() < 5 and day not in HOLIDAYS


def next_working_day(day: date) -> date:
    """That day, or the first one after it on which people work."""
    while not works(day):
        day += timedelta(days=1)
    return day


def working_days(first: date, latest: date) -> list[date]:
    """The working days of the month of `first`, from it on and up to the latest."""
    days = (first + timedelta(days=step) for step in range(31))
    return [day for day in days if day.month == first.month and day <= latest and works(day)]
