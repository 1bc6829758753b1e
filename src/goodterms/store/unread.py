"""How does a problem lie in a table? Its values, of any type that a sentence may hold, as one JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from goodterms.store.models import File, Unread
from goodterms.store.shelving import as_written, keepable
from goodterms.terms.evidence import Problem, Value
from goodterms.terms.money import Money


def pack_problem(file: File, problem: Problem) -> Unread:
    """The row of one problem of a file."""
    values = {name: _write(value) for name, value in problem.values.items()}
    texts = (problem.source, problem.locator, problem.key, json.dumps(values))
    source, locator, key, written = map(keepable, texts)
    return Unread(file=file, source=source, locator=locator, key=key, values=written)


def unpack_problems(rows: Iterable[tuple[str, str, str, str]]) -> Iterator[Problem]:
    """The problems that lie in rows of source, locator, key and values."""
    for row in rows:
        source, locator, key, written = as_written(row)
        values = {name: _read(value) for name, value in json.loads(written).items()}
        yield Problem(source, locator, key, values)


def _write(value: Value) -> Any:
    """What JSON has no word for, as a pair of the type's name and its text."""
    if isinstance(value, Money):
        return ["Money", *value]
    if isinstance(value, date):  # a datetime is one too
        return [type(value).__name__, value.isoformat()]
    return value


def _read(value: Any) -> Value:
    match value:
        case ["Money", minor, currency]:
            return Money(minor, currency)
        case ["datetime", text]:
            return datetime.fromisoformat(text)
        case ["date", text]:
            return date.fromisoformat(text)
    kept: Value = value
    return kept
