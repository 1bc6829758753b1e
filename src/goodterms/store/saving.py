"""What in this file is new? Compares some records of one file and one kind with what the file gave before.

What an import changes or takes out is kept as it was (`Former`), so that the import can be undone.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Count, QuerySet

from goodterms.store.identity import Labelled
from goodterms.store.models import ROWS, File, Former, Import
from goodterms.store.shelving import columns
from goodterms.terms.evidence import Evidence

AT_ONCE = 2_000
"""Rows in one go."""

T = TypeVar("T")
Rows = QuerySet[Any]


class Counts(NamedTuple):
    """What saving did, in records; `met` are those that this file had before. See `keeping.Saved`."""

    new: int
    changed: int
    known: int
    met: int


def save_kind(by: Import, kind: type, given: Sequence[Labelled], *, first: bool) -> Counts:
    """Writes what is new or changed among some records of one kind; `first` says that the file is new."""
    rows = _rows(by.file, kind)
    mine = rows.filter(file=by.file)
    before = {} if first else _before(mine, given)
    fresh = [one for one in given if one.identity not in before]
    moved = [
        one for one in given if one.identity in before and before[one.identity][1:] != (one.fact, *one.place)
    ]
    changed = sum(before[one.identity][1] != one.fact for one in moved)
    elsewhere = _told_elsewhere(rows.exclude(file=by.file), [*fresh, *moved])
    _note_echoes(by.file, elsewhere)
    _remember(by, kind, mine, [one.identity for one in moved])
    since = {identity: row[0] for identity, row in before.items()}
    _write(
        by.file,
        kind,
        [(one.identity, one.fact, since.get(one.identity, by.pk), *one.cells) for one in (*fresh, *moved)],
    )
    new = sum(one.fact not in elsewhere for one in fresh)
    return Counts(new, changed, len(given) - new - changed, len(before))


def count_rows(file: File, kind: type) -> int:
    """How many records of a kind a file has in the store."""
    return _rows(file, kind).filter(file=file).count()


def take_out(by: Import, kind: type, kept: Iterable[str]) -> None:
    """Takes out the records of one kind that the file no longer has: all but those `kept`, by identity."""
    mine = _rows(by.file, kind).filter(file=by.file)
    gone = set(mine.values_list("identity", flat=True)) - set(kept)
    _remember(by, kind, mine, gone)
    for some in chunks(gone):
        mine.filter(identity__in=some).delete()


def put_back(imports: Sequence[Import]) -> Counter[int]:
    """Makes the rows of files what they were before these imports, the latest first; how many records go with
    that, by file."""
    gone = Counter[int]()
    for some in chunks(imports):
        brought = {"file__in": {by.file_id for by in some}, "brought_by__in": [by.pk for by in some]}
        for kind in ROWS:
            rows = _rows(some[0].file, kind).filter(**brought)
            gone.update(dict(rows.values_list("file").annotate(Count("pk"))))
    for by in imports:
        _restore(by)
    for some in chunks(imports):
        brought = {"file__in": {by.file_id for by in some}, "brought_by__in": [by.pk for by in some]}
        for kind in ROWS:
            _rows(some[0].file, kind).filter(**brought).delete()
    return gone


def _restore(by: Import) -> None:
    """Writes the rows again that an import changed or took out."""
    formers = Former._default_manager.using(by._state.db).filter(by=by).values_list("kind", "cells")
    kept: dict[str, list[str]] = defaultdict(list)
    for name, cells in formers:
        kept[name].append(cells)
    for kind, table in ROWS.items():
        rows = [_as_cells(table, kind, json.loads(cells)) for cells in kept[kind.__name__]]
        for some in chunks(row[1] for row in rows):
            _rows(by.file, kind).filter(file=by.file, identity__in=some).delete()
        _write(by.file, kind, rows, numbered=True)


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of at most `AT_ONCE`."""
    rest = list(items)
    return (rest[start : start + AT_ONCE] for start in range(0, len(rest), AT_ONCE))


def _rows(file: File, kind: type) -> Rows:
    return ROWS[kind]._default_manager.using(file._state.db)


def _before(mine: Rows, given: Sequence[Labelled]) -> dict[str, tuple[Any, ...]]:
    """The rows of these identities: since when, their fact and their place."""
    found: dict[str, tuple[Any, ...]] = {}
    for some in chunks(one.identity for one in given):
        rows = mine.filter(identity__in=some).values_list("identity", "brought_by", "fact", *Evidence._fields)
        found.update((row[0], row[1:]) for row in rows)
    return found


def _told_elsewhere(others: Rows, given: list[Labelled]) -> set[str]:
    """Facts among these that another file told already."""
    if not given or not others.exists():
        return set()
    facts = (others.filter(fact__in=[one.fact for one in some]) for some in chunks(given))
    return {fact for found in facts for fact in found.values_list("fact", flat=True)}


def _note_echoes(file: File, elsewhere: set[str]) -> None:
    if elsewhere and not file.echoes:
        file.echoes = True
        file.save(update_fields=["echoes"])


def _remember(by: Import, kind: type, mine: Rows, identities: Iterable[str]) -> None:
    """Keeps rows as they are, before they are changed or taken out."""
    names = ("id", "identity", "fact", "brought_by", *(column.name for column in columns(kind)))
    for some in chunks(identities):
        rows = mine.filter(identity__in=some).values_list(*names)
        formers = [
            Former(by=by, kind=kind.__name__, cells=json.dumps(row, default=date.isoformat)) for row in rows
        ]
        Former._default_manager.using(by._state.db).bulk_create(formers, AT_ONCE)


def _as_cells(table: type[Any], kind: type, row: Sequence[Any]) -> tuple[Any, ...]:
    """A row that was kept as JSON, in the types of its columns."""
    said = [
        table._meta.get_field(column.name).to_python(cell)
        for column, cell in zip(columns(kind), row[4:], strict=True)
    ]
    return (*row[:4], *said)


def _write(file: File, kind: type, given: Sequence[tuple[Any, ...]], *, numbered: bool = False) -> None:
    """Rows of identity, fact, the import that brought it, and cells, in one statement that both engines read
    alike: Django's own way to save many takes five times as long. Before them their own number, where the
    rows are `numbered`: records come back in the order of these."""
    connection = connections[file._state.db or DEFAULT_DB_ALIAS]
    key = ("file_id", "identity")
    said = ("fact", "brought_by", *(column.name for column in columns(kind)))
    place = ("file_id", "id", "identity") if numbered else key
    names = [connection.ops.quote_name(name) for name in (*place, *said)]
    update = ", ".join(f"{name} = excluded.{name}" for name in names[len(place) :])
    statement = (
        f"INSERT INTO {connection.ops.quote_name(ROWS[kind]._meta.db_table)} ({', '.join(names)}) "  # noqa: S608 - only names of our own tables and columns
        f"VALUES ({', '.join(['%s'] * len(names))}) "
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {update}"
    )
    with connection.cursor() as cursor:
        for some in chunks(given):
            cursor.executemany(statement, [(file.pk, *row) for row in some])
