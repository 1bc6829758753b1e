"""Until when the work goes on: contract, law, courtesy, and which of them holds."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.parting.case import Case
from goodterms.parting.notice import candidates, notice
from goodterms.parting.planning import gather
from goodterms.review.playbook import load
from parting.scene import AS_OF, CLIENT, Scene, ago, euros, keys


def case_of(scene: Scene) -> Case:
    """All that is known, before the plan."""
    return gather(scene.book(), scene.review, CLIENT, AS_OF, load()[0], scene.contracts)


def by(scene: Scene, told_on: date) -> dict[str, date]:
    """The last days that were weighed, by what asks for them."""
    return {
        one.reasoned.why.key.rpartition(".")[2]: one.reasoned.day
        for one in candidates(case_of(scene), told_on)
    }


@pytest.mark.parametrize(
    ("value", "last"),
    [
        ({"days": 45}, date(2026, 7, 30)),
        ({"weeks": 2}, date(2026, 6, 29)),
        ({"months": 1}, date(2026, 7, 15)),
        ({"days": 10, "working_days": True}, date(2026, 6, 29)),
        ({"months": 1, "effective": "end_of_month"}, date(2026, 7, 31)),
        ({"days": 10, "effective": "end_of_month"}, date(2026, 6, 30)),
        ({"months": 1, "effective": "first_of_next_month"}, date(2026, 7, 31)),
        ({"days": 14, "effective": "first_of_next_month"}, date(2026, 7, 14)),
        ({"at_any_time": True}, AS_OF),
        ({"days": 45, "party": "freelancer"}, date(2026, 7, 30)),
    ],
)
def test_the_notice_of_the_contract(value: dict[str, Any], last: date) -> None:
    """Told on Monday 15 June 2026, in Belgium."""
    made = Scene().signed(("notice_period", value)).ready().plan()
    assert (made.notice.last_day, made.notice.of) == (last, "contract")
    assert made.notice.days == (last - AS_OF).days
    assert made.notice.source == "Clause 1 on notice period."


@pytest.mark.parametrize(
    ("told_on", "last"),
    [
        (date(2026, 4, 30), date(2026, 5, 31)),
        (date(2027, 2, 28), date(2027, 3, 31)),
        (date(2026, 5, 31), date(2026, 6, 30)),
        (date(2026, 5, 1), date(2026, 6, 30)),
    ],
)
def test_a_month_from_the_first_is_a_whole_one(told_on: date, last: date) -> None:
    """Told on a month's last day it begins the next day, and ends with that month, not a day before."""
    value = {"months": 1, "effective": "first_of_next_month"}
    assert by(Scene().signed(("notice_period", value)), told_on)["contract"] == last


@pytest.mark.parametrize("unit", ["days", "weeks", "months"])
@pytest.mark.parametrize("many", [-1, 4000, 10**9])
def test_a_length_that_nobody_agrees_on_is_none(unit: str, many: int) -> None:
    """A slip of the pen breaks nothing: no notice, and no end of a term that no calendar holds."""
    scene = Scene().signed(("notice_period", {unit: many}))
    scene.signed(
        ("expiration", {"date": "2026-08-31"}), ("renewal", {unit: many}), ("renewal_notice", {unit: many})
    )
    made = scene.ready().plan()
    assert made.notice.last_day == date(2026, 8, 31)


@pytest.mark.parametrize(
    "value",
    [
        {"days": 45, "party": "client"},
        {"days": 5, "phase": "trial"},
        {"days": 45, "overridden": True},
        {"days": 45, "rejected": True},
        {"party": "either"},
        {"days": True},
    ],
)
def test_a_notice_that_is_not_ones_own(value: dict[str, Any]) -> None:
    """That of the client, of a trial, of a clause no longer in force, or without any length binds nobody."""
    made = Scene().signed(("notice_period", value)).ready().plan()
    assert (made.notice.last_day, made.notice.of, made.notice.days) == (AS_OF, "none", None)


def test_the_longest_of_two_holds() -> None:
    """Both are shown."""
    made = Scene().signed(("notice_period", {"days": 10}), ("notice_period", {"days": 40})).ready().plan()
    assert made.notice.last_day == AS_OF + timedelta(40)
    assert len(made.notice.candidates) == 2


def test_courtesy_is_for_regular_work() -> None:
    """Thirty days to find somebody, where they rely on it (M77, M78)."""
    assert Scene().regular().ready().plan().notice.of == "courtesy"
    assert Scene().regular().ready().plan().notice.last_day == AS_OF + timedelta(30)
    once = Scene(since=date(2024, 1, 1)).bill("1", ago(150), paid=[(ago(100), 500)]).ready()
    assert once.plan().notice.of == "none"


def test_whether_it_is_regular_may_be_unknown() -> None:
    """A client of two months: no courtesy is counted, and that is said."""
    made = Scene().regular(months=2).ready().plan()
    assert made.notice.of == "none"
    assert "plan.note.regular_unknown" in keys(made.notes)


def test_a_large_piece_of_work_is_finished() -> None:
    """It ends after the thirty days; one that is small, far away or without a day is not waited for."""
    scene = Scene().regular().ready().make("Shop", due=date(2026, 8, 20), price=euros(2000))
    assert scene.plan().notice.last_day == date(2026, 8, 20)
    small = Scene().regular().ready().make("Icon", due=date(2026, 8, 20), price=euros(20))
    small.make("Someday", price=euros(5000)).make("Far", due=date(2027, 8, 20), price=euros(5000))
    assert small.make("Unpriced", due=date(2026, 8, 20)).plan().notice.last_day == AS_OF + timedelta(30)


def test_german_months_end_by_the_fifteenth() -> None:
    """Paid monthly: told by the 15th it ends with June; a day later with July, longer than courtesy."""
    scene = Scene(country="DE").regular().ready()
    assert by(scene, date(2026, 6, 15)) == {"law": date(2026, 6, 30), "courtesy": date(2026, 7, 15)}
    assert scene.plan().notice.of == "courtesy"
    assert by(scene, date(2026, 6, 16))["law"] == date(2026, 7, 31)
    assert notice(case_of(scene), date(2026, 6, 16)).of == "law"


def test_the_law_that_the_contract_names_holds() -> None:
    """A Belgian client under German law."""
    scene = Scene().signed(("governing_law", {"place": "DE"})).regular().ready()
    assert scene.plan().notice.source == "" and "law" in by(scene, AS_OF)


def test_a_fixed_term_is_performed_to_its_end() -> None:
    """France, art. 1212: until 31 December; to leave before needs a ground."""
    scene = Scene(country="FR").signed(("expiration", {"date": date(2026, 12, 31)})).regular().ready()
    made = scene.plan()
    assert (made.notice.last_day, made.notice.of) == (date(2026, 12, 31), "contract")
    assert "plan.note.ground" in keys(made.notes)
    assert keys(one.why for one in made.notice.candidates)[0] == "plan.last_day.term"


def test_a_fixed_term_with_notice_can_be_left() -> None:
    """Its own clause says how; no ground is asked for."""
    told = (("expiration", {"date": "2026-12-31"}), ("notice_period", {"days": 20}))
    made = Scene(country="FR").signed(*told).ready().plan()
    assert made.notice.last_day == AS_OF + timedelta(20)
    assert "plan.note.ground" not in keys(made.notes)


def test_a_law_that_asks_for_a_ground_has_no_number() -> None:
    """Québec and Vietnam: the ground is said, and no day is made up."""
    for country in ("CA-QC", "VN"):
        made = Scene(country=country).ready().plan()
        assert "plan.note.ground" in keys(made.notes)
        assert made.notice.candidates == ()


def test_where_nobody_knows_the_law_no_number() -> None:
    """A place that was not looked up, and a client of no place."""
    assert "plan.note.law_unknown" in keys(Scene(country="BE").plan().notes)
    assert "plan.note.no_place" in keys(Scene(country="").plan().notes)
    british = keys(Scene(country="GB").plan().notes)
    assert "law.refused.contract_first" in british and "plan.note.law_unknown" not in british
    assert "law.other_client.public" in keys(Scene(kind="public").plan().notes)


def test_a_term_that_is_over() -> None:
    """They went on after it: what holds now is asked."""
    made = Scene().signed(("expiration", {"date": "2026-01-31"})).regular().ready().plan()
    assert "plan.note.term_over" in keys(made.notes)
    assert made.notice.of == "courtesy"


def test_a_contract_without_a_word_on_the_end() -> None:
    """It is said that none was found; and an expiration without a day is none."""
    made = Scene().signed(("expiration", {"date": None}), ("deposit", {"percent": 30})).plan()
    assert "plan.note.no_notice_clause" in keys(made.notes)


def test_renewal_counted_in_months_or_with_two_words() -> None:
    """One says two months, one ninety days: the longer holds; one without a length says nothing."""
    told = [
        ("expiration", {"date": date(2026, 12, 31)}), ("renewal", {"months": 6}),
        ("renewal_notice", {"months": 2}), ("renewal_notice", {"days": 90}), ("renewal_notice", {}),
    ]  # fmt: skip
    made = Scene().signed(*told).ready().plan()
    assert made.tell.latest is not None and made.tell.latest.day == date(2026, 10, 2)
    assert made.notice.last_day == date(2026, 12, 31)
    weeks = [*told[:2], ("renewal_notice", {"weeks": 4})]
    made = Scene().signed(*weeks).ready().plan()
    assert made.tell.latest is not None and made.tell.latest.day == date(2026, 12, 3)


def test_ones_own_last_day() -> None:
    """Later than all, or instead of courtesy; never before what binds."""
    scene = Scene().regular().ready().mark("last_day=2026-06-30")
    assert scene.plan().notice.last_day == date(2026, 6, 30)
    scene.signed(("notice_period", {"days": 30}))
    made = scene.plan()
    assert made.notice.last_day == AS_OF + timedelta(30)
    assert "plan.note.last_day_early" in keys(made.notes)
    later = Scene().regular().ready().mark("last_day=2026-09-30").plan()
    assert later.notice.last_day == date(2026, 9, 30)


def test_in_danger_no_courtesy_is_owed() -> None:
    """What the contract asks for is shown all the same."""
    assert Scene().regular().mark("danger").plan().notice.of == "none"
    made = Scene().regular().signed(("notice_period", {"days": 30})).mark("danger").plan()
    assert made.notice.of == "contract"


PERIODS = st.one_of(
    st.builds(lambda n: {"days": n}, st.integers(0, 120)),
    st.builds(lambda n: {"weeks": n}, st.integers(0, 12)),
    st.builds(lambda n: {"months": n, "effective": "end_of_month"}, st.integers(0, 6)),
    st.builds(lambda n: {"days": n, "working_days": True}, st.integers(0, 60)),
    st.builds(lambda n: {"months": n, "effective": "first_of_next_month"}, st.integers(0, 6)),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(PERIODS, max_size=3),
    st.sampled_from(["DE", "FR", "NL", "BE", ""]),
    st.integers(-30, 200),
    st.none() | st.integers(0, 100),
)
def test_the_last_day_keeps_all_that_binds(
    periods: list[dict[str, Any]], country: str, told: int, own: int | None
) -> None:
    """Whatever contract and law ask for is kept; every day that was weighed is shown."""
    scene = Scene(country=country).regular()
    scene.signed(*(("notice_period", one) for one in periods))
    told_on = AS_OF + timedelta(told)
    if own is not None:
        scene.mark(f"last_day={told_on + timedelta(own)}")
    found = notice(case_of(scene), told_on)
    weighed = list(candidates(case_of(scene), told_on))
    assert all(found.last_day >= one.reasoned.day for one in weighed if one.is_binding)
    assert found.candidates == tuple(one.reasoned for one in weighed)
    assert found.last_day >= told_on


def test_by_what_time_one_is_paid_is_not_guessed() -> None:
    """German law goes by it: bills month after month are paid by the month, and so are those of weeks and of
    quarters; twice a month, or once regular and no more, nobody knows."""
    scene = Scene(country="DE").regular().ready()
    law = [one for one in scene.plan().notice.candidates if one.why.key == "plan.last_day.law"]
    assert [one.day for one in law] == [date(2026, 6, 30)]
    assert law[0].why.values["source"] == "BGB § 621"
    for apart, count, end in ((7, 14, date(2026, 6, 20)), (91, 5, date(2026, 9, 30))):
        scene_of = Scene(country="DE").ready()
        for number in range(count):
            scene_of.bill(f"{number}", ago(3 + apart * number), paid=[(ago(1), 500)])
        shown = [one.day for one in scene_of.plan().notice.candidates if one.why.key == "plan.last_day.law"]
        assert shown == [end]
        assert not [one for one in scene_of.plan(as_of=ago(-120)).notice.candidates if one.day == end]
    twice = scene.bill("more", ago(30), paid=[(ago(20), 500)]).plan()
    assert "plan.last_day.law" not in keys(one.why for one in twice.notice.candidates)
