"""On which days does money come? Where clients pay by bank, never at a weekend or on a holiday.

It is learnt from the payments (of the other clients, as all that is borrowed): cash, cards and the banks of
some countries know no weekend.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from goodterms.review.forecast.model import Bill, Forecast
from goodterms.terms.calendar import SATURDAY, working_day

LEAST = 20
"""Payments from which it can be seen that none comes at a weekend; by chance 1 of 800 such rows has none."""
MOST_SHARE = 0.02
"""Of payments at weekends, slips included, where banks rest."""
LONGEST = 14
"""Days: no row of holidays and weekends is longer."""


def resting(known: Iterable[Bill]) -> frozenset[str]:
    """The clients whose payments come on working days, as far as those of the others show."""
    paid: Counter[str] = Counter()
    weekend: Counter[str] = Counter()
    clients = set()
    for bill in known:
        clients.add(bill.client)
        if bill.settled_on is not None:
            paid[bill.client] += 1
            weekend[bill.client] += bill.settled_on.weekday() >= SATURDAY
    all_paid, all_weekend = paid.total(), weekend.total()
    return frozenset(
        client for client in clients if _rests(all_paid - paid[client], all_weekend - weekend[client])
    )


def _rests(payments: int, at_weekends: int) -> bool:
    return payments >= LEAST and at_weekends <= MOST_SHARE * payments


def on_working_days(found: Sequence[Forecast], clients: frozenset[str], country: str) -> tuple[Forecast, ...]:
    """These forecasts; for these clients, a day on which banks rest becomes the next working day."""
    return tuple(_moved(one, country) if one.bill.client in clients else one for one in found)


def _moved(one: Forecast, country: str) -> Forecast:
    p10, p50, p90 = (
        None if day is None else working_day(day, country) for day in (one.p10, one.p50, one.p90)
    )
    return one._replace(p10=p10, p50=p50, p90=p90)
