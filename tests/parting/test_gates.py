"""What holds a talk back, and what opens it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.parting.model import LooseEnd, Span
from parting.scene import AS_OF, Scene, ago, euros, keys, on, states, why

NAMES = ["gut", "cooling_off", "trigger", "contract", "obligations", "prepaid", "exposure", "reread"]


def test_all_gates_in_their_order() -> None:
    """Of a client of whom nothing is known, what nobody knows is closed or said to be unknown."""
    made = Scene().plan()
    assert [gate.name for gate in made.gates] == NAMES
    assert why(made, "obligations") == "gate.obligations.unknown"
    assert why(made, "exposure") == "gate.exposure.unknown"
    assert (states(made)["contract"], why(made, "contract")) == ("closed", "gate.contract.none")


def test_everything_done_opens_everything() -> None:
    """Whoever has done it all may speak today."""
    made = Scene().ready().plan()
    assert set(states(made).values()) == {"open"}
    assert made.tell.earliest is not None and made.tell.earliest.day == AS_OF


def test_the_gut_is_asked_first() -> None:
    """Until it was said, that gate is closed (M34); the last word counts."""
    assert states(Scene().plan())["gut"] == "closed"
    assert why(Scene().gut(ago(9), "keep").gut(ago(3), "let_go").plan(), "gut") == "gate.gut.let_go"


def test_days_to_consider_begin_with_considering() -> None:
    """Three days unless the playbook says otherwise; open on the day they are over (M40)."""
    scene = Scene().mark("considering", ago(2))
    gate = next(one for one in scene.plan().gates if one.name == "cooling_off")
    assert (gate.state, gate.until) == ("closed", ago(-1))
    assert states(scene.plan(as_of=ago(-1)))["cooling_off"] == "open"
    assert states(scene.plan(cooling_days=2))["cooling_off"] == "open"


def test_days_that_nobody_began_are_ahead() -> None:
    """They begin on the day it is marked, so today none of them is over."""
    made = Scene().plan()
    assert why(made, "cooling_off") == "gate.cooling_off.not_begun"
    assert next(one.until for one in made.gates if one.name == "cooling_off") == AS_OF + timedelta(3)


def test_the_gut_to_let_go_begins_them_too() -> None:
    """Whoever said three days ago that it is over has considered it since."""
    assert states(Scene().gut(ago(3)).plan())["cooling_off"] == "open"
    assert why(Scene().gut(ago(3), "repair").plan(), "cooling_off") == "gate.cooling_off.not_begun"


def test_a_time_set_in_calm_is_locked() -> None:
    """The first word may be shorter than the playbook's; a later one only lengthens it."""
    scene = Scene().mark("considering", ago(2)).mark("cooling=2", ago(2))
    assert states(scene.plan())["cooling_off"] == "open"
    assert states(scene.mark("cooling=7", ago(1)).plan())["cooling_off"] == "closed"
    assert states(scene.mark("cooling=0", AS_OF).plan())["cooling_off"] == "closed"


def test_in_anger_nobody_shortens_it() -> None:
    """After a harsh message a shorter time does not count, a longer one does."""
    angry = Scene().mail(ago(5), "hostile").mark("considering", ago(2)).mark("cooling=0", ago(4))
    assert states(angry.plan())["cooling_off"] == "closed"
    calm = Scene().mail(ago(8), "hostile").mark("considering", ago(2)).mark("cooling=0", ago(4))
    assert states(calm.plan())["cooling_off"] == "open"
    longer = Scene().mail(ago(5), "hostile").mark("considering", ago(4)).mark("cooling=9", ago(4))
    assert states(longer.plan())["cooling_off"] == "closed"


@pytest.mark.parametrize(
    ("month", "year", "state"), [(0, 2, "closed"), (0, 3, "waived"), (2, 2, "waived"), (1, 1, "closed")]
)
def test_several_times_is_instinct(month: int, year: int, state: str) -> None:
    """Three times in a year (or twice in one month): no more waiting, trust your gut (M41)."""
    made = Scene().judged(episodes_month=month, episodes_year=year).plan()
    assert states(made)["cooling_off"] == state
    assert ("plan.note.trust_gut" in keys(made.notes)) == (state == "waived")


def test_without_a_review_nobody_counts_times() -> None:
    """A client whom no review knows waits as usual."""
    scene = Scene()
    scene.review = None
    assert states(scene.plan())["cooling_off"] == "closed"


@pytest.mark.parametrize(("acts", "kind"), [(("irritated",), "message"), (("hostile", "threat"), "threat")])
def test_something_fresh_closes(acts: tuple[str, ...], kind: str) -> None:
    """A harsh message of the last five days; a threat says what to do when one is not safe (M39, T15)."""
    scene = Scene().mail(ago(2), *acts)
    gate = next(one for one in scene.plan().gates if one.name == "trigger")
    assert (gate.state, gate.why.key, gate.until) == ("closed", f"gate.trigger.{kind}", ago(-3))
    assert states(scene.plan(as_of=ago(-3)))["trigger"] == "open"
    assert states(scene.mark("trigger_seen", ago(1)).plan())["trigger"] == "open"


def test_a_row_is_fresh_too() -> None:
    """An angry answer in the attempts; seen before it came, it counts for nothing."""
    scene = Scene().row(ago(1)).mark("trigger_seen", ago(2))
    assert why(scene.plan(), "trigger") == "gate.trigger.row"
    assert on(scene.plan(), "trigger") == AS_OF


def test_own_harsh_words_are_no_trigger() -> None:
    """Only what came in."""
    assert states(Scene().mail(ago(1), "hostile", incoming=False).plan())["trigger"] == "open"


def test_a_contract_is_read_before() -> None:
    """Reviewed, or knowingly skipped (M43)."""
    scene = Scene().signed(("deposit", {"percent": 30}))
    assert states(scene.plan())["contract"] == "closed"
    assert on(scene.plan(), "review_contract") == AS_OF
    assert states(scene.mark("contract_skipped").plan())["contract"] == "waived"
    assert states(scene.mark("contract_reviewed").plan())["contract"] == "open"


def test_without_a_contract_one_gathers_what_was_agreed() -> None:
    """The gate stays closed until it is, or is knowingly skipped; a step says what to gather (M46)."""
    made = Scene().plan()
    assert (states(made)["contract"], why(made, "contract")) == ("closed", "gate.contract.none")
    assert on(made, "gather") == AS_OF
    assert states(Scene().mark("contract_skipped").plan())["contract"] == "waived"


def test_own_obligations_come_first() -> None:
    """What was due and is not delivered closes; a move says that it is delivered (M47)."""
    scene = Scene().make("Logo", due=ago(3)).make("Poster", due=ago(9), delivered_on=ago(8))
    made = scene.plan()
    assert why(made, "obligations") == "gate.obligations.owed"
    assert on(made, "deliver") == AS_OF
    assert states(scene.mark("delivered=logo").plan())["obligations"] == "open"


def test_what_is_due_today_is_not_late() -> None:
    """There is the whole day for it; tomorrow it is owed."""
    scene = Scene().make("Logo", due=AS_OF)
    end = LooseEnd("the source files", "me", Span(0, 4), state="open", due=AS_OF)
    signed = Scene().make("Poster", delivered_on=ago(5)).signed(("handover", {}), ends=[end])
    for one in (scene, signed):
        assert states(one.plan())["obligations"] == "open"
        assert states(one.plan(as_of=ago(-1)))["obligations"] == "closed"


def test_what_falls_due_later_closes_again() -> None:
    """The word that all is met holds for what was due by then."""
    scene = Scene().make("Logo", due=ago(9)).mark("obligations_met", ago(5))
    assert states(scene.plan())["obligations"] == "open"
    assert states(scene.make("Poster", due=ago(1)).plan())["obligations"] == "closed"


def test_a_delivery_that_is_not_due_holds_nobody_back() -> None:
    """It is a step on its day."""
    made = Scene().make("Logo", due=ago(-4)).make("Someday").plan()
    assert states(made)["obligations"] == "open"


@pytest.mark.parametrize(
    ("about", "state"),
    [
        ({}, "closed"),
        ({"due": ago(-2)}, "open"),
        ({"state": "unknown"}, "open"),
        ({"owed_by": "client"}, "open"),
    ],
)
def test_open_ends_of_the_contract_are_obligations(about: dict[str, object], state: str) -> None:
    """Those of one's own that stand open and are due."""
    end = LooseEnd("the source files", "me", Span(0, 4), state="open")._replace(**about)
    scene = Scene().make("Logo", delivered_on=ago(5)).signed(("handover", {}), ends=[end])
    assert states(scene.plan())["obligations"] == state
    assert states(scene.mark("obligations_met", ago(1)).plan())["obligations"] == "open"


def test_without_their_messages_nobody_knows_what_is_fresh() -> None:
    """No record is no proof of peace (T5); danger does not wait for it."""
    assert why(Scene().plan(), "trigger") == "gate.trigger.unknown"
    assert why(Scene().mark("danger").plan(), "trigger") == "gate.danger"
    assert why(Scene().mail(ago(9)).plan(), "trigger") == "gate.trigger.none"


def test_what_is_prepaid_is_delivered() -> None:
    """Exactly what is missing is said; delivered, it is open (M48)."""
    scene = Scene().make("Logo", prepaid=euros(300)).make("Poster", prepaid=euros(200), delivered_on=ago(1))
    made = scene.plan()
    gate = next(one for one in made.gates if one.name == "prepaid")
    assert (gate.state, gate.why.values["sum"]) == ("closed", euros(300))
    assert on(made, "prepaid") == AS_OF
    assert states(scene.mark("obligations_met", AS_OF).plan())["prepaid"] == "waived"
    assert states(scene.mark("delivered=Logo").plan())["prepaid"] == "open"


def test_open_money_closes_until_the_limit() -> None:
    """Settled by one's own word, or no longer waited for (M49, M50)."""
    scene = Scene().bill("1", ago(20), due=ago(6))
    gate = next(one for one in scene.plan().gates if one.name == "exposure")
    assert (gate.state, gate.until) == ("closed", ago(6) + timedelta(30))
    assert states(scene.plan(as_of=ago(6) + timedelta(30)))["exposure"] == "open"
    assert states(scene.mark("exposure_settled").plan())["exposure"] == "waived"


def test_unbilled_work_is_at_stake_too() -> None:
    """Delivered and not billed."""
    made = (
        Scene().bill("1", ago(40), paid=[(ago(30), 500)]).make("Logo", price=euros(90), delivered_on=ago(3))
    )
    assert why(made.plan(), "exposure") == "gate.exposure.unbilled"


def test_nothing_open_is_open() -> None:
    """All is paid, and all that was worked is billed; that is not known where no hours are written down."""
    scene = Scene().bill("1", ago(40), paid=[(ago(30), 500)])
    made = scene.plan()
    assert (states(made)["exposure"], why(made, "exposure")) == ("open", "gate.exposure.none_unpaid")
    called = scene.work(ago(50), 5, activity="call").plan()
    assert why(called, "exposure") == "gate.exposure.none_unpaid"
    timed = scene.work(ago(50), 4).plan()
    assert (states(timed)["exposure"], why(timed, "exposure")) == ("open", "gate.exposure.none")


def test_words_are_read_again_another_morning() -> None:
    """The same day does not count; from the next on it does (M75)."""
    scene = Scene().mark("preparing", ago(1)).mark("reread", ago(1))
    assert states(scene.plan())["reread"] == "closed"
    assert states(scene.mark("reread").plan())["reread"] == "open"


@given(st.lists(st.sampled_from(["considering", "preparing", "contract_skipped", "cooling=9"]), max_size=4))
def test_danger_opens_all(steps: list[str]) -> None:
    """Whoever is not safe waits for nothing: today, in writing, with advice; nobody is passed on (T15)."""
    scene = Scene().bill("1", ago(3)).mail(ago(1), "threat").make("Logo", due=ago(3), prepaid=euros(9))
    for step in steps:
        scene.mark(step)
    made = scene.mark("danger").plan()
    assert "closed" not in states(made).values()
    assert made.tell.planned is not None and made.tell.planned.day == AS_OF
    assert made.channel.recommended == "email"
    assert "plan.note.danger" in keys(made.notes)
    assert not made.alternatives.offer
    assert on(made, "thank_you") is None


def test_danger_can_be_taken_back() -> None:
    """It was a slip: the gates are closed as before."""
    assert states(Scene().mark("danger").mark("undone").plan()) == states(Scene().plan())
