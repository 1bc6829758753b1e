"""Is something said that the records contradict? (M74)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place

LEVEL = SPAN
SHEETS = ("claims",)


def find(letter: Letter) -> list[Place]:
    """The clauses; none without records, and none of what they do not know."""
    if letter.known is None:
        return []
    from goodterms.letters.claims import claims, judge  # noqa: PLC0415 - most letters come without records

    return [claim.place for claim in claims(letter) if judge(claim, letter.known).state == "contradicted"]
