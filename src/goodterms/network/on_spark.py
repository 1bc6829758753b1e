"""Spark answers for more than one machine: the same queries, and the same decisions beside them.

The signals are asked of all buckets of a round at once. A freelancer's answers are gathered into one row,
whoever has a processor free decides it (`mapInArrow`) and writes the bucket's file. Tables and results lie
where all machines of the cluster see them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema

from goodterms.network import asking
from goodterms.network.deciding import Asked, Measured, decided, prepared
from goodterms.network.results import Line, Results, line_of
from goodterms.network.reviewing import Counts, Task
from goodterms.network.rows import book_of
from goodterms.records.book import Book
from goodterms.records.model import Freelancer
from goodterms.signals.engines.spark import MACROS

LINES = pa.schema([(name, pa.string()) for name in ("freelancer", "country", "text", "verdicts")])
DONE = pa.schema([("bucket", pa.int32()), ("people", pa.int64()), ("clients", pa.int64())])
BUCKETS_AT_ONCE = 1024
"""In one round: a killed run begins its round again, and each round costs half a minute of Spark's own."""
_PEOPLE_AT_ONCE = 64
"""Rows that travel to Python together: some are large."""
_QUERIES_AT_ONCE = 4
_LISTS = {
    "readings": ("readings", *asking.READING),
    "worked": ("days_worked", "client", "first_day", "minutes"),
    "places": ("places", "key", "source", "locator", "quote"),
}
"""What is gathered of each freelancer: from which table, and which columns."""


class Cluster(NamedTuple):
    """Which Spark, and how much of it."""

    master: str = ""
    """Empty: as spark-submit or its settings say, else every processor of this machine."""
    memory_mb: int = 0
    """Of a Spark on this machine; 0: as its settings say."""
    at_once: int = BUCKETS_AT_ONCE


def on_spark(
    cluster: Cluster, tasks: Sequence[Task], results: Results, asked: Asked
) -> Iterator[tuple[int, Counts]]:
    """Buckets on Spark, a round after the other."""
    if not tasks:
        return
    with session(cluster) as spark:
        for first in range(0, len(tasks), cluster.at_once):
            yield from _round(spark, tasks[first : first + cluster.at_once], results, asked)


@contextmanager
def session(cluster: Cluster) -> Iterator[SparkSession]:
    """A session of a running Spark, or of one that is started and stopped."""
    running = SparkSession.getActiveSession()
    spark = running.newSession() if running else _start(cluster)
    for name, value in _SETTINGS.items():
        spark.conf.set(name, value)
    for macro in MACROS:
        spark.sql(f"CREATE TEMPORARY FUNCTION {macro}")
    try:
        yield spark
    finally:
        spark.catalog.clearCache()
        if not running:
            spark.stop()


_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.requireAllClusterKeysForCoPartition": "false",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    "spark.sql.maxPlanStringLength": "2000",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(_PEOPLE_AT_ONCE),
}
_QUIET = {"spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}


def _start(cluster: Cluster) -> SparkSession:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("goodterms network review")
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    master = cluster.master or ("" if submitted or os.environ.get("MASTER") else "local[*]")
    told: dict[str, str] = {}
    if master:
        builder = builder.master(master)
    if master.startswith("local"):
        told = _QUIET | {"spark.sql.shuffle.partitions": str(4 * (os.cpu_count() or 1))}
        told |= {"spark.driver.memory": f"{cluster.memory_mb}m"} if cluster.memory_mb else {}
    for name, value in told.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    if told:
        spark.sparkContext.setLogLevel("ERROR")
    return spark


def _round(
    spark: SparkSession, tasks: Sequence[Task], results: Results, asked: Asked
) -> Iterator[tuple[int, Counts]]:
    """Some buckets at once; those of nobody are done at the end."""
    runs = {task.bucket: dict(task.run) for task in tasks}
    with tables_in(spark, results.scratch()):
        prepare(spark, tasks, asked)
        load(spark, tasks)
        measure(spark)
        for row in _written(spark, tasks, results, asked).toLocalIterator():
            del runs[row["bucket"]]
            yield row["bucket"], (row["people"], row["clients"])
    for bucket, run in runs.items():
        yield bucket, results.write(bucket, run, ())


def _written(spark: SparkSession, tasks: Sequence[Task], results: Results, asked: Asked) -> DataFrame:
    """Decides, and writes the buckets' files: a row a bucket, with its counts."""
    lines = gathered(spark, asked).mapInArrow(partial(_decide, asked=asked), from_arrow_schema(LINES))
    whose = {who: task.bucket for task in tasks for who in task.shelf.people}
    known = spark.createDataFrame(pa.table({"freelancer": list(whose), "bucket": list(whose.values())}))
    placed = (
        lines.join(known, "freelancer")
        .repartition(min(len(tasks), _parts(spark)), "bucket")
        .sortWithinPartitions("bucket", "freelancer")
    )
    runs = {task.bucket: dict(task.run) for task in tasks}
    return placed.mapInArrow(partial(_write, results=results, runs=runs), from_arrow_schema(DONE))


@contextmanager
def tables_in(spark: SparkSession, scratch: Path) -> Iterator[None]:
    """Tables that are kept meanwhile lie in that folder, and go when it is over."""
    mine, before = f"goodterms_{uuid4().hex}", spark.catalog.currentDatabase()
    place = str(scratch.resolve()).replace("\\", "\\\\").replace("'", "\\'")
    spark.sql(f"CREATE DATABASE {mine} LOCATION '{place}'")
    spark.catalog.setCurrentDatabase(mine)
    try:
        yield
    finally:
        spark.catalog.setCurrentDatabase(before)
        spark.sql(f"DROP DATABASE {mine} CASCADE")
        spark.catalog.clearCache()


def prepare(spark: SparkSession, tasks: Sequence[Task], asked: Asked) -> None:
    """The tables of the day that are made of people's rows."""
    paths = [str(task.shelf.path("people")) for task in tasks]
    spark.read.parquet(*paths).createOrReplaceTempView("people")
    schema = _nested(prepared(Book(Freelancer()), asked))
    each = partial(_prepare, asked=asked, schema=schema)
    _keep(_placed(spark.table("people").mapInArrow(each, from_arrow_schema(schema))), "small")
    for name in asking.SMALL:
        told = spark.sql(f"SELECT freelancer, inline({name}) FROM small")  # noqa: S608 - ours
        told.createOrReplaceTempView(name)


def load(spark: SparkSession, tasks: Sequence[Task]) -> None:
    """The tables as they are on the day."""
    for name in ("messages", "hours"):
        paths = [str(task.shelf.path(name)) for task in tasks]
        _keep(_placed(spark.read.parquet(*paths)), f"packed_{name}")
    is_set_aside = bool(spark.table("aside").limit(1).count())
    for name, query in asking.as_of_day(set_aside=is_set_aside).items():
        spark.sql(query).createOrReplaceTempView(name)


def _placed(frame: DataFrame) -> DataFrame:
    """All rows of a freelancer in one part, so that afterwards nothing travels: whatever a query brings
    together, it brings together within a freelancer."""
    return frame.repartition(_parts(frame.sparkSession), "freelancer")


def _parts(spark: SparkSession) -> int:
    return int(spark.conf.get("spark.sql.shuffle.partitions") or 200)


def _keep(frame: DataFrame, name: str) -> None:
    """Answered once, and kept in files by parts: a table in memory would be planned again with all it was
    made of."""
    written = frame.write.mode("append").format("parquet")
    written.bucketBy(_parts(frame.sparkSession), "freelancer").saveAsTable(name)


def measure(spark: SparkSession) -> None:
    """Every signal, into one table."""
    for name, query in asking.kept().items():
        _keep(spark.sql(query), name)
    queries = [query for _, query in asking.each_reading()]
    for first in range(0, len(queries), _QUERIES_AT_ONCE):
        _keep(spark.sql(" UNION ALL ".join(queries[first : first + _QUERIES_AT_ONCE])), "readings")


def gathered(spark: SparkSession, asked: Asked) -> DataFrame:
    """A row a freelancer, with all that was measured."""
    spark.sql(asking.worked(asked.since, asked.as_of)).createOrReplaceTempView("days_worked")
    spark.sql(asking.wanted()).createOrReplaceTempView("wanted")
    spark.sql(asking.places()).createOrReplaceTempView("places")
    found = _placed(spark.table("people"))
    for name, (view, *columns) in _LISTS.items():
        told = spark.sql(
            f"SELECT freelancer, collect_list(struct({', '.join(columns)})) AS {name} "  # noqa: S608 - ours
            f"FROM {view} GROUP BY freelancer"
        )
        found = found.join(told, "freelancer", "left")
    return found


def _nested(small: Mapping[str, pa.Table]) -> pa.Schema:
    """A column of lists for each of the small tables."""
    lists = [
        (name, pa.list_(pa.struct([_column(one) for one in _own(table)]))) for name, table in small.items()
    ]
    return pa.schema([("freelancer", pa.string()), *lists])


def _own(table: pa.Table) -> Iterator[pa.Field]:
    return (one for one in table.schema if one.name != "freelancer")


def _column(told: pa.Field) -> tuple[str, pa.DataType]:
    """As Spark has it: no dictionaries, and moments in UTC."""
    if pa.types.is_dictionary(told.type):
        return told.name, told.type.value_type
    return told.name, pa.timestamp("us", "UTC") if pa.types.is_timestamp(told.type) else told.type


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[dict[str, Any]]:
    return chain.from_iterable(batch.to_pylist() for batch in batches)


def _prepare(batches: Iterable[pa.RecordBatch], asked: Asked, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """The small tables of each freelancer, as lists in a row."""
    for row in _rows(batches):
        small = prepared(book_of(row), asked)
        lists = {name: table.drop_columns("freelancer").to_pylist() for name, table in small.items()}
        yield pa.RecordBatch.from_pylist([{"freelancer": row["freelancer"], **lists}], schema)


def _decide(batches: Iterable[pa.RecordBatch], asked: Asked) -> Iterator[pa.RecordBatch]:
    """Each freelancer's line."""
    for row in _rows(batches):
        told = Measured(*([tuple(one.values()) for one in row[name] or ()] for name in _LISTS))
        who, country = row["freelancer"], row["me"]["country"]
        line = line_of(who, country, asked.document(decided(book_of(row), told, asked)))
        found = line._asdict() | {"verdicts": json.dumps(line.verdicts)}
        yield pa.RecordBatch.from_pylist([found], LINES)


def _write(
    batches: Iterable[pa.RecordBatch], results: Results, runs: Mapping[int, Mapping[str, Any]]
) -> Iterator[pa.RecordBatch]:
    """Bucket after bucket, each with all its lines."""
    for bucket, rows in groupby(_rows(batches), key=itemgetter("bucket")):
        lines = (
            Line(row["freelancer"], row["country"], row["text"], json.loads(row["verdicts"])) for row in rows
        )
        people, clients = results.write(bucket, runs[bucket], lines)
        yield pa.RecordBatch.from_pylist([{"bucket": bucket, "people": people, "clients": clients}], DONE)
