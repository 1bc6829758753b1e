"""Which reason comes after the first? (M59)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place

LEVEL = SPAN
IS_DOUBTFUL = True


def find(letter: Letter) -> list[Place]:
    """The clauses that say they are one more."""
    return [letter.clause(hit) for hit in letter.hits("second_reason")]
