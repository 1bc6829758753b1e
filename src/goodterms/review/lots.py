"""Months drawn again: had they come in another mixture, what would they say?

The lots depend on nothing but how many months there are. So two reviews agree, and so do the reviews of one
client under two names.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import mul
from random import Random

Lot = tuple[int, ...]
"""How often each month is drawn; empty: each once."""


@cache
def lots(months: int, times: int, of: str = "") -> tuple[Lot, ...]:
    """Some months drawn with replacement, so many times; `of` names other lots of as many months."""
    chance = Random(f"{months} {of}")  # noqa: S311 - a reproducible draw, not a secret
    return tuple(_lot(chance.choices(range(months), k=months), months) for _ in range(times))


def _lot(drawn: Sequence[int], months: int) -> Lot:
    return tuple(map(drawn.count, range(months)))


def total(column: Sequence[float], lot: Lot) -> float:
    """The sum of a column that has a number a month, each as often as it was drawn."""
    return sum(map(mul, column, lot)) if lot else sum(column)
