"""What do the signals cost on Spark, beside the same SQL texts asked barely?

One Java machine serves both, so both run in one process: `python -m bench.on_spark HOME ROUNDS`.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.beside import Line, Pair, Skipped, in_turn
from bench.invented import AS_OF
from bench.prepared import plain, queries
from bench.workshop import Workshop, say
from goodterms import desk

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LIMIT = 1.2
_MACROS = (
    "days_between(a DATE, b DATE) RETURNS INT RETURN datediff(b, a)",
    "local_ts(ts TIMESTAMP, zone STRING) RETURNS TIMESTAMP RETURN from_utc_timestamp(ts, zone)",
    "iso_weekday(day DATE) RETURNS INT RETURN weekday(day) + 1",
)


def measure(shop: Workshop) -> Iterator[Line | Skipped]:
    """Loading the tables and asking every question; four rounds, so that each side begins twice."""
    what = f"signals on Spark (local), {shop.small.messages:,} messages"
    if find_spec("pyspark") is None:
        yield Skipped(what, "PySpark is not installed (the extra `spark`)")
    elif not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        yield Skipped(what, "there is no Java")
    else:
        say(f"{what}: in one process, a minute or two")
        told = shop.children.told("-m", "bench.on_spark", str(shop.small_store), "4")
        pairs = tuple(Pair(*pair) for pair in told)
        yield Line(what, "goodterms.signals", "same SQL, bare Spark", "ratio", LIMIT, pairs)


def _book(home: Path) -> Any:
    from goodterms.store.opening import open_store  # noqa: PLC0415 - wakes Django, for this line only

    store = open_store(home)
    try:
        return desk.open_book(store)
    finally:
        store.close()


def _session() -> SparkSession:
    """With the settings that the product gives a local session."""
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    builder = SparkSession.builder.master("local[*]").appName("bench")
    return (
        builder.config("spark.sql.shuffle.partitions", "4")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .getOrCreate()
    )


def _bare(wanted: Mapping[str, Any], tables: Mapping[str, Any], running: SparkSession) -> float:
    """Seconds for the texts as they are: tables as views, the steps kept in memory, the rest asked."""
    started = time.perf_counter()
    spark = running.newSession()
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    for macro in _MACROS:
        spark.sql(f"CREATE TEMPORARY FUNCTION {macro}")
    for name, table in tables.items():
        spark.createDataFrame(table).createOrReplaceTempView(name)
    for name, query in wanted["steps"].items():
        spark.sql(f"CACHE LAZY TABLE {name} AS {query}")
    for query in wanted["questions"]:
        spark.sql(query).collect()
    for name in wanted["steps"]:
        spark.sql(f"UNCACHE TABLE {name}")
    return time.perf_counter() - started


def _ours(tables: Any) -> float:
    from goodterms.signals.measure import across  # noqa: PLC0415 - beside its only use

    started = time.perf_counter()
    across(tables, "spark")
    return time.perf_counter() - started


def _main(home: Path, rounds: int) -> None:
    from goodterms.signals.tables import tables  # noqa: PLC0415 - beside its only use

    found, wanted = tables(_book(home), AS_OF), queries()
    bare = {name: plain(table) for name, table in found.items()}
    running = _session()
    pairs = in_turn(lambda: _ours(found), lambda: _bare(wanted, bare, running), rounds, lambda _: None)
    running.stop()
    json.dump(pairs, sys.stdout)


if __name__ == "__main__":
    _main(Path(sys.argv[1]), int(sys.argv[2]))
