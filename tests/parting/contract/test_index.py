"""What is worked out once is what the sheets say, and what is remembered does not grow for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from goodterms.parting.contract import matching, sheet_index, sheets, vocabulary
from goodterms.parting.contract.matching import Row, holds, place, read_phrase
from goodterms.parting.contract.reading import prepare, read_contract
from goodterms.parting.contract.tokens import tokens
from goodterms.terms import shelf

TEXT = "Either party may end this agreement on thirty days' notice. The Client pays within 14 days."


def row(text: str) -> Row:
    return Row(tokens(text, "en"))


@pytest.mark.parametrize("language", sheets.spoken())
def test_an_index_is_of_its_sheets_as_they_are(language: str) -> None:
    """`make messages` was run after the last change."""
    kept = shelf.sheet(sheet_index.FOLDER, "clauses") / f"{language}.json"
    assert kept.read_text("utf-8") == sheet_index.written(language)


def test_without_an_index_the_sheets_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Somebody changed a sheet: a contract is read by what the sheet says now."""
    expected = read_contract(TEXT, "en").clauses
    real = shelf.sheet
    monkeypatch.setattr(
        shelf, "sheet", lambda package, file: tmp_path if file == "clauses" else real(package, file)
    )
    monkeypatch.setattr(sheets, "language", sheets.Language)
    assert len(expected) == 2
    assert read_contract(TEXT, "en").clauses == expected


def test_an_index_is_written_beside_its_sheets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of every language that has sheets, or of those that are named."""
    monkeypatch.setattr(shelf, "sheet", lambda package, file: tmp_path)
    monkeypatch.setattr(shelf, "folders", lambda package, within: ("en",))
    monkeypatch.setattr(sheet_index, "written", lambda language: f"of {language}")
    sheet_index.write()
    sheet_index.write(["vi"])
    assert {file.name: file.read_text("utf-8") for file in tmp_path.iterdir()} == {
        "en.json": "of en",
        "vi.json": "of vi",
    }


def test_the_classes_of_a_language_are_read_one_by_one() -> None:
    """Each by its name, as many as the sheet lists."""
    classes = sheets.language("en").classes
    assert set(classes) == set(shelf.toml(f"{sheets.SHEETS}.en", "_language")["classes"])
    assert len(classes) == len(set(classes))


def test_a_phrase_that_no_sheet_has_can_be_looked_for() -> None:
    """It may name the classes of the language."""
    (phrase,) = sheets.language("en").phrases(["wish* to @end"])
    assert holds(phrase, row("He wishes to leave, and wishes to end this today."))
    assert not holds(phrase, row("He wishes to sing."))


@pytest.mark.parametrize("language", ["en", "fr", "xx"])
def test_to_prepare_changes_nothing_of_what_is_read(language: str) -> None:
    """What will be needed is there; a language that nobody reads needs nothing."""
    before = read_contract(TEXT, "en")
    prepare(language)
    assert read_contract(TEXT, "en") == before


def test_words_that_were_met_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found stays the same."""
    monkeypatch.setattr(matching, "_MOST_WORDS", 1)
    monkeypatch.setattr(vocabulary, "_MOST_WORDS", 1)
    phrase = read_phrase("(zebra*|*corn|two (horse*|mules)) run", "en", {})
    said = ("zebras run", "a unicorn run", "we saw two horses run", "two mules run", "zebras run")
    assert [place(phrase, row(text)) for text in said] == [(0, 1), (1, 2), (2, 4), (0, 2), (0, 1)]
    assert not holds(phrase, row("lions run"))
