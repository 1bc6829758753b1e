"""The records as another program is shown them, and what the desk says of them.

Feelings are taken out of the records before anything is asked, unless they are to be told too: what is worked
out without them cannot tell them. So a verdict may be another one than the freelancer's own screen shows.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from goodterms import desk
from goodterms.faces.home import home, store

if TYPE_CHECKING:
    from goodterms.letters.known import Known
    from goodterms.parting.cash.model import WhatIf
    from goodterms.parting.cash.model import Wish as CashWish
    from goodterms.parting.claim.model import Claims
    from goodterms.parting.claim.model import Wish as ClaimWish
    from goodterms.parting.dossier import Dossier
    from goodterms.parting.model import Contract, Plan
    from goodterms.records.book import Book
    from goodterms.review.forecast.model import Forecasts
    from goodterms.review.model import Review

A = TypeVar("A")


class Day(NamedTuple):
    """Of which day, by which playbook, and whether with feelings."""

    today: date
    is_today: bool
    playbook: str = ""
    with_feelings: bool = False


class Records(ABC):
    """One question's look at the records. An answer is worked out from values alone, and never asks for
    another one: where it is worked out by somebody else, they answer one question at a time."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.own_playbooks: Path = home() / "playbooks"

    @abstractmethod
    def remember(self, question: str, *values: Any, answer: Callable[[], A]) -> A:
        """An answer, from before where the records are the same."""

    @abstractmethod
    def whole(self) -> Book:
        """All the records, feelings too."""

    @abstractmethod
    def worded(self, book: Book, client: str) -> Book:
        """With the words of the messages with a client, where no contract says what was agreed."""

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
        whole = self.whole()
        return self.remember("unquoted", answer=lambda: desk.beside_feelings(whole))

    @property
    def book(self) -> Book:
        """The records, as far as they may be told."""
        whole = self.whole()
        if self.day.with_feelings:
            return whole
        return self.remember("apart", answer=lambda: desk.without_feelings(whole))

    @property
    def review(self) -> Review:
        """Every client's verdict."""
        book, day, own = self.book, self.day, self.own_playbooks
        return self.remember(
            "review",
            answer=lambda: desk.review(
                book, day.today, playbook=day.playbook, own_playbooks=own, is_today=day.is_today
            ),
        )

    def plan(self, client: str) -> Plan:
        """How to leave them."""
        book, found, day, own = self.book, self.review, self.day, self.own_playbooks
        return self.remember(
            "plan",
            client,
            answer=lambda: desk.plan(
                self.worded(book, client),
                client,
                day.today,
                playbook=day.playbook,
                own_playbooks=own,
                found=found,
            ),
        )

    def known(self, client: str) -> Known:
        """What a letter to them could claim."""
        book, found, day, own = self.book, self.review, self.day, self.own_playbooks
        return self.remember(
            "known",
            client,
            answer=lambda: desk.known(
                self.worded(book, client),
                client,
                day.today,
                playbook=day.playbook,
                own_playbooks=own,
                found=found,
            ),
        )

    @property
    def forecast(self) -> Forecasts:
        """When each open invoice will probably be paid."""
        book = self.book
        return self.remember("forecast", answer=lambda: desk.forecast(book, self.today))

    def claims(self, client: str, wish: ClaimWish) -> Claims:
        """What the law adds to late invoices, of one client or of all."""
        book = self.book
        return self.remember(
            "claims", client, wish, answer=lambda: desk.claims(book, self.today, client=client, wish=wish)
        )

    def what_if(self, client: str, wish: CashWish) -> WhatIf:
        """Cash with them and without."""
        book, day, own = self.book, self.day, self.own_playbooks
        return self.remember(
            "what-if",
            client,
            wish,
            answer=lambda: desk.what_if(
                self.worded(book, client),
                client,
                day.today,
                wish,
                playbook=day.playbook,
                own_playbooks=own,
            ),
        )

    @property
    def currency(self) -> str:
        """The currency of sums that are told without one."""
        book = self.book
        return self.remember("currency", answer=lambda: desk.currency(book, self.today))

    def contracts(self, client: str) -> tuple[Contract, ...]:
        """Their contracts, clause by clause."""
        book = self.book
        return self.remember("contracts", client, answer=lambda: desk.contracts_of(book, client))

    def mails(self, client: str) -> Dossier:
        """What their mails settle, where there is no contract."""
        book = self.book
        return self.remember(
            "mails", client, answer=lambda: desk.agreed_in_mails(self.worded(book, client), client)
        )


def worded_from_store(book: Book, client: str) -> Book:
    """With the words of the messages with a client from the store, where no contract says what was agreed."""
    if any(one.client == client for one in book.contracts):
        return book
    with store() as kept:
        return desk.with_words(book, client, kept)
