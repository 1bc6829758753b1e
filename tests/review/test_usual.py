"""What is usual for an hour, where clients pay in several currencies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from goodterms.review.model import ClientReview
from goodterms.review.playbook import load
from goodterms.review.reviewing import review
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.calendar import months_back
from goodterms.terms.exchange import Quote, Rates
from goodterms.terms.money import Money
from review.scene import AS_OF, CLIENT, MARA, OTHERS, book, ordinary, readings


def dollar(rate: str) -> Quote:
    """What one dollar is worth in euros."""
    return Quote(AS_OF, "USD", (("EUR", rate),))


def _hour_in_dollars(*quotes: Quote, target: Money | None = None) -> ClientReview:
    """The review of a client whose hour brings 40 dollars; of the three others each brings 60 euros."""
    told = [ordinary(name) for name in (*OTHERS, CLIENT)]
    found = readings(told)
    hours = Reading(found.signals["true_rate"], CLIENT, _months(40_00), "USD")
    delays = Reading(found.signals["late_payment"], CLIENT, _months(0), "USD")
    measured = {**found.found, ("true_rate", CLIENT): hours, ("late_payment", CLIENT): delays}
    records = replace(book(told), freelancer=replace(MARA, target_rate=target), rates=Rates(quotes))
    made = review(records, Readings(found.signals, measured), AS_OF, load()[0])
    return next(one for one in made.clients if one.client == CLIENT)


def _months(value: float) -> tuple[Month, ...]:
    return tuple(
        Month(months_back(date(2026, 10, 1), ago), value * 10, 10, 10, None) for ago in range(11, -1, -1)
    )


def _usual(found: ClientReview, signal: str) -> float | None:
    return next(one.usual for one in found.measured if one.signal == signal)


def test_an_hour_is_compared_with_hours_in_other_currencies() -> None:
    """By the rate of the day: 40 dollars where 120 are usual are a third. Without one, no hour is usual."""
    found = _hour_in_dollars(dollar("0.5"))
    assert (found.money.usual_rate, found.levels["worth"]) == (120_00, 3)
    assert _usual(found, "true_rate") == 120_00
    unknown = _hour_in_dollars()
    assert (unknown.money.usual_rate, unknown.levels["worth"]) == (None, 0)
    fair = _hour_in_dollars(dollar("1.5"))
    assert (fair.money.usual_rate, fair.levels["worth"]) == (pytest.approx(40_00), 0)


def test_a_target_is_compared_in_the_currency_of_the_client() -> None:
    """30 euros are 60 dollars, less than the usual 120: two thirds of it are worth a word."""
    found = _hour_in_dollars(dollar("0.5"), target=Money(30_00, "EUR"))
    assert found.levels["worth"] == 1
    assert _hour_in_dollars(target=Money(30_00, "EUR")).levels["worth"] == 0


def test_days_are_the_same_in_every_currency() -> None:
    """How late others pay is usual here too, whatever they pay with: no rate is needed."""
    assert _usual(_hour_in_dollars(), "late_payment") == 0
