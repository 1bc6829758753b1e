"""What is an importer? A module of `goodterms.records.importers` with five names.

    TITLE: str                                        what a user calls the source, in English
    READS: str                                        a sentence: what is read of it, and what is not
    GIVES: tuple[str, ...]                            kinds of records that may come of it, by their JSON name
    def recognises(source: Source) -> bool | float    by content, from the first bytes; never by name alone
    def read(source: Source) -> Iterator[Record | Problem]

`recognises` answers True and False, or says how much of what it saw it understood: a share between 0 (not
mine) and 1 (all of it, the same as True). Where several importers recognise a file, the greatest share reads
it. More names are for those who need them:

    INTRODUCES = True             it tells who the freelancer is, and is read before the others
    SPEAKS = True                 it gives messages, and is read last: when it is known who the clients are,
                                  and what they write
    TELLS = True                  it speaks, and tells of clients as well
    STREAMS = True                a file of any size is read piece by piece
    TEMPLATE = (file name, text)  an empty form of it
    def gathers(names) -> bool    do these entries of a folder (`cur/`, `channels.json`) make the folder
                                  or archive one source? Its files are in `Source.files`, its data is empty
    def headers(source)           the `mail_tally.Header` of each mail, without opening it; such a source
                                  opens only mail with those in `Source.circle`

An importer knows no other importer, opens nothing but the source's own bytes, and never raises for what a
file holds: what it cannot read it yields as a Problem and goes on.
"""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodterms.records.limits import USUAL, Limits
from goodterms.terms.evidence import Problem, Value
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from goodterms.records.circle import Circle

HEAD = 65_536
_UTF8_LETTER = lazy(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}")


def _unwatched(_upto: int) -> None:
    """Nobody asks how far it is."""


@dataclass(frozen=True)
class Source:
    """One file: its name as shown to the user, and its bytes."""

    name: str
    data: bytes | mmap.mmap
    path: Path | None = None
    zone: str = "UTC"
    """The freelancer's IANA time zone, for moments that carry none (chats, time sheets)."""
    currency: str = ""
    """The freelancer's currency, for sums that name none."""
    home: str = ""
    """The freelancer's country (ISO 3166)."""
    me: tuple[str, ...] = field(default=())
    """The freelancer's names and addresses, for sources where only those tell who wrote."""
    dates: str = ""
    """How the freelancer says that this file writes dates: `day first`, `month first`, or nothing."""
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """For a folder that is one source: how to read each file, by its path below the folder."""
    circle: Circle | None = None
    """Whose mail is opened; everybody's where none is given."""
    limits: Limits = USUAL
    memo: dict[tuple[str, str], Any] | None = None
    """What an importer found when it looked at the headers, by the name of the source, for when it reads."""
    watch: Callable[[int], None] = _unwatched
    """Told now and then how many bytes were read."""

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB."""
        return bytes(self.data[:HEAD])

    @cached_property
    def first(self) -> str:
        """The first 64 KiB as text, for recognising; what is no text is replaced."""
        return decode(self.head, cut=len(self.data) > HEAD)

    @cached_property
    def text(self) -> str:
        """The whole file as text: UTF-8 (with or without mark), UTF-16 by its mark, else Windows-1252."""
        return decode(bytes(self.data))

    def done(self, upto: int) -> None:
        """Says that what lies before a place is not needed for now: a mapped file gives its memory back."""
        self.watch(upto)
        if isinstance(self.data, mmap.mmap) and hasattr(self.data, "madvise"):
            whole = upto - upto % mmap.ALLOCATIONGRANULARITY
            if whole:
                self.data.madvise(mmap.MADV_DONTNEED, 0, whole)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Lines with their numbers, from 1."""
        return enumerate(self.text.splitlines(), 1)

    def problem(self, locator: str, key: str, **values: Value) -> Problem:
        """A problem at a place of this file."""
        return Problem(self.name, locator, key, values)


def decode(data: bytes, *, cut: bool = False) -> str:
    """Text from bytes whose encoding nobody states; with `cut`, a last broken character is dropped.

    >>> decode("Québec".encode("cp1252"))
    'Québec'
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    body = data.removeprefix(b"\xef\xbb\xbf")
    for end in range(len(body), max(len(body) - 4, -1), -1) if cut else (len(body),):
        try:
            return body[:end].decode("utf-8")
        except UnicodeDecodeError:
            continue
    return body.decode("utf-8" if _mostly_utf8(body) else "cp1252", "replace")


def _mostly_utf8(body: bytes) -> bool:
    """Is this UTF-8 with some bytes broken, rather than a page of Windows-1252?"""
    whole = _UTF8_LETTER.sub(b"", body)
    letters = (len(body) - len(whole)) / 2
    return letters > sum(byte > 0x7F for byte in whole)
