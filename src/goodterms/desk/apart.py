"""What the freelancer keeps to themselves: how it felt. Others are answered from the records without it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodterms.terms.evidence import Evidence, Problem

if TYPE_CHECKING:
    from goodterms.records.book import Book, Filed

KEPT_BACK = ("feelings", "fit", "gut", "look_backs", "lessons")
"""What is told in no other way than by the freelancer's own ratings and words about themselves."""

FILE = "feelings"
"""In the name of a file that is for them, whether or not anything in it could be read."""


def without_feelings(book: Book) -> Book:
    """The same Book as if no feeling had ever been told: no rating, no gut, no look back, no lesson.

    Nothing that is worked out from it can tell them, because they are not there. Of what could not be read in
    a file that tells feelings, only the place is left: the line itself may tell one.
    """
    told = {place.source for place in _told(book)}
    problems = tuple(
        _kept_back(one) if one.source in told or FILE in one.source else one for one in book.problems
    )
    moves = tuple(
        filed._replace(record=replace(filed.record, note="")) if filed.record.step == "lesson" else filed
        for filed in book.moves
    )
    return replace(book, feelings=(), guts=(), look_backs=(), moves=moves, problems=problems)


def beside_feelings(book: Book) -> frozenset[tuple[str, str]]:
    """The lines (source, locator) that tell a feeling, and maybe something else too: not to be quoted."""
    return frozenset((place.source, place.locator) for place in _told(book))


def _told(book: Book) -> Iterator[Evidence]:
    kinds: tuple[Iterable[Filed[Any]], ...] = (book.feelings, book.guts, book.look_backs)
    for kind in kinds:
        yield from (filed.record.evidence for filed in kind)
    for move in book.moves:
        if move.record.step == "lesson":
            yield move.record.evidence


def _kept_back(problem: Problem) -> Problem:
    return Problem(problem.source, problem.locator, "programs.kept_back")
