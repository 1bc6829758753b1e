"""What mails settle between two, and what each of them still owes the other by their mails."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from goodterms.parting.model import Party, State, TermInFact
from goodterms.terms.evidence import Evidence, Problem

Stance = Literal["states", "asks", "accepts", "refuses"]


class Term(NamedTuple):
    """A term in fact, and who proposed it; `also` are further mails that say so."""

    term: TermInFact
    proposed_by: Party
    also: tuple[Evidence, ...] = ()
    job: int = 0
    """Of several jobs between the two which one it is about, counted from 0."""


class Owed(NamedTuple):
    """Something promised or asked for. `told` says where a mail tells that it came, or is still awaited; it
    is `open` without such a mail where its day is after the last one."""

    what: str
    owed_by: Party
    quote: str
    message_id: str
    evidence: Evidence
    due: date | None = None
    state: State = "unknown"
    told: Evidence | None = None
    """Where a later mail says that it is done, or still open."""
    told_in: str = ""
    """The message that does."""
    also: tuple[Evidence, ...] = ()


class Dossier(NamedTuple):
    """All of it. `terms` in the order they were agreed, superseded ones too."""

    language: str
    terms: tuple[Term, ...] = ()
    loose_ends: tuple[Owed, ...] = ()
    problems: tuple[Problem, ...] = ()
    me: frozenset[str] = frozenset()
    client: frozenset[str] = frozenset()
