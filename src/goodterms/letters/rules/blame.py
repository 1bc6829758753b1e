"""Is the client accused? (M66)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses, overlaps

LEVEL = SPAN
IS_DOUBTFUL = True


def find(letter: Letter) -> list[Place]:
    """The clauses; in notes for a call also those that speak of the client as of a third person. A threat, or
    a judgement that is told as a feeling, is found as that."""
    others = ("blame.of_others",) if letter.channel == "call_script" else ()
    worse = clauses(letter, "threat", "fake_feeling")
    return [place for place in clauses(letter, "blame", "blame.plain", *others) if not overlaps(place, worse)]
