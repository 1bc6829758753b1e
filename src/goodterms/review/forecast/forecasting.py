"""When will each open bill be paid? By the payments of its client, and of the others as far as those lack.

What the others show is learnt without this client. So a client's own new lateness moves their forecast in one
direction only, and no client can pull the yardstick that they are measured by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.records.book import Book
from goodterms.review.forecast.chances import Quantiles, quantiles
from goodterms.review.forecast.history import bills
from goodterms.review.forecast.levels import Atom, Portfolio, Seen, atoms, portfolio
from goodterms.review.forecast.model import Basis, Bill, Forecast, Forecasts, Why
from goodterms.review.forecast.traits import (
    Past,
    Row,
    Slopes,
    effect,
    effects,
    pasts,
    together,
    within,
)
from goodterms.review.forecast.workdays import LONGEST, on_working_days, resting

LEAST = 5
"""Settled invoices of anybody below which nothing is said."""
LEAST_OWN = 3
"""Settled invoices of a client from which their forecast counts as their own."""
FURTHEST = 3650
"""Days: what lies further away is no date to plan with, but never."""

Pasts = Mapping[str, Sequence[Past]]


class _Client(NamedTuple):
    """What is learnt for one client's bills."""

    shifts: Row
    """Days that each trait adds, by the others' payments."""
    own: Sequence[Past]
    others: Portfolio

    @property
    def settled(self) -> int:
        """How many invoices they have settled."""
        return sum(not one.is_open for one in self.own)


def forecast(book: Book, as_of: date, client: str = "") -> Forecasts:
    """All open bills at the end of that day, by due date, or those of one client; nothing that came later is
    known, but for what has no day: see `history`."""
    known = bills(book, as_of)
    wanted = frozenset(bill.key for bill in known if bill.client == client) if client else None
    found = foreseen(known, as_of, wanted)
    return Forecasts(
        as_of,
        on_working_days(found, resting(known), book.freelancer.country),
        sum(bill.settled_on is not None for bill in known),
    )


def foreseen(
    known: Sequence[Bill], as_of: date, wanted: frozenset[int] | None = None
) -> tuple[Forecast, ...]:
    """The forecasts of the open bills among those known, or of the open ones of these keys."""
    asked = [bill for bill in known if bill.settled_on is None and bill.outstanding.minor > 0]
    asked = [bill for bill in asked if wanted is None or bill.key in wanted]
    settled = Counter(bill.client for bill in known if bill.settled_on is not None)
    if settled.total() < LEAST:
        return tuple(_nothing(bill, settled[bill.client]) for bill in asked)
    past = pasts(known, as_of)
    rows = {one.key: one.traits for some in past.values() for one in some}
    slopes = {client: within(some) for client, some in past.items()}
    learnt = {
        client: _learnt(client, past, slopes) for client in dict.fromkeys(bill.client for bill in asked)
    }
    return tuple(_foreseen(bill, learnt[bill.client], rows[bill.key], as_of) for bill in asked)


def _nothing(bill: Bill, settled: int) -> Forecast:
    return Forecast(bill, None, None, None, "too_little", "few_payments", settled)


def _learnt(client: str, past: Pasts, slopes: Mapping[str, Slopes | None]) -> _Client:
    """Everything but the client's own payments, then these."""
    width = len(past[client][0].traits)
    shifts = effects(together(some for other, some in slopes.items() if other != client), width)
    others = portfolio(_seen(some, shifts) for other, some in past.items() if other != client)
    return _Client(shifts, past[client], others)


def _seen(past: Iterable[Past], shifts: Row) -> list[Seen]:
    return [(one.late - effect(one.traits, shifts), one.weight, one.is_open) for one in past]


def _foreseen(bill: Bill, learnt: _Client, row: Row, as_of: date) -> Forecast:
    """That the bill itself is open is the condition, so it is no evidence besides."""
    own = [one for one in learnt.own if one.key != bill.key]
    shift, least = effect(row, learnt.shifts), _least(bill, own)
    possible = [
        Atom(max(late + shift, least), weight, is_open)
        for late, weight, is_open in atoms(_seen(own, learnt.shifts), learnt.others)
    ]
    passed = (as_of - bill.due).days + 0.5
    found = quantiles(possible, passed)
    p10, p50, p90 = _days(found, bill, as_of)
    if p10 is None:
        why: Why = "too_far" if found[0] is not None else _why(possible, passed)
        return Forecast(bill, None, None, None, "too_little", why, learnt.settled)
    basis: Basis = "client" if learnt.settled >= LEAST_OWN else "portfolio"
    return Forecast(bill, p10, p50, p90, basis, "", learnt.settled)


def _why(possible: Iterable[Atom], passed: float) -> Why:
    """Why nothing can be said: nobody paid later than this bill is open by now, or hardly anybody."""
    is_seen = any(one.late > passed and not one.is_open for one in possible)
    return "too_many_open" if is_seen else "never_so_late"


def _least(bill: Bill, own: Sequence[Past]) -> float:
    """Nobody pays before the day after a bill came. Who has never paid will not begin sooner than their
    oldest bill has been open: however quickly others pay, no forecast of theirs is earlier than that."""
    first: float = (bill.issued - bill.due).days + 1
    never_paid = all(one.is_open for one in own)
    return max([first, *(one.late for one in own)]) if never_paid else first


def _days(found: Quantiles, bill: Bill, as_of: date) -> tuple[date | None, ...]:
    """Days after the due date as days of the calendar, tomorrow at the earliest."""
    passed = (as_of - bill.due).days
    furthest = min(FURTHEST, (date.max - as_of).days - LONGEST)
    ahead = [None if late is None else max(round(late) - passed, 1) for late in found]
    return tuple(None if days is None or days > furthest else as_of + timedelta(days=days) for days in ahead)
