"""Who answers? Each module here is one SQL engine, found by its name and never registered.

An engine module has one name: `engine(tables)`, a context in which it answers questions over those tables. It
brings three macros, the only words in which engines differ: `days_between(a, b)` (whole days), `local_ts(ts,
zone)` (a moment in UTC on that zone's clock) and `iso_weekday(day)` (1 is Monday).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from goodterms.terms import shelf


class UnknownEngineError(ValueError):
    """No module here has that name."""


class Answer(NamedTuple):
    """What a query returned."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]


class Engine(Protocol):
    """Answers queries over the tables it was opened with."""

    def keep(self, name: str, query: str) -> None:
        """Answer a query once and keep the answer as a table of that name."""

    def ask(self, query: str) -> Answer:
        """The rows of a query."""


def open_engine(name: str, tables: Mapping[str, Any]) -> AbstractContextManager[Engine]:
    """The engine of that name with Arrow tables loaded, for a `with`; raises UnknownEngineError."""
    if name not in shelf.names(__name__, ".py"):
        raise UnknownEngineError(name)
    opened: AbstractContextManager[Engine] = import_module(f"{__name__}.{name}").engine(tables)
    return opened
