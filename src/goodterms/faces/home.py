"""Where the user's data lies, and the store in it: the same for every face.

On a studio's server there are several of both. Whose are meant is said once, where somebody comes in (a
`Seat`); who has no seat there has no records either.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from goodterms.store.keeping import Store

# What is not needed is not imported: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

STUDIO = "GOODTERMS_STUDIO"
SEAT = "GOODTERMS_SEAT"
"""For a process that does something for somebody: their seat, as `Seat.told` writes it."""


class Seat(NamedTuple):
    """Somebody in a studio: the schema of its records, and the number of their account."""

    schema: str
    person: int

    @property
    def told(self) -> str:
        """For the environment of another process."""
        return f"{self.schema}:{self.person}"


_SEAT: ContextVar[Seat | None] = ContextVar("seat", default=None)


def is_studio() -> bool:
    """Is this a studio's server, with accounts, and not one freelancer's own machine?"""
    return os.environ.get(STUDIO, "") not in ("", "0")


def seat() -> Seat | None:
    """Who asks, on a studio's server; None at home, and for whoever has not come in."""
    told = os.environ.get(SEAT, "")
    if not told or not is_studio():
        return _SEAT.get()
    schema, _, person = told.rpartition(":")
    return Seat(schema, int(person))


@contextmanager
def seated(whose: Seat | None) -> Iterator[None]:
    """What is done inside is done for them."""
    before = _SEAT.set(whose)
    try:
        yield
    finally:
        _SEAT.reset(before)


def home() -> Path:
    """Where the user's data lies: GOODTERMS_HOME, else the platform's place for it; on a server, the
    studio's own folder there."""
    taken = seat()
    return _home() / "studios" / taken.schema if taken else _home()


def own_home() -> Path:
    """Where what only this person may see lies: at home all of it."""
    taken = seat()
    return home() / "people" / str(taken.person) if taken else home()


def _home() -> Path:
    told = os.environ.get("GOODTERMS_HOME")
    if told:
        return Path(told).expanduser()
    if sys.platform == "linux" and not {"XDG_DATA_HOME", "ANDROID_DATA"} & os.environ.keys():
        return Path.home() / ".local" / "share" / "goodterms"  # the same, without the 10 ms of an import
    from platformdirs import user_data_path

    return user_data_path("goodterms", appauthor=False)


def own_playbooks() -> Path:
    """Where the user's own playbooks lie."""
    return home() / "playbooks"


@contextmanager
def store() -> Iterator[Store]:
    """The store, opened and closed again; on a server the studio's, as this person may see it."""
    from goodterms.store.opening import open_share, open_store

    url = os.environ.get("DATABASE_URL")
    opened = open_share(url, seat()) if is_studio() else open_store(home(), url)
    try:
        yield opened
    finally:
        opened.close()
