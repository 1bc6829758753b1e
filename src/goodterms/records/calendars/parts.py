"""What are the entries of this calendar file? Each cut out by itself, so that a broken one harms no other.

Of an entry only the lines that are read are kept: pictures, descriptions and alarms in it cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from goodterms.terms.patterns import lazy

LONGEST = 1_000_000
"""Characters of the lines that are read of one entry; a guest list of a thousand has a tenth."""
_KEPT = lazy(
    r"(?:DTSTART|DTEND|DURATION|SUMMARY|UID|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE-ID|STATUS|SEQUENCE|ATTENDEE"
    r"|ORGANIZER)[;:]",
    re.IGNORECASE,
)
_BORDER = lazy(r"(BEGIN|END):\s*([\w-]{1,40})\s*$", re.IGNORECASE)
_METHOD = lazy(r"METHOD:\s*(\w{1,20})", re.IGNORECASE)


class Part(NamedTuple):
    """An entry: its kind (`VEVENT`), its first line, its text; its `trouble`, a key, if it has one."""

    kind: str
    line: int
    text: str
    method: str = ""
    """What the calendar around it is for: `CANCEL` calls its events off."""
    trouble: str = ""


def parts(text: str) -> Iterator[Part]:
    """The entries in the order of the file."""
    splitter = _Splitter()
    for number, line in enumerate(StringIO(text, newline=None), 1):
        yield from splitter.take(number, line.rstrip("\n"))
    yield from splitter.cut()


class _Splitter:
    """Goes down the lines of a file and knows which entry they belong to."""

    def __init__(self) -> None:
        self._inside: list[str] = []
        self._line = 0
        self._lines: list[str] = []
        self._length = 0
        self._keeping = False
        self._method = ""

    def take(self, number: int, line: str) -> Iterator[Part]:
        """One more line, and the entry that it ends."""
        border = _BORDER.match(line)
        if border and border[1].upper() == "BEGIN":
            yield from self._begin(number, border[2].upper())
        elif border:
            yield from self._end(border[2].upper())
        elif self._inside:
            self._keep(line)
        elif found := _METHOD.match(line):
            self._method = found[1].upper()

    def cut(self) -> Iterator[Part]:
        """The entry that was begun and never ended, if there is one."""
        if self._inside:
            yield Part(self._inside[0], self._line, "", self._method, "ical.cut")
            self._inside = []

    def _begin(self, number: int, kind: str) -> Iterator[Part]:
        if kind == "VCALENDAR" or kind == (self._inside or [""])[0]:
            yield from self.cut()
        if kind == "VCALENDAR":
            self._method = ""
            return
        if not self._inside:
            self._line, self._lines, self._length, self._keeping = number, [], 0, False
        self._inside.append(kind)
        self._border(f"BEGIN:{kind}")

    def _end(self, kind: str) -> Iterator[Part]:
        if kind == "VCALENDAR":
            yield from self.cut()
        elif kind in self._inside:
            self._border(f"END:{kind}")
            del self._inside[self._inside.index(kind) :]
            if not self._inside:
                trouble = "ical.too_long" if self._length > LONGEST else ""
                text = "" if trouble else "\r\n".join([*self._lines, ""])
                yield Part(kind, self._line, text, self._method, trouble)

    @property
    def _is_zone(self) -> bool:
        return self._inside[0] == "VTIMEZONE"

    def _border(self, line: str) -> None:
        self._keeping = False
        if self._is_zone or len(self._inside) == 1:
            self._lines.append(line)

    def _keep(self, line: str) -> None:
        if not line.startswith((" ", "\t")):
            self._keeping = self._is_zone or (len(self._inside) == 1 and _KEPT.match(line) is not None)
        if self._keeping:
            self._length += len(line)
            if self._length <= LONGEST:
                self._lines.append(line)
