"""Which database is meant? A file in the user's own folder, unless DATABASE_URL names another.

Without Django: this only reads the setting and prepares the file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import dj_database_url

from goodterms.store.trouble import StoreError

FILE = "goodterms.sqlite3"
SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"
PATIENCE = 20
"""Seconds to wait for another program that is writing, or for a server to answer."""
KEPT_OPEN = 60
"""Seconds for which a server keeps a connection for the next page."""
NOWHERE = "nowhere"
"""A schema that does not exist."""
LOST = f"-c search_path={NOWHERE}"
"""What a studio's connection is told when it opens."""

_SQLITE_OPTIONS = {
    "timeout": PATIENCE,
    "transaction_mode": "IMMEDIATE",
    # Readers do not wait for a writer; what is deleted is overwritten, not left in free pages.
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON",
}


class Database(NamedTuple):
    """A database: the settings that Django takes, and its name as shown to the user."""

    settings: dict[str, Any]
    place: str


def database(home: Path, url: str | None = None) -> Database:
    """The database of a home folder, or the one that the URL names. Touches nothing.

    >>> database(Path("records"), "postgres://mara:secret@localhost/studio").place
    'localhost/studio'
    """
    if not url:
        return _file(home / FILE)
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url)}
    except ValueError:
        raise StoreError("store.bad_url") from None  # its words could repeat a password
    if found["ENGINE"] == SQLITE and found["NAME"] != ":memory:":
        return _file(Path(found["NAME"]), found.get("OPTIONS", {}))
    if found["ENGINE"] != POSTGRESQL or not found["NAME"]:
        raise StoreError("store.bad_url")
    options = {"connect_timeout": PATIENCE, **found.get("OPTIONS", {})}
    host = ":".join(str(part) for part in (found["HOST"] or "localhost", found["PORT"]) if part)
    return Database({**found, "OPTIONS": options}, f"{host}/{found['NAME']}")


def shared_database(url: str | None) -> Database:
    """The PostgreSQL database of a studio's server. What is opened there lies in no schema until one is
    named: who forgets to gets an error, and nobody's records."""
    found = database(Path(), url) if url else None
    if found is None or found.settings["ENGINE"] != POSTGRESQL:
        raise StoreError("store.studio_needs_postgres")
    options = {**found.settings["OPTIONS"], "options": LOST}
    kept = {"CONN_MAX_AGE": KEPT_OPEN, "CONN_HEALTH_CHECKS": True}
    return Database({**found.settings, "OPTIONS": options, **kept}, found.place)


def make_private(path: Path) -> None:
    """A database file that only its owner can read, in a folder that is made as private if it is missing.

    SQLite gives the same rights to the files that it lays beside it.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except OSError as error:
        raise StoreError("store.not_writable", place=str(path), detail=error.strerror or "") from error


def _file(path: Path, options: Mapping[str, Any] = MappingProxyType({})) -> Database:
    settings = {"ENGINE": SQLITE, "NAME": str(path), "OPTIONS": {**_SQLITE_OPTIONS, **options}}
    return Database(settings, str(path))
