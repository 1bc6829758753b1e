"""Does it say plainly that the work together ends? (M73)"""

from __future__ import annotations

from goodterms.letters.letter import DOCUMENT, Letter

LEVEL = DOCUMENT
SHEETS = ("ends",)


def find(letter: Letter) -> list[None]:
    """Where nothing says so."""
    return [] if letter.hits("ends") else [None]
