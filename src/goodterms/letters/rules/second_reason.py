"""Which reason comes after the first? (M59)"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.letters.letter import SPAN, Letter, Place, overlaps

LEVEL = SPAN
SHEETS = ("second_reason", "reasons")


def find(letter: Letter) -> Iterator[Place]:
    """The clauses of every reason of another kind than the first, and those that say they are one more."""
    yield from (letter.clause(hit) for hit in letter.hits("second_reason"))
    first, places = "", []
    for topic, hit in letter.parts("reasons"):
        place = letter.clause(hit)
        first = first or topic
        if topic == first:
            places.append(place)
        elif not overlaps(place, places):
            yield place
