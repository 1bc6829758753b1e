"""One text of SQL, one answer: whatever engine is asked, and however many freelancers share its tables."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from typing import Any

import pytest

from goodterms.signals.engines import UnknownEngineError, open_engine
from goodterms.signals.measure import across, measure
from goodterms.signals.reading import Reading, Readings
from goodterms.signals.tables import tables, together
from signals.books import HERE, MARA, book_of, read

NAMES = sorted(
    path.relative_to(HERE).as_posix()
    for kind in ("*/book.toml", "*/ledgers/*.toml")
    for path in HERE.glob(kind)
)
no_spark = find_spec("pyspark") is None or not (shutil.which("java") or os.environ.get("JAVA_HOME"))
needs_spark = pytest.mark.skipif(no_spark, reason="needs Java and PySpark")


def _everybody() -> dict[str, Any]:
    """Every book of every signal in one set of tables, each under a freelancer of its own."""
    books = ((replace(MARA, name=name), read("", name)) for name in NAMES)
    return together(tables(book_of(facts, me), facts["as_of"]) for me, facts in books)


def _close(readings: Readings) -> Mapping[tuple[str, str], Any]:
    """Readings as plain numbers that may differ in the last digit only."""
    return {who: _numbers(reading) for who, reading in readings.found.items()}


def _numbers(reading: Reading) -> Any:
    return reading.currency, [tuple(map(_rounded, month)) for month in reading.months]


def _rounded(value: object) -> object:
    return float(f"{value:.12g}") if isinstance(value, float) else value


@pytest.fixture(scope="module")
def shared() -> Mapping[str, Readings]:
    return across(_everybody())


@pytest.mark.parametrize("name", NAMES)
def test_freelancers_in_one_table_do_not_mix(name: str, shared: Mapping[str, Readings]) -> None:
    """Same clients, same record numbers, another freelancer: the readings are those of the book alone."""
    facts = read("", name)
    assert measure(book_of(facts), facts["as_of"]).found == shared[name].found


@pytest.fixture(scope="module")
def on_spark() -> Iterator[Mapping[str, Readings]]:
    yield across(_everybody(), "spark")


@needs_spark
@pytest.mark.spark
@pytest.mark.parametrize("name", NAMES)
def test_spark_says_the_same(
    name: str, shared: Mapping[str, Readings], on_spark: Mapping[str, Readings]
) -> None:
    """All readings of a signal's book, on both engines, from the same tables."""
    assert _close(shared[name]) == _close(on_spark[name])


@needs_spark
@pytest.mark.spark
def test_spark_session_of_the_user_is_left_as_it_was(on_spark: Mapping[str, Readings]) -> None:
    """A session of our own is stopped; one that ran before goes on, with its own tables and time zone."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra: the other tests run without it

    assert SparkSession.getActiveSession() is None
    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        session.conf.set("spark.sql.session.timeZone", "Asia/Ho_Chi_Minh")
        session.sql("SELECT 1 AS mine").createOrReplaceTempView("messages")
        assert across(tables(book_of({}), date(2026, 6, 30)), "spark") == {}
        assert session.sql("SELECT mine FROM messages").collect() == [(1,)]
        assert session.conf.get("spark.sql.session.timeZone") == "Asia/Ho_Chi_Minh"
    finally:
        session.stop()


def test_unknown_engine_is_named() -> None:
    """Asking an engine that is not there is an error with its name."""
    with pytest.raises(UnknownEngineError, match="abacus"):
        measure(book_of({}), date(2026, 6, 30), engine="abacus")


def test_duckdb_fetches_nothing() -> None:
    """Nothing leaves the machine: a query that needs an extension DuckDB lacks fails instead."""
    with open_engine("duckdb", {}) as engine:
        asked = engine.ask("SELECT current_setting('autoinstall_known_extensions') AS fetches")
    assert asked.rows == [(False,)]
