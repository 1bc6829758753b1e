"""Whose dollars are $300? Those of the place whose law governs the contract, unless it names American ones:
US$, USD.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from goodterms.parting.model import Clause
from goodterms.terms.patterns import lazy

_DOLLARS = {"AU": "AUD", "CA": "CAD", "HK": "HKD", "NZ": "NZD", "SG": "SGD"}
"""By country, the first letters of a place: CA-ON is in Canada."""
_AMERICAN = lazy(r"USD|\bU\.?S\.?\s?\$|(?i:\bU\.?S\.? dollars|\bAmerican dollars)")


def in_local_dollars(found: Sequence[tuple[Clause, int]], text: str) -> Iterator[tuple[Clause, int]]:
    """The clauses with sums in dollars as sums of that place."""
    laws = (str(one.value.get("place", "")) for one, _ in found if one.kind == "governing_law")
    local = next((_DOLLARS[law[:2]] for law in laws if law[:2] in _DOLLARS), None)
    for clause, at in found:
        if local is not None and clause.value.get("currency") == "USD" and not _AMERICAN.search(text):
            yield clause._replace(value={**clause.value, "currency": local}), at
        else:
            yield clause, at
