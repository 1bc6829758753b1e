"""What does the review of a network cost, beside the bare queries on the same engine?

Each run is a process of its own: `python -m bench.network WHAT TABLES…` says the seconds it took. What the
engines are handed (Books, tables as of the day) is made before the clock starts; `whole` is everything."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bench.beside import Line, Skipped, in_turn
from bench.freelancers import AS_OF, Size, network
from bench.workshop import Workshop, say

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from goodterms.network.deciding import Asked
    from goodterms.network.reviewing import Task
    from goodterms.network.shelves import Shelves

# Children import only what they measure.
# ruff: noqa: PLC0415

RATE = 1 / 0.8
"""At least eight tenths of the rate of the bare SQL."""
TWICE = 2.1
NONE = float("inf")
_ROWS = 10_000
MEMORY = 12_000
"""MiB for either engine: half of the machine."""
LONG = 2 * 60 * 60
"""Seconds that all sizes on Spark may take together."""


def measure(shop: Workshop) -> Iterator[Line | Skipped]:
    """Signals and whole reviews, growing, on both engines."""
    sizes = [Size(n) for n in ((1_000, 2_000) if shop.is_quick else (10_000, 50_000, 100_000))]
    places = {size: _place(shop, size) for size in sizes}
    first, half, most = sizes[0], sizes[-2], sizes[-1]
    what = f"network signals on DuckDB, {first.relationships:,} relationships, {first.messages:,} messages"
    ours, bare = (partial(_seconds, shop, what_run, places[first]) for what_run in ("ours", "bare"))
    pairs = in_turn(ours, bare, 3, lambda step: say(f"{what}: {step}"))
    yield Line(what, "goodterms.network", "same SQL, bare DuckDB", "ratio", RATE, pairs)
    what = f"network signals on DuckDB, {most.relationships:,} relationships, {most.messages:,} messages"
    times = {size: _seconds(shop, "ours", places[size]) for size in (half, most)}
    yield Line(what, "all", "half of them", "ratio", TWICE).with_pair(times[most], times[half])
    yield from _whole(shop)
    yield from _spark(shop, places)


def _whole(shop: Workshop) -> Iterator[Line]:
    """Verdicts, stability and documents with it: what a night really takes."""
    small, large = (Size(n) for n in ((500, 1_000) if shop.is_quick else (2_000, 4_000)))
    half, most = (_seconds(shop, "whole", _place(shop, size)) for size in (small, large))
    what = f"network review on DuckDB with documents, {large.relationships:,} relationships"
    yield Line(what, "all", "half of them", "ratio", TWICE).with_pair(most, half)
    bare = _seconds(shop, "bare", _place(shop, large))
    yield Line(what, "goodterms network review", "the signals' SQL alone", "ratio", NONE).with_pair(
        most, bare
    )


def _spark(shop: Workshop, places: dict[Size, Path]) -> Iterator[Line | Skipped]:
    what = "network signals on Spark (local)"
    if find_spec("pyspark") is None or find_spec("pandas") is None:
        yield Skipped(what, "PySpark is not installed (the extra `spark`)")
        return
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        yield Skipped(what, "there is no Java")
        return
    quicker = 0
    told = shop.children.told("-m", "bench.network", "spark", *map(str, places.values()), most=LONG)
    for size, place in places.items():
        found = told[str(place)]
        one = f"{what}, {size.relationships:,} relationships, shuffled {found['shuffled'] / 2**20:,.0f} MiB"
        yield Line(one, "goodterms.network", "same SQL, bare Spark", "ratio", RATE).with_pair(
            found["ours"], found["bare"]
        )
        beside = _seconds(shop, "ours", place)
        yield Line(one, "Spark", "DuckDB", "ratio", NONE).with_pair(found["ours"], beside)
        if not quicker and found["ours"] < beside:
            quicker = size.relationships
    half, most = (told[str(place)]["ours"] for place in list(places.values())[-2:])
    yield Line(
        f"{what}, {size.relationships:,} relationships", "all", "half of them", "ratio", TWICE
    ).with_pair(most, half)
    first = f"from {quicker:,} relationships on" if quicker else "not at any of these sizes, on this machine"
    yield Skipped("the size from which Spark is quicker than DuckDB", first)


def _place(shop: Workshop, size: Size) -> Path:
    folder = shop.scratch / f"network-{size.relationships}"
    if not folder.exists():
        say(f"making the tables of {size.relationships:,} relationships")
        network(folder, size)
    return folder


def _seconds(shop: Workshop, what: str, place: Path) -> float:
    return float(shop.children.told("-m", "bench.network", what, str(place))["seconds"])


def _asked() -> Asked:
    from goodterms.faces.network import document
    from goodterms.network.deciding import Asked

    return Asked(AS_OF, partial(document, language="en"))


def _tasks(shelves: Shelves) -> list[Task]:
    from goodterms.network.reviewing import Task
    from goodterms.network.shelves import Shelf, numbers

    found = ((bucket, shelves.shelf(bucket)) for bucket in numbers(shelves))
    return [Task(bucket, shelf, {}) for bucket, shelf in found if isinstance(shelf, Shelf)]


@cache
def _settings() -> dict[str, Any]:
    from goodterms.network.on_duckdb import Means

    return Means(MEMORY).settings()


def _ours(shelves: Shelves) -> float:
    """From the same tables to every freelancer's readings, part by part."""
    from goodterms.network.on_duckdb import Means
    from goodterms.network.on_duckdb import measure as asked_all

    seconds = 0.0
    for task in _tasks(shelves):
        small = _small([task])
        started = time.perf_counter()
        asked_all(task.shelf, small, _asked(), Means(MEMORY))
        seconds += time.perf_counter() - started
    return seconds


def _small(tasks: list[Task]) -> dict[str, pa.Table]:
    """The tables as of the day that are made of the people's rows."""
    from goodterms.network.deciding import prepared
    from goodterms.network.rows import book_of
    from goodterms.signals.tables import together

    rows = (row for task in tasks for row in task.shelf.read("people").to_pylist())
    return together(prepared(book_of(row), _asked()) for row in rows)


def _bare(shelves: Shelves) -> float:
    """The queries as they are, over all tables at once; their rows are fetched and thrown away."""
    import duckdb

    from bench.bare_engine import MACROS
    from bench.prepared import queries

    small, wanted = _small(_tasks(shelves)), queries()
    started = time.perf_counter()
    with duckdb.connect(":memory:", config=_settings()) as connection:
        connection.execute(MACROS)
        for name, table in small.items():
            connection.register(name, table)
        for name in ("messages", "hours"):
            _view(connection, name, [str(task.shelf.path(name)) for task in _tasks(shelves)])
        for name, query in wanted["steps"].items():
            connection.execute(f"CREATE TABLE {name} AS {query}")
        for query in wanted["questions"]:
            found = connection.execute(query)
            while found.fetchmany(_ROWS):
                pass
    return time.perf_counter() - started


def _view(connection: duckdb.DuckDBPyConnection, name: str, paths: list[str]) -> None:
    from goodterms.network.asking import as_of_day

    connection.read_parquet(paths, hive_partitioning=False).create_view(f"packed_{name}")
    connection.execute(f"CREATE VIEW {name} AS {as_of_day(set_aside=False)[name]}")


def _reviewed(shelves: Shelves) -> float:
    from goodterms.network.on_duckdb import Means
    from goodterms.network.reviewing import on_duckdb, review

    started = time.perf_counter()
    with TemporaryDirectory(prefix="bench-network-") as folder:
        review(shelves, Path(folder), _asked(), "en", on_duckdb(2, Means(MEMORY)))
    return time.perf_counter() - started


def _on_spark(places: Sequence[Path]) -> dict[str, dict[str, float]]:
    """By place, in one Java machine: seconds of ours and of the bare queries, bytes ours shuffled. The first
    place is asked twice, the first time for nothing: Java gets warm."""
    from goodterms.network.on_spark import Cluster, session
    from goodterms.network.shelves import open_shelves

    with session(Cluster("local[*]", MEMORY)) as spark:
        _in_turn(spark, open_shelves(places[0]))
        return {str(place): _in_turn(spark, open_shelves(place)) for place in places}


def _in_turn(spark: Any, shelves: Shelves) -> dict[str, float]:
    import pyarrow.parquet as pq

    from goodterms.network.on_spark import prepare, tables_in

    with TemporaryDirectory(prefix="bench-network-") as folder:
        for name, table in _small(_tasks(shelves)).items():
            pq.write_table(table, f"{folder}/{name}.parquet")
        with tables_in(spark, Path(folder) / "ours"):
            prepare(spark, _tasks(shelves), _asked())
            before = _shuffled(spark)
            ours = _ours_spark(spark, shelves)
            shuffled = _shuffled(spark) - before
        return {"ours": ours, "bare": _bare_spark(spark, shelves, Path(folder)), "shuffled": shuffled}


def _ours_spark(spark: Any, shelves: Shelves) -> float:
    from goodterms.network.on_spark import gathered, load, measure

    started = time.perf_counter()
    load(spark, _tasks(shelves))
    measure(spark)
    gathered(spark, _asked()).write.format("noop").mode("overwrite").save()
    return time.perf_counter() - started


def _bare_spark(spark: Any, shelves: Shelves, small: Path) -> float:
    from bench.prepared import queries
    from goodterms.network.asking import SMALL, as_of_day

    started = time.perf_counter()
    for name in SMALL:
        spark.read.parquet(str(small / f"{name}.parquet")).createOrReplaceTempView(name)
    for name in ("messages", "hours"):
        paths = [str(task.shelf.path(name)) for task in _tasks(shelves)]
        spark.read.parquet(*paths).createOrReplaceTempView(f"packed_{name}")
        spark.sql(as_of_day(set_aside=False)[name]).createOrReplaceTempView(name)
    wanted = queries()
    for name, query in wanted["steps"].items():
        spark.sql(query).cache().createOrReplaceTempView(name)
    for query in wanted["questions"]:
        spark.sql(query).write.format("noop").mode("overwrite").save()
    seconds = time.perf_counter() - started
    spark.catalog.clearCache()
    for name in (*SMALL, "messages", "hours", *wanted["steps"]):
        spark.catalog.dropTempView(name)
    return seconds


def _shuffled(spark: Any) -> float:
    """Bytes written for shuffles so far."""
    context = spark.sparkContext
    no_quantiles = context._gateway.new_array(context._jvm.double, 0)
    store = context._jsc.sc().statusStore()
    stages = store.stageList(None, False, False, no_quantiles, None)
    return float(sum(stages.apply(n).shuffleWriteBytes() for n in range(stages.size())))


def _main(what: str, places: Sequence[Path]) -> None:
    from goodterms.network.shelves import open_shelves

    one: dict[str, Callable[[Shelves], float]] = {"ours": _ours, "bare": _bare, "whole": _reviewed}
    told = _on_spark(places) if what == "spark" else {"seconds": one[what](open_shelves(places[0]))}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    _main(sys.argv[1], [Path(place) for place in sys.argv[2:]])
