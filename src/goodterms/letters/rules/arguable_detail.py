"""Which incident, date, count or amount opens an argument? (M61)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses

LEVEL = SPAN
IS_DOUBTFUL = True


def find(letter: Letter) -> list[Place]:
    """The clauses."""
    return clauses(letter, "arguable_detail")
