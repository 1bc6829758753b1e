"""DuckDB answers bucket by bucket, within a bound of memory: what does not fit lies on disk meanwhile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from goodterms.network import asking
from goodterms.network.deciding import Asked, Measured, decided, prepared
from goodterms.network.results import Line, line_of
from goodterms.network.rows import book_of
from goodterms.network.shelves import Shelf
from goodterms.records.book import Book
from goodterms.review.weighing import BY_SIGNAL
from goodterms.signals.engines.duckdb import MACROS, OFFLINE
from goodterms.signals.tables import together
from goodterms.terms.memory import undisturbed

_AT_ONCE = 10_000
"""Rows that are fetched together."""
_SIGNAL, _MONTH, _REF = map(asking.READING.index, ("signal", "month", "ref"))
Gathered = dict[str, list[tuple[Any, ...]]]
"""Rows, by freelancer."""


class Means(NamedTuple):
    """What DuckDB may use."""

    memory_mb: int = 0
    """0: as DuckDB itself decides."""
    threads: int = 0
    """0: every processor."""
    spill: Path | None = None
    """Where it may write what does not fit."""

    def settings(self) -> dict[str, Any]:
        """As DuckDB takes them."""
        told: dict[str, Any] = dict(OFFLINE)
        if self.memory_mb:
            told["memory_limit"] = f"{self.memory_mb}MiB"
        if self.threads:
            told["threads"] = self.threads
        if self.spill:
            told["temp_directory"] = str(self.spill)
        return told | {"preserve_insertion_order": False}


def answers(shelf: Shelf, asked: Asked, means: Means) -> Iterator[Line]:
    """Every freelancer of a bucket, by pseudonym."""
    rows = sorted(shelf.read("people").to_pylist(), key=itemgetter("freelancer"))
    countries = {row["freelancer"]: row["me"]["country"] for row in rows}
    books = [book_of(row) for row in rows]
    del rows
    for book, told in zip(books, measured(shelf, books, asked, means), strict=True):
        who = book.freelancer.name
        yield line_of(who, countries[who], asked.document(decided(book, told, asked)))


def measured(shelf: Shelf, books: Sequence[Book], asked: Asked, means: Means) -> Iterator[Measured]:
    """What the tables say of each freelancer, in the order of the Books."""
    small = together(prepared(book, asked) for book in books)
    readings, worked, places = measure(shelf, small, asked, means)
    for book in books:
        who = book.freelancer.name
        yield Measured(readings.pop(who, ()), _rest(worked.pop(who, ())), _rest(places.pop(who, ())))


@undisturbed()
def measure(
    shelf: Shelf, small: Mapping[str, pa.Table], asked: Asked, means: Means
) -> tuple[Gathered, Gathered, Gathered]:
    """By freelancer: the readings, the days worked and the places where records were read. `small` are the
    tables that are made of people's rows for the day."""
    with duckdb.connect(":memory:", config=means.settings()) as connection:
        load(connection, shelf, small)
        for name, query in asking.kept().items():
            connection.execute(f"CREATE TABLE {name} AS {query}")
        readings: Gathered = defaultdict(list)
        for _, query in asking.each_reading():
            _gather(connection, query, readings)
        connection.register("wanted", _wanted(readings, small["ends"]))
        worked, places = (
            _gather(connection, query, defaultdict(list))
            for query in (asking.worked(asked.since, asked.as_of), asking.places())
        )
    return readings, worked, places


def _gather(connection: duckdb.DuckDBPyConnection, query: str, into: Gathered) -> Gathered:
    """Adds the rows of a query, whose first column says whose they are."""
    found = connection.execute(query)
    while rows := found.fetchmany(_AT_ONCE):
        for row in rows:
            into[row[0]].append(row)
    return into


def _wanted(readings: Gathered, ends: pa.Table) -> pa.Table:
    """As `asking.wanted` has it, of rows that are here already."""
    first = {end["freelancer"]: end["places_from"] for end in ends.to_pylist()}
    found = {
        (who, row[_REF])
        for who, rows in readings.items()
        for row in rows
        if row[_REF] is not None and row[_MONTH] >= first[who] and row[_SIGNAL] in BY_SIGNAL
    }
    names, refs = zip(*found, strict=True) if found else ((), ())
    return pa.table({"freelancer": pa.array(names, pa.string()), "ref": pa.array(refs, pa.int64())})


def load(connection: duckdb.DuckDBPyConnection, shelf: Shelf, small: Mapping[str, pa.Table]) -> None:
    """The tables as they are on the day."""
    connection.execute(MACROS)
    for name in ("messages", "hours"):
        connection.read_parquet(str(shelf.path(name)), hive_partitioning=False).create_view(f"packed_{name}")
    for name, table in small.items():
        connection.register(name, table)
    for name, query in asking.as_of_day(set_aside=len(small["aside"]) > 0).items():
        connection.execute(f"CREATE VIEW {name} AS {query}")


def _rest(rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Without whose they are."""
    return [row[1:] for row in rows]
