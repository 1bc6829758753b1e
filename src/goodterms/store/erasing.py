"""How is something gone for good? Out of every table, and out of the file itself.

What was erased is remembered by digests alone: of a file's content, and of which record it was. A file of
which nothing is left is not read again, in whichever way; of others the same records are left out, and rows
that were made bare stay bare. `reading_erased` lets all of it come back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain
from typing import Any, NamedTuple

from django.db import connections, transaction

from goodterms.records.model import Record
from goodterms.store.identity import Labelled
from goodterms.store.models import ROWS, Erased, File, Former, Import, Unread
from goodterms.store.remembering import Remembering
from goodterms.store.saving import AT_ONCE, chunks
from goodterms.store.shelving import KINDS, as_written, columns, unpack
from goodterms.store.trouble import telling


class Row(NamedTuple):
    """One row of the store: a record as one file told it."""

    kind: type
    number: int
    record: Record


class Wiped(NamedTuple):
    """What an erasing did."""

    records: int
    quotes: int
    """Rows that stay and whose words, as their file had them, are gone."""
    files: tuple[str, ...]
    """The files that had told it, by path: they are the user's, and lie where they lay."""
    is_clean: bool
    """Is it also gone from the database's own files? Not where another program was reading them, and not
    where a server keeps them."""


class Erasing(Remembering):
    """The part of the store that takes out for good."""

    def __init__(self, alias: str, place: str) -> None:
        super().__init__(alias, place)
        self._reads_erased = False
        self._has_erased: bool | None = None

    def rows(self) -> list[Row]:
        """Every row of every kind, in the order of import; also those that tell what another tells."""
        with telling(self.place):
            return list(chain.from_iterable(self._rows_of(kind) for kind in KINDS))

    def erase(self, gone: Collection[Row], bare: Collection[Row] = ()) -> Wiped:
        """Takes these rows out for good, and the words of their files out of those that are to be `bare`.
        With them goes all that is kept for taking back earlier imports, and all that could not be read, of
        any file: nobody knows whose it is."""
        with telling(self.place):
            with transaction.atomic(self._alias):
                files = self._files_of(chain(gone, bare))
                self._remember("record", gone)
                self._remember("bare", bare)
                for kind, numbers in _by_kind(gone).items():
                    self._delete(kind, numbers)
                for kind, numbers in _by_kind(bare).items():
                    self._bare(kind, numbers)
                self._forget_history()
                self._all(Unread).delete()
                self._tidy(files)
            self._counted = None
            self._has_erased = None
            is_clean = self._wipe()
        paths = as_written([file.path for file in files])
        quotes = sum(bool(row.record.evidence.quote) for row in bare)
        return Wiped(len(gone), quotes, tuple(sorted(paths)), is_clean)

    def reading_erased(self) -> None:
        """From now on what was erased is read again, and is no longer remembered as erased."""
        self._reads_erased = True

    def is_erased(self, digest: str) -> bool:
        """Was something erased of a file with this content, in whichever way that was read?"""
        return not self._reads_erased and self._has_mark("whole", digest) + self._has_mark("part", digest) > 0

    def knows(self, digest: str) -> bool:
        """Also a file of which nothing is left need not be read; what is to come back has to be."""
        if self._is_to_come_back(digest):
            return False
        return self._has_mark("whole", digest) or super().knows(digest)

    def has_read(self, content: str) -> bool:
        """Also a file of which nothing is left was read."""
        if self._is_to_come_back(content):
            return False
        return self._has_mark("whole", content) or super().has_read(content)

    def _is_to_come_back(self, digest: str) -> bool:
        """Was something of this file erased, that is to be read again?"""
        if not self._reads_erased:
            return False
        return self._has_mark("whole", digest) or self._has_mark("part", digest)

    def _came_back(self, digest: str) -> None:
        """All of a file was read that was erased, if that was wanted: it is a file like others now."""
        if self._reads_erased:
            self._let_back(_mark(what, _content(digest)) for what in ("whole", "part"))

    def _has_mark(self, what: str, digest: str) -> bool:
        with telling(self.place):
            marks = self._all(Erased).filter(digest=_mark(what, _content(digest)))
            return bool(digest) and bool(marks.exists())

    def _unerased(self, labelled: Sequence[Labelled]) -> list[Labelled]:
        """Those that were not erased, bare where they were made bare; where erased ones are to be read, all
        as they are, and nothing is held against them any longer."""
        if self._has_erased is None:
            self._has_erased = self._all(Erased).exists()
        if not self._has_erased:
            return list(labelled)
        marks = {_mark(what, one.identity) for one in labelled for what in ("record", "bare")}
        found: set[str] = set()
        for some in chunks(marks):
            found.update(self._all(Erased).filter(digest__in=some).values_list("digest", flat=True))
        if self._reads_erased:
            self._let_back(found)
            return list(labelled)
        left = (one for one in labelled if _mark("record", one.identity) not in found)
        return [_bare(one) if _mark("bare", one.identity) in found else one for one in left]

    def _let_back(self, marks: Iterable[str]) -> None:
        for some in chunks(marks):
            self._all(Erased).filter(digest__in=some).delete()

    def _rows_of(self, kind: type) -> Iterator[Row]:
        names = [column.name for column in columns(kind)]
        cells = list(self._all(ROWS[kind]).order_by("pk").values_list("pk", *names))
        records = unpack(kind, [row[1:] for row in cells]) if cells else []
        return (Row(kind, row[0], record) for row, record in zip(cells, records, strict=True))

    def _files_of(self, rows: Iterable[Row]) -> list[File]:
        found: set[int] = set()
        for kind, numbers in _by_kind(rows).items():
            for some in chunks(numbers):
                found.update(self._all(ROWS[kind]).filter(pk__in=some).values_list("file", flat=True))
        return [file for some in chunks(found) for file in self._all(File).filter(pk__in=some)]

    def _remember(self, what: str, rows: Iterable[Row]) -> None:
        """Remembers which records these are."""
        for kind, numbers in _by_kind(rows).items():
            for some in chunks(numbers):
                found = self._all(ROWS[kind]).filter(pk__in=some).values_list("identity", flat=True)
                self._note(_mark(what, identity) for identity in found)

    def _note(self, marks: Iterable[str]) -> None:
        every = [Erased(digest=mark) for mark in sorted(set(marks))]
        self._all(Erased).bulk_create(every, AT_ONCE, ignore_conflicts=True)

    def _delete(self, kind: type, numbers: Collection[int]) -> None:
        for some in chunks(numbers):
            self._all(ROWS[kind]).filter(pk__in=some).delete()

    def _bare(self, kind: type, numbers: Collection[int]) -> None:
        for some in chunks(numbers):
            self._all(ROWS[kind]).filter(pk__in=some).update(quote="")

    def _forget_history(self) -> None:
        """No import made so far can be taken back: what it changed would come back with it."""
        self._all(Former).delete()
        self._all(Import).update(run=0, before="")

    def _tidy(self, files: Iterable[File]) -> None:
        """Takes out those files of which nothing is left, and remembers that something of them was erased.
        What was said, and is no file, has itself for a digest."""
        for file in files:
            is_left = any(self._all(table).filter(file=file).exists() for table in ROWS.values())
            if file.importer is None:
                self._all(File).filter(pk=file.pk).update(digest="")
            elif file.digest:
                self._note([_mark("part" if is_left else "whole", _content(file.digest))])
            if not is_left and not file.mark:
                self._all(File).filter(pk=file.pk).delete()

    def _wipe(self) -> bool:
        """Makes the database's own files new, without what lay in them: True where nothing is left."""
        connection = connections[self._alias]
        with connection.cursor() as cursor:
            if connection.vendor != "sqlite":
                tables: tuple[Any, ...] = (*ROWS.values(), File, Import, Former, Unread)
                for table in tables:
                    cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table._meta.db_table)}")
                return False
            cursor.execute("PRAGMA temp_store = MEMORY")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return bool(cursor.fetchone()[0] == 0)


def _by_kind(rows: Iterable[Row]) -> Mapping[type, list[int]]:
    found: dict[type, list[int]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row.number)
    return found


def _content(digest: str) -> str:
    """The part of a digest that stands for a file's content."""
    return digest.partition(".")[0]


def _bare(labelled: Labelled) -> Labelled:
    """The same without the words of its line."""
    at = [column.name for column in columns(labelled.kind)].index("quote")
    cells = (*labelled.cells[:at], "", *labelled.cells[at + 1 :])
    return labelled._replace(place=(*labelled.place[:2], ""), cells=cells)


def _mark(what: str, words: str) -> str:
    """What stands for something that was erased."""
    said = f"erased {what} {words}".encode("utf-8", "surrogateescape")
    return blake2b(said, digest_size=16).hexdigest()
