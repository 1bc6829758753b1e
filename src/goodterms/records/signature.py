"""Where does the signature begin? The dashes, the closing formula, or the line that a phone adds.

>>> without_signature(["Six boards, please.", "", "Kind regards,", "Mara Lind"])
['Six boards, please.', '']
>>> without_signature(["Kind regards to the chef!"])
['Kind regards to the chef!']

RFC 3676 for the dashes. A formula counts only where nothing but names and ways to be reached follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from goodterms.records.quoting import either

LONGEST_MARK = 400
"""Characters; a longer line is something that somebody wrote, never a program's mark."""

_URL = re.compile(r"\s*[<\[(]?https?://[^\s>\])]+[>\])]?")
_DASHES = re.compile(r"-- ?$|--[ \u00a0\t]+$")
_SOFT_DASHES = re.compile(r"(?:[\u2013\u2014]-?|_{2,}|[-\u2013\u2014=]{3,})\s*$")
_CONTACT = re.compile(r"[@|•]|\d{3}|www\.|://|\b(?:Ltd|Inc|Co|Corp|Zn|[A-Z])\.$")
_SENTENCE_END = re.compile(r"[.?!:;…]$")


class _Patterns:
    """The patterns that the sheets' phrases make: 2 ms each, so none is compiled before a line needs it."""

    @cached_property
    def sent_from(self) -> re.Pattern[str]:
        return re.compile(rf"\s*{either('sent_from')}(?P<rest>\b.*)$", re.IGNORECASE)

    @cached_property
    def device(self) -> re.Pattern[str]:
        return re.compile(rf"{either('devices')}\W*$", re.IGNORECASE)

    @cached_property
    def closing(self) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{either('closings')})\W*$", re.IGNORECASE)

    @cached_property
    def thanks(self) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{either('thanks')})\W*$", re.IGNORECASE)


_WORDS = _Patterns()


def said(lines: list[str], at: int) -> Iterator[str]:
    """The lines from this one on that are not blank."""
    return (lines[here] for here in range(at, len(lines)) if lines[here].strip())


def without_signature(lines: list[str]) -> list[str]:
    """The lines above the first that starts a signature."""
    started = False
    kept: list[str] = []
    for at, line in enumerate(lines):
        if not line.strip():
            kept.append(line)
        elif _starts_signature(lines, at):
            break
        elif _is_device_line(line):
            if started:
                break
        elif started and _closes(lines, at):
            break
        else:
            started = True
            kept.append(line)
    return kept


def _starts_signature(lines: list[str], at: int) -> bool:
    """The dashes of RFC 3676, or another drawn line with nothing but a few short lines below."""
    line = lines[at]
    if _DASHES.match(line):
        return line != "--" or _is_name_block(lines, at + 1, most=15)
    return bool(_SOFT_DASHES.match(line)) and _is_name_block(lines, at + 1, most=8)


def _is_name_block(lines: list[str], at: int, *, most: int) -> bool:
    """Only short lines that are no sentences, to the end: a name, a role, a number, an address."""
    block = [line.strip() for line in islice(said(lines, at), most + 1)]
    reachable = any(_CONTACT.search(line) for line in block)
    return len(block) <= most and not any(_is_sentence(line, reachable=reachable) for line in block)


def _is_sentence(line: str, *, reachable: bool) -> bool:
    """Something said, and no name, role or address; lower case is allowed beside a way to be reached."""
    words = line.split()
    if len(words) > 9:
        return True
    if len(words) == 1 or _CONTACT.search(line):
        return False
    if _SENTENCE_END.search(line):
        return len(words) > 2 or words[1][:1].islower()
    return len(words) > 2 and line[0].islower() and not reachable


def _is_device_line(line: str) -> bool:
    """A line that a phone or a mail program adds by itself."""
    found = _WORDS.sent_from.match(_URL.sub("", line)) if len(line) < LONGEST_MARK else None
    if not found:
        return False
    rest = found["rest"].strip(" .")
    few = 0 < len(rest.split()) <= 7 and "," not in rest
    return few and (any(c.isupper() or c.isdigit() for c in rest) or bool(_WORDS.device.search(rest)))


def _closes(lines: list[str], at: int) -> bool:
    """A closing formula with nothing but a name block below; thanks close only above a name."""
    line = lines[at]
    if len(line) > 60:
        return False
    named = next(said(lines, at + 1), None) is not None
    if not _WORDS.closing.match(line) and not (named and _WORDS.thanks.match(line)):
        return False
    return _is_name_block(lines, at + 1, most=8)
