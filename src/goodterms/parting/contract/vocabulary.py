"""Which words does a phrase ask for, and does a row have them all?

Each set of words of which a phrase needs one is a bit, the same for all phrases of a language. What a word
answers is looked up once, however often it is said; whether a row can hold a phrase is then one comparison of
whole numbers, and most phrases are never looked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

_MOST_WORDS = 50_000
"""Words of texts, before what they answer is forgotten."""


class Asked(NamedTuple):
    """What a phrase asks for: all its sets, and the one to look for first (0: none)."""

    every: int
    first: int


class Vocabulary:
    """The sets of words that the phrases of a language ask for."""

    def __init__(self) -> None:
        self._bits: dict[frozenset[str], int] = {}
        self._by_key: dict[str, int] = {}
        self._answers: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._bits)

    def asked(self, needs: Iterable[frozenset[str]]) -> Asked:
        """The bits of these sets; the rarest is looked for first."""
        sets = list(needs)
        every = 0
        for words in sets:
            every |= self._bit(words)
        return Asked(every, self._bits[min(sets, key=rarity)] if sets else 0)

    def _bit(self, words: frozenset[str]) -> int:
        found = self._bits.get(words)
        if found is None:
            found = self._bits[words] = 1 << len(self._bits)
            for word in words:
                self._by_key[word] = self._by_key.get(word, 0) | found
            self._answers.clear()
        return found

    def answers(self, words: Iterable[str]) -> int:
        """The sets that have one of these words."""
        found, known = 0, self._answers
        for word in words:
            said = known.get(word)
            found |= self._answer(word) if said is None else said
        return found

    def _answer(self, word: str) -> int:
        found = 0
        for key in keys(word):
            found |= self._by_key.get(key, 0)
        if len(self._answers) >= _MOST_WORDS:
            self._answers.clear()
        self._answers[word] = found
        return found


def rarity(words: frozenset[str]) -> tuple[int, int]:
    """How often one of these words is said, as far as they show it: many words, and short ones, often."""
    return len(words), -min(map(len, words), default=0)


def keys(word: str) -> Iterable[str]:
    """A word as phrases may ask for it: itself, each beginning and each ending."""
    sizes = range(1, len(word) + 1)
    return word, *(word[:size] + "*" for size in sizes), *("*" + word[-size:] for size in sizes)


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary that all phrases of a language share."""
    _ = language
    return Vocabulary()
