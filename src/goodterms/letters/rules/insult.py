"""Is there contempt, sarcasm or a bad name in it? (M79)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses

LEVEL = SPAN


def find(letter: Letter) -> list[Place]:
    """The clauses."""
    return clauses(letter, "insult")
