"""Numbers are suggested from enough endings only, and lessons are read before the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.parting.afterwards import suggested
from goodterms.parting.lessons import ENOUGH, Case, Suggestion, reminders, suggestions
from goodterms.records.book import Book
from goodterms.review.model import FAMILIES, ClientReview, Family, Reason
from goodterms.review.playbook import Playbook, load
from goodterms.review.weighing import BY_SIGNAL
from goodterms.terms.evidence import Text
from parting.left import OTHER, Left, day
from parting.scene import CLIENT, REVIEW, keys

SIGNALS = sorted(BY_SIGNAL)


def endings(
    regrets: Sequence[int],
    family: Family | None = "fit",
    signals: Sequence[str] = ("fit_style",),
    days: int | None = 90,
) -> list[Case]:
    return [
        Case(f"Client {number}", regret, family, frozenset(signals), days)
        for number, regret in enumerate(regrets)
    ]


def suggest(cases: Sequence[Case], **numbers: float) -> tuple[Suggestion, ...]:
    return suggestions(cases, load(rules=numbers.items())[0])


def numbers(found: Sequence[Suggestion]) -> dict[str, float]:
    return {one.number: one.proposed for one in found}


def test_regret_over_fit_alone_asks_for_a_higher_bar() -> None:
    """Half of the way from the pattern to the strong one, with the reason and who it was."""
    (found,) = suggest(endings([3, 4, 2]))
    assert (found.number, found.now, found.proposed) == ("fit_style_2", 1.25, 0.875)
    assert found.why == Text("after.suggest.fit", {"count": 3, "of": 3})
    assert found.clients == ("Client 0", "Client 1", "Client 2")


@given(st.lists(st.integers(0, 4), max_size=ENOUGH - 1), st.sampled_from([*FAMILIES, None]))
def test_under_three_endings_nothing_is_said(regrets: list[int], family: Family | None) -> None:
    """However much they are regretted: two are chance (B23)."""
    assert suggest(endings(regrets, family)) == ()


@given(st.lists(st.integers(0, 1), max_size=9), st.sampled_from(FAMILIES))
def test_without_regret_nothing_is_said(regrets: list[int], family: Family) -> None:
    """A bar that nobody regrets stays where it is."""
    assert suggest(endings(regrets, family)) == ()


def test_most_of_them_must_be_regretted() -> None:
    """Two of three are enough, two of four are not."""
    assert len(suggest(endings([3, 3, 0]))) == 1
    assert suggest(endings([3, 3, 0, 0])) == ()


def test_three_of_different_kinds_ask_for_one_talk_more() -> None:
    """Or, where it went quickly, for more days to think."""
    mixed = [*endings([3], "fit"), *endings([3], "payment", ["late_payment"]), *endings([2], None, [])]
    assert numbers(suggest(mixed)) == {"attempts_in_vain": 3}
    quick = [one._replace(days=5) for one in mixed]
    assert numbers(suggest(quick)) == {"cooling_days": 6}
    assert numbers(suggest(quick, cooling_days=10)) == {"cooling_days": 20}
    assert numbers(suggest([one._replace(days=None) for one in mixed])) == {"attempts_in_vain": 3}


def test_who_let_go_without_asking_may_ask_first() -> None:
    """Where the playbook asks for no talk about payment."""
    cases = endings([4, 4, 4], "payment", ["late_payment"])
    assert numbers(suggest(cases, payment_must_be_raised=0)) == {"payment_must_be_raised": 1}
    assert numbers(suggest(cases)) == {"late_payment_2": 30}


def test_a_signal_must_have_been_in_most_of_them() -> None:
    """What only one of three showed is not what they have in common."""
    cases = endings([3, 3, 3], "attention", ["after_hours"])
    cases[0] = cases[0]._replace(signals=frozenset({"after_hours", "chasers"}))
    assert numbers(suggest(cases)) == {"after_hours_2": 0.4}


def test_a_limit_that_cannot_move_asks_for_a_talk() -> None:
    """There is none between the second and the third, or no third."""
    cases = endings([3, 3, 3], "respect", ["irritated"])
    assert numbers(suggest(cases)) == {"attempts_in_vain": 3}
    same = endings([3, 3, 3], "fit", ["fit_style"])
    assert numbers(suggest(same, fit_style_2=0.5)) == {"attempts_in_vain": 3}


@given(st.lists(st.integers(0, 4), max_size=8), st.sampled_from(FAMILIES), st.sampled_from(SIGNALS))
def test_a_limit_stays_between_its_neighbours(regrets: list[int], family: Family, signal: str) -> None:
    """A suggestion can be set as it is: the playbook knows the number, and the strong limit stays."""
    cases = endings(regrets, family, [signal])
    for one in suggest(cases):
        playbook, problems = load(rules=[(one.number, one.proposed)])
        assert problems == ()
        if one.number.startswith(signal):
            _, second, third = playbook.limits(BY_SIGNAL[signal])
            assert second is not None and third is not None and second != third


def several(*regrets: int | None) -> Left:
    """So many clients that were left after a month, some with a word on regret."""
    scene = Left()
    for number, regret in enumerate(regrets):
        name = f"{OTHER} {number}"
        scene.other(name).moves(name, day(-200), "considering").moves(name, day(-170), "told")
        scene.moves(name, day(-150), "closed")
        if regret is not None:
            scene.looks(day(-60), name, regret=regret)
    return scene


def reviewed(_client: str, _day: date) -> ClientReview:
    """Let go for fit."""
    reason = Reason("fit", "fit_style", 0.5, "rating", "", None, None, 3, 3, 9, Text("reason.fit_style"), ())
    return replace(REVIEW, row="fit_in_vain", reasons=(reason, reason._replace(family="feelings", level=3)))


def book_says(scene: Left, as_of: int = 60) -> tuple[Suggestion, ...]:
    return suggested(scene.book(), day(as_of), _balanced(), reviewed)


def _balanced() -> Playbook:
    return load()[0]


def test_from_the_records_to_a_suggestion() -> None:
    """Clients that were left, the latest word on each, and what the review said on the day they were told."""
    (found,) = book_says(several(3, 4, 3))
    assert (found.number, found.why.values["of"]) == ("fit_style_2", 3)
    changed = several(3, 4, 3)
    for number in range(2):
        changed.looks(day(-5), f"{OTHER} {number}", regret=0)
    assert book_says(changed) == ()


def test_only_what_was_answered_counts() -> None:
    """Two answers are too few, and so are those about clients that are still there or that come later."""
    assert book_says(several(3, 4, None)) == ()
    assert book_says(several(3, 4).looks(day(1), CLIENT, mood=0)) == ()
    assert book_says(several(3, 4).other("Kept").looks(day(1), "Kept", regret=4)) == ()
    assert book_says(several(3, 4, 3), as_of=-61) == ()
    assert len(book_says(several(3, 4).looks(day(30), CLIENT, regret=4))) == 1


def test_a_review_that_says_nothing_still_counts_as_an_ending() -> None:
    """What led to it is then unknown, and the talk is what is left."""
    found = suggested(several(3, 4, 3).book(), day(60), _balanced(), lambda _client, _day: None)
    assert numbers(found) == {"attempts_in_vain": 3}


def test_a_quick_ending_is_counted_from_the_first_thought() -> None:
    """Thirty days are not quick; a week is. To have set days of theirs aside was no thought of leaving."""
    scene = several(None, None, None)
    for number in range(3):
        name = f"Quick {number}"
        scene.moves(name, day(-300), "set_aside")
        scene.other(name).moves(name, day(-100), "considering").moves(name, day(-93), "told")
        scene.looks(day(-5), name, regret=4)
    found = suggested(scene.book(), day(60), _balanced(), lambda _client, _day: None)
    assert numbers(found) == {"cooling_days": 6}


def noted(*lessons: tuple[str, int, str]) -> Book:
    scene = Left()
    for client, when, text in lessons:
        scene.moves(client, day(when), "lesson", text)
    return scene.book()


def test_lessons_are_read_before_the_next_ending() -> None:
    """Those of others, the latest three, on one line each; not one's own, none of the days to come (M6)."""
    book = noted(
        ("A", 1, "one"),
        ("B", 2, "two\n and a half"),
        ("C", 3, "three"),
        ("D", 4, "four"),
        ("E", 90, "later"),
        (CLIENT, 5, "own"),
        ("F", 5, "  "),
    )
    told = reminders(book, CLIENT, day(60))
    assert [text.values["text"] for text in told] == ["four", "three", "two and a half"]
    assert set(keys(told)) == {"after.lesson"}
    assert told[0].values["day"] == day(0) + timedelta(4)


def test_a_lesson_that_was_taken_back_is_gone() -> None:
    """As whatever was marked; one of an ending before the last one stays."""
    scene = Left().moves("A", day(1), "lesson", "wrong").moves("A", day(2), "undone")
    scene.moves("B", day(-9), "closed").moves("B", day(-8), "lesson", "right")
    scene.moves("B", day(1), "considering")
    assert [text.values["text"] for text in reminders(scene.book(), CLIENT, day(60))] == ["right"]


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_a_sentence(family: Family) -> None:
    """Its key is made from the name."""
    signal = next((name for name in SIGNALS if _moves(name) and BY_SIGNAL[name].family == family), None)
    if signal is not None:
        (found,) = suggest(endings([3, 3, 3], family, [signal]))
        assert found.why.key == f"after.suggest.{family}"


def _moves(signal: str) -> bool:
    _, second, third = BY_SIGNAL[signal].limits
    return second is not None and third is not None
