"""Is somebody threatened? (M79)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses

LEVEL = SPAN
IS_DOUBTFUL = False


def find(letter: Letter) -> list[Place]:
    """The clauses."""
    return clauses(letter, "threat")
