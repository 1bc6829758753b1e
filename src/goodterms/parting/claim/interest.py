"""How much interest does a debt bear, day by day, until it is paid?

The first day is the day after the due day, the last the day of payment, and both count. What is paid or
credited on a day lowers the debt from the next day on. Arithmetic is exact; each period is rounded once, at
its end, to the minor unit, half up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from goodterms.parting.claim.model import Gap, Period
from goodterms.parting.claim.rates import Terms, rounded
from goodterms.parting.days import ONE, add_months
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money


class Change(NamedTuple):
    """A payment, or what a credit note takes off, in minor units."""

    day: date
    minor: int


class Debt(NamedTuple):
    """A sum, the day by which it was due, what lowered it, and the last day that counts."""

    total: Money
    due: date
    until: date
    changes: tuple[Change, ...] = ()
    is_settled: bool = False

    def on(self, day: date) -> int:
        """What is owed during a day, in minor units."""
        return max(self.total.minor - sum(one.minor for one in self.changes if one.day < day), 0)

    @property
    def unpaid(self) -> int:
        """What is open at the end; the bank charges that a paid invoice lacks are no debt."""
        return 0 if self.is_settled else self.on(self.until + ONE)


def interest(debt: Debt, terms: Terms) -> tuple[tuple[Period, ...], tuple[Gap, ...]]:
    """The periods with a sure rate, and the days without one."""
    periods: list[Period] = []
    gaps: list[Gap] = []
    added, of_year = 0, 0
    years = set(_years(debt)) if terms.compounds else set()
    for since, until in _stretches(debt, terms, years):
        found = _stretch(debt, terms, since, until, added)
        if isinstance(found, Gap):
            gaps.append(found)
        elif found is not None:
            periods.append(found)
            of_year += found.interest.minor
        if until in years:
            added, of_year = added + of_year, 0
    return tuple(periods), tuple(_joined(gaps))


def _stretch(debt: Debt, terms: Terms, since: date, until: date, added: int) -> Period | Gap | None:
    """One stretch of days; None where nothing was owed."""
    if not debt.on(since):
        return None
    told = terms.rate_on(debt.due + ONE if terms.is_fixed else since)
    if told.percent is None:
        return Gap(since, until, Text(told.refused), told.source)
    minor = debt.on(since) + added
    days = (until - since).days + 1
    bears = rounded(Fraction(minor * days) * told.percent / 100 / terms.year_days)
    currency = debt.total.currency
    return Period(
        since, until, Money(minor, currency), told.percent, Money(bears, currency), told.source, told.as_of
    )


def _stretches(debt: Debt, terms: Terms, years: set[date]) -> Iterator[tuple[date, date]]:
    """First and last days between which neither rate nor debt changes."""
    ends = {debt.until, *years, *(one.day for one in debt.changes)}
    if not terms.is_fixed:
        ends |= {
            date(year, month, day)
            for year in range(debt.due.year, debt.until.year + 1)
            for month, day in ((6, 30), (12, 31))
        }
    start = debt.due
    for end in sorted(one for one in ends if debt.due < one <= debt.until):
        yield start + ONE, end
        start = end


def _years(debt: Debt) -> Iterator[date]:
    """The last day of each whole year of being late."""
    count = 12
    while (day := add_months(debt.due, count)) <= debt.until:
        yield day
        count += 12


def _joined(gaps: Sequence[Gap]) -> Iterator[Gap]:
    """Gaps that follow on one another for the same reason as one."""
    last: Gap | None = None
    for gap in gaps:
        if last is not None and last.until + ONE == gap.since and last.why == gap.why:
            last = last._replace(until=gap.until)
            continue
        if last is not None:
            yield last
        last = gap
    if last is not None:
        yield last
