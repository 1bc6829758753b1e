"""Read these files, whatever they are: which importer knows each one, what it found, what it could not read.

>>> read_source(Source("holiday.txt", b"Sun, sand and no laptop.")).problems[0].key
'file.unknown'
>>> read_source(Source("empty.csv", b"")).problems[0].key
'file.empty'
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from os import DirEntry, scandir, stat_result
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from types import ModuleType
from typing import NamedTuple

from goodterms.records.model import Batch, Freelancer, Record
from goodterms.records.source import HEAD, Source
from goodterms.terms import calendar, shelf
from goodterms.terms.evidence import Problem, Value

SHELF = "goodterms.records.importers"
MAPPED_FROM = 1 << 20
"""Bytes from which a file is mapped instead of copied into memory."""
LEFT_BEHIND = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
"""What systems put beside a user's own files; names that start with a dot are skipped as well."""
STRANGER = Freelancer()


class Found(NamedTuple):
    """One file to read: where it is, and its name as the user will read it."""

    path: Path
    name: str


@dataclass(frozen=True)
class Findings:
    """The files under some paths, and what on the way could not be opened."""

    files: tuple[Found, ...]
    refused: tuple[Batch, ...] = ()


def read_source(source: Source) -> Batch:
    """All records and problems of one file, by the importer that understands most of it.

    A file nobody recognises, an empty one, and one that two importers understand equally well give a Batch
    without importer and one problem (`file.unknown`, `file.empty`, `file.ambiguous`).
    """
    if not source.data:
        return _refused(source.name, "file.empty")
    chosen = _recognising(source)
    if len(chosen) != 1:
        key = "file.ambiguous" if chosen else "file.unknown"
        return _refused(source.name, key, **({"importers": ", ".join(chosen)} if chosen else {}))
    name, module = next(iter(chosen.items()))
    records: list[Record] = []
    problems: list[Problem] = []
    for item in module.read(source):
        if isinstance(item, Problem):
            problems.append(item)
        else:
            records.append(item)
    return Batch(source.name, name, tuple(records), tuple(problems))


def is_kept_by_hand(importer: str | None) -> bool:
    """Is such a file one that the user keeps, and so all there is of its kind? What a corrected one no longer
    says is gone; what a mailbox or an export no longer holds is not."""
    return importer is not None and hasattr(shelf.modules(SHELF)[importer], "TEMPLATE")


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


def read_files(findings: Findings, known: Freelancer = STRANGER) -> Iterator[Batch]:
    """One Batch a file, and one for each path that could not be opened; nothing is kept open.

    A file that introduces the freelancer is read before the others, whatever its name: its time zone,
    currency, country and names stand in where another file gives none. `known` is who was known before.
    """
    yield from findings.refused
    first = {found: batch for found in findings.files if (batch := _introduction(found, known))}
    yield from first.values()
    for batch in first.values():
        known = next((item for item in batch.records if isinstance(item, Freelancer)), known)
    for found in findings.files:
        if found not in first:
            yield _read_file(found, known)


def read_paths(paths: Iterable[Path], known: Freelancer = STRANGER) -> Iterator[Batch]:
    """`read_files` of `find_files`: everything that lies under these paths."""
    yield from read_files(find_files(paths), known)


def _refused(name: str, key: str, **values: Value) -> Batch:
    return Batch(name, None, problems=(Problem(name, "", key, values),))


def _recognising(source: Source) -> dict[str, ModuleType]:
    """The importers that understand the greatest share of a source; none where nobody does."""
    modules = shelf.modules(SHELF)
    shares = {name: float(module.recognises(source)) for name, module in modules.items()}
    most = max(shares.values(), default=0)
    return {name: modules[name] for name, share in shares.items() if share == most > 0}


class _Walk:
    """A walk through folders that meets every file and folder once."""

    def __init__(self) -> None:
        self.files: list[Found] = []
        self.refused: list[Batch] = []
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
        try:
            with scandir(folder) as entries:
                kept = [entry for entry in entries if not _is_litter(entry.name)]
        except OSError:
            self._refuse(folder, shown, "folder.unreadable")
            return ()
        return sorted(kept, key=lambda entry: entry.name)

    def _refuse(self, path: Path, shown: Path, key: str) -> None:
        self.refused.append(_refused(_called(path, shown), key))


def _called(path: Path, shown: Path) -> str:
    return shown.as_posix() if shown.parts else path.as_posix()


def _is_litter(name: str) -> bool:
    return name.startswith(".") or name in LEFT_BEHIND


def _introduction(found: Found, known: Freelancer) -> Batch | None:
    """The reading of a file that tells who the freelancer is; None for any other file."""
    try:
        if found.path.stat().st_size > HEAD:
            return None
        source = Source(found.name, found.path.read_bytes())
    except OSError:
        return None
    modules = shelf.modules(SHELF).values()
    introducing = any(
        getattr(module, "INTRODUCES", False) and module.recognises(source) for module in modules
    )
    return read_source(_with_hints(source, known)) if introducing else None


def _read_file(found: Found, known: Freelancer) -> Batch:
    try:
        with _opened(found.path) as data:
            return read_source(_with_hints(Source(found.name, data, path=found.path), known))
    except OSError:
        return _refused(found.name, "file.unreadable")


def _with_hints(source: Source, known: Freelancer) -> Source:
    return replace(
        source,
        zone=known.timezone if calendar.zone(known.timezone) else source.zone,
        currency=known.currency,
        home=known.country,
        me=tuple(name for name in (known.name, *known.emails) if name),
    )


@contextmanager
def _opened(path: Path) -> Iterator[bytes | mmap.mmap]:
    """The bytes of a file: mapped where it is large, so that a mailbox does not fill the memory."""
    with path.open("rb") as file:
        if path.stat().st_size < MAPPED_FROM:
            yield file.read()
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
            yield mapped
