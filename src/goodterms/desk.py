"""The desk where a visitor asks, whichever face they came by: the journey in a few calls.

It knows the way from room to room and does nothing itself; no room ever sees it. Files become batches,
batches a Book, a Book readings, readings a review. The clock stays outside: `as_of` is always given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goodterms import __version__
from goodterms.records.asked import NOTHING_ASKED, Asked
from goodterms.records.finding import Findings, find_files
from goodterms.records.hearing import languages_of, read_messages
from goodterms.records.model import Batch, Gut, Message, Move, Record, Verdict
from goodterms.records.reading import is_kept_by_hand, read_files
from goodterms.terms.languages import same_name
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.letters.known import Known
    from goodterms.parting.afterwards import After, Judge
    from goodterms.parting.claim.model import Claims, Wish
    from goodterms.parting.dispute import Dispute
    from goodterms.parting.handover import Handover
    from goodterms.parting.model import Contract, Plan
    from goodterms.parting.screening import Screening
    from goodterms.records.book import Book
    from goodterms.records.gauge import Progress
    from goodterms.records.keeper import FolderOfMail, Keeper, Saved
    from goodterms.records.rounds import Memory, Turn
    from goodterms.review.forecast.model import Forecasts
    from goodterms.review.model import Review
    from goodterms.review.playbook import Playbook

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
    from goodterms.records.ahead import ahead
    from goodterms.review import reviewing
    from goodterms.review.playbook import load
    from goodterms.signals.measure import measure

    me = book.freelancer
    numbers, unusable = load(playbook or me.playbook, own_playbooks, me.rules)
    # What counts as nearly on time is measured by the playbook's number too.
    me = replace(me, rules=(*me.rules, ("grace_days", numbers["grace_days"])))
    found = reviewing.review(book, measure(replace(book, freelancer=me), as_of), as_of, numbers)
    slips = ahead(book, as_of) if is_today else ()
    return replace(found, problems=(*found.problems, *unusable, *slips))


def with_gut(book: Book, told: Iterable[tuple[str, Verdict]], day: date) -> Book:
    """The same Book with what the freelancer felt about some clients, said on that day (M34)."""
    from goodterms.records.book import Filed

    said = (Filed(client, -n, Gut(client, day, verdict)) for n, (client, verdict) in enumerate(told, 1))
    return replace(book, guts=(*book.guts, *said))


def only(found: Review, client: str) -> Review:
    """The same review with that client alone, accents and legal form aside; empty if nobody is called so."""
    wanted = same_name(client)
    return replace(found, clients=tuple(one for one in found.clients if same_name(one.client) == wanted))


def known(
    book: Book, client: str, as_of: date, *, playbook: str = "", own_playbooks: Path | None = None
) -> Known:
    """What the records say of a client that a letter could claim; hardly anything of one they do not know."""
    from goodterms.letters.knowing import known_of

    found = review(book, as_of, playbook=playbook, own_playbooks=own_playbooks)
    one = next(iter(only(found, client).clients), None)
    numbers = _numbers(book, playbook, own_playbooks)
    planned = _planned(book, found, one.client, as_of, numbers) if one else None
    return known_of(book, one, one.client if one else client, as_of, numbers, planned)


def with_moves(book: Book, moves: Iterable[Move]) -> Book:
    """The same Book with more of what was decided or done on the way out, told last."""
    from goodterms.records.book import Filed

    last = max((filed.key for filed in book.moves), default=0)
    told = (Filed(move.client, last + n, move) for n, move in enumerate(moves, 1))
    return replace(book, moves=(*book.moves, *told))


def plan(
    book: Book, client: str, as_of: date, *, playbook: str = "", own_playbooks: Path | None = None
) -> Plan:
    """How to leave a client well; of one whom the records do not know, hardly anything is known."""
    found = review(book, as_of, playbook=playbook, own_playbooks=own_playbooks)
    one = next(iter(only(found, client).clients), None)
    name = one.client if one else client
    return _planned(book, found, name, as_of, _numbers(book, playbook, own_playbooks))


def _planned(book: Book, found: Review, client: str, as_of: date, numbers: Playbook) -> Plan:
    from goodterms.parting.lessons import reminders
    from goodterms.parting.planning import plan as made_of
    from goodterms.parting.planning import share_of

    one = next((one for one in found.clients if one.client == client), None)
    papers, share = contracts_of(book, client), share_of(found, client)
    made = made_of(book, one, client, as_of, numbers, contracts=papers, share=share)
    return made._replace(notes=(*made.notes, *reminders(book, client, as_of)))


def _numbers(book: Book, playbook: str, own_playbooks: Path | None) -> Playbook:
    from goodterms.review.playbook import load

    return load(playbook or book.freelancer.playbook, own_playbooks, book.freelancer.rules)[0]


def contracts_of(book: Book, client: str) -> tuple[Contract, ...]:
    """A client's contracts, read clause by clause."""
    from goodterms.parting.contract.reading import read_contract

    filed = (one.record for one in book.contracts if one.client == client)
    return tuple(
        read_contract(one.text, source=one.evidence.source, corrections=book.corrections) for one in filed
    )


@undisturbed()
def whole_book(keeper: Keeper) -> Book:
    """A Book from all that was imported, with the words of every message: what papers are made from."""
    from goodterms.records.intake import settle

    return settle(keeper.records(), keeper.problems())


def handover(
    book: Book, client: str, as_of: date, *, playbook: str = "", own_playbooks: Path | None = None
) -> Handover:
    """What is handed over to a client, and what of it is open; `book` is a `whole_book`."""
    from goodterms.parting.handover import handover as made_of
    from goodterms.parting.planning import gather

    found = review(book, as_of, playbook=playbook, own_playbooks=own_playbooks)
    one = next(iter(only(found, client).clients), None)
    numbers = _numbers(book, playbook, own_playbooks)
    return made_of(gather(book, one, client, as_of, numbers, contracts_of(book, client)))


def dispute(book: Book, client: str, as_of: date) -> Dispute:
    """What happened between the two, for whoever decides a dispute; `book` is a `whole_book`."""
    from goodterms.parting.dispute import dispute as made_of
    from goodterms.parting.planning import gather

    return made_of(gather(book, None, client, as_of, _numbers(book, "", None)))


def after(
    book: Book, client: str, as_of: date, *, playbook: str = "", own_playbooks: Path | None = None
) -> After:
    """What is to be seen and done after an ending, and whether it paid off."""
    from goodterms.parting.afterwards import afterwards
    from goodterms.parting.planning import gather

    found = review(book, as_of, playbook=playbook, own_playbooks=own_playbooks)
    one = next(iter(only(found, client).clients), None)
    name, numbers = one.client if one else client, _numbers(book, playbook, own_playbooks)
    planned = _planned(book, found, name, as_of, numbers).notice.last_day
    judge = _judge(book, playbook, own_playbooks)
    return afterwards(book, gather(book, one, name, as_of, numbers), planned, judge)


def screen(
    book: Book,
    lead: str,
    referred_by: str,
    as_of: date,
    *,
    playbook: str = "",
    own_playbooks: Path | None = None,
) -> Screening:
    """Who sent a lead, what that client was like, and what to ask; `book` is a `whole_book`."""
    from goodterms.parting.screening import chain, screening

    judge = _judge(book, playbook, own_playbooks)
    return screening(book, lead, chain(book, lead, referred_by, as_of), judge, as_of)


def _judge(book: Book, playbook: str, own_playbooks: Path | None) -> Judge:
    """What the review said of a client on a day; each day is reviewed once."""

    @cache
    def reviewed(day: date) -> Review:
        return review(book, day, playbook=playbook, own_playbooks=own_playbooks)

    return lambda client, day: next((one for one in reviewed(day).clients if one.client == client), None)


def claims(book: Book, as_of: date, *, client: str = "", wish: Wish | None = None) -> Claims:
    """What the law adds to late invoices, of all clients or of one, and what it cannot say."""
    from goodterms.parting.claim.claiming import claims as made_of

    return made_of(book, lambda name: contracts_of(book, name), as_of, client=client, wish=wish)


def forecast(book: Book, as_of: date) -> Forecasts:
    """When each open invoice will probably be paid."""
    from goodterms.review.forecast.forecasting import forecast as made_of

    return made_of(book, as_of)
