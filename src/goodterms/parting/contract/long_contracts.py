"""What do learned weights find in a long English contract? Passages, with the values that stand there.

They know what companies sign; of the kinds that they know, phrases are hardly asked in such a contract.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from goodterms.parting.contract.finding import Read
from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.place import Place
from goodterms.parting.contract.sheets import Language
from goodterms.parting.contract.standing import is_rejected
from goodterms.parting.contract.values import read_value, used
from goodterms.parting.model import Clause, Span

if TYPE_CHECKING:
    from goodterms.parting.contract.learned import Candidate

# Only long contracts need the weights, and few are long.
# ruff: noqa: PLC0415


LEAST_KINDS = 2
"""Kinds found by weights that show that a contract is one of those they know; in a long contract of another
sort, such as a freelancer signs, they find one or none."""


LONGEST = 20_000
"""Characters of what freelancers sign, at the most."""
MOST_OTHERS = 7
"""Kinds that weights do not know (deposit, rounds of changes, ...) in a contract of the sort that they know:
of 45 of CUAD none that is so short had more, of nine that freelancers signed each had."""
_AS_SURE = frozenset({"expiration", "governing_law"})
"""Kinds whose phrases are nearly as sure in such contracts as the weights. Of all others they give more that
is wrong than the weights miss (docs/decisions/6-clauses.md)."""


def found_by_weights(text: str, language: Language, kinds: frozenset[str]) -> list[Candidate]:
    """What the weights find, where the contract is of the sort that they know; `kinds` are those that phrases
    find."""
    from goodterms.parting.contract.learned import candidates, is_for

    if language.name != "en" or not is_for(text):
        return []
    if len(text) < LONGEST and len(kinds - known()) > MOST_OTHERS:
        return []
    found = candidates(text)
    return found if len({one.kind for one in found}) >= LEAST_KINDS else []


def prepare_weights() -> None:
    """Reads the weights, which takes as long as a short contract."""
    from goodterms.parting.contract.learned.weights import shipped

    shipped()


def not_by_phrases(weighed: Sequence[Candidate]) -> frozenset[str]:
    """The kinds that are left to the weights, given what they found."""
    silent = _AS_SURE - {one.kind for one in weighed}
    return known() - silent if weighed else frozenset()


def known() -> frozenset[str]:
    """The kinds that weights read."""
    from goodterms.parting.contract.learned.kinds import KINDS

    return frozenset(KINDS.values())


def learned(
    text: str, weighed: Sequence[Candidate], read: Sequence[Read], rows: Mapping[Span, Row],
    language: Language,
) -> Iterator[tuple[Clause, int]]:  # fmt: skip
    """The clauses that the weights found, and the passage each begins in."""
    ends = [one.passage.span.end for one in read]
    for found in weighed:
        number = _most_of(found, bisect_right(ends, found.start), read)
        if read[number].is_gone or read[number].is_definition:
            continue
        span = Span(found.start, found.end)
        at = _place(span, number, read, rows, language)
        page = text.count("\f", 0, span.start) + 1 if "\f" in text else None
        value = read_value(found.kind, at) if at else None
        also = used(found.kind, at, value) if at and value else ()
        mark = {"rejected": True} if is_rejected(number, read, text, language) else {}
        yield Clause(found.kind, span, {**(value or {}), **mark}, page, also), number


def _most_of(found: Candidate, first: int, read: Sequence[Read]) -> int:
    """The passage that has most of the words found; `first` is the first that ends behind their beginning."""
    near = takewhile(lambda n: read[n].passage.span.start < found.end, range(first, len(read)))
    return max(near, key=lambda n: _shared(read[n].passage.span, found), default=min(first, len(read) - 1))


def _shared(span: Span, found: Candidate | Span) -> int:
    """How many letters two passages have in common; not above 0 where they have none."""
    return min(span.end, found.end) - max(span.start, found.start)


def _place(
    span: Span, number: int, read: Sequence[Read], rows: Mapping[Span, Row], language: Language
) -> Place | None:
    """The passage of a span as a place where values are looked for; None where nothing stands there."""
    one = read[number]
    last = len(one.row.tokens) - 1
    if last < 0 or _shared(one.passage.span, span) <= 0:
        return None
    before = read[number - 1] if number else None
    after = read[number + 1] if number + 1 < len(read) else None
    return Place(one, 0, last, 0, len(one.passage.flat.text), before, after, language, rows)
