"""Spark answers for a network of studios or a marketplace: many freelancers, one cluster.

Where a Spark session runs already, it is used and left running; else a local one is started and stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

from goodterms.signals.engines import Answer

_LOCAL = {
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
MACROS = (
    "days_between(a DATE, b DATE) RETURNS INT RETURN datediff(b, a)",
    "local_ts(ts TIMESTAMP, zone STRING) RETURNS TIMESTAMP RETURN from_utc_timestamp(ts, zone)",
    "iso_weekday(day DATE) RETURNS INT RETURN weekday(day) + 1",
)


class _Spark:
    def __init__(self, session: SparkSession) -> None:
        self._session = session
        self._kept: dict[str, DataFrame] = {}

    def load(self, name: str, table: pa.Table) -> None:
        frame = self._session.createDataFrame(_plain(table))
        frame.createOrReplaceTempView(name)
        self._kept[name] = frame

    def keep(self, name: str, query: str) -> None:
        frame = self._session.sql(query).cache()
        frame.createOrReplaceTempView(name)
        self._kept[name] = frame

    def ask(self, query: str) -> Answer:
        found = self._session.sql(query)
        return Answer(tuple(found.columns), [tuple(row) for row in found.collect()])

    def forget(self) -> None:
        for name, frame in self._kept.items():
            frame.unpersist()
            self._session.catalog.dropTempView(name)


def _plain(table: pa.Table) -> pa.Table:
    """Spark takes no dictionary columns, and silently stops reading a table at its first empty chunk."""
    kinds = [_kind(field.type) for field in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True)))).combine_chunks()


def _kind(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _local() -> SparkSession:
    builder = SparkSession.builder.master("local[*]").appName("goodterms")
    for key, value in _LOCAL.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


@contextmanager
def engine(tables: Mapping[str, pa.Table]) -> Iterator[_Spark]:
    """A Spark session with the tables in it."""
    running = SparkSession.getActiveSession()
    session = running.newSession() if running else _local()
    session.conf.set("spark.sql.session.timeZone", "UTC")
    for macro in MACROS:
        session.sql(f"CREATE TEMPORARY FUNCTION {macro}")
    spark = _Spark(session)
    try:
        for name, table in tables.items():
            spark.load(name, table)
        yield spark
    finally:
        spark.forget()
        if not running:
            session.stop()
