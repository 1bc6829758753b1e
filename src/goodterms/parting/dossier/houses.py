"""Who writes for a house and calls it by what it is: Quỹ sẽ gửi danh sách, kính mong Bảo tàng góp ý?"""

from __future__ import annotations

from collections.abc import Sequence

from goodterms.parting.contract.tokens import Token
from goodterms.parting.dossier.sheets import Speech

_LONGEST = 3
"""Words for a house, and words of its name."""


def with_houses(words: Sequence[Token], person: str, speech: Speech) -> list[Token]:
    """The words, each house that does something or is asked for it as the `person` it stands for. One that is
    named by a single word is written with a capital: Quỹ, Phòng."""
    told = speech.told["people"]
    names = {tuple(one.split()) for one in told.get("houses", ())}
    found: list[Token] = []
    at = 0
    while at < len(words):
        size = _size(words[at : at + _LONGEST], names)
        behind = at + size + _named(words[at + size :])
        does = behind < len(words) and words[behind].text in told.get("house_does", ())
        is_asked = bool(at) and words[at - 1].text in told.get("house_asked", ())
        is_house = size > 1 or (size and words[at].said[0].isupper())
        if is_house and (does or is_asked):
            last = words[behind - 1]
            said = " ".join(one.said for one in words[at:behind])
            found.append(Token(person, words[at].start, last.end, None, said=said))
            at = behind
        else:
            found.append(words[at])
            at += 1
    return found


def _size(words: Sequence[Token], names: set[tuple[str, ...]]) -> int:
    """How many of these words are a house; 0 where they are none."""
    sizes = range(len(words), 0, -1)
    return next((n for n in sizes if tuple(one.text for one in words[:n]) in names), 0)


def _named(words: Sequence[Token]) -> int:
    """How many words its name has that follow."""
    return next((n for n, one in enumerate(words[:_LONGEST]) if not one.said.istitle()), 0)
