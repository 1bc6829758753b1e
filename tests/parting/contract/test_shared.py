"""How well contracts are read that nobody here wrote or fitted anything to."""

from __future__ import annotations

import pytest

from parting.contract.labelled import measure
from shared import SHARED, needs_shared

FLOORS = {"en": (0.85, 0.85), "fr": (0.8, 0.85), "nl": (0.83, 0.82), "vi": (0.85, 0.8)}
"""By language: the least F1 of clauses, and the least share of values that are right of those found."""
MOST_INVENTED = 0.07
"""Of the kinds that are not in a contract."""


@needs_shared
@pytest.mark.parametrize("language", sorted(FLOORS))
def test_clauses_of_others_contracts(language: str) -> None:
    """Clauses found and none invented, with their values; what is owed, with its side."""
    found = measure(SHARED / "contracts" / language)
    least_f1, least_right = FLOORS[language]
    assert found.f1 >= least_f1, found.told()
    assert found.share("right", "found") >= least_right, found.told()
    assert found.share("absent_found", "absent") <= MOST_INVENTED, found.told()
    assert found.share("owed_found", "owed") >= 0.75, found.told()
