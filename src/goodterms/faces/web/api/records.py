"""The store's records as a program asks for them: answers are shared with the pages and remembered alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.utils import timezone

from goodterms import desk
from goodterms.faces.home import store
from goodterms.faces.programs.records import Day, Records, worded_from_store
from goodterms.faces.web.answers import ANSWERS
from goodterms.faces.web.visit import state_of_store
from goodterms.records.book import Book

A = TypeVar("A")


class StoredRecords(Records):
    """Those of the store; NotYet where an answer takes longer than a moment."""

    def __init__(self, day: Day) -> None:
        super().__init__(day)
        self._state = state_of_store()

    def remember(self, question: str, *values: Any, answer: Callable[[], A]) -> A:
        return ANSWERS.ask((self._state, self.day, question, *values), answer)

    def whole(self) -> Book:
        return ANSWERS.ask((self._state, timezone.localdate(), "book"), _read)  # the pages' own

    def worded(self, book: Book, client: str) -> Book:
        return worded_from_store(book, client)


def _read() -> Book:
    with store() as kept:
        return desk.open_book(kept)
