"""Each playbook with its situations: what a client did, what was said, and what follows from it."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from goodterms.review.playbook import SHELF
from goodterms.terms import shelf
from review.scene import AS_OF, ORDINARY, Story, review_one

HERE = Path(__file__).parent / "situations"
SITUATIONS = [
    pytest.param(sheet.stem, situation, id=f"{sheet.stem}: {situation['promise']}")
    for sheet in sorted(HERE.glob("*.toml"))
    for situation in tomllib.loads(sheet.read_text("utf-8"))["situation"]
]


def story(situation: dict[str, Any]) -> Story:
    """The client a situation tells of."""
    signals = situation.get("only") or {**ORDINARY, **situation.get("signals", {})}
    told = Story(
        signals=signals,
        attempts=[(days, issue, reaction or None) for days, issue, reaction in situation.get("attempts", ())],
        said=[(days, incoming, tuple(acts)) for days, incoming, acts in situation.get("said", ())],
        considered=situation.get("considered", ()),
        invoices=situation.get("invoices", 12),
    )
    if "since" in situation:
        told.since = AS_OF - timedelta(days=situation["since"])
    return told


@pytest.mark.parametrize(("playbook", "situation"), SITUATIONS)
def test_situation(playbook: str, situation: dict[str, Any]) -> None:
    """The verdict of each situation is the one its promise gives, by the row it names."""
    found = review_one(story(situation), playbook)
    assert situation["verdict"] == found.verdict, found
    assert situation.get("row", found.row) == found.row
    assert situation.get("outcome", "") == found.outcome
    assert situation.get("referral", True) == found.referral
    assert situation.get("level", {}).items() <= found.levels.items()
    assert situation.get("note", "") in {"", *(note.key for note in found.notes)}
    assert {found.coverage[family] for family in situation.get("uncovered", ())} <= {"none"}


def test_every_playbook_has_situations() -> None:
    """A playbook without a situation is not tested, so there is none."""
    assert set(shelf.names(SHELF, ".toml")) == {sheet.stem for sheet in HERE.glob("*.toml")}
