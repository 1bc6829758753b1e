"""What do learned weights find in a long English contract? Passages, with the values that stand there.

They know what companies sign; of the kinds that they know, phrases are not asked in such a contract.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from goodterms.parting.contract.finding import Read
from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.place import Place
from goodterms.parting.contract.sheets import Language
from goodterms.parting.contract.values import read_value
from goodterms.parting.model import Clause, Span

if TYPE_CHECKING:
    from goodterms.parting.contract.learned import Candidate

# Only long contracts need the weights, and few are long.
# ruff: noqa: PLC0415


LEAST_KINDS = 2
"""Kinds found by weights that show that a contract is one of those they know; in a long contract of another
sort, such as a freelancer signs, they find one or none."""


def found_by_weights(text: str, language: Language) -> list[Candidate]:
    """What the weights find, where the contract is of the sort that they know."""
    from goodterms.parting.contract.learned import candidates, is_for

    found = candidates(text) if language.name == "en" and is_for(text) else []
    return found if len({one.kind for one in found}) >= LEAST_KINDS else []


def prepare_weights() -> None:
    """Reads the weights, which takes as long as a short contract."""
    from goodterms.parting.contract.learned.weights import shipped

    shipped()


def known() -> frozenset[str]:
    """The kinds that weights read."""
    from goodterms.parting.contract.learned.kinds import KINDS

    return frozenset(KINDS.values())


def learned(
    text: str, weighed: Sequence[Candidate], read: Sequence[Read], rows: Mapping[Span, Row],
    language: Language,
) -> Iterator[tuple[Clause, int]]:  # fmt: skip
    """The clauses that the weights found, and the passage each begins in."""
    starts = [one.passage.span.start for one in read]
    for found in weighed:
        number = max(bisect_right(starts, found.start) - 1, 0)
        span = Span(found.start, found.end)
        at = _place(span, number, read, rows, language)
        page = text.count("\f", 0, span.start) + 1 if "\f" in text else None
        value = (read_value(found.kind, at) if at else None) or {}
        yield Clause(found.kind, span, value, page, at.also() if at else ()), number


def _place(
    span: Span, number: int, read: Sequence[Read], rows: Mapping[Span, Row], language: Language
) -> Place | None:
    """The passage of a span as a place where values are looked for; None where nothing stands there."""
    one = read[number]
    last = len(one.row.tokens) - 1
    if last < 0 or one.passage.span.end <= span.start:
        return None
    before = read[number - 1] if number else None
    after = read[number + 1] if number + 1 < len(read) else None
    return Place(one, 0, last, 0, len(one.passage.flat.text), before, after, language, rows)
