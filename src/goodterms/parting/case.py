"""What is a plan made from? All that is known of one client on a day, gathered once."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from goodterms.parting.contract.markup import plain_words
from goodterms.parting.days import Occasion
from goodterms.parting.journey import Journey
from goodterms.parting.model import Clause, Contract, NoticeRule, TermInFact
from goodterms.parting.own import is_regular
from goodterms.records.book import Book, Filed
from goodterms.records.model import Client, Deliverable
from goodterms.review.model import ClientReview
from goodterms.review.playbook import Playbook
from goodterms.terms.calendar import read_day
from goodterms.terms.evidence import Evidence

MOST = 3650
"""Of a number in a clause: more days than ten years of them are a slip of the pen, in months far more so."""


class Case(NamedTuple):
    """One client on a day. `own` are the client's records alone."""

    client: Client
    own: Book
    found: ClientReview | None
    """What the review says; None where it knows nobody of that name."""
    contracts: tuple[Contract, ...]
    rule: NoticeRule
    way: Journey
    numbers: Playbook
    as_of: date
    since: date | None = None
    """The first day of working together."""
    share: float | None = None
    """The client's part (0-1) of all hours or of the money of a year, whichever is more."""
    agreed: tuple[TermInFact, ...] = ()
    """What mails settled that still holds; nothing where there is a contract."""

    @property
    def is_regular(self) -> bool | None:
        """Is it regular work, so that notice is owed? None where nobody knows."""
        return is_regular(self.own, self.since, self.as_of)

    @property
    def country(self) -> str:
        """Whose holidays count: the client's, else those where the freelancer is."""
        return self.client.country or self.own.freelancer.country

    @property
    def told_on(self) -> date | None:
        """The day on which the client was told; None before."""
        return self.way.told_on

    def clauses(self, *kinds: str) -> tuple[tuple[Contract, Clause], ...]:
        """The clauses of these kinds that are in force, with the contract that has them."""
        return tuple(
            (contract, clause)
            for contract in self.contracts
            for clause in contract.clauses
            if clause.kind in kinds and clause.is_in_force
        )

    def in_mails(self, what: str) -> tuple[TermInFact, ...]:
        """The terms of that kind that mails settled."""
        return tuple(one for one in self.agreed if one.what == what)

    def delivered_on(self, work: Filed[Deliverable]) -> date | None:
        """The day on which a piece of work was delivered, by its own row or by a move; None before."""
        day = work.record.delivered_on
        if day is not None and day <= self.as_of:
            return day
        name = work.record.name.casefold()
        said = [move.day for move in self.way.all("delivered") if move.value.casefold() == name]
        return said[0] if said else None

    def occasions(self) -> tuple[Occasion, ...]:
        """The days that matter to the client: those that were told, and when they wait for a delivery."""
        told = [
            Occasion(day, move.note)
            for move in self.way.all("critical_date")
            if (day := read_day(move.value)) is not None
        ]
        waited = [
            Occasion(work.record.due, work.record.name)
            for work in self.own.deliverables
            if work.record.due is not None and self.delivered_on(work) is None
        ]
        return tuple(sorted((*told, *waited)))


def quoted(contract: Contract, clause: Clause) -> Evidence:
    """Where a contract says so, in its own words."""
    line = contract.text.count("\n", 0, clause.span.start) + 1
    place = f"page {clause.page}" if clause.page else f"line {line}"
    return Evidence(contract.source, place, plain_words(contract.quote(clause.span)))


def number(clause: Clause, name: str) -> int | None:
    """A whole number of days, weeks, months or years that a clause gives; None where it gives none, or none
    that anybody agrees on."""
    value = clause.value.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value <= MOST else None
