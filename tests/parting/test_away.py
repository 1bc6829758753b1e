"""What they wrote of their absence is proposed as days to set aside, and never taken (T14)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from goodterms.parting.model import Away
from parting.scene import AS_OF, Scene, ago, keys

NOTE = "I am out of the office from 1 to 12 June 2026."
OTHER = "other@bikes.example"
TOLD = ago(13)


def noted(day: date = TOLD, text: str = NOTE, **about: Any) -> Scene:
    """A client whose note of absence came on a day."""
    return Scene().mail(day, text=text, **{"automatic": True, "origin": "automatic", **about})


def days(scene: Scene, as_of: date = AS_OF) -> list[tuple[date, date]]:
    """From when until when they are said to have been away."""
    return [(one.first, one.last) for one in scene.plan(as_of).away]


def test_a_note_is_proposed_with_its_words_and_its_mark() -> None:
    """The days, the move that sets them aside, and the sentence at its place; nothing is set aside by it."""
    made = noted(text=f"Thank you. {NOTE} Please call the desk.").plan()
    (found,) = made.away
    first, last = date(2026, 6, 1), date(2026, 6, 12)
    assert isinstance(found, Away)
    assert (found.first, found.last, found.days) == (first, last, 12)
    assert found.mark == "set_aside=2026-06-01/2026-06-12"
    (place,) = found.evidence
    assert (place.source, place.quote) == ("records.csv", NOTE)
    assert "plan.note.set_aside" not in keys(made.notes)


def test_what_is_set_aside_is_not_proposed_again() -> None:
    """Once all of its days are set aside, a proposal is gone; taken back, or in part, it is there."""
    scene = noted()
    scene.mark("set_aside=2026-06-01/2026-06-10")
    assert days(scene) == [(date(2026, 6, 1), date(2026, 6, 12))]
    scene.mark("set_aside=2026-05-20/2026-06-30")
    assert days(scene) == []
    scene.mark("undone")
    assert days(scene) == [(date(2026, 6, 1), date(2026, 6, 12))]


def test_two_notes_of_one_absence_are_one_proposal() -> None:
    """Every mail is answered by the same note, and one more may make it longer."""
    until = "I am out of the office and will be back on {} June 2026."
    scene = noted(ago(13), until.format(8)).mail(ago(11), text=until.format(8), automatic=True)
    scene.mail(ago(9), text=until.format(15), automatic=True)
    (found,) = scene.plan().away
    assert (found.first, found.last) == (ago(13), ago(1))
    assert found.mark == f"set_aside={ago(13)}/{ago(1)}"
    assert found.evidence[0].quote == until.format(8)


def test_two_absences_are_two() -> None:
    """In their order, whichever was told first."""
    scene = noted(ago(20), "I am on leave from 10 to 12 June 2026.").mail(
        ago(19), text="We are closed for a holiday from 1 to 5 June 2026.", automatic=True
    )
    assert days(scene) == [(date(2026, 6, 1), date(2026, 6, 5)), (date(2026, 6, 10), date(2026, 6, 12))]


@pytest.mark.parametrize(
    ("about", "day"),
    [
        ({"incoming": False}, ago(13)),
        ({"origin": "bulk"}, ago(13)),
        ({"origin": "list"}, ago(13)),
        ({"text": ""}, ago(13)),
        ({"text": "Thank you, we will answer by 12 June."}, ago(13)),
        ({"text": "I am out of the office from 1 to 12 June 2025."}, ago(378)),
    ],
)
def test_nobody_elses_and_no_other_word_is_proposed(about: dict[str, Any], day: date) -> None:
    """My own absence, a newsletter, a mail without its words, a receipt, what is older than a year."""
    assert days(noted(day, **about)) == []


def test_somebody_else_of_theirs_who_wrote_was_there() -> None:
    """Where another of them wrote in these days, the client was not away; their own word changes nothing, nor
    does a machine, or a mail of another day."""
    assert days(noted().mail(ago(10), text="Hello")) != []
    assert days(noted().mail(ago(10), sender=OTHER, automatic=True)) != []
    assert days(noted().mail(ago(10), sender=OTHER, incoming=False)) != []
    assert days(noted().mail(ago(1), sender=OTHER)) != []
    assert days(noted().mail(ago(10), sender=OTHER)) == []


def test_a_person_may_say_it_of_themselves() -> None:
    """No machine is needed where somebody names both days of their own."""
    scene = Scene().mail(ago(20), text="By the way, I am on holiday from 1 to 12 June, so no hurry.")
    assert days(scene) == [(date(2026, 6, 1), date(2026, 6, 12))]


def test_only_what_was_known_on_a_day_is_proposed() -> None:
    """A plan of an earlier day does not know of it."""
    assert days(noted(), AS_OF - timedelta(days=20)) == []
