"""What must hold, whatever a file holds?

Reading it raises nothing and warns of nothing. Each thing read is a record or a problem, and there is at
least one. Each has a JSON form, and each record a place in the store, from where it comes back the same. A
second reading gives the same. The importer's own `recognises` and `read` raise nothing either, even for files
that are not its own.
"""

from __future__ import annotations

import json
import traceback
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, get_args

from fuzz.damage import Case
from goodterms.records import document
from goodterms.records.archives import BrokenFileError
from goodterms.records.model import Batch, Record
from goodterms.records.reading import is_kept_by_hand, read_source, sources
from goodterms.records.source import Source
from goodterms.store import shelving
from goodterms.terms.evidence import Problem

_KINDS: tuple[type, ...] = get_args(Record)
_LONGEST_TOLD = 6_000


class PromiseError(Exception):
    """Something that must hold does not, without an exception having told so."""


class Fault(NamedTuple):
    """One promise broken: by which kind of failure, where in the program, and all there is to say of it."""

    what: str
    where: str
    told: str


def source_of(case: Case) -> Source:
    """The case as the freelancer of all our examples would hand it in."""
    return Source(
        case.name, case.data, zone="Europe/Brussels", currency="EUR", home="BE",
        me=("Mara Lind", "mara@lind.example"), dates=case.dates,
    )  # fmt: skip


def broken_by(module: ModuleType, case: Case) -> Fault | None:
    """The first promise that is broken by a case, if there is one."""
    try:
        _keep(module, case)
    except Exception as error:  # noqa: BLE001 - whatever comes out is what we look for
        return _fault(error)
    return None


def _keep(module: ModuleType, case: Case) -> None:
    batch = read_source(source_of(case))
    if not batch.records and not batch.problems and not _is_empty_form(batch, case):
        raise PromiseError("silent: neither a record nor a problem")
    for item in chain(batch.records, batch.problems):
        _keep_item(item)
    _keep_equal(batch, read_source(source_of(case)))
    for source in (source_of(case), *sources(source_of(case))):
        if isinstance(source, Source):
            _keep_alone(module, source)


def _is_empty_form(batch: Batch, case: Case) -> bool:
    """A form as it is handed out, with comments above its headings and no row yet, says nothing."""
    return is_kept_by_hand(batch.importer) and source_of(case).first.lstrip('"').startswith("# ")


def _keep_item(item: object) -> None:
    """A record or a problem, with a JSON form; a record has a place in the store and comes back from it."""
    if isinstance(item, Problem):
        _as_json(document.problem_document(item))
    elif isinstance(item, _KINDS):
        _as_json(document.as_document(item))  # type: ignore[arg-type] # one of the kinds, as just seen
        _keep_shelved(item)
    else:
        raise PromiseError(f"neither a record nor a problem: {type(item).__name__}")


def _as_json(form: object) -> None:
    json.dumps(form, allow_nan=False)


def _keep_shelved(record: Any) -> None:
    try:
        packed = shelving.pack(record)
    except shelving.TooLargeError:  # told to the user when it is saved
        return
    row = [cell for cells in packed.values() for cell in cells]
    if shelving.unpack(type(record), [row]) != [record]:
        raise PromiseError(f"the store gives back another {type(record).__name__}")


def _keep_equal(first: Batch, second: Batch) -> None:
    if first != second:
        raise PromiseError("a second reading gives something else")


def _keep_alone(module: ModuleType, source: Source) -> None:
    """The importer by itself, asked to read what it may not know."""
    share = module.recognises(source)
    if not isinstance(share, bool | int | float) or not 0 <= share <= 1:
        raise PromiseError(f"recognises answers {share!r:.40}")
    for item in _read(module, source):
        if not isinstance(item, (*_KINDS, Problem)):
            raise PromiseError(f"read gives a {type(item).__name__}")
    for _ in getattr(module, "headers", lambda _: ())(source):
        pass


def _read(module: ModuleType, source: Source) -> Iterator[object]:
    try:
        yield from module.read(source)
    except BrokenFileError:  # the intake makes a problem of it
        return


def _fault(error: Exception) -> Fault:
    """What was raised, and the last line of ours on the way there."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "goodterms" in Path(frame.filename).parts]
    at = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    what = str(error) if isinstance(error, PromiseError) else type(error).__name__
    told = "".join(traceback.format_exception(error))
    return Fault(what, at, told if len(told) < _LONGEST_TOLD else told[:2_000] + "\n…\n" + told[-2_000:])
