"""What a review says: one frozen value a client, sentences as keys, figures as they were measured.

Nothing here has a language. A face finds the words of a `Text` and writes its values by the unit beside it:
days, a count, a rating and a ratio as numbers; a share as 0-1; money as `Money`; a day as a date.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from goodterms.records.aside import Span
from goodterms.records.model import Verdict
from goodterms.review.portfolio.model import Portfolio
from goodterms.terms.evidence import Evidence, Problem, Text
from goodterms.terms.money import Money

Family = Literal["payment", "attention", "indecision", "worth", "fit", "respect", "feelings"]
Coverage = Literal["covered", "thin", "none"]
Outcome = Literal["", "no_fault"]
TriedState = Literal["none", "raised", "pending", "helped", "in_vain"]

FAMILIES: tuple[Family, ...] = (
    "payment", "attention", "indecision", "worth", "fit", "respect", "feelings",
)  # fmt: skip
WORST_FIRST: tuple[Verdict, ...] = ("let_go", "repair", "not_enough_evidence", "keep")


class Reason(NamedTuple):
    """One measured fact behind a verdict. Level 0 says what is well, 1 is worth a word, 2 is a pattern, 3 a
    strong one. Money is in minor units for an hour."""

    family: Family
    signal: str
    value: float
    unit: str
    currency: str
    usual: float | None
    """Of this freelancer's other clients; None where fewer than two can be compared."""
    since: date | None
    """First month of the present run; None where there is none."""
    months: int
    """How long that run is, in months; 0 without one."""
    level: int
    observations: int
    sentence: Text
    evidence: tuple[Evidence, ...]


class Measurement(NamedTuple):
    """One signal over the last twelve months, whatever it weighs. Money is in minor units for an hour."""

    signal: str
    value: float
    unit: str
    currency: str
    usual: float | None
    observations: int


class Change(NamedTuple):
    """What would have to be otherwise, all parts together, and the verdict that would follow."""

    parts: tuple[Text, ...]
    verdict: Verdict


class Borderline(NamedTuple):
    """The verdict by limits a tenth stricter, and by limits a tenth milder; None where it is the same."""

    stricter: Verdict | None = None
    milder: Verdict | None = None

    @property
    def is_close(self) -> bool:
        """Would one of them be another?"""
        return bool(self.stricter or self.milder)


FIRM = Borderline()


class Tried(NamedTuple):
    """What was said about one family, and what came of it (M36, B11)."""

    family: Family
    state: TriedState
    times: int
    """How often it was raised, a week or more apart; reminders in several months count once."""
    last: date | None
    angry: bool
    reminder_months: int
    """Months in which a reminder or a boundary was written in a message."""
    signal: str
    """What `before` and `after` measure; empty where there is nothing to compare."""
    before: float | None
    after: float | None
    better: float | None
    """Share of resampled months in which it is better after than before."""
    level_before: int = 0
    """The level of `before`."""
    months_after: int = 0
    """Months that `after` is made of."""
    false_alarm: float | None = None
    """Share of those with whom nothing changed of whom a review would say that it helped, as measured on
    invented clients; None where that is not known."""
    missed: float | None = None
    """Share of those with whom all is well of whom it would not."""


class Figures(NamedTuple):
    """Money and hours of one client in one currency, the one of most invoices; None is unknown, never zero.
    Invoiced, received and hours cover the months since `since`; open and overdue are today's."""

    since: date
    invoiced: Money | None
    received: Money | None
    open: Money | None
    overdue: Money | None
    hours: float | None
    currency: str
    """Of the rates: minor units for an hour, cash over all hours."""
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    usual_rate: float | None


@dataclass(frozen=True, slots=True)
class ClientReview:
    """What to do about one client, and everything that says so."""

    client: str
    verdict: Verdict
    row: str
    """The row of the decision table that spoke (`goodterms.review.verdict`)."""
    because: Text
    outcome: Outcome
    """`no_fault` where nobody did wrong and it still does not fit (M31)."""
    referral: bool
    """May a colleague be named? Not to a client without respect (M35)."""
    stability: float
    levels: Mapping[Family, int]
    coverage: Mapping[Family, Coverage]
    reasons: tuple[Reason, ...]
    measured: tuple[Measurement, ...]
    """All that was measured, also what weighs nothing, by signal."""
    would_change: tuple[Change, ...]
    notes: tuple[Text, ...]
    attempts: tuple[Tried, ...]
    money: Figures
    gut: Verdict | None
    gut_agrees: bool | None
    episodes_month: int
    """Times leaving was considered in the last 31 days; in `episodes_year`, in the last 365."""
    episodes_year: int
    aside: tuple[Span, ...] = ()
    """Days of the months that are looked at, set aside by the freelancer: neither late nor slow (T14)."""
    borderline: Borderline = FIRM


@dataclass(frozen=True, slots=True)
class Review:
    """Every client, those to let go first, then to repair, unknown, to keep; each group by name."""

    as_of: date
    playbook: str
    clients: tuple[ClientReview, ...]
    portfolio: Portfolio
    problems: tuple[Problem, ...]
