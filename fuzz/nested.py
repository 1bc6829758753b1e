"""What lies packed in this file? Files of an archive and streams of a PDF, to be damaged where they lie."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from typing import NamedTuple

_STREAM = re.compile(
    rb"(?P<before>/Length )\d+(?P<between>[^<>]*>>\s*stream\r?\n)(?P<data>.*?)(?=\r?\nendstream)", re.DOTALL
)
_LARGEST = 1 << 20


class Packed(NamedTuple):
    """The parts that lie in a file, unpacked, and how the file is made of others."""

    parts: list[bytes]
    pack: Callable[[Sequence[bytes]], bytes]


def opened(data: bytes) -> Packed | None:
    """What lies in a file; None where nothing does, or the file is broken on purpose."""
    if data.startswith(b"PK"):
        return _archive(data)
    return _pdf(data) if data.startswith(b"%PDF") else None


def _archive(data: bytes) -> Packed | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [(info.filename, archive.read(info)) for info in archive.infolist() if not info.is_dir()]
    except (zipfile.BadZipFile, OSError, RuntimeError, zlib.error):
        return None

    def pack(parts: Sequence[bytes]) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for (name, _), part in zip(inside, parts, strict=True):
                archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    return Packed([part for _, part in inside], pack) if inside else None


def _pdf(data: bytes) -> Packed | None:
    """The streams that are packed. A reader finds its way where their lengths change: the table of places is
    wrong then, and has to be made anew from the objects."""
    streams = [found for found in _STREAM.finditer(data) if _unpacked(found["data"]) is not None]
    if not streams:
        return None

    def pack(parts: Sequence[bytes]) -> bytes:
        made, at = b"", 0
        for found, part in zip(streams, parts, strict=True):
            packed = zlib.compress(part)
            made += data[at : found.start()] + found["before"] + str(len(packed)).encode()
            made, at = made + found["between"] + packed, found.end()
        return made + data[at:]

    return Packed([_unpacked(found["data"]) or b"" for found in streams], pack)


def _unpacked(stream: bytes) -> bytes | None:
    try:
        return zlib.decompressobj().decompress(stream, _LARGEST)
    except zlib.error:
        return None
