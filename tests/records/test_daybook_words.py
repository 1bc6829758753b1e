"""Four languages, one notation: what can be said in one can be said in all."""

from __future__ import annotations

import pytest

from daybooks import read
from goodterms.records.daybook.fact import facts
from goodterms.records.daybook.sheet import PACKAGE, sheets
from goodterms.records.model import (
    ACTIVITIES,
    ISSUES,
    REACTIONS,
    Attempt,
    Client,
    Colleague,
    Contact,
    ContractText,
    Deliverable,
    Episode,
    Expense,
    Feeling,
    Freelancer,
    Gut,
    Invoice,
    Meeting,
    Message,
    Payment,
    TimeEntry,
)
from goodterms.terms import shelf
from goodterms.terms.evidence import Problem

LANGUAGES = [sheet.language for sheet in sheets()]


def _shape(value: object) -> object:
    """The keys of a sheet, down to the lists of words."""
    return {key: _shape(inner) for key, inner in value.items()} if isinstance(value, dict) else None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_has_the_same_keys(language: str) -> None:
    """A fact, a detail or a word that English has, every language has."""
    assert _shape(shelf.toml(PACKAGE, language)) == _shape(shelf.toml(PACKAGE, "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_say_the_same_in_every_language(language: str) -> None:
    """Line by line, the examples of a sheet give the records that the English ones give."""
    own = next(sheet for sheet in sheets() if sheet.language == language)
    for english, line in zip(sheets()[0].examples, own.examples, strict=True):
        assert [one for one in read(line) if isinstance(one, Problem)] == []
        assert read(line) == read(english), line


def test_the_examples_cover_every_fact_and_detail() -> None:
    """Each kind of fact a sheet knows has a function, and the examples use every kind of record."""
    sheet = sheets()[0]
    assert set(sheet.facts) == set(facts())
    assert {name for kind in facts().values() for name in kind.details} == set(sheet.details)
    kinds = {type(one) for line in sheet.examples for one in read(line)}
    assert kinds == {
        Freelancer, Client, Contact, Invoice, Payment, TimeEntry, Deliverable, Message, Meeting,
        ContractText, Feeling, Attempt, Episode, Gut, Colleague, Expense,
    }  # fmt: skip


def test_the_words_cover_the_model() -> None:
    """Issues, reactions, activities and ratings are those of the model."""
    words = {name: set(listed.values()) for name, listed in sheets()[0].words.items()}
    assert words["issue"] == set(ISSUES)
    assert words["reaction"] == set(REACTIONS)
    assert words["activity"] == set(ACTIVITIES)
    assert words["verdict"] == {"keep", "repair", "let_go", "not_enough_evidence"}
    assert words["channel"] == {"email", "chat", "sms", "call"}
