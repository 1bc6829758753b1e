"""What is asked on the way out: what a letter may say, the plan, the papers, and what comes after."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from goodterms.desk.playbook import OWN_CHOICE, WhichPlaybook, numbers_of
from goodterms.desk.reviewing import judge, only, review
from goodterms.records.model import Move

if TYPE_CHECKING:
    from goodterms.letters.known import Known
    from goodterms.parting.afterwards import After
    from goodterms.parting.dispute import Dispute
    from goodterms.parting.dossier import Dossier
    from goodterms.parting.handover import Handover
    from goodterms.parting.model import Contract, Plan, TermInFact
    from goodterms.parting.screening import Screening
    from goodterms.records.book import Book
    from goodterms.review.model import ClientReview, Review
    from goodterms.review.playbook import Playbook

# Rooms that a question does not lead to are not imported: `inspect` of one small file takes half the time.
# ruff: noqa: PLC0415


def known(
    book: Book, client: str, as_of: date, *, by: WhichPlaybook = OWN_CHOICE, found: Review | None = None
) -> Known:
    """What the records say of a client that a letter could claim; hardly anything of one they do not know.
    `found` is the review of that day where somebody has it already."""
    from goodterms.letters.knowing import known_of

    seen = _seen(book, client, as_of, by, found)
    planned = _planned(book, seen, as_of) if seen.one else None
    return known_of(book, seen.one, seen.name, as_of, seen.numbers, planned)


class _Seen(NamedTuple):
    """The review of a day, what it says of a client, their name as the records have it, and the numbers that
    both go by."""

    review: Review
    one: ClientReview | None
    name: str
    numbers: Playbook


def _seen(book: Book, client: str, as_of: date, by: WhichPlaybook, found: Review | None) -> _Seen:
    found = found or review(book, as_of, by=by)
    one = next(iter(only(found, client).clients), None)
    return _Seen(found, one, one.client if one else client, numbers_of(book, by))


def with_moves(book: Book, moves: Iterable[Move]) -> Book:
    """The same Book with more of what was decided or done on the way out, told last."""
    from goodterms.records.book import Filed

    last = max((filed.key for filed in book.moves), default=0)
    told = (Filed(move.client, last + n, move) for n, move in enumerate(moves, 1))
    return replace(book, moves=(*book.moves, *told))


def plan(
    book: Book, client: str, as_of: date, *, by: WhichPlaybook = OWN_CHOICE, found: Review | None = None
) -> Plan:
    """How to leave a client well; of one whom the records do not know, hardly anything is known. `found` is
    the review of that day where somebody has it already."""
    return _planned(book, _seen(book, client, as_of, by, found), as_of)


def _planned(book: Book, seen: _Seen, as_of: date) -> Plan:
    from goodterms.parting.lessons import reminders
    from goodterms.parting.planning import plan as made_of
    from goodterms.parting.planning import share_of

    found, one, client, numbers = seen
    papers, share = contracts_of(book, client), share_of(found, client)
    agreed = agreed_with(book, client, as_of)
    made = made_of(book, one, client, as_of, numbers, contracts=papers, share=share, agreed=agreed)
    return made._replace(notes=(*made.notes, *reminders(book, client, as_of)))


def contracts_of(book: Book, client: str) -> tuple[Contract, ...]:
    """A client's contracts, read clause by clause."""
    from goodterms.parting.contract.reading import read_contract

    filed = (one.record for one in book.contracts if one.client == client)
    return tuple(
        read_contract(one.text, source=one.evidence.source, corrections=book.corrections) for one in filed
    )


def agreed_with(book: Book, client: str, as_of: date) -> tuple[TermInFact, ...]:
    """What mails with a client settled that still holds, as far as the Book has their words; nothing where
    there is a contract."""
    own = [one for one in book.messages if one.client == client and one.record.sent_at.date() <= as_of]
    if not any(one.record.text for one in own) or any(one.client == client for one in book.contracts):
        return ()
    from goodterms.parting.dossier import lasting_terms

    mine = {*book.freelancer.emails, *(one.record.sender for one in own if not one.incoming)}
    theirs = {one.record.sender for one in own if one.incoming}
    return tuple(one.term for one in lasting_terms((one.record for one in own), mine, theirs))


def agreed_in_mails(book: Book, client: str, language: str = "", me: Collection[str] = ()) -> Dossier:
    """What mails with a client agree on, and what each side still owes by them; `book` has their words. `me`
    are the freelancer's addresses, where they are not those of the Book."""
    from goodterms.parting.dossier import terms_in_fact

    own = [one.record for one in book.messages if one.client == client]
    return terms_in_fact(own, language, me or book.freelancer.emails)


def handover(
    book: Book, client: str, as_of: date, *, by: WhichPlaybook = OWN_CHOICE, found: Review | None = None
) -> Handover:
    """What is handed over to a client, and what of it is open; `book` has the words of their messages.
    `found` is the review of that day where somebody has it already."""
    from goodterms.parting.handover import handover as made_of
    from goodterms.parting.planning import gather

    _, one, name, numbers = _seen(book, client, as_of, by, found)
    return made_of(gather(book, one, name, as_of, numbers, contracts_of(book, name)))


def dispute(book: Book, client: str, as_of: date) -> Dispute:
    """What happened between the two, for whoever decides a dispute; `book` has the words of
    their messages."""
    from goodterms.parting.dispute import dispute as made_of
    from goodterms.parting.planning import gather

    return made_of(gather(book, None, client, as_of, numbers_of(book, OWN_CHOICE)))


def after(
    book: Book, client: str, as_of: date, *, by: WhichPlaybook = OWN_CHOICE, found: Review | None = None
) -> After:
    """What is to be seen and done after an ending, and whether it paid off. `found` is the review of that day
    where somebody has it already."""
    from goodterms.parting.afterwards import afterwards
    from goodterms.parting.planning import gather

    seen = _seen(book, client, as_of, by, found)
    planned = _planned(book, seen, as_of).notice.last_day
    case = gather(book, seen.one, seen.name, as_of, seen.numbers)
    return afterwards(book, case, planned, judge(book, by, seen.review))


def screen(
    book: Book,
    lead: str,
    referred_by: str,
    as_of: date,
    *,
    by: WhichPlaybook = OWN_CHOICE,
    found: Review | None = None,
) -> Screening:
    """Who sent a lead, what that client was like, and what to ask; `book` has the words of what the lead
    wrote (`with_words`, or a `whole_book`). `found` is the review of that day where somebody has it."""
    from goodterms.parting.screening import chain, screening

    by_day = judge(book, by, found)
    return screening(book, lead, chain(book, lead, referred_by, as_of), by_day, as_of)
