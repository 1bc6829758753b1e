"""The records as somebody looks at them, and what the desk says of them: pages and programs ask here.

Feelings are taken out of the records before anything is asked, unless they are to be told too: what is worked
out without them cannot tell them. So a verdict may be another one than the freelancer's own screen shows.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from goodterms import desk
from goodterms.faces.home import own_playbooks

if TYPE_CHECKING:
    from goodterms.letters.known import Known
    from goodterms.parting.afterwards import After
    from goodterms.parting.cash.model import WhatIf
    from goodterms.parting.cash.model import Wish as CashWish
    from goodterms.parting.claim.model import Claims
    from goodterms.parting.claim.model import Wish as ClaimWish
    from goodterms.parting.dispute import Dispute
    from goodterms.parting.dossier import Dossier
    from goodterms.parting.handover import Handover
    from goodterms.parting.model import Contract, Plan
    from goodterms.records.book import Book
    from goodterms.review.forecast.model import Forecasts
    from goodterms.review.model import Review
    from goodterms.signals.reading import Readings

A = TypeVar("A")


class Day(NamedTuple):
    """Of which day, by which playbook, and whether with feelings."""

    today: date
    is_today: bool
    playbook: str = ""
    with_feelings: bool = False


class Records(ABC):
    """One look at the records. What was answered before is not worked out again while they stay the same."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.by = desk.WhichPlaybook(day.playbook, own_playbooks())

    @abstractmethod
    def ask(self, question: str, *values: Any, answer: Callable[[], A]) -> A:
        """An answer about the records on this day, from before where there is one. It may ask for others."""

    @abstractmethod
    def whole(self) -> Book:
        """All the records, feelings too; of messages not the words."""

    @abstractmethod
    def with_words(self, book: Book, client: str) -> Book:
        """The same with what the messages with one client say."""

    @property
    def today(self) -> date:
        """The day that is taken for today."""
        return self.day.today

    @property
    def kept_back(self) -> tuple[str, ...]:
        """What is not told."""
        return () if self.day.with_feelings else desk.KEPT_BACK

    @property
    def unquoted(self) -> frozenset[tuple[str, str]]:
        """Lines that are not quoted: they tell a feeling beside something else."""
        if self.day.with_feelings:
            return frozenset()
        return self.ask("unquoted", answer=lambda: desk.beside_feelings(self.whole()))

    @property
    def book(self) -> Book:
        """The records, as far as they may be told."""
        if self.day.with_feelings:
            return self.whole()
        return self.ask("apart", answer=lambda: desk.without_feelings(self.whole()))

    def worded(self, client: str) -> Book:
        """The records with what the messages with one client say."""
        return self.with_words(self.book, client)

    @property
    def readings(self) -> Readings:
        """All that was measured."""
        return self._weighed[0]

    @property
    def review(self) -> Review:
        """Every client's verdict."""
        return self._weighed[1]

    @property
    def _weighed(self) -> tuple[Readings, Review]:
        return self.ask("review", answer=self._weigh)

    def _weigh(self) -> tuple[Readings, Review]:
        book, day, by = self.book, self.day, self.by
        readings = desk.measured(book, day.today, by=by)
        return readings, desk.review(book, day.today, by=by, is_today=day.is_today, readings=readings)

    def plan(self, client: str) -> Plan:
        """How to leave them."""
        return self._reviewed("plan", desk.plan, client)

    def known(self, client: str) -> Known:
        """What a letter to them could claim."""
        return self._reviewed("known", desk.known, client)

    def handover(self, client: str) -> Handover:
        """What is handed over to them, and what of it is open."""
        return self._reviewed("handover", desk.handover, client)

    def after(self, client: str) -> After:
        """What is seen and to be done after leaving them."""
        return self._reviewed("after", desk.after, client)

    def _reviewed(self, question: str, said: Callable[..., A], client: str) -> A:
        """What the desk says of a client, by the review that there is."""
        return self.ask(
            question,
            client,
            answer=lambda: said(self.worded(client), client, self.today, by=self.by, found=self.review),
        )

    def dispute(self, client: str) -> Dispute:
        """What happened between the two, for whoever decides a dispute."""
        return self.ask(
            "dispute", client, answer=lambda: desk.dispute(self.worded(client), client, self.today)
        )

    @property
    def forecast(self) -> Forecasts:
        """When each open invoice will probably be paid."""
        return self.ask("forecast", answer=lambda: desk.forecast(self.book, self.today))

    def claims(self, client: str = "", wish: ClaimWish | None = None) -> Claims:
        """What the law adds to late invoices, of one client or of all."""
        return self.ask(
            "claims",
            client,
            wish,
            answer=lambda: desk.claims(self.book, self.today, client=client, wish=wish),
        )

    def what_if(self, client: str, wish: CashWish) -> WhatIf:
        """Cash with them and without."""
        return self.ask(
            "what-if",
            client,
            wish,
            answer=lambda: desk.what_if(self.worded(client), client, self.today, wish, by=self.by),
        )

    @property
    def currency(self) -> str:
        """The currency of sums that are told without one."""
        return self.ask("currency", answer=lambda: desk.currency(self.book, self.today))

    def contracts(self, client: str) -> tuple[Contract, ...]:
        """Their contracts, clause by clause."""
        return self.ask("contracts", client, answer=lambda: desk.contracts_of(self.book, client))

    def mails(self, client: str) -> Dossier:
        """What their mails settle, where there is no contract."""
        return self.ask("mails", client, answer=lambda: desk.agreed_in_mails(self.worded(client), client))
