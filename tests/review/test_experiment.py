"""One thing to ask for, by when, and how it is measured (B11)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from goodterms.review.experiment import Experiment, experiment
from goodterms.review.playbook import load
from goodterms.terms.evidence import Text
from review.scene import AS_OF, Story, ordinary, review_one

WAIT = timedelta(days=60)


def tried(story: Story) -> Experiment | None:
    return experiment(review_one(story), AS_OF, load()[0])


@pytest.mark.parametrize(
    ("signals", "issue", "signal"),
    [
        ({"late_payment": 32}, "late_payment", "late_payment"),
        ({"after_hours": 0.6}, "after_hours", "after_hours"),
        ({"out_of_scope": 0.5}, "scope", "out_of_scope"),
        ({"vague_feedback": 0.8}, "indecision", "vague_feedback"),
        ({"true_rate": 3000}, "rate", "true_rate"),
        ({"fit_style": 0.4}, "fit", "fit_style"),
        ({"irritated": 0.5}, "tone", "irritated"),
    ],
)
def test_what_is_wrong_is_asked_for(signals: dict[str, float], issue: str, signal: str) -> None:
    """The pattern behind the verdict names the one thing, its figure and its goal; it shows in two months."""
    found = tried(ordinary(**signals))
    assert found is not None
    assert found.reason is not None
    assert (found.issue, found.reason.signal, found.state) == (issue, signal, "none")
    assert [goal.key for goal in found.goals] == [f"would.better.{signal}"]
    assert (found.begun, found.until) == (None, AS_OF + WAIT)


@pytest.mark.parametrize(
    "story",
    [ordinary(), ordinary(dread=4), ordinary(late_payment=50), Story()],
    ids=["to keep", "only feelings", "to let go", "unknown"],
)
def test_nothing_to_try(story: Story) -> None:
    """Nothing is asked of a client to keep, of one to let go, or for the freelancer's own feelings alone."""
    if story.signals.get("late_payment") == 50:
        story.attempts = [(300, "late_payment", "agreed"), (200, "late_payment", "ignored")]
    assert tried(story) is None


def test_what_was_raised_lately_is_judged_from_that_day() -> None:
    """Raised ten days ago: it can be judged sixty days after that."""
    story = ordinary(late_payment=32)
    story.attempts = [(10, "late_payment", "agreed")]
    found = tried(story)
    assert found is not None
    assert (found.begun, found.state) == (AS_OF - timedelta(days=10), "pending")
    assert found.until == AS_OF - timedelta(days=10) + WAIT


def test_a_bad_answer_has_no_figure_and_still_a_goal() -> None:
    """Anger when the tone was raised, and it weighs: that none of it comes back is the goal."""
    story = ordinary(dread=4)
    story.attempts = [(30, "tone", "angry")]
    found = tried(story)
    assert found is not None
    assert (found.issue, found.goals) == ("tone", (Text("would.no_contempt", {"months": 3}),))
