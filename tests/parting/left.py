"""A client that was left, for what comes after: days count from the last one. Invented people only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from goodterms.parting.afterwards import After, afterwards
from goodterms.parting.planning import gather
from goodterms.records.book import Book, Filed, FiledMessage
from goodterms.records.model import Client, Feeling, LookBack, Message, Move, Payment, TimeEntry
from goodterms.review.playbook import load
from goodterms.terms.money import Money
from parting.scene import CLIENT, MARA, Scene

LAST = date(2026, 3, 31)
"""A Tuesday: the last day of working for the client."""
PLANNED = date(2026, 4, 15)
"""What the plan says."""
OTHER = "Pixel Orchard"


def day(number: int) -> date:
    """So many days after the last day; negative before."""
    return LAST + timedelta(number)


class Left(Scene):
    """A client that was told sixty days before the last day, which was marked."""

    def __init__(self, *steps: str, **about: Any) -> None:
        super().__init__(**about)
        self.others: list[Client] = []
        self.mark("considering", day(-90)).mark("told", day(-60))
        for step in steps or (f"last_day={LAST}", "closed"):
            self.mark(step, LAST if step == "closed" else day(-60))

    def other(self, name: str = OTHER, **about: Any) -> Left:
        """One more client."""
        self.others.append(Client(name, **about))
        return self

    def works(self, when: date, hours: float, client: str = OTHER) -> Left:
        """Hours for another client."""
        key, place = self._here()
        started = datetime.combine(when, time(10), UTC)
        self._keep("hours", Filed(client, key, TimeEntry(client, started, round(hours * 60), evidence=place)))
        return self

    def pays(self, when: date, amount: float, client: str = OTHER, currency: str = "EUR") -> Left:
        """Money from a client."""
        key, place = self._here()
        paid = Payment(client, when, Money(round(amount * 100), currency), evidence=place)
        self._keep("payments", Filed(client, key, paid))
        return self

    def writes(self, when: date, hour: int, client: str = OTHER, *, incoming: bool = True) -> Left:
        """A message at an hour of UTC."""
        key, place = self._here()
        message = Message(datetime.combine(when, time(hour), UTC), "someone@orchard.example", evidence=place)
        self._keep("messages", FiledMessage(client, key, message, incoming))
        return self

    def dreads(self, when: date, dread: int, client: str = OTHER) -> Left:
        """A rating of another client."""
        key, place = self._here()
        self._keep("feelings", Filed(client, key, Feeling(client, when, dread=dread, evidence=place)))
        return self

    def looks(self, when: date, client: str = CLIENT, **said: Any) -> Left:
        """What was said when looking back."""
        key, place = self._here()
        self._keep("look_backs", Filed(client, key, LookBack(client, when, **said, evidence=place)))
        return self

    def moves(self, client: str, when: date, step: str, note: str = "") -> Left:
        """Something marked of another client."""
        key, place = self._here()
        self._keep("moves", Filed(client, key, Move(client, when, step, "", note, place)))
        return self

    def book(self) -> Book:
        """All of it."""
        made = super().book()
        return replace(made, clients=(*made.clients, *self.others))

    def after(self, as_of: date | int = 60, **numbers: float) -> After:
        """What is known so many days after the end."""
        today = as_of if isinstance(as_of, date) else day(as_of)
        book, playbook = self.book(), load(rules=numbers.items())[0]
        case = gather(book, self.review, CLIENT, today, playbook)
        return afterwards(book, case, PLANNED, lambda _client, _day: self.review)


def with_zone(zone: str = "Europe/Brussels") -> dict[str, Any]:
    """A freelancer who says where they are."""
    return {"me": replace(MARA, timezone=zone)}
