"""Where does each sentence of a commercial contract begin and end, and under which heading does it stand?

Such contracts come as running text: articles, headings and clauses follow each other on one line, and a
blank line may be a paragraph or only the end of a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from goodterms.parting.model import Span
from goodterms.terms.patterns import lazy

_STOP = lazy(r"[.?!][)\"”’']*(?=\s)")
_BLANK = lazy(r"\n\s*\n")
_LAST_WORD = lazy(r"\S+$")
_LONGEST_WORD = 25
_ABBREVIATED = frozenset(
    "mr mrs ms dr st no nos inc ltd co corp llc art sec vs jr sr messrs attn ph d e.g i.e viz al cf fig "
    "ex approx dept est u.s u.s.a u.k n.v b.v s.a l.p a.m p.m".split()
)
_ENDS = ".;:!?"
_MOST_HEADING_WORDS = 9
_FOOTER = "Source:"
"""How the line begins that a register of companies prints at the foot of a page."""


def sentences(text: str) -> tuple[Span, ...]:
    """The places of all sentences, in their order and without the spaces around them."""
    cuts = sorted({0, len(text), *_stops(text), *_breaks(text)})
    found = (_stripped(text, start, end) for start, end in pairwise(cuts))
    return tuple(span for span in found if span.end > span.start)


def is_heading(sentence: str) -> bool:
    """Is it as short as headings are, and no foot of a page?"""
    return (
        len(sentence.split()) <= _MOST_HEADING_WORDS
        and any(letter.isalpha() for letter in sentence)
        and not sentence.startswith(_FOOTER)
    )


def headings(texts: Sequence[str]) -> Iterator[int | None]:
    """For each sentence: which earlier sentence is the heading nearest to it?"""
    nearest: int | None = None
    for number, text in enumerate(texts):
        yield nearest
        if is_heading(text):
            nearest = number


def _stops(text: str) -> Iterator[int]:
    """Behind each stop that ends a sentence: not that of an abbreviation or initial, nor one within a
    sentence."""
    for stop in _STOP.finditer(text):
        before = _LAST_WORD.search(text[max(0, stop.start() - _LONGEST_WORD) : stop.start()])
        word = before.group().lstrip("(\"“'") if before else ""
        rest = text[stop.end() : stop.end() + 40].lstrip()
        is_initial = len(word) == 1 and word.isupper()
        if rest and not rest[0].islower() and not is_initial and word.lower() not in _ABBREVIATED:
            yield stop.end()


def _breaks(text: str) -> Iterator[int]:
    """Behind each blank line, but where the words before it go on in small letters."""
    for blank in _BLANK.finditer(text):
        before = text[max(0, blank.start() - 50) : blank.start()].rstrip()[-1:]
        if before and (before in _ENDS or not text[blank.end() : blank.end() + 1].islower()):
            yield blank.end()


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
