"""Which rate does the law of a place set for a day, and which fixed sum? Only what its sheet is sure of.

A reference rate that is marked low, or that nobody published, is refused and becomes no number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from goodterms.parting.claim.model import Lump, Quote
from goodterms.parting.law import UNKNOWN, Rate, figure, rates
from goodterms.terms.money import Money

UNCONFIRMED = "law.refused.rate_unconfirmed"
OWN_CURRENCY = ("BG", "CZ", "DK", "HU", "PL", "RO", "SE")
"""Members of the Union where the national central bank's rate is the reference (Directive 2011/7/EU, art.
2(7)(b)), now or until lately; those rates were not gathered."""
YEAR_DAYS = 365


class Terms(NamedTuple):
    """How interest runs: its rate on a day, whether the first one stays, whether it compounds yearly."""

    rate_on: Callable[[date], Quote]
    is_fixed: bool = False
    compounds: bool = False
    year_days: int = YEAR_DAYS


def country_of(place: str) -> str:
    """The country of a place: GB of GB-ENG."""
    return place.upper().partition("-")[0]


def terms_of(place: str) -> Terms:
    """How interest runs by the law of a place.

    Of a place whose year the sheet does not tell, a year has 365 days, as it has in France and by custom.
    """
    return Terms(
        lambda day: rate_on(place, day),
        is_fixed=figure(place, "late.rate_of").value == "start_date",
        compounds=figure(place, "late.compounds").value == "yearly",
        year_days=figure(place, "late.year_days").value or YEAR_DAYS,
    )


def agreed(rate: Fraction) -> Terms:
    """How interest runs by a yearly rate that the contract sets: simple, the same all the time."""
    return Terms(lambda _day: Quote(rate, "", "", date.max), is_fixed=True)


def rate_on(place: str, day: date) -> Quote:
    """The yearly rate for interest on a day.

    >>> rate_on("FR", date(2024, 3, 1)).percent, rate_on("DE", date(2024, 3, 1)).refused
    (Fraction(29, 2), 'law.refused.rate_unconfirmed')
    """
    points = figure(place, "late.points")
    if points.refused:
        told = figure(place, "late.percent")
        return Quote(None, told.refused, told.source, told.as_of)
    if country_of(place) in OWN_CURRENCY:
        return Quote(None, "claim.refused.own_bank", "Directive 2011/7/EU, art. 2(7)", points.as_of)
    base = figure(place, "late.base_rate")
    if base.refused != UNKNOWN:
        return Quote(None, base.refused, base.source, base.as_of)
    is_published = not figure(place, "late.rounding").refused
    reference = country_of(place) if is_published else figure(place, "late.reference").value
    found = next((one for one in rates(place) if one.reference == reference and _is_of(one, day)), None)
    return _told(found, Fraction(0) if is_published else Fraction(str(points.value)), points.source)


def lump_of(place: str, principal: Money, *, is_collection: bool = False) -> Lump | None:
    """The fixed sum for one late invoice; None where the law names none for it, or none in its currency."""
    if is_collection and not figure(place, "late.collection.bands").refused:
        return _scale(place, principal)
    bands = figure(place, "late.lump_sum.bands")
    if not bands.refused:
        if principal.currency != "GBP":
            return None
        sums = (Money.of(most, "GBP") for below, most in bands.value if _is_below(principal, below))
        return Lump(next(sums), bands.source, bands.as_of)
    amount = figure(place, "late.lump_sum.amount")
    if amount.refused:
        return None
    currency = str(figure(place, "late.lump_sum.currency").value)
    return Lump(Money.of(amount.value, currency), amount.source, amount.as_of)


def _is_of(rate: Rate, day: date) -> bool:
    return rate.since <= day <= rate.until


def _told(found: Rate | None, points: Fraction, source: str) -> Quote:
    if found is None:
        return Quote(None, UNCONFIRMED, "", date.min)
    if found.percent is None or found.confidence == "low":
        return Quote(None, found.refused or UNCONFIRMED, found.source, found.as_of)
    return Quote(Fraction(str(found.percent)) + points, "", f"{source}; {found.source}", found.as_of)


def _is_below(principal: Money, limit: int) -> bool:
    return not limit or principal.minor < Money.of(limit, principal.currency).minor


def _scale(place: str, principal: Money) -> Lump | None:
    """Collection costs by the scale: so many percent of each further part, within its least and most."""
    bands = figure(place, "late.collection.bands")
    if principal.currency != "EUR":
        return None
    least, most = (
        Money.of(figure(place, f"late.collection.{one}").value, "EUR") for one in ("least", "most")
    )
    costs = _by_bands(Fraction(principal.minor), bands.value)
    minor = min(max(rounded(costs), least.minor), most.minor)
    return Lump(Money(minor, "EUR"), bands.source, bands.as_of)


def _by_bands(left: Fraction, bands: Sequence[tuple[int, float]]) -> Fraction:
    costs = Fraction(0)
    for size, percent in bands:
        part = min(left, Fraction(size * 100)) if size else left
        costs += part * Fraction(str(percent)) / 100
        left -= part
    return costs


def rounded(minor: Fraction) -> int:
    """To the whole minor unit, half up."""
    return int(minor + Fraction(1, 2))
