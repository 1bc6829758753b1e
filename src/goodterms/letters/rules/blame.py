"""Is the client accused? (M66)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses

LEVEL = SPAN


def find(letter: Letter) -> list[Place]:
    """The clauses; in notes for a call also those that speak of the client as of a third person."""
    others = ("blame.of_others",) if letter.channel == "call_script" else ()
    return clauses(letter, "blame", *others)
