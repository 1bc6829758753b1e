"""Is something said that the records contradict? (M74)"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodterms.letters.letter import SPAN, Letter, Place, overlaps

if TYPE_CHECKING:
    from goodterms.letters.claims import Judged

LEVEL = SPAN
SHEETS = ("claims",)


def find(letter: Letter) -> list[Place]:
    """The clauses; none without records, and none of what they do not know."""
    return [place for place, _ in _contradicted(letter)]


def says(letter: Letter, place: Place) -> list[Judged]:
    """What the records say of the claims there."""
    return [judged for claimed, judged in _contradicted(letter) if overlaps(claimed, [place])]


def _contradicted(letter: Letter) -> Iterator[tuple[Place, Judged]]:
    if letter.known is None:
        return
    from goodterms.letters.claims import claims, judge  # noqa: PLC0415 - most letters come without records

    for claim in claims(letter):
        judged = judge(claim, letter.known)
        if judged.state == "contradicted":
            yield claim.place, judged
