"""What if this machine is lost tomorrow? All that is kept as one file, and back from it."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodterms.faces.asking import home, telling, words_of
from goodterms.faces.command import DONE, PATHS, print_json, shared_options

if TYPE_CHECKING:
    from goodterms.faces.backups import Manifest
    from goodterms.faces.words import Words
    from goodterms.store.copying import Age

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

PASSPHRASE = "GOODTERMS_PASSPHRASE"  # noqa: S105 - where one is, not what one is


@click.command()
@click.argument("file", type=PATHS)
@click.option("--encrypt", is_flag=True, help="Lock it with a passphrase, which is asked for.")
@shared_options
def backup(file: Path, encrypt: bool, as_json: bool, lang: str | None) -> int:
    """Writes all that is kept into one file: the store and your own sheets, as they are at this moment.

    Other programs may go on meanwhile. A backup that is there under this name is replaced when the new one is
    whole. The passphrase may come from GOODTERMS_PASSPHRASE; without it nobody opens the file, also not we.

    \b
    Examples:
      goodterms backup ~/goodterms.zip
      goodterms backup /media/stick/goodterms.backup --encrypt
    """
    words = words_of(lang)
    with _saying(words, file):
        store = kept_file()
        _refuse_to_overwrite(file)
        passphrase = _chosen(words) if encrypt else ""
        told = _written(file, store, passphrase)
    size = file.stat().st_size
    if as_json:
        print_json(
            {
                "schema": "goodterms.backup/1",
                "path": str(file),
                "bytes": size,
                "encrypted": encrypt,
                "made_at": told.made_at.isoformat(),
                "parts": [part.name for part in told.parts],
            }
        )
    else:
        click.echo(words("backup.done", path=str(file), count=len(told.parts), size=_size(size)))
    return DONE


@click.command()
@click.argument("file", type=PATHS)
@click.option("--replace", is_flag=True, help="Put what is there now aside, and this in its place.")
@shared_options
def restore(file: Path, replace: bool, as_json: bool, lang: str | None) -> int:
    """Brings back what a backup holds, all of it or nothing.

    The whole file is checked before anything changes. Where something is kept already nothing is done without
    --replace, which puts the old folder beside the new one. End other programs of ours first.

    \b
    Examples:
      goodterms restore ~/goodterms.zip
      goodterms restore ~/goodterms.zip --replace
    """
    words = words_of(lang)
    with _saying(words, file):
        told, age, aside = _restored(file, words, replace=replace)
    if as_json:
        print_json(
            {
                "schema": "goodterms.restore/1",
                "home": str(home()),
                "made_at": told.made_at.isoformat(),
                "parts": [part.name for part in told.parts],
                "brought_up_to_date": age == "older",
                "put_aside": str(aside) if aside else None,
            }
        )
        return DONE
    click.echo(words("restore.done", moment=told.made_at.astimezone(), place=str(home())))
    if age == "older":
        click.echo(words("restore.older", version=told.program))
    if aside:
        click.echo(words("restore.aside", place=str(aside)))
    return DONE


def kept_file() -> Path:
    """The file of the store; BackupError where there is none, or where a server keeps it."""
    from goodterms.faces.backups import BackupError
    from goodterms.faces.home import is_studio
    from goodterms.store.database import SQLITE, database

    found = None if is_studio() else database(home(), os.environ.get("DATABASE_URL"))
    if found is None or found.settings["ENGINE"] != SQLITE:
        raise BackupError("backup.postgres")
    path = Path(found.settings["NAME"])
    if not path.is_file():
        raise BackupError("backup.nothing")
    return path


def _written(file: Path, store: Path, passphrase: str) -> Manifest:
    """The backup in its place, when it is whole."""
    from datetime import UTC, datetime

    from goodterms.faces.backups import write_backup

    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    number, made = tempfile.mkstemp(dir=file.absolute().parent, prefix=f".{file.name}-")  # 0600
    try:
        with open(number, "wb") as target:  # noqa: PTH123 - a number, no path
            told = write_backup(target, home(), store, datetime.now(UTC), passphrase)
            target.flush()
            os.fsync(target.fileno())
        Path(made).replace(file)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
    return told


def _refuse_to_overwrite(file: Path) -> None:
    """An older backup may go, anything else not."""
    from goodterms.faces.backups import BackupError, is_locked

    if not file.exists():
        return
    try:
        is_locked(file)
    except (BackupError, IsADirectoryError):
        raise BackupError("backup.in_the_way", path=str(file)) from None


def _restored(file: Path, words: Words, *, replace: bool) -> tuple[Manifest, Age, Path | None]:
    """What was brought back, how old it was, and where the folder before it lies now."""
    from goodterms.faces.backups import BackupError, is_locked, unpack

    if os.environ.get("DATABASE_URL"):
        raise BackupError("restore.database_url")
    is_full = home().is_dir() and any(home().iterdir())
    locked = is_locked(file)
    if is_full and not replace:
        raise BackupError("restore.not_empty", place=str(home()))
    passphrase = _told(words) if locked else ""
    place = home().resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}-new-"))  # 0700
    try:
        told, age = unpack(file, new, passphrase)
        if age == "older":
            _bring_up_to_date(new)
        return told, age, _put(new, place, is_full=is_full)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _bring_up_to_date(folder: Path) -> None:
    from goodterms.store.opening import open_store

    open_store(folder).close()


def _put(new: Path, place: Path, *, is_full: bool) -> Path | None:
    """The new folder where the old one was; where that lies now, if anything was in it."""
    from datetime import datetime
    from itertools import chain, count

    if not is_full:
        if place.is_dir():
            place.rmdir()
        new.rename(place)
        return None
    moment = f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}"
    named = (f"{place.name}-before-{moment}{more}" for more in chain(("",), (f"-{n}" for n in count(2))))
    aside = next(path for path in map(place.with_name, named) if not path.exists())
    place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        aside.rename(place)
        raise
    return aside


def _chosen(words: Words) -> str:
    """A new passphrase, told twice; from a pipe or the environment once."""
    from goodterms.faces.backups import BackupError
    from goodterms.faces.locking import SHORTEST

    told = _told(words, is_new=True)
    if len(told) < SHORTEST:
        raise BackupError("backup.short_passphrase", least=str(SHORTEST))
    return told


def _told(words: Words, *, is_new: bool = False) -> str:
    """From the environment, else from a pipe its first line, else typed."""
    if said := os.environ.get(PASSPHRASE):
        return said
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    again = words("backup.ask_again") if is_new else False
    return str(click.prompt(words("backup.ask"), hide_input=True, confirmation_prompt=again, err=True))


@contextmanager
def _saying(words: Words, file: Path) -> Iterator[None]:
    """What a file or folder refuses becomes one line."""
    try:
        with telling(words):
            yield
    except OSError as error:
        told = words("backup.refused", path=str(error.filename or file), detail=error.strerror or "")
        raise click.ClickException(told) from error


def _size(count: int) -> str:
    """Bytes as people say them."""
    return f"{max(count / 1e6, 0.1):.1f} MB"
