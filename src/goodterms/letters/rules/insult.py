"""Is there contempt, sarcasm or a bad name in it? (M79)"""

from __future__ import annotations

from goodterms.letters.letter import SPAN, Letter, Place, clauses, overlaps

LEVEL = SPAN
IS_DOUBTFUL = True


def find(letter: Letter) -> list[Place]:
    """The clauses, but for a judgement that is told as a feeling: that is found as one."""
    felt = clauses(letter, "fake_feeling")
    return [place for place in clauses(letter, "insult", "insult.plain") if not overlaps(place, felt)]
