"""Records become tables: of whom they changed, and of nobody else.

A source is a folder of records, or the folder of a store. Buckets are written one after the other, each in
one stroke: whoever is killed has done those before, and does the rest next time.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from goodterms import __version__, desk
from goodterms.network.consent import SHEET, Consent, consent_in
from goodterms.network.pseudonyms import Owner, Pseudonyms
from goodterms.network.rows import Rows, rows_of
from goodterms.network.schema import TABLES, VERSION
from goodterms.network.shelves import Shelf, Shelves
from goodterms.network.veiling import veil
from goodterms.records.book import Book
from goodterms.records.finding import files_of, find_files
from goodterms.store.database import FILE
from goodterms.store.opening import open_store
from goodterms.store.trouble import StoreError
from goodterms.terms.evidence import Problem

Tell = Callable[[int, int, str], None]


class Packed(NamedTuple):
    """What was done."""

    written: tuple[str, ...] = ()
    """Freelancers whose rows are new."""
    unchanged: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    """Freelancers whose rows were taken out."""
    problems: tuple[Problem, ...] = ()

    def and_also(self, more: Packed) -> Packed:
        """This and what was done elsewhere."""
        return Packed(
            self.written + more.written,
            self.unchanged + more.unchanged,
            self.gone + more.gone,
            self.problems + more.problems,
        )


class Source(NamedTuple):
    """One freelancer's records: where they are, and who that is in the tables."""

    path: Path
    freelancer: str

    @property
    def is_store(self) -> bool:
        """Is it the folder of a store?"""
        return (self.path / FILE).is_file()

    def stamp(self) -> str:
        """The same as long as nothing in the source, the consent or the program changes."""
        told = [__version__, VERSION, *sorted(_seen(self))]
        return blake2b("\n".join(told).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()

    def book(self) -> Book:
        """All that the source has; StoreError where the store cannot be opened."""
        if not self.is_store:
            return desk.take_in([self.path])
        store = open_store(self.path)
        try:
            return desk.open_book(store)
        finally:
            store.close()


def freelancer_of(source: Path, names: Pseudonyms) -> str:
    """A freelancer's pseudonym, which is that of the place of their records."""
    return names.of("person", os.path.realpath(source))


def shared_book(source: Source, names: Pseudonyms) -> tuple[Book, Consent, Book, tuple[Problem, ...]]:
    """What a source has, what is shared of it, and the Book of that."""
    shared, problems = consent_in(source.path)
    book = source.book()
    return book, shared, veil(book, source.freelancer, shared, names), problems


def pack(
    paths: Iterable[Path],
    shelves: Shelves,
    owner: Owner,
    today: date,
    *,
    forget: Iterable[Path] = (),
    tell: Tell = lambda _done, _all, _name: None,
) -> Packed:
    """Brings the tables up to date with these sources; those of nobody else are touched."""
    names = owner.pseudonyms()
    gone = {freelancer_of(path, names) for path in forget}
    buckets: dict[int, list[Source]] = defaultdict(list)
    for freelancer, path in {freelancer_of(path, names): path for path in paths}.items():
        buckets[shelves.bucket_of(freelancer)].append(Source(path, freelancer))
    for freelancer in gone:
        buckets[shelves.bucket_of(freelancer)] += []
    found, done, total = Packed(), 0, sum(map(len, buckets.values()))
    for bucket, sources in sorted(buckets.items()):
        here = _Bucket(shelves, bucket, owner, names, today).bring_up_to_date(sources, gone)
        found = found.and_also(here)
        done += len(sources)
        tell(done, total, f"bucket {bucket:04}")
    return found


class _Bucket(NamedTuple):
    """A bucket that is being brought up to date."""

    shelves: Shelves
    number: int
    owner: Owner
    names: Pseudonyms
    today: date

    def bring_up_to_date(self, sources: Sequence[Source], gone: set[str]) -> Packed:
        shelf = self.shelves.whole(self.number)
        known = shelf.people if isinstance(shelf, Shelf) else {}
        problems = [shelf] if isinstance(shelf, Problem) else []
        stamps = {one.freelancer: one.stamp() for one in sources}
        changed = [
            one for one in sources if known.get(one.freelancer, {}).get("stamp") != stamps[one.freelancer]
        ]
        rows: dict[str, Rows] = {}
        people: dict[str, Mapping[str, Any]] = {}
        for one in changed:
            read = self._read(one, problems)
            if read is not None:
                rows[one.freelancer] = read
                people[one.freelancer] = _counted(
                    read, one.stamp() if one.is_store else stamps[one.freelancer]
                )
        left = gone & known.keys()
        for freelancer in left:
            self.owner.forget(freelancer)
        if rows or left:
            stay = {who: told for who, told in known.items() if who not in rows and who not in left}
            old = shelf if isinstance(shelf, Shelf) else None
            self.shelves.replace(self.number, _merged(old, rows, left), stay | people)
        same = (one.freelancer for one in sources if one not in changed)
        return Packed(tuple(rows), tuple(same), tuple(sorted(left)), tuple(problems))

    def _read(self, source: Source, problems: list[Problem]) -> Rows | None:
        """The rows of a source; None, and a problem, where it cannot be read."""
        if not source.path.is_dir():
            problems.append(Problem(str(source.path), "", "network.no_source"))
            return None
        try:
            book, _, shared, told = shared_book(source, self.names)
        except StoreError as error:
            problems.append(Problem(str(source.path), "", error.text.key, error.text.values))
            return None
        problems += told
        clients = {new.name: old.name for new, old in zip(shared.clients, book.clients, strict=True)}
        self.owner.remember(source.freelancer, str(source.path), book.freelancer.name, clients)
        return rows_of(shared, self.today)


def _counted(rows: Rows, stamp: str) -> dict[str, Any]:
    clients = len(rows.person["clients"])
    return {"stamp": stamp, "clients": clients, "messages": len(rows.messages), "hours": len(rows.hours)}


def _merged(shelf: Shelf | None, rows: Mapping[str, Rows], gone: set[str]) -> dict[str, pa.Table]:
    """The tables with the rows of some people in place of their old ones."""
    new = {
        "people": [pa.Table.from_pylist([one.person for one in rows.values()], TABLES["people"])],
        "messages": [one.messages for one in rows.values()],
        "hours": [one.hours for one in rows.values()],
    }
    found = {}
    for name, schema in TABLES.items():
        old = [shelf.without(name, {*rows, *gone})] if shelf else []
        table = pa.concat_tables([schema.empty_table(), *old, *new[name]]).unify_dictionaries()
        found[name] = table.replace_schema_metadata(schema.metadata)
    return found


def _seen(source: Source) -> Iterable[str]:
    """Each file with its size and the moment of its last change."""
    names = [path for path in source.path.glob(f"{FILE}*") if not path.name.endswith("-shm")]
    if not source.is_store:
        names = [one.path for one in find_files([source.path]).files]
    for path in (*names, source.path / SHEET):
        below = [path, *(path / name for name in files_of(path))] if path.is_dir() else [path]
        for file in below:
            if file.exists():
                told = file.stat()
                yield f"{file.relative_to(source.path)} {told.st_size} {told.st_mtime_ns}"
