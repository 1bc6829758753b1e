"""An import that is killed leaves the store as it was, or complete: never half."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from goodterms.records.model import Record
from store.exported import EARLIER, EXPORT, PROBLEM

IMPORTER = """
import os, signal, sys
from pathlib import Path
from django.db.backends.utils import CursorWrapper
from goodterms.store.opening import open_store
from store.exported import pieces

home, url, statement, times = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])

def dying(plain):
    def run(self, sql, params=None):
        global times
        if statement and sql.startswith(statement):
            times -= 1
            if not times:
                os.kill(os.getpid(), signal.SIGKILL)
        return plain(self, sql, params)
    return run

CursorWrapper.execute = dying(CursorWrapper.execute)
CursorWrapper.executemany = dying(CursorWrapper.executemany)
store = open_store(home, url)
print("begun", flush=True)
store.save(pieces(1_500), "export")
print("done", flush=True)
if not statement:
    signal.pause()
"""
"""Imports the export in pieces, and dies just before a statement is run for the given time; without one it
waits."""


def importer(home: Path, url: str, statement: str = "", times: int = 1) -> subprocess.Popen[str]:
    """A program of its own that imports the export."""
    command = [sys.executable, "-c", IMPORTER, str(home), url, statement, str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])


def assert_sound(url: str) -> None:
    """SQLite's own check of the whole file finds nothing wrong."""
    if url.startswith("sqlite"):
        import sqlite3  # noqa: PLC0415 - one engine's own check

        file = sqlite3.connect(url.removeprefix("sqlite:///"))
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert file.execute("PRAGMA foreign_key_check").fetchall() == []
        file.close()


@pytest.mark.parametrize(
    ("statement", "times"),
    [
        ('INSERT INTO "store_file"', 1),
        ('INSERT INTO "store_invoice"', 1),
        ('INSERT INTO "store_message"', 3),
        ('INSERT INTO "store_unread"', 1),
        ('INSERT INTO "store_import"', 1),
    ],
)
def test_killed_before_a_statement(opened: Any, tmp_path: Path, url: str, statement: str, times: int) -> None:
    """Wherever in the import it is killed, the store is as before, and the next import does all of it."""
    with_earlier = opened()
    with_earlier.save(EARLIER, "earlier")
    with_earlier.close()
    with importer(tmp_path, url, statement, times) as program:
        assert program.wait(60) == -signal.SIGKILL
    assert_sound(url)
    store = opened()
    assert store.records() == list(EARLIER.records)
    assert store.problems() == ()
    assert [kept.path for kept in store.sources()] == ["earlier"]
    saved = store.save(EXPORT, "export")
    assert (saved.new, saved.known) == (len(EXPORT.records) - 10, 10)


@pytest.mark.parametrize("moment", [0.0, 0.05, 0.2])
def test_killed_from_outside(opened: Any, tmp_path: Path, url: str, moment: float) -> None:
    """Killed at some moment after it began, an import is all there or not at all."""
    opened().close()
    with importer(tmp_path, url) as program:
        assert program.stdout and program.stdout.readline() == "begun\n"
        time.sleep(moment)
        program.kill()
    assert_sound(url)
    store = opened()
    kept: list[Record] = store.records()
    assert len(kept) in (0, len(EXPORT.records))
    assert store.problems() == ((PROBLEM,) if kept else ())


def test_killed_when_all_is_done(opened: Any, tmp_path: Path, url: str) -> None:
    """What was saved before the program was killed is kept."""
    with importer(tmp_path, url) as program:
        assert program.stdout and [program.stdout.readline() for _ in range(2)] == ["begun\n", "done\n"]
        program.kill()
    assert_sound(url)
    assert len(opened().records()) == len(EXPORT.records)


@pytest.mark.parametrize("statement", ['CREATE TABLE "store_payment"', 'INSERT INTO "django_migrations"'])
def test_killed_while_the_tables_are_made(opened: Any, tmp_path: Path, url: str, statement: str) -> None:
    """A store whose first opening was killed opens the next time."""
    with importer(tmp_path, url, statement) as program:
        assert program.wait(60) == -signal.SIGKILL
    assert opened().save(EARLIER, "earlier").new == 10
