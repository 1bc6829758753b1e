"""The desk where a visitor asks, whichever face they came by: the journey in a few calls.

It knows the way from room to room and does nothing itself; no room ever sees it. Files become batches,
batches a Book, a Book readings, readings a review. The clock stays outside: `as_of` is always given.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from goodterms import __version__
from goodterms.records.ahead import ahead
from goodterms.records.book import Book, Filed
from goodterms.records.intake import languages_of, read_messages, settle
from goodterms.records.model import Batch, Client, Freelancer, Gut, Message, Record, Verdict
from goodterms.records.reading import STRANGER, find_files, is_kept_by_hand, read_files
from goodterms.terms.evidence import Problem
from goodterms.terms.languages import same_name
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.review.model import Review

Progress = Callable[[int, int, str], None]
"""Told after each file: how many are done, how many there are, and its name."""


class Saved(Protocol):
    """What keeping one file did, in records."""

    @property
    def new(self) -> int: ...
    @property
    def changed(self) -> int: ...
    @property
    def known(self) -> int: ...


class Keeper(Protocol):
    """What the desk needs of a store."""

    def save(self, batch: Batch, digest: str, path: str | None = None, *, whole: bool = False) -> Saved: ...
    def records(self, *kinds: type, without: Mapping[type, Container[str]] = ...) -> Iterable[Record]: ...
    def problems(self) -> tuple[Problem, ...]: ...


class Brought(NamedTuple):
    """One file that was imported."""

    batch: Batch
    saved: Saved


def _silent(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""


def inspect(paths: Iterable[Path], progress: Progress = _silent, known: Sequence[Record] = ()) -> list[Batch]:
    """What would be read from these files and folders, and what could not be; keeps nothing."""
    findings = find_files(paths)
    me = next((record for record in known if isinstance(record, Freelancer)), STRANGER)
    batches = []
    for batch in read_files(findings, me):
        batches.append(batch)
        progress(len(batches), len(findings.files) + len(findings.refused), batch.source)
    told = [record for batch in batches for record in batch.records]
    languages = languages_of([*known, *told])
    return [read_messages(batch, languages) for batch in batches]


@undisturbed()
def take_in(paths: Iterable[Path], progress: Progress = _silent) -> Book:
    """A Book from files and folders, kept nowhere."""
    batches = inspect(paths, progress)
    records = [record for batch in batches for record in batch.records]
    return settle(records, [problem for batch in batches for problem in batch.problems])


def bring_in(paths: Sequence[Path], keeper: Keeper, progress: Progress = _silent) -> Iterator[Brought]:
    """Imports files and folders, one transaction a file; a second time changes nothing."""
    places = {found.name: found.path.resolve() for found in find_files(paths).files}
    known = tuple(keeper.records(Freelancer, Client))
    batches = inspect(paths, progress, known)
    told = [*known, *(record for batch in batches for record in batch.records)]
    me = [one for one in told if isinstance(one, Freelancer)][-1:]
    way = f"{__version__} {me} {languages_of(told)}"
    for batch in batches:
        place = places.get(batch.source)
        whole = is_kept_by_hand(batch.importer) and not batch.problems
        digest = _digest(place, way) if place else _digest_of(batch)
        yield Brought(batch, keeper.save(batch, digest, str(place or batch.source), whole=whole))


def _digest(place: Path, way: str) -> str:
    """Stands for a file's content and for the way it was read: which version, whose zone and languages."""
    import hashlib  # noqa: PLC0415 - 3 ms, and `inspect` keeps nothing

    with place.open("rb") as file:
        content = hashlib.file_digest(file, "sha256")
    content.update(way.encode())
    return content.hexdigest()


def _digest_of(batch: Batch) -> str:
    """Stands for a batch that no file holds."""
    import hashlib  # noqa: PLC0415 - as above

    return hashlib.sha256(repr(batch).encode()).hexdigest()


@undisturbed()
def open_book(keeper: Keeper) -> Book:
    """A Book from all that was imported."""
    # What a message does was read when it was imported; the words themselves are not asked for again, but for
    # those that its evidence quotes.
    return settle(keeper.records(without={Message: ("text", "subject")}), keeper.problems())


@undisturbed()
def review(
    book: Book,
    as_of: date,
    *,
    playbook: str = "",
    own_playbooks: Path | None = None,
    is_today: bool = False,
) -> Review:
    """Every client's verdict on that day, by the freelancer's own playbook unless one is named.

    Where the day `is_today`, records dated after it are slips, and told as problems.
    """
    # A third of what `inspect` takes to start, and only a review needs it.
    from goodterms.review import reviewing  # noqa: PLC0415 - see above
    from goodterms.review.playbook import load  # noqa: PLC0415 - see above
    from goodterms.signals.measure import measure  # noqa: PLC0415 - see above

    me = book.freelancer
    numbers, unusable = load(playbook or me.playbook, own_playbooks, me.rules)
    # What counts as nearly on time is measured by the playbook's number too.
    me = replace(me, rules=(*me.rules, ("grace_days", numbers["grace_days"])))
    found = reviewing.review(book, measure(replace(book, freelancer=me), as_of), as_of, numbers)
    slips = ahead(book, as_of) if is_today else ()
    return replace(found, problems=(*found.problems, *unusable, *slips))


def with_gut(book: Book, told: Iterable[tuple[str, Verdict]], day: date) -> Book:
    """The same Book with what the freelancer felt about some clients, said on that day (M34)."""
    said = (Filed(client, -n, Gut(client, day, verdict)) for n, (client, verdict) in enumerate(told, 1))
    return replace(book, guts=(*book.guts, *said))


def only(found: Review, client: str) -> Review:
    """The same review with that client alone, accents and legal form aside; empty if nobody is called so."""
    wanted = same_name(client)
    return replace(found, clients=tuple(one for one in found.clients if same_name(one.client) == wanted))
