"""How has it gone, month by month? A line that has gaps where nothing is known."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from goodterms.review.pictures import Line, runs

LEFT, EDGE = 12, 12
WIDE, TALL = 640, 200
SMALL, LOW = 320, 110
"""Of several lines beside each other."""
MOST_RATING = 4


class Months(NamedTuple):
    """A line on its axes."""

    line: Line
    runs: tuple[str, ...]
    """Stretches of months without a gap, as points of SVG."""
    dots: tuple[tuple[int, int], ...]
    zero: int
    """Where nothing is."""
    usual: int | None
    """Where the usual value lies."""
    top: float
    first: date
    last: date
    width: int
    height: int
    left: int = LEFT

    @property
    def right(self) -> int:
        """Where the axis ends."""
        return self.width - EDGE

    @property
    def below(self) -> int:
        """The line that the first and the last month stand on."""
        return self.height - 6


def by_month(line: Line, *, usual: float | None = None) -> Months:
    """A line from nothing up to its highest value, and the usual one beside it."""
    return _drawn(line, usual, 0, (WIDE, TALL))


def ratings(line: Line) -> Months:
    """A line of ratings, small, up to the highest that can be given."""
    return _drawn(line, None, MOST_RATING, (SMALL, LOW))


def _drawn(line: Line, usual: float | None, top: float, size: tuple[int, int]) -> Months:
    width, height = size
    values = [point.value for point in line.points if point.value is not None]
    high = max([*values, usual or 0, top]) or 1
    low = min([*values, 0])
    months = [point.month for point in line.points]
    step = (width - LEFT - EDGE) / max(len(months) - 1, 1)
    across = {month: LEFT + round(n * step) for n, month in enumerate(months)}

    def down(value: float) -> int:
        return 20 + round((height - 50) * (high - value) / (high - low))

    places = [[(across[one.month], down(one.value or 0)) for one in run] for run in runs(line.points)]
    return Months(
        line,
        tuple(" ".join(f"{x},{y}" for x, y in run) for run in places if len(run) > 1),
        tuple(place for run in places for place in run),
        down(0),
        None if usual is None else down(usual),
        high,
        months[0],
        months[-1],
        width,
        height,
    )
