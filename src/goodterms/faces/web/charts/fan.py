"""How much money may there be, month by month? For each way to go on a band of eight futures in ten."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from goodterms.parting.cash.model import Cash, CashMonth, Way
from goodterms.terms.money import Money

WIDTH, HEIGHT, EDGE = 640, 300, 30


class Band(NamedTuple):
    """One way: the edges of its band and its middle, as points of SVG."""

    way: str
    area: str
    middle: str


class Fan(NamedTuple):
    """The ways on the same axes."""

    bands: tuple[Band, ...]
    zero: int
    """Where nothing is left."""
    top: Money | None
    bottom: Money | None
    width: int = WIDTH
    height: int = HEIGHT
    edge: int = EDGE
    right: int = WIDTH - EDGE
    low_y: int = HEIGHT - 8
    """The line that the lowest sum stands on."""


def fan(ways: Mapping[Way, Cash], shown: Sequence[Way] = ("keep", "let_go")) -> Fan:
    """The bands of some ways; none where no sum is known."""
    months = {way: [one for one in ways[way].months if one.p50 is not None] for way in shown}
    sums = [one for some in months.values() for month in some for one in (month.p10, month.p50, month.p90)]
    known = [one for one in sums if one is not None]
    if not known:
        return Fan((), 0, None, None)
    low, high = min(0, *(one.minor for one in known)), max(0, *(one.minor for one in known))
    scale = (HEIGHT - 2 * EDGE) / max(high - low, 1)

    def height(minor: int) -> int:
        return HEIGHT - EDGE - round((minor - low) * scale)

    bands = tuple(_band(way, some, height) for way, some in months.items())
    currency = known[0].currency
    return Fan(bands, height(0), Money(high, currency), Money(low, currency))


def _band(way: str, months: Sequence[CashMonth], height: Callable[[int], int]) -> Band:
    step = (WIDTH - 2 * EDGE) / max(len(months) - 1, 1)
    across = [EDGE + round(n * step) for n in range(len(months))]

    def points(which: str) -> list[str]:
        sums = [getattr(month, which) for month in months]
        return [f"{x},{height(one.minor)}" for x, one in zip(across, sums, strict=True) if one is not None]

    return Band(way, " ".join([*points("p90"), *reversed(points("p10"))]), " ".join(points("p50")))
