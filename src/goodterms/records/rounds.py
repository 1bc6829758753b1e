"""In which order are files read, and what is known by then?

First those that say who the freelancer is. Then tables, bills and documents, which name the clients. Then
a look at the headers of every mailbox: who writes often, and is answered. Last all that speaks: mail of the
clients, known or proposed, and chats, in the languages that they are known to write. A source whose content
was read in the same way before is not read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import NamedTuple, Protocol

from goodterms.records.circle import Circle, circle_of
from goodterms.records.finding import SHELF, Findings, Found
from goodterms.records.hearing import languages_of, read_messages, written_in
from goodterms.records.mail.tally import Header, Tally
from goodterms.records.model import (
    Attempt,
    Batch,
    Client,
    Contact,
    Correspondent,
    Deliverable,
    Episode,
    Expense,
    Feeling,
    Freelancer,
    Invoice,
    Naming,
    Payment,
    Record,
    TimeEntry,
)
from goodterms.records.reading import (
    Reading,
    hints_of,
    importer_of,
    introductions,
    met,
    opened,
    readings_of,
    sources,
)
from goodterms.records.sameness import Contents, content_of, seen, way_of
from goodterms.records.settled.described import SAID, described, over
from goodterms.records.source import Source
from goodterms.terms import shelf
from goodterms.terms.evidence import Problem

TELLING = (Freelancer, Client, Contact, Naming, Invoice, Correspondent)
"""Kinds of records that say whose mail is opened, and what languages people write."""


NAMING = (Payment, TimeEntry, Deliverable, Expense, Feeling, Attempt, Episode)
"""Kinds of records of which only the client's name is asked: there may be many."""


class Memory(Contents, Protocol):
    """What was read before."""

    def knows(self, digest: str) -> bool:
        """Was a file read that had this content, in this way?"""

    def has_read(self, content: str) -> bool:
        """Was a file read that had this content, in whatever way?"""

    def client_names(self) -> Iterable[str]:
        """What clients are called in the records of the kinds in NAMING."""

    def dates_of(self, found: Found) -> str:
        """How the freelancer said that this file writes dates (`Source.dates`)."""


class _NoMemory:
    """The memory of who keeps nothing."""

    def knows(self, _digest: str) -> bool:
        return False

    def has_read(self, _content: str) -> bool:
        return False

    def client_names(self) -> Iterable[str]:
        return ()

    def content_of(self, _found: Found, _stamp: str) -> str:
        return ""

    def dates_of(self, _found: Found) -> str:
        return ""


NO_MEMORY = _NoMemory()


class Turn(NamedTuple):
    """One file's turn: `digest` stands for its content and the way it is read. Its batches are to be used up
    before the next turn; there are none where the memory knows it."""

    found: Found
    name: str
    digest: str
    batches: Iterator[Batch] | None


class Told:
    """What the records that were read so far tell about people."""

    def __init__(self, before: Iterable[Record], names: Iterable[str] = ()) -> None:
        self._names = set(names)
        self._said: list[Record] = []
        self._writers: dict[tuple[str, str], Correspondent] = {}
        self.note(before)

    def note(self, records: Iterable[Record]) -> None:
        """Listens to these records."""
        for record in records:
            if isinstance(record, Correspondent):
                self._writers[record.evidence.source, record.address] = record
            elif isinstance(record, TELLING):
                self._said.append(record)
            elif isinstance(record, NAMING):
                self._names.add(record.client)

    def noted(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """Hands on these batches, and listens."""
        for batch in batches:
            self.note(batch.records)
            yield batch

    def writers(self, source: str) -> dict[str, Correspondent]:
        """Who was counted in that mailbox, by address."""
        return {address: one for (name, address), one in self._writers.items() if name == source}

    @property
    def freelancer(self) -> Freelancer:
        """Who the freelancer is, as far as anybody told."""
        return described(one for one in self._said if isinstance(one, Freelancer))

    def with_own_word(self, me: Freelancer) -> Freelancer:
        """The freelancer of a file, as far as they said nothing else themselves."""
        own = [one for one in self._said if isinstance(one, Freelancer) and one.evidence.source == SAID]
        return over(me, own[-1]) if own else me

    @property
    def languages(self) -> tuple[str, ...]:
        """What the freelancer and the clients are said to write."""
        return languages_of(self._said)

    @property
    def circle(self) -> Circle:
        """Whose mail is opened."""
        return circle_of([*self._said, *self._writers.values()], sorted(self._names))


def in_turn(
    findings: Findings, before: Iterable[Record], hints: Source, version: str, memory: Memory
) -> Iterator[Turn]:
    """Each file's turn, in the order above; `before` is what was kept earlier (the kinds in TELLING),
    `version` stands for the program that reads."""
    for found, batch in findings.refused:
        yield _turn(found, batch.source, seen(f"{found.place} {batch!r}"), iter([batch]), memory)
    told = Told(before, memory.client_names())
    first = introductions(findings, told.freelancer, hints)
    told.note(chain.from_iterable(batch.records for batch in first.values()))
    hints = hints_of(told.with_own_word(met(findings, first, told.freelancer)), hints)
    quiet, speaking = _parted([found for found in findings.files if found not in first], hints)
    for found in quiet:
        own = _asked(hints, found, memory)
        batches = told.noted(_whole(found, own))
        yield _turn(found, found.name, content_of(found, memory) + way_of(version, own), batches, memory)
    contents = {found: content_of(found, memory) for found in speaking}
    asked = {found: replace(_asked(hints, found, memory), memo={}) for found in speaking}
    writers: dict[str, tuple[Correspondent, ...]] = {}
    for found, content in contents.items():
        if not memory.has_read(content):
            told.note(_telling(found, asked[found], writers))
    languages = told.languages
    circle = told.circle
    for found, batch in first.items():
        way = way_of(version, hints, *languages, circle.digest)
        heard = iter([read_messages(batch, languages)])
        yield _turn(found, found.name, content_of(found, memory) + way, heard, memory)
    for found, content in contents.items():
        own = replace(asked.pop(found), circle=circle)
        spoken = _spoken(found, own, languages, writers)
        way = way_of(version, own, *languages, circle.digest)
        yield _turn(found, found.name, content + way, spoken, memory)


def _asked(hints: Source, found: Found, memory: Memory) -> Source:
    """The hints for one file: with the order of its dates, where the freelancer told it before."""
    return hints if hints.dates else replace(hints, dates=memory.dates_of(found))


def _turn(found: Found, name: str, digest: str, batches: Iterator[Batch], memory: Memory) -> Turn:
    return Turn(found, name, digest, None if memory.knows(digest) else batches)


def _parted(files: Iterable[Found], hints: Source) -> tuple[list[Found], list[Found]]:
    """Files that are read at once, and those that wait: what speaks, and archives that may hold such."""
    quiet: list[Found] = []
    speaking: list[Found] = []
    for found in files:
        (speaking if _speaks(found, hints) else quiet).append(found)
    return quiet, speaking


def _speaks(found: Found, hints: Source) -> bool:
    try:
        with opened(found, hints) as source:
            inside = islice(sources(source), 2)
            speaking = [isinstance(one, Source) and _is_speaking(one) for one in inside]
            return len(speaking) > 1 or any(speaking)
    except OSError:
        return False


def _is_speaking(source: Source) -> bool:
    chosen = importer_of(source)
    return chosen is not None and getattr(chosen[1], "SPEAKS", False)


def _whole(found: Found, hints: Source) -> Iterator[Batch]:
    return (reading.whole() for reading in readings_of(found, hints))


def _telling(found: Found, hints: Source, writers: dict[str, tuple[Correspondent, ...]]) -> Iterator[Record]:
    """What a file tells of people before its turn: who wrote in its mailboxes, from the headers alone (also
    put among the `writers`, by the mailbox's name), and what tables and notes say of clients."""
    try:
        with opened(found, hints) as source:
            for one in sources(source):
                chosen = importer_of(one) if isinstance(one, Source) else None
                if chosen is None or isinstance(one, Problem):
                    continue
                if hasattr(chosen[1], "headers"):
                    writers[one.name] = _counted(one, chosen[1].headers(one))
                    yield from writers[one.name]
                elif not getattr(chosen[1], "SPEAKS", False) or hasattr(chosen[1], "TELLS"):
                    yield from (record for record in chosen[1].read(one) if not isinstance(record, Problem))
    except OSError:
        return  # its own turn says so


def _counted(source: Source, headers: Iterable[Header]) -> tuple[Correspondent, ...]:
    tally = Tally(source.me)
    for header in headers:
        tally.add(header)
    return tally.correspondents(source.name)


def _spoken(
    found: Found,
    hints: Source,
    languages: tuple[str, ...],
    writers: dict[str, tuple[Correspondent, ...]],
) -> Iterator[Batch]:
    """What a file that speaks gives, piece by piece: who wrote, then what was said."""
    for reading in readings_of(found, hints):
        if writers.get(reading.name):
            yield Batch(reading.name, reading.importer, writers[reading.name])
        for piece in reading.pieces() if _streams(reading) else (reading.whole(),):
            languages = languages or written_in(piece)
            yield read_messages(piece, languages)


def _streams(reading: Reading) -> bool:
    """Is this a source that may be larger than memory? A table comes at once: it may be all there is."""
    return reading.importer is not None and hasattr(shelf.modules(SHELF)[reading.importer], "STREAMS")
