"""Where are the tables, and are they whole? A folder with one folder a bucket, each with files and a list.

The list (`manifest.json`) names the files that count, with their digests, and is replaced in one stroke:
whoever is killed while writing leaves files that no list names, and the next one to write throws them away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from goodterms.network.schema import MARK, TABLES, VERSION
from goodterms.terms.evidence import Problem, Text

BUCKETS = 64
_HEAD, _LIST = "network.json", "manifest.json"
_SCHEMA = "goodterms.network/1"
_ROWS = 131_072
"""Rows that are packed together: DuckDB and Spark read so many at a time."""


class NotTablesError(Exception):
    """The folder is not one of tables, or one of another version."""

    def __init__(self, key: str, folder: Path) -> None:
        super().__init__(str(folder))
        self.text = Text(key, {"path": str(folder)})


class Shelf(NamedTuple):
    """One bucket as its list tells it."""

    folder: Path
    files: Mapping[str, Mapping[str, Any]]
    """By table: `name`, `digest` and `rows` of the file."""
    people: Mapping[str, Mapping[str, Any]]
    """By freelancer: the `stamp` of what was packed, and how much it was."""
    digest: str
    """Of the list: the same as long as nothing in the bucket changes."""

    def path(self, table: str) -> Path:
        """The file of a table."""
        name: str = self.files[table]["name"]
        return self.folder / name

    def read(self, table: str) -> pa.Table:
        """A whole table."""
        return pq.read_table(self.path(table), schema=TABLES[table], partitioning=None)

    def without(self, table: str, freelancers: Iterable[str]) -> pa.Table:
        """A table without some people's rows."""
        found = self.read(table)
        gone = pa.array(sorted(freelancers), pa.string())
        return found.filter(pc.invert(pc.is_in(found["freelancer"].cast(pa.string()), value_set=gone)))


class Shelves(NamedTuple):
    """A folder of tables."""

    folder: Path
    buckets: int

    def bucket_of(self, freelancer: str) -> int:
        """Where a freelancer's rows lie, by their pseudonym."""
        return int.from_bytes(blake2b(freelancer.encode(), digest_size=8).digest()) % self.buckets

    def place(self, bucket: int) -> Path:
        """The folder of a bucket."""
        return self.folder / f"bucket={bucket:04}"

    def shelf(self, bucket: int) -> Shelf | Problem | None:
        """The bucket as its list tells it; None where nothing was packed into it, a problem where the list
        cannot be read or is of another version."""
        path = self.place(bucket) / _LIST
        try:
            told = path.read_bytes()
            found = json.loads(told)
            if found["version"] != VERSION:
                return Problem(str(path), "", "network.other_version", {"version": str(found["version"])})
            digest = blake2b(told, digest_size=16).hexdigest()
            return Shelf(path.parent, found["files"], found["people"], digest)
        except FileNotFoundError:
            return Problem(str(path), "", "network.missing") if _left(path.parent) else None
        except (OSError, ValueError, LookupError, TypeError):
            return Problem(str(path), "", "network.damaged")

    def whole(self, bucket: int) -> Shelf | Problem | None:
        """The same, after a look at every byte of its files."""
        shelf = self.shelf(bucket)
        if not isinstance(shelf, Shelf):
            return shelf
        return next((found for name in TABLES if (found := _trouble(shelf, name))), shelf)

    def replace(
        self, bucket: int, tables: Mapping[str, pa.Table], people: Mapping[str, Mapping[str, Any]]
    ) -> None:
        """Puts these tables where the bucket's were."""
        place = self.place(bucket)
        place.mkdir(parents=True, exist_ok=True)
        files = {name: _write(place, name, table) for name, table in tables.items()}
        told = {"schema": _SCHEMA, "version": VERSION, "bucket": bucket, "files": files, "people": people}
        write_whole(place / _LIST, json.dumps(told, indent=1, sort_keys=True).encode())
        named = {_LIST, *(file["name"] for file in files.values())}
        for path in place.iterdir():
            if path.name not in named:
                path.unlink()


def open_shelves(folder: Path) -> Shelves:
    """The tables in a folder; NotTablesError where there are none, or none of this version."""
    try:
        told = json.loads((folder / _HEAD).read_bytes())
        version, buckets = told["version"], int(told["buckets"])
    except (OSError, ValueError, LookupError, TypeError) as fault:
        raise NotTablesError("network.no_tables", folder) from fault
    if version != VERSION:
        raise NotTablesError("network.other_tables", folder)
    return Shelves(folder, buckets)


def make_shelves(folder: Path, buckets: int = BUCKETS) -> Shelves:
    """The tables in a folder, or new ones in so many buckets where it is empty or not there."""
    if folder.exists() and any(folder.iterdir()):
        return open_shelves(folder)
    folder.mkdir(parents=True, exist_ok=True)
    told = {"schema": _SCHEMA, "version": VERSION, "buckets": buckets}
    write_whole(folder / _HEAD, json.dumps(told).encode())
    return Shelves(folder, buckets)


def write_whole(path: Path, data: bytes) -> None:
    """A file with all of this in it, or as it was before."""
    beside = path.with_name(f".{path.name}.{uuid4().hex}.tmp")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _left(place: Path) -> bool:
    """Are there tables, and no list?"""
    return any(place.glob("*.parquet"))


def _write(place: Path, name: str, table: pa.Table) -> dict[str, Any]:
    path = place / f"{name}-{uuid4().hex[:12]}.parquet"
    with path.open("wb") as file:
        pq.write_table(table, file, compression="zstd", row_group_size=_ROWS, coerce_timestamps="us")
        file.flush()
        os.fsync(file.fileno())
    return {"name": path.name, "digest": _digest(path), "rows": len(table)}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _trouble(shelf: Shelf, table: str) -> Problem | None:
    try:
        path = shelf.path(table)
        if not path.exists():
            return Problem(str(path), "", "network.missing")
        version = (pq.read_schema(path).metadata or {}).get(MARK, b"").decode()
        if version != VERSION:
            return Problem(str(path), "", "network.other_version", {"version": version})
        if _digest(path) != shelf.files[table]["digest"]:
            return Problem(str(path), "", "network.damaged")
    except (OSError, LookupError, pa.ArrowException):
        return Problem(
            str(shelf.folder / str(shelf.files.get(table, {}).get("name", table))), "", "network.damaged"
        )
    return None


def numbers(shelves: Shelves) -> Iterator[int]:
    """Every bucket's number."""
    yield from range(shelves.buckets)
