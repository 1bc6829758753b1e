"""Every line of a contract with the clauses marked in it: by a number, and by what each is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from goodterms.parting.model import Contract, Line, Span

LINES, CHARACTERS = 400, 60_000
"""On one page, whichever comes first."""

Chunk = Sequence[Line]


class Piece(NamedTuple):
    """Words of a line: plain, or those of clauses; with the numbers of the clauses that begin with them, and
    the address of each."""

    text: str
    is_clause: bool
    links: tuple[tuple[int, str], ...] = ()


class MarkedLine(NamedTuple):
    """A line as it is shown."""

    number: int
    pieces: tuple[Piece, ...]
    kinds: tuple[str, ...]


def chunks_of(lines: Sequence[Line]) -> list[Chunk]:
    """The lines page by page; a single empty page where there are none."""
    pages: list[list[Line]] = [[]]
    size = 0
    for line in lines:
        long = line.span.end - line.span.start
        if pages[-1] and (len(pages[-1]) >= LINES or size + long > CHARACTERS):
            pages.append([])
            size = 0
        pages[-1].append(line)
        size += long
    return list(pages)


def places_of(found: Contract, pages: Sequence[Chunk]) -> list[tuple[int, int]]:
    """The page, counted from 1, and the line of each clause: where its words begin."""
    starts = [line.span.start for page in pages for line in page]
    numbers = [(at, line.number) for at, page in enumerate(pages, 1) for line in page]
    return [numbers[max(bisect_right(starts, clause.span.start) - 1, 0)] for clause in found.clauses]


def marked(found: Contract, lines: Iterable[Line], links: Mapping[int, str]) -> Iterator[MarkedLine]:
    """The lines with what is a clause in them. Words that go on from the line before have the number again;
    `links` are addresses by number."""
    passages = sorted(
        (span, number)
        for number, clause in enumerate(found.clauses, 1)
        for span in (clause.span, *clause.also)
    )
    longest = max((span.end - span.start for span, _ in passages), default=0)
    begins = [span.start for span, _ in passages]
    for line in lines:
        first = bisect_left(begins, line.span.start - longest)
        near = passages[first : bisect_left(begins, line.span.end)]
        here = [(span, number) for span, number in near if span.end > line.span.start]
        yield MarkedLine(line.number, tuple(_pieces(found, line.span, here, links)), line.kinds)


def _pieces(
    found: Contract, line: Span, here: Sequence[tuple[Span, int]], links: Mapping[int, str]
) -> Iterator[Piece]:
    """The line cut where a clause begins or ends."""
    ends = {line.start, line.end}
    for span, _ in here:
        ends |= {max(span.start, line.start), min(span.end, line.end)}
    cuts = sorted(ends)
    for start, end in pairwise(cuts):
        numbers = {
            number: links[number] for span, number in here if max(span.start, line.start) == start < span.end
        }
        is_clause = any(span.start < end and span.end > start for span, _ in here)
        yield Piece(found.text[start:end], is_clause, tuple(numbers.items()))
