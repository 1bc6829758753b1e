"""What does an import need of whoever keeps the records, and of whoever brings mail?"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from goodterms.records.model import Batch, Message, Record
from goodterms.records.rounds import Memory
from goodterms.terms.evidence import Problem


class Whose(Protocol):
    """Somebody in a studio, whose records are meant."""

    @property
    def schema(self) -> str:
        """Where in the database the studio's records lie."""

    @property
    def person(self) -> int:
        """The number of their account."""


class Saved(Protocol):
    """What keeping one file did, in records."""

    @property
    def new(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def known(self) -> int: ...


class Keeper(Memory, Protocol):
    """What the desk needs of a store."""

    def together(self) -> AbstractContextManager[None]: ...
    def finish(self, place: str, digest: str, stamp: str) -> None: ...
    def set_mark(self, path: str, mark: str) -> None: ...
    def is_erased(self, digest: str) -> bool: ...
    def recall(self, digest: str) -> tuple[str | None, Saved]: ...
    def save(
        self,
        batches: Batch | Iterable[Batch],
        digest: str,
        path: str | None = None,
        *,
        whole: bool = False,
        dates: str = "",
        stamp: str = "",
    ) -> Saved: ...
    def records(self, *kinds: type, without: Mapping[type, Container[str]] = ...) -> Iterable[Record]: ...
    def mail_with(self, addresses: Iterable[str]) -> Iterable[Message]: ...
    def problems(self, *paths: str) -> tuple[Problem, ...]: ...


class FolderOfMail(Protocol):
    """One folder of a mail server with what is new in it."""

    @property
    def url(self) -> str: ...
    @property
    def batches(self) -> Iterator[Batch]: ...
    @property
    def mark(self) -> object:
        """Where the next time goes on, when the batches are used up."""

    @property
    def is_read(self) -> bool:
        """Is there nothing new, and only the mark to keep?"""

    @property
    def trouble(self) -> Exception | None:
        """Why not all of it came."""
