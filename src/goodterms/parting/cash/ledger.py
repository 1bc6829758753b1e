"""What do the drawn futures add up to: how much, for how long, and when does leaving catch up?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import ceil, inf

from goodterms.parting.cash.drawing import Rows
from goodterms.parting.cash.flows import Ends
from goodterms.parting.cash.model import Cash, CashMonth, Difference, Runway
from goodterms.parting.cash.purse import Purse

CHANCES = (0.1, 0.5, 0.9)


def quantiles(values: Iterable[float]) -> tuple[float, float, float]:
    """The values that one, five and nine of ten do not exceed.

    >>> quantiles(range(1, 11))
    (1, 5, 9)
    """
    ordered = sorted(values)
    low, middle, high = (ordered[max(ceil(len(ordered) * chance), 1) - 1] for chance in CHANCES)
    return low, middle, high


def cash_of(coming: Rows, ends: Ends, purse: Purse, start: float | None, costs: float) -> Cash:
    """One way to go on; without a `start`, what changes from today on, and no chance to run out."""
    balances = [_balances(row, start or 0.0, costs) for row in coming]
    first = [_empty(row) if start is not None else inf for row in balances]
    months = []
    for month, until in enumerate(ends[1:]):
        low, middle, high = map(purse.money, quantiles(row[month] for row in balances))
        empty = sum(lasted <= month for lasted in first) / len(first) if start is not None else None
        months.append(CashMonth(until, low, middle, high, empty))
    return Cash(tuple(months), _runway(first) if start is not None else None)


def _balances(row: Sequence[float], start: float, costs: float) -> list[float]:
    found, now = [], start
    for minor in row:
        now += minor - costs
        found.append(now)
    return found


def _empty(balances: Sequence[float]) -> float:
    """Whole months until nothing is left; for ever, as far as one looked."""
    return next((month for month, minor in enumerate(balances) if round(minor) < 0), inf)


def _runway(lasted: Iterable[float]) -> Runway:
    low, middle, high = (None if months == inf else int(months) for months in quantiles(lasted))
    return Runway(low, middle, high)


def differences(keep: Rows, leave: Rows, ends: Ends, purse: Purse) -> tuple[Difference, ...]:
    """By the end of each month, what leaving has brought more than staying."""
    gaps = [
        _balances([late - soon for late, soon in zip(left, kept, strict=True)], 0.0, 0.0)
        for left, kept in zip(leave, keep, strict=True)
    ]
    return tuple(
        Difference(until, *map(purse.money, quantiles(row[month] for row in gaps)))
        for month, until in enumerate(ends[1:])
    )


def break_even(keep: Cash, leave: Cash) -> date | None:
    """The end of the first month from which on leaving is not behind staying, by the middle of all futures;
    None where it is behind at last."""
    found = None
    for kept, left in zip(reversed(keep.months), reversed(leave.months), strict=True):
        if kept.p50 is None or left.p50 is None or left.p50 < kept.p50:
            break
        found = left.until
    return found
