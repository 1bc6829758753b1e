"""Who brings, and who takes? For each client two bars on one scale: of the money, and of the hours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from goodterms.review.portfolio.model import Share

WIDTH, LEFT, EDGE, TOP, ROW, THICK = 640, 180, 52, 8, 34, 12
MOST = 20
"""Clients that are drawn, those who bring most; the table has them all."""


class Bar(NamedTuple):
    """A share of all; nothing is drawn where it is not known."""

    of: str
    """`income` or `time`."""
    share: float
    y: int
    width: int
    x: int = LEFT
    height: int = THICK

    @property
    def text_x(self) -> int:
        """Where its figure begins."""
        return self.x + self.width + 6

    @property
    def text_y(self) -> int:
        """The line that it stands on."""
        return self.y + self.height - 2


class Row(NamedTuple):
    """A client with both bars."""

    client: str
    text_y: int
    bars: tuple[Bar, ...]


class Shares(NamedTuple):
    """The clients one below the other."""

    rows: tuple[Row, ...]
    height: int
    width: int = WIDTH
    label_x: int = LEFT - 10


def shares_of(found: Sequence[Share]) -> Shares:
    """Bars of the first clients; a client of whom neither is known has none."""
    shown = [one for one in found if one.income is not None or one.hours is not None][:MOST]
    most = max((part for one in shown for _, part in _parts(one)), default=0) or 1
    scale = (WIDTH - EDGE - LEFT) / most
    rows = tuple(
        Row(
            one.client,
            TOP + n * ROW + ROW // 2,
            tuple(
                Bar(of, part, TOP + n * ROW + (THICK + 2 if of == "time" else 0), round(part * scale))
                for of, part in _parts(one)
            ),
        )
        for n, one in enumerate(shown)
    )
    return Shares(rows, TOP + len(rows) * ROW)


def _parts(one: Share) -> list[tuple[str, float]]:
    """Hours that nobody recorded are unknown, and no part of none."""
    known = [("income", one.income), ("time", one.time if one.hours is not None else None)]
    return [(of, part) for of, part in known if part is not None]
