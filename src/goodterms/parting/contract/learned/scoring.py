"""How sure is it that a sentence holds a clause of a category? Two looks.

The first weighs the words of each sentence by itself. The second weighs that score anew, with the scores of
the sentences around it, of the best ones in the contract, and of the other categories: a contract has one
clause on its law, and a second sentence as good as the first is mostly another one on the same. It is also
told how like the sentence is to those that were learned from, as one lawyer marks what another has marked.
It walks small decision trees, whose leaves add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import NamedTuple

from goodterms.parting.contract.learned.features import PREFIXES, Group, Rows, grouped
from goodterms.parting.contract.learned.likeness import rare_words
from goodterms.parting.contract.learned.sentences import sentences
from goodterms.parting.contract.learned.weights import Tree, Weights, apart, times, together
from goodterms.parting.model import Span

LOWEST, HIGHEST = -6.0, 3.0
"""Scores beyond are as good as these."""
_LIKELY = -1.0
"""A first score that many clauses have."""
_WINDOW = 6
"""Sentences before and after that count as near."""
_FAR = 4.0
Scores = list[list[float]]
"""A row a sentence, a column a category."""


class Found(NamedTuple):
    """A sentence that may hold a clause of a category."""

    category: str
    span: Span
    score: float
    """0 to 1; half is as likely as not."""


def found(text: str, weights: Weights) -> list[Found]:
    """All sentences that reach the threshold, category by category in the order of the text."""
    spans = sentences(text)
    scores = first_scores(text, spans, weights)
    shown = Rows(weights.known)
    hits: list[Found] = []
    for category, name in enumerate(weights.categories):
        for number, near in looked_at(spans, scores, category, weights.floor[category]):
            span = spans[number]
            told = near + _alike(shown.of(text[span.start : span.end]), category, weights)
            score = weights.base + sum(leaf(tree, told) for tree in weights.trees)
            if score >= weights.threshold:
                hits.append(Found(name, span, 1 / (1 + exp(-score))))
    return hits


def _alike(row: Iterable[str], category: int, weights: Weights) -> list[float]:
    """How like is a sentence to those that were marked, and to others?"""
    return weights.examples[category].like(rare_words(row, weights.rare))


def leaf(tree: Tree, near: Sequence[float]) -> float:
    """What one tree adds for a sentence: at each fork left where the value is not above the fork's."""
    place = 0
    while True:
        of, value, left, right = tree[place]
        if not left:
            return value
        place = left if near[of] <= value else right


def first_scores(text: str, spans: Sequence[Span], weights: Weights) -> Scores:
    """What the words of each sentence say for each category."""
    ready = {prefix: _Terms(prefix, weights) for prefix in PREFIXES}
    return [_first(groups, weights, ready) for groups in grouped(text, spans, weights.known)]


class _Terms(dict[str, int]):
    """The weights of the features of one prefix, each read when it is first met."""

    def __init__(self, prefix: str, weights: Weights) -> None:
        super().__init__()
        self._prefix, self._terms = prefix, weights.terms
        self._last: tuple[Group | None, int] = None, 0

    def __missing__(self, name: str) -> int:
        found = self[name] = together(self._terms.get(self._prefix + name, ""))
        return found

    def of(self, group: Group) -> int:
        """The weights of a group together; sentences under one heading share that of the heading."""
        if self._last[0] is not group:
            self._last = group, sum(map(self.__getitem__, group.names)) * times(group.each)
        return self._last[1]


def _first(groups: Iterable[Group], weights: Weights, ready: Mapping[str, _Terms]) -> list[float]:
    """The weights of features that weigh the same are added in one go, and all of them as whole numbers, so
    that their order does not matter."""
    added = 0
    for group in groups:
        added += ready[group.prefix].of(group)
    both = zip(weights.bias, apart(added, len(weights.bias)), strict=True)
    return [bias + weight for bias, weight in both]


def looked_at(
    spans: Sequence[Span], scores: Scores, category: int, floor: float
) -> list[tuple[int, list[float]]]:
    """The sentences whose first score reaches the floor, each with what is around it."""
    column = [row[category] for row in scores]
    best = sorted(column, reverse=True)[:3] + [LOWEST] * 3
    likely = float(sum(score > _LIKELY for score in column))
    return [
        (number, [*around(spans, scores, category, number, best), likely])
        for number, score in enumerate(column)
        if score >= floor
    ]


def around(
    spans: Sequence[Span], scores: Scores, category: int, number: int, best: Sequence[float]
) -> list[float]:
    """What the second look is told of a sentence, beside how like it is to others: its score, its
    neighbours', the contract's best, its length and place, its scores in every category, and which
    category is asked for."""
    score = scores[number][category]
    near = [_near(scores, category, number + step) for step in (-1, 1, -2, 2)]
    window = scores[max(0, number - _WINDOW) : number + _WINDOW + 1]
    others = [_within(other) for other in scores[number]]
    return [
        score,
        *near,
        min(best[0] - score, _FAR),
        min(max(row[category] for row in window) - score, _FAR),
        _within(best[1]),
        _within(best[2]),
        float(spans[number].end - spans[number].start),
        number / len(spans),
        float(len(spans)),
        max(others[:category] + others[category + 1 :]),
        *others,
        float(category),
    ]


def _near(scores: Scores, category: int, number: int) -> float:
    return _within(scores[number][category]) if 0 <= number < len(scores) else LOWEST


def _within(score: float) -> float:
    return min(max(score, LOWEST), HIGHEST)
