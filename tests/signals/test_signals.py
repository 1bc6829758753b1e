"""Every question has a book and an answer worked out by hand beside it; here all of them are asked."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.book import Book
from goodterms.signals.measure import measure, signals
from goodterms.signals.reading import Signal
from signals.books import HERE, MARA, book_of, read

FOLDERS = sorted(folder.parent.name for folder in HERE.glob("*/book.toml"))


def _near(expected: float) -> Any:
    return pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize("name", FOLDERS)
def test_answers_as_worked_out_by_hand(name: str) -> None:
    """Value, what it rests on and evidence are those of `expected.toml`, and nobody else has a reading."""
    facts, expected = read(name, "book.toml"), read(name, "expected.toml")
    book = book_of(facts)
    readings = measure(book, facts["as_of"])
    answered = {client for signal, client in readings.found if signal == name}
    assert {row["client"] for row in expected["reading"] if not row.get("silent")} == answered
    for row in expected["reading"]:
        reading = readings.get(name, row["client"])
        if row.get("silent"):
            assert reading.value is None, row["why"]
            continue
        assert _near(row["value"]) == reading.value, row["why"]
        assert row["observations"] == reading.observations
        assert row["evidence"] == [book.evidence(ref).locator for ref in reading.refs]
        assert row.get("currency", "") == reading.currency
        if "interval" in row:
            assert _near(row["interval"]) == reading.interval
        for month, (part, whole) in row.get("months", {}).items():
            one = reading.span(date.fromisoformat(month), date.fromisoformat(month)).months
            assert [(_near(part), _near(whole))] == [(month.part, month.whole) for month in one]


def test_every_question_has_its_book_and_every_book_its_question() -> None:
    """A signal without a worked example does not ship."""
    assert sorted(signals()) == FOLDERS


@pytest.mark.parametrize("name", FOLDERS)
def test_book_has_something_to_answer(name: str) -> None:
    """Each book asks for at least one value with evidence, and each expectation says why."""
    expected = read(name, "expected.toml")
    assert expected["promise"].endswith(".")
    assert all(row["why"] for row in expected["reading"])
    assert any(row.get("evidence") for row in expected["reading"])


@pytest.mark.parametrize("signal", signals().values(), ids=lambda signal: signal.name)
def test_header_is_complete(signal: Signal) -> None:
    """The header asks a question, defines the answer, and names unit, fold, direction and source."""
    hints = get_type_hints(Signal)
    assert signal.question.endswith("?")
    assert signal.definition.endswith(".")
    assert signal.unit in get_args(hints["unit"])
    assert signal.fold in get_args(hints["fold"])
    assert signal.worse in get_args(hints["worse"])
    assert all(part[0] in "MDBT" and part[1:].isdigit() for part in signal.source.split())


def test_empty_book_has_no_readings() -> None:
    """Nothing known is nothing said, and never 0 (T5)."""
    assert measure(Book(MARA), date(2026, 6, 30)).found == {}


def _shuffled(book: Book, seed: int) -> Book:
    """The same records in another order, with the numbers they had."""
    order = random.Random(seed)  # noqa: S311 - an order for a test, not a secret
    kinds = ("invoices", "payments", "settlements", "hours", "deliverables", "messages", "feelings")
    rows = {kind: getattr(book, kind) for kind in kinds}
    return replace(book, **{kind: tuple(order.sample(some, len(some))) for kind, some in rows.items()})


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(), name=st.sampled_from(FOLDERS))
def test_order_of_records_does_not_matter(seed: int, name: str) -> None:
    """Files come in any order; the readings are the same to the last reference."""
    facts = read(name, "book.toml")
    book = book_of(facts)
    assert measure(book, facts["as_of"]).found == measure(_shuffled(book, seed), facts["as_of"]).found


@pytest.mark.parametrize("name", FOLDERS)
def test_nothing_of_tomorrow_counts(name: str) -> None:
    """Before the first record there is nothing to say."""
    assert measure(book_of(read(name, "book.toml")), date(2025, 12, 31)).found == {}
