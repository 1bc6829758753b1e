"""What is usual among this freelancer's other clients?

The median of the others; None where fewer than two others can be compared. What an hour brought in another
currency is compared by the rate of the last day, or not at all where no rate leads there; days and shares are
the same in every currency. Computed once for all clients, because a question at a time would go through
everything again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from statistics import median
from typing import NamedTuple

from goodterms.signals.reading import Readings
from goodterms.terms.exchange import Rates
from goodterms.terms.money import Money

Key = tuple[str, str]
Values = Mapping[Key, Mapping[str, float]]
MONEY = "money_per_hour"
"""The unit of signals whose value is money."""


class Usual(NamedTuple):
    """Values over one span, by signal and currency, then by client."""

    values: Values
    compared: Values
    """The same, and beside them what the clients of other currencies have in this one."""

    def of(self, signal: str, client: str, currency: str = "") -> float | None:
        """What is usual for a client's others."""
        others = [
            value for other, value in self.compared.get((signal, currency), {}).items() if other != client
        ]
        return median(others) if len(others) >= 2 else None


def usual_between(readings: Readings, first: date, last: date, rates: Rates) -> Usual:
    """What is usual in the months from the first to the last, by the rates of the last day."""
    values: dict[Key, dict[str, float]] = defaultdict(dict)
    for (signal, client), reading in readings.found.items():
        value = reading.span(first, last).value
        if value is not None:
            values[signal, reading.currency][client] = value
    told: dict[str, list[str]] = defaultdict(list)
    for signal, currency in values:
        told[signal].append(currency)
    money = {name for name, signal in readings.signals.items() if signal.unit == MONEY}
    compared: dict[Key, dict[str, float]] = {key: {} for key in values}
    for signal, into in values:
        for currency in told[signal]:
            by = _worth(currency, into, rates, last) if signal in money else 1
            if by is not None:
                found = values[signal, currency]
                compared[signal, into] |= {client: value * by for client, value in found.items()}
    return Usual(values, compared)


_LARGE = 10**12
"""Minor units, so that a rate keeps its digits where sums are rounded to whole ones."""


def _worth(currency: str, into: str, rates: Rates, on: date) -> float | None:
    """Minor units of one currency for a minor unit of another."""
    found = rates.convert(Money(_LARGE, currency), into, on)
    return None if found is None else found.amount.minor / _LARGE
