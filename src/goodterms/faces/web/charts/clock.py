"""At which hours of which days do both write? A grid of the week for each, hours of work framed."""

from __future__ import annotations

from typing import NamedTuple

from goodterms.review.pictures import HOURS, Clock, Counts
from goodterms.terms.calendar import WEEKDAYS

LEFT, TOP, ACROSS, DOWN, STEPS = 64, 20, 24, 20, 4
WIDTH, HEIGHT = LEFT + HOURS * ACROSS + 2, TOP + len(WEEKDAYS) * DOWN + 2
TICKS = range(0, HOURS, 3)


class Cell(NamedTuple):
    """An hour of a weekday in which somebody wrote."""

    x: int
    y: int
    messages: int
    step: int
    """How dark it is, 1 to 4; the number stands in it too."""
    width: int = ACROSS
    height: int = DOWN

    @property
    def text_x(self) -> int:
        """The middle of the number."""
        return self.x + self.width // 2

    @property
    def text_y(self) -> int:
        """The line it stands on."""
        return self.y + self.height - 6


class Frame(NamedTuple):
    """A stretch of hours in which the freelancer works."""

    x: int
    y: int
    width: int
    height: int = DOWN


class Grid(NamedTuple):
    """The week of one side."""

    side: str
    """`theirs` or `mine`."""
    total: int
    cells: tuple[Cell, ...]
    hours: tuple[tuple[str, tuple[int, ...]], ...]
    """The hours in which anything was written, each with its counts by weekday."""


class Week(NamedTuple):
    """Both sides' weeks on the same scale."""

    grids: tuple[Grid, ...]
    frames: tuple[Frame, ...]
    days: tuple[tuple[int, int], ...]
    """Weekday, 0 for Monday, and the line its name stands on."""
    ticks: tuple[tuple[str, int], ...]
    width: int = WIDTH
    height: int = HEIGHT
    label_x: int = LEFT - 8


def week(clock: Clock) -> Week:
    """The week as both fill it."""
    most = max(max(map(max, side)) for side in (clock.theirs, clock.mine)) or 1
    return Week(
        tuple(_grid(side, counts, most) for side, counts in (("theirs", clock.theirs), ("mine", clock.mine))),
        tuple(frame for day, row in enumerate(clock.working) for frame in _frames(day, row)),
        tuple((day, TOP + day * DOWN + DOWN - 6) for day in range(len(WEEKDAYS))),
        tuple((f"{hour:02}:00", LEFT + hour * ACROSS) for hour in TICKS),
    )


def _grid(side: str, counts: Counts, most: int) -> Grid:
    cells = tuple(
        Cell(LEFT + hour * ACROSS, TOP + day * DOWN, count, -(-count * STEPS // most))
        for day, row in enumerate(counts)
        for hour, count in enumerate(row)
        if count
    )
    hours = tuple(
        (f"{hour:02}:00", by_day)
        for hour in range(HOURS)
        if any(by_day := tuple(row[hour] for row in counts))
    )
    return Grid(side, sum(map(sum, counts)), cells, hours)


def _frames(day: int, row: tuple[int, ...]) -> list[Frame]:
    """The runs of hours of work in a day."""
    frames, begun = [], None
    for hour, works in enumerate((*row, 0)):
        if works and begun is None:
            begun = hour
        elif not works and begun is not None:
            frames.append(Frame(LEFT + begun * ACROSS, TOP + day * DOWN, (hour - begun) * ACROSS))
            begun = None
    return frames
