"""On which day to speak: cases worked out by hand, with a calendar of June 2026 (the 15th is a Monday)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.parting.days import add_months, add_working_days, good_day
from goodterms.parting.model import Plan, Reasoned
from goodterms.parting.notice import Term
from goodterms.review.forecast.forecasting import forecast
from goodterms.terms.calendar import is_free
from parting.scene import AS_OF, Scene, ago, keys, on

JULY_2 = date(2026, 7, 2)


def day(reasoned: Reasoned | None) -> date | None:
    return reasoned.day if reasoned is not None else None


def days(made: Plan) -> dict[str, date | None]:
    """Every day of the telling."""
    tell = made.tell
    names = ("earliest", "safest", "latest", "limit", "planned")
    return {name: day(getattr(tell, name)) for name in names}


def renewing(end: str, notice: int | None = 60, months: int = 12, **more: Any) -> list[tuple[str, Any]]:
    """The clauses of a contract that renews itself."""
    told: list[tuple[str, Any]] = [
        ("expiration", {"date": date.fromisoformat(end)}),
        ("renewal", {"months": months, "automatic": True, **more}),
    ]
    return told if notice is None else [*told, ("renewal_notice", {"days": notice})]


def test_nothing_to_wait_for() -> None:
    """All is ready and paid: today is the earliest, the safest and the day."""
    found = days(Scene().ready().plan())
    assert found == {"earliest": AS_OF, "safest": AS_OF, "latest": None, "limit": None, "planned": AS_OF}


def test_after_the_money_is_expected() -> None:
    """Due on 29 June, usually four days late: expected on 3 July, told on Monday the 6th."""
    scene = Scene().regular(late=4, open_months=1).ready()
    found = days(scene.bill("9", ago(20), due=date(2026, 6, 29)).plan())
    assert found["safest"] == date(2026, 7, 6)
    assert found["limit"] == date(2026, 7, 29)
    assert found["planned"] == date(2026, 7, 6)


def test_who_pays_early_is_expected_on_the_due_day() -> None:
    """Nobody counts on it to be earlier."""
    scene = Scene().regular(late=-3).ready().bill("9", ago(0), due=date(2026, 6, 24))
    assert days(scene.plan())["safest"] == date(2026, 6, 25)


def test_too_few_paid_bills_forecast_nothing() -> None:
    """Two tell no habit: the safest day is unknown, and the limit is the day."""
    scene = Scene().regular(late=4, months=2).ready().bill("9", ago(20), due=date(2026, 6, 29))
    made = scene.plan()
    found = days(made)
    assert (found["safest"], found["limit"], found["planned"]) == (None, date(2026, 7, 29), date(2026, 7, 29))
    assert {"plan.tell.no_forecast", "plan.tell.waited_enough"} <= set(keys(made.tell.why))


def test_later_than_ever_is_no_forecast() -> None:
    """An invoice that is open for longer than any payment took: nobody knows, and nobody waits for ever. The
    last that is open was due today."""
    scene = Scene().regular(late=4).ready().bill("9", ago(60), due=ago(20))
    made = scene.plan()
    assert (days(made)["safest"], days(made)["limit"]) == (None, ago(-30))
    assert "plan.tell.never_so_late" in keys(made.tell.why)


def test_a_due_day_that_is_a_slip_of_the_pen_is_named() -> None:
    """Due in 2039: no safest day, and which invoice to look at."""
    scene = Scene().regular(late=4).ready().bill("9", ago(9), due=date(2039, 6, 29))
    made = scene.plan()
    (said,) = (text for text in made.tell.why if text.key == "plan.tell.too_far")
    assert (days(made)["safest"], said.values["number"]) == (None, "9")


def test_long_overdue_is_waited_for_no_more() -> None:
    """Thirty days past the due day are over: today is the limit, and the day."""
    scene = Scene().ready().bill("9", ago(90), due=ago(60))
    made = scene.plan()
    assert (days(made)["limit"], days(made)["planned"]) == (AS_OF, AS_OF)


def test_disputed_money_is_not_waited_for() -> None:
    """Nobody knows whether it ever comes."""
    found = days(Scene().ready().bill("9", ago(9), disputed=True).plan())
    assert (found["safest"], found["limit"]) == (AS_OF, None)


def test_a_limit_of_ones_own_is_earlier() -> None:
    """What was set holds; it can shorten the waiting and not lengthen it."""
    scene = Scene().ready().bill("9", ago(0), due=date(2026, 6, 29))
    assert days(scene.mark("limit_date=2026-07-09").plan())["limit"] == date(2026, 7, 9)
    assert days(scene.mark("limit_date=2027-07-09").plan())["limit"] == date(2026, 7, 29)


def test_new_bills_do_not_move_the_limit() -> None:
    """Of who is billed every month one is always open: the limit goes by those that were open when leaving
    began to be considered (D8, never wait for ever)."""
    scene = Scene().regular(late=5, open_months=1).ready(ago(10))
    limit = days(scene.plan())["limit"]
    assert limit == date(2026, 7, 15)
    assert days(scene.bill("later", ago(5), due=date(2026, 8, 1)).plan())["limit"] == limit


def test_who_owed_nothing_at_the_beginning_is_waited_for_once() -> None:
    """Nothing was open when leaving began to be considered: the first bill sent since then counts, paid or
    not, and no later one moves the limit."""
    scene = Scene().ready(ago(10)).bill("9", ago(8), due=date(2026, 6, 22))
    limit = days(scene.plan())["limit"]
    assert limit == date(2026, 7, 22)
    scene.bill("10", ago(1), due=date(2026, 8, 10))
    assert days(scene.plan())["limit"] == limit
    paid = Scene().ready(ago(10)).bill("9", ago(8), due=date(2026, 6, 22), paid=[(ago(1), 500)])
    assert days(paid.bill("10", ago(1), due=date(2026, 8, 10)).plan())["limit"] == limit


def test_what_was_paid_back_is_waited_for() -> None:
    """Paid when leaving began to be considered, given back since, no other bill: its own due day counts."""
    parts = [(ago(30), 500.0), (ago(2), -500.0)]
    scene = Scene().mark("considering", ago(10)).bill("9", ago(40), due=ago(20), paid=parts)
    assert days(scene.plan())["limit"] == ago(20) + timedelta(30)


def test_waiting_for_payment_against_a_renewal() -> None:
    """T10: it renews on 31 August unless told 60 days before, by 2 July; the money is expected on 15 July.
    Both days are shown, 2 July is the limit and the day, and it says why."""
    scene = Scene().signed(*renewing("2026-08-31")).regular().ready().bill("9", ago(0), due=date(2026, 7, 15))
    made = scene.plan()
    assert days(made) == {
        "earliest": AS_OF, "safest": date(2026, 7, 16), "latest": JULY_2, "limit": JULY_2, "planned": JULY_2,
    }  # fmt: skip
    assert "plan.tell.conflict" in keys(made.tell.why)
    assert made.tell.latest is not None
    assert made.tell.latest.evidence[0].quote == "Clause 3 on renewal notice."


def test_money_that_comes_in_time_is_no_conflict() -> None:
    """Expected on 24 June, renewal by 2 July."""
    scene = Scene().signed(*renewing("2026-08-31")).regular().ready().bill("9", ago(0), due=date(2026, 6, 24))
    made = scene.plan()
    assert (days(made)["planned"], days(made)["limit"]) == (date(2026, 6, 25), JULY_2)
    assert "plan.tell.conflict" not in keys(made.tell.why)


def test_days_to_consider_against_a_deadline() -> None:
    """Considered until Thursday the 18th, the words read again on Friday, so Monday; told by Wednesday the
    17th: both are shown, the deadline is the limit, and whoever decides is told so."""
    made = Scene().signed(*renewing("2026-08-16")).mark("considering").plan()
    found = days(made)
    assert (found["earliest"], found["latest"]) == (date(2026, 6, 22), date(2026, 6, 17))
    assert (found["limit"], found["planned"]) == (date(2026, 6, 17), date(2026, 6, 17))
    assert "plan.tell.gates_late" in keys(made.tell.why)


def test_a_deadline_on_a_weekend_is_met_before_it() -> None:
    """Sunday 5 July: by Thursday the 2nd (Friday is no day to tell), with the reason."""
    scene = Scene().signed(*renewing("2026-09-03")).ready().bill("9", ago(0), due=date(2026, 7, 15))
    assert days(scene.plan())["latest"] == date(2026, 7, 5)
    assert days(scene.plan())["planned"] == JULY_2


def test_a_missed_renewal_is_said_and_the_next_counts() -> None:
    """The deadline was on 1 June, it renews on 31 July: the next end is a year later."""
    made = Scene().signed(*renewing("2026-07-31")).ready().plan()
    missed = next(text for text in made.tell.why if text.key == "plan.tell.missed")
    assert (missed.values["end"], missed.values["next"]) == (date(2026, 7, 31), date(2027, 7, 31))
    assert days(made)["latest"] == date(2027, 7, 31) - timedelta(60)
    assert made.notice.last_day == date(2027, 7, 31)


def test_a_later_renewal_that_was_missed_is_said() -> None:
    """It renewed itself in 2025 already: that its second deadline, 1 June, is over, is said too."""
    made = Scene().signed(*renewing("2024-07-31")).ready().plan()
    missed = next(text for text in made.tell.why if text.key == "plan.tell.missed")
    assert (missed.values["end"], missed.values["next"]) == (date(2026, 7, 31), date(2027, 7, 31))


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(1, 30),
    st.tuples(st.integers(0, 14), st.integers(0, 400)),
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
)
def test_the_next_end_is_the_first_that_can_be_met(
    end: date, months: int, before: tuple[int, int], day: date
) -> None:
    """However often it renewed itself: the first end whose deadline is not over; one term earlier it is."""
    scene = Scene().signed(("expiration", {"date": end}))
    contract = scene.contracts[0]
    term = Term(contract, contract.clauses[0], end, months, before)
    every = [add_months(end, count * months) for count in range(500)]
    assert term.next_end(day) == next(one for one in every if term.deadline(one) >= day)
    assert term.running(day) == next(one for one in every if one >= day)


def test_a_contract_that_renews_without_a_deadline() -> None:
    """Until the day itself one may say so; years and months count alike."""
    scene = Scene().signed(*renewing("2025-06-30", None, 0, years=1)).ready()
    assert days(scene.plan())["latest"] == date(2026, 6, 30)
    assert days(Scene().signed(*renewing("2026-08-31", None)).plan())["latest"] == date(2026, 8, 31)


def test_a_renewal_of_somebody_elses_will_is_none() -> None:
    """`automatic: false`: it ends unless both go on."""
    told = [("expiration", {"date": "2026-08-31"}), ("renewal", {"months": 12, "automatic": False})]
    made = Scene().signed(*told).ready().plan()
    assert (days(made)["latest"], made.notice.last_day) == (None, date(2026, 8, 31))


def test_a_day_that_is_needed() -> None:
    """To be free on 31 July with 30 days of notice: told by 1 July."""
    scene = Scene().signed(("notice_period", {"days": 30, "party": "either"})).ready()
    assert days(scene.mark("last_day=2026-07-31").plan())["latest"] == date(2026, 7, 1)
    assert days(Scene().ready().mark("last_day=2026-07-31").plan())["latest"] is None
    assert days(scene.mark("last_day=2020-01-01").plan())["latest"] is None


def test_a_day_that_no_notice_reaches() -> None:
    """Three years of notice: nobody could have been told in time, and nothing is made up."""
    scene = Scene().signed(("notice_period", {"months": 36})).ready().mark("last_day=2026-07-31")
    assert days(scene.plan())["latest"] is None


def test_not_on_a_friday() -> None:
    """Four days to consider end on Friday the 19th: Monday, with the reason (M75)."""
    made = Scene().mark("considering").mark("preparing").plan(cooling_days=4)
    assert days(made)["earliest"] == date(2026, 6, 22)
    assert "plan.moved.friday" in keys(made.tell.why)


def test_not_on_a_holiday_of_theirs_nor_before_it() -> None:
    """21 July is Belgium's: neither on it nor on the day before."""
    moved = good_day(date(2026, 7, 20), "BE", ())
    assert (moved.day, keys(moved.why)) == (date(2026, 7, 22), ["plan.moved.before_holiday"])
    assert keys(good_day(date(2026, 7, 21), "BE", ()).why) == ["plan.moved.holiday"]
    assert good_day(date(2026, 7, 21), "", ()).day == date(2026, 7, 21)


def test_not_on_a_weekend() -> None:
    """Saturday the 20th becomes Monday; backwards Thursday."""
    assert good_day(date(2026, 6, 20), "BE", ()).day == date(2026, 6, 22)
    assert good_day(date(2026, 6, 20), "BE", (), before=True).day == date(2026, 6, 18)


def test_where_no_day_is_better_it_stays() -> None:
    """Only a Friday is left: then on that Friday."""
    friday = date(2026, 6, 19)
    assert good_day(friday, "BE", (), before=True, least=friday).day == friday


def test_not_on_the_eve_of_their_launch() -> None:
    """It is on Wednesday the 17th: told on Thursday, and it says what matters to them."""
    made = Scene().ready().mark("critical_date=2026-06-17", note="their launch").plan()
    assert days(made)["earliest"] == date(2026, 6, 18)
    eve = next(text for text in made.tell.why if text.key == "plan.moved.eve")
    assert eve.values["what"] == "their launch"


def test_not_while_they_wait_for_a_delivery() -> None:
    """Due on Tuesday and not delivered yet: Wednesday."""
    made = Scene().ready().make("Logo", due=ago(-1)).plan()
    assert days(made)["earliest"] == date(2026, 6, 17)


def test_days_that_are_all_taken() -> None:
    """A launch every three days for months: the first day stays, nothing hangs."""
    scene = Scene().ready()
    for number in range(40):
        scene.mark(f"critical_date={AS_OF + timedelta(2 * number)}", note="a launch")
    assert days(scene.plan())["earliest"] == AS_OF


def test_no_limit_on_a_holiday() -> None:
    """Due on 25 November and 30 days more is Christmas Day, a Friday: Thursday the 24th is the limit, and as
    that is the eve of a holiday, they are told on Wednesday. Without their country, by one's own."""
    for country in ("BE", ""):
        made = Scene(country=country).bill("1", ago(0), due=date(2026, 11, 25)).plan()
        found = days(made)
        assert (found["limit"], found["planned"]) == (date(2026, 12, 24), date(2026, 12, 23))
        assert "plan.moved.before_holiday" in keys(made.tell.why)
        assert made.tell.limit is not None and made.tell.limit.why.values["days"] == 29
    late = Scene().signed(*renewing("2026-10-18", 63)).bill("1", ago(0), due=date(2026, 9, 1)).ready().plan()
    assert (days(late)["latest"], days(late)["limit"]) == (date(2026, 8, 16), date(2026, 8, 14))
    assert "plan.tell.conflict" in keys(late.tell.why)


def test_words_cannot_be_written_while_one_considers() -> None:
    """No letter is written before the days are over: then, and read again the next morning. By three days
    from Monday it is written on Thursday, read on Friday at the earliest, and told on Monday."""
    made = Scene().mark("considering").plan()
    assert (days(made)["earliest"], on(made, "prepare")) == (date(2026, 6, 22), date(2026, 6, 19))
    assert on(Scene().mark("considering").mark("tell_on=2026-06-16").plan(), "prepare") == date(2026, 6, 16)
    assert days(Scene().judged(episodes_year=3).mark("considering").plan())["earliest"] == date(2026, 6, 16)


def test_what_usually_comes_on_the_due_day() -> None:
    """It is expected then; and the bill that decides the day is the first of its evidence."""
    scene = Scene().regular().ready().bill("8", ago(9), due=date(2026, 6, 20))
    found = scene.bill("9", ago(9), due=date(2026, 6, 24)).plan().tell.safest
    assert found is not None
    assert (found.day, found.why.key, found.why.values["of"]) == (
        date(2026, 6, 25), "plan.tell.expected.client", 6,
    )  # fmt: skip
    assert found.evidence[0] == scene.book().invoices[-1].record.evidence
    late = Scene().regular().ready().bill("8", ago(60), due=ago(20)).plan()
    assert "plan.tell.never_so_late" in keys(late.tell.why)


def test_the_plan_waits_for_the_day_of_the_forecast() -> None:
    """The safest day is the one after the last of the days by which five in ten are paid."""
    scene = Scene().regular(late=4, months=9, open_months=1).ready()
    scene.bill("8", ago(20), due=date(2026, 6, 24)).bill("9", ago(0), due=date(2026, 6, 22))
    expected = forecast(scene.book(), AS_OF).invoices
    last = max(one.p50 for one in expected if one.p50 is not None)
    assert last == date(2026, 6, 28)
    assert days(scene.plan())["safest"] == last + timedelta(days=1)


def test_a_new_client_is_expected_to_pay_like_the_others() -> None:
    """Who has paid nothing yet is judged by the other clients, and that is said."""
    scene = Scene().ready().bill("9", ago(0), due=date(2026, 6, 29))
    for number in range(6):
        scene.bill(f"O-{number}", ago(60), due=ago(46), paid=[(ago(42), 500)], client="Harbour & Sons")
    found = scene.plan().tell.safest
    assert found is not None and found.why.key == "plan.tell.expected.portfolio"
    assert found.day > date(2026, 7, 3)


def test_too_much_is_open_to_say_when() -> None:
    """Most stay open, and are disputed by now: of the next one in ten may come soon, of half nobody knows."""
    scene = Scene().ready()
    for number in range(5):
        scene.bill(f"P-{number}", ago(90), due=ago(70), paid=[(ago(68), 500)])
    for number in range(8):
        scene.bill(f"S-{number}", ago(30), due=ago(20), disputed=True)
    made = scene.bill("9", ago(0), due=date(2026, 6, 29)).plan()
    assert days(made)["safest"] is None
    (said,) = (text for text in made.tell.why if text.key == "plan.tell.too_many_open")
    assert said.values["number"] == "9"


def test_their_own_day_goes_first() -> None:
    """A day that was chosen; too early, it is said. One that is over counts no more."""
    made = Scene().mark("considering").mark("tell_on=2026-06-16").plan()
    assert days(made)["planned"] == date(2026, 6, 16)
    assert "plan.note.tell_early" in keys(made.notes)
    late = Scene().ready().mark("tell_on=2026-06-25").plan()
    assert days(late)["planned"] == date(2026, 6, 25)
    assert "plan.note.tell_early" not in keys(late.notes)
    assert days(Scene().ready().mark("tell_on=2026-06-01").plan())["planned"] == AS_OF


def test_who_was_told_was_told() -> None:
    """From then on notice runs; what was to be done before is no step any more."""
    made = Scene().regular().ready().mark("told=phone", ago(4)).plan()
    assert days(made)["planned"] == ago(4)
    assert made.notice.last_day == ago(4) + timedelta(30)
    assert (on(made, "prepare"), on(made, "tell")) == (None, ago(4))
    assert made.stage == "told"
    assert set(days(made).values()) == {None, ago(4)} and not made.tell.why


@pytest.mark.parametrize("step", ["notice", "closed"])
def test_notice_that_runs_was_told(step: str) -> None:
    """Only `notice` was marked, or the end: then they know, by that day at the latest, in the plan, its steps
    and what comes after alike."""
    made = Scene().regular().ready().mark(step, ago(4)).plan()
    assert days(made)["planned"] == ago(4)
    assert made.notice.last_day == ago(4) + timedelta(30)
    assert on(made, "prepare") is None
    assert next(one for one in made.steps if one.what.key.startswith("step.tell")).is_done


def test_danger_after_it_was_told() -> None:
    """The day it was told stays."""
    assert days(Scene().mark("told", ago(2)).mark("danger").plan())["planned"] == ago(2)


@pytest.mark.parametrize(
    ("first", "months", "expected"),
    [(date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2026, 11, 30), 3, date(2027, 2, 28))],
)
def test_months_end_where_they_end(first: date, months: int, expected: date) -> None:
    """The 31st of a month without one is its last day."""
    assert add_months(first, months) == expected


def test_working_days_skip_weekends_and_holidays() -> None:
    """Five from Thursday 16 July 2026 in Belgium: 17, 20, 22, 23, 24; the 21st is a holiday."""
    assert add_working_days(date(2026, 7, 16), 5, "BE") == date(2026, 7, 24)
    assert add_working_days(date(2026, 7, 16), 0, "BE") == date(2026, 7, 16)


DUE = st.integers(-80, 80)


@pytest.mark.parametrize("considered", [0, -1])
def test_only_the_day_to_go_by_says_why_it_was_moved(considered: int) -> None:
    """The earliest was moved over a weekend; told on the day of the limit, nobody needs to know."""
    scene = Scene().mark("considering", ago(-considered)).bill("1", ago(0), due=date(2026, 6, 29))
    made = scene.plan()
    assert days(made)["planned"] == date(2026, 7, 29)
    assert not [key for key in keys(made.tell.why) if key.startswith("plan.moved")]


SCENES = st.fixed_dictionaries(
    {
        "late": st.integers(0, 40),
        "months": st.integers(0, 6),
        "open": st.lists(DUE, max_size=3),
        "considered": st.integers(-20, 0),
        "renews": st.none() | st.integers(-40, 300),
        "notice": st.none() | st.integers(0, 90),
        "limit": st.none() | st.integers(0, 60),
    }
)


def scene_of(told: dict[str, Any]) -> Scene:
    """Records of all kinds of trouble."""
    scene = Scene().regular(late=told["late"], months=told["months"])
    for number, due in enumerate(told["open"]):
        scene.bill(f"open {number}", ago(90), due=AS_OF + timedelta(due))
    if told["renews"] is not None:
        scene.signed(*renewing(str(AS_OF + timedelta(told["renews"]))))
    if told["notice"] is not None:
        scene.signed(("notice_period", {"days": told["notice"]}))
    if told["limit"] is not None:
        scene.mark(f"limit_date={AS_OF + timedelta(told['limit'])}")
    return scene.mark("considering", AS_OF + timedelta(told["considered"]))


@settings(max_examples=60, deadline=None)
@given(SCENES)
def test_the_latest_is_never_before_the_earliest_without_a_word(told: dict[str, Any]) -> None:
    """Where a deadline comes first there is a limit and an explanation; the day is within both, and some day
    there always is."""
    made = scene_of(told).plan()
    found = days(made)
    assert found["planned"] is not None and found["planned"] >= AS_OF
    if found["latest"] is not None and found["earliest"] is not None and found["latest"] < found["earliest"]:
        assert found["limit"] == found["latest"]
        assert "plan.tell.gates_late" in keys(made.tell.why)
    for end in (found["limit"], found["latest"]):
        assert end is None or found["planned"] <= max(end, AS_OF)


@settings(max_examples=60, deadline=None)
@given(SCENES, DUE)
def test_an_unpaid_invoice_never_makes_the_safest_day_earlier(told: dict[str, Any], due: int) -> None:
    """One more to wait for: later, or unknown."""
    before = days(scene_of(told).plan())["safest"]
    after = days(scene_of(told).bill("more", ago(90), due=AS_OF + timedelta(due)).plan())["safest"]
    assert after is None or (before is not None and after >= before)


@settings(max_examples=60, deadline=None)
@given(SCENES)
def test_nobody_waits_for_ever(told: dict[str, Any]) -> None:
    """At most thirty days beyond the last due day, or until the gates are open."""
    scene = scene_of(told)
    made = scene.plan()
    dues = [filed.record.due for filed in scene.book().invoices if filed.record.due is not None]
    earliest = days(made)["earliest"]
    assert earliest is not None
    most = max([earliest, *(due + timedelta(30) for due in dues)])
    planned = days(made)["planned"]
    assert planned is not None and planned <= most


@settings(max_examples=60, deadline=None)
@given(SCENES)
def test_a_plan_that_can_be_followed(told: dict[str, Any]) -> None:
    """No limit that was reckoned is in a weekend or on a holiday; nothing is to be done in the past or twice;
    the words are written before they are read, and both before they are said."""
    made = scene_of(told).plan()
    limit = made.tell.limit
    if limit is not None and limit.why.key in ("plan.tell.limit.due", "plan.tell.limit.deadline"):
        assert limit.day == AS_OF or not is_free(limit.day, "BE")
    assert all(step.on >= AS_OF for step in made.steps if not step.is_done)
    said = [(step.what.key, tuple(step.what.values.items())) for step in made.steps]
    assert len(said) == len(set(said))
    prepared, read, spoken = (on(made, name) for name in ("prepare", "reread", "tell"))
    assert prepared is not None and read is not None and spoken is not None
    assert prepared <= read == spoken
