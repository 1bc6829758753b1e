"""Is somebody else offered to a client whom nobody should be sent? (M63)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses

LEVEL = SPAN
SHEETS = ("alternatives",)


def find(letter: Letter) -> list[Place]:
    """The clauses, where the records say that a referral would be no kindness to anybody."""
    return (
        clauses(letter, "alternatives") if letter.known is not None and letter.known.referral is False else []
    )
