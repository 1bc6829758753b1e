"""What a careful adviser would say of invented freelancers' clients, and what the program says."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from goodterms import desk
from goodterms.records.book import Book
from goodterms.review.model import Review
from shared import SHARED, needs_shared

pytestmark = needs_shared
AS_OF = date(2026, 10, 31)
LANGUAGES = ("en", "fr", "nl", "vi")


@cache
def book(language: str) -> Book:
    return desk.take_in([SHARED / "cases" / language])


@cache
def reviewed(language: str, playbook: str = "balanced") -> Review:
    return desk.review(book(language), AS_OF, by=desk.WhichPlaybook(playbook))


def expected(language: str) -> dict[str, dict[str, Any]]:
    told: dict[str, dict[str, Any]] = json.loads(
        (SHARED / "cases" / f"{language}.expected.json").read_text("utf-8")
    )["clients"]
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_verdicts(language: str) -> None:
    """Every client gets one of the verdicts that a careful adviser would accept."""
    given = {client.client: client.verdict for client in reviewed(language).clients}
    wrong = {
        name: (given.get(name), told["verdict"])
        for name, told in expected(language).items()
        if given.get(name) not in told["verdict"]
    }
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_families(language: str) -> None:
    """The reason that an adviser would name first is among the reasons, with evidence."""
    reasons = {
        client.client: {reason.family for reason in client.reasons if reason.level and reason.evidence}
        for client in reviewed(language).clients
    }
    missing = {
        name: (told["family"], sorted(reasons[name]))
        for name, told in expected(language).items()
        if "family" in told and told["family"] not in reasons[name]
    }
    assert missing == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_uncovered(language: str) -> None:
    """What the records do not show is said to be unknown (T5)."""
    coverage = {client.client: client.coverage for client in reviewed(language).clients}
    for name, told in expected(language).items():
        for family in told.get("uncovered", ()):
            assert coverage[name][family] != "covered", (name, family)


@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_disagree_about_a_slow_payer(language: str) -> None:
    """Article A asks to raise it first; article B lets a regular late payer go at once (D3)."""
    slow = [name for name, told in expected(language).items() if told["archetype"] == "slow_payer_untold"]
    for playbook, verdict in (("fire-that-client", "repair"), ("break-up", "let_go")):
        given = {client.client: client.verdict for client in reviewed(language, playbook).clients}
        assert [given[name] for name in slow] == [verdict] * len(slow)
