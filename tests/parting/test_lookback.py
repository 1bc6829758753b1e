"""Months later: what the records tell of before and after, and what they do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.parting.lookback import Beside, LookedBack, is_after_hours
from goodterms.records.model import Freelancer
from parting.left import CLIENT, OTHER, Left, day, with_zone
from parting.scene import euros

TOLD = day(-60)
WEEKS = 26


def looked(scene: Left, as_of: int = 91) -> LookedBack:
    back = scene.after(as_of).back
    assert back is not None
    return back


def working(*, hours: float = 4, others: tuple[float, float] = (10, 14)) -> Left:
    """Half a year of so many hours a week for the client, and for another before and after."""
    scene = Left().other()
    for week in range(-35, 13):
        monday = day(7 * week + 1)
        if monday < TOLD:
            scene.work(monday, hours)
        scene.works(monday, others[0] if monday < TOLD else others[1])
    return scene


def test_the_times_that_are_compared() -> None:
    """Half a year before they were told, not the notice; since the last day, half a year at most."""
    back = looked(working())
    assert (back.before.first, back.before.last) == (TOLD - timedelta(182), day(-61))
    assert (back.after.first, back.after.last, back.after.days) == (day(1), day(91), 91)
    assert looked(working(), 300).after.last == day(182)


def test_hours_that_came_back_and_who_has_them() -> None:
    """Hours a week before and after; whoever has half an hour a week more fills the room."""
    back = looked(working())
    assert back.hours.before == pytest.approx(4, abs=0.1)
    assert (back.hours.after, back.hours.gained) == (0, back.hours.before)
    assert back.all_hours.gained == pytest.approx(0, abs=1)
    assert [one.client for one in back.filled] == [OTHER]
    assert back.filled[0].after - back.filled[0].before == pytest.approx(4, abs=1)
    assert looked(working(others=(10, 10))).filled == ()


def test_only_the_three_with_most_are_named() -> None:
    """The one with most first."""
    scene = working()
    for number, name in enumerate(("A", "B", "C", "D"), 1):
        scene.other(name).works(day(30), 40 * number, name)
    assert [one.client for one in looked(scene).filled] == ["D", "C", "B"]


def test_four_weeks_at_least() -> None:
    """Under that on one side nothing is compared, and it is said."""
    early = looked(working(), 27)
    assert (early.is_early, early.hours, early.filled) == (True, Beside(None, None), ())
    assert not looked(working(), 28).is_early
    short = Left().works(day(9), 1).work(day(-70), 3)
    assert looked(short).is_early
    assert looked(Left()).is_early


def test_what_the_records_do_not_tell_is_unknown() -> None:
    """No hours of theirs, no messages, no payments, no ratings, no time zone: no zero is made up."""
    back = looked(Left().bill("1", day(-200)))
    assert not back.is_early
    assert back.hours == back.all_hours == back.theirs == back.own == back.dread == Beside(None, None)
    assert back.income == (None, None, None)
    assert back.hours.gained is None
    others = looked(Left().bill("1", day(-200)).other().works(day(-100), 3).works(day(30), 3))
    assert others.hours == Beside(None, None)


def test_a_file_that_ends_early_is_no_free_time() -> None:
    """Where hours end in the first weeks after, the rest is not counted as free; and with under four weeks it
    is unknown. A month without any is nothing to conclude from."""
    scene = Left().other()
    for week in range(-35, 5):
        scene.work(day(7 * week + 1), 2).works(day(7 * week + 1), 7)
    until_day_29 = looked(scene, 150)
    assert until_day_29.all_hours.after == pytest.approx(9, abs=2)
    fewer = Left().other().works(day(-100), 7).work(day(-100), 2).works(day(5), 7)
    assert looked(fewer, 150).all_hours.after is None
    assert looked(Left().other().works(day(-100), 7).work(day(-200), 2), 150).all_hours.after is None


def test_a_file_that_begins_late_does_not_thin_out_what_was() -> None:
    """Hours are written down for the last two months before only; bills go back further."""
    scene = Left().bill("1", day(-240)).works(day(60), 1)
    for week in range(9):
        scene.work(TOLD - timedelta(7 * week + 1), 5)
    assert looked(scene).hours.before == pytest.approx(5, abs=0.6)


def test_evenings() -> None:
    """Messages outside of the freelancer's hours, on their clock: from the client, and their own."""
    scene = Left(**with_zone())
    for week in range(-35, 13):
        tuesday = day(7 * week)
        if tuesday < TOLD:
            scene.writes(tuesday, 20, CLIENT).writes(tuesday, 12, CLIENT)
            scene.writes(tuesday, 21, CLIENT, incoming=False)
        scene.writes(tuesday, 21, OTHER, incoming=False).writes(tuesday, 22, OTHER)
    back = looked(scene)
    assert back.theirs.before == pytest.approx(1, abs=0.05) and back.theirs.after == 0
    assert back.own.before == pytest.approx(2, abs=0.1)
    assert back.own.after == pytest.approx(1, abs=0.1)


def test_evenings_without_a_clock_are_unknown() -> None:
    """Nobody knows what evening it was; nor what a client does with whom nobody writes."""
    scene = Left().writes(day(-200), 20, CLIENT).writes(day(-100), 20, CLIENT).writes(day(20), 20)
    assert looked(scene).theirs == looked(scene).own == Beside(None, None)
    silent = Left(**with_zone()).work(day(-200), 1).writes(day(-100), 20).writes(day(70), 12)
    assert looked(silent).theirs == Beside(None, None)
    assert looked(silent).own.after == 0


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 6, 15, 8, 30, tzinfo=UTC), False),
        (datetime(2026, 6, 15, 6, 30, tzinfo=UTC), True),
        (datetime(2026, 6, 15, 16, 0, tzinfo=UTC), True),
        (datetime(2026, 6, 14, 10, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 21, 10, 0, tzinfo=UTC), True),
        (datetime(2026, 6, 16, 10, 0, tzinfo=UTC), True),
    ],
)
def test_whose_hours(moment: datetime, expected: bool) -> None:
    """Working hours, weekends, public holidays and days off of the freelancer."""
    me = Freelancer(country="BE", timezone="Europe/Brussels", holidays=(date(2026, 6, 16),))
    assert is_after_hours(me, moment) is expected
    assert is_after_hours(replace(me, timezone=""), moment) is None


def test_who_works_at_night() -> None:
    """Hours over midnight are hours."""
    me = Freelancer(timezone="UTC", work_from=20 * 60, work_to=4 * 60)
    night, noon = datetime(2026, 6, 15, 23, tzinfo=UTC), datetime(2026, 6, 15, 12, tzinfo=UTC)
    assert (is_after_hours(me, night), is_after_hours(me, noon)) == (False, True)


def test_income_with_and_without() -> None:
    """Money of a month: from the client before, from all before, from all after; one currency at a time."""
    scene = Left().other().bill("1", day(-250))
    for month in range(-8, 4):
        first = day(30 * month + 5)
        if first < TOLD:
            scene.pays(first, 500, CLIENT)
        scene.pays(first, 1000 if first < TOLD else 1800)
    scene.pays(day(8), 70, currency="USD")
    client, before, after = looked(scene).income
    assert client is not None and before is not None and after is not None
    assert client.minor == pytest.approx(500_00, rel=0.1)
    assert before.minor == pytest.approx(1500_00, rel=0.1)
    assert after.minor == pytest.approx(1800_00, rel=0.1)
    assert {one.currency for one in (client, before, after)} == {"EUR"}


def test_income_that_stopped_is_not_taken_for_nothing() -> None:
    """Without any payment after, a file may be missing: unknown."""
    scene = Left().pays(day(-200), 500, CLIENT).pays(day(-100), 500, CLIENT)
    client, before, after = looked(scene).income
    assert client == before != euros(0) and after is None


def test_dread_before_and_after() -> None:
    """The average of all ratings of the time, whoever they are about."""
    scene = Left().work(day(-200), 1).feel(day(-100), dread=4).feel(day(-90), dread=None)
    scene.dreads(day(-80), 2).dreads(day(20), 1)
    assert looked(scene).dread == Beside(3.0, 1.0)


def test_what_was_said_stands_beside_it() -> None:
    """By day; what was said of others, before the end, or later than today does not."""
    scene = Left().looks(day(80), mood=4).looks(day(30), hours=5).looks(day(-9), mood=0)
    scene.looks(day(40), OTHER, mood=1).looks(day(99), mood=2)
    assert [(one.day, one.hours, one.mood) for one in looked(scene).told] == [
        (day(30), 5, None),
        (day(80), None, 4),
    ]


@given(st.floats(0.5, 40), st.floats(0.5, 40))
@settings(max_examples=20, deadline=None)
def test_freed_is_before_without_after(before: float, other: float) -> None:
    """Whatever the hours are: what is gained is what was, and others' hours are not theirs."""
    back = looked(working(hours=before, others=(other, other)))
    assert back.hours.gained == pytest.approx(before, rel=0.05, abs=0.02)
    assert back.all_hours.gained == pytest.approx(before, rel=0.05, abs=other * 0.05 + 0.5)
