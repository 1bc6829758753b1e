"""When did a phone write this line? The ways in which phones of all languages write a date and a time.

WhatsApp writes both as the phone's settings say (CLDR's short forms): with slashes, dots or dashes, the
time after the date or before it, 12 or 24 hours, `11 h 23` in Canadian French, `klo 11.23` in Finnish, in
the digits of the language. One file is written in one style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from goodterms.terms.patterns import lazy

MARKS = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"
"""Marks of direction, which stand around dates and names and before the words of the program."""
NO_MARKS = {ord(mark): None for mark in MARKS}
_OPENING_LINES = 12
_SEEN_LINES = 200

_M = f"[{MARKS}]{{0,4}}"
_POINT = rf"{_M}[./\-][{MARKS} ]{{0,4}}"
_DATE = (
    rf"(?P<a>\d{{1,4}}){_M}(?P<mark>[./\-])[{MARKS} ]{{0,4}}(?P<b>\d{{1,2}}){_POINT}(?P<c>\d{{1,4}})\.?"
    r"(?:\s?г\.)?"
)
_AFTERNOON = r"[Pp]\.?\s?[Mm]\.?|CH|오후|下午|午後|晚上|中午|م|μ\.?μ\.?"
_MORNING = r"[Aa]\.?\s?[Mm]\.?|SA|오전|上午|午前|凌晨|早上|ص|π\.?μ\.?"
_HALF = rf"(?:{_AFTERNOON}|{_MORNING})"
_TIME = (
    rf"(?:(?P<early>{_HALF})\s?)?(?P<hour>\d{{1,2}})(?:[:.]|\s?h\s?)(?P<minute>\d\d)"
    rf"(?:(?:[:.]|\s?min\s?)(?P<second>\d\d)(?:\s?s)?)?(?:\s?(?P<half>{_HALF}))?(?:\s?ч\.)?"
)
_BETWEEN = r"(?:[,،]?\s(?:à|at|om|um|a\sl[ae]s?|às|lúc|kl\.?|klo|alle|ore)?\s?|[,،]\s?)"


@dataclass(slots=True)
class Entry:
    """One entry of a chat as written: the line it begins on, its style's match, and the lines it says."""

    line: int
    found: re.Match[str]
    said: list[str] = field(default_factory=list)

    @property
    def numbers(self) -> tuple[str, str, str]:
        """The three numbers of the date, in the order they are written."""
        return self.found["a"], self.found["b"], self.found["c"]

    @property
    def half(self) -> str:
        """Before or after noon, as written; nothing on a clock of 24 hours."""
        return self.found["half"] or self.found["early"] or ""

    @property
    def written(self) -> str:
        """The date and the time as the file has them."""
        head = self.found.string[: self.found.start("rest")]
        return head.translate(NO_MARKS).strip(" []-\u2013")

    def clock(self) -> tuple[int, int, int] | None:
        """Hour, minute and second; None where there is no such time."""
        hour, minute, second = (int(self.found[part] or 0) for part in ("hour", "minute", "second"))
        if self.half:
            hour = hour % 12 + (12 if re.fullmatch(_AFTERNOON, self.half) else 0)
        return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


_CLOSING = ("]", " -", " \u2013", "\u202f-")
"""One of these ends the moment of every entry. To look for them first spares most files 10 ms."""
_LONGEST_OPENING = 80


@cache
def styles() -> tuple[re.Pattern[str], ...]:
    """In brackets (iPhones) and before a dash (Android), with the date first and with the time first."""
    return tuple(
        lazy(rf"{_M}{opening}{_M}{first}{_BETWEEN}{_M}{second}{_M}{closing}(?P<rest>.*)\Z", re.DOTALL)
        for opening, closing in ((r"\[", r"\]\s?"), ("", r"\s[-\u2013]\s"))
        for first, second in ((_DATE, _TIME), (_TIME, _DATE))
    )


def style_of(text: str) -> re.Pattern[str] | None:
    """How a text begins an entry: the style of the first line that begins one, near the top."""
    seen = text.split("\n", _SEEN_LINES)[:_SEEN_LINES]
    lines = [line for line in seen if line.strip()][:_OPENING_LINES]
    lines = [line for line in lines if any(mark in line[:_LONGEST_OPENING] for mark in _CLOSING)]
    return next((style for line in lines for style in styles() if style.match(line.rstrip("\r"))), None)


def entries(text: str, style: re.Pattern[str] | None) -> tuple[list[Entry], int]:
    """The entries, each with the lines that belong to it, and how many lines stand before the first."""
    found: list[Entry] = []
    astray = 0
    for number, written in enumerate(text.split("\n"), 1):
        line = written.rstrip("\r")
        opened = style.match(line) if style else None
        if opened:
            found.append(Entry(number, opened, [opened["rest"]]))
        elif found:
            found[-1].said.append(line)
        else:
            astray += bool(line.strip(MARKS + " \t\r"))
    return found, astray
