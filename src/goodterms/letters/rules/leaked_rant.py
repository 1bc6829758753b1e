"""What of the rant of this sitting does it repeat? (M76)"""

from __future__ import annotations

from collections.abc import Iterable

from goodterms.letters.letter import SPAN, Letter, Place

LEVEL = SPAN


def find(letter: Letter) -> Iterable[Place]:
    """The places; nothing where there was no rant."""
    if letter.leaks is None:
        return ()
    places = dict.fromkeys(
        place for sentence in letter.sentences for place in zip(sentence.starts, sentence.ends, strict=True)
    )
    return letter.leaks([(letter.text[start:end], start, end) for start, end in places])
