"""Which records of a studio may one of its people see? All that is shared, and of feelings only their own.

A file belongs to who brought it: they alone see that it was imported and what in it could not be read, and
take it back. Its records are the studio's, but for those of `PRIVATE` kinds, which nobody else ever gets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from itertools import chain
from typing import Any, Literal, TypeVar

from django.db import transaction
from django.db.models import Q, QuerySet

from goodterms.records.model import Batch, Client, Episode, Feeling, Gut, LookBack, Record
from goodterms.store.erasing import Row, Wiped
from goodterms.store.keeping import Kept, Store, Undone
from goodterms.store.models import ROWS, File, Former, Import, Unread
from goodterms.store.remembering import Saved
from goodterms.store.shelving import as_written, columns, unpack
from goodterms.store.state import State
from goodterms.store.trouble import telling

K = TypeVar("K")
PRIVATE: tuple[type, ...] = (Feeling, Gut, Episode, LookBack)
"""What it is like to work for somebody: it is nobody's but of who felt it."""
ALONE = "alone/"
"""How the names of what people said of themselves begin."""
Sees = Literal["own", "shared", "all"]
_OF_A_FILE = (Import, Unread, *(ROWS[kind] for kind in PRIVATE))


_HEARD: ContextVar[list[bool] | None] = ContextVar("heard", default=None)


@contextmanager
def heard() -> Iterator[list[bool]]:
    """What is kept inside, one by one: True for what is private to who said it."""
    told: list[bool] = []
    before = _HEARD.set(told)
    try:
        yield told
    finally:
        _HEARD.reset(before)


class Share(Store):
    """A studio's store, as one person may see it (`goodterms.store.opening.open_share`)."""

    def __init__(self, alias: str, place: str, person: int) -> None:
        super().__init__(alias, place)
        self._person = person
        self._sees: Sees = "own"

    def state(self) -> State:
        """Also what others bring changes the answers; what they say of themselves does not. Who never brought
        or said anything sees what all of those see; anybody else has a state that is nobody else's."""
        person = self._person if self._all(File).exists() else 0
        with self._seeing("shared"):
            return super().state()._replace(person=person)

    def save(
        self,
        batches: Batch | Iterable[Batch],
        digest: str,
        path: str | None = None,
        *,
        whole: bool = False,
        dates: str = "",
        stamp: str = "",
    ) -> Saved:
        """What is said of oneself lies under the name of who said it: two people may say the same. What is
        said for the studio is one thing, whoever says it last."""
        pieces = iter([batches] if isinstance(batches, Batch) else batches)
        first = next(pieces)
        place = first.source if path is None else path
        is_private = _is_private(first)
        _note(is_private=is_private)
        if is_private:
            place = self._own(place)
        with self._seeing("own" if _is_own(place) else "all"):
            return super().save(_again(first, pieces), digest, place, whole=whole, dates=dates, stamp=stamp)

    def forget(self, path: str) -> int:
        """Of what this person brought, or what was said for the studio."""
        mine = super().forget(self._own(path))
        _note(is_private=mine > 0)
        with self._seeing("own" if _is_own(path) else "all"):
            return mine + super().forget(path)

    def undo_last(self, path: str) -> tuple[Undone, ...]:
        """Of what this person brought, or what was said for the studio."""
        with self._seeing("own" if _is_own(path) else "all"):
            return super().undo_last(path)

    def sources(self) -> tuple[Kept, ...]:
        """What this person brought or said."""
        name = self._own("")
        return tuple(one._replace(path=one.path.removeprefix(name)) for one in super().sources())

    def erase(self, gone: Collection[Row], bare: Collection[Row] = ()) -> Wiped:
        """With a client goes what others felt about them, which nobody can show who erases."""
        clients = {_client_of(row.record) for row in gone} - {""}
        known = {(row.kind, row.number) for row in gone}
        with self._seeing("all"):
            felt = [row for kind in PRIVATE for row in self._rows_of(kind)]
            others = [
                row
                for row in felt
                if (row.kind, row.number) not in known and _client_of(row.record) in clients
            ]
            paths = as_written([file.path for file in self._files_of(chain(gone, bare))])
            wiped = super().erase([*gone, *others], bare)
        return wiped._replace(records=wiped.records - len(others), files=tuple(sorted(paths)))

    def forget_person(self) -> int:
        """Takes out all that is private to this person, for good: how many records that were."""
        names = [kind.__name__ for kind in PRIVATE]
        with telling(self.place), transaction.atomic(self._alias):
            before = super()._all(Former).filter(by__file__owner=self._person, kind__in=names)
            before.delete()
            return sum(self._all(ROWS[kind]).delete()[0] for kind in PRIVATE)

    def owned(self, kind: type[K]) -> list[tuple[int | None, K]]:
        """Each record of a kind, with the account of who brought it; of what is private only one's own."""
        names = [column.name for column in columns(kind)]
        with telling(self.place):
            rows = list(self._all(ROWS[kind]).order_by("-pk").values_list("file__owner", *names))
        records = unpack(kind, [row[1:] for row in rows]) if rows else []
        return [(row[0], record) for row, record in zip(rows, records, strict=True)]

    def ratings(self, first: date, last: date) -> list[tuple[int, str, int]]:
        """Who rated whom and how on these days: of everybody, to be told of many together alone
        (`goodterms.faces.web.studio.team`)."""
        with telling(self.place), self._seeing("all"):
            rows = self._all(ROWS[Feeling]).filter(day__range=(first, last), dread__isnull=False)
            cells = list(rows.exclude(file__owner=None).values_list("file__owner", "client", "dread"))
        clients = as_written([client for _, client, _ in cells])
        return [(owner, client, dread) for (owner, _, dread), client in zip(cells, clients, strict=True)]

    def close(self) -> None:
        """The connection stays open for the next page; it leaves the studio when the request ends."""

    def _own(self, path: str) -> str:
        """What is said of oneself is told apart by its name."""
        return path if _is_own(path) else f"{ALONE}{self._person}/{path}"

    def _import(self, first: Batch, path: str, said: dict[str, Any]) -> tuple[Import, bool]:
        return super()._import(first, path, {**said, "owner": self._person})

    def _has_echoes(self) -> bool:
        with self._seeing("all"):
            return super()._has_echoes()

    def _all(self, model: Any) -> QuerySet[Any]:
        rows = super()._all(model)
        if self._sees == "all":
            return rows
        if self._sees == "shared":
            return _of_all(rows, model, self._person)
        if model is File:
            return rows.filter(owner=self._person)
        return rows.filter(file__owner=self._person) if model in _OF_A_FILE else rows

    @contextmanager
    def _seeing(self, what: Sees) -> Iterator[None]:
        self._sees, before = what, self._sees
        try:
            yield
        finally:
            self._sees = before


def _of_all(rows: QuerySet[Any], model: Any, person: int) -> QuerySet[Any]:
    """Files and imports without what others said of themselves."""
    if model is File:
        return rows.exclude(~Q(owner=person), path__startswith=ALONE)
    if model is Import:
        return rows.exclude(~Q(file__owner=person), file__path__startswith=ALONE)
    return rows


def _client_of(record: Record) -> str:
    return record.name if isinstance(record, Client) else getattr(record, "client", "")


def _note(*, is_private: bool) -> None:
    told = _HEARD.get()
    if told is not None:
        told.append(is_private)


def _is_own(path: str) -> bool:
    """Is this a file, which lies in a folder of whoever brought it, or named for who said it?"""
    return path.startswith(("/", ALONE)) or "://" in path


def _is_private(said: Batch) -> bool:
    return bool(said.records) and all(isinstance(record, PRIVATE) for record in said.records)


def _again(first: Batch, rest: Iterable[Batch]) -> Iterator[Batch]:
    yield first
    yield from rest
