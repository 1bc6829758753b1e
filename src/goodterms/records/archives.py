"""What is in this archive? The files of a .zip, each as a source of its own, within limits.

Nothing is written to a disk: a file is unpacked into memory when it is read. What an archive says of its
sizes is not believed: unpacking stops where the limit is. Office files are archives too, and are left to
those who read them.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from goodterms.records.finding import is_litter, is_one_source
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

# Most files are no archives, and these take 10 ms to import.
# ruff: noqa: PLC0415

_OPENINGS = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})
_LOCKED = 0x1
_SMALL = 1 << 20
"""Bytes below which nobody asks how well a file was packed."""


_ENTRY = 1_000
"""Bytes that the directory of an archive may take for a file: its name, and what systems say of it. One that
is larger is not even looked at: in memory it would be ten times as large."""
_END, _END64 = b"PK\x05\x06", b"PK\x06\x06"
_TAIL = 22 + 65_535 + 76
"""Bytes at the end of an archive in which it says how large its directory is."""


class BrokenFileError(OSError):
    """A file of an archive that cannot be unpacked: `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem


def is_archive(source: Source) -> bool:
    """Is this a .zip, and no office file?"""
    if not source.head.startswith(_OPENINGS):
        return False
    if _listed(source).size > source.limits.archive_files * _ENTRY:
        return True
    try:
        with _opened(source) as archive:
            return not _OFFICE & {info.filename for info in archive.infolist()[:50]}
    except _faults():
        return True


def unpack(source: Source, most: int | None = None) -> Iterator[Source | Problem]:
    """Each file of an archive, or each folder of it that is one source; and what cannot be unpacked. With
    `most`, only files of so many bytes."""
    listed = _listed(source)
    if listed.size > source.limits.archive_files * _ENTRY:
        yield source.problem("", "archive.too_many", files=listed.files, most=source.limits.archive_files)
        return
    try:
        with _opened(source) as archive:
            files = [info for info in archive.infolist() if not info.filename.endswith("/")]
            if trouble := _too_much(source, files):
                yield trouble
            elif all(_is_hidden(info.filename) for info in files):
                yield source.problem("", "archive.empty")
            else:
                some = {n: i for n, i in _by_name(files).items() if most is None or i[0].file_size <= most}
                yield from _sources(source, archive, some)
    except _faults():
        yield source.problem("", "archive.broken")


class _Listed(NamedTuple):
    """How many files the directory of an archive lists, and how many bytes it takes, as it says itself."""

    files: int
    size: int


def _listed(source: Source) -> _Listed:
    tail = bytes(source.data[-_TAIL:])
    end = tail.rfind(_END)
    longer = tail.rfind(_END64, 0, max(end, 0))
    if longer >= 0 and len(tail) >= longer + 48:
        return _Listed(*struct.unpack("<QQ", tail[longer + 32 : longer + 48]))
    if end >= 0 and len(tail) >= end + 16:
        return _Listed(*struct.unpack("<HL", tail[end + 10 : end + 16]))
    return _Listed(0, 0)


def _faults() -> tuple[type[Exception], ...]:
    """What Python is known to raise for broken archives."""
    from lzma import LZMAError
    from zipfile import BadZipFile

    ours = (OSError, EOFError, ValueError, NotImplementedError, RuntimeError)
    return (*ours, BadZipFile, struct.error, zlib.error, LZMAError)


def _opened(source: Source) -> ZipFile:
    from zipfile import ZipFile

    return ZipFile(source.path if source.path else BytesIO(bytes(source.data)))


def _is_hidden(name: str) -> bool:
    return any(is_litter(part) for part in PurePosixPath(name).parts if part not in ("..", "/"))


def _too_much(source: Source, files: Sequence[ZipInfo]) -> Problem | None:
    limits = source.limits
    if len(files) > limits.archive_files:
        return source.problem("", "archive.too_many", files=len(files), most=limits.archive_files)
    if sum(info.file_size for info in files) > limits.archive_mb << 20:
        return source.problem("", "archive.too_big", most_mb=limits.archive_mb)
    return None


def _by_name(files: Iterable[ZipInfo]) -> Mapping[str, Sequence[ZipInfo]]:
    """The files of each name; several where one was added again under its name."""
    found: dict[str, list[ZipInfo]] = {}
    for info in files:
        found.setdefault(info.filename, []).append(info)
    return found


def _sources(
    source: Source, archive: ZipFile, members: Mapping[str, Sequence[ZipInfo]]
) -> Iterator[Source | Problem]:
    folders = _gathered(members)
    for folder in folders:
        below = {name: name.removeprefix(folder) for name in members if name.startswith(folder)}
        inside = {name: short for name, short in below.items() if not _is_hidden(short)}
        files = {
            short: partial(_unpacked, source, archive, members[name][0]) for name, short in inside.items()
        }
        yield _part(source, folder.rstrip("/"), files=files)
        for name in inside:
            yield from _unread(source, members[name])
    for name, some in members.items():
        if _is_hidden(name) or name.startswith(tuple(folders)):
            continue
        try:
            yield _part(source, name, data=_unpacked(source, archive, some[0]))
        except BrokenFileError as error:
            yield error.problem
        yield from _unread(source, some)


def _unread(source: Source, some: Sequence[ZipInfo]) -> Iterator[Problem]:
    """That of several files of one name all but the first are left out."""
    if len(some) > 1:
        yield Problem(f"{source.name}/{some[0].filename}", "", "archive.same_name", {"files": len(some)})


def _part(source: Source, name: str, **said: object) -> Source:
    """A part of an archive as a source: it inherits what is known of the archive."""
    called = f"{source.name}/{name}" if name else source.name
    return replace(source, **{"name": called, "data": b"", "path": None, **said})  # type: ignore[arg-type] # names and values of Source's own fields


def _gathered(names: Iterable[str]) -> list[str]:
    """The folders, with a slash, that are one source each; the archive itself is the empty one. Hidden ones
    only in another (the folders of a Maildir), and of the others only the outermost."""
    entries: dict[str, set[str]] = {"": set()}
    for name in names:
        parts = name.split("/")
        for depth, part in enumerate(parts):
            folder = "".join(f"{one}/" for one in parts[:depth])
            entries.setdefault(folder, set()).add(part if depth == len(parts) - 1 else f"{part}/")
    found: list[str] = []
    for folder, below in entries.items():
        outer = next((one for one in found if folder.startswith(one)), None)
        hidden = folder[len(outer or "") :].rstrip("/")
        wanted = not _is_hidden(hidden) if outer is None else hidden.startswith(".") and "/" not in hidden
        if wanted and is_one_source(below):
            found.append(folder)
    return found


def _unpacked(source: Source, archive: ZipFile, info: ZipInfo) -> bytes:
    """The bytes of one file. BrokenFileError where it is locked, broken or too large."""
    most = source.limits.archive_file_mb << 20
    likely = max(_SMALL, source.limits.archive_ratio * info.compress_size)
    if info.file_size > min(most, likely):
        raise BrokenFileError(_problem(source, info, "archive.file_too_big"))
    if info.flag_bits & _LOCKED:
        raise BrokenFileError(_problem(source, info, "archive.locked"))
    try:
        with archive.open(info) as file:
            data = file.read(info.file_size + 1)
    except _faults() as error:
        raise BrokenFileError(_problem(source, info, "archive.file_broken")) from error
    if len(data) > info.file_size:
        raise BrokenFileError(_problem(source, info, "archive.file_too_big"))
    return data


def _problem(source: Source, info: ZipInfo, key: str) -> Problem:
    return Problem(f"{source.name}/{info.filename}", "", key, {"most_mb": source.limits.archive_file_mb})
