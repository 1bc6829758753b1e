"""When was it over? The last day, and until when questions are still answered (D9).

What was marked counts first (`closed`, `last_day`), then what the plan says of somebody who was told. Before
anybody was told there is no ending, and nothing is watched.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from goodterms.parting.journey import OVER, TOLD, Journey
from goodterms.parting.steps import HELP


class Ending(NamedTuple):
    """The last day of working for a client, and where it is known from."""

    last_day: date
    help_until: date
    """The last day on which questions about the hand-over are answered."""
    of: Literal["closed", "last_day", "plan"]

    def is_over(self, as_of: date) -> bool:
        """Is the last day behind us?"""
        return self.last_day < as_of


def ending(way: Journey, planned: date | None = None) -> Ending | None:
    """The ending that was marked, else the `planned` last day of somebody who was told; None before that."""
    closed, chosen = way.last(*OVER), way.day("last_day")
    if closed is not None:
        return _of(min(closed.day, chosen or closed.day), "closed")
    if way.stage not in TOLD:
        return None
    if chosen is not None:
        return _of(chosen, "last_day")
    return _of(planned, "plan") if planned is not None else None


def is_left(way: Journey) -> bool:
    """Was this client told, or left?"""
    return way.stage in TOLD


def _of(day: date, of: Literal["closed", "last_day", "plan"]) -> Ending:
    return Ending(day, day + HELP, of)
