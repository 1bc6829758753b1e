"""What of a letter was first said in anger? A rant is heard, never kept.

It is read into pages of its own, which are not swapped out and not dumped. A line is there for as long as it
is read, byte by byte; then its bytes are overwritten. What stays is how many words there were and, until
the sitting ends, a digest of each few of them in a row, keyed at random for this process: enough to tell
whether a letter repeats them. No text is ever made of what was said, so no copy of it can be left behind.
"""

from __future__ import annotations

import mmap
import os
import sys
import unicodedata
from codecs import getincrementaldecoder
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from types import TracebackType
from typing import NamedTuple, Protocol

from goodterms.terms import languages, shelf

MOST_WORDS = 100_000
"""A rant of more words is none: it was piped in by mistake."""
_IN_A_ROW = {"vi": 5}
_WORDS = 4
"""So many words in a row are a repetition, and five in Vietnamese, which writes syllables apart."""
_MEANING = 2
"""So many of them carry meaning at least."""

_ROOM, _WORD = 16_384, 512
"""Bytes of the pages, and of a word within them: longer ones are cut. A terminal gives 4,096 at once."""
_DIGEST = 16
_LETTER = 8
"""Characters of one letter: itself, and what is written above and below it."""
_WITHIN = "'’ʼ"
"""Stands within words, and is left out in anger: both are one word."""
_DUMPABLE = 4


class RantError(ValueError):
    """It is longer than any rant is."""


class Source(Protocol):
    """Where a rant comes from: what fills a buffer that it is given."""

    def readinto(self, buffer: memoryview, /) -> int | None: ...


class _Heard(NamedTuple):
    """A word of a letter: what stands for it, where it is, and whether it says anything by itself."""

    digest: bytes
    start: int
    end: int
    has_meaning: bool


class Rant:
    """Everything that was said, as far as it has to be known: how much, and whether a letter repeats it."""

    def __init__(self) -> None:
        self._pages = _own_pages()
        self._line = memoryview(self._pages)[_WORD:]
        self._key = bytearray(os.urandom(32))
        self._ear = _Ear(memoryview(self._pages)[:_WORD], self._key)
        self._latest: deque[bytes] = deque(maxlen=max(_WORDS, *_IN_A_ROW.values()))
        self._said: set[bytes] = set()
        self._is_empty = True
        self.words = 0
        """How many there were so far."""
        self.empty_lines = 0
        """How many of the last lines had nothing on them."""

    def __enter__(self) -> Rant:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return "<a rant>"

    def read(self, source: Source) -> bool:
        """Hears what comes next; False where nothing does. RantError where it does not end."""
        count = source.readinto(self._line)
        if not count:
            return False
        try:
            for at in range(count):
                self._watch_lines(self._line[at])
                self._keep(self._ear.hear(self._line[at : at + 1]))
        finally:
            self._line[:count] = bytes(count)
        return True

    def finish(self) -> None:
        """It is said. What stands for the words stays, nothing else."""
        self._keep(self._ear.end())
        self._forget()

    def wipe(self) -> None:
        """Nothing stays, not even what stood for the words."""
        self._forget()
        self._said.clear()
        self._key[:] = bytes(len(self._key))

    def leaks(self, words: Sequence[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """Where these words of a letter, with their places, repeat the rant: from the first word of a
        repetition to behind its last."""
        language = languages.detect(" ".join(word for word, _, _ in words)) or ""
        heard = list(self._hear_letter(words, _commonest(language)))
        for first, last in self._repeated(heard, _IN_A_ROW.get(language, _WORDS)):
            if sum(one.has_meaning for one in heard[first:last]) >= _MEANING:
                yield heard[first].start, heard[last - 1].end

    def _watch_lines(self, byte: int) -> None:
        if byte == ord("\n"):
            self.empty_lines = self.empty_lines + 1 if self._is_empty else 0
            self._is_empty = True
        elif byte not in b" \t\r":
            self._is_empty = False

    def _keep(self, digests: Iterable[bytes]) -> None:
        for digest in digests:
            self.words += 1
            if self.words > MOST_WORDS:
                raise RantError
            self._latest.append(digest)
            for count in {_WORDS, *_IN_A_ROW.values()}:
                if count <= len(self._latest):
                    self._said.add(self._run(list(self._latest)[-count:]))

    def _run(self, digests: Iterable[bytes]) -> bytes:
        """What stands for these words in a row."""
        return blake2b(b"".join(digests), key=self._key, digest_size=_DIGEST).digest()

    def _forget(self) -> None:
        self._pages[:] = bytes(len(self._pages))
        self._ear.forget()
        self._latest.clear()

    def _hear_letter(self, words: Sequence[tuple[str, int, int]], common: frozenset[str]) -> Iterator[_Heard]:
        ear = _Ear(memoryview(bytearray(_WORD)), self._key)
        for written, start, end in words:
            has_meaning = _has_meaning(written, common)
            for digest in (*ear.hear(written.encode(errors="replace")), *ear.end()):
                yield _Heard(digest, start, end, has_meaning)

    def _repeated(self, heard: Sequence[_Heard], count: int) -> list[tuple[int, int]]:
        """From which word to behind which the rant said so many in a row, or more."""
        found: list[tuple[int, int]] = []
        for first in range(len(heard) - count + 1):
            last = first + count
            if self._run(one.digest for one in heard[first:last]) in self._said:
                goes_on = found and first < found[-1][1]
                found.append((found.pop()[0], last) if goes_on else (first, last))
        return found


class _Ear:
    """Hears words in what comes byte by byte, and gives what stands for each: for the word as it was written,
    in one form (NFC, lower case, without apostrophes)."""

    def __init__(self, room: memoryview, key: bytearray) -> None:
        self._room = room
        self._key = key
        self._length = 0
        self._letter = ""
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def hear(self, said: bytes | memoryview) -> Iterator[bytes]:
        """The words that end in it."""
        for char in self._decoder.decode(said):
            if not unicodedata.combining(char):
                yield from self._spell()
                self._letter = char
                if not char.isalnum():
                    yield from self._spell()
            elif len(self._letter) < _LETTER:
                self._letter += char

    def end(self) -> Iterator[bytes]:
        """The word that was not at its end yet."""
        self._decoder.reset()
        yield from self._spell()
        self._letter = " "
        yield from self._spell()

    def forget(self) -> None:
        """The word that was not at its end is none."""
        self._room[:] = bytes(len(self._room))
        self._length, self._letter = 0, ""
        self._decoder.reset()

    def _spell(self) -> Iterator[bytes]:
        """Puts the letter to its word; what is no letter ends the word."""
        letter = unicodedata.normalize("NFC", self._letter).lower()
        self._letter = ""
        if letter[:1].isalnum():
            spelled = letter.encode()
            after = self._length + len(spelled)
            if after <= len(self._room):
                self._room[self._length : after] = spelled
                self._length = after
        elif letter not in _WITHIN and self._length:
            word = self._room[: self._length]
            yield blake2b(word, key=self._key, digest_size=_DIGEST).digest()
            word[:] = bytes(self._length)
            self._length = 0


def let_nothing_be_dumped() -> None:
    """From here on this process leaves no image of its memory if it dies, and no other of this user may look
    into it, as far as the system knows how."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        _ask_the_system("prctl", _DUMPABLE, 0, 0, 0, 0)


def _own_pages() -> mmap.mmap:
    """Memory that nothing else lies in, and that is not written to disk, as far as the system knows how."""
    if sys.platform == "win32":
        return mmap.mmap(-1, _ROOM)
    pages = mmap.mmap(-1, _ROOM, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    if sys.platform == "linux":
        pages.madvise(mmap.MADV_DONTDUMP)
    from ctypes import addressof, c_char  # noqa: PLC0415 - as below

    _ask_the_system("mlock", addressof(c_char.from_buffer(pages)), _ROOM)
    return pages


def _ask_the_system(name: str, *told: int) -> None:
    """Calls a function of the C library, if there is one."""
    with suppress(ImportError, OSError, AttributeError):
        from ctypes import CDLL, c_ulong  # noqa: PLC0415 - Python can be built without it

        getattr(CDLL(None), name)(*map(c_ulong, told))


def _commonest(language: str) -> frozenset[str]:
    """The words that say nothing by themselves: of a language, or of all."""
    lists = shelf.toml("goodterms.letters", "commonest")
    told: str = lists.get(language) or " ".join(lists.values())
    return frozenset(told.split())


def _has_meaning(written: str, common: frozenset[str]) -> bool:
    """Does a word say something by itself? Numbers and names do not: rant and letter share them by right."""
    if written[:1].isdigit() or (written[:1].isupper() and not written.isupper()):
        return False
    parts = languages.words(written)
    return any(part not in common and len(part) > 1 for word in parts for part in word.split("'"))
