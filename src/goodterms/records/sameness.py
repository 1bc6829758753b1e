"""Is this the same file as before, read in the same way? What stands for a content and for a way to read."""

from __future__ import annotations

from typing import Protocol

from goodterms.records.finding import Found, files_of
from goodterms.records.source import Source

# 3 ms, and only who keeps what was read asks for it.
# ruff: noqa: PLC0415


class Contents(Protocol):
    """What was read before."""

    def content_of(self, found: Found, stamp: str) -> str:
        """What stands for the content of a file that had this stamp when it was read; else empty."""


def stamp_of(found: Found) -> str:
    """Size, times and number of a file: while they are the same, so is its content. Empty for a folder."""
    try:
        status = found.path.stat()
    except OSError:
        return ""
    if found.is_folder:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def content_of(found: Found, memory: Contents) -> str:
    """Stands for what is in a file; of a folder that is one source, for the names, sizes and times of its
    files."""
    stamp = stamp_of(found)
    if known := stamp and memory.content_of(found, stamp):
        return known
    try:
        return _listed(found) if found.is_folder else _hashed(found)
    except OSError:
        return seen(f"cannot be read: {found.path}")


def seen(words: str) -> str:
    """Stands for these words."""
    import hashlib

    return hashlib.sha256(words.encode("utf-8", "surrogateescape")).hexdigest()


def _hashed(found: Found) -> str:
    import hashlib

    with found.path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _listed(found: Found) -> str:
    import hashlib

    digest = hashlib.sha256()
    for name in files_of(found.path):
        status = (found.path / name).stat()
        digest.update(f"{name} {status.st_size} {status.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def way_of(version: str, hints: Source, *more: str) -> str:
    """Stands for the way a file is read: by which version, with whose zone, within which limits."""
    said = (version, hints.zone, hints.currency, hints.home, hints.me, hints.dates, hints.limits, more)
    return "." + seen(repr(said))[:16]
