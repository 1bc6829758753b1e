"""A book's tables as Parquet files and the SQL texts of the signals, for an engine that is asked barely."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from goodterms.records.book import Book
from goodterms.signals.tables import tables
from goodterms.terms import shelf

STEPS, QUESTIONS = "goodterms.signals.steps", "goodterms.signals"


def prepare(book: Book, as_of: date, place: Path) -> Path:
    """Writes the tables and `queries.json` into a folder of their own and returns it."""
    place.mkdir(parents=True, exist_ok=True)
    for name, table in tables(book, as_of).items():
        pq.write_table(plain(table), place / f"{name}.parquet")
    (place / "queries.json").write_text(json.dumps(queries()), "utf-8")
    return place


def plain(table: pa.Table) -> pa.Table:
    """The same without dictionaries, which not every engine takes, and in one piece."""
    kinds = [field.type for field in table.schema]
    bare = [kind.value_type if pa.types.is_dictionary(kind) else kind for kind in kinds]
    return table.cast(pa.schema(list(zip(table.column_names, bare, strict=True)))).combine_chunks()


def queries() -> Mapping[str, Any]:
    """The texts that make the steps, by name, and those that ask."""
    return {
        "steps": {name: _text(STEPS, name) for name in shelf.names(STEPS, ".sql")},
        "questions": [_text(QUESTIONS, name) for name in shelf.names(QUESTIONS, ".sql")],
    }


def _text(package: str, name: str) -> str:
    return shelf.sheet(package, f"{name}.sql").read_text("utf-8")
