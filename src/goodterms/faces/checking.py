"""Is all in order here? The store, who can read its files, what is installed beside, and what is unread."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from goodterms.faces.asking import home, words_of
from goodterms.faces.command import DONE, LOOK, print_json, shared_options

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.store.database import Database

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

EXTRAS = (("pdf", "weasyprint"), ("postgres", "psycopg"), ("spark", "pyspark"))
"""What may be installed beside the program, and the module that it brings."""
BROWSERS = ("chromium", "chromium-browser")
OPEN_TO_OTHERS = 0o077
NO_SECRET = ("playbooks", "lint.toml")
"""What in the data folder holds numbers alone."""


class Found(NamedTuple):
    """One thing: it is `well`, is to be looked at (`look`), or only to know (`there`, `missing`)."""

    what: str
    state: Literal["well", "look", "there", "missing"]
    key: str = ""
    """The sentence about it."""
    detail: str = ""
    number: int | None = None


@click.command()
@shared_options
def doctor(as_json: bool, lang: str | None) -> int:
    """Is the store sound, are its files private, what is installed beside, and what could not be read?

    Only looks, and changes nothing.

    \b
    Examples:
      goodterms doctor
      goodterms doctor --json
    """
    words = words_of(lang)
    found = list(examined(words))
    if as_json:
        told = [
            {
                "check": one.what,
                "state": one.state,
                "says": _says(one, words),
                "detail": one.detail or None,
                "count": one.number,
            }
            for one in found
        ]
        print_json({"schema": "goodterms.doctor/1", "home": str(home()), "checks": told})
    else:
        _show(found, words)
    return LOOK if any(one.state == "look" for one in found) else DONE


def examined(words: Words) -> Iterator[Found]:
    """Each thing, looked at."""
    from goodterms.faces.home import is_studio
    from goodterms.store.database import SQLITE, database
    from goodterms.store.trouble import StoreError

    url = os.environ.get("DATABASE_URL")
    try:
        place = database(home(), url)
    except StoreError as error:
        yield Found("store", "look", "doctor.store.refused", words.say(error.text))
    else:
        if place.settings["ENGINE"] == SQLITE:
            yield from _file(Path(place.settings["NAME"]))
        elif is_studio():
            yield Found("store", "there", "doctor.store.studio", place.place)
        else:
            yield from _server(place, words)
    yield from _private()
    yield from _left_over()
    for extra, module in EXTRAS:
        yield Found(
            f"extra {extra}", "there" if find_spec(module) else "missing", detail=f"goodterms[{extra}]"
        )
    browser = next(filter(None, map(shutil.which, BROWSERS)), "")
    yield Found("chromium", "there" if browser else "missing", detail=browser)


def _file(path: Path) -> Iterator[Found]:
    """A store in a file of its own."""
    from goodterms.store.copying import look_at

    if not path.exists():
        yield Found("store", "well", "doctor.store.none", str(path))
        return
    found = look_at(path)
    if found.fault:
        yield Found("store", "look", "doctor.store.damaged", f"{path}: {found.fault}")
        return
    yield Found("store", "well", "doctor.store.sound", str(path))
    yield Found("tables", "look" if found.age in ("newer", "none") else "well", f"doctor.tables.{found.age}")
    yield _unread(found.unread)


def _server(place: Database, words: Words) -> Iterator[Found]:
    """A store on a PostgreSQL server; opening it brings its tables up to date."""
    from goodterms.faces.asking import store

    try:
        with store() as kept:
            unread = len(kept.problems())
    except Exception as error:
        text = getattr(error, "text", None)
        if text is None:
            raise
        yield Found("store", "look", "doctor.store.refused", words.say(text))
        return
    yield Found("store", "well", "doctor.store.answers", place.place)
    yield _unread(unread)


def _unread(count: int) -> Found:
    return Found(
        "unread", "look" if count else "well", "doctor.unread" if count else "doctor.all_read", "", count
    )


def _private() -> Iterator[Found]:
    """Can others read what lies in the data folder?"""
    if not home().is_dir():
        return
    is_open = [path for path in sorted(home().rglob("*")) if _is_open(path)]
    if not is_open:
        yield Found("private", "well", "doctor.private")
    for path in is_open:
        yield Found("private", "look", "doctor.open_to_others", str(path))


def _is_open(path: Path) -> bool:
    if path.relative_to(home()).parts[0] in NO_SECRET or path.is_symlink() or not path.is_file():
        return False
    return bool(path.stat().st_mode & OPEN_TO_OTHERS) and os.name == "posix"


def _left_over() -> Iterator[Found]:
    """What a backup or a restore left that was broken off."""
    place = home().resolve()
    beside = place.parent.glob(f".{place.name}-new-*") if place.parent.is_dir() else ()
    for path in sorted([*beside, *(place.glob(".backup-*") if place.is_dir() else ())]):
        yield Found("left over", "look", "doctor.left_over", str(path))


def _says(one: Found, words: Words) -> str:
    key = one.key or f"doctor.{one.what.replace(' ', '.')}.{one.state}"
    count = {} if one.number is None else {"count": one.number}
    return words(key, detail=one.detail, **count)


def _show(found: list[Found], words: Words) -> None:
    from goodterms.faces.terminal import Screen

    screen = Screen()
    rows = [(words(f"doctor.{one.state}"), _says(one, words)) for one in found]
    for state, says in rows:
        screen.line(f"{state}: {says}")
