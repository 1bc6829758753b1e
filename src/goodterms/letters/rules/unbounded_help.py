"""Is help offered without an end? (D9, M83)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses

LEVEL = SPAN
IS_DOUBTFUL = False


def find(letter: Letter) -> list[Place]:
    """The clauses."""
    return clauses(letter, "unbounded_help")
