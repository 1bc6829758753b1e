"""Why can the store not be used? One error, with a key that a face turns into a sentence.

A database says what is wrong in the words of its engine; here those become one of a few things that a
user can act upon. A password is never repeated: `place` is a file, or a server and a database name.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from goodterms.terms.evidence import Text

_SQLITE = {
    "SQLITE_BUSY": "store.busy",
    "SQLITE_CORRUPT": "store.damaged",
    "SQLITE_NOTADB": "store.damaged",
    "SQLITE_FULL": "store.full",
    "SQLITE_CANTOPEN": "store.not_writable",
    "SQLITE_READONLY": "store.not_writable",
    "SQLITE_PERM": "store.not_writable",
}


class StoreError(Exception):
    """The store cannot be used: `text` says why, and what to do about it."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.text = Text(key, values)


@contextmanager
def telling(place: str) -> Iterator[None]:
    """Turns what a database complains about inside the block into a StoreError about that place."""
    from django.db import Error  # noqa: PLC0415 - who only wants StoreError need not wait for Django

    try:
        yield
    except Error as error:
        raise StoreError(_key(error.__cause__), place=place, detail=_first_line(error)) from error


def _key(cause: BaseException | None) -> str:
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorname", "")  # absent where Python itself raised the error
        return next((key for name, key in _SQLITE.items() if code.startswith(name)), "store.failed")
    return "store.unreachable" if type(cause).__name__ == "OperationalError" else "store.failed"


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
