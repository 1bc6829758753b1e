"""What does the freelancer say of the files themselves: how much to read, how their dates are written?"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from goodterms.records.limits import USUAL, Limits
from goodterms.records.source import Source


def _unheard(_upto: int) -> None:
    """Nobody asks how far it is."""


class Asked(NamedTuple):
    """What was asked for, for one import."""

    limits: Limits = USUAL
    dates: str = ""
    """The order of `3/4/2026`: `day first`, `month first`, or nothing."""

    def hints(self, watch: Callable[[int], None] = _unheard) -> Source:
        """The same for every source; `watch` is told how many bytes of one were read."""
        return Source("", b"", limits=self.limits, dates=self.dates, watch=watch)


NOTHING_ASKED = Asked()
