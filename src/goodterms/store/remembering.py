"""Was this read before, and how? What the store remembers of files, beside their records."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from goodterms.records.finding import Found
from goodterms.store.models import ROWS, File, Unread
from goodterms.store.shelving import keepable
from goodterms.store.trouble import telling


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


class Remembering:
    """What is known of the files that were imported into one database (`goodterms.records.rounds.Memory`)."""

    def __init__(self, alias: str, place: str) -> None:
        self._alias = alias
        self.place = place
        """The file, or the server and database, that it is kept in: for showing to the user."""

    def knows(self, digest: str) -> bool:
        """Was a file with this digest imported, or an archive's files with digests that begin so?"""
        with telling(self.place):
            return bool(digest) and self._all(File).filter(digest__startswith=digest).exists()

    def recall(self, digest: str) -> tuple[str | None, Saved]:
        """Who read what was imported with this digest (a file, or all of an archive), and how much it was."""
        with telling(self.place):
            files = self._all(File).filter(digest__startswith=digest)
            known = sum(self._all(table).filter(file__in=files).count() for table in ROWS.values())
            problems = self._all(Unread).filter(file__in=files).count()
            importers = list(files.values_list("importer", flat=True)[:2])
        return (importers[0] if len(importers) == 1 else None), Saved(0, 0, known, 0, problems)

    def has_read(self, content: str) -> bool:
        """Was a file imported whose digest begins so: with this content, read in whatever way?"""
        with telling(self.place):
            return bool(content) and self._all(File).filter(digest__startswith=f"{content}.").exists()

    def content_of(self, found: Found, stamp: str) -> str:
        """What stands for the content of a file (see `has_read`) that had this stamp when it was imported;
        empty where none had."""
        with telling(self.place):
            file = self._all(File).filter(path=keepable(found.place)).first()
            files = [file] if file else self._at(found.place)
        return next((str(one.digest).partition(".")[0] for one in files if one.stamp == stamp), "")

    def mark(self, path: str) -> str:
        """Where an import from a server goes on; empty where none was made."""
        with telling(self.place):
            file = self._all(File).filter(path=keepable(path)).first()
        return file.mark if file else ""

    def set_mark(self, path: str, mark: str) -> None:
        """Remembers where the next import from a server goes on."""
        with telling(self.place):
            self._all(File).filter(path=keepable(path)).update(mark=mark)

    def dates_of(self, found: Found) -> str:
        """How the freelancer said that this file writes dates; empty where nobody asked."""
        with telling(self.place):
            return next((str(file.dates) for file in self._at(found.place) if file.dates), "")

    def _all(self, model: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = model._default_manager.using(self._alias)
        return rows

    def _at(self, place: str) -> list[File]:
        """The file at this path, or those of the archive there."""
        path = keepable(place)
        files = self._all(File).filter(Q(path=path) | Q(path__startswith=f"{path}/"))
        # SQLite does not tell capital letters from small ones here.
        return [file for file in files if file.path == path or file.path.startswith(f"{path}/")]
