"""Every sheet of phrases for letters holds its own examples, and none of those it passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from goodterms.letters import sheet_index, sheets
from goodterms.letters.letter import SPAN
from goodterms.letters.linting import lint, read_letter, rules
from goodterms.terms import shelf

KINDS = ("phrases", "unless", "never_with")
CLASS = re.compile(r"@(\w+)")
LANGUAGES = [one for one in shelf.folders("goodterms", "letters/words") if not one.startswith("_")]
SHEETS = [(language, name) for language in LANGUAGES for name in sheet_index.tables(language)]


def is_caught(language: str, name: str, text: str) -> bool:
    """By the rule of that name, where there is one that marks places; else by the sheet itself."""
    rule = rules().get(name)
    if rule is not None and rule.LEVEL == SPAN:
        return any(one.rule == name for one in lint(text, language).findings)
    return bool(read_letter(text, language).hits(name))


@pytest.mark.parametrize(("language", "name"), SHEETS)
def test_a_sheet_catches_and_passes_its_examples(language: str, name: str) -> None:
    """What must be caught is, and what must pass does."""
    sheet = sheet_index.tables(language)[name]
    assert [text for text in sheet.get("caught", ()) if not is_caught(language, name, text)] == []
    assert [text for text in sheet.get("passed", ()) if is_caught(language, name, text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_is_of_its_sheets_as_they_are(language: str) -> None:
    """`make messages` was run after the last change."""
    for of in (sheets.WORDS, sheets.ANSWERS):
        for ending, text in sheet_index.written(language, of).items():
            assert shelf.sheet(of, language + ending).read_text("utf-8") == text


def test_an_index_is_written_beside_its_sheets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of every language that has sheets, or of those that are named."""
    monkeypatch.setattr(shelf, "sheet", lambda package, file: tmp_path / f"{package}.{file}")
    monkeypatch.setattr(shelf, "folders", lambda package, within: ("__pycache__", "en"))
    monkeypatch.setattr(sheet_index, "written", lambda language, of: {".json": f"{language} of {of}"})
    sheet_index.write()
    sheet_index.write(["vi"])
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(
        f"{of}.{language}.json" for of in (sheets.WORDS, sheets.ANSWERS) for language in ("en", "vi")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_classes_are_named_by_phrases(language: str) -> None:
    """Something stands for every class, and a phrase names it, or a class that a phrase names."""
    classes = sheets.classes(language)
    tables = [
        sheet for of in (sheets.WORDS, sheets.ANSWERS) for sheet in sheet_index.tables(language, of).values()
    ]
    told = [phrase for sheet in tables for kind in KINDS for phrase in sheet.get(kind, ())]
    named: set[str] = set()
    while told:
        new = {name for phrase in told for name in CLASS.findall(phrase)} - named
        named |= new
        told = [phrase for name in new for phrase in classes[name]]
    assert named == set(classes)
    assert all(classes.values())
