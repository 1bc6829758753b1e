"""Where is a clause: its passage, the words that made it one, what stands near it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from goodterms.parting.contract.finding import Read
from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.sheets import Language
from goodterms.parting.contract.tokens import Token
from goodterms.parting.model import Span, Value

Told = dict[str, Value]


class Place(NamedTuple):
    """Where a clause is: its passage, the words that made it one, and its part of the passage."""

    read: Read
    first: int
    last: int
    start: int
    end: int
    """Letters of the passage."""
    before: Read | None
    after: Read | None
    language: Language
    defined: Mapping[Span, Row]
    """The words of definitions, by their place."""

    @property
    def row(self) -> Row:
        return self.read.row

    @property
    def text(self) -> str:
        """The words of its part of the passage; of a row without its term."""
        one = self.read.passage
        said = one.flat.text[self.start : self.end].strip(" ,;:|")
        return said.removeprefix(one.labels[0]).strip(" ,;:|\t") if one.form == "row" else said

    def near(self, *names: str) -> Token | None:
        """The nearest of these values: one that the phrase holds, else within its part, else the passage; one
        that is said here before one that is defined elsewhere."""
        found = [
            (self._far(at, token), token.also is not None, at, token)
            for at, token in enumerate(self.row.tokens)
            if token.text in names
        ]
        return min(found, key=lambda one: one[:3], default=(0, False, 0, None))[3]

    def _far(self, at: int, token: Token) -> int:
        outside = 0 if self.start <= token.start < self.end else 1000
        return outside + max(self.first - at, at - self.last, 0)

    def number(self) -> int | None:
        """The nearest bare number."""
        found = [
            (self._far(at, token), at, token.value)
            for at, token in enumerate(self.row.tokens)
            if isinstance(token.value, Decimal) and token.text != "PERCENT"
        ]
        value = min(found, default=(0, 0, None), key=lambda one: one[:2])[2]
        return None if value is None else int(value)

    def rows(self) -> Iterator[Row]:
        """Where a value may be said: the passage, and the definitions it takes values from."""
        yield self.piece()
        yield self.row
        for token in self.row.tokens:
            if token.also is not None and token.also in self.defined:
                yield self.defined[token.also]

    def piece(self) -> Row:
        """The words of its part of the passage."""
        return Row([one for one in self.row.tokens if self.start <= one.start < self.end])

    def holds(self, *path: str) -> bool:
        """Does it say one of the language's own phrases?"""
        return any(self.language.holds(row, *path) for row in self.rows())

    def also(self) -> tuple[Span, ...]:
        """The definitions that its part takes values from."""
        spans = [one.also for one in self.row.tokens if one.also and self.start <= one.start < self.end]
        return tuple(dict.fromkeys(spans))
