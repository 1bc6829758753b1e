"""The weights that were learned, as they are kept in `weights.json`.

`categories` are CUAD's names. `terms` holds for each feature the categories it speaks for or against, by
number, and how much, in hundredths: "3:412 9:-55". `trees` are those of the second look, each a list of
branches. `examples` say for each category and word, without names, numbers and common words, which sentences
have it that lawyers marked, or did not though they look so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from struct import unpack
from typing import Any, NamedTuple

from goodterms.parting.contract.learned.likeness import Examples
from goodterms.terms import shelf

PACKAGE = "goodterms.parting.contract.learned"
SCALE = 100


class Branch(NamedTuple):
    """A fork of a tree, or a leaf: that has no `left`."""

    of: int
    """Which value of `scoring.around` is asked."""
    value: float
    """Up to where it goes left; of a leaf: what it adds."""
    left: int = 0
    right: int = 0


Tree = tuple[Branch, ...]


class Weights(NamedTuple):
    """All that was learned."""

    categories: tuple[str, ...]
    known: frozenset[str]
    """Words that many contracts have."""
    bias: tuple[float, ...]
    terms: Mapping[str, str]
    floor: tuple[float, ...]
    """First scores below which a sentence is not looked at again."""
    rare: Mapping[str, int]
    """What each word that is not common weighs where sentences are compared."""
    examples: tuple[Examples, ...]
    """For each category the sentences that others are compared with."""
    base: float
    """What the second look begins with."""
    trees: tuple[Tree, ...]
    threshold: float
    """Second scores from which on a sentence is a candidate."""


def read(document: Mapping[str, Any]) -> Weights:
    """The weights of a document as `written` makes it."""
    rare = document["rare"]
    return Weights(
        categories=tuple(document["categories"]),
        known=frozenset(document["known"].split()),
        bias=tuple(document["bias"]),
        terms=document["terms"],
        floor=tuple(document["floor"]),
        rare=rare,
        examples=tuple(Examples(**one, rare=rare) for one in document["examples"]),
        base=document["base"],
        trees=tuple(tuple(Branch(*branch) for branch in tree) for tree in document["trees"]),
        threshold=document["threshold"],
    )


def written(weights: Weights) -> dict[str, Any]:
    """The weights as a document, the same for the same weights."""
    document = weights._asdict() | {"known": " ".join(sorted(weights.known))}
    return document | {
        "terms": dict(sorted(weights.terms.items())),
        "rare": dict(sorted(weights.rare.items())),
        "examples": [
            {"marked": one.marked, "lengths": one.lengths, "having": dict(sorted(one.having.items()))}
            for one in weights.examples
        ],
    }


@cache
def shipped() -> Weights:
    """The weights that lie beside this module."""
    return read(json.loads(shelf.sheet(PACKAGE, "weights.json").read_text("utf-8")))


def packed(pairs: Sequence[tuple[int, float]]) -> str:
    """
    >>> packed([(3, 4.123), (9, -0.55)])
    '3:412 9:-55'
    """
    return " ".join(f"{category}:{round(weight * SCALE)}" for category, weight in pairs)


_BITS = 64
"""For the weights of one category, when those of all stand in one number."""
_FINE = 1 << 24
"""Parts of one by which a sum is multiplied."""


def together(term: str) -> int:
    """The weights for all categories in hundredths as one number, so that those of many features are added in
    one go; `apart` takes the sum apart.

    >>> apart((together("3:412 1:-55") + together("3:-12")) * times(0.5), 4)
    [0.0, -0.275, 0.0, 2.0]
    """
    if not term:
        return 0
    found = 0
    for pair in term.split():
        category, _, weight = pair.partition(":")
        found += int(weight) << _BITS * int(category)
    return found


def times(much: float) -> int:
    """What a sum of weights is multiplied by to count so much."""
    return round(much * _FINE)


def apart(added: int, categories: int) -> list[float]:
    """The sum for each category, of sums that were multiplied (`times`)."""
    half = 1 << _BITS - 1
    whole = added + (half * ((1 << _BITS * categories) - 1)) // ((1 << _BITS) - 1)
    said = whole.to_bytes(_BITS // 8 * categories, "little")
    return [(one - half) / (SCALE * _FINE) for one in unpack(f"<{categories}Q", said)]
