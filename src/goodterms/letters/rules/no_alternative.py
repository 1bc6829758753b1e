"""Is there somebody else, a kind of provider or a place to look at? (M62-M64)"""

from __future__ import annotations

from goodterms.letters.letter import DOCUMENT, Letter

LEVEL = DOCUMENT
SHEETS = ("alternatives",)


def find(letter: Letter) -> list[None]:
    """Where nothing says so; a disrespectful client, known as such, is owed nobody (M63)."""
    owed = letter.known is None or letter.known.referral is not False
    return [None] if owed and not letter.hits("alternatives") else []
