"""Where does this table begin, and what are its rows?

For text files: UTF-8, UTF-16 (also without a mark), Windows-1252 or, for Vietnamese, Windows-1258; comma,
semicolon, tab or bar between cells, or what a line `sep=` says. Lines before the headings (a title, an
account, comments that start with `# `) are passed over.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from io import StringIO
from itertools import chain
from typing import NamedTuple

from goodterms.records import headings
from goodterms.records.source import Source
from goodterms.terms import money
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

DELIMITERS = ",;\t|"
HEAD_LINES = 40
"""Lines, empty ones left out, among which the headings are looked for."""
LONGEST_HEAD = 8_000
"""Characters of a line of headings."""
LONGEST_HEADING = 100
"""Characters of one heading; what is longer is a sentence."""
MOST_COLUMNS = 1_000
LONGEST_ROW = 200
"""Lines that one quoted cell may span before its quote counts as forgotten."""
_NO_CLOSING_QUOTE = "\0"
_SEPARATOR_LINE = lazy(r'"?sep=(.)"?$', re.IGNORECASE)
_CODE = lazy(
    r"[(\[]\s*([A-Za-z]{3})\s*[)\]]|[(\[]?\s*([€£₫]|\b(?:EUR|USD|GBP|CHF|VND|CAD|AUD|(?i:euros?)|VNĐ)\b)\s*[)\]]?\s*$"
)
_SIGNS = {"€": "EUR", "£": "GBP", "₫": "VND", "EURO": "EUR", "EUROS": "EUR", "VNĐ": "VND"}
_BRACKETS = lazy(r"[(\[]([^)\]]*)[)\]]")
_ASIDES = frozenset("h hrs hours u uur uren heures giờ decimal utc gmt local optional".split())
"""What a heading may say in brackets without becoming another: in minutes, or before tax, it does."""
_TONED = lazy(rb"[AEIOUYaeiouy\xc2\xc3\xca\xd4\xd5\xdd\xe2\xe3\xea\xf4\xf5\xfd][\xcc\xd2\xde\xec\xf2]")
_TONES = b"\xcc\xd2\xde\xec\xf2"


class Heading(NamedTuple):
    """One heading: the word itself, other ways to read it, and the currency it names."""

    word: str
    others: tuple[str, ...] = ()
    currency: str = ""
    rate: bool = False
    """It holds a percentage: of VAT, not the VAT."""

    @property
    def readings(self) -> tuple[str, ...]:
        """All ways to read it, the plainest first."""
        return (self.word, *self.others)


class Head(NamedTuple):
    """The headings of a table: their line (from 1), the mark between cells, the headings themselves."""

    line: int
    delimiter: str
    cells: tuple[Heading, ...]
    commented: bool
    """Comments stand before it, as in a form that was handed out."""

    @property
    def words(self) -> tuple[str, ...]:
        """The headings, `plain`."""
        return tuple(cell.word for cell in self.cells)


class Split(NamedTuple):
    """One row of a table: its first line, its text, its cells; no cells where a quote was never closed."""

    line: int
    text: str
    cells: tuple[str, ...] | None


NO_HEAD = Head(1, ",", (), commented=False)


def first_of(source: Source) -> str:
    """The first 64 KiB as text."""
    return _wide(source.head) or source.first


def text_of(source: Source) -> str:
    """The whole file as text."""
    encoding = _encoding(source.head)
    return nfc(bytes(source.data).decode(encoding, "replace")) if encoding else source.text


@lru_cache(maxsize=8)
def _wide(head: bytes) -> str:
    encoding = _encoding(head)
    return nfc(head.decode(encoding, "replace")) if encoding else ""


@lru_cache(maxsize=8)
def _encoding(head: bytes) -> str:
    """UTF-16 without a mark, told by its zero bytes, or Vietnamese of Windows, told by its tone marks.

    In UTF-16 every second byte of digits, spaces and marks is zero, and hardly any of the others.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return ""
    if b"\0" in head:
        even, odd, pairs = head[::2].count(0), head[1::2].count(0), max(1, len(head) // 2)
        if max(even, odd) * 4 > pairs and min(even, odd) * 50 <= pairs:
            return "utf-16-be" if even > odd else "utf-16-le"
    return "cp1258" if _is_cp1258(head) else ""


def _is_cp1258(head: bytes) -> bool:
    """Windows-1258 writes tones as letters of their own, each behind a vowel; no other code page does so."""
    toned = _TONED.findall(head)
    if len(toned) < 3 or len({pair[1] for pair in toned}) < 2:
        return False
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError:
        return len(toned) * 10 >= 9 * sum(head.count(tone) for tone in _TONES)
    return False


def find_head(first: str, knows: Callable[[Heading], bool], *, usual: bool) -> Head:
    """The line near the top that holds most headings of those one knows; the first line where none does.

    `usual`: only headings that people use are looked for, and lines without them are no candidates.
    """
    return max(
        _usual_heads(first) if usual else _heads(first),
        key=lambda head: (sum(map(knows, head.cells)), -head.line, sum(map(bool, head.words))),
    )


@lru_cache(maxsize=8)
def _usual_heads(first: str) -> tuple[Head, ...]:
    """The first line, and those on which two headings mean something; most files have none."""
    heads = _heads(first)
    likely = (head for head in heads if sum(map(_means_something, head.cells)) > 1)
    return tuple(likely) or heads[:1]


@lru_cache(maxsize=4096)
def _means_something(cell: Heading) -> bool:
    return any(map(headings.meaning, cell.readings))


@lru_cache(maxsize=8)
def _heads(first: str) -> tuple[Head, ...]:
    """The lines near the top as headings, split by each mark that they hold."""
    commented, stated, heads, seen = False, "", list[Head](), 0
    for number, line in enumerate(StringIO(first, newline=""), 1):
        bare = line.strip()
        if found := _SEPARATOR_LINE.match(bare):
            stated = found[1]
        elif bare.lstrip('"').startswith("# "):
            commented = True
        elif bare:
            seen += 1
            least = 1 if seen == 1 else 2  # below the first line, two cells are a sentence with a comma
            marks = [mark for mark in stated or DELIMITERS if bare.count(mark) >= least]
            marks = marks or ([stated or ","] if seen == 1 else [])
            heads += (Head(number, mark, _cells(bare, mark), commented) for mark in marks)
        if seen >= HEAD_LINES:
            break
    return tuple(heads) or (NO_HEAD._replace(commented=commented),)


def _cells(line: str, mark: str) -> tuple[Heading, ...]:
    if len(line) > LONGEST_HEAD or line.count(mark) > MOST_COLUMNS:
        return ()
    try:
        cells = next(csv.reader([line], delimiter=mark))
    except csv.Error:  # a line that the csv module cannot read is no line of headings
        return ()
    return tuple(map(_heading, cells))


@lru_cache(maxsize=4096)
def _heading(text: str) -> Heading:
    """A heading, and what it says without its currency, without an aside, and on each side of a stroke."""
    if len(text) > LONGEST_HEADING:
        return Heading("…")
    word = headings.plain(text)
    code = _CODE.search(text)
    if "%" in text:
        return Heading(word, rate=True)
    if code is None and text.replace("_", "").replace(" ", "").isalpha():
        return Heading(word)
    bare = _CODE.sub(" ", text)
    aside = _BRACKETS.search(bare)
    outside = _BRACKETS.sub(" ", bare) if aside and _says_nothing_else(aside[1], bare) else bare
    others = [bare, outside, *outside.split("/")]
    plain = dict.fromkeys(other for other in map(headings.plain, others) if other and other != word)
    return Heading(word, tuple(plain), _currency(code) if code else "")


def _says_nothing_else(aside: str, heading: str) -> bool:
    """Is an aside only a unit of hours, or the same heading in another language?"""
    inside, outside = headings.plain(aside), headings.plain(_BRACKETS.sub(" ", heading))
    return inside in _ASIDES or bool(set(headings.meaning(inside)) & set(headings.meaning(outside)))


def _currency(found: re.Match[str]) -> str:
    named = (found[1] or found[2]).upper()
    named = _SIGNS.get(named, named)
    return named if money.known(named) else ""


def split_rows(text: str, head: Head) -> Iterator[Split]:
    """The rows below the headings; empty lines, and lines of nothing but marks, are none."""
    lines = list(StringIO(text, newline=""))
    index = head.line
    blank = f'" \t\r\n{head.delimiter}'
    while index < len(lines):
        if not lines[index].strip(blank):
            index += 1
            continue
        split, used = _split(lines, index, head)
        yield split
        index += used


def _split(lines: list[str], index: int, head: Head) -> tuple[Split, int]:
    """The row that starts on a line, and over how many lines its quotes span."""
    line = lines[index]
    if '"' not in line:
        return Split(index + 1, line, tuple(line.rstrip("\r\n").split(head.delimiter))), 1
    chunk = lines[index : index + LONGEST_ROW]
    reader = csv.reader(chain(chunk, [_NO_CLOSING_QUOTE]), delimiter=head.delimiter)
    try:
        cells = tuple(next(reader))
    except csv.Error:  # a cell longer than the csv module reads
        return Split(index + 1, line, None), 1
    used = reader.line_num
    if used > len(chunk) or (used > 1 and len(cells) != len(head.cells)):
        return Split(index + 1, line, None), 1
    return Split(index + 1, "".join(chunk[:used]), cells), used
