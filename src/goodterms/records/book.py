"""Everything one freelancer has, each record with the client it belongs to: what the later rooms read.

A Book is made by `goodterms.records.intake.settle` and never changed. Records are numbered (`key`) so that a
figure can lead back to the rows behind it; numbers hold for one Book only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from goodterms.records.model import (
    Attempt,
    Client,
    Colleague,
    ContractText,
    Correction,
    Deliverable,
    Episode,
    Expense,
    Feeling,
    Freelancer,
    Gut,
    Invoice,
    LookBack,
    Meeting,
    Message,
    Move,
    Payment,
    TimeEntry,
)
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.exchange import Rates
from goodterms.terms.money import Money

R = TypeVar("R")


class Filed(NamedTuple, Generic[R]):
    """A record under the name of the client it belongs to."""

    client: str
    key: int
    record: R


class FiledMessage(NamedTuple):
    """A message, and which way it went."""

    client: str
    key: int
    record: Message
    incoming: bool
    """From the client to the freelancer."""


class Settlement(NamedTuple):
    """A part of a payment that settles (a part of) an invoice."""

    client: str
    invoice: int
    payment: int
    paid_on: date
    amount: Money


class Credit(NamedTuple):
    """What a credit note takes off an invoice, and its day."""

    invoice: int
    day: date
    amount: Money
    evidence: Evidence = Evidence("", "")
    """Where the note was read."""
    tax: Money | None = None
    """The VAT in `amount`, as the note tells it."""


@dataclass(frozen=True)
class Book:
    """One freelancer's records, sorted by client; see the module."""

    freelancer: Freelancer
    clients: tuple[Client, ...] = ()
    invoices: tuple[Filed[Invoice], ...] = ()
    """Without credit notes: those are in `credited`."""
    credited: dict[int, Money] = field(default_factory=dict)
    """By invoice key: what credit notes take off its total."""
    credits: tuple[Credit, ...] = ()
    """The same, note by note, where the day is known."""
    payments: tuple[Filed[Payment], ...] = ()
    settlements: tuple[Settlement, ...] = ()
    expenses: tuple[Filed[Expense], ...] = ()
    hours: tuple[Filed[TimeEntry], ...] = ()
    deliverables: tuple[Filed[Deliverable], ...] = ()
    messages: tuple[FiledMessage, ...] = ()
    meetings: tuple[Filed[Meeting], ...] = ()
    contracts: tuple[Filed[ContractText], ...] = ()
    feelings: tuple[Filed[Feeling], ...] = ()
    attempts: tuple[Filed[Attempt], ...] = ()
    episodes: tuple[Filed[Episode], ...] = ()
    guts: tuple[Filed[Gut], ...] = ()
    moves: tuple[Filed[Move], ...] = ()
    """In the order in which they were told; `Move.day` may say otherwise."""
    look_backs: tuple[Filed[LookBack], ...] = ()
    colleagues: tuple[Colleague, ...] = ()
    corrections: tuple[Correction, ...] = ()
    """Of contracts, by their text: nobody's in particular."""
    rates: Rates = field(default_factory=Rates)
    """Between currencies, as files told them."""
    problems: tuple[Problem, ...] = ()

    def evidence(self, key: int) -> Evidence:
        """Where the record of that number was read."""
        return self._evidence[key]

    @cached_property
    def _evidence(self) -> dict[int, Evidence]:
        kinds: tuple[Iterable[Filed[Any] | FiledMessage], ...] = (
            self.invoices, self.payments, self.hours, self.deliverables, self.messages, self.meetings,
            self.contracts, self.feelings, self.attempts, self.episodes, self.guts, self.moves,
            self.look_backs, self.expenses,
        )  # fmt: skip
        return {filed.key: filed.record.evidence for kind in kinds for filed in kind}
