"""What of a Book goes into the tables? Figures and days; of words and names only what its person shares.

The answer is a Book again, so that its review can be held against that of the tables, field by field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from goodterms.network.consent import Consent
from goodterms.network.pseudonyms import Pseudonyms
from goodterms.records.aside import SET_ASIDE, TAKEN_BACK
from goodterms.records.book import Book, Filed, FiledMessage, Settlement
from goodterms.records.model import (
    Client,
    Deliverable,
    Expense,
    Freelancer,
    Invoice,
    Message,
    Move,
    Payment,
    TimeEntry,
)
from goodterms.records.settled.settling import TOKEN
from goodterms.terms.evidence import Evidence, Problem, Value
from goodterms.terms.exchange import Rates

_PLAIN = re.compile(r"(?:(?:, )?(?:line|message|page|paragraph|chat) \d+)+")
"""Places in a file that name nobody."""
_WORDLESS = "…"
"""Stands where a problem quotes what it could not read."""


def veil(book: Book, freelancer: str, shared: Consent, names: Pseudonyms) -> Book:
    """The Book as its person shares it, under the freelancer's pseudonym."""
    return _Veil(freelancer, shared, names).book(book)


class _Veil:
    """Looks up what one freelancer's names and places become."""

    def __init__(self, freelancer: str, shared: Consent, names: Pseudonyms) -> None:
        self._me, self._shared, self._names = freelancer, shared, names
        self.client = cache(self._client)
        self._source = cache(lambda source: names.of("file", freelancer, source) if source else "")

    def _client(self, name: str) -> str:
        return name if self._shared.names or not name else self._names.of("client", self._me, name)

    def place(self, told: Evidence) -> Evidence:
        quote = told.quote if self._shared.texts else ""
        if self._shared.names:
            return Evidence(told.source, told.locator, quote)
        return Evidence(self._source(told.source), self._locator(told.locator), quote)

    def _locator(self, told: str) -> str:
        if not told or _PLAIN.fullmatch(told):
            return told
        return self._names.of("place", self._me, told)

    def number(self, told: str) -> str:
        """Of an invoice: what tells it from others, and what a payment names it by."""
        if self._shared.names or not told:
            return told
        return self._names.of("n", self._me, told.upper())

    def reference(self, told: str, numbers: frozenset[str]) -> str:
        """Of what was written with a payment, the numbers of invoices."""
        if self._shared.texts and self._shared.names:
            return told
        tokens = TOKEN.findall(told.upper())
        return " ".join(self.number(token) for token in tokens if token in numbers)

    def book(self, book: Book) -> Book:
        feelings = self._shared.feelings
        numbers = frozenset(one.record.number.upper() for one in book.invoices if one.record.number)
        return Book(
            freelancer=_me(book.freelancer, self._me),
            clients=tuple(Client(self.client(one.name), since=one.since) for one in book.clients),
            invoices=tuple(self._filed(one, self._invoice(one.record)) for one in book.invoices),
            credited=book.credited,
            credits=tuple(one._replace(evidence=self.place(one.evidence)) for one in book.credits),
            payments=tuple(self._filed(one, self._payment(one.record, numbers)) for one in book.payments),
            settlements=tuple(Settlement(self.client(one.client), *one[1:]) for one in book.settlements),
            expenses=tuple(self._filed(one, self._expense(one.record)) for one in book.expenses),
            hours=tuple(self._filed(one, self._hours(one.record)) for one in book.hours),
            deliverables=tuple(self._filed(one, self._work(one.record)) for one in book.deliverables),
            messages=tuple(self._message(one) for one in book.messages),
            feelings=self._said(book.feelings, note="") if feelings else (),
            attempts=tuple(self._filed(one, self._attempt(one)) for one in book.attempts),
            episodes=self._said(book.episodes) if feelings else (),
            guts=self._said(book.guts) if feelings else (),
            moves=tuple(self._filed(one, _move(one.record)) for one in book.moves),
            rates=Rates(tuple(one._replace(source=self.place(one.source)) for one in book.rates.quotes)),
            problems=tuple(self._problem(one) for one in book.problems),
        )

    def _filed(self, one: Filed[Any], record: Any) -> Filed[Any]:
        return Filed(self.client(one.client), one.key, record)

    def _said(self, some: Iterable[Filed[Any]], **without: str) -> tuple[Filed[Any], ...]:
        """As they are, but for the name and the place."""
        return tuple(
            self._filed(
                one,
                replace(
                    one.record, client=self._called(one), evidence=self.place(one.record.evidence), **without
                ),
            )
            for one in some
        )

    def _called(self, one: Filed[Any]) -> str:
        """The client as the record writes it: records of one day are told in the order of their words."""
        called: str = one.record.client
        return called if self._shared.names else self.client(one.client)

    def _attempt(self, one: Filed[Any]) -> Any:
        told = one.record
        asked = told.asked if self._shared.texts else ""
        return replace(told, client=self._called(one), asked=asked, evidence=self.place(told.evidence))

    def _invoice(self, told: Invoice) -> Invoice:
        return Invoice(
            self.number(told.number), "", told.issued, told.total, told.due,
            disputed=told.disputed, tax=told.tax, evidence=self.place(told.evidence),
        )  # fmt: skip

    def _payment(self, told: Payment, numbers: frozenset[str]) -> Payment:
        return Payment(
            "", told.paid_on, told.amount, tuple(map(self.number, told.invoices)),
            reference=self.reference(told.reference, numbers), evidence=self.place(told.evidence),
        )  # fmt: skip

    def _expense(self, told: Expense) -> Expense:
        return Expense("", told.day, told.amount, evidence=self.place(told.evidence))

    def _hours(self, told: TimeEntry) -> TimeEntry:
        place = self.place(told.evidence)
        return TimeEntry("", told.started, told.minutes, told.activity, told.billable, evidence=place)

    def _work(self, told: Deliverable) -> Deliverable:
        return Deliverable(
            "", "", told.due, told.delivered_on, rounds_agreed=told.rounds_agreed, rounds=told.rounds,
            evidence=self.place(told.evidence),
        )  # fmt: skip

    def _message(self, one: FiledMessage) -> FiledMessage:
        told = one.record
        record = Message(
            told.sent_at, "", channel=told.channel, thread=told.thread, automatic=told.automatic,
            acts=told.acts, evidence=self.place(told.evidence),
        )  # fmt: skip
        return FiledMessage(self.client(one.client), one.key, record, one.incoming)

    def _problem(self, told: Problem) -> Problem:
        place = self.place(Evidence(told.source, told.locator))
        return Problem(place.source, place.locator, told.key, self._values(told.values))

    def _values(self, told: Mapping[str, Value]) -> Mapping[str, Value]:
        if self._shared.texts and self._shared.names:
            return told
        return {name: _WORDLESS if isinstance(value, str) else value for name, value in told.items()}


def _me(told: Freelancer, name: str) -> Freelancer:
    """When they work, what they want, and no word of who they are."""
    return Freelancer(
        name, country=told.country, timezone=told.timezone, currency=told.currency, days=told.days,
        work_from=told.work_from, work_to=told.work_to, holidays=told.holidays, target_rate=told.target_rate,
        take_anything_until=told.take_anything_until, playbook=told.playbook, rules=told.rules,
    )  # fmt: skip


def _move(told: Move) -> Move:
    """Of what was marked on the way out, a review reads the days that are set aside. The others are told
    apart by nothing, and are there because an `undone` takes back the one before it, whatever it was."""
    step = told.step if told.step in {SET_ASIDE, TAKEN_BACK} else ""
    return Move("", told.day, step, told.value if step == SET_ASIDE else "")
