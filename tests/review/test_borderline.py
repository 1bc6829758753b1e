"""Is the verdict the same where all limits are a tenth stricter, or a tenth milder (B10)?"""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from goodterms.records.model import Verdict
from goodterms.review.model import Borderline
from goodterms.review.playbook import load
from goodterms.review.reviewing import review
from goodterms.review.weighing import WEIGHTS
from goodterms.signals.measure import signals
from goodterms.signals.reading import Readings
from goodterms.terms.evidence import Text
from review.scene import AS_OF, OTHERS, Story, book, ordinary, readings, review_one
from review.test_properties import attempts, figures, playbooks

FEW, MANY = {"stricter": 0.9, "milder": 1.1}, {"stricter": 1.1, "milder": 0.9}
"""What a limit is times, where less of it is stricter, and where more is."""


def by_hand(way: str, playbook: str) -> list[tuple[str, float]]:
    """All limits as a freelancer would set them a tenth otherwise in their own rules."""
    numbers, _ = load(playbook)
    rules = [
        (f"{weight.signal}_{level}", limit * (MANY if is_lower else FEW)[way])
        for weight in WEIGHTS
        if signals()[weight.signal].fold != "sum"
        for is_lower in [signals()[weight.signal].worse == "lower"]
        for level, limit in enumerate(weight.limits, 1)
        if limit is not None
    ]
    rules += [
        (name, numbers[name] * FEW[way]) for name in ("regular_share", "unpaid_days", "unpaid_short_days")
    ]
    return rules + [(name, numbers[name] * MANY[way]) for name in ("own_night_share", "own_night_part")]


def other(verdict: Verdict, now: Verdict) -> Verdict | None:
    return None if verdict == now else verdict


@settings(max_examples=80, deadline=None)
@given(figures, attempts, playbooks)
def test_it_is_the_review_by_such_a_playbook(signals, said, playbook) -> None:
    """What is told of other limits is what a review finds whose playbook has them, talks and all."""
    story = Story(signals=signals, attempts=said)
    once = [("resamples", 1)]
    found = review_one(story, playbook, once)
    stricter, milder = (
        review_one(story, playbook, once + by_hand(way, playbook)).verdict for way in ("stricter", "milder")
    )
    assert found.borderline == Borderline(other(stricter, found.verdict), other(milder, found.verdict))


@pytest.mark.parametrize(
    ("late", "verdict", "close"),
    [
        (13, "keep", Borderline()),
        (13.6, "keep", Borderline("repair", None)),
        (15, "repair", Borderline(None, "keep")),
        (16.4, "repair", Borderline(None, "keep")),
        (17, "repair", Borderline()),
        (40, "repair", Borderline()),
    ],
)
def test_days_late_beside_their_limit(late: float, verdict: str, close: Borderline) -> None:
    """The limit is 15 days: 13.5 days a tenth stricter, 16.5 a tenth milder."""
    found = review_one(ordinary(late_payment=late))
    assert (found.verdict, found.borderline) == (verdict, close)


@pytest.mark.parametrize(
    ("rate", "close"),
    [
        (4400, Borderline()),
        (4200, Borderline("repair", None)),
        (3800, Borderline(None, "keep")),
        (3400, Borderline()),
    ],
)
def test_where_less_is_worse(rate: float, close: Borderline) -> None:
    """An hour brings 60 elsewhere: the limit is 39, a tenth stricter 42.90, a tenth milder 35.10."""
    assert review_one(ordinary(true_rate=rate)).borderline == close


def test_a_count_has_no_tenth() -> None:
    """Two invoices in a row without money are two by whatever limits; only the days move."""
    unpaid = {"unpaid_in_a_row": [2], "oldest_unpaid": [47]}
    asked = [(100, "late_payment", "agreed")]
    ample = {**unpaid, "oldest_unpaid": [53]}
    assert review_one(Story(signals=ordinary(**ample).signals, attempts=asked)).borderline == Borderline()
    found = review_one(Story(signals=ordinary(**unpaid).signals, attempts=asked))
    assert (found.verdict, found.borderline) == ("let_go", Borderline(None, "repair"))


def test_a_cap_has_limits_too() -> None:
    """Whoever writes barely a third of their own mail at night has by stricter limits set no habit."""
    found = review_one(ordinary(after_hours=0.4, own_after_hours=0.32))
    assert (found.verdict, found.borderline) == ("keep", Borderline("repair", None))


def test_a_talk_in_vain_is_in_vain_by_stricter_limits() -> None:
    """Fourteen days late, raised twice: a review with a limit of 13.5 would let go, and so it is told."""
    said = [(300, "late_payment", "agreed"), (200, "late_payment", "agreed")]
    found = review_one(Story(signals=ordinary(late_payment=14).signals, attempts=said))
    assert (found.verdict, found.borderline) == ("keep", Borderline("let_go", None))


def test_it_may_be_close_on_both_sides() -> None:
    """Late enough to repair by a little, and hours that were raised in vain are nearly a pattern."""
    both = review_one(
        Story(
            signals={**ordinary(late_payment=16).signals, "after_hours": 0.28},
            attempts=[(300, "after_hours", None), (200, "after_hours", None)],
        )
    )
    assert (both.verdict, both.borderline) == ("repair", Borderline("let_go", "keep"))
    assert both.notes[0] == Text("note.close.both", {"stricter": "let_go", "milder": "keep"})


@pytest.mark.parametrize(
    ("late", "note"),
    [
        (14, Text("note.close.stricter", {"stricter": "repair"})),
        (16, Text("note.close.milder", {"milder": "keep"})),
    ],
)
def test_a_close_call_is_said_first(late: float, note: Text) -> None:
    """One sentence, before all other notes."""
    assert review_one(ordinary(late_payment=late)).notes[0] == note


def test_what_is_far_from_every_limit_is_not_said_to_be_close() -> None:
    """No note where nothing would change."""
    for story in (ordinary(), ordinary(late_payment=30)):
        assert not [note for note in review_one(story).notes if note.key.startswith("note.close")]


def test_a_house_without_a_signal_has_no_limits_of_it() -> None:
    """Limits of what is not measured are not moved, and the others still are."""
    stories = [ordinary(name) for name in OTHERS] + [ordinary(late_payment=14)]
    whole = readings(stories)
    fewer = {name: signal for name, signal in whole.signals.items() if name != "true_rate"}
    kept = {key: value for key, value in whole.found.items() if key[0] in fewer}
    found = review(book(stories), Readings(fewer, kept), AS_OF, load()[0])
    assert [one.borderline for one in found.clients if one.borderline.is_close] == [
        Borderline("repair", None)
    ]


@settings(max_examples=20, deadline=None)
@given(figures, attempts)
def test_a_name_makes_nothing_close(signals, said) -> None:
    """Under another name, as under a pseudonym, the same is told."""
    told = Story(signals=signals, attempts=said)
    once = [("resamples", 1)]
    assert (
        review_one(told, rules=once).borderline
        == review_one(replace(told, client="f3a9"), rules=once).borderline
    )
