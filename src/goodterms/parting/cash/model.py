"""What a what-if is made of: what was asked, what it goes by, and what came out.

Sums are of one currency. A probability and a runway are None where the money at hand, or what a month costs,
is not known: nobody can say then when it runs out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from goodterms.terms.evidence import Text
from goodterms.terms.money import Money

Way = Literal["keep", "let_go", "repair"]
Counts = Literal["balance", "change", "coming_in"]
"""What sums are: the money there is; how much more or less than today, where only costs are known; what comes
in from today on, added up, where not even they are."""
WAYS: tuple[Way, ...] = ("keep", "let_go", "repair")
PATHS = 2000
"""Futures that are drawn: enough for a chance to be known to within two in a hundred."""


class Wish(NamedTuple):
    """What the freelancer sets; None is taken from the records."""

    months: int = 12
    """How far ahead."""
    lag: int = 3
    """Months until freed hours bring money."""
    share: float = 0.75
    """Part (0-1) of the freed hours that is sold."""
    seed: int = 1
    notice_paid: float = 1.0
    """Part (0-1) of their usual payments that the client still makes for work after today, until the end."""
    notice_days: int | None = None
    """Days between telling them and the last day."""
    cash: Money | None = None
    costs: Money | None = None
    """A month."""
    rate: Money | None = None
    """What an hour sold elsewhere brings."""
    hours: float | None = None
    """What the client takes, a month."""
    paths: int = PATHS


class Leaving(NamedTuple):
    """When it would end: the day of telling and the last day, and by what rule (`parting.notice`)."""

    told_on: date
    last_day: date
    of: Literal["contract", "law", "courtesy", "none"]


class Grounds(NamedTuple):
    """What is asked of other rooms before anything is drawn."""

    leaving: Leaving
    rates: Mapping[str, Money]
    """By client, what an hour of work really brought in the last year."""
    settle_days: int
    """Days until something that was raised shows an effect."""
    stale_days: int
    """Days without a payment by anybody after which records may be missing."""
    unpaid: tuple[tuple[int, int], ...]
    """Due invoices in a row without money, and days the oldest is overdue, that say: they stopped paying."""


class CashMonth(NamedTuple):
    """How much money there may be at the end of a month, counted from the day of asking."""

    until: date
    p10: Money | None
    """In one future of ten there is no more than this."""
    p50: Money | None
    p90: Money | None
    below_zero: float | None
    """Chance that there was nothing left at the end of this month or of one before."""


class Runway(NamedTuple):
    """Whole months until nothing is left: in one future of ten, five of ten, nine of ten it is no longer than
    this; None where it is longer than what was looked at."""

    p10: int | None
    p50: int | None
    p90: int | None


class Cash(NamedTuple):
    """One way to go on."""

    months: tuple[CashMonth, ...]
    runway: Runway | None
    """None where cash or costs are not known."""

    @property
    def below_zero(self) -> float | None:
        """The chance that the money runs out within all months."""
        return self.months[-1].below_zero if self.months else None


class Difference(NamedTuple):
    """By the end of a month, what leaving has brought more (or less, below nothing) than staying."""

    until: date
    p10: Money
    p50: Money
    p90: Money


class Hours(NamedTuple):
    """Hours a month; None is unknown."""

    client: float | None
    """What the client takes."""
    sold: float | None
    """What of it is sold elsewhere after leaving."""
    repaired: float | None
    """What they would take if an hour brought what it usually does."""


class Past(NamedTuple):
    """What is spent or earned already, and left out: it is the same, whatever is decided (M7)."""

    since: date | None
    hours: float | None
    received: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Cash with a client, without them, and if they changed."""

    client: str
    as_of: date
    currency: str
    """Empty where no sum is known."""
    counts: Counts
    ways: Mapping[Way, Cash]
    break_even: date | None
    """End of the first month from which on leaving is not behind staying; None where it stays behind."""
    difference: tuple[Difference, ...]
    waiting: Money | None
    """What one more month with the client costs by the end of all months; below nothing: what it brings."""
    hours: Hours
    excluded: Past
    assumptions: tuple[Text, ...]
    warnings: tuple[Text, ...]
    """What is missing or cannot be said."""
