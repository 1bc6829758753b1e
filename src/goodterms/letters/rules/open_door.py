"""Does something make the end negotiable, or temporary? (M73)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses

LEVEL = SPAN
IS_DOUBTFUL = False


def find(letter: Letter) -> list[Place]:
    """The clauses."""
    return clauses(letter, "open_door")
