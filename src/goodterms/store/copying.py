"""Is the file of a store sound, does this version know it, and how is it copied while others use it?

Without Django, and without changing anything: the file is only read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from goodterms.store.database import PATIENCE
from goodterms.store.trouble import StoreError
from goodterms.terms.shelf import names

Age = Literal["today", "older", "newer", "none"]
"""Beside this version's tables: the same, of an earlier version, of a later one, or no tables of ours."""


class Looked(NamedTuple):
    """What a look at a store's file found."""

    fault: str
    """What is wrong with it, in SQLite's words; empty where it is sound."""
    age: Age = "none"
    unread: int = 0
    """Places in files that could not be read when they were imported."""


def look_at(path: Path) -> Looked:
    """How the file of a store is. It is read from beginning to end: seconds for a large one."""
    try:
        with _reading(path) as found:
            told = found.execute("PRAGMA integrity_check(1)").fetchone()[0]
            fault = "" if told == "ok" else str(told)
            age = _age(found)
            return Looked(fault, age, 0 if age == "none" else _unread(found))
    except sqlite3.Error as error:
        return Looked(str(error))


def copy_store(source: Path, target: Path) -> None:
    """Makes a copy of the store as it is at this moment, also while a program writes. StoreError where it
    cannot be read, or is damaged."""
    try:
        with _reading(source) as found, _closed(sqlite3.connect(target, timeout=PATIENCE)) as made:
            found.backup(made)
    except sqlite3.DatabaseError as error:
        raise StoreError("store.damaged", place=str(source), detail=str(error)) from error
    if look_at(target).fault:
        raise StoreError("store.damaged", place=str(source))


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    address = f"{path.resolve().as_uri()}?mode=ro"
    with _closed(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as found:
        yield found


@contextmanager
def _closed(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()


def _age(found: sqlite3.Connection) -> Age:
    if not _has(found, "django_migrations"):
        return "none"
    done = {name for (name,) in found.execute("SELECT name FROM django_migrations WHERE app = 'store'")}
    wanted = set(names("goodterms.store.migrations", ".py"))
    if not done:
        return "none"
    return "newer" if done - wanted else "older" if wanted - done else "today"


def _unread(found: sqlite3.Connection) -> int:
    if not _has(found, "store_unread"):
        return 0
    return int(found.execute("SELECT count(*) FROM store_unread").fetchone()[0])


def _has(found: sqlite3.Connection, table: str) -> bool:
    asked = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(found.execute(asked, (table,)).fetchone()[0])
