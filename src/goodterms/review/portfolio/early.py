"""Which clients are from the time when I took everybody, and are they more trouble than others (M1)?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from goodterms.review.facts import Happened
from goodterms.review.portfolio.model import Early, Share
from goodterms.review.weighing import PATTERN

YEAR = timedelta(days=364)
"""From the first day of a year to its last."""


def early(
    facts: Mapping[str, Happened], shares: Iterable[Share], told: date | None, as_of: date
) -> Early | None:
    """Clients who came by the day that the freelancer names, else in the first year of the business.

    A client came on the day that is told of them (`since`), else at the latest with their first record. The
    business began with the first who came, and only a told day can say so: records may start later.
    """
    days = {name: one.since or one.first for name, one in facts.items()}
    came = {name: day for name, day in days.items() if day and day <= as_of}
    until = told or _first_year(facts, came)
    if until is None:
        return None
    then = tuple(sorted(name for name, day in came.items() if day <= until))
    later = tuple(sorted(name for name, day in came.items() if day > until))
    known = [share for share in shares if share.is_active]
    return Early(until, told is not None, then, later, *_judged(known, then), *_judged(known, later))


def _first_year(facts: Mapping[str, Happened], came: Mapping[str, date]) -> date | None:
    if not came:
        return None
    began = min(came.values())
    if all(facts[name].since != began for name in came):
        return None
    return began + YEAR


def _judged(shares: Iterable[Share], names: Collection[str]) -> tuple[int, int]:
    """How many of these clients can be judged, and how many are a pattern of trouble."""
    levels = [share.level for share in shares if share.level is not None and share.client in names]
    return len(levels), sum(level >= PATTERN for level in levels)
