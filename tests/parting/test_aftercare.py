"""After the last day: what was to be over, what is owed to the other side, and when to look back."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.parting.afterwards import After
from goodterms.parting.relapse import Slip
from goodterms.review.model import FAMILIES
from parting.left import LAST, OTHER, PLANNED, Left, day
from parting.scene import CLIENT, Scene, euros, keys

HELP = day(14)


def kinds(made: After) -> dict[str, float]:
    """How much of each kind."""
    return {slip.kind: slip.amount for slip in made.care.slips}


def slip(made: After, kind: str) -> Slip:
    return next(one for one in made.care.slips if one.kind == kind)


def test_the_last_day_is_the_one_that_was_marked() -> None:
    """`closed` and `last_day` before the plan; what came first of both, where `closed` was marked late."""
    assert Left().after().care.ending == (LAST, HELP, "closed")
    late = Left(f"last_day={LAST}").mark("closed", day(5)).after().care.ending
    assert late is not None and late.last_day == LAST
    sooner = Left(f"last_day={day(9)}", "closed").after().care.ending
    assert sooner is not None and sooner.last_day == LAST
    assert Left(f"last_day={LAST}").after().care.ending == (LAST, HELP, "last_day")
    assert Left("notice").after().care.ending == (PLANNED, PLANNED + timedelta(14), "plan")


def test_before_the_talk_there_is_no_ending() -> None:
    """Nothing is watched, and it is said why; a day of one's own alone ends nothing."""
    for made in (Left("undone").after(), Left("undone", f"last_day={LAST}").after()):
        care = made.care
        assert (care.ending, care.slips, care.look_back, made.back) == (None, (), None, None)
        assert keys(care.notes) == ["after.note.no_ending"]


def test_before_the_last_day_nothing_is_watched() -> None:
    """Work in the notice is work."""
    made = Left().work(day(-3), 4).after(0)
    assert (made.care.slips, made.back) == ((), None)
    assert "after.note.not_over" in keys(made.care.notes)


@pytest.mark.parametrize(
    ("after", "activity", "hours"),
    [
        (0, "production", None),
        (1, "production", 2),
        (14, "revision", 2),
        (14, "email", None),
        (14, "", None),
        (15, "email", 2),
        (15, "", 2),
    ],
)
def test_work_after_the_end(after: int, activity: str, hours: float | None) -> None:
    """New work from the day after the last; answering questions only when the help is over."""
    made = Left().work(day(after), 2, activity=activity).after()
    assert kinds(made).get("hours") == hours


def test_work_is_said_with_its_places_and_whether_it_was_billed() -> None:
    """All hours once, the latest day, and those that were given away."""
    scene = Left().work(day(20), 1.5, billable=True).work(day(30), 2, billable=False)
    worked = slip(scene.after(), "hours")
    assert (worked.amount, worked.first, worked.last) == (3.5, day(20), day(30))
    assert (worked.says.key, worked.says.values["last"]) == ("after.slip.hours", day(30))
    assert [place.source for place in worked.evidence] == ["records.csv"] * 2
    assert slip(scene.after(), "unbilled").amount == 2
    scene.bill("9", day(31))
    assert slip(scene.after(), "hours").says.key == "after.slip.hours_billed"
    assert slip(scene.after(), "unbilled").says.key == "after.slip.unbilled"


def test_hours_of_nothing_are_none() -> None:
    """A row without minutes is no work."""
    assert kinds(Left().work(day(20), 0).after()) == {}


@pytest.mark.parametrize(
    ("about", "count"),
    [
        ({"delivered_on": day(5), "due": day(5)}, 1),
        ({"delivered_on": day(5)}, 1),
        ({"delivered_on": day(5), "due": day(-1)}, None),
        ({"delivered_on": day(0), "due": day(5)}, None),
        ({"delivered_on": day(90)}, None),
        ({"due": day(20)}, None),
    ],
)
def test_what_was_delivered_after_the_end(about: dict[str, Any], count: int | None) -> None:
    """New work, not what was only late, and nothing of the days to come."""
    assert kinds(Left().make("Poster", **about).after()).get("delivered") == count


def test_answers_about_work_after_the_help() -> None:
    """Answers to what they ask, within two weeks; no word about money and no limit, which are no work."""
    asked = Left().mail(day(20), "request").mail(day(21), incoming=False)
    assert kinds(asked.after()) == {"answered": 1, "reopened": 1}
    for scene in (
        Left().mail(day(20), "thanks").mail(day(21), incoming=False),
        Left().mail(day(20), "vague").mail(day(35), incoming=False),
        Left().mail(day(20), "vague").mail(day(21), "boundary", incoming=False),
        Left().mail(day(20), "vague").mail(day(21), "payment_reminder", incoming=False),
        Left().mail(day(2), "vague").mail(day(14), incoming=False),
        Left().mail(day(-2), "vague").mail(day(15), incoming=False),
        Left().mail(day(20), "vague", automatic=True).mail(day(21), incoming=False),
        Left().mail(day(20), "vague").mail(day(21), incoming=False, automatic=True),
        Left().mail(day(20), "vague", thread="a").mail(day(21), incoming=False, thread="b"),
    ):
        assert kinds(scene.after()) == {}
    same = Left().mail(day(20), "vague", thread="a").mail(day(21), incoming=False, thread="a")
    assert kinds(same.after()) == {"answered": 1}
    within = Left().mail(day(13), "vague").mail(day(15), incoming=False)
    assert kinds(within.after()) == {"answered": 1}


@pytest.mark.parametrize(
    ("after", "act", "count"),
    [
        (10, "request", None),
        (10, "out_of_scope", 1),
        (20, "request", 1),
        (20, "chaser", 1),
        (20, "thanks", None),
        (-1, "out_of_scope", None),
    ],
)
def test_talks_that_are_reopened(after: int, act: str, count: int | None) -> None:
    """While the help lasts they may ask, but not for new work; machines ask for nothing."""
    assert kinds(Left().mail(day(after), act).after()).get("reopened") == count
    assert kinds(Left().mail(day(after), act, automatic=True).after()) == {}


def test_meetings_after_the_help() -> None:
    """A hand-over is one; three weeks later it is another beginning."""
    assert kinds(Left().meet(day(3)).meet(day(21)).after()) == {"meeting": 1}


def test_nothing_after_today_counts() -> None:
    """The records may know more than the day that is looked at."""
    assert kinds(Left().work(day(20), 1).meet(day(21)).mail(day(22), "chaser").after(19)) == {}


@given(st.sets(st.integers(0, 23)), st.sets(st.integers(0, 23)))
@settings(max_examples=60, deadline=None)
def test_less_after_the_end_is_never_more_to_say(kept: set[int], fewer: set[int]) -> None:
    """Whatever record after the last day is taken out: no kind is added, and no amount becomes more."""
    every, some = _happens(kept | fewer), _happens(kept)
    for kind, amount in kinds(some.after()).items():
        assert amount <= kinds(every.after())[kind]


def _happens(which: set[int]) -> Left:
    """Some of all that can happen after an ending."""
    scene = Left()
    acts = ("request", "vague", "thanks", "out_of_scope")
    for number in sorted(which):
        when, way = day(2 + 2 * number), number % 6
        if way == 0:
            scene.work(when, 1 + number, billable=bool(number % 4))
        elif way == 1:
            scene.mail(when, acts[number % 4])
        elif way == 2:
            scene.mail(when, incoming=False)
        elif way == 3:
            scene.meet(when)
        elif way == 4:
            scene.bill(str(number), when)
        else:
            scene.make(str(number), delivered_on=when)
    return scene


def test_help_is_counted() -> None:
    """What was given while questions were answered; unknown where the records end before."""
    scene = Left().work(day(3), 1.5, activity="email").work(day(4), 2, activity="production")
    scene.mail(day(3), incoming=False).mail(day(4), incoming=False, automatic=True).mail(day(5))
    assert scene.after().care.help == (90, 1)
    assert Left().work(day(-3), 1).mail(day(-3)).after().care.help == (None, None)


def test_records_that_end_before_show_nothing() -> None:
    """That nothing was found is then no good news; others' records show that the files go on."""
    blind = Left().work(day(-3), 1).mail(day(-3)).after()
    assert keys(blind.care.notes) == ["after.note.no_hours", "after.note.no_messages"]
    seeing = Left().works(day(9), 1).writes(day(9), 12).after()
    assert seeing.care.notes == ()


def test_the_day_of_the_plan_is_said_to_be_that() -> None:
    """Nobody marked one."""
    made = Left("notice").works(day(30), 1).writes(day(30), 12).after()
    assert keys(made.care.notes) == ["after.note.by_plan"]


def test_what_was_felt_may_be_asked_for() -> None:
    """In Europe people may ask for all that is kept about them, feelings too: said where there are some."""
    felt = "law.gdpr.opinions"
    assert felt not in keys(Left().after(40).care.notes)
    assert felt in keys(Left().feel(day(-70), dread=3).after(40).care.notes)
    assert felt in keys(Left().look_back(day(35)).after(40).care.notes)


def test_leaving_is_not_falling_silent_while_help_was_promised() -> None:
    """A question of the last days without an answer is said until the help is over (M51)."""
    scene = Left().mail(day(1), "request")
    assert keys(scene.after(10).care.notes)[0] == "plan.note.unanswered"
    assert "plan.note.unanswered" not in keys(scene.after(15).care.notes)


def test_a_friendly_end() -> None:
    """A thank-you a week later, a word three months later on a day that suits, and not more than that."""
    bridge = Left().after().care.bridge
    assert bridge.thanks is not None and bridge.contact is not None
    assert (bridge.thanks.day, bridge.thanks.why.key) == (day(7), "after.bridge.thanks")
    assert (bridge.contact.day, bridge.contact.why.key) == (day(90), "after.bridge.contact")
    assert keys(bridge.says) == ["after.bridge.tone"]


def test_thanks_that_were_written_are_found() -> None:
    """From the last day on, with the place; theirs and those before are others."""
    scene = Left().mail(day(-9), "thanks", incoming=False).mail(day(3), "thanks")
    assert not scene.after().care.bridge.is_thanked
    scene.mail(day(6), "thanks", incoming=False)
    thanks = scene.after().care.bridge.thanks
    assert thanks is not None and thanks.day == day(6) and len(thanks.evidence) == 1
    assert scene.after().care.bridge.is_thanked


def test_a_day_of_theirs_is_a_good_day_to_write() -> None:
    """Their fair, if it comes before the three months are over; nothing once all are over."""
    scene = Left(f"critical_date={day(80)}", f"critical_date={day(-9)}", "closed")
    contact = scene.after().care.bridge.contact
    assert contact is not None and (contact.day, contact.why.key) == (day(80), "after.bridge.occasion")
    later = scene.after(85).care.bridge.contact
    assert later is not None and later.why.key == "after.bridge.contact"
    assert scene.after(120).care.bridge.contact is None


@pytest.mark.parametrize(
    ("scene", "key"),
    [
        (Left(f"last_day={LAST}", "danger", "closed"), "after.bridge.danger"),
        (Left().judged(referral=False), "after.bridge.quiet"),
    ],
)
def test_no_bridge_to_danger_or_contempt(scene: Scene, key: str) -> None:
    """No thanks and no word are asked for."""
    assert isinstance(scene, Left)
    bridge = scene.after().care.bridge
    assert (bridge.thanks, bridge.contact, keys(bridge.says)) == (None, None, [key])


def test_whoever_is_in_danger_answers_nothing() -> None:
    """What comes is said otherwise than to others."""
    made = Left(f"last_day={LAST}", "danger", "closed").mail(day(20), "chaser").after()
    assert slip(made, "reopened").says.key == "after.slip.reopened.danger"
    assert keys(made.care.notes)[0] == "plan.note.danger"


def test_money_stays_owed() -> None:
    """What is open after the end, bill by bill; unknown without bills."""
    made = Left().bill("7", day(-20), 400, due=day(10), paid=[(day(12), 150)]).after()
    assert made.care.unpaid == (euros(250),)
    assert [(bill.record.number, bill.due) for bill in made.care.bills] == [("7", day(10))]
    assert Left().after().care.unpaid == ()


@pytest.mark.parametrize(
    ("as_of", "looked", "expected"),
    [
        (10, [], (30, False)),
        (30, [], (30, True)),
        (200, [], (30, True)),
        (40, [20], (90, False)),
        (40, [15], (30, True)),
        (100, [31], (90, True)),
        (200, [100], (180, True)),
        (200, [170], None),
    ],
)
def test_when_to_look_back(as_of: int, looked: list[int], expected: tuple[int, bool] | None) -> None:
    """After 30, 90 and 180 days; a look back counts for the days before it, and for one within two weeks."""
    scene = Left()
    for number in looked:
        scene.looks(day(number), mood=3)
    found = scene.after(as_of).care.look_back
    if expected is None:
        assert found is None
    else:
        assert found is not None
        assert (found.day, found.after, found.is_due) == (day(expected[0]), *expected)


def test_whom_they_sent_is_the_worth_of_the_bridge() -> None:
    """With what came in from those."""
    made = Left().other(referred_by=CLIENT).pays(day(9), 300).after()
    assert made.brought is not None and made.brought.is_left
    assert [one.client for one in made.brought.brought] == [OTHER]
    assert made.brought.worth == (euros(300),)
    assert Left().after().brought is None


def test_what_was_learned_of_them() -> None:
    """Their own lessons; those of others stand in the plan."""
    scene = (
        Left().mark("lesson", day(3), "ask  for a\ndeposit").other().moves(OTHER, day(3), "lesson", "other")
    )
    assert [one.text for one in scene.after().lessons] == ["ask for a deposit"]


def test_a_review_that_knows_nobody() -> None:
    """Who has no review has a bridge as anybody has."""
    scene = Left()
    scene.review = None
    assert scene.after().care.bridge.thanks is not None


def test_levels_alone_close_no_bridge() -> None:
    """Late payment is no contempt."""
    levels = MappingProxyType(dict.fromkeys(FAMILIES, 0) | {"payment": 3})
    assert Left().judged(levels=levels).after().care.bridge.contact is not None
