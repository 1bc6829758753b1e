"""Where in a contract does a name stand?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from goodterms.parting.contract.tokens import Token

Words = tuple[str, ...]
"""A name, word by word."""


def stands(words: Sequence[Token], at: int, name: Words) -> bool:
    """Does a name stand among words, from that place on?"""
    return len(words) - at >= len(name) and all(words[at + n].text == one for n, one in enumerate(name))


class Rows:
    """The words of all passages, and where each word stands: the passage, and its place there."""

    def __init__(self, rows: Sequence[Sequence[Token]]) -> None:
        self.rows = rows
        self.places: dict[str, list[tuple[int, int]]] = {}
        for number, row in enumerate(rows):
            for at, token in enumerate(row):
                self.places.setdefault(token.text, []).append((number, at))

    def of(self, name: Words) -> Iterator[tuple[Sequence[Token], int]]:
        """Where a name stands: the row, and its first word there. Looked for by its rarest word."""
        places = [self.places.get(word, []) for word in name]
        rarest = min(range(len(name)), key=lambda n: len(places[n]))
        for number, at in places[rarest]:
            if at >= rarest and stands(self.rows[number], at - rarest, name):
                yield self.rows[number], at - rarest

    def having(self, names: Iterable[Words]) -> list[Sequence[Token]]:
        """The rows that have the first word of one of these names."""
        found = {number for name in names for number, _ in self.places.get(name[0], ())}
        return [self.rows[number] for number in sorted(found)]
