"""Which files are there? Every file under the paths a user names, each once, by name.

Hidden files and half-written downloads are not looked at, unless they are named. A folder that is one source
as a whole (a Maildir, an unpacked Slack export) is found as one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from os import DirEntry, scandir, stat_result
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import NamedTuple

from goodterms.records.limits import USUAL, Limits
from goodterms.records.model import Batch
from goodterms.terms import shelf
from goodterms.terms.evidence import Problem, Value

SHELF = "goodterms.records.importers"
LEFT_BEHIND = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
"""What systems put beside a user's own files; names that start with a dot are skipped as well."""
UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")
"""How programs end the names of files that they are still writing."""


class Found(NamedTuple):
    """One file, or one folder that is a single source: where it is, and its name as the user will read it."""

    path: Path
    name: str
    is_folder: bool = False

    @property
    def place(self) -> str:
        """The full path, links followed: what tells this file from others."""
        return os.path.realpath(self.path)


class Findings(NamedTuple):
    """The files under some paths, and what on the way could not be opened."""

    files: tuple[Found, ...]
    refused: tuple[tuple[Found, Batch], ...] = ()


def find_files(paths: Iterable[Path]) -> Findings:
    """Every file under these files and folders, each once, by name; hidden files are not looked at.

    A link to a folder is followed once. What does not exist or cannot be opened is a problem
    (`file.missing`, `file.unreadable`, `folder.unreadable`).
    """
    walk = _Walk()
    given = [Path(path) for path in paths]
    for path in given:
        walk.visit(path, path if len(given) > 1 else Path())
    return Findings(tuple(walk.files), tuple(walk.refused))


def files_of(folder: Path, limits: Limits = USUAL) -> Mapping[str, Callable[[], bytes]]:
    """How to read each file of a folder that is one source, by its path below the folder, in order. Of one
    above the limit comes as much as shows that it is."""
    most = (limits.file_mb << 20) + 1
    return {
        path.relative_to(folder).as_posix(): partial(_read, path, most) for path in sorted(_below(folder))
    }


def refused(name: str, key: str, **values: Value) -> Batch:
    """What a source gives that cannot be read at all: one problem."""
    return Batch(name, None, problems=(Problem(name, "", key, values),))


def is_litter(name: str) -> bool:
    """Is this a hidden file, one that a system leaves behind, or one that a program has not finished?"""
    return name.startswith((".", "~$")) or name in LEFT_BEHIND or name.endswith(UNFINISHED)


def is_one_source(names: Iterable[str]) -> bool:
    """Do these entries of a folder, folders with a slash at their end, make the folder a single source?"""
    entries = frozenset(names)
    modules = shelf.modules(SHELF).values()
    return any(module.gathers(entries) for module in modules if hasattr(module, "gathers"))


def _raise(error: OSError) -> None:
    raise error


def _below(folder: Path) -> Iterator[Path]:
    """All visible files below a folder."""
    for here, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = [name for name in folders if not is_litter(name)]
        yield from (Path(here, name) for name in names if not is_litter(name))


def _read(path: Path, most: int) -> bytes:
    if not path.is_file():
        raise FileNotFoundError(path)  # to open a pipe is to wait for somebody who writes into it
    with path.open("rb") as file:
        return file.read(most)


class _Walk:
    """A walk through folders that meets every file and folder once."""

    def __init__(self) -> None:
        self.files: list[Found] = []
        self.refused: list[tuple[Found, Batch]] = []
        self._met: set[tuple[int, int]] = set()

    def visit(self, path: Path, shown: Path) -> None:
        """A path the user named and all below it; `shown` is what it is called."""
        ahead = [(path, shown)]
        while ahead:
            here, called = ahead.pop()
            below = (entry.name for entry in reversed(self._at(here, called)))
            ahead += [(here / name, called / name) for name in below]

    def _at(self, path: Path, shown: Path) -> Sequence[DirEntry[str]]:
        """What lies in this path, after taking it down if it is a file."""
        try:
            status = path.stat()
        except FileNotFoundError:
            self._refuse(path, shown, "file.unreadable" if path.is_symlink() else "file.missing")
            return ()
        except OSError:
            self._refuse(path, shown, "file.unreadable")
            return ()
        return self._enter(path, shown, status) if self._is_new(status) else ()

    def _is_new(self, status: stat_result) -> bool:
        place = (status.st_dev, status.st_ino)
        new = place not in self._met
        self._met.add(place)
        return new

    def _enter(self, path: Path, shown: Path, status: stat_result) -> Sequence[DirEntry[str]]:
        if S_ISDIR(status.st_mode):
            return self._entries(path, shown)
        if S_ISREG(status.st_mode):
            self.files.append(Found(path, _called(path, shown)))
        else:
            self._refuse(path, shown, "file.unreadable")
        return ()

    def _entries(self, folder: Path, shown: Path) -> Sequence[DirEntry[str]]:
        """What to look at in a folder: of one that is a source as a whole, the hidden folders that are
        sources too (the folders of a Maildir)."""
        try:
            with scandir(folder) as entries:
                every = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            self._refuse(folder, shown, "folder.unreadable")
            return ()
        if is_one_source(map(_with_slash, every)):
            self.files.append(Found(folder, _called(folder, shown), is_folder=True))
            return [entry for entry in every if is_litter(entry.name) and _holds_a_source(entry)]
        return [entry for entry in every if not is_litter(entry.name)]

    def _refuse(self, path: Path, shown: Path, key: str) -> None:
        found = Found(path, _called(path, shown))
        self.refused.append((found, refused(found.name, key)))


def _called(path: Path, shown: Path) -> str:
    return shown.as_posix() if shown.parts else path.as_posix()


def _with_slash(entry: DirEntry[str]) -> str:
    try:
        return f"{entry.name}/" if entry.is_dir() else entry.name
    except OSError:  # a link to itself
        return entry.name


def _holds_a_source(folder: DirEntry[str]) -> bool:
    try:
        return folder.is_dir() and is_one_source(_names(folder))
    except OSError:
        return False


def _names(folder: DirEntry[str]) -> Iterator[str]:
    with scandir(folder.path) as entries:
        yield from map(_with_slash, entries)
