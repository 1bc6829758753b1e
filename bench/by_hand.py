"""The same signals from the same rows, as an analyst would get them: sqlite3, DuckDB and queries by hand.

Reads the database file of the store, a column a value that the queries need, and nothing of the product:
`python -m bench.by_hand FILE` prints the seconds it took and what each signal sums to, a client.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections import defaultdict
from datetime import date

import duckdb
import holidays
import holidays.countries  # all of them come with the first: before the clock starts, as in ours
import pyarrow as pa

from bench.by_hand_sql import QUERIES, VIEWS

AS_OF = date(2026, 10, 31)

_COLUMNS = {
    "message": "id, sent_at, sender, json_extract(recipients, '$[0]') AS recipient, channel, thread, "
    "automatic, acts, sender NOT IN (SELECT value FROM store_freelancer, json_each(emails)) AS incoming",
    "client": "name, value AS domain",
    "invoice": "id, number, client, issued, due, total_minor, disputed",
    "payment": "id, client, paid_on, amount_minor, invoices",
    "timeentry": "client, started, minutes, activity, billable",
    "feeling": "client, day, dread, client_stress, work_stress, unpredictable, fit_style, fit_vision",
    "deliverable": "client, due, delivered_on, rounds, rounds_agreed",
}
_FROM = {"client": "store_client, json_each(domains)"}

Sums = dict[str, dict[str, tuple[float, float]]]
"""Part and whole over all months, by signal, then by client."""


def sums(file: str) -> Sums:
    """All signals of the store in that file."""
    kept = sqlite3.connect(file)
    with duckdb.connect() as connection:
        for name, columns in _COLUMNS.items():
            table = _FROM.get(name, f"store_{name}")
            rows = _table(kept, f"SELECT {columns} FROM {table}")  # noqa: S608 - only words of this file
            connection.register(name, rows)
        country, zone, first = kept.execute(
            "SELECT country, timezone, (SELECT min(sent_at) FROM store_message) FROM store_freelancer"
        ).fetchone()
        days = holidays.country_holidays(
            country, years=range(time.gmtime(first // 1_000_000)[0], AS_OF.year + 1)
        )
        connection.register("days_off", pa.table({"day": sorted(days)}))
        connection.execute("SET VARIABLE zone = ?", [zone])
        connection.execute("SET VARIABLE as_of = ?::DATE", [AS_OF])
        connection.execute(VIEWS)
        return _ask(connection)


def _table(kept: sqlite3.Connection, query: str) -> pa.Table:
    found = kept.execute(query)
    names = [column[0] for column in found.description]
    return pa.table(dict(zip(names, map(pa.array, zip(*found.fetchall(), strict=True)), strict=True)))


def _ask(connection: duckdb.DuckDBPyConnection) -> Sums:
    found: Sums = defaultdict(dict)
    for query in QUERIES:
        asked = connection.execute(query)
        names = [column[0] for column in asked.description]
        pairs = [
            (name, n, names.index(f"{name}_of")) for n, name in enumerate(names) if f"{name}_of" in names
        ]
        for row in asked.fetchall():
            for name, part, whole in pairs:
                so_far = found[name].get(row[0], (0.0, 0.0))
                found[name][row[0]] = (so_far[0] + float(row[part] or 0), so_far[1] + float(row[whole] or 0))
    return found


if __name__ == "__main__":
    started = time.perf_counter()
    answer = sums(sys.argv[1])
    json.dump({"seconds": time.perf_counter() - started, "sums": answer}, sys.stdout)
