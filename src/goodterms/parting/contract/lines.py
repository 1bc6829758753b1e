"""Which lines does a contract have, and what does each look like: a heading, a row, an item, text?

The head and foot of pages are left out, so that a sentence goes on over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from goodterms.parting.contract.pages import Raw, ends
from goodterms.parting.model import Span
from goodterms.terms.patterns import lazy

_LABEL = (
    r"(?:(?:Đáp|Trả lời|Answer|Réponse|Antwoord|[AĐR])\s?:"
    r"|[-–—•*·▪]|\(?(?:\d{1,2}|[a-zđA-Z]|[ivx]{1,4})\)|§ ?\d+[a-z]?\.?"
    r"|(?:[A-Z]{1,4}|\d{1,2})(?:\.\d{1,2})+\.?|[A-Z]?\d{1,2}[.:)°]|[A-Z]?\d{1,2}(?!\s+[a-zß-ÿđ%€$£(]|\s\d{3}\b)|[A-Za-k]\.|[IVXL]{1,5}[.:)])"
)

ITEM = lazy(rf"\s*(?:#+ +)?(?P<mark>{_LABEL})(?=\s)")

NAMED = lazy(
    r"\s*(?:#+ +)?(?:art(?:icle|ikel)?\.?|clause|section|điều|khoản|chương|phần|part|partie|deel|hoofdstuk|"
    r"schedule|annex(?:e|ure)?|bijlage|phụ lục|appendix|exhibit)\s+(?:[\dIVXLA-Z]{1,5}|premier|première)\b",
    flags=2,
)

BULLET = lazy(r"[-–—•*·▪]$")

ROW = lazy(r"\s*\|?(?P<term>[^|\t]{2,80}?)\s*(?:\||\t)\s*(?P<value>[^\s|].*?)\s*\|?\s*$")

COLON = lazy(r"\s*(?P<term>[^\W\d][^:.;,|]{1,60}?)\s?:\s+(?P<value>\S.*?)\s*$")

_ENUMERATED = lazy(r"\((?:i|a|1)\)\s")
_RULE = lazy(r"[\s|:+=_.-]*$")

STOP = lazy(r"(?:[.!?…][)»”\"’\]]*|;|:(?=\s+\((?:i|a|1)\)\s))\s+")

_LONGEST_HEADING = 90
_MOST_HEADING_WORDS = 9

_MOST_TERM_WORDS = 7


class Flat(NamedTuple):
    """Words that follow each other, without what a page puts between them, and where each letter stands."""

    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The place in the contract of a part of it."""
        return Span(self.at[start], self.at[end - 1] + 1)

    def cut(self, start: int, end: int) -> Flat:
        """A part of it, without the spaces around."""
        piece = self.text[start:end]
        start += len(piece) - len(piece.lstrip())
        end = start + len(piece.strip())
        return Flat(self.text[start:end], self.at[start:end])


class Line(NamedTuple):
    flat: Flat
    form: str
    """heading, row, item, text."""
    after_page: bool
    blank_before: bool


def lines_of(text: str) -> Iterator[Line]:
    """The lines that say something: neither blank nor the head or foot of a page."""
    at, blank = 0, True
    pages: list[list[Raw]] = []
    for page in text.split("\f"):
        pages.append([])
        for raw in page.split("\n"):
            pages[-1].append(Raw(at, raw))
            at += len(raw) + 1
    for number, (page_lines, (first, last)) in enumerate(zip(pages, ends(pages), strict=True)):
        paged = number > 0
        for place, one in enumerate(page_lines):
            line = one.text.strip()
            if not line or _RULE.match(line):
                blank = blank or not paged or not line
            elif first <= place <= last:
                start = one.at + one.text.index(line)
                flat = Flat(line, tuple(range(start, start + len(line))))
                yield Line(flat, _form(line), paged, blank)
                blank, paged = False, False


def _form(line: str) -> str:
    """What a line looks like by itself."""
    if ROW.match(line) and not line.count("_") > 4:
        return "row"
    mark = ITEM.match(line) or NAMED.match(line)
    body = line[mark.end() :].strip() if mark else line
    is_part = NAMED.match(line) is not None and len(line) <= _LONGEST_HEADING and line[-1] not in ".;,:"
    if (is_part and not STOP.search(body.strip(" .:–—-"))) or _is_heading(
        body, marked=mark is not None and not BULLET.search(line[: mark.end()])
    ):
        return "heading"
    if mark:
        return "item"
    found = COLON.match(line)
    if (
        found
        and not _ENUMERATED.match(found["value"])
        and len(found["term"].split()) <= _MOST_TERM_WORDS
        and found["term"][0].isupper()
    ):
        return "row"
    return "text"


def _is_heading(body: str, *, marked: bool) -> bool:
    """Is it short, without a stop, and written as titles are?"""
    body = body.lstrip(" .:–—-")
    if not body:
        return True
    if len(body) > _LONGEST_HEADING or body[-1] in ",;:" or (body[-1] == "." and not body.isupper()):
        return False
    words = [word for word in body.split() if word[0].isalpha()]
    is_short = 0 < len(words) <= _MOST_HEADING_WORDS and body[-1] not in ".!" and not body[-1].isdigit()
    looks = len(words) > 0 if body.isupper() else marked and is_short and body[0].isupper()
    return looks and not STOP.search(body)
