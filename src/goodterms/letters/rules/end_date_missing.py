"""Is there a last day, or something named that is the last? (M73)"""

from __future__ import annotations

from goodterms.letters.letter import DOCUMENT, Letter, overlaps
from goodterms.letters.rules import arguable_detail, blame

LEVEL = DOCUMENT
SHEETS = ("dates",)


def find(letter: Letter) -> list[None]:
    """Where no day and no milestone stands but those of a complaint."""
    complaints = [*blame.find(letter), *arguable_detail.find(letter)]
    dates = (letter.words(hit) for hit in letter.hits("dates"))
    return [] if any(not overlaps(place, complaints) for place in dates) else [None]
