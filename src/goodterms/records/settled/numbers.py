"""Where does a text name an invoice? By its number, however the writer spaces it.

>>> [text[0] for text in numbers_in("Thanks for inv. 2026 / 014!", {"2026014"})]
['2026014']
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import islice
from typing import NamedTuple

from goodterms.terms.patterns import lazy

TOGETHER = 6
"""Pieces that one invoice number may be written in: `INV 2026 / 014` has three."""
_PIECE = lazy(r"[^\W\d_]+|\d+")


class Named(NamedTuple):
    """A number as `names.plain_number` has it, and where it stands."""

    number: str
    start: int
    end: int


def numbers_in(text: str, known: Container[str], most: int | None = None) -> Iterator[Named]:
    """The plain numbers in a text, the longest first wherever several begin; of its first `most` pieces
    where that is given."""
    pieces = list(islice(_PIECE.finditer(text), most))
    start = 0
    while start < len(pieces):
        ends = range(min(start + TOGETHER, len(pieces)), start, -1)
        said = {end: "".join(piece[0] for piece in pieces[start:end]).upper() for end in ends}
        end = next((end for end in ends if said[end] in known), 0)
        if end:
            yield Named(said[end], pieces[start].start(), pieces[end - 1].end())
        start = end or start + 1
