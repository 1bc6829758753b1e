"""Is something of their own business named with warmth? (M70–M72)"""

from __future__ import annotations

from goodterms.letters.letter import DOCUMENT, Letter, overlaps
from goodterms.letters.paper import HIDDEN
from goodterms.letters.rules import blame, insult

LEVEL = DOCUMENT
SHEETS = ("care",)


def find(letter: Letter) -> list[None]:
    """Where no sentence is both warm and about something particular, or the warm one is an accusation."""
    heated = [*blame.find(letter), *insult.find(letter)]
    particular = {hit.sentence for hit in letter.hits("care.particular")}
    titled = {number for number, sentence in enumerate(letter.sentences) if HIDDEN in sentence.words}
    warm = [hit for hit in letter.hits("care.warm") if hit.sentence in particular | titled]
    cares = [*letter.hits("care"), *warm]
    return [] if any(not overlaps(letter.words(hit), heated) for hit in cares) else [None]
