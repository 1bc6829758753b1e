"""Which passages is a contract made of? Sentences, list items and rows of a table, under their headings.

A word cut by a hyphen at the end of a line, and a sentence cut by the head of the next page, are read as one.
Offsets are those of the text that was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from goodterms.parting.contract.lines import BULLET, COLON, ITEM, NAMED, ROW, STOP, Flat, Line, lines_of
from goodterms.parting.model import Span
from goodterms.terms.patterns import lazy

_ENDS = ".;:!?…)»”\"'’]"

_ABBREVIATED = lazy(
    r"(?:^|[\s(«“\"])(?:[^\W\d_]|[^\W\d_]{1,4}\.[^\W\d_]|Mr|Mrs|Ms|Dr|St|Co|No|Nr|nr|Art|art|Inc|Ltd|incl|excl|min|max|ca|bv|resp|vd|vs|mw|dhr|TP|ThS|TS|PGS|Mme|MM|al|cf|ex|p|tel|Tel|Bros|approx|etc|u)\.$"
)

_WIDEST = 110
"""Columns of a page; longer lines were not broken."""

_FULL = 0.7
"""Of a page's width: a shorter line ends by itself."""

_TITLE = lazy(r"(?:[^\W\d_](?:[^.:;!?,|\d]){1,58}|[^\W\d_][^.:;!|]{3,80}\?)$")

_SHORT_ITEM = 120
_LONGEST_QUESTION = 160

_INNER = lazy(r"\((?:[ivx]{1,4}|[a-h]|\d)\)\s+(?=\S)")
_SHORT_TITLE = 6
"""Words of a first sentence that is the title of its paragraph."""
_MOST_TERM_WORDS = 4
"""Of an item that has a term as a row of a table has."""
_SHORT_QUESTION = 20
"""Words of a first sentence that asks what its paragraph answers."""


class Passage(NamedTuple):
    """One sentence, list item or row, and what it stands under."""

    flat: Flat
    paragraph: int
    labels: tuple[str, ...] = ()
    """The nearest first: the term of its row, the title of its paragraph, its headings."""
    lead: str = ""
    """For an item of a list: the words before the list."""
    form: str = "sentence"
    """sentence, item, row, heading."""

    @property
    def span(self) -> Span:
        return self.flat.span(0, len(self.flat.text))


def cut(text: str) -> tuple[Passage, ...]:
    """The passages of a contract in their order."""
    return tuple(_labelled(_blocks(list(lines_of(text)))))


def _blocks(lines: list[Line]) -> Iterator[tuple[str, Flat]]:
    """Lines that belong together as one, with the form that the first of them has."""
    form, kept, width = "", list[Flat](), _width(lines)
    for line in _titled(list(_listed_terms(lines))):
        if kept and _goes_on(form, kept[-1].text, line, width):
            kept.append(line.flat)
            continue
        if kept:
            yield form, _joined(kept)
        form, kept = line.form, [line.flat]
    if kept:
        yield form, _joined(kept)


def _listed_terms(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines; items of a list that nothing leads to as rows where they have a term: - Notice: 30 days."""
    is_led = False
    for line in lines:
        row = None if is_led else _as_row(line)
        is_led = line.flat.text[-1] == ":" or (is_led and ITEM.match(line.flat.text) is not None)
        yield row or line


def _as_row(line: Line) -> Line | None:
    mark = ITEM.match(line.flat.text)
    if mark is None or NAMED.match(line.flat.text) or line.flat.text[-1] == ":":
        return None
    body = line.flat.cut(mark.end(), len(line.flat.text))
    told = COLON.match(body.text)
    if told is None or not told["term"][0].isupper() or len(told["term"].split()) > _MOST_TERM_WORDS:
        return None
    return line._replace(flat=body, form="row")


def _titled(lines: list[Line]) -> Iterator[Line]:
    """The lines, each with the form it has between its neighbours: a short line alone is a title, and what
    goes on in small letters is none."""
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        is_near = after is not None and (after.after_page or not after.blank_before)
        goes_on = after is not None and is_near and after.flat.text[0].islower()
        if line.form == "heading" and goes_on:
            yield line._replace(form="item" if ITEM.match(line.flat.text) else "text")
        elif line.form == "text" and line.blank_before and not goes_on and _TITLE.match(line.flat.text):
            yield line._replace(form="heading")
        else:
            yield line


def _width(lines: list[Line]) -> int:
    """How long the lines are that were broken to fit a page; 0 where each line is a paragraph."""
    sizes = sorted(len(line.flat.text) for line in lines)
    size = sizes[len(sizes) * 9 // 10] if sizes else 0
    return size if size <= _WIDEST else 0


def _goes_on(form: str, before: str, line: Line, width: int) -> bool:
    """Does a line continue the block before it?"""
    text = line.flat.text
    continued = text[0].islower() or (text[0].isdigit() and line.form in ("text", "heading", "item"))
    is_apart = line.blank_before and not (line.after_page and text[0].islower() and before[-1] not in ".;:")
    if is_apart or (before[-1] in ".!" and _asks(text)):
        return False
    if form == "heading":
        return line.form == "heading" and text.isupper() and before.isupper() and not NAMED.match(text)
    is_full = bool(width) and len(before) >= width * _FULL
    if line.form == "text":
        return continued or (is_full and (form != "row" or before[-1] not in _ENDS))
    wraps = len(before) > 55 and before[-1] not in ".;:!?"
    if line.form == "row":
        return wraps and "|" not in text and "\t" not in text and form != "row"
    if line.form == "item":
        mark = ITEM.match(text)
        return (
            wraps
            and mark is not None
            and not BULLET.search(mark["mark"])
            and mark["mark"].strip("().:").isdigit()
            and text[mark.end() :].lstrip()[:1].islower()
        )
    return wraps and (not text.isupper() or before.rsplit(maxsplit=1)[-1].isupper())


def _joined(parts: Iterable[Flat]) -> Flat:
    """Lines as one: a space between them, or nothing where a hyphen cuts a word."""
    text, at = "", tuple[int, ...]()
    for part in parts:
        if text and text[-1] in "-\u00ad" and len(text) > 1 and text[-2].isalpha() and part.text[0].islower():
            text, at = text[:-1], at[:-1]
        elif text:
            text, at = text + " ", (*at, at[-1] + 1)
        text, at = text + part.text, at + part.at
    return Flat(text, at)


def _asks(text: str) -> bool:
    """Is a paragraph a question, which what follows answers?"""
    return text[-1] == "?" and len(text) <= _LONGEST_QUESTION


def _labelled(blocks: Iterator[tuple[str, Flat]]) -> Iterator[Passage]:
    """Passages under their headings; items of a list after the words that lead to it."""
    headings: tuple[str, ...] = ()
    lead = listed = ""
    for paragraph, (form, flat) in enumerate(blocks):
        if form == "heading" or _asks(flat.text):
            major = flat.text.isupper() or NAMED.match(flat.text) is not None
            headings = (flat.text,) if major else (flat.text, *headings[-1:])
            lead = ""
            yield Passage(flat, paragraph, form="heading")
            continue
        if form == "row":
            yield from _row(flat, paragraph, headings)
            continue
        sentences = list(_sentences(flat))
        title = _title(sentences)
        labels = (title, *headings) if title else headings
        mark = ITEM.match(flat.text)
        style = _style(mark["mark"]) if mark else "plain" if len(flat.text) < _SHORT_ITEM else ""
        if mark and not lead and headings and BULLET.search(mark["mark"]):
            lead = headings[0]
        lead = lead if style and style == (listed or style) else ""
        listed = style if lead else ""
        plain = Passage(flat, paragraph, labels, lead, "item" if mark else "sentence")
        yield from _enumerated(_unmarked(sentences, mark.end() if mark else 0), plain)
        if flat.text[-1] == ":":
            lead, listed = sentences[-1].text, ""


def _enumerated(sentences: Iterable[Flat], like: Passage) -> Iterator[Passage]:
    """The sentences of a paragraph; those of a list within it after the words that lead to it: (i), (ii)."""
    lead = ""
    for sentence in sentences:
        mark = _INNER.match(sentence.text)
        if mark and lead:
            item = sentence.cut(mark.end(), len(sentence.text))
            yield like._replace(flat=item, lead=lead, form="item")
        else:
            yield like._replace(flat=sentence)
            lead = sentence.text if sentence.text[-1] == ":" else ""


def _style(mark: str) -> str:
    """How the items of one list are marked: all with the same sign, with letters, or with numbers."""
    bare = mark.strip("()[].:§ ")
    return "letter" if bare.isalpha() and len(bare) == 1 else "number" if bare[:1].isdigit() else mark


def _unmarked(sentences: list[Flat], end: int) -> Iterator[Flat]:
    """Sentences without the number or bullet before the first."""
    first = sentences[0].cut(end, len(sentences[0].text)) if end < len(sentences[0].text) else None
    return iter([*([first] if first else []), *sentences[1:]])


def _row(flat: Flat, paragraph: int, headings: tuple[str, ...]) -> Iterator[Passage]:
    found = ROW.match(flat.text) or COLON.match(flat.text)
    term, start = (found["term"].strip(), found.start("value")) if found else ("", 0)
    pieces = list(_sentences(flat.cut(start, len(flat.text))))
    if len(pieces) < 2:
        yield Passage(flat, paragraph, (term, *headings), form="row")
        return
    for piece in pieces:
        yield Passage(piece, paragraph, (term, *headings), form="row")


def _title(sentences: list[Flat]) -> str:
    """The first sentence, where it is short and others follow."""
    first = sentences[0].text
    mark = ITEM.match(first) or NAMED.match(first)
    body = first[mark.end() :].strip() if mark else first
    most = _SHORT_QUESTION if body.endswith("?") else _SHORT_TITLE
    return body if len(sentences) > 1 and 0 < len(body.split()) <= most else ""


def _sentences(flat: Flat) -> Iterator[Flat]:
    """A paragraph cut at its full stops and semicolons."""
    start = 0
    for stop in STOP.finditer(flat.text):
        if not _runs_on(flat.text, start, stop.start(), stop.end()):
            yield flat.cut(start, stop.end())
            start = stop.end()
    yield flat.cut(start, len(flat.text))


def _runs_on(text: str, start: int, stop: int, end: int) -> bool:
    """Is this point no end of a sentence? After a number that begins it, an abbreviation, before a small
    letter."""
    if text[stop] == ";":
        return False
    said = text[start : stop + 1]
    if ITEM.fullmatch(said) or ITEM.fullmatch(said.strip() + " ") or len(said.strip(" .()§")) <= 3:
        return True
    rest = text[end : end + 1]
    return bool(_ABBREVIATED.search(said[-12:])) or rest.islower()
