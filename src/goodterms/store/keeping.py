"""What has been imported so far? Saves the batches of files, and gives their records back.

Each file keeps what it gave, so that an import can be undone and a corrected file corrects only itself. What
two files tell in the same words is given back once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db import connections, transaction
from django.db.models import ExpressionWrapper, F, Field, Min, QuerySet
from django.db.models.expressions import Combinable

from goodterms.records.model import Batch, Record
from goodterms.store.identity import Labelled, label
from goodterms.store.models import ROWS, File, Import, Unread
from goodterms.store.saving import AT_ONCE, Counts, save_kind
from goodterms.store.shelving import KINDS, Column, as_written, columns, keepable, unpack
from goodterms.store.trouble import telling
from goodterms.store.unread import pack_problem, unpack_problems
from goodterms.terms.evidence import Problem
from goodterms.terms.memory import undisturbed

NOTHING: Mapping[type, Container[str]] = MappingProxyType({})


class Saved(NamedTuple):
    """What saving one file did, in records, and how many problems the file has."""

    new: int
    changed: int
    """Known from this file before, saying something else now."""
    known: int
    """Known before, from this file or another."""
    missing: int
    """No longer in the file: still kept, or taken out where the caller said that the file is `whole`."""
    problems: int


class Kept(NamedTuple):
    """A file that was imported: how many records and problems it has, and when it was last read."""

    path: str
    importer: str | None
    records: int
    problems: int
    imported_at: datetime


class Store:
    """The records of one freelancer, in one database; `goodterms.store.opening.open_store` makes it.

    Every method raises StoreError where the database refuses.
    """

    def __init__(self, alias: str, place: str) -> None:
        self._alias = alias
        self.place = place
        """The file, or the server and database, that it is kept in: for showing to the user."""

    def save(self, batch: Batch, digest: str, path: str | None = None, *, whole: bool = False) -> Saved:
        """Keeps what one file gave: all of it or, if it is interrupted, nothing.

        `digest` stands for the file's content and for how it was read: one known already changes nothing.
        `path` tells files apart and is the batch's source unless given. A file that is `whole` is all there
        is (a table, not the latest mails of a mailbox): what is no longer in it is taken out.
        """
        with telling(self.place), transaction.atomic(self._alias):
            again = self._all(File).filter(digest=digest).first()
            if again is not None:
                return Saved(0, 0, len(batch.records), 0, self._all(Unread).filter(file=again).count())
            file, first = self._all(File).update_or_create(
                path=keepable(batch.source if path is None else path),
                defaults={"importer": batch.importer, "digest": digest},
            )
            return self._save(file, batch, first=first, whole=whole)

    def records(self, *kinds: type, without: Mapping[type, Container[str]] = NOTHING) -> list[Record]:
        """Every record, or those of some kinds: kind by kind, in the order of import; what two files tell
        alike only once. `without` names fields that nobody asks for: they come as their defaults."""
        with telling(self.place), undisturbed():
            echoes = self._all(File).filter(echoes=True).exists()
            found: list[Record] = []
            for kind in kinds or KINDS:
                spare = without.get(kind, ())
                for rows in self._rows(kind, spare, echoes=echoes):
                    found.extend(unpack(kind, rows, spare))
            return found

    def problems(self) -> tuple[Problem, ...]:
        """What could not be read in each file, as it was the last time."""
        with telling(self.place):
            rows = self._all(Unread).order_by("file", "pk")
            cells = list(rows.values_list("source", "locator", "key", "values"))
        return tuple(unpack_problems(cells))

    def sources(self) -> tuple[Kept, ...]:
        """The files that were imported, by path."""
        with telling(self.place):
            last = {done.file: done for done in self._all(Import).select_related("file").order_by("pk")}
            return tuple(sorted(self._kept(file, done) for file, done in last.items()))

    def forget(self, path: str) -> int:
        """Undoes the import of one file: how many records were taken out."""
        with telling(self.place), transaction.atomic(self._alias):
            file = self._all(File).filter(path=keepable(path))
            gone = sum(self._all(table).filter(file__in=file).delete()[0] for table in ROWS.values())
            file.delete()
            return gone

    def close(self) -> None:
        """Lets go of the database, which is opened again when it is needed."""
        connections[self._alias].close()

    def _all(self, model: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = model._default_manager.using(self._alias)
        return rows

    def _save(self, file: File, batch: Batch, *, first: bool, whole: bool) -> Saved:
        given: dict[type, list[Labelled]] = defaultdict(list)
        problems = list(batch.problems)
        for labelled in label(batch.records):
            if isinstance(labelled, Problem):
                problems.append(labelled)
            else:
                given[labelled.kind].append(labelled)
        kinds = given if first else KINDS
        counts = [Counts(0, 0, 0, 0), *(save_kind(file, kind, given[kind], whole=whole) for kind in kinds)]
        new, changed, known, missing = map(sum, zip(*counts, strict=True))
        self._all(Unread).filter(file=file).delete()
        self._all(Unread).bulk_create([pack_problem(file, problem) for problem in problems], AT_ONCE)
        self._all(Import).create(file=file, new=new, changed=changed, known=known, missing=missing)
        return Saved(new, changed, known, missing, len(problems))

    def _rows(self, kind: type, spare: Container[str], *, echoes: bool) -> Iterator[list[tuple[Any, ...]]]:
        table = self._all(ROWS[kind])
        rows = table.order_by("pk").values_list(*map(_cell, columns(kind, spare)))
        if echoes:
            rows = rows.filter(pk__in=table.values("fact").annotate(told=Min("pk")).values("told"))
        cells = rows.iterator(AT_ONCE)
        while some := list(islice(cells, AT_ONCE)):
            yield some

    def _kept(self, file: File, done: Import) -> Kept:
        records = sum(self._all(table).filter(file=file).count() for table in ROWS.values())
        problems = self._all(Unread).filter(file=file).count()
        return Kept(as_written([file.path])[0], as_written([file.importer])[0], records, problems, done.at)


def _cell(column: Column) -> Combinable:
    """The column as the table holds it: Django would look at each row again for the sake of a yes or no."""
    plain: Field[Any, Any] = Field()
    return ExpressionWrapper(F(column.name), plain) if column.holds == "yes_no" else F(column.name)
