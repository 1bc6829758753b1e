"""What happened with each client, apart from what is measured: talks, episodes, the gut, harsh words.

One pass over the book; nothing after the day of the review counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from goodterms.records.book import Book, FiledMessage
from goodterms.records.model import Attempt, Gut
from goodterms.records.settled.owed import due_of
from goodterms.terms.calendar import month_of

CONTEMPT = frozenset({"hostile", "threat"})
HARSH = CONTEMPT | {"irritated"}
SAID = frozenset({"payment_reminder", "boundary"})


@dataclass
class Happened:
    """One client's."""

    since: date | None = None
    """When the client says it began, in the freelancer's records."""
    first: date | None = None
    """Day of the first record."""
    due: list[date] = field(default_factory=list)
    """Due days that have come, one an invoice."""
    attempts: list[Attempt] = field(default_factory=list)
    episodes: list[date] = field(default_factory=list)
    gut: Gut | None = None
    said: dict[str, dict[date, date]] = field(default_factory=dict)
    """For each act of SAID: by month, the first day it was written."""
    hostile: set[date] = field(default_factory=set)
    """Days on which contempt or a threat came."""
    harsh: date | None = None
    """Day of the latest harsh message or angry answer."""

    def saw(self, day: date) -> None:
        """Something was recorded on that day."""
        if self.first is None or day < self.first:
            self.first = day

    def hurt(self, day: date) -> None:
        """Something harsh came on that day."""
        if self.harsh is None or day > self.harsh:
            self.harsh = day

    def known_days(self, as_of: date) -> int | None:
        """Days the records go back, and no more than the client is one; None without either."""
        days = [day for day in (self.since, self.first) if day is not None]
        return (as_of - max(days)).days if days else None


def happened(book: Book, as_of: date) -> dict[str, Happened]:
    """By client, in the book's order."""
    found: dict[str, Happened] = {client.name: Happened(since=client.since) for client in book.clients}
    every: dict[str, Happened] = defaultdict(Happened, found)
    for when in _days(book):
        for client, day in when:
            if day <= as_of:
                every[client].saw(day)
    for message in book.messages:
        if message.record.acts:
            _read(every[message.client], message, as_of)
    for invoice in book.invoices:
        due = due_of(invoice.record)
        if due <= as_of:
            every[invoice.client].due.append(due)
    _talks(book, as_of, every)
    return {client.name: every[client.name] for client in book.clients}


def last_paid(book: Book, as_of: date) -> date | None:
    """Day of the latest payment by anybody."""
    return max((day for one in book.payments if (day := one.record.paid_on) <= as_of), default=None)


def _days(book: Book) -> Iterable[Iterable[tuple[str, date]]]:
    """Client and day of everything that shows that they work together."""
    yield ((one.client, one.record.issued) for one in book.invoices)
    yield ((one.client, one.record.paid_on) for one in book.payments)
    yield ((one.client, one.record.started.date()) for one in book.hours)
    yield ((one.client, one.record.sent_at.date()) for one in book.messages)


def _read(one: Happened, message: FiledMessage, as_of: date) -> None:
    """What a message did that a reading does not keep."""
    day, acts = message.record.sent_at.date(), message.record.acts
    if day > as_of:
        return
    if message.incoming:
        if not HARSH.isdisjoint(acts):
            one.hurt(day)
        if not CONTEMPT.isdisjoint(acts):
            one.hostile.add(day)
        return
    for act in SAID.intersection(acts):
        months = one.said.setdefault(act, {})
        months[month_of(day)] = min(day, months.get(month_of(day), day))


def _talks(book: Book, as_of: date, every: dict[str, Happened]) -> None:
    def until(filed: Iterable[Any]) -> list[Any]:
        return sorted(
            (one for one in filed if one.record.day <= as_of),
            key=lambda one: (one.record.day, str(one.record)),
        )

    for attempt in until(book.attempts):
        every[attempt.client].attempts.append(attempt.record)
        if attempt.record.reaction == "angry":
            every[attempt.client].hurt(attempt.record.day)
    for episode in until(book.episodes):
        every[episode.client].episodes.append(episode.record.day)
    for gut in until(book.guts):
        every[gut.client].gut = gut.record
