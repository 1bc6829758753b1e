"""Totals show nobody: what fewer than five people stand behind is withheld, and cannot be reckoned."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from goodterms.network.totals import FEWEST, totals, verdicts

COUNTED = st.dictionaries(
    st.sampled_from(("keep", "repair", "let_go", "not_enough_evidence")),
    st.integers(1, 12).flatmap(lambda people: st.tuples(st.integers(people, 40), st.just(people))),
)


def head(**countries: dict[str, tuple[int, int]]) -> dict[str, Any]:
    return {"counted": countries}


def test_many_people_are_told() -> None:
    """Added over buckets and countries."""
    nine = {"keep": (20, 9), "repair": (9, 7), "": (9, 9)}
    found = totals([head(BE=nine, FR=nine), head(BE=nine)])
    assert found["all"] == {"people": 27, "verdicts": {"keep": 60, "repair": 27}}
    assert found["countries"]["BE"] == {"people": 18, "verdicts": {"keep": 40, "repair": 18}}


def test_a_small_country_hides_another() -> None:
    """Else it would be the total less the others."""
    found = totals([head(BE={"": (9, 9)}, FR={"": (20, 20)}, VN={"": (2, 2)})])
    assert {country for country, told in found["countries"].items() if told is None} == {"BE", "VN"}


@given(COUNTED, st.integers(0, 40))
def test_nothing_small_is_told_or_left_to_reckon(counted: dict[str, tuple[int, int]], people: int) -> None:
    """No figure of fewer than five; never exactly one withheld beside others."""
    found = verdicts(counted, people)
    assert all(counted[verdict][1] >= FEWEST for verdict, told in found.items() if told is not None)
    hidden = sum(told is None for told in found.values())
    assert hidden != 1 or len(found) == 1
