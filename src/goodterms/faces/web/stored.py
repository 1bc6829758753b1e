"""The store's records as pages and programs ask for them: what was answered to one is remembered for both."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from goodterms import desk
from goodterms.faces.home import home, store
from goodterms.faces.records import Records
from goodterms.faces.records_of import worded
from goodterms.faces.web.answers import ANSWERS
from goodterms.records.book import Book
from goodterms.store.database import SQLITE, database
from goodterms.store.state import State

A = TypeVar("A")
SURELY = 0.1
"""Seconds after a change of a file within which another may not show in its time."""


class StoredRecords(Records):
    """Those of the store; NotYet where an answer takes longer than a moment."""

    @cached_property
    def state(self) -> State:
        """Stands for the records as they are: another one as soon as anything changes."""
        return state_of_store()

    def ask(self, question: str, *values: Any, answer: Callable[[], A]) -> A:
        return ANSWERS.ask((self.state, self.day, question, *values), answer)

    def whole(self) -> Book:
        return ANSWERS.ask((self.state, "book"), self._read)

    def with_words(self, book: Book, client: str) -> Book:
        return worded(book, client)

    def _read(self) -> Book:
        with store() as kept:
            return desk.open_book(kept)


class _Glance(NamedTuple):
    """A store as its files looked, and the state that it was in."""

    files: tuple[tuple[int, int], ...]
    state: State


_LAST: dict[Path, _Glance] = {}
"""By the file of a store: what was seen last."""


def state_of_store() -> State:
    """The state of the store; asked of it only where its files have changed since, or just now."""
    place = database(home(), os.environ.get("DATABASE_URL")).settings
    file = Path(place["NAME"]) if place["ENGINE"] == SQLITE else None
    files = _looks(file) if file else ()
    last = _LAST.get(file) if file else None
    if last is not None and last.files == files:
        return last.state
    with store() as kept:
        state = kept.state()
    files = _looks(file) if file else ()
    if file and files and max(at for at, _ in files) < (time.time() - SURELY) * 1e9:
        _LAST[file] = _Glance(files, state)
    return state


def _looks(file: Path) -> tuple[tuple[int, int], ...]:
    """When the files of a SQLite store were written, and how large they are."""
    found = []
    for one in (file, file.with_name(f"{file.name}-wal")):
        try:
            seen = one.stat()
        except OSError:
            continue
        found.append((seen.st_mtime_ns, seen.st_size))
    return tuple(found)
