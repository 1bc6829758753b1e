"""Is always or never said of what the client does? (M61, M66)"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.letters.letter import SPAN, Letter, Place, overlaps
from goodterms.letters.rules import arguable_detail, blame, insult

LEVEL = SPAN
IS_DOUBTFUL = False


def find(letter: Letter) -> Iterator[Place]:
    """The adverbs within an accusation or a complaint, and what can be meant in no other way."""
    yield from (letter.words(hit) for hit in letter.hits("absolutes") if not letter.is_broken(hit))
    accused = [place for rule in (blame, arguable_detail, insult) for place in rule.find(letter)]
    yield from (
        letter.words(hit) for hit in letter.hits("absolutes.adverbs") if overlaps(letter.words(hit), accused)
    )
