"""A case worked on paper first: every client pays the same each month, so that all futures are alike.

Quayside Bikes is billed 1,000 on the 10th, due after 14 days, paid after 25. Harbour & Sons is billed 500 on
the 5th, paid after 10. There are 2,000 at hand on 30 June, and a month costs 1,200.
"""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.parting.cash.model import Runway, WhatIf
from goodterms.review.forecast.forecasting import forecast
from goodterms.review.forecast.model import Forecasts
from goodterms.terms.money import Money
from parting.cash.books import AS_OF, CLIENT, OTHER, Records, euros, every, keys, middle

HALF_OF_AUGUST = 1000 * 15 / 31
"""Of the bill of August, the part worked by the 15th."""


def records() -> Records:
    return Records().monthly(CLIENT, 1000, 10, 25).monthly(OTHER, 500, 5, 10).work(20)


def asked(**wish: object) -> WhatIf:
    """With the bill of June, which is open, expected for 5 July and for no other day."""
    found = forecast(records().book(), AS_OF)
    (bill,) = found.invoices
    day = date(2026, 7, 5)
    known = Forecasts(AS_OF, (bill._replace(p10=day, p50=day, p90=day),))
    set_ = {"cash": euros(2000), "costs": euros(1200), "rate": euros(40), "share": 0.5, "lag": 1}
    return records().ask(forecasts=known, **(set_ | wish))


def near(*amounts: float) -> list[object]:
    return [pytest.approx(amount, abs=0.02) for amount in amounts]


def test_keep() -> None:
    """1,500 come in and 1,200 go out each month; July's from the bill that is open."""
    made = asked()
    assert middle(made, "keep") == [2000 + 300 * month for month in range(1, 13)]
    assert made.ways["keep"].runway == Runway(None, None, None)
    assert made.ways["keep"].below_zero == 0
    assert all(low == mid == high for low, mid, high in every(made, "keep"))


def test_let_go() -> None:
    """The bill of July is paid in August; of August's, 15 days of 31 are worked and paid in September. 20
    hours a month are free from 16 August; half of them bring 40 an hour a month later: 200 in what is left
    of September, 400 in each month after."""
    made = asked()
    september = 2600 + HALF_OF_AUGUST + 500 + 200 - 1200
    later = [september - 300 * month for month in range(1, 10)]
    assert middle(made, "let_go") == near(2300, 2600, september, *later)
    assert later[-1] < 0 < later[-2]
    assert [one.below_zero for one in made.ways["let_go"].months] == [0.0] * 11 + [1.0]
    assert made.ways["let_go"].runway == Runway(11, 11, 11)


def test_if_they_change() -> None:
    """From 29 August on they pay after 14 days, so that September sees two bills paid; 20 hours for 1,000 are
    no more than 40 an hour allows, so none is freed."""
    made = asked()
    assert middle(made, "repair") == [2300, 2600, *(3900 + 300 * month for month in range(10))]
    assert made.hours == (20.0, 10.0, 20.0)
    # At 100 an hour, ten hours pay for 1,000; half of the other ten bring 500 a month from late September.
    better = asked(rate=euros(100))
    assert better.hours == (20.0, 10.0, 10.0)
    part = 1 / 30
    assert middle(better, "repair")[:4] == near(2300, 2600, 3900 + 500 * part, 4700 + 500 * part)


def test_what_leaving_brings_and_what_waiting_costs() -> None:
    """By September leaving is behind by what is missing of August, and it stays behind. One month more brings
    16 days of August and 15 of September, and puts off 400 a month by a month."""
    made = asked()
    gaps = [float(one.p50.amount) for one in made.difference]
    assert gaps[:4] == near(0, 0, HALF_OF_AUGUST - 1000 + 200, HALF_OF_AUGUST - 1000 + 200 - 600)
    assert made.break_even is None
    assert made.waiting is not None
    expected = 400 * (0.5 + 15 / 31) - 1000 * (16 / 31 + 0.5)
    assert float(made.waiting.amount) == pytest.approx(expected, abs=0.02)


def test_break_even() -> None:
    """At 200 an hour, 1,000 come for September's second half and 2,000 a month after: leaving is never
    behind. With a lag of three months 516.13 are missing in September and 1,000 more in October.
    November's second half makes up for November; December and January win 1,000 each, and January is
    the first ahead."""
    assert asked(rate=euros(200)).break_even == date(2026, 7, 31)
    late = asked(rate=euros(200), lag=3)
    gaps = [float(one.p50.amount) for one in late.difference]
    assert gaps[2:7] == near(
        *(HALF_OF_AUGUST - 1000 + sum for sum in (0, -1000, -1000, 0, 1000)),
    )
    assert late.break_even == date(2027, 1, 31)


def test_what_is_over_is_left_out() -> None:
    """Hours and money so far are told, and change nothing: twice as many years before, the same months."""
    made = asked()
    assert made.excluded == (date(2024, 7, 10), 480.0, (Money(2_300_000, "EUR"),))
    more = records().monthly(CLIENT, 9000, 10, 25, 24, date(2024, 6, 30)).work(60, until=date(2024, 6, 30))
    again = more.ask(cash=euros(2000), costs=euros(1200), rate=euros(40), share=0.5, lag=1)
    assert again.excluded.hours == 1920.0
    assert again.difference == made.difference
    assert {"by.balance", "by.open", "by.last_day.courtesy", "by.hours", "by.rate_set"} <= set(keys(made))


def test_months_count_from_the_day_of_asking() -> None:
    """Asked on the 15th, months end on the 15th."""
    made = records().ask(as_of=date(2026, 6, 15), cash=euros(0), costs=euros(0))
    assert [one.until for one in made.ways["keep"].months][:2] == [date(2026, 7, 15), date(2026, 8, 15)]
