"""Pictures as numbers: where dots and names lie, without a browser."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.faces.web.charts.days import LONGEST, when_paid
from goodterms.faces.web.charts.trouble import LINE, NAMES, rate_against_trouble
from goodterms.faces.web.charts.way import way_out
from goodterms.parting.model import Plan, Reasoned, TellDay
from goodterms.review.forecast.model import Bill, Forecast, Forecasts
from goodterms.review.model import Review
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money
from parting.scene import AS_OF, REVIEW, Scene

EURO = Money(100, "EUR")
RADIUS, SMALL = 7, 280
"""Of a dot; the height of the least picture."""


def review_of(told: list[tuple[float | None, int, str]]) -> Review:
    """Clients of whom it is known what an hour brings, how much trouble there is, and in which currency."""
    clients = tuple(
        replace(
            REVIEW,
            client=f"Client {number}",
            levels={"payment": trouble},
            money=REVIEW.money._replace(rate=rate, currency=currency),
        )
        for number, (rate, trouble, currency) in enumerate(told)
    )
    return Review(AS_OF, "balanced", clients, (), ())  # type: ignore[arg-type] # a map asks for no portfolio


rates = st.one_of(st.integers(-5_000, 100_000), st.sampled_from([0, 4_000, 8_000]))
people = st.lists(st.tuples(rates, st.integers(0, 21), st.just("EUR")), min_size=1, max_size=60)


@given(people)
def test_names_never_meet(told: list[tuple[float | None, int, str]]) -> None:
    """Each name has a line of its own, in the picture and beside the plot; each dot lies in the plot."""
    made = rate_against_trouble(review_of(told))
    assert len(made.dots) == len(told)
    assert all(below.label_y - above.label_y >= LINE for above, below in pairwise(made.dots))
    assert made.top <= made.dots[0].label_y
    assert made.dots[-1].label_y <= made.bottom
    assert all(made.left <= dot.x <= made.right < NAMES - RADIUS for dot in made.dots)
    assert all(made.top <= dot.y <= made.bottom < made.height for dot in made.dots)


@given(people)
def test_the_map_is_true(told: list[tuple[float | None, int, str]]) -> None:
    """Who brings more for an hour is not lower, and who is more trouble is not further left."""
    dots = rate_against_trouble(review_of(told)).dots
    for one in dots:
        for other in dots:
            assert one.y <= other.y or one.rate.minor <= other.rate.minor
            assert one.x >= other.x or one.trouble <= other.trouble


def test_names_stand_beside_their_dots_where_there_is_room() -> None:
    """Nothing is moved that is in nobody's way."""
    made = rate_against_trouble(review_of([(9_000, 0, "EUR"), (5_000, 6, "EUR"), (1_000, 12, "EUR")]))
    assert [dot.label_y - dot.y for dot in made.dots] == [0, 0, 0]
    assert made.height == SMALL
    assert made.most.minor == 9_000


def test_a_map_shows_one_currency() -> None:
    """The one of most clients; of whom nobody knows what an hour brings is not on it."""
    told = [(9_000, 0, "EUR"), (8_000, 3, "EUR"), (2_000_000, 3, "VND"), (None, 5, "EUR")]
    assert [dot.client for dot in rate_against_trouble(review_of(told)).dots] == ["Client 0", "Client 1"]
    assert rate_against_trouble(review_of([(None, 5, "EUR")])).dots == ()


@cache
def plan() -> Plan:
    return Scene().plan()


some_day = st.none() | st.integers(0, 400).map(lambda days: AS_OF + timedelta(days))


@given(st.tuples(some_day, some_day, some_day, some_day, some_day), st.integers(0, 500))
def test_no_name_lies_over_the_mark_of_another(days: tuple[date | None, ...], last: int) -> None:
    """On the way out each name has a line; marks on its side that it reaches over begin below it."""
    told = TellDay(*(one and Reasoned(one, Text("tell.ready")) for one in days[:4]))
    told = told._replace(planned=days[4] and Reasoned(days[4], Text("tell.ready")))
    notice = plan().notice._replace(last_day=AS_OF + timedelta(last))
    marks = way_out(plan()._replace(tell=told, notice=notice)).marks
    assert len({mark.label_y for mark in marks}) == len(marks)
    for one in marks:
        for other in marks:
            reached = other.x < one.x if one.is_right else other.x > one.x
            if reached and one.is_right == other.is_right:
                assert other.label_y > one.label_y


@pytest.mark.parametrize(
    ("client", "number", "label"),
    [
        ("Quay", "2026-014", "Quay · 2026-014"),
        ("Boulangerie du Vieux Moulin", "2026-014", "Boulangerie du Vieu… · 2026-014"),
        ("Quay", "7" * 30, f"Quay · {'7' * 30}"),
    ],
)
def test_a_long_name_is_cut_and_the_number_is_not(client: str, number: str, label: str) -> None:
    """Beside the likely days of an open invoice."""
    bill = Bill(
        1, client, number, AS_OF, AS_OF, due_assumed=False, total=EURO, outstanding=EURO, settled_on=None
    )
    made = when_paid(Forecasts(AS_OF, (Forecast(bill, AS_OF, AS_OF, AS_OF, "client"),)))
    assert [bar.label for bar in made.bars] == [label]
    assert len(label) <= LONGEST + len(" · ") or len(number) >= LONGEST
