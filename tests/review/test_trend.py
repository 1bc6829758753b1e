"""What became of work, mood and income while a pattern went on is told with both figures (M5)."""

from __future__ import annotations

import pytest

from goodterms.review.trend import Trend, trend
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money
from review.scene import AS_OF, CLIENT, Story, Values, ordinary, reading, review_one

LATE = ordinary(late_payment=32, late_share=1).signals


def of(values: Values, signal: str = "dread") -> Trend | None:
    """The trend of a year, month by month."""
    return trend(reading(signal, CLIENT, values), AS_OF)


def said(signals: dict[str, Values]) -> list[Text]:
    """The notes on what became of it."""
    found = review_one(Story(signals={**LATE, **signals}))
    return [note for note in found.notes if note.key.startswith("note.trend")]


@pytest.mark.parametrize(
    ("signal", "worse"),
    [("dread", True), ("client_stress", True), ("true_rate", False), ("fit_style", False)],
)
def test_six_months_beside_the_six_before(signal: str, worse: bool) -> None:
    """Higher is worse for stress and dread, better for money and fit; the other way round as well."""
    assert of([1] * 6 + [3] * 6, signal) == Trend(signal, 1, 3, worse)
    assert of([3] * 6 + [1] * 6, signal) == Trend(signal, 3, 1, not worse)


@pytest.mark.parametrize(
    "values",
    [
        [2] * 12,
        [1, 3] * 6,
        [None] * 6 + [3] * 6,
        [1, 1, 1, None, None, None] + [3] * 6,
        [1] * 6 + [3, 3, 3, None, None, None],
        [1, 1, 1, 3, 3, 3, 1, 1, 3, 3, 3, 3],
        [],
    ],
)
def test_too_little_or_up_and_down_is_no_trend(values: list[float | None]) -> None:
    """Nothing is made of months that are not there, nor of months that lie among each other."""
    assert of(values) is None


def test_a_single_month_does_not_turn_the_rest() -> None:
    """Where most months go one way and the whole another, nobody can tell."""
    assert of([1, 1, 1, 1, 1, 40] + [2] * 6) is None


def test_it_is_said_with_both_figures() -> None:
    """Money for an hour as money, ratings as they are; only beside a pattern that lasts."""
    falling = [6000] * 6 + [3000] * 6
    signals: dict[str, Values] = {
        "true_rate": falling,
        "dread": [1] * 6 + [3] * 6,
        "client_stress": [3] * 6 + [1] * 6,
    }
    assert said(signals) == [
        Text("note.trend.work.better", {"before": 3, "now": 1}),
        Text("note.trend.mood.worse", {"before": 1, "now": 3}),
        Text("note.trend.money.worse", {"before": Money(6000, "EUR"), "now": Money(3000, "EUR")}),
    ]
    assert said({}) == []
    quiet = review_one(Story(signals={**ordinary().signals, "dread": [1] * 6 + [1.4] * 6}))
    assert [note for note in quiet.notes if note.key.startswith("note.trend")] == []


@pytest.mark.parametrize("owed", [[0] * 12, [0] * 11 + [0.5], [0] * 3 + [1] + [0] * 8])
def test_an_hour_is_not_worth_less_for_bills_that_may_still_be_paid(owed: list[float]) -> None:
    """An open bill brings nothing so far: the months it is in look worse until it is paid."""
    falling = said({"true_rate": [6000] * 6 + [3000] * 6, "open_money": owed})
    rising = said({"true_rate": [3000] * 6 + [6000] * 6, "open_money": owed})
    assert bool(falling) == bool(rising) == (not any(owed))
