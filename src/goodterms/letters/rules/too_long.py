"""Is it longer than its channel bears? (M58)"""

from __future__ import annotations

from goodterms.letters.letter import DOCUMENT, Letter

LEVEL = DOCUMENT
MOST_WORDS = {"email": 250, "chat": 80, "call_script": 160, "letter": 350}
"""Words between white space, by channel."""


def find(letter: Letter) -> list[None]:
    """Where it has more words."""
    return [None] if len(letter.text.split()) > MOST_WORDS[letter.channel] else []
