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
from itertools import groupby, islice

from goodterms.records.quoting import either, phrases
from goodterms.terms.patterns import lazy

LONGEST_MARK = 400
"""Characters; a longer line is something that somebody wrote, never a program's mark."""

_LONGEST_DEVICE = 80
_WARNED_WITHIN = 3
"""Paragraphs, and blanks between them, from the top: there a mail server warns."""
_SHORTEST_NOTICE = 60
_LONGEST_NOTICE = 3_000
"""Characters of a paragraph that is a legal notice; a sentence about secrecy is shorter."""
_URL = lazy(r"\s*[<\[(]?https?://[^\s>\])]+[>\])]?")
_DASHES = lazy(r"-- ?$|--[ \u00a0\t]+$")
_SOFT_DASHES = lazy(r"(?:[\u2013\u2014]-?|_{2,}|[-\u2013\u2014=]{3,})\s*$")
_CONTACT = lazy(r"[@|•]|\d{3}|www\.|://|\b(?:Ltd|Inc|Co|Corp|Zn|[A-Z])\.$")
_SENTENCE_END = lazy(r"[.?!:;…]$")


class _Patterns:
    """The patterns that the sheets' phrases make: 2 ms each, so none is compiled before a line needs it."""

    @cached_property
    def sent_from(self) -> re.Pattern[str]:
        return re.compile(rf"\s*{either('sent_from')}(?P<rest>\b.*)$", re.IGNORECASE)

    @cached_property
    def sent_by(self) -> tuple[tuple[str, str], ...]:
        """What stands before and after the device, in languages that name it before what it did."""
        parts = (phrase.casefold().partition("{}") for phrase in phrases("sent_by"))
        return tuple((before.strip(), after.strip()) for before, _, after in parts)

    @cached_property
    def notice(self) -> re.Pattern[str]:
        titled = rf"(?:{either('notice_titles')}\W{{1,5}})?"
        return re.compile(rf"\W{{0,5}}{titled}{either('notices')}(?!\w)", re.IGNORECASE)

    @cached_property
    def notice_title(self) -> re.Pattern[str]:
        return re.compile(rf"\W{{0,5}}{either('notice_titles')}\W*$", re.IGNORECASE)

    @cached_property
    def notice_word(self) -> re.Pattern[str]:
        return re.compile(either("notice_words"), re.IGNORECASE)

    @cached_property
    def outside(self) -> re.Pattern[str]:
        return re.compile(rf"\W{{0,5}}{either('outside')}", re.IGNORECASE)

    @cached_property
    def device(self) -> re.Pattern[str]:
        return re.compile(rf"{either('devices')}\W*$", re.IGNORECASE)

    @cached_property
    def closings(self) -> frozenset[str]:
        return frozenset(map(_bare, phrases("closings")))

    @cached_property
    def thanks(self) -> frozenset[str]:
        return frozenset(map(_bare, phrases("thanks")))


_WORDS = _Patterns()


def said(lines: list[str], at: int) -> Iterator[str]:
    """The lines from this one on that are not blank."""
    return (lines[here] for here in range(at, len(lines)) if lines[here].strip())


def without_notices(lines: list[str]) -> list[str]:
    """The lines without what mail servers add: the warning above a mail from outside, the legal notice below.

    >>> notice = "This e-mail is intended solely for the person it names; tell us if it reached you in error."
    >>> without_notices(["Agreed.", "", notice])
    ['Agreed.', '']
    """
    paragraphs = [list(block) for _, block in groupby(lines, key=lambda line: bool(line.strip()))]
    kept: list[str] = []
    for at, paragraph in enumerate(paragraphs):
        following = paragraphs[at + 2] if at + 2 < len(paragraphs) else [""]
        if at < 2 or not (_is_notice(paragraph) or (_is_title(paragraph) and _is_notice(following))):
            kept.extend(_without_warning(paragraph) if at < _WARNED_WITHIN else paragraph)
    return kept


def _is_notice(paragraph: list[str]) -> bool:
    """Does this begin as legal notices do, speak of what they speak of, and at their length?"""
    if not _WORDS.notice.match(paragraph[0][:LONGEST_MARK]):
        return False
    whole = " ".join(paragraph)
    return len(whole) >= _SHORTEST_NOTICE and bool(_WORDS.notice_word.search(whole[:_LONGEST_NOTICE]))


def _is_title(paragraph: list[str]) -> bool:
    """The heading of a notice."""
    return len(paragraph) == 1 and bool(_WORDS.notice_title.match(paragraph[0][:LONGEST_MARK]))


def _without_warning(block: list[str]) -> list[str]:
    """Without a warning that this mail comes from outside, as far as its sentence goes."""
    if not _WORDS.outside.match(block[0][:LONGEST_MARK]):
        return block
    ends = (
        at for at, line in enumerate(block, 1) if _SENTENCE_END.search(line.rstrip(" ]*_")) or len(line) < 60
    )
    return block[next(ends, len(block)) :]


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
    if len(line) > LONGEST_MARK:
        return False
    bare = _URL.sub("", line) if "http" in line else line
    if len(bare) < _LONGEST_DEVICE and _names_device(bare.strip(" .!*_\t")):
        return True
    found = _WORDS.sent_from.match(bare)
    if not found:
        return False
    rest = found["rest"].strip(" .")
    few = 0 < len(rest.split()) <= 7 and "," not in rest
    return few and (any(c.isupper() or c.isdigit() for c in rest) or bool(_WORDS.device.search(rest)))


def _names_device(line: str) -> bool:
    said = line.replace("’", "'").casefold()
    for before, after in _WORDS.sent_by:
        if said.startswith(before) and said.endswith(after) and len(said) > len(before) + len(after):
            return any(c.isupper() or c.isdigit() for c in line[len(before) : len(line) - len(after)])
    return False


def _bare(line: str) -> str:
    """A line without marks at its end, in one spelling of spaces, apostrophes and capitals."""
    end = len(line)
    while end and not line[end - 1].isalnum():
        end -= 1
    return " ".join(line[:end].replace("’", "'").casefold().split())


def _closes(lines: list[str], at: int) -> bool:
    """A closing formula with nothing but a name block below; thanks close only above a name."""
    line = lines[at]
    if len(line) > 60:
        return False
    bare = _bare(line)
    if bare not in _WORDS.closings and not (bare in _WORDS.thanks and any(said(lines, at + 1))):
        return False
    return _is_name_block(lines, at + 1, most=8)
