"""Every sheet carries its own examples: what is caught, with its value, and what tempts and is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from goodterms.parting.contract import sheets
from goodterms.parting.contract.reading import read_contract
from goodterms.terms import shelf
from parting.contract.labelled import agrees

LEAST_CAUGHT, LEAST_PASSED = 1, 1


def _told(language: str, kind: str) -> Any:
    return shelf.toml(f"{sheets.SHEETS}.{language}", kind)


def _every() -> Iterator[tuple[str, str]]:
    for language in sheets.spoken():
        for kind in shelf.names(f"{sheets.SHEETS}.{language}", ".toml"):
            yield language, kind


@pytest.mark.parametrize(("language", "kind"), sorted(_every()))
def test_what_a_sheet_says_is_caught_is_read_with_its_value(language: str, kind: str) -> None:
    """Each example of a kind is read as one clause of it, and its value as the sheet has it."""
    for example in _told(language, kind)["caught"]:
        found = [one for one in read_contract(example["text"], language).clauses if one.kind == kind]
        assert found, example["text"]
        assert any(agrees(example.get("value", {}), one) for one in found), (example, found)


@pytest.mark.parametrize(("language", "kind"), sorted(_every()))
def test_what_a_sheet_says_passes_is_no_clause_of_the_kind(language: str, kind: str) -> None:
    """A tempting sentence is not taken for one."""
    for text in _told(language, kind)["passed"]:
        assert kind not in {one.kind for one in read_contract(text, language).clauses}, text


@pytest.mark.parametrize("language", sheets.spoken())
def test_every_language_has_every_kind(language: str) -> None:
    """A kind that one language reads, all of them read, with examples of both sorts."""
    assert shelf.names(f"{sheets.SHEETS}.{language}", ".toml") == sheets.kinds()
    for kind in sheets.kinds():
        assert len(_told(language, kind)["caught"]) >= LEAST_CAUGHT, kind
        assert len(_told(language, kind)["passed"]) >= LEAST_PASSED, kind
