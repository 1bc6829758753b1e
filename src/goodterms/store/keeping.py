"""What has been imported so far? Saves the batches of files, and gives their records back.

Each file keeps what it gave, so that an import can be undone and a corrected file corrects only itself. What
two files tell in the same words is given back once.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import reduce
from itertools import chain, islice
from operator import or_
from types import MappingProxyType
from typing import Any, NamedTuple

from django.db import connections, transaction
from django.db.models import Exists, ExpressionWrapper, F, Field, Max, OuterRef, Q
from django.db.models.expressions import Combinable

from goodterms.records.model import Batch, Message, Record
from goodterms.records.rounds import NAMING
from goodterms.store.erasing import Erasing
from goodterms.store.identity import Labelled, Seen, label
from goodterms.store.models import ROWS, File, Import, Unread
from goodterms.store.remembering import Saved
from goodterms.store.saving import AT_ONCE, chunks, count_rows, put_back, save_kind, take_out
from goodterms.store.shelving import KINDS, Column, as_written, columns, keepable, unpack
from goodterms.store.trouble import telling
from goodterms.store.unread import pack_problem, unpack_problems
from goodterms.terms.evidence import Problem
from goodterms.terms.memory import undisturbed

PEOPLE_AT_ONCE = 100
"""Addresses that one query looks for."""
NOTHING: Mapping[type, Container[str]] = MappingProxyType({})


class Kept(NamedTuple):
    """A file that was imported: how many records and problems it has, and when it was last read."""

    path: str
    importer: str | None
    records: int
    problems: int
    imported_at: datetime


class Undone(NamedTuple):
    """A file whose last import was taken back or that was forgotten, and how many records went with it."""

    path: str
    records: int


class Store(Erasing):
    """The records of one freelancer, in one database; `goodterms.store.opening.open_store` makes it.

    Every method raises StoreError where the database refuses.
    """

    def __init__(self, alias: str, place: str) -> None:
        super().__init__(alias, place)
        self._run = 0

    def begin(self, *, again: bool = False) -> None:
        """A new run of imports: `undo` takes back all that is saved until the next. With `again` the last
        run goes on. What is saved without it is no import: something that was said."""
        with telling(self.place):
            self._run = self._last_run() + (not again)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is saved inside is kept together or, if interrupted, not at all."""
        with telling(self.place), transaction.atomic(self._alias):
            yield

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
        """Keeps what one file gave, in one batch or piece by piece: all of it or, if interrupted, nothing.

        `digest` stands for the file's content and for how it was read: one known already changes nothing.
        `path` tells files apart and is the first batch's source unless given. A file that is `whole` is all
        there is (a table, not the latest mails of a mailbox): what is no longer in it is taken out. `dates`
        is the order of its dates, where the freelancer told it; `stamp` tells that a file is still the same.
        """
        pieces = iter([batches] if isinstance(batches, Batch) else batches)
        with telling(self.place), transaction.atomic(self._alias):
            again = self._all(File).filter(digest=digest).first() if digest else None
            if again is not None and not self._is_to_come_back(digest):
                return self._known(again, pieces)
            first = next(pieces)
            said = {"digest": digest, "stamp": stamp, **({"dates": dates} if dates else {})}
            by, new = self._import(first, first.source if path is None else path, said)
            saved = self._save(by, chain([first], pieces), new=new, whole=whole)
            self._count_again(by.file, saved.problems)
            return saved

    def finish(self, place: str, digest: str, stamp: str) -> None:
        """Says that all that lies in a file now was saved. What else it gave once (an archive that is no
        longer damaged, or holds other files) stays, with nothing to complain of any more."""
        self._came_back(digest)
        for file in self._at(place):
            if not file.digest.startswith(digest):
                path = as_written([file.path])[0]
                rest = Batch(path, file.importer)
                self.save(rest, digest + path.removeprefix(place), path, stamp=stamp)

    def records(self, *kinds: type, without: Mapping[type, Container[str]] = NOTHING) -> list[Record]:
        """Every record, or those of some kinds: kind by kind, in the order of import; what two files tell
        alike only once. `without` names fields that nobody asks for: they come as their defaults."""
        with telling(self.place), undisturbed():
            echoes = self._has_echoes()
            found: list[Record] = []
            for kind in kinds or KINDS:
                spare = without.get(kind, ())
                for rows in self._rows(kind, spare, echoes=echoes):
                    found.extend(unpack(kind, rows, spare))
            return found

    def mail_with(self, addresses: Iterable[str]) -> list[Message]:
        """The messages from or to one of these addresses, with their words; one to several of them may come
        more than once, and so may one to somebody whose address begins or ends like theirs."""
        cells = tuple(map(_cell, columns(Message)))
        found: list[tuple[Any, ...]] = []
        asked = [Q(sender=one) | Q(recipients__contains=one) for one in map(keepable, addresses)]
        with telling(self.place), undisturbed():
            for at in range(0, len(asked), PEOPLE_AT_ONCE):
                some = reduce(or_, asked[at : at + PEOPLE_AT_ONCE])
                found += self._all(ROWS[Message]).filter(some).order_by("pk").values_list(*cells)
        return unpack(Message, found) if found else []

    def client_names(self) -> frozenset[str]:
        """What clients are called in hours, payments and the like."""
        with telling(self.place):
            names = (self._all(ROWS[kind]).values_list("client", flat=True).distinct() for kind in NAMING)
            return frozenset(as_written([name for some in names for name in some]))

    def problems(self, *paths: str) -> tuple[Problem, ...]:
        """What could not be read in each file, as it was the last time; or in these and what lies in them."""
        with telling(self.place):
            rows = self._all(Unread).order_by("file", "pk")
            cells = list(rows.values_list("file__path", "source", "locator", "key", "values"))
        wanted = frozenset(map(keepable, paths))
        return tuple(unpack_problems(row[1:] for row in cells if not wanted or _lies_in(row[0], wanted)))

    def sources(self) -> tuple[Kept, ...]:
        """The files that were imported, by path."""
        with telling(self.place):
            last = {done.file: done for done in self._all(Import).select_related("file").order_by("pk")}
            records, problems = self._counts()
        kept = (_kept(file, done.at, records[file.pk], problems[file.pk]) for file, done in last.items())
        return tuple(sorted(kept))

    def forget(self, path: str) -> int:
        """Takes out all that one file gave, ever: how many records that were."""
        with telling(self.place), transaction.atomic(self._alias):
            file = self._all(File).filter(path=keepable(path))
            gone = sum(self._all(table).filter(file__in=file).delete()[0] for table in ROWS.values())
            file.delete()
            self._counted = None
            return gone

    def undo(self) -> tuple[Undone, ...]:
        """Takes back the last run of imports, file by file: everything is as it was before it."""
        with telling(self.place), transaction.atomic(self._alias):
            last = self._all(Import).filter(run=self._last_run(), run__gt=0)
            return self._take_back(list(last.select_related("file").order_by("-pk")))

    def undo_last(self, path: str) -> tuple[Undone, ...]:
        """Takes back what was said last under this name; nothing where nobody knows any more what was said
        before it (after an erasing)."""
        with telling(self.place), transaction.atomic(self._alias):
            said = self._all(Import).filter(file__path=keepable(path)).select_related("file").order_by("-pk")
            last = list(said[:1])
            return self._take_back(last) if last and (last[0].before or said.count() == 1) else ()

    def _take_back(self, imports: list[Import]) -> tuple[Undone, ...]:
        """Makes undone what these imports did, the latest first."""
        gone = put_back(imports)
        first = {by.file: by for by in imports}  # where a file came twice, the first time counts
        for done in chunks(imports):
            self._all(Import).filter(pk__in=[by.pk for by in done]).delete()
        for some in chunks(first):
            self._all(Unread).filter(file__in=some).delete()
            self._all(File).filter(pk__in=[one.pk for one in some if not first[one].before]).delete()
        for file, by in first.items():
            if by.before:
                self._restore(file, by.before)
        self._counted = None
        return tuple(sorted(Undone(as_written([file.path])[0], gone[file.pk]) for file in first))

    def close(self) -> None:
        """Lets go of the database, which is opened again when it is needed."""
        connections[self._alias].close()

    def _has_echoes(self) -> bool:
        """Does any file tell what another tells too?"""
        return bool(self._all(File).filter(echoes=True).exists())

    def _last_run(self) -> int:
        return self._all(Import).aggregate(last=Max("run"))["last"] or 0

    def _known(self, file: File, pieces: Iterable[Batch]) -> Saved:
        records = sum(len(piece.records) for piece in pieces) or self._counts()[0][file.pk]
        return Saved(0, 0, records, 0, self._all(Unread).filter(file=file).count())

    def _import(self, first: Batch, path: str, said: dict[str, Any]) -> tuple[Import, bool]:
        """The file with what is said of it now, and the import that writes it; True for a new file."""
        known = self._all(File).filter(path=keepable(path)).first()
        before = self._as_it_is(known) if known else ""
        now = {"importer": first.importer, **said}
        file, new = self._all(File).update_or_create(path=keepable(path), defaults=now)
        zero = dict.fromkeys(("new", "changed", "known", "missing"), 0)
        return self._all(Import).create(file=file, run=self._run, before=before, **zero), new

    def _as_it_is(self, file: File) -> str:
        """What is said of a file beside its records, in JSON."""
        problems = self._all(Unread).filter(file=file).order_by("pk")
        cells = list(problems.values_list("source", "locator", "key", "values"))
        return json.dumps([file.importer, file.digest, file.stamp, file.mark, file.dates, cells])

    def _save(self, by: Import, pieces: Iterable[Batch], *, new: bool, whole: bool) -> Saved:
        seen, counts, problems = Seen(), Counter[str](), 0
        had = {} if new else {kind: count_rows(by.file, kind) for kind in KINDS}
        kept: dict[type, list[str]] = defaultdict(list)
        self._all(Unread).filter(file=by.file).delete()
        for piece in pieces:
            given: dict[type, list[Labelled]] = defaultdict(list)
            unread = list(piece.problems)
            for labelled in label(piece.records, seen):
                if isinstance(labelled, Problem):
                    unread.append(labelled)
                else:
                    given[labelled.kind].append(labelled)
            for kind, every in given.items():
                some = every if by.file.importer is None else self._unerased(every)
                counts.update(save_kind(by, kind, some, first=new)._asdict())
                if whole:
                    kept[kind].extend(one.identity for one in some)
            self._all(Unread).bulk_create([pack_problem(by.file, problem) for problem in unread], AT_ONCE)
            problems += len(unread)
        if whole and not new:
            for kind in KINDS:
                take_out(by, kind, kept[kind])
        missing = sum(had.values()) - counts["met"]
        by.new, by.changed, by.known, by.missing = counts["new"], counts["changed"], counts["known"], missing
        by.save()
        return Saved(by.new, by.changed, by.known, missing, problems)

    def _restore(self, file: File, before: str) -> None:
        """What is said of a file beside its records, as it was."""
        file.importer, file.digest, file.stamp, file.mark, file.dates, problems = json.loads(before)
        file.save()
        again = [Unread(file=file, source=s, locator=at, key=k, values=v) for s, at, k, v in problems]
        self._all(Unread).bulk_create(again, AT_ONCE)

    def _rows(self, kind: type, spare: Container[str], *, echoes: bool) -> Iterator[list[tuple[Any, ...]]]:
        table = self._all(ROWS[kind])
        rows = table.order_by("pk").values_list(*map(_cell, columns(kind, spare)))
        if echoes:
            # A bill that one file has twice is two; the same in another file is one of them.
            rows = rows.exclude(Exists(table.filter(fact=OuterRef("fact"), file__lt=OuterRef("file"))))
        cells = rows.iterator(AT_ONCE)
        while some := list(islice(cells, AT_ONCE)):
            yield some


def _kept(file: File, at: datetime, records: int, problems: int) -> Kept:
    path, importer = as_written([file.path, file.importer])
    return Kept(path, importer, records, problems, at)


def _lies_in(path: str, places: Container[str]) -> bool:
    """Is this one of these paths, or a file of an archive there?"""
    steps = path.split("/")
    return any("/".join(steps[:upto]) in places for upto in range(len(steps), 0, -1))


def _cell(column: Column) -> Combinable:
    """The column as the table holds it: Django would look at each row again for the sake of a yes or no."""
    plain: Field[Any, Any] = Field()
    return ExpressionWrapper(F(column.name), plain) if column.holds == "yes_no" else F(column.name)
