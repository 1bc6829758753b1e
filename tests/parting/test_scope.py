"""What they ask beyond what was ordered stands beside what settles it (M10)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from goodterms.review.model import Reason
from goodterms.terms.evidence import Evidence, Text
from parting.scene import AS_OF, Scene, ago


def reason(signal: str = "out_of_scope", level: int = 2) -> Reason:
    """What the review found."""
    places = (Evidence("inbox.mbox", "message 3", "Could you also do the flyers, just quickly?"),)
    says = Text(f"reason.{signal}")
    return Reason(
        "attention", signal, 0.4, "share", "", None, None, 0, level, 9, says, places
    )  # fmt: skip


def beyond(*reasons: Reason) -> Scene:
    """A client of whom the review says so."""
    return Scene().judged(reasons=reasons)


def told(scene: Scene) -> list[tuple[str, dict[str, Any]]]:
    """What the plan says of the scope."""
    keys = ("plan.note.scope", "plan.note.rounds")
    return [(one.key, dict(one.values)) for one in scene.plan().notes if one.key.startswith(keys)]


def test_a_request_stands_beside_the_clause() -> None:
    """The clauses on what is made and how often, in their own words, with the contract's name."""
    scene = beyond(reason()).signed(
        ("deliverable", {"name": "menu"}), ("payment_term", {"days": 30}), ("revision_limit", {"rounds": 2})
    )
    source = "agreement-1.txt"
    assert told(scene) == [
        ("plan.note.scope", {"source": source, "quote": quote})
        for quote in ("Clause 1 on deliverable.", "Clause 3 on revision limit.")
    ]


def test_rounds_stand_beside_the_clause_on_rounds() -> None:
    """Of more rounds than agreed only that clause tells, and the pieces of work that took more."""
    scene = beyond(reason("extra_rounds")).signed(
        ("deliverable", {"name": "menu"}), ("revision_limit", {"rounds": 2})
    )
    scene.make("menu", delivered_on=ago(20), rounds_agreed=2, rounds=4)
    scene.make("card", delivered_on=ago(9), rounds_agreed=0, rounds=1)
    scene.make("sign", delivered_on=ago(5), rounds_agreed=2, rounds=2)
    scene.make("logo", delivered_on=ago(3), rounds=7)
    scene.make("flag", delivered_on=ago(2), rounds_agreed=1)
    quote = "Clause 2 on revision limit."
    assert told(scene) == [
        ("plan.note.scope", {"source": "agreement-1.txt", "quote": quote}),
        ("plan.note.rounds", {"name": "card", "agreed": 0, "rounds": 1}),
        ("plan.note.rounds", {"name": "menu", "agreed": 2, "rounds": 4}),
    ]


def test_no_more_than_three_are_named() -> None:
    """The first clauses, and the latest pieces of work; a day that nobody told comes last."""
    scene = beyond(reason()).signed(*[("deliverable", {"name": "menu"})] * 5)
    for number in range(5):
        day = AS_OF + timedelta(number) if number else None
        scene.make(f"work {number}", due=day, rounds_agreed=1, rounds=2)
    found = told(scene)
    assert [key for key, _ in found].count("plan.note.scope") == 3
    assert [values["name"] for key, values in found if key == "plan.note.rounds"] == [
        "work 4",
        "work 3",
        "work 2",
    ]


def test_a_long_clause_is_cut() -> None:
    """A quote stays readable."""
    scene = beyond(reason()).signed(("more " * 60, {}))
    (contract,) = scene.contracts
    (clause,) = contract.clauses
    scene.contracts = [contract._replace(clauses=(clause._replace(kind="deliverable"),))]
    ((_, values),) = told(scene)
    assert len(values["quote"]) <= 160
    assert values["quote"].startswith("Clause 1 on more more") and values["quote"].endswith(" …")


def test_where_nothing_settles_it_that_is_said() -> None:
    """An unknown is said to be unknown; a clause that another displaced settles nothing."""
    scene = beyond(reason()).signed(("deliverable", {"name": "menu", "overridden": True}))
    assert told(scene) == [("plan.note.scope_unknown", {})]


@pytest.mark.parametrize("reasons", [(), (reason(level=0),), (reason("chasers"),)])
def test_who_asks_for_no_more_hears_nothing_of_it(reasons: tuple[Reason, ...]) -> None:
    """Without such a reason the contract is not held up to anybody."""
    assert told(beyond(*reasons).signed(("deliverable", {"name": "menu"}))) == []


def test_without_a_review_nothing_is_said() -> None:
    """Of a client whom the review does not know, nobody knows what they ask."""
    scene = Scene().signed(("deliverable", {"name": "menu"}))
    scene.review = None
    assert told(scene) == []
