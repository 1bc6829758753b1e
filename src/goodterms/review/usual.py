"""What is usual among this freelancer's other clients?

The median of the others, in the same currency where the value is money; None where fewer than two others can
be compared. Computed once for all clients, because a question at a time would go through everything again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from statistics import median
from typing import NamedTuple

from goodterms.signals.reading import Readings

Key = tuple[str, str]


class Usual(NamedTuple):
    """Values over one span, by signal and currency, then by client."""

    values: Mapping[Key, Mapping[str, float]]

    def of(self, signal: str, client: str, currency: str = "") -> float | None:
        """What is usual for a client's others."""
        others = [
            value for other, value in self.values.get((signal, currency), {}).items() if other != client
        ]
        return median(others) if len(others) >= 2 else None


def usual_between(readings: Readings, first: date, last: date) -> Usual:
    """What is usual in the months from the first to the last."""
    values: dict[Key, dict[str, float]] = defaultdict(dict)
    for (signal, client), reading in readings.found.items():
        value = reading.span(first, last).value
        if value is not None:
            values[signal, reading.currency][client] = value
    return Usual(values)
