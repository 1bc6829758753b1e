"""Where somebody stands on the way out, and that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.parting.journey import journey, move_of
from goodterms.records.aside import TAKEN_BACK
from goodterms.records.book import Filed
from goodterms.records.model import MOVES, STAGES, Move
from goodterms.terms.evidence import Evidence, Problem, Text
from parting.scene import Scene, ago, keys

DAY = date(2026, 6, 1)
PLACE = Evidence("moves", "2026-06-01", "")
STEPS = st.lists(st.sampled_from(MOVES), max_size=12)


def told(*steps: str, first: date = DAY) -> list[Filed[Move]]:
    """One move a day, in this order."""
    return [
        Filed("Kestrel", number, Move("Kestrel", first + timedelta(number), step))
        for number, step in enumerate(steps)
    ]


def stage(*steps: str) -> str:
    return journey(told(*steps)).stage


def test_the_stage_is_the_last_that_was_said() -> None:
    """Whatever else was done in between; nothing at the beginning."""
    assert stage() == ""
    assert stage("considering", "contract_reviewed", "preparing", "reread") == "preparing"
    assert journey(told("considering", "told", "lesson")).since == DAY + timedelta(1)


def test_undone_takes_back_the_latest_that_stands() -> None:
    """Once, and again the one before it; where nothing stands, nothing happens."""
    assert stage("considering", "told", TAKEN_BACK) == "considering"
    assert stage("considering", "told", TAKEN_BACK, TAKEN_BACK) == ""
    assert stage(TAKEN_BACK, "considering") == "considering"
    way = journey(told("considering", "told", TAKEN_BACK))
    assert [past.is_undone for past in way.history] == [False, True, False]


@given(STEPS, st.sampled_from([step for step in MOVES if step != TAKEN_BACK]))
def test_to_take_back_restores(steps: Iterable[str], step: str) -> None:
    """One more move and its undoing change nothing that stands."""
    before = journey(told(*steps))
    after = journey(told(*steps, step, TAKEN_BACK))
    assert (after.stage, after.since, after.moves) == (before.stage, before.since, before.moves)
    assert len(after.history) == len(before.history) + 2


@given(STEPS, st.randoms())
def test_days_decide_not_the_order_of_files(steps: list[str], random: object) -> None:
    """Moves told in another order, with the same days and keys, tell the same way."""
    moves = told(*steps)
    mixed = list(moves)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert journey(mixed) == journey(moves)


def test_after_an_ending_it_begins_anew() -> None:
    """What was reviewed for the last ending opens no gate of the next; the history keeps it."""
    way = journey(told("considering", "contract_reviewed", "told", "closed", "considering", "cooling"))
    assert way.last("contract_reviewed") is None
    assert [move.step for move in way.moves] == ["considering", "cooling"]
    assert len(way.history) == 6
    assert journey(told("considering", "closed", "lesson", "reconciled")).stage == "reconciled"


@pytest.mark.parametrize(
    ("said", "step", "value"),
    [
        ("considering", "considering", ""),
        ("cooling=5", "cooling", "5"),
        ("told", "told", ""),
        ("told=phone", "told", "phone"),
        ("critical-date = 2026-9-1", "critical_date", "2026-09-01"),
        ("delivered=Summer menu", "delivered", "Summer menu"),
        ("set-aside=2026-03-02/2026-03-06", "set_aside", "2026-03-02/2026-03-06"),
        ("set_aside=2026-3-2", "set_aside", "2026-03-02/2026-03-02"),
    ],
)
def test_what_is_marked(said: str, step: str, value: str) -> None:
    """A step, and the value that it needs, in the form in which it is kept."""
    found = move_of("Kestrel", DAY, said, "why not", PLACE)
    assert found == Move("Kestrel", DAY, step, value, "why not", PLACE)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("ran away", "cli.none_of"),
        ("", "cli.none_of"),
        ("cooling", "plan.bad_value.days"),
        ("cooling=9999", "plan.bad_value.days"),
        ("cooling=" + "9" * 5000, "plan.bad_value.days"),
        ("cooling=-1", "plan.bad_value.days"),
        ("last_day=soon", "plan.bad_value.day"),
        ("told=pigeon", "plan.bad_value.channel"),
        ("delivered", "plan.bad_value.name"),
        ("danger=very", "plan.bad_value.none"),
        ("set_aside=spring", "plan.bad_value.span"),
        ("set_aside=2026-03-06/2026-03-02", "plan.bad_value.span"),
        ("set_aside=2026-03-02/2062-03-06", "plan.bad_value.span"),
    ],
)
def test_what_cannot_be_marked(said: str, key: str) -> None:
    """A step that nobody knows, or a value that it cannot have, is a problem."""
    found = move_of("Kestrel", DAY, said, "", PLACE)
    assert isinstance(found, Problem) and found.key == key


def test_every_stage_is_a_step() -> None:
    """Stages and marks have different names."""
    assert len(set(MOVES)) == len(MOVES)
    assert all(stage(step) == step for step in STAGES)


def test_days_set_aside_are_said() -> None:
    """Those of the last year, each once; of former years and of days to come nothing (T14)."""
    scene = Scene().mark(f"set_aside={ago(20)}/{ago(11)}").mark(f"set_aside={ago(12)}/{ago(10)}")
    scene.mark(f"set_aside={ago(400)}").mark(f"set_aside={ago(-3)}")
    assert Text("plan.note.set_aside", {"count": 11}) in scene.plan().notes
    assert "plan.note.set_aside" not in keys(scene.mark("undone").plan(as_of=ago(-900)).notes)
    assert scene.plan().stage == ""
