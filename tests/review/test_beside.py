"""What is said beside a verdict: attempts, notes, the gut, how stable it is."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from goodterms.records.book import Filed
from goodterms.records.model import Move
from goodterms.review.model import Tried
from goodterms.review.playbook import load
from goodterms.review.reviewing import review
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.evidence import Text
from review.scene import (
    AS_OF,
    CLIENT,
    ORDINARY,
    OTHERS,
    Story,
    book,
    day_before,
    ordinary,
    readings,
    review_all,
    review_one,
)

LATE = ordinary(late_payment=32, late_share=1).signals
MENDED = [35.0] * 8 + [0.0] * 8


def tried(story: Story, family: str) -> Tried:
    """What was tried about one family."""
    return next(one for one in review_one(story).attempts if one.family == family)


def test_nothing_tried() -> None:
    """Nothing said is said."""
    assert Tried("payment", "none", 0, None, False, 0, "", None, None, None) == tried(ordinary(), "payment")


def test_helped() -> None:
    """Late before the talk, on time since: it helped, and the figures say how much (B11)."""
    story = Story(signals=ordinary(late_payment=MENDED).signals, attempts=[(245, "late_payment", "agreed")])
    found = tried(story, "payment")
    assert (
        found.state, found.signal, found.before, found.after, found.better,
    ) == ("helped", "late_payment", 35, 0, 1.0)  # fmt: skip
    note = next(one for one in review_one(story).notes if one.key == "note.helped_measured")
    assert note.values.items() >= {"family": "payment", "since": day_before(245)}.items()


def test_helped_where_higher_is_better() -> None:
    """A rate that rose after the talk."""
    rates = [2500.0] * 8 + [6000.0] * 8
    story = Story(signals=ordinary(true_rate=rates).signals, attempts=[(245, "rate", "agreed")])
    assert (tried(story, "worth").state, tried(story, "worth").better) == ("helped", 1.0)


def test_better_by_chance_is_not_helped() -> None:
    """Up and down before and after: below the second limit now, and nobody knows why."""
    swing = [60.0, 0, 60, 0, 60, 0, 60, 0, 60, 0, 0, 60, 0, 0, 0, 0]
    story = Story(
        signals=ordinary(late_payment=swing).signals,
        attempts=[(245, "late_payment", "agreed")],
    )
    found = tried(story, "payment")
    assert found.state == "raised"
    assert found.better is not None
    assert 0 < found.better < 0.9


def test_raised_about_nothing_bad() -> None:
    """A talk about something that was no pattern before and is none now helped nothing."""
    found = tried(Story(signals=ordinary().signals, attempts=[(200, "late_payment", "agreed")]), "payment")
    assert (found.state, found.times, found.signal) == ("raised", 1, "")


@pytest.mark.parametrize(
    ("attempts", "state", "times"),
    [
        ([(20, "late_payment", "agreed")], "pending", 1),
        ([(100, "late_payment", "agreed")], "raised", 1),
        ([(100, "late_payment", "agreed"), (20, "late_payment", "agreed")], "pending", 2),
        ([(200, "late_payment", None), (100, "late_payment", None)], "in_vain", 2),
        ([(5, "late_payment", "angry")], "in_vain", 1),
    ],
)
def test_state_of_what_was_tried(attempts: list, state: str, times: int) -> None:
    """Too early, said once, said in vain."""
    found = tried(Story(signals=LATE, attempts=attempts), "payment")
    assert (state, times) == (found.state, found.times)


def test_anger_may_be_left_to_time() -> None:
    """A playbook may say that an angry answer closes nothing."""
    angry = Story(signals=LATE, attempts=[(20, "late_payment", "angry")])
    assert review_one(angry, rules=[("angry_in_vain", 0)]).verdict == "repair"


def test_boundaries_in_messages_are_shown() -> None:
    """Boundaries written in two months are one attempt, about hours and about briefs."""
    story = Story(
        signals=ordinary(after_hours=0.6).signals,
        said=[(150, False, ("boundary",)), (100, False, ("boundary",)), (95, False, ("boundary",))],
    )
    found = tried(story, "attention")
    assert (found.state, found.times, found.reminder_months) == ("raised", 1, 2)
    assert tried(story, "indecision").times == 1
    assert tried(story, "payment").times == 0


@pytest.mark.parametrize(("days", "state"), [(2, "pending"), (90, "in_vain")])
def test_a_talk_of_these_days_has_its_time(days: int, state: str) -> None:
    """Boundaries in four months and a talk are a wall that was met twice, once the talk is old enough to show
    whether it helped; on the day after it nobody is told to leave."""
    said = [(ago, False, ("boundary",)) for ago in (250, 220, 190, 160)]
    story = Story(
        signals=ordinary(after_hours=0.6).signals, said=said, attempts=[(days, "after_hours", "agreed")]
    )
    assert tried(story, "attention").state == state


def keys(story: Story, **how) -> set[str]:
    """The notes of a client, by key."""
    return {note.key for note in review_one(story, **how).notes}


def test_never_raised_is_said() -> None:
    """A client to repair who was never told (M36), and how long it has gone on (M27)."""
    assert {"note.never_raised", "note.how_long"} == keys(ordinary(late_payment=32))


def test_a_recent_pattern_is_not_long() -> None:
    """Four months are not long yet."""
    assert {"note.never_raised"} == keys(ordinary(late_payment=[0, 0, 30, 30, 30, 30]))


def test_a_talk_that_is_pending_is_said() -> None:
    """It is too early to judge."""
    story = Story(signals=LATE, attempts=[(20, "late_payment", "agreed")])
    assert "note.pending" in keys(story)


def test_many_clear_demands_are_said_to_be_no_fault() -> None:
    """Asks for three times as much as others, and all is well: high standards (M18)."""
    others = [ordinary(name, demands=2) for name in OTHERS]
    found = review_all(*others, ordinary(demands=6)).clients
    assert {"Harbour & Sons"} == {one.client for one in found if Text("note.high_standards") in one.notes}


@pytest.mark.parametrize(
    ("story", "key"),
    [
        (Story(said=[(2, True, ("irritated",))]), "note.fresh"),
        (Story(attempts=[(2, "tone", "angry")]), "note.fresh"),
        (Story(said=[(2, True, ("irritated",))], considered=[3, 9]), "note.trust_gut"),
        (Story(considered=[40, 100, 200, 300]), "note.trust_gut"),
    ],
)
def test_when_to_wait_and_when_not(story: Story, key: str) -> None:
    """A fresh quarrel asks for some days (M39); several rounds end the waiting (M41)."""
    assert [key] == waiting(story)


@pytest.mark.parametrize(
    "story",
    [
        Story(said=[(9, True, ("irritated",))]),
        Story(said=[(2, False, ("irritated",))]),
        Story(said=[(2, True, ("thanks",)), (1, True, ())]),
        Story(considered=[40, 100, 200, 500]),
    ],
)
def test_nothing_fresh(story: Story) -> None:
    """Some time ago, one's own temper, a kind word, too few rounds in a year: nothing to say."""
    assert waiting(story) == []


def waiting(story: Story) -> list[str]:
    """Notes but for the one that no payment is known in these short stories."""
    return [note.key for note in review_one(story).notes if note.key != "note.no_payments"]


def test_no_payment_at_all_is_said() -> None:
    """Due invoices and not one payment by anybody: nothing is said of paying, but that (T5)."""
    assert "note.no_payments" in [note.key for note in review_one(Story()).notes]


def test_nobody_who_is_threatened_is_asked_to_wait() -> None:
    """Contempt that was raised in vain ends it, and a harsh word of yesterday does not hold it up (T15)."""
    story = Story(signals={**ORDINARY, "hostile": 0.3, "hostile_count": 3}, said=[(1, True, ("threat",))])
    found = review_one(story)
    assert found.verdict == "let_go"
    assert "note.fresh" not in [note.key for note in found.notes]


def test_the_day_of_the_latest_quarrel() -> None:
    """Of two harsh days the later one is named."""
    *_, note = review_one(Story(said=[(2, True, ("hostile",)), (4, True, ("irritated",))])).notes
    assert date(2026, 10, 29) == note.values["day"]


def test_episodes_are_counted() -> None:
    """By month and by year (M41)."""
    found = review_one(Story(considered=[3, 40, 400]))
    assert (found.episodes_month, found.episodes_year) == (1, 2)


@pytest.mark.parametrize(("gut", "agrees"), [("let_go", False), ("keep", True)])
def test_the_gut_stands_beside_the_verdict(gut: str, agrees: bool) -> None:
    """What was felt before the figures, and whether they agree (M34, D10)."""
    found = review_one(Story(signals=ordinary().signals, gut=gut))
    assert (gut, agrees, "keep") == (found.gut, found.gut_agrees, found.verdict)


def test_no_gut_no_agreement() -> None:
    """Where nobody said what they feel, it is unknown."""
    found = review_one(ordinary())
    assert (found.gut, found.gut_agrees) == (None, None)


def test_a_steady_history_is_stable() -> None:
    """The same every month: no other draw of months says otherwise."""
    assert review_one(ordinary(late_payment=32)).stability == 1


def test_a_history_on_the_edge_is_not() -> None:
    """Three bad months of six: half of the draws have fewer."""
    edge = review_one(ordinary(late_payment=[32, 0, 32, 0, 32, 0]))
    assert 0.2 < edge.stability < 0.95
    assert edge == review_one(ordinary(late_payment=[32, 0, 32, 0, 32, 0]))


def test_without_draws_it_is_taken_as_it_stands() -> None:
    """A playbook may do without resampling."""
    assert review_one(ordinary(late_payment=[32, 0, 32, 0, 32, 0]), rules=[("resamples", 0)]).stability == 1


def test_a_hundred_clients_in_three_seconds() -> None:
    """Every one of them in trouble and on the edge, so that everything is drawn."""
    edge = {
        "late_payment": [32, 0, 32, 0, 32, 9],
        "after_hours": [0.5, 0, 0.6, 0.1, 0.4, 0.1],
        "vague_feedback": [0.9, 0, 0.6, 0.1, 0.4, 0.1],
        "true_rate": [900, 6000, 6000, 800, 700, 6000],
    }
    stories = [ordinary(f"Client {number}", **edge) for number in range(100)]
    begin = time.process_time()
    assert len(review_all(*stories).clients) == 100
    assert time.process_time() - begin < 3


def test_what_cannot_be_compared_is_not_better() -> None:
    """Cash without hours has no rate; where only such months are drawn, nothing was better (B11)."""
    stories = [ordinary(name) for name in OTHERS]
    stories.append(Story(signals=ordinary().signals, attempts=[(245, "rate", "agreed")]))
    found = readings(stories)
    no_hours = Month(date(2025, 11, 1), 0, 0, 10, None)
    before = [Month(date(2025, 12, 1), 20000, 10, 10, None), Month(date(2026, 1, 1), 20000, 10, 10, None)]
    after = [Month(date(2026, month, 1), 60000, 10, 10, None) for month in (4, 5, 6, 7, 8, 9)]
    rate = Reading(found.signals["true_rate"], CLIENT, (no_hours, *before, *after), "EUR")
    changed = Readings(found.signals, {**found.found, ("true_rate", CLIENT): rate})
    (told,) = [
        one for one in review(book(stories), changed, AS_OF, load()[0]).clients if one.client == CLIENT
    ]
    (worth,) = [one for one in told.attempts if one.family == "worth"]
    # all three drawn without hours: once in 27 times
    assert worth.better is not None
    assert 0.85 < worth.better < 1


def test_months_without_records_cover_nothing() -> None:
    """Hours inferred from mail alone are no observation: worth is not covered by them (T5)."""
    stories = [ordinary(name) for name in OTHERS] + [ordinary(unbilled_share=[])]
    found = readings(stories)
    months = tuple(Month(date(2026, month, 1), 0, 1, 0, None) for month in range(5, 11))
    rate = Reading(found.signals["true_rate"], CLIENT, months, "EUR")
    changed = Readings(found.signals, {**found.found, ("true_rate", CLIENT): rate})
    (told,) = [
        one for one in review(book(stories), changed, AS_OF, load()[0]).clients if one.client == CLIENT
    ]
    assert (told.coverage["worth"], told.verdict) == ("none", "keep")


def test_vague_demands_are_no_high_standards() -> None:
    """Asks for much and does not say what: nothing is said for it."""
    others = [ordinary(name, demands=2) for name in OTHERS]
    found = review_all(*others, ordinary(demands=6, vague_feedback=0.4)).clients
    assert not [one.client for one in found if Text("note.high_standards") in one.notes]


def test_what_helped_is_no_comfort_elsewhere() -> None:
    """A client to let go is not told better for what else came right."""
    signals = ordinary(late_payment=MENDED, after_hours=0.6).signals
    story = Story(signals=signals, attempts=[(245, "late_payment", "agreed"), (100, "after_hours", "angry")])
    assert {"note.how_long"} == keys(story)
    assert tried(story, "payment").state == "helped"


@pytest.mark.parametrize(
    ("times", "months", "said"),
    [(12, 6, True), (3, 5, True), (2.9, 6, False), (12, 4, False), (None, 6, False)],
)
def test_who_wants_quick_answers_and_gives_slow_ones(times: float | None, months: int, said: bool) -> None:
    """From three times as long on, and from five messages in the recent months that asked again (M29)."""
    signals = ordinary(reply_asymmetry=[times] * months).signals
    found = review_one(Story(signals=signals, observations={"reply_asymmetry": 1}))
    notes = [note for note in found.notes if note.key == "note.reply_asymmetry"]
    assert notes == ([Text("note.reply_asymmetry", {"times": round(times or 0)})] if said else [])


@pytest.mark.parametrize(
    ("mine", "others", "seen", "said"),
    [
        (6, 2, 5, True),
        (5.9, 2, 5, False),
        (6, 2, 4, False),
        (0.9, 0.1, 5, False),
        (1, 0.1, 5, True),
        (6, None, 5, False),
    ],
)
def test_who_waits_longest_for_my_answers(mine: float, others: float | None, seen: int, said: bool) -> None:
    """From a day and three times what the others wait, in five answers, beside a verdict that stays (M21)."""
    signals = ordinary(own_delay=[mine] * seen).signals
    slow = Story(signals=signals, observations={"own_delay": 1})
    every = review_all(slow, *[ordinary(name, own_delay=others) for name in OTHERS]).clients
    found = next(one for one in every if one.client == CLIENT)
    notes = [note for note in found.notes if note.key == "note.own_delay"]
    assert notes == ([Text("note.own_delay", {"days": mine, "usual": others})] if said else [])


@pytest.mark.parametrize(
    ("refused", "said"), [([1, 1], 2), ([1], 0), ([1, 0.5], 0), ([0, 0], 0), ([1, None, 1], 2)]
)
def test_every_easier_way_to_pay_was_refused(refused: list[float | None], said: int) -> None:
    """From two offers on, and only where not one was left unrefused (M25)."""
    signals = ordinary(easier_refused=refused).signals
    found = review_one(Story(signals=signals, observations={"easier_refused": 1}))
    notes = [note for note in found.notes if note.key == "note.easier_refused"]
    assert notes == ([Text("note.easier_refused", {"count": said})] if said else [])
    without = review_one(ordinary())
    assert (found.verdict, found.reasons, found.stability) == (
        without.verdict, without.reasons, without.stability,
    )  # fmt: skip


def test_days_set_aside_are_said() -> None:
    """Which they are, one or several, as far as they reach into the months that are looked at and have begun;
    the same as values for other programs (T14)."""
    records = book([ordinary()])
    told = ["2026-09-01/2026-09-10", "2026-10-05", "2024-05-01/2024-05-30", "2026-11-01/2026-11-10"]
    moves = tuple(
        Filed(CLIENT, 900 + n, Move(CLIENT, AS_OF, "set_aside", value)) for n, value in enumerate(told)
    )
    loaded, _ = load("balanced")
    (found,) = review(replace(records, moves=moves), readings([ordinary()]), AS_OF, loaded).clients
    days = [date(2026, 9, 1), date(2026, 9, 10), date(2026, 10, 5)]
    assert [tuple(one) for one in found.aside] == [(days[0], days[1]), (days[2], days[2])]
    said = [note for note in found.notes if note.key.startswith("note.set_aside")]
    assert said == [
        Text("note.set_aside", {"first": days[0], "last": days[1]}),
        Text("note.set_aside_day", {"day": days[2]}),
    ]
    assert review_one(ordinary()).aside == ()


@pytest.mark.parametrize(
    ("mine", "theirs", "seen", "said"),
    [
        (4, 1, 10, True),
        (1, 4, 10, True),
        (0, 2, 10, True),
        (4, 1, 9, False),
        (3.9, 1, 10, False),
        (1.9, 0.1, 10, False),
        (5, 5, 10, False),
        (5, None, 10, False),
        (None, 5, 10, False),
    ],
)
def test_both_sides_answer_at_another_pace(
    mine: float | None, theirs: float | None, seen: int, said: bool
) -> None:
    """Either way: from four times as long and two days more on, and from ten answers of each side (M32)."""
    signals = ordinary(own_delay=[mine] * seen, their_delay=[theirs] * seen).signals
    found = review_one(Story(signals=signals, observations={"own_delay": 1, "their_delay": 1}))
    notes = [note for note in found.notes if note.key == "note.their_delay"]
    assert notes == ([Text("note.their_delay", {"you": mine, "they": theirs})] if said else [])


@pytest.mark.parametrize(
    ("mine", "theirs", "others", "said"),
    [(1, 6, 4, True), (1, 6, 4.1, False), (6, 1, 4, True), (6, 1, 4.1, False), (6, 1, None, True)],
)
def test_a_pace_that_is_usual_is_not_said(
    mine: float, theirs: float, others: float | None, said: bool
) -> None:
    """Who is slow with everybody is not so with this client (M32)."""
    story = Story(
        signals=ordinary(own_delay=[mine] * 10, their_delay=[theirs] * 10).signals,
        observations={"own_delay": 1, "their_delay": 1},
    )
    rest = [ordinary(name, own_delay=others, their_delay=others) for name in OTHERS]
    found = next(one for one in review_all(story, *rest).clients if one.client == CLIENT)
    assert ("note.their_delay" in {note.key for note in found.notes}) == said


@pytest.mark.parametrize(
    ("mine", "theirs", "others", "seen", "said"),
    [
        (0.75, 0.25, None, 10, True),
        (0.25, 0.75, None, 10, True),
        (0.75, 0.25, (0.5, 0.25), 10, True),
        (0.75, 0.25, (0.75, 0.25), 10, False),
        (0.25, 0.75, (0.75, 0.25), 10, True),
        (0.75, 0.3, None, 10, False),
        (0.75, 0.25, None, 9, False),
        (0.75, None, None, 10, False),
        (None, 0.75, None, 10, False),
    ],
)
def test_one_side_softens_what_the_other_says_straight(
    mine: float | None, theirs: float | None, others: tuple[float, float] | None, seen: int, said: bool
) -> None:
    """Either way: half of all messages more on one side than on the other, from ten of each side on, and not
    where it is so with everybody (M32)."""
    story = Story(
        signals=ordinary(own_softened=[mine] * seen, their_softened=[theirs] * seen).signals,
        observations={"own_softened": 1, "their_softened": 1},
    )
    usual = {} if others is None else {"own_softened": others[0], "their_softened": others[1]}
    found = next(
        one
        for one in review_all(story, *(ordinary(name, **usual) for name in OTHERS)).clients
        if one.client == CLIENT
    )
    notes = [note for note in found.notes if note.key == "note.their_softened"]
    assert notes == ([Text("note.their_softened", {"you": mine, "they": theirs})] if said else [])


@pytest.mark.parametrize(
    ("signal", "share", "times", "said"),
    [
        ("channel_switches", 0.5, 2, {"share": 0.5, "answers": 20}),
        ("channel_switches", 0.45, 2, {}),
        ("channel_switches", 0.5, 1, {}),
        ("asked_again", 0.5, 1, {"again": 5, "asked": 10}),
        ("asked_again", 0.25, 1, {}),
        ("still_vague", 0.75, 2, {"unclear": 15, "answered": 20}),
        ("still_vague", 0.4, 2, {}),
    ],
)
def test_other_ways_and_missing_briefs_are_said_with_figures(
    signal: str, share: float, times: int, said: dict[str, float]
) -> None:
    """Where it is much of many: answers by another way (M32), what was asked for again, and feedback that
    stays vague when answered (M33)."""
    story = Story(signals=ordinary(**{signal: [share] * 10}).signals, observations={signal: times})
    notes = [note for note in review_one(story).notes if note.key == f"note.{signal}"]
    assert notes == ([Text(f"note.{signal}", said)] if said else [])


@pytest.mark.parametrize(
    ("signal", "months"), [("asked_again", 5), ("still_vague", 4), ("channel_switches", 9)]
)
def test_a_few_times_are_no_way_of_working(signal: str, months: int) -> None:
    """However bad: once is no habit."""
    story = Story(signals=ordinary(**{signal: [1.0] * months}).signals, observations={signal: 1})
    assert f"note.{signal}" not in {note.key for note in review_one(story).notes}
