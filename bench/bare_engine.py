"""DuckDB alone: `python -m bench.bare_engine FOLDER` asks prepared tables the prepared queries.

Nothing of the product is imported; the three macros are written out once more.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb

MACROS = """
CREATE MACRO days_between(a, b) AS date_diff('day', a, b);
CREATE MACRO local_ts(ts, zone) AS timezone(zone, timezone('UTC', ts));
CREATE MACRO iso_weekday(day) AS isodow(day);
"""


def ask(place: Path) -> int:
    """How many rows all answers have together."""
    wanted = json.loads((place / "queries.json").read_text("utf-8"))
    with duckdb.connect() as connection:
        connection.execute(MACROS)
        for file in place.glob("*.parquet"):
            connection.read_parquet(str(file)).create(file.stem)
        for name, query in wanted["steps"].items():
            connection.execute(f"CREATE TABLE {name} AS {query}")
        return sum(len(connection.execute(query).fetchall()) for query in wanted["questions"])


if __name__ == "__main__":
    sys.exit(0 if ask(Path(sys.argv[1])) else "no query had an answer")
