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
        sentence.place(at, at) for sentence in letter.sentences for at in range(len(sentence.words))
    )
    return letter.leaks([(letter.text[start:end], start, end) for start, end in places])
