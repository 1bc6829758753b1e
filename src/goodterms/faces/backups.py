"""Everything that Goodterms keeps in one file, and back: what stands in it, and is it whole?

A backup is a zip archive: `manifest.json` (the program's version, the store's, and of each part its size and
SHA-256), then the parts. Its comment is the SHA-256 of all bytes before it. With a passphrase the archive is
locked as a whole (`goodterms.faces.locking`).
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple, Protocol

from goodterms import __version__
from goodterms.faces.locking import MAGIC, Locking, unlock
from goodterms.store.copying import Age, copy_store, look_at
from goodterms.store.database import FILE
from goodterms.terms.evidence import Text

MANIFEST, FORMAT, VERSION = "manifest.json", "goodterms.backup", 1
SHEETS = ("goodterms.toml", "lint.toml", "playbooks/*.toml")
"""What is kept beside the store."""
_NAME = re.compile(r"goodterms\.(?:sqlite3|toml)|lint\.toml|playbooks/[^/\\\x00-\x1f:]{1,200}\.toml")
_ZIP, _SUM = b"PK\x03\x04", b"sha256:"
_TAIL = len(_SUM) + 64
_AT_ONCE = 1 << 20
_LARGEST_MANIFEST = 1 << 20
_MOST_PARTS = 1_000
_DAMAGE = (zipfile.BadZipFile, NotImplementedError, KeyError, ValueError, EOFError, RuntimeError, TypeError)
"""What reading an archive raises where it is none of ours."""


class BackupError(Exception):
    """There can be no backup, or this one cannot be used: `text` says why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.text = Text(key, values)


class Part(NamedTuple):
    """One file of a backup."""

    name: str
    size: int
    digest: str


class Manifest(NamedTuple):
    """What a backup says of itself."""

    made_at: datetime
    program: str
    parts: tuple[Part, ...]


class _Writable(Protocol):
    def write(self, data: bytes, /) -> int: ...


class _Summed:
    """A file to write a zip archive to, whose last bytes become the sum of all before them."""

    def __init__(self, file: _Writable) -> None:
        self._file, self._tail, self._sum = file, b"", hashlib.sha256()

    def write(self, data: bytes) -> int:
        every = self._tail + bytes(data)
        sure, self._tail = every[:-_TAIL], every[-_TAIL:]
        self._sum.update(sure)
        self._file.write(sure)
        return len(data)

    def flush(self) -> None:
        """The tail waits."""

    def finish(self) -> None:
        self._file.write(_SUM + self._sum.hexdigest().encode())


def write_backup(file: IO[bytes], home: Path, store: Path, now: datetime, passphrase: str = "") -> Manifest:
    """Writes a backup of the store, and of the sheets in the home folder. StoreError where the store cannot
    be read or is damaged. What lies on the way (a copy of the store) is private, and goes."""
    locking = Locking(file, passphrase) if passphrase else None
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=home) as beside:
        copy = Path(beside) / FILE
        copy.touch(0o600)
        copy_store(store, copy)
        paths = {FILE: copy} | _copied(home, Path(beside))
        parts = tuple(Part(name, path.stat().st_size, _digest(path)) for name, path in paths.items())
        told = Manifest(now.replace(microsecond=0), __version__, parts)
        summed = _Summed(locking or file)
        _zip(summed, told, paths)
        summed.finish()
    if locking is not None:
        locking.finish()
    return told


def is_locked(path: Path) -> bool:
    """Does this backup need a passphrase? BackupError where it is none."""
    with path.open("rb") as file:
        first = file.read(len(MAGIC))
    if first != MAGIC and not first.startswith(_ZIP):
        raise BackupError("backup.is_none", path=str(path))
    return first == MAGIC


def unpack(path: Path, folder: Path, passphrase: str = "") -> tuple[Manifest, Age]:
    """Puts the parts of a backup into an empty folder, each checked, and says how old its store is beside
    this version. BackupError, or LockError for a passphrase, where any of it is not what it was; what lies in
    the folder by then is to be thrown away."""
    if not is_locked(path):
        return _unpack(path, folder)
    plain = folder / ".unlocked"
    plain.touch(0o600, exist_ok=False)
    with path.open("rb") as file, plain.open("wb") as opened:
        unlock(file, opened, passphrase)
    told = _unpack(plain, folder)
    plain.unlink()
    return told


def _unpack(path: Path, folder: Path) -> tuple[Manifest, Age]:
    with path.open("rb") as file:
        _check_sum(file)
    with _told_as_damage(), zipfile.ZipFile(path) as packed:
        told = _manifest(packed)
        for part in told.parts:
            _take_out(packed, part, folder)
    found = look_at(folder / FILE)
    if found.fault or found.age == "none":
        raise BackupError("backup.damaged")
    if found.age == "newer":
        raise BackupError("backup.newer", version=told.program)
    return told, found.age


@contextmanager
def _told_as_damage() -> Iterator[None]:
    try:
        yield
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        KeyError,
        ValueError,
        EOFError,
        RuntimeError,
        TypeError,
    ) as error:
        raise BackupError("backup.damaged") from error


def _check_sum(file: IO[bytes]) -> None:
    """Are all bytes what they were when the backup was made?"""
    size, found = file.seek(0, 2) - _TAIL, hashlib.sha256()
    file.seek(0)
    while size > 0 and (some := file.read(min(size, _AT_ONCE))):
        found.update(some)
        size -= len(some)
    if file.read() != _SUM + found.hexdigest().encode():
        raise BackupError("backup.damaged")


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    if packed.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise BackupError("backup.damaged")
    told: Any = json.loads(packed.read(MANIFEST))
    if told["format"] != FORMAT:
        raise BackupError("backup.damaged")
    if told["version"] != VERSION:
        raise BackupError("backup.newer", version=str(told["program"]))
    parts = tuple(Part(str(one["name"]), int(one["bytes"]), str(one["sha256"])) for one in told["parts"])
    names = [part.name for part in parts]
    is_ours = len(names) <= _MOST_PARTS and all(map(_NAME.fullmatch, names))
    if not is_ours or FILE not in names or sorted(packed.namelist()) != sorted([MANIFEST, *names]):
        raise BackupError("backup.damaged")
    return Manifest(datetime.fromisoformat(told["made_at"]), str(told["program"]), parts)


def _take_out(packed: zipfile.ZipFile, part: Part, folder: Path) -> None:
    """One part, no larger than it says."""
    path, left, found = folder / part.name, part.size, hashlib.sha256()
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.touch(0o600, exist_ok=False)
    with packed.open(part.name) as source, path.open("wb") as target:
        while some := source.read(_AT_ONCE):
            left -= len(some)
            if left < 0:
                break
            found.update(some)
            target.write(some)
    if left != 0 or found.hexdigest() != part.digest:
        raise BackupError("backup.damaged")


def _zip(file: _Summed, told: Manifest, paths: dict[str, Path]) -> None:
    said = {
        "format": FORMAT, "version": VERSION, "made_at": told.made_at.isoformat(), "program": told.program,
        "parts": [{"name": part.name, "bytes": part.size, "sha256": part.digest} for part in told.parts],
    }  # fmt: skip
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:  # type: ignore[call-overload] # it only writes
        made.comment = bytes(_TAIL)
        made.writestr(MANIFEST, json.dumps(said, ensure_ascii=False, indent=1))
        for name, path in paths.items():
            made.write(path, name)


def _copied(home: Path, beside: Path) -> dict[str, Path]:
    """The sheets as they are now, by name: what is written meanwhile is in the next backup."""
    copies = {}
    for path in (path for pattern in SHEETS for path in sorted(home.glob(pattern))):
        name = path.relative_to(home).as_posix()
        if path.is_file() and _NAME.fullmatch(name):
            copies[name] = beside / name
            copies[name].parent.mkdir(mode=0o700, exist_ok=True)
            shutil.copyfile(path, copies[name])
    return copies


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
