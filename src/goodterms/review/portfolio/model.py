"""What is said of all clients together: shares as 0-1, money in whole minor units, an unknown as None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money

Answer = Literal["yes", "no", "cannot_tell"]
SeasonAnswer = Literal["usual", "same_season", "more", "unknown"]


class Concentration(NamedTuple):
    """How much of the cash received in twelve months hangs on one client."""

    currency: str
    top_client: str
    top_share: float
    hhi: float
    """Sum of the squared shares: 1 is a single client, 1/n are n equal ones."""


class Pareto(NamedTuple):
    """Do the fifth of the clients with most of it take most of the time, or of the trouble (M16, B18)?"""

    of: Literal["time", "trouble"]
    clients: int
    """Clients compared: those of the last twelve months of whom it is known."""
    top: int
    """Clients in the fifth, rounded up."""
    share: float | None
    low: float | None
    """Of ten sets of clients drawn anew from these, nine have a share between `low` and `high`."""
    high: float | None
    answer: Answer
    says: Text


class Season(NamedTuple):
    """Clients with a run of trouble in one month (M2)."""

    month: date
    clients: int


class OfMonth(NamedTuple):
    """How many clients were in trouble in a month of the year, on average of the years before this month."""

    month: int
    """1 is January."""
    clients: float
    years: int


class Share(NamedTuple):
    """One client's part of all that came in, of all hours and of all trouble in twelve months."""

    client: str
    income: float | None
    """Of what is in the currency of the totals or can be changed into it; None where nothing is."""
    time: float | None
    trouble: float | None
    level: int | None
    """The highest level of a family but the feelings: 0 to 3; None where too little is known to say."""
    received: tuple[Money, ...]
    """In each currency in which something came."""
    hours: float | None
    rate: Money | None
    """What an hour really brought, in the client's own currency."""
    rate_there: Money | None
    """The same in the currency of the totals; None where there is no rate for it."""
    is_active: bool
    """Was anything billed, paid, worked, owed or wrong in these twelve months?"""


class Used(NamedTuple):
    """A rate by which sums were counted in the currency of the totals."""

    currency: str
    into: str
    rate: Decimal
    day: date
    source: Evidence
    via: str


class LeftOut(NamedTuple):
    """Money that is in no total, because no rate leads from its currency to that of the totals."""

    received: Money
    """What came in in it, of all clients; 0 where only what an hour brought is in it."""
    into: str
    clients: tuple[str, ...]
    last: date | None
    """The day of the last rate there is: it is too old."""


class Early(NamedTuple):
    """Clients of the time in which every client was taken (M1)."""

    until: date
    """Its last day."""
    is_told: bool
    """Did the freelancer say so? Else it is the first year of the business."""
    clients: tuple[str, ...]
    later: tuple[str, ...]
    """Who came after it."""
    judged: int
    """Of `clients`, how many are clients today and known well enough to be judged."""
    troubled: int
    """Of those, how many are a pattern of trouble (level 2 and up)."""
    later_judged: int
    """The same of those who came later."""
    later_troubled: int


class Basis(NamedTuple):
    """What is in the figures of an hour."""

    is_net: bool
    """VAT is taken off: every invoice that something came in for says it."""
    paid: int
    """Invoices that something came in for."""
    untold: int
    """Of those, how many do not say their VAT."""
    costs: int
    """Costs of clients in the twelve months that are taken off."""
    costs_left_out: int
    """Those that are not, because no rate leads into a currency of their client's."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All clients together."""

    since: date
    """The first day of the twelve months."""
    currency: str
    """In which all that came in is counted; empty where nothing did."""
    concentration: Concentration | None
    shares: tuple[Share, ...]
    usual_rate: Money | None
    """The middle one of what an hour brought, in the currency of the totals; None below two clients."""
    pareto: tuple[Pareto, ...]
    season: tuple[Season, ...]
    by_month: tuple[OfMonth, ...]
    season_answer: SeasonAnswer
    season_says: Text
    early: Early | None
    """None where nobody knows when the business began, and nobody said until when."""
    rates: tuple[Used, ...]
    left_out: tuple[LeftOut, ...]
    basis: Basis
    basis_says: tuple[Text, ...]
    """Nothing where no client's hour is known."""
