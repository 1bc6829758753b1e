"""Does a column of VAT hold sums, or percentages?

`21` beside a total of 121.00 is the VAT in it; beside 4,840.00 it can only be the rate. A column that never
holds more than a rate would, and once less than any rate makes of its total, or the same beside every total,
is one of rates: nobody's VAT is known by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from goodterms.records.model import Invoice, Record
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money, digits

HIGHEST_RATE = 30
"""Percent; no country's VAT is higher."""
LEAST_PART = 42
"""The lowest rate above 0 that a European country has, 2.4 % to 2.6 %, makes a 42nd part of a total."""


def sounded(found: Iterable[Record | Problem]) -> Iterator[Record | Problem]:
    """The same; without the VAT of any invoice, and with a problem, where the column holds rates."""
    every = list(found)
    taxed = [(one, one.tax) for one in every if isinstance(one, Invoice) and one.tax and one.tax.minor]
    if not _are_rates([(one.total, tax) for one, tax in taxed]):
        yield from every
        return
    for one in every:
        yield replace(one, tax=None) if isinstance(one, Invoice) else one
    first, tax = taxed[0]
    place = first.evidence
    yield Problem(place.source, place.locator, "invoice.tax_rates", {"value": str(_units(tax))})


def _are_rates(taxed: Sequence[tuple[Money, Money]]) -> bool:
    """`taxed` are totals and what stands in their column of VAT."""
    if not all(_units(tax) in range(1, HIGHEST_RATE + 1) for _, tax in taxed):
        return False
    is_constant = len({tax for _, tax in taxed}) == 1 and len({total for total, _ in taxed}) > 1
    return is_constant or any(tax.minor * LEAST_PART < total.minor for total, tax in taxed)


def _units(tax: Money) -> int:
    """A whole number of units; 0 for any other sum."""
    whole, rest = divmod(tax.minor, 10 ** digits(tax.currency))
    return 0 if rest else whole
