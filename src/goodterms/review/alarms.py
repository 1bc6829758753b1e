"""How often is what a talk is said to have brought an error (B11)? As measured, or not known.

`alarms.json` was measured on invented clients of whom the truth is known (`make alarms`): with one half
nothing changed, with the other all was well from the month after the talk on. It holds for the numbers it was
measured with. Whoever moves one of them has rates of their own, and nobody knows which.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from goodterms.review.playbook import Playbook
from goodterms.review.weighing import Weight
from goodterms.terms import shelf

FILE = "alarms.json"
NUMBERS = (
    "recent_months", "most_months", "regular_months", "regular_observations", "regular_share", "still_months",
    "settle_days", "attempt_months", "helped_share", "resamples",
)  # fmt: skip
"""Numbers of a playbook that the rates hang on."""


class Alarms(NamedTuple):
    """Shares of invented clients; None is not known."""

    false: float | None = None
    """Of those with whom nothing had changed: with whom it looked as if it had helped."""
    missed: float | None = None
    """Of those with whom all was well: with whom that did not show."""


UNKNOWN = Alarms()


def alarms(weight: Weight, level: int, months: int, playbook: Playbook) -> Alarms:
    """What was measured where the signal was at that level before, so many months after the talk."""
    told = measured()
    is_so = all(playbook[name] == value for name, value in told["numbers"].items())
    if not is_so or playbook.limits(weight) != weight.limits or level < 2 or months < 1:
        return UNKNOWN
    return Alarms(*(_at(told[of], level, months) for of in ("false", "missed")))


def _at(rates: Mapping[str, Sequence[float]], level: int, months: int) -> float:
    """The rate of that level; after the last month that was looked at, that of the last."""
    found = rates[str(level)]
    return found[min(months, len(found)) - 1]


@cache
def measured() -> Mapping[str, Any]:
    """The figures, as `tools/measure_alarms.py` wrote them."""
    found: Mapping[str, Any] = json.loads(shelf.sheet("goodterms.review", FILE).read_text("utf-8"))
    return found
