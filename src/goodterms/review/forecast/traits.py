"""What of an invoice, beside whose it is, makes it come later: size, term, way, dispute, and the years.

Differences are measured within each client only, so that a client with large invoices who pays late is not
taken for an effect of size, by least squares with a ridge that keeps few invoices from saying much. What is
learnt for a client is learnt from the others: an invoice of theirs that came later can then never make their
own forecast earlier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import log
from operator import mul
from statistics import median
from typing import NamedTuple

from goodterms.review.forecast.model import Bill

RIDGE = 4.0
"""Added to the squares of each trait: four invoices' worth of no effect."""
HALF_LIFE = 400
"""Days after which an invoice counts half: a year holds every season, and habits change."""

OLDEST = 30
"""Half-lives after which nothing is forgotten any more: 33 years, or a misdated invoice."""

Row = tuple[float, ...]


class Past(NamedTuple):
    """What one invoice tells: its traits, and how many days after its due date it was paid."""

    key: int
    """Of the bill."""
    traits: Row
    late: float
    """Negative if early. Of an open one: the least that it can still become."""
    weight: float
    is_open: bool


class Slopes(NamedTuple):
    """Sums of squares and products within one client, or some."""

    squares: tuple[Row, ...]
    products: Row


def pasts(bills: Iterable[Bill], as_of: date) -> dict[str, list[Past]]:
    """By client, what every bill tells on that day."""
    told = tuple(bills)
    sizes = _usual_sizes(told)
    found: dict[str, list[Past]] = defaultdict(list)
    for bill in told:
        late = days_late(bill, as_of)
        weight: float = 0.5 ** min((as_of - bill.issued).days / HALF_LIFE, OLDEST)
        row = _traits(bill, sizes, as_of)
        found[bill.client].append(Past(bill.key, row, late, weight, bill.settled_on is None))
    return found


def days_late(bill: Bill, as_of: date) -> int:
    """Days from the due date to the payment; of an open bill to the first day on which it may come. What was
    paid before it was issued was paid when it was issued."""
    if bill.settled_on is None:
        return (as_of - bill.due).days + 1
    return (max(bill.settled_on, bill.issued) - bill.due).days


def _usual_sizes(bills: Iterable[Bill]) -> dict[str, float]:
    """By currency, the logarithm of a middling total: sizes of two currencies cannot be compared."""
    sizes: dict[str, list[float]] = defaultdict(list)
    for bill in bills:
        sizes[bill.total.currency].append(log(bill.total.minor))
    return {currency: median(some) for currency, some in sizes.items()}


def _traits(bill: Bill, sizes: Mapping[str, float], as_of: date) -> Row:
    """Size (as a logarithm), months of term, years since, disputed, by paper, by portal."""
    return (
        log(bill.total.minor) - sizes[bill.total.currency],
        (bill.due - bill.issued).days / 30 - 1,
        (bill.issued - as_of).days / 365,
        float(bill.disputed),
        float(bill.sent_by == "paper"),
        float(bill.sent_by == "portal"),
    )


def within(past: Sequence[Past]) -> Slopes | None:
    """One client's squares and products around their own mean; None if fewer than two were paid."""
    paid = [one for one in past if not one.is_open]
    if len(paid) < 2:
        return None
    count = len(paid)
    middles = [sum(column) / count for column in zip(*(one.traits for one in paid), strict=True)]
    mean = sum(one.late for one in paid) / count
    rows = [[value - middle for value, middle in zip(one.traits, middles, strict=True)] for one in paid]
    columns = list(zip(*rows, strict=True))
    lates = [one.late - mean for one in paid]
    return Slopes(
        tuple(tuple(_dot(a, b) for b in columns) for a in columns), tuple(_dot(a, lates) for a in columns)
    )


def together(several: Iterable[Slopes | None]) -> Slopes | None:
    """The sums of several clients; None of nobody."""
    known = [one for one in several if one is not None]
    if not known:
        return None
    squares = [
        [sum(cell) for cell in zip(*rows, strict=True)]
        for rows in zip(*(one.squares for one in known), strict=True)
    ]
    products = [sum(cell) for cell in zip(*(one.products for one in known), strict=True)]
    return Slopes(tuple(map(tuple, squares)), tuple(products))


def effects(slopes: Slopes | None, width: int) -> Row:
    """Days that one more of each trait adds."""
    if slopes is None:
        return (0.0,) * width
    matrix = [
        [value + RIDGE * (at == row) for at, value in enumerate(line)] + [slopes.products[row]]
        for row, line in enumerate(slopes.squares)
    ]
    return _solved(matrix)


def effect(row: Row, days: Row) -> float:
    """Days that all traits of a bill add together."""
    return sum(map(mul, row, days), 0.0)


def _dot(a: Iterable[float], b: Iterable[float]) -> float:
    return sum(map(mul, a, b), 0.0)


def _solved(matrix: list[list[float]]) -> Row:
    """Gauss and Jordan, in place; the ridge keeps every pivot above 0."""
    for at, pivot in enumerate(matrix):
        scale = pivot[at]
        pivot[:] = [value / scale for value in pivot]
        for other in matrix:
            if other is not pivot and (factor := other[at]):
                other[:] = [value - factor * mine for value, mine in zip(other, pivot, strict=True)]
    return tuple(row[-1] for row in matrix)
