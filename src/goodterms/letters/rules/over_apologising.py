"""Is there an apology after the first, or one on its knees? (M73)"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.letters.letter import SPAN, Letter, Place

LEVEL = SPAN
SHEETS = ("over_apologising", "apology")


def find(letter: Letter) -> Iterator[Place]:
    """The clauses; the first plain apology is free."""
    yield from (letter.clause(hit) for hit in letter.hits("over_apologising"))
    plain = [letter.clause(hit) for hit in letter.hits("apology")]
    yield from (place for place in plain[1:] if place != plain[0])
