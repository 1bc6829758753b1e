"""Does a feeling verb lead to a judgement of the other? ("I feel that you do not respect me"; M67)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses

LEVEL = SPAN
IS_DOUBTFUL = False


def find(letter: Letter) -> list[Place]:
    """The clauses."""
    return clauses(letter, "fake_feeling")
