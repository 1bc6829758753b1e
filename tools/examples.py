"""Which sentences are kept to compare others with, and how much does each of their words weigh?"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log
from typing import NamedTuple

import numpy as np
from cuad import CATEGORIES, HALF, Data

from goodterms.parting.contract.learned.likeness import Examples, rare_words

OTHERS = 500
"""Unmarked sentences that are kept for each category: those that look most like marked ones."""
COMMONEST = 0.05
"""A word that a greater share of all sentences has is not compared."""
FINE = 100
"""Parts of one in which a word's weight is a whole number."""


class Kept(NamedTuple):
    """What is kept to compare with, and what is needed to leave a contract's own sentences out."""

    rare: dict[str, int]
    rows: list[list[str]]
    """Of each sentence of all contracts: the words that weigh something."""
    examples: tuple[Examples, ...]
    own: list[dict[int, list[int]]]
    """For each category: which examples are of which contract."""

    def like(self, row: int, column: int, owner: int) -> list[float]:
        """How like a sentence is to those of other contracts."""
        return self.examples[column].like(self.rows[row], self.own[column].get(owner, ()))


def kept(data: Data, rows: np.ndarray, unseen: np.ndarray) -> Kept:
    """The examples among these sentences; `unseen` are first scores of looks that had not seen them."""
    rare = rareness([data.words[row] for row in rows])
    words = [rare_words(one, rare) for one in data.words]
    worded = np.array([row for row in rows if words[row]])
    chosen = [sorts(data.share[worded, column], unseen[worded, column]) for column in range(len(CATEGORIES))]
    return Kept(
        rare,
        words,
        tuple(told(words, *(worded[sort].tolist() for sort in both), rare) for both in chosen),
        [by_owner(data.owner[worded[np.concatenate(both)]]) for both in chosen],
    )


def rareness(rows: list[frozenset[str]]) -> dict[str, int]:
    """What each word weighs: the square of the logarithm of how few sentences have it."""
    counts = Counter(word for row in rows for word in row)
    return {
        word: round(log(len(rows) / count) ** 2 * FINE)
        for word, count in sorted(counts.items())
        if count <= COMMONEST * len(rows)
    }


def sorts(share: np.ndarray, scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places of the marked sentences, and of the likest of those that nobody marked."""
    unmarked = np.flatnonzero(share == 0)
    likest = np.argsort(-scores[unmarked], kind="stable")[:OTHERS]
    return np.flatnonzero(share >= HALF), unmarked[likest]


def told(words: list[list[str]], marked: list[int], others: list[int], rare: dict[str, int]) -> Examples:
    """The sentences of these rows as they are compared with."""
    having = defaultdict(list)
    for number, row in enumerate([*marked, *others]):
        for word in words[row]:
            having[word].append(str(number))
    lengths = (str(sum(rare[word] for word in words[row])) for row in [*marked, *others])
    return Examples(
        len(marked), " ".join(lengths), {word: " ".join(numbers) for word, numbers in having.items()}, rare
    )


def by_owner(owners: np.ndarray) -> dict[int, list[int]]:
    """The numbers of the examples of each contract."""
    found = defaultdict(list)
    for number, owner in enumerate(owners.tolist()):
        found[owner].append(number)
    return found
