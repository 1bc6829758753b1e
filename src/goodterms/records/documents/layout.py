"""In which order is this page read, and what on it belongs to every page?

A page comes as lines with their places, as the file happens to list them. Here they become rows from top to
bottom, two columns one after the other, and cells of a table side by side with a tab between them; a wider
space between rows is an empty line. Running heads, feet and page numbers are left out: rows at the edge that
most pages have at the same height, but for sentences, which stay once. A word that is cut at the end of a row
is written as one.

Places are in points from the lower left corner of the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from goodterms.records.documents.running import EDGE, fewest, is_sentence, masked
from goodterms.terms.patterns import lazy

CUT = "\x02"
"""Stands where a word was cut by a hyphen at the end of a row."""
_SAME_HEIGHT = 4.0
"""Points by which the height of a running head may differ from page to page."""
_APART = 1.35
"""So many times the usual distance of rows parts two paragraphs, and a page from its head."""
_CROSSING = 0.25
"""In a page of two columns no larger share of the lines reaches over the gap between them."""
_FEWEST = 5
"""Lines of a column."""
_MIDDLE = (0.36, 0.64)
"""Two columns of text part near the middle; the names of terms in a table need less room than the terms."""
_FULL, _MANY = 0.6, 0.3
"""In a column of text many lines fill such a share of its width; in one of cells hardly any does."""
_LEAST_GAP = 8.0
"""Points between two columns."""
_CUT_WORD = lazy(r"(?P<before>[^\W_]+)\x02(?P<space>[\n\f]+)(?P<after>[^\W_]+)(?P<rest>[^\s\x02]*)[ \t]?")
_WORD = lazy(r"[^\W_]+(?:-[^\W_]+)*")
_KEEP_HYPHEN = frozenset("non self ex e co vice half semi quasi demi mi sous anti auto well and sans".split())
"""What mostly goes before a hyphen of its own."""


class Line(NamedTuple):
    """Words in a row without a wide gap."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.bottom + self.top) / 2


Running = Mapping[str, Sequence[float]]
"""Running heads and feet by their words without the page's number, and the heights they stand at."""


class Row(NamedTuple):
    """A row of a column: its height on the page, and what it says."""

    middle: float
    text: str


def text_of(pages: Sequence[Sequence[Line] | str]) -> list[str]:
    """The text of each page as it is read. A page that comes as text is left as it is."""
    placed = [page for page in pages if not isinstance(page, str)]
    gaps = Counter(gap for page in placed if (gap := gap_of(page)) is not None)
    usual = gaps.most_common(1)[0][0] if gaps else None
    rows = [None if isinstance(page, str) else list(in_order(page, usual)) for page in pages]
    placed_rows = [page for page in rows if page is not None]
    usual_step = _usual_step(placed_rows)
    read = iter(_without(placed_rows, usual_step))
    texts = [
        str(page) if own is None else "\n".join(_spaced(next(read), usual_step))
        for page, own in zip(pages, rows, strict=True)
    ]
    return _whole_words(texts)


def in_order(lines: Sequence[Line], usual: float | None = None) -> Iterator[Row]:
    """The rows of a page from top to bottom, column after column. `usual` is where columns part on other
    pages: a last page may have too few lines to show it."""
    ordered = sorted(lines, key=lambda line: -line.middle)
    gap = gap_of(lines)
    if gap is None and usual is not None and len(_crossing(lines, usual)) <= _CROSSING * len(lines):
        gap = usual
    if gap is None:
        yield from _rows(ordered)
        return
    block: list[Line] = []
    for line in ordered:
        if line.left < gap < line.right:
            yield from _columns(block, gap)
            yield from _rows([line])
            block = []
        else:
            block.append(line)
    yield from _columns(block, gap)


def _columns(block: Sequence[Line], gap: float) -> Iterator[Row]:
    for side in ([line for line in block if line.right <= gap], [line for line in block if line.left >= gap]):
        yield from _rows(side)


def _rows(ordered: Sequence[Line]) -> Iterator[Row]:
    """Lines of one height as a row, from left to right."""
    row: list[Line] = []
    for line in ordered:
        if row and abs(row[0].middle - line.middle) > (row[0].top - row[0].bottom) / 2:
            yield _row(row)
            row = []
        row.append(line)
    if row:
        yield _row(row)


def _row(lines: list[Line]) -> Row:
    return Row(lines[0].middle, "\t".join(line.text for line in sorted(lines)))


def gap_of(lines: Sequence[Line]) -> float | None:
    """Where two columns of text part, if the page has two: in points from the left."""
    if len(lines) < 2 * _FEWEST:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    first, last = (left + share * (right - left) for share in _MIDDLE)
    starts = Counter(round(line.left) for line in lines if first <= line.left <= last)
    gaps = (start - _LEAST_GAP / 2 for start, _ in starts.most_common(3))
    return next((gap for gap in gaps if _parts(lines, gap, left, right)), None)


def _parts(lines: Sequence[Line], gap: float, left: float, right: float) -> bool:
    """Does this gap part two columns of text?"""
    before = [line for line in lines if line.right <= gap]
    after = [line for line in lines if line.left >= gap]
    if len(_crossing(lines, gap)) > _CROSSING * len(lines) or min(len(before), len(after)) < _FEWEST:
        return False
    return all(
        sum(line.right - line.left >= _FULL * width for line in side) >= _MANY * len(side)
        for side, width in ((before, gap - left), (after, right - gap))
    )


def _crossing(lines: Sequence[Line], gap: float) -> list[Line]:
    return [line for line in lines if line.left < gap < line.right]


def _running(pages: Sequence[Sequence[Row]]) -> Running:
    """What stands at the edge of most pages at the same height, by its words without the page's number."""
    edges = [_edge(page) for page in pages]
    needed = fewest(len(pages))
    found: dict[str, list[float]] = {}
    for key, middle in {(key, middle) for edge in edges for key, at in edge.items() for middle in at}:
        near = (any(abs(middle - at) <= _SAME_HEIGHT for at in edge.get(key, ())) for edge in edges)
        if sum(near) >= needed:
            found.setdefault(key, []).append(middle)
    return found


def _edge(page: Sequence[Row]) -> dict[str, list[float]]:
    """What stands at the edge of a page, and the heights it stands at."""
    found: dict[str, list[float]] = {}
    for row in (*page[:EDGE], *page[-EDGE:]):
        found.setdefault(masked(row.text), []).append(row.middle)
    return found


def _without(pages: Sequence[Sequence[Row]], usual: float) -> list[list[Row]]:
    """The rows of each page without those that run. A sentence that every page repeats is kept once, above
    the first page or below the last; a page that has nothing else keeps its rows."""
    running = _running(pages)
    heads = [_heads(rows, running, usual) for rows in pages]
    feet = [_heads(rows[::-1], running, usual) for rows in pages]
    cut = [
        (0, len(rows)) if head + foot >= len(rows) else (head, len(rows) - foot)
        for rows, head, foot in zip(pages, heads, feet, strict=True)
    ]
    told: set[str] = set()
    above = [_new(rows[:first], told) for rows, (first, _) in zip(pages, cut, strict=True)]
    below = [_new(rows[last:], told) for rows, (_, last) in zip(pages[::-1], cut[::-1], strict=True)][::-1]
    return [
        [*own_above, *rows[first:last], *own_below]
        for own_above, rows, (first, last), own_below in zip(above, pages, cut, below, strict=True)
    ]


def _new(rows: Iterable[Row], told: set[str]) -> list[Row]:
    """The sentences among these rows that were not told before."""
    found = [row for row in rows if is_sentence(row.text) and masked(row.text) not in told]
    told.update(masked(row.text) for row in found)
    return found


def _heads(rows: Sequence[Row], running: Running, usual: float) -> int:
    """How many rows run, from the edge on; what stands as near to the text as its own rows is text."""
    count = 0
    while count < len(rows) and _runs(rows[count], running):
        count += 1
    while 0 < count < len(rows) and abs(rows[count - 1].middle - rows[count].middle) <= _APART * usual:
        count -= 1
    return count


def _runs(row: Row, running: Running) -> bool:
    return any(abs(row.middle - at) <= _SAME_HEIGHT for at in running.get(masked(row.text), ()))


def _spaced(rows: Sequence[Row], usual: float) -> Iterator[str]:
    """The words of the rows, with an empty line where there is more room than usual."""
    above = rows[0].middle if rows else 0.0
    for row in rows:
        if above - row.middle > _APART * usual:
            yield ""
        yield row.text
        above = row.middle


def _usual_step(pages: Sequence[Sequence[Row]]) -> float:
    """The usual distance from a row to the next."""
    steps = (above.middle - below.middle for rows in pages for above, below in pairwise(rows))
    return median([step for step in steps if step > 0] or [0.0])


def _whole_words(pages: Sequence[str]) -> list[str]:
    """The pages with every cut word in one piece; what was on the next row follows it."""
    text = "\f".join(pages)
    if CUT not in text:
        return list(pages)
    said = {word.casefold() for word in _WORD.findall(text.replace(CUT, " "))}

    def whole(found: re.Match[str]) -> str:
        before, after = found["before"], found["after"]
        hyphen = "-" if _has_hyphen(before, after, said) else ""
        return f"{before}{hyphen}{after}{found['rest']}{found['space']}"

    return _CUT_WORD.sub(whole, text).replace(CUT, "-").split("\f")


def _has_hyphen(before: str, after: str, said: set[str]) -> bool:
    """Is the hyphen the word's own? As the same text writes it elsewhere; else by what it joins."""
    if f"{before}-{after}".casefold() in said:
        return True
    if f"{before}{after}".casefold() in said:
        return False
    return not after[0].islower() or before[-1].isdigit() or before.casefold() in _KEEP_HYPHEN
