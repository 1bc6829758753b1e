"""Does a word undercut what stands before it? (M68, M69)"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.letters.letter import SPAN, Letter, Place

LEVEL = SPAN


def find(letter: Letter) -> Iterator[Place]:
    """The words, but for those in names."""
    yield from (letter.words(hit) for hit in letter.hits("but") if not letter.is_name(hit))
