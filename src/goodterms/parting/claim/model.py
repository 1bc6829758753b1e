"""What can be said of a late invoice by law, and what cannot: sums with source, gaps with reason."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal, NamedTuple

from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money


class Wish(NamedTuple):
    """What the freelancer chose: a yearly rate that was agreed (in percent), the Dutch scale of collection
    costs instead of the fixed sum."""

    rate: Fraction | None = None
    is_collection: bool = False


class Quote(NamedTuple):
    """A yearly rate in percent with its source; None where it is `refused`, a key of the catalogue."""

    percent: Fraction | None
    refused: str
    source: str
    as_of: date


class Period(NamedTuple):
    """Days with one rate and one sum, the first and the last among them. `interest` is rounded to the minor
    unit, half up; `capital` is what bears it, with the interest of whole years where the law adds it."""

    since: date
    until: date
    capital: Money
    percent: Fraction
    interest: Money
    source: str
    as_of: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1


class Gap(NamedTuple):
    """Days for which no rate is sure, and why."""

    since: date
    until: date
    why: Text
    source: str


class Lump(NamedTuple):
    """A fixed sum for the trouble of collecting, with its source."""

    money: Money
    source: str
    as_of: date


class Claim(NamedTuple):
    """What can be asked for one late invoice beside its own sum."""

    number: str
    client: str
    place: str
    by: Literal["law", "contract"]
    due: date
    until: date
    """The day on which it was paid, else that of the question."""
    principal: Money
    """What was owed when it became late, VAT included."""
    unpaid: Money
    """What of it is still open."""
    periods: tuple[Period, ...]
    gaps: tuple[Gap, ...]
    lump: Lump | None
    notes: tuple[Text, ...]
    evidence: Evidence

    @property
    def days(self) -> int:
        """Days late: from the day after the due day to the last, both counted."""
        return (self.until - self.due).days

    @property
    def interest(self) -> Money | None:
        """All periods together; None where no rate is sure for any of them."""
        if not self.periods:
            return None
        return Money(sum(one.interest.minor for one in self.periods), self.principal.currency)

    @property
    def totals(self) -> tuple[Money, ...]:
        """Interest and lump sum together, one sum a currency."""
        if self.interest is None or self.lump is None:
            return tuple(one for one in (self.interest, self.lump and self.lump.money) if one is not None)
        if self.interest.currency == self.lump.money.currency:
            return (self.interest + self.lump.money,)
        return (self.interest, self.lump.money)

    @property
    def sources(self) -> tuple[str, ...]:
        """Who says so, each once."""
        told = [one.source for one in self.periods if one.source]
        told += [self.lump.source] if self.lump else []
        return tuple(dict.fromkeys(told))

    @property
    def as_of(self) -> date | None:
        """The day on which the oldest of the law's figures was looked up; None where none is the law's."""
        days = [one.as_of for one in self.periods if one.source]
        return min([*days, *([self.lump.as_of] if self.lump else ())], default=None)


class Refusal(NamedTuple):
    """What cannot be said of an invoice, and why; of some days alone where they are named."""

    number: str
    client: str
    why: Text
    since: date | None = None
    until: date | None = None
    source: str = ""
    notes: tuple[Text, ...] = ()


class Claims(NamedTuple):
    """All late invoices on a day."""

    as_of: date
    claims: tuple[Claim, ...]
    refused: tuple[Refusal, ...]
    invoices: int
    """How many were looked at, late or not."""
