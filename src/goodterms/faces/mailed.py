"""What `goodterms contract` reads of mails, where there is no contract: a folder of mails, a mailbox, or the
mail with one client that is among the records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodterms.faces.asking import book_of, client_named, store

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.dossier import Dossier, Owed, Term
    from goodterms.records.model import Record
    from goodterms.terms.evidence import Evidence, Problem

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

SUFFIXES = frozenset({".eml", ".mbox"})


def is_mail(path: Path) -> bool:
    """Is it a folder, a mail or a mailbox?"""
    return path.is_dir() or path.suffix.lower() in SUFFIXES


def has_mail(folder: Path) -> bool:
    """Does a mail or a mailbox lie in a folder, or below it?"""
    from goodterms.records.finding import files_of

    return any(Path(name).suffix.lower() in SUFFIXES for name in files_of(folder))


def is_read(found: Dossier) -> bool:
    """Could mails be read, whatever else could not?"""
    return bool(not found.problems or found.terms or found.loose_ends)


def of_path(path: Path, language: str, me: Sequence[str]) -> Dossier:
    """What the mails below a path agree on; `me` are the freelancer's addresses, else those that a
    goodterms.toml beside the mails names."""
    from goodterms.parting.dossier import terms_in_fact
    from goodterms.records.model import Freelancer, Message

    records, problems = _records(path)
    mails = [one for one in records if isinstance(one, Message)]
    told = me or [email for one in records if isinstance(one, Freelancer) for email in one.emails]
    found = terms_in_fact(mails, language, told)
    placed = tuple(one._replace(source=one.source or str(path)) for one in found.problems)
    return found._replace(problems=(*problems, *placed))


def _records(path: Path) -> tuple[list[Record], tuple[Problem, ...]]:
    """What lies below a path, as far as it is mail or says who the freelancer is."""
    from goodterms.records.finding import files_of
    from goodterms.records.reading import read_source
    from goodterms.records.source import Source

    files = files_of(path) if path.is_dir() else {path.name: path.read_bytes}
    chosen = [
        name for name in files if Path(name).suffix.lower() in SUFFIXES or Path(name).name == "goodterms.toml"
    ]
    batches = [read_source(Source(name, files[name](), _beside(path, name))) for name in chosen]
    records = [record for batch in batches for record in batch.records]
    return records, tuple(problem for batch in batches for problem in batch.problems)


def _beside(path: Path, name: str) -> Path:
    return path / name if path.is_dir() else path


def of_client(client: str, place: Path | None, language: str, me: Sequence[str], words: Words) -> Dossier:
    """What the mails with a client agree on, of the records of a folder, else of the store."""
    from goodterms import desk

    book = book_of(place, words)
    name = client_named(client, book, words)
    if place is None:
        with store() as kept:
            book = desk.with_words(book, name, kept)
    found = desk.agreed_in_mails(book, name, language, me)
    return found._replace(problems=tuple(one._replace(source=one.source or client) for one in found.problems))


def document(name: str, found: Dossier, words: Words) -> dict[str, Any]:
    """A dossier as a file of the contract document: terms in fact beside clauses, of which there are none."""
    from goodterms.faces.documents import problem

    return {
        "path": name,
        "language": found.language or None,
        "clauses": [],
        "not_found": [],
        "terms_in_fact": [_term(one) for one in found.terms],
        "loose_ends": [_owed(one) for one in found.loose_ends],
        "problems": [problem(one, words) for one in found.problems],
    }


def _term(one: Term) -> dict[str, Any]:
    term = one.term
    return {
        "what": term.what, "value": term.value, "quote": term.quote, "message_id": term.message_id,
        "superseded": term.is_superseded, "proposed_by": one.proposed_by, "job": one.job + 1,
        "also": _quotes(one.also),
    }  # fmt: skip


def _owed(one: Owed) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "what": one.what, "owed_by": one.owed_by, "due": one.due.isoformat() if one.due else None,
        "state": one.state, "quote": one.quote, "message_id": one.message_id, "also": _quotes(one.also),
    }  # fmt: skip
    if one.told is not None:
        shown["told"] = {"quote": one.told.quote, "message_id": one.told_in}
    return shown


def _quotes(places: Iterable[Evidence]) -> list[dict[str, str]]:
    return [{"quote": one.quote, "message_id": one.locator} for one in places]
