"""DuckDB answers inside this process: nothing to start, nothing to install, no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import duckdb

from goodterms.signals.engines import Answer

OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
MACROS = """
CREATE MACRO days_between(a, b) AS date_diff('day', a, b);
CREATE MACRO local_ts(ts, zone) AS timezone(zone, timezone('UTC', ts));
CREATE MACRO iso_weekday(day) AS isodow(day);
"""


class _DuckDB:
    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def keep(self, name: str, query: str) -> None:
        self._connection.execute(f"CREATE TABLE {name} AS {query}")

    def ask(self, query: str) -> Answer:
        found = self._connection.execute(query)
        return Answer(tuple(column[0] for column in found.description), found.fetchall())


@contextmanager
def engine(tables: Mapping[str, Any]) -> Iterator[_DuckDB]:
    """A database in memory with the tables in it."""
    with duckdb.connect(":memory:", config=OFFLINE) as connection:
        connection.execute(MACROS)
        for name, table in tables.items():
            connection.register(name, table)
        yield _DuckDB(connection)
