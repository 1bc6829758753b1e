"""How late does a client usually pay, and how far around that may a payment lie?

Every payment becomes an `Atom`: days after the due date on which the bill asked about could be paid too. Own
payments count one each (less with age). Those of the others lend a few payments' worth: moved to this
client's level as far as the own history stands for itself, and unmoved as far as it does not. A client's
level is drawn towards the others' (empirical Bayes): the fewer payments there are, and the less clients
differ.

>>> others = portfolio([[(-2.0, 1.0, False), (0.0, 1.0, False)], [(9.0, 1.0, False), (11.0, 1.0, False)]])
>>> round(others.level), round(level([], others)), round(level([(30.0, 1.0, False)] * 8, others))
(4, 4, 27)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

BORROWED = 6.0
"""How many payments of one's own those of the others together stand for."""
LEAST_SHRINKAGE, MOST_SHRINKAGE = 0.3, 3.0
"""Payments that the others' level counts for in a client's own; measured, between these."""
GRAIN = 4
"""Parts of a day that others' payments are told apart by."""
ROUNDS = 12
"""Of finding a level with open bills, each of which closes in by half or more."""

Seen = tuple[float, float, bool]
"""Days after the due date without the effect of the bill's traits; weight; whether it is still open."""


class Atom(NamedTuple):
    """A day on which a bill may be paid: days after its due date."""

    late: float
    weight: float
    is_open: bool
    """Not paid by then: later, nobody knows when."""


class Portfolio(NamedTuple):
    """What all clients but one show."""

    level: float
    shrinkage: float
    raw: tuple[Atom, ...] = ()
    """Their payments as they are."""
    around: tuple[Atom, ...] = ()
    """Their payments around the level of the client who paid."""


NOBODY = Portfolio(0.0, 0.0)


def portfolio(clients: Iterable[Sequence[Seen]]) -> Portfolio:
    """What these clients show together."""
    told = [seen for seen in clients if seen]
    paid = [(late, weight) for seen in told for late, weight, is_open in seen if not is_open]
    if not paid:
        return NOBODY
    middle = sum(late * weight for late, weight in paid) / sum(weight for _, weight in paid)
    start = Portfolio(middle, _shrinkage(told))
    around = []
    for seen in told:
        own = level(seen, start)
        around += [(late - own, weight, is_open) for late, weight, is_open in seen]
    return start._replace(raw=_gathered(one for seen in told for one in seen), around=_gathered(around))


def _gathered(every: Iterable[Seen]) -> tuple[Atom, ...]:
    """Those within a few hours of each other as one: years of invoices become some hundred atoms."""
    weights: dict[tuple[int, bool], float] = defaultdict(float)
    for late, weight, is_open in every:
        weights[round(late * GRAIN), is_open] += weight
    return tuple(Atom(late / GRAIN, weight, is_open) for (late, is_open), weight in weights.items())


def level(seen: Sequence[Seen], others: Portfolio) -> float:
    """Days after the due date at which a client usually pays. An open bill counts as late as it already is,
    and as late as usual before that: to leave it out would make those who do not pay look punctual."""
    still = [(late, weight) for late, weight, is_open in seen if is_open]
    weight = sum(weight for _, weight, _ in seen) + others.shrinkage
    fixed = (
        sum(late * weight for late, weight, is_open in seen if not is_open) + others.shrinkage * others.level
    )
    open_weight = sum(weight for _, weight in still)
    paid_weight = weight - open_weight
    found = fixed / paid_weight if paid_weight > 0 else min((late for late, _ in still), default=0.0)
    for _ in range(ROUNDS if still else 0):
        found = (fixed + sum(max(late, found) * weight for late, weight in still)) / weight
    return found


def atoms(seen: Sequence[Seen], others: Portfolio) -> list[Atom]:
    """The days on which this client's bill may be paid, before what its own traits add."""
    own = [Atom(*one) for one in seen]
    all_of = sum(one.weight for one in others.raw)
    if not all_of:
        return own
    usual = level(seen, others)
    known = sum(one.weight for one in own)
    lent = min(BORROWED, all_of) / all_of
    stranger = others.shrinkage / (others.shrinkage + known)
    moved = (
        Atom(usual + late, weight * lent * (1 - stranger), is_open) for late, weight, is_open in others.around
    )
    unmoved = (Atom(late, weight * lent * stranger, is_open) for late, weight, is_open in others.raw)
    return [*own, *moved, *unmoved]


def _shrinkage(clients: Iterable[Sequence[Seen]]) -> float:
    """The variance of a payment around its client's mean, in units of that of clients around the middle."""
    groups = [[late for late, _, is_open in seen if not is_open] for seen in clients]
    groups = [lates for lates in groups if len(lates) >= 2]
    if len(groups) < 3:
        return 1.0
    means = [sum(lates) / len(lates) for lates in groups]
    count = sum(map(len, groups))
    squares = sum((late - mean) ** 2 for lates, mean in zip(groups, means, strict=True) for late in lates)
    noise = squares / (count - len(groups))
    middle = sum(means) / len(means)
    between = sum((mean - middle) ** 2 for mean in means) / (len(means) - 1)
    truly = between - noise / median(map(len, groups))
    if truly <= noise / MOST_SHRINKAGE:
        return MOST_SHRINKAGE
    return max(LEAST_SHRINKAGE, noise / truly)
