"""What is in this JSON, however large it is, and how far can it be read?

Chat programs write one long list of messages. It is read in pieces: the messages before a cut or a fault
are read, and what comes after it is told as broken. JSON of files is UTF-8 (RFC 8259); UTF-16 is known by
its mark.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import Enum

from goodterms.records.source import Source

Path = tuple[str | int, ...]
"""Where in a document: names of fields, and numbers of elements from 0."""

PIECE = 1 << 20
"""Bytes that are read at a time."""
LONGEST_VALUE = 16 << 20
"""Characters of one value, such as a message with all that belongs to it."""
FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Years that a message may be of; outside of them a clock was wrong."""
_DECODER = json.JSONDecoder(strict=False)
_SPACE = " \t\r\n"
_NUMBER = frozenset("0123456789+-.eE")


class Mark(Enum):
    """What a walk says beside the values."""

    END = "end"
    """The object or list at this path is over."""
    BROKEN = "broken"
    """From here on this is no JSON; nothing after it is read."""


class _BrokenError(Exception):
    """The text is no JSON from here on."""


def walk(source: Source, enters: Callable[[Path], bool]) -> Iterator[tuple[Path, object]]:
    """Every value of a document with its path, in the document's order.

    Objects and lists that `enters` says yes to are walked through, and their path comes again with `Mark.END`
    when they are over. The last pair is `Mark.BROKEN` at the path where the document cannot be read on.
    """
    text = _Text(source)
    at: list[Path] = [()]
    try:
        yield from _value(text, (), enters, at)
        if text.peek():
            raise _BrokenError
    except _BrokenError:
        yield at[0], Mark.BROKEN


def load(data: bytes) -> object:
    """A small document as a whole; `Mark.BROKEN` where it is no JSON."""
    try:
        return json.loads(data.decode(_encoding(data), "replace"), strict=False)
    except (ValueError, RecursionError):
        return Mark.BROKEN


def moment(seconds: object) -> datetime | None:
    """The moment of a Unix time, to the second, as number or text; None where it is none of this age."""
    try:
        found = datetime.fromtimestamp(int(float(str(seconds))), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def text_of(value: object) -> str:
    """A text, or nothing where the value is something else."""
    return value if isinstance(value, str) else ""


def fields_of(value: object) -> dict[str, object]:
    """An object's fields, or none where the value is something else."""
    return value if isinstance(value, dict) else {}


def items_of(value: object) -> list[object]:
    """A list's elements, or none where the value is something else."""
    return value if isinstance(value, list) else []


def _encoding(data: bytes) -> str:
    return "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"


class _Text:
    """The text of a source, decoded as far as it is needed, and a place in it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder(_encoding(source.head))("replace")
        self._read = 0
        self._over = False
        self._known = ""
        self._at = 0

    def peek(self) -> str:
        """The next character that is no space, or nothing at the end."""
        while True:
            while self._at < len(self._known):
                if self._known[self._at] not in _SPACE:
                    return self._known[self._at]
                self._at += 1
            if not self._grow():
                return ""

    def take(self, expected: str) -> str:
        """The next character that is no space, if it is one of those expected."""
        found = self.peek()
        if not found or found not in expected:
            raise _BrokenError
        self._at += 1
        return found

    def value(self) -> object:
        """The value that stands here."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._known, self._at)
            except RecursionError as error:
                raise _BrokenError from error
            except ValueError as error:
                if len(self._known) - self._at > LONGEST_VALUE or not self._grow():
                    raise _BrokenError from error
                continue
            if end == len(self._known) and self._known[end - 1] in _NUMBER and self._grow():
                continue  # a number may go on in the next piece
            self._at = end
            return value

    def _grow(self) -> bool:
        """Reads on, as much as is known already and at least a piece; False at the end."""
        if self._over:
            return False
        rest = self._known[self._at :]
        upto = min(self._read + max(PIECE, len(rest)), len(self._source.data))
        self._over = upto == len(self._source.data)
        more = self._decoder.decode(bytes(self._source.data[self._read : upto]), final=self._over)
        self._known, self._at, self._read = rest + more, 0, upto
        self._source.done(upto)
        return True


def _value(
    text: _Text, path: Path, enters: Callable[[Path], bool], at: list[Path]
) -> Iterator[tuple[Path, object]]:
    at[0] = path
    opening = text.peek()
    if opening in ("{", "[") and enters(path):
        yield from _members(text, path, enters, at, opening)
        yield path, Mark.END
    else:
        yield path, text.value()


def _members(
    text: _Text, path: Path, enters: Callable[[Path], bool], at: list[Path], opening: str
) -> Iterator[tuple[Path, object]]:
    """What is in the object or the list that opens here."""
    text.take(opening)
    closing = "}" if opening == "{" else "]"
    number = 0
    while text.peek() != closing:
        if number:
            text.take(",")
        key = _key(text) if opening == "{" else number
        yield from _value(text, (*path, key), enters, at)
        number += 1
        at[0] = (*path, number) if opening == "[" else path
    text.take(closing)


def _key(text: _Text) -> str:
    if text.peek() != '"':
        raise _BrokenError
    key = str(text.value())
    text.take(":")
    return key
