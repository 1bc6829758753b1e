"""What an assistant is answered from: the records of a folder or the store, read again when they change."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from goodterms import desk
from goodterms.faces.home import store
from goodterms.faces.records import Day, Records
from goodterms.faces.records_of import is_kept, worded
from goodterms.records.book import Book
from goodterms.records.model import Freelancer

if TYPE_CHECKING:
    from collections.abc import Hashable

A = TypeVar("A")
REMEMBERED = 40
"""Answers that are kept; the one unused for longest goes first."""


class Memory:
    """Answers by what they were made from."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Any] = OrderedDict()

    def ask(self, question: Hashable, answer: Callable[[], A]) -> A:
        """The answer, now or from before."""
        if question not in self._known:
            self._known[question] = answer()
        self._known.move_to_end(question)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        found: A = self._known[question]
        return found


class OwnRecords(Records):
    """Those of a folder, else of the store; of nothing where there is no store yet."""

    def __init__(self, place: Path | None, day: Day, memory: Memory) -> None:
        super().__init__(day)
        self._place = place
        self._memory = memory
        self._state = _state(place)

    def ask(self, question: str, *values: Any, answer: Callable[[], A]) -> A:
        return self._memory.ask((self._state, self.day, question, *values), answer)

    def whole(self) -> Book:
        return self._memory.ask((self._state, "book"), lambda: _read(self._place))

    def with_words(self, book: Book, client: str) -> Book:
        return book if self._place is not None else worded(book, client)


def _read(place: Path | None) -> Book:
    if place is not None:
        return desk.take_in([place])
    if not is_kept():
        return Book(Freelancer())
    with store() as kept:
        return desk.open_book(kept)


def _state(place: Path | None) -> Hashable:
    """Stands for the records as they are: another one as soon as anything changes."""
    if place is not None:
        return tuple(sorted(_looks(one) for one in (place, *place.rglob("*"))))
    if not is_kept():
        return ()
    with store() as kept:
        return kept.state()


def _looks(path: Path) -> tuple[str, int, int]:
    try:
        seen = path.stat()
    except OSError:  # gone since it was listed
        return str(path), 0, 0
    return str(path), seen.st_mtime_ns, seen.st_size
