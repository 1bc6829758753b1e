"""Was this read before, and how? What the store remembers of files, beside their records."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from django.db.models import Count, Max, Q, QuerySet

from goodterms.records.finding import Found
from goodterms.store.models import ROWS, Erased, File, Import, Unread
from goodterms.store.saving import count_rows
from goodterms.store.shelving import KINDS, keepable
from goodterms.store.state import State
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
        self._counted: tuple[Counter[int], Counter[int]] | None = None
        self.place = place
        """The file, or the server and database, that it is kept in: for showing to the user."""

    def state(self) -> State:
        """Another one as soon as anything was imported, taken back or erased."""
        with telling(self.place):
            told = self._all(Import).aggregate(last=Max("pk"), number=Count("pk"))
            files, erased = self._all(File).count(), self._all(Erased).count()
        return State(self.place, 0, told["last"] or 0, told["number"], files, erased)

    def knows(self, digest: str) -> bool:
        """Was a file with this digest imported, or an archive's files with digests that begin so?"""
        with telling(self.place):
            return bool(digest) and bool(self._with(digest))

    def recall(self, digest: str) -> tuple[str | None, Saved]:
        """Who read what was imported with this digest (a file, or all of an archive), and how much it was."""
        with telling(self.place):
            files = self._with(digest)
            records, problems = self._counts()
        known, unread = (sum(counts[file.pk] for file in files) for counts in (records, problems))
        return (files[0].importer if len(files) == 1 else None), Saved(0, 0, known, 0, unread)

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
            answered = self._all(File).exclude(dates="")
            return next((str(file.dates) for file in answered if _is_at(file, keepable(found.place))), "")

    def _all(self, model: Any) -> QuerySet[Any]:
        rows: QuerySet[Any] = model._default_manager.using(self._alias)
        return rows

    def _at(self, place: str) -> list[File]:
        """The file at this path, or those of the archive there."""
        path = keepable(place)
        files = self._all(File).filter(Q(path=path) | Q(path__startswith=f"{path}/"))
        # SQLite does not tell capital letters from small ones here.
        return [file for file in files if _is_at(file, path)]

    def _with(self, digest: str) -> list[File]:
        """The file with this digest, else those of an archive, whose digests begin so."""
        # For the beginning of a text SQLite looks at every row.
        same = self._all(File).filter(digest=digest)
        return list(same[:1]) or list(self._all(File).filter(digest__startswith=digest))

    def _counts(self) -> tuple[Counter[int], Counter[int]]:
        """How many records and problems each file has; counted once."""
        if self._counted is None:
            self._counted = self._count(*ROWS.values()), self._count(Unread)
        return self._counted

    def _count_again(self, file: File, problems: int) -> None:
        """Counts the records of a file that was saved, which has so many problems."""
        if self._counted is not None:
            self._counted[0][file.pk] = sum(count_rows(file, kind) for kind in KINDS)
            self._counted[1][file.pk] = problems

    def _count(self, *tables: type[Any]) -> Counter[int]:
        found = Counter[int]()
        for table in tables:
            found.update(dict(self._all(table).values_list("file").annotate(Count("pk"))))
        return found


def _is_at(file: File, path: str) -> bool:
    return file.path == path or file.path.startswith(f"{path}/")
