"""What do the records say of this client that a letter could claim?

Facts only, each as far as the records tell it; None where they do not. Rules and drafts compare claims with
it, and never ask the records themselves.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.letters.intentions import Intention
    from goodterms.records.model import Verdict


class Fact(NamedTuple):
    """A figure that was worked out, and the records behind it."""

    value: float
    evidence: tuple[Evidence, ...] = ()


class Bill(NamedTuple):
    """An invoice as a letter can name it."""

    number: str
    issued: date
    due: date | None
    total: Money
    open: Money
    evidence: Evidence
    credited: Money | None = None
    """What credit notes take off the total."""
    paid: tuple[date, ...] = ()
    """The days on which something came in for it."""
    came: Money | None = None
    """What came in for it; None where that is all but what is open. Of a settled bill a little may lack."""


class Late(NamedTuple):
    """Of the invoices that fell due in the last year, or are still open: how many came late, or not yet."""

    late: int
    of: int


class Subject(NamedTuple):
    """Something of the client's that the freelancer worked on: what it is, and what the records call it."""

    name: str
    title: str
    evidence: Evidence


class Colleague(NamedTuple):
    """Somebody who agreed to be named, and what they are good at."""

    name: str
    skills: tuple[str, ...]


class Known(NamedTuple):
    """The facts of one client on a day."""

    client: str
    as_of: date
    me: str = ""
    """The freelancer's name."""
    contact: str = ""
    """The person at the client who writes most, by name."""
    language: str = ""
    since: date | None = None
    """The first day of working together."""
    is_since_told: bool = False
    """Did the freelancer say that day? Else it is that of the first record, and there may be earlier ones."""
    is_regular: bool | None = None
    """Is it regular work, so that notice is owed? (M77)"""
    last_day: date | None = None
    """The last day of work by the plan for leaving them."""
    waits_until: date | None = None
    """The day on which the days are over that the freelancer set themselves to consider (M40)."""
    usual_channel: str = ""
    """email, chat, call: what is used most (M54)."""
    verdict: Verdict | None = None
    """What the review says to do about them."""
    referral: bool | None = None
    """May an alternative be offered? Not to a disrespectful client (M63)."""
    booked: Fact | None = None
    """The share (0-1) of the working hours of the last eight weeks that has been worked for any client."""
    growth: Fact | None = None
    """Hours for the client in the last six months against the six before: 1 is the same."""
    on_time: Fact | None = None
    """The share (0-1) of the invoices due in the last year that were paid within the usual grace."""
    late: Late | None = None
    """How they pay, where the review finds that a reason to repair or to let go; else None."""
    fit: Fact | None = None
    """How well they fit by the freelancer's own ratings, 0-4."""
    bills: tuple[Bill, ...] = ()
    subjects: tuple[Subject, ...] = ()
    """The latest first."""
    intentions: tuple[Intention, ...] = ()
    """What they wrote that they are about to do, the latest first (M71)."""
    colleagues: tuple[Colleague, ...] = ()
    """Who speaks the client's language, has room and agreed to be named."""
    unwilling: tuple[str, ...] = ()
    """Colleagues of whom the records do not say that they agreed."""
