"""Is there somebody else, a kind of provider or a place to look at? (M62–M64)"""

from __future__ import annotations

from goodterms.letters.letter import DOCUMENT, Letter

LEVEL = DOCUMENT


def find(letter: Letter) -> list[None]:
    """Where nothing says so."""
    return [] if letter.hits("alternatives") else [None]
