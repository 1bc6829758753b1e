"""How many clients trouble me, month by month, and is this month like the others (M2)?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from statistics import fmean, median

from goodterms.review.measured import Measured
from goodterms.review.portfolio.model import OfMonth, Season, SeasonAnswer
from goodterms.terms.calendar import each_month, month_of, months_back
from goodterms.terms.evidence import Text

SEASON = 36
"""Months that are looked at: each season three times."""
FEWEST = 6
"""Months under which nothing is usual."""
BESIDE = 1
"""A month of the year is compared with itself and its neighbours in earlier years: work is not booked to the
month."""


def season(measured: Mapping[str, Sequence[Measured]], as_of: date) -> tuple[Season, ...]:
    """Clients in trouble, month by month; none before the first thing that was measured."""
    begins = [one.history.months[0].month for found in measured.values() for one in found]
    if not begins:
        return ()
    first = max(months_back(month_of(as_of), SEASON - 1), min(begins))
    months = [_troubled(found) for found in measured.values()]
    return tuple(
        Season(month, sum(month in one for one in months)) for month in each_month(first, month_of(as_of))
    )


def by_month(found: Sequence[Season]) -> tuple[OfMonth, ...]:
    """The average of each month of the year, this month left out: it is what is to be compared."""
    told = []
    for month in range(1, 13):
        counted = [one.clients for one in found[:-1] if one.month.month == month]
        if counted:
            told.append(OfMonth(month, fmean(counted), len(counted)))
    return tuple(told)


def compared(found: Sequence[Season]) -> tuple[SeasonAnswer, Text]:
    """Is this month like the others, or at least like this season of earlier years?"""
    if len(found) < FEWEST:
        return "unknown", Text("portfolio.season_unknown")
    now, before = found[-1], found[:-1]
    usual = median(one.clients for one in before)
    said = {"clients": now.clients, "usual": usual}
    if now.clients <= usual + 1:
        return "usual", Text("portfolio.season_usual", said)
    if now.clients <= max((one.clients for one in before if _same_season(one.month, now.month)), default=0):
        return "same_season", Text("portfolio.season_again", said)
    return "more", Text("portfolio.season_more", said)


def _same_season(month: date, now: date) -> bool:
    apart = (now.year - month.year) * 12 + now.month - month.month
    return apart > BESIDE and min(apart % 12, -apart % 12) <= BESIDE


def _troubled(measured: Sequence[Measured]) -> set[date]:
    """Months in which something was a pattern's size, next to another bad month: a slip is no trouble."""
    found = set()
    for one in measured:
        if one.weight.state or one.weight.relative or one.weight.family == "feelings":
            continue
        months = one.history.months
        levels = [one.scale.level(one.scale.value((month,))) for month in months]
        for index, level in enumerate(levels):
            beside = levels[max(index - 1, 0) : index] + levels[index + 1 : index + 2]
            if level > 1 and any(beside):
                found.add(months[index].month)
    return found
