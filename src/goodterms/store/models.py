"""Which tables does the store have? One for each kind of record, and five for where the records came from and
what became of them.

The tables of records are drawn from the records themselves: `goodterms.store.shelving` says which columns a
kind has. After a change to `goodterms.records.model`, `django-admin makemigrations` writes the migration.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from goodterms.store.shelving import KINDS, Column, columns


class File(models.Model):
    """A file that was imported, as it was the last time."""

    path = models.TextField(unique=True)
    """What tells this file from others; the same path is the same file, grown or corrected."""
    importer = models.TextField(null=True)
    digest = models.TextField(db_index=True)
    echoes = models.BooleanField(default=False)
    """Something in it was also in another file."""
    mark = models.TextField(default="")
    """For a mailbox on a server: where the next import goes on."""
    stamp = models.TextField(default="")
    """Size, times and number of the file when it was read: while they are the same, so is its content."""
    dates = models.TextField(default="")
    """How the freelancer says that it writes dates: `day first`, `month first`, or nothing."""
    owner = models.BigIntegerField(null=True)
    """In a studio: the account of who brought it (`goodterms.store.sharing`)."""


class Import(models.Model):
    """One time that a file was read, and what it brought."""

    file = models.ForeignKey(File, models.CASCADE)
    run = models.BigIntegerField(default=0)
    """One for all files that were imported together; a later run has a greater number. 0 for what was said,
    and not imported."""
    at = models.DateTimeField(auto_now_add=True)
    new = models.IntegerField()
    changed = models.IntegerField()
    known = models.IntegerField()
    missing = models.IntegerField()
    before = models.TextField(default="")
    """The file's digest, importer, mark and problems as they were before, in JSON; empty for a new file."""


class Former(models.Model):
    """A row as it was before an import changed it or took it out."""

    by = models.ForeignKey(Import, models.CASCADE)
    kind = models.TextField()
    cells = models.TextField()
    """A JSON list: id, identity, fact, brought_by, then the columns of the kind."""


class Unread(models.Model):
    """A problem: something in a file that could not be read."""

    file = models.ForeignKey(File, models.CASCADE)
    source = models.TextField()
    locator = models.TextField()
    key = models.TextField()
    values = models.TextField()


class Erased(models.Model):
    """Something that was erased and is not to come back by itself: a digest of the file or record it was."""

    digest = models.CharField(max_length=32, unique=True)


class Row(models.Model):
    """What all tables of records have beside the columns of their record."""

    file = models.ForeignKey(File, models.CASCADE, db_index=False)
    identity = models.CharField(max_length=32)
    """Which record of its file this is, however its other fields change."""
    fact = models.CharField(max_length=32)
    """What the record says, wherever it says it: equal in two files where both tell the same."""
    brought_by = models.BigIntegerField(default=0)
    """The import that brought it; 0 for one from before imports could be undone one by one."""

    class Meta:
        abstract = True


def _field(column: Column) -> models.Field[Any, Any]:
    makers: dict[str, type[models.Field[Any, Any]]] = {
        "text": models.TextField,
        "whole": models.BigIntegerField,
        "offset": models.SmallIntegerField,
        "yes_no": models.BooleanField,
        "day": models.DateField,
    }
    return makers[column.holds](null=column.optional)


def _table(kind: type) -> type[Row]:
    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "identity"], name=f"one_{kind.__name__.lower()}_a_file")
        ]
        indexes: ClassVar = [models.Index(fields=["fact"], name=f"fact_of_{kind.__name__.lower()}")]

    cells = {column.name: _field(column) for column in columns(kind)}
    return type(kind.__name__, (Row,), {"__module__": __name__, "Meta": Meta, **cells})


ROWS: Mapping[type, type[Row]] = {kind: _table(kind) for kind in KINDS}
"""The table of each kind of record."""
