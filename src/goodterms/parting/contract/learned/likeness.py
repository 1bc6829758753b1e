"""How like is a sentence to those that were learned from: to marked ones, and to others that only look so?

Two sentences are as alike as the words they share are rare: the cosine of their words, each weighing the
square of how rare it is. Common words weigh nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from operator import truediv

_NEAREST = (1, 3, 5)
"""Of so many that are nearest the mean is told."""


@dataclass(frozen=True)
class Examples:
    """Sentences for one category, by number: first those that were marked, then the others."""

    marked: int
    """How many were marked."""
    lengths: str
    """What the words of each sentence weigh together."""
    having: Mapping[str, str]
    """For each word the numbers of the sentences that have it."""
    rare: Mapping[str, int]
    """What each word weighs that is not common."""

    def like(self, kept: Collection[str], without: Iterable[int] = ()) -> list[float]:
        """How like a sentence is to the nearest marked ones and to the nearest others, 0 to 1, given its
        words that weigh something (`rare_words`); the examples `without` are not looked at."""
        shared = [0] * len(self._roots)
        for word in kept:
            much = self.rare[word]
            for number in self._numbers(word):
                shared[number] += much
        for number in without:
            shared[number] = 0
        own = sqrt(sum(map(self.rare.__getitem__, kept))) or 1.0
        alike = list(map(truediv, shared, self._roots))
        return [*_means(alike[: self.marked], own), *_means(alike[self.marked :], own)]

    def _numbers(self, word: str) -> tuple[int, ...]:
        if word not in self._read:
            self._read[word] = tuple(map(int, self.having.get(word, "").split()))
        return self._read[word]

    @cached_property
    def _read(self) -> dict[str, tuple[int, ...]]:
        """The numbers of each word that was asked for."""
        return {}

    @cached_property
    def _roots(self) -> list[float]:
        return [sqrt(int(length)) for length in self.lengths.split()]


def _means(alike: Iterable[float], own: float) -> list[float]:
    best = sorted(alike, reverse=True)[: _NEAREST[-1]]
    return [sum(best[:count]) / (own * count) for count in _NEAREST]


def rare_words(row: Iterable[str], rare: Mapping[str, int]) -> list[str]:
    """Those words of a sentence that weigh something, each once."""
    return sorted(set(row) & rare.keys())
