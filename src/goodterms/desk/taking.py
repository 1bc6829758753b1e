"""Files come in: looked at, read into a Book, or kept; and the Book of what was kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goodterms import __version__
from goodterms.records.asked import NOTHING_ASKED, Asked
from goodterms.records.finding import Findings, find_files
from goodterms.records.hearing import languages_of, read_messages
from goodterms.records.model import Batch, Message, Record
from goodterms.records.reading import is_kept_by_hand, read_files
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.records.book import Book
    from goodterms.records.gauge import Progress
    from goodterms.records.keeper import FolderOfMail, Keeper, Saved
    from goodterms.records.rounds import Memory, Turn

# Rooms that a question does not lead to are not imported: `inspect` of one small file takes half the time.
# ruff: noqa: PLC0415


def _silent(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""


class Brought(NamedTuple):
    """One source that was imported, or was known."""

    name: str
    importer: str | None
    saved: Saved
    path: Path | None = None
    """The file that it is or lies in."""
    is_known: bool = False
    """Was it not read, because it has not changed?"""
    is_erased: bool = False
    """Was it not read, because what it told was erased?"""


def inspect(paths: Iterable[Path], progress: Progress = _silent, asked: Asked = NOTHING_ASKED) -> list[Batch]:
    """What would be read from these files and folders, and what could not be; keeps nothing."""
    findings = find_files(paths)
    batches = []
    for batch in read_files(findings, hints=asked.hints()):
        batches.append(batch)
        progress(len(batches), len(findings.files) + len(findings.refused), batch.source)
    languages = languages_of(record for batch in batches for record in batch.records)
    return [read_messages(batch, languages) for batch in batches]


def read(paths: Iterable[Path], progress: Progress = _silent, asked: Asked = NOTHING_ASKED) -> list[Batch]:
    """What files and folders give; of mail only that with clients."""
    from goodterms.records.rounds import NO_MEMORY

    turns = _turns(find_files(paths), (), asked, NO_MEMORY, progress)
    return [batch for turn in turns for batch in turn.batches or ()]


@undisturbed()
def take_in(paths: Iterable[Path], progress: Progress = _silent, asked: Asked = NOTHING_ASKED) -> Book:
    """A Book from files and folders, kept nowhere."""
    from goodterms.records.intake import settle

    batches = read(paths, progress, asked)
    records = [record for batch in batches for record in batch.records]
    return settle(records, [problem for batch in batches for problem in batch.problems])


def bring_in(
    paths: Iterable[Path], keeper: Keeper, progress: Progress = _silent, asked: Asked = NOTHING_ASKED
) -> Iterator[Brought]:
    """Imports files and folders, one transaction a file; a second time changes nothing."""
    from goodterms.records.rounds import TELLING

    findings = find_files(paths)
    before = keeper.records(*TELLING)
    for turn in _turns(findings, before, asked, keeper, progress):
        yield from _kept(turn, keeper, asked.dates)


def bring_in_mail(folders: Iterable[FolderOfMail], keeper: Keeper) -> Iterator[Brought]:
    """Imports new mail from a server, one transaction a folder. Where the line drops, what came is kept, and
    the error is raised then."""
    for folder in folders:
        if folder.is_read:
            keeper.set_mark(folder.url, str(folder.mark))
            continue
        with keeper.together():
            saved = keeper.save(folder.batches, "", folder.url)
            keeper.set_mark(folder.url, str(folder.mark))
        yield Brought(folder.url, "imap", saved)
        if folder.trouble is not None:
            raise folder.trouble


def _turns(
    findings: Findings, before: Iterable[Record], asked: Asked, memory: Memory, progress: Progress
) -> Iterator[Turn]:
    """Each file's turn, watched: progress is counted in bytes, because a mailbox may be all there is."""
    from goodterms.records.gauge import Gauge
    from goodterms.records.rounds import in_turn

    gauge = Gauge(findings, progress)
    for turn in in_turn(findings, before, asked.hints(gauge.within), __version__, memory):
        gauge.begin(turn.name)
        yield turn
        gauge.end(turn.found)


def _kept(turn: Turn, keeper: Keeper, dates: str) -> list[Brought]:
    """Saves what a file's turn gave: source by source where it is an archive, and all of it or nothing."""
    from goodterms.records.sameness import stamp_of

    if turn.batches is None:
        erased = keeper.is_erased(turn.digest)
        known = keeper.recall(turn.digest)
        return [Brought(turn.name, *known, turn.found.path, is_known=True, is_erased=erased)]
    place, stamp = turn.found.place, stamp_of(turn.found)
    brought = []
    with keeper.together():
        for name, some in groupby(turn.batches, key=lambda batch: batch.source):
            pieces = iter(some)
            first = next(pieces)
            inside = name.removeprefix(turn.name)
            whole = is_kept_by_hand(first.importer) and not first.problems
            digest, path = turn.digest + inside, place + inside
            saved = keeper.save(chain([first], pieces), digest, path, whole=whole, dates=dates, stamp=stamp)
            brought.append(Brought(name, first.importer, saved, turn.found.path))
        keeper.finish(place, turn.digest, stamp)
    return brought


@undisturbed()
def open_book(keeper: Keeper) -> Book:
    """A Book from all that was imported."""
    from goodterms.records.intake import settle

    # What a message does was read when it was imported; the words themselves are not asked for again, but for
    # those that its evidence quotes.
    return settle(keeper.records(without={Message: ("text", "subject")}), keeper.problems())


@undisturbed()
def with_words(book: Book, client: str, keeper: Keeper) -> Book:
    """The same Book with the words of the messages with one client, as far as they are kept."""
    own = [filed for filed in book.messages if filed.client == client]
    mine = {filed.record.sender for filed in own if not filed.incoming}
    theirs = {filed.record.sender for filed in own if filed.incoming}
    theirs.update(to for filed in own if not filed.incoming for to in filed.record.recipients)
    kept = {_known_by(one): one for one in keeper.mail_with(sorted(theirs - mine))}
    said = (
        filed
        if filed.client != client or (one := kept.get(_known_by(filed.record))) is None
        else filed._replace(record=replace(filed.record, text=one.text, subject=one.subject))
        for filed in book.messages
    )
    return replace(book, messages=tuple(said))


def _known_by(message: Message) -> tuple[str, str, datetime]:
    return message.message_id, message.sender, message.sent_at


@undisturbed()
def whole_book(keeper: Keeper) -> Book:
    """A Book from all that was imported, with the words of every message: what papers are made from."""
    from goodterms.records.intake import settle

    return settle(keeper.records(), keeper.problems())
