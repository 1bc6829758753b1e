"""What in this file is new? Compares the records of one file and one kind with what the file gave before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from goodterms.store.identity import Labelled
from goodterms.store.models import ROWS, File
from goodterms.store.shelving import columns
from goodterms.terms.evidence import Evidence

AT_ONCE = 2_000
"""Rows in one go."""

T = TypeVar("T")
Rows = QuerySet[Any]


class Counts(NamedTuple):
    """What saving did, in records; see `goodterms.store.keeping.Saved`."""

    new: int
    changed: int
    known: int
    missing: int


def save_kind(file: File, kind: type, given: Sequence[Labelled], *, whole: bool) -> Counts:
    """Writes what is new or changed among the records that a file gave of one kind."""
    rows: Rows = ROWS[kind]._default_manager.using(file._state.db)
    mine = rows.filter(file=file)
    before = {row[0]: row[1:] for row in mine.values_list("identity", "fact", *Evidence._fields)}
    fresh = [one for one in given if one.identity not in before]
    moved = [
        one for one in given if one.identity in before and before[one.identity] != (one.fact, *one.place)
    ]
    changed = sum(before[one.identity][0] != one.fact for one in moved)
    elsewhere = _told_elsewhere(rows.exclude(file=file), [*fresh, *moved])
    _note_echoes(file, elsewhere)
    _write(file, kind, [*fresh, *moved])
    missing = before.keys() - {one.identity for one in given}
    if whole:
        _take_out(mine, missing)
    new = sum(one.fact not in elsewhere for one in fresh)
    return Counts(new, changed, len(given) - new - changed, len(missing))


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of at most `AT_ONCE`."""
    rest = list(items)
    return (rest[start : start + AT_ONCE] for start in range(0, len(rest), AT_ONCE))


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


def _write(file: File, kind: type, given: list[Labelled]) -> None:
    """One statement that both engines read alike: Django's own way to save many takes five times as long."""
    connection = connections[file._state.db or DEFAULT_DB_ALIAS]
    key = ("file_id", "identity")
    said = ("fact", *(column.name for column in columns(kind)))
    names = [connection.ops.quote_name(name) for name in (*key, *said)]
    update = ", ".join(f"{name} = excluded.{name}" for name in names[len(key) :])
    statement = (
        f"INSERT INTO {connection.ops.quote_name(ROWS[kind]._meta.db_table)} ({', '.join(names)}) "  # noqa: S608 - only names of our own tables and columns
        f"VALUES ({', '.join(['%s'] * len(names))}) "
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {update}"
    )
    with connection.cursor() as cursor:
        for some in chunks(given):
            cursor.executemany(statement, [(file.pk, one.identity, one.fact, *one.cells) for one in some])


def _take_out(mine: Rows, identities: Iterable[str]) -> None:
    for some in chunks(identities):
        mine.filter(identity__in=some).delete()
