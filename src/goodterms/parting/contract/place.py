"""Where is a clause: its passage, the words that made it one, what stands near it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from goodterms.parting.contract.finding import Read
from goodterms.parting.contract.matching import Row, place
from goodterms.parting.contract.sheets import Language
from goodterms.parting.contract.tokens import Token
from goodterms.parting.model import Span, Value
from goodterms.terms.patterns import lazy

_SAME = lazy(r"(?:\s*[A-Z]{2,4})?[\s,]*(?P<open>\(?)\s*(?P<word>[^\d()]{0,15}?)\s*")
"""What stands between a share and the sum that it is; a sum may have a word for its tax: HT, TTC."""
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
        said = said.removeprefix(one.labels[0]).strip(" ,;:|\t") if one.form == "row" else said
        return " ".join(said.split())

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

    def sum(self, kind: str) -> Token | None:
        """The nearest share or sum that is not that of the whole: of several as near, the one nearest to the
        word for the kind. 450 in: of the price of 1500, a deposit of 450."""
        words = self._spans("near", kind)
        whole = {at for first, last in self._spans("whole_sums") for at in range(first, last + 1)}
        found = [
            (at in whole, self._far(at, token), min((_apart(at, word) for word in words), default=0), at)
            for at, token in enumerate(self.row.tokens)
            if token.text in ("PERCENT", "MONEY") and token.value is not None
        ]
        return self.row.tokens[min(found)[-1]] if found else None

    def same(self, token: Token) -> Token | None:
        """The share or sum that says the same beside it: 1,000 € (30 %); 30 %, that is 1,000 €."""
        said = self.read.passage.flat.text
        for a, b in pairwise(one for one in self.row.tokens if one.text in ("PERCENT", "MONEY")):
            if token in (a, b) and a.text != b.text and None not in (a.value, b.value):
                found = _SAME.fullmatch(said[a.end : b.start])
                ways = self.language.told["same"] + [""] * bool(found and found["open"])
                if found and found["word"].lower() in ways:
                    return b if token == a else a
        return None

    def _spans(self, *path: str) -> list[tuple[int, int]]:
        """Where the row holds the language's own phrases."""
        return [span for phrase in self.language.shared(*path) if (span := place(phrase, self.row))]

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
        """The definitions of the terms in its part."""
        spans = [one.also for one in self.row.tokens if one.also and self.start <= one.start < self.end]
        return tuple(dict.fromkeys(spans))

    def but(self, token: Token) -> Place:
        """The same place without a value."""
        words = [one._replace(text="-", value=None) if one is token else one for one in self.row.tokens]
        return self._replace(read=self.read._replace(row=Row(words)))

    def without(self, span: Span) -> Place:
        """The same place, had nobody defined the terms of that definition."""
        words = [
            one._replace(text="TERM", value=None, also=None) if one.also == span else one
            for one in self.row.tokens
        ]
        return self._replace(read=self.read._replace(row=Row(words)))


def _apart(at: int, span: tuple[int, int]) -> int:
    return max(span[0] - at, at - span[1], 0)
