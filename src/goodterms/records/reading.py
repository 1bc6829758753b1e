"""Read these files, whatever they are: which importer knows each one, what it found, what it could not read.

>>> read_source(Source("holiday.txt", b"Sun, sand and no laptop.")).problems[0].key
'file.unknown'
>>> read_source(Source("empty.csv", b"")).problems[0].key
'file.empty'
"""

from __future__ import annotations

import mmap
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from goodterms.records import archives
from goodterms.records.archives import BrokenFileError
from goodterms.records.finding import SHELF, Findings, Found, files_of, find_files, refused
from goodterms.records.model import Batch, Freelancer, Record
from goodterms.records.source import HEAD, Source
from goodterms.records.tables import sheets
from goodterms.terms import calendar, shelf
from goodterms.terms.evidence import Problem, Value

MAPPED_FROM = 1 << 20
"""Bytes from which a file is mapped instead of copied into memory."""
AT_ONCE = 2_000
"""Records and problems in one batch, where a source is read piece by piece."""
STRANGER = Freelancer()


class Reading(NamedTuple):
    """One source that is being read: its name, who reads it, and what comes of it, one after the other."""

    name: str
    importer: str | None
    items: Iterator[Record | Problem]

    def whole(self) -> Batch:
        """All of it."""
        return _batch(self, self.items)

    def pieces(self) -> Iterator[Batch]:
        """All of it, in batches that need little memory; at least one, which may be empty."""
        full = True
        while full:
            piece = _batch(self, islice(self.items, AT_ONCE))
            full = len(piece.records) + len(piece.problems) == AT_ONCE
            yield piece


def read_source(source: Source) -> Batch:
    """All records and problems of one file, by the importer that understands most of it.

    A file nobody recognises, an empty one, and one that two importers understand equally well give a Batch
    without importer and one problem (`file.unknown`, `file.empty`, `file.ambiguous`). What lies in an archive
    comes together.
    """
    batches = [reading.whole() for reading in readings(source)]
    importers = {batch.importer for batch in batches}
    return Batch(
        source.name,
        importers.pop() if len(importers) == 1 else None,
        tuple(record for batch in batches for record in batch.records),
        tuple(problem for batch in batches for problem in batch.problems),
    )


def readings(source: Source) -> Iterator[Reading]:
    """One reading for a file; for an archive or a workbook, one for each source in it."""
    for part in sources(source):
        yield Reading(part.source, None, iter([part])) if isinstance(part, Problem) else _reading(part)


def sources(source: Source, depth: int = 0) -> Iterator[Source | Problem]:
    """The source itself, or those that lie in it; what cannot be opened is a problem."""
    if not source.data and not source.files:
        yield source.problem("", "file.empty")
    elif archives.is_archive(source):
        yield from _inside(source, depth)
    elif sheets.is_workbook(source):
        yield from sheets.unpack(source)
    else:
        yield source


def importer_of(source: Source) -> tuple[str, ModuleType] | None:
    """The importer that understands most of a source; None where nobody does, or two do equally well."""
    chosen = _recognising(source)
    return next(iter(chosen.items())) if len(chosen) == 1 else None


def is_kept_by_hand(importer: str | None) -> bool:
    """Is such a file one that the user keeps, and so all there is of its kind? What a corrected one no longer
    says is gone; what a mailbox or an export no longer holds is not."""
    return importer is not None and hasattr(shelf.modules(SHELF)[importer], "TEMPLATE")


@contextmanager
def opened(found: Found, known: Source) -> Iterator[Source]:
    """A file as a source, with the hints of another; OSError where it cannot be opened."""
    with ExitStack() as stack:
        if found.is_folder:
            yield replace(known, name=found.name, path=found.path, files=files_of(found.path, known.limits))
            return
        file = stack.enter_context(found.path.open("rb"))
        size = found.path.stat().st_size
        data: bytes | mmap.mmap
        if size < MAPPED_FROM:
            data = file.read()
        else:
            data = stack.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        yield replace(known, name=found.name, data=data, path=found.path)


def read_found(found: Found, hints: Source) -> Iterator[Batch]:
    """What one file gives, a Batch for each source in it."""
    for reading in readings_of(found, hints):
        yield reading.whole()


def readings_of(found: Found, hints: Source) -> Iterator[Reading]:
    """The readings of one file, each to be used before the next."""
    try:
        with opened(found, hints) as source:
            yield from readings(source)
    except OSError:
        yield Reading(found.name, None, iter(refused(found.name, "file.unreadable").problems))


def read_files(
    findings: Findings, known: Freelancer = STRANGER, hints: Source | None = None
) -> Iterator[Batch]:
    """One Batch a source, and one for each path that could not be opened; nothing is kept open.

    A file that introduces the freelancer is read before the others, whatever its name: its time zone,
    currency, country and names stand in where another file gives none. `known` is who was known before.
    """
    yield from (batch for _, batch in findings.refused)
    first = introductions(findings, known, hints)
    yield from first.values()
    hints = hints_of(met(findings, first, known), hints)
    for found in findings.files:
        if found not in first:
            yield from read_found(found, hints)


def read_paths(paths: Iterable[Path], known: Freelancer = STRANGER) -> Iterator[Batch]:
    """`read_files` of `find_files`: everything that lies under these paths."""
    yield from read_files(find_files(paths), known)


def introductions(findings: Findings, known: Freelancer, hints: Source | None = None) -> dict[Found, Batch]:
    """The files that tell who the freelancer is, read."""
    hints = hints_of(known, hints)
    return {found: batch for found in findings.files if (batch := _introduction(found, hints))}


def met(findings: Findings, first: dict[Found, Batch], known: Freelancer) -> Freelancer:
    """Who the freelancer is after these introductions; else what an archive among the files says."""
    inside = (batch for found in findings.files if (batch := _inner_introduction(found)))
    said = (one for batch in chain(first.values(), inside) for one in batch.records)
    return next((one for one in said if isinstance(one, Freelancer)), known)


def hints_of(known: Freelancer, hints: Source | None = None) -> Source:
    """A source without content that carries what is known of the freelancer, for others to be made of."""
    source = hints or Source("", b"")
    return replace(
        source,
        zone=known.timezone if calendar.zone(known.timezone) else source.zone,
        currency=known.currency,
        home=known.country,
        me=tuple(name for name in (known.name, *known.emails) if name),
    )


def _batch(reading: Reading, items: Iterable[Record | Problem]) -> Batch:
    records: list[Record] = []
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            records.append(item)
    return Batch(reading.name, reading.importer, tuple(records), tuple(problems))


def _refused(source: Source, key: str, **values: Value) -> Reading:
    return Reading(source.name, None, iter([source.problem("", key, **values)]))


def _inside(source: Source, depth: int) -> Iterator[Source | Problem]:
    if depth >= source.limits.archive_depth:
        yield source.problem("", "archive.too_deep", most=source.limits.archive_depth)
        return
    for part in archives.unpack(source):
        if isinstance(part, Problem):
            yield part
        else:
            yield from sources(part, depth + 1)


def _reading(source: Source) -> Reading:
    chosen = _recognising(source)
    if len(chosen) != 1:
        known = {"importers": ", ".join(chosen)} if chosen else {}
        return _refused(source, "file.ambiguous" if chosen else "file.unknown", **known)
    name, module = next(iter(chosen.items()))
    if len(source.data) > source.limits.file_mb << 20 and not getattr(module, "STREAMS", False):
        return _refused(source, "file.too_big", most_mb=source.limits.file_mb)
    return Reading(source.name, name, _read(module, source))


def _read(module: ModuleType, source: Source) -> Iterator[Record | Problem]:
    """What the importer reads; of a folder whose files break off, what came before."""
    try:
        yield from module.read(source)
    except BrokenFileError as error:
        yield error.problem
    except OSError:
        yield source.problem("", "file.unreadable")


def _recognising(source: Source) -> dict[str, ModuleType]:
    """The importers that understand the greatest share of a source; none where nobody does."""
    modules = shelf.modules(SHELF)
    shares = {name: float(module.recognises(source)) for name, module in modules.items()}
    most = max(shares.values(), default=0)
    return {name: modules[name] for name, share in shares.items() if share == most > 0}


def _introduction(found: Found, hints: Source) -> Batch | None:
    """The reading of a file that tells who the freelancer is; None for any other file."""
    try:
        if found.is_folder or found.path.stat().st_size > HEAD:
            return None
        source = replace(hints, name=found.name, data=found.path.read_bytes(), path=found.path)
    except OSError:
        return None
    return read_source(source) if _introduces(source) else None


def _inner_introduction(found: Found) -> Batch | None:
    """The same for a file that lies in an archive."""
    try:
        with opened(found, Source("", b"")) as source:
            parts = archives.unpack(source, HEAD) if archives.is_archive(source) else ()
            small = (part for part in parts if isinstance(part, Source))
            return next((read_source(part) for part in small if _introduces(part)), None)
    except OSError:
        return None


def _introduces(source: Source) -> bool:
    modules = shelf.modules(SHELF).values()
    return any(getattr(module, "INTRODUCES", False) and module.recognises(source) for module in modules)
