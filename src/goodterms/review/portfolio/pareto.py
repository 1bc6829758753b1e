"""Is it true here that a fifth takes most of it? With few clients nobody can tell (M16, B18)."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from random import Random
from typing import Literal

from goodterms.review.portfolio.model import Answer, Pareto
from goodterms.terms.evidence import Text

FEWEST = 5
"""Clients under which a fifth is no group (B18)."""
DRAWS = 400
MOST, MUCH = 0.5, 0.7
"""It holds where the fifth has most of it in nearly every draw, and 0.7 of it in fact: near the 0.8 of the
saying, which nobody meant to the percent."""
ANSWERS: dict[str, Answer] = {"holds": "yes", "even": "no", "unsure": "cannot_tell"}


def pareto(of: Literal["time", "trouble"], values: Sequence[float]) -> Pareto:
    """Does the fifth with most of it take most of it? With an interval from clients drawn anew."""
    top, clients = ceil(len(values) / 5), len(values)
    if clients < FEWEST or not sum(values):
        return Pareto(of, clients, top, None, None, None, "cannot_tell", Text(f"portfolio.{of}_cannot_tell"))
    values = sorted(values)
    share = _top_share(values, top)
    chance = Random(of)  # noqa: S311 - a reproducible draw, not a secret
    drawn = sorted(_top_share(chance.choices(values, k=clients), top) for _ in range(DRAWS))
    low, high = drawn[DRAWS // 20], drawn[-DRAWS // 20]
    told = "holds" if low >= MOST and share >= MUCH else "even" if high < MOST else "unsure"
    says = Text(f"portfolio.{of}_{told}", {"share": share})
    return Pareto(of, clients, top, share, low, high, ANSWERS[told], says)


def _top_share(values: Sequence[float], top: int) -> float:
    total = sum(values)
    return sum(sorted(values, reverse=True)[:top]) / total if total else 0.0
