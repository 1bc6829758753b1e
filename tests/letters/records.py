"""A freelancer's records made by hand, for what letters say of them. Invented people only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from goodterms.letters.knowing import known_of
from goodterms.letters.known import Known
from goodterms.records.book import Book, Filed, FiledMessage, Settlement
from goodterms.records.model import (
    Client,
    Colleague,
    Deliverable,
    Feeling,
    Freelancer,
    Invoice,
    Message,
    Payment,
    TimeEntry,
)
from goodterms.review.model import ClientReview
from goodterms.review.playbook import load
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

AS_OF = date(2026, 6, 30)
CLIENT = "Quayside Bikes"
OTHER = "Linden Press"
MARA = Freelancer(name="Mara Lind", currency="EUR", work_from=9 * 60, work_to=17 * 60)


def ago(days: int) -> date:
    """So many days before the day that is asked for."""
    return AS_OF - timedelta(days=days)


def euros(amount: int) -> Money:
    """Whole euros."""
    return Money(amount * 100, "EUR")


class Records:
    """What is put into a Book, record by record."""

    def __init__(self, me: Freelancer = MARA, **about: Any) -> None:
        self.me = me
        self.clients = [Client(CLIENT, **about), Client(OTHER)]
        self.kinds: dict[str, list[Any]] = {}
        self.credited: dict[int, Money] = {}
        self.colleagues: list[Colleague] = []
        self._keys = count(1)

    def bill(
        self,
        number: str,
        issued: date,
        total: int = 500,
        *,
        due: date | None = None,
        paid: Iterable[tuple[date, int]] = (),
        client: str = CLIENT,
        credit: int = 0,
        currency: str = "EUR",
        disputed: bool = False,
    ) -> int:
        """An invoice, and what came in for it; its key."""
        key, place = self._here()
        invoice = Invoice(number, client, issued, euros(total), due=due, disputed=disputed, evidence=place)
        self._keep("invoices", Filed(client, key, invoice))
        if credit:
            self.credited[key] = euros(credit)
        for day, amount in paid:
            money = Money(amount * 100, currency)
            payment, _ = self._here()
            self._keep("payments", Filed(client, payment, Payment(client, day, money)))
            self._keep("settlements", Settlement(client, key, payment, day, money))
        return key

    def pay(self, day: date, client: str = OTHER) -> None:
        """A payment for something else."""
        key, _ = self._here()
        self._keep("payments", Filed(client, key, Payment(client, day, euros(1))))

    def work(self, day: date, hours: float, client: str = CLIENT, **about: Any) -> None:
        """Hours on a day."""
        key, place = self._here()
        started = datetime.combine(day, time(10), UTC)
        entry = TimeEntry(client, started, round(hours * 60), evidence=place, **about)
        self._keep("hours", Filed(client, key, entry))

    def make(self, name: str, delivered_on: date | None = None, due: date | None = None) -> None:
        """A piece of work for the client."""
        key, place = self._here()
        work = Deliverable(CLIENT, name, due=due, delivered_on=delivered_on, evidence=place)
        self._keep("deliverables", Filed(CLIENT, key, work))

    def mail(
        self, day: date, sender_name: str = "", *, incoming: bool = True, sender: str = "", **about: Any
    ) -> None:
        """A message from the client, or to them."""
        key, place = self._here()
        sent = datetime.combine(day, time(11, key % 60), UTC)
        message = Message(
            sent, sender or "someone@bikes.example", sender_name=sender_name, evidence=place, **about
        )
        self._keep("messages", FiledMessage(CLIENT, key, message, incoming))

    def feel(self, day: date, **rated: Any) -> None:
        """Ratings of a day."""
        key, place = self._here()
        self._keep("feelings", Filed(CLIENT, key, Feeling(CLIENT, day, evidence=place, **rated)))

    def book(self) -> Book:
        """All of it."""
        return Book(
            self.me,
            clients=tuple(self.clients),
            credited=self.credited,
            colleagues=tuple(self.colleagues),
            **{kind: tuple(filed) for kind, filed in self.kinds.items()},
        )

    def known(
        self, found: ClientReview | None = None, client: str = CLIENT, as_of: date = AS_OF, **numbers: float
    ) -> Known:
        """What they say of the client."""
        return known_of(self.book(), found, client, as_of, load(rules=numbers.items())[0])

    def _here(self) -> tuple[int, Evidence]:
        key = next(self._keys)
        return key, Evidence("records.csv", f"line {key}")

    def _keep(self, kind: str, filed: Any) -> None:
        self.kinds.setdefault(kind, []).append(filed)
