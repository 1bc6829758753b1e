"""Which records are a client's? Every one of them, also where several files tell the same.

A `Book` has each fact once. What is exported or erased is every row that tells it, so each record is asked
for itself, by the same rules: by its names, addresses and accounts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from goodterms.parting.contract.correcting import digest
from goodterms.records.intake import Taken, client_of, hint_of, take
from goodterms.records.model import (
    Client,
    Colleague,
    ContractText,
    Correction,
    Correspondent,
    Freelancer,
    Invoice,
    Meeting,
    Message,
    Naming,
    Payment,
    Record,
    Transfer,
)
from goodterms.records.settled.whose import Whose


def belonging(records: Sequence[Record], client: str, taken: Taken | None = None) -> list[bool]:
    """Of each record: is it this client's? The name is the one that the Book has; `taken` is what
    `records.intake.take` made of these records, where somebody has it."""
    taken = taken or take(records)
    book = taken.book
    filed = {
        _key(one.record)
        for kind in (book.invoices, book.payments, book.messages, book.meetings, book.contracts)
        for one in kind
        if one.client == client
    }
    asker = _Asker(taken.whose, client, filed)
    found = [asker.is_theirs(record) for record in records]
    papers = {
        digest(record.text)
        for record, is_theirs in zip(records, found, strict=True)
        if is_theirs and isinstance(record, ContractText)
    }
    return [
        is_theirs or (isinstance(record, Correction) and record.document in papers)
        for record, is_theirs in zip(records, found, strict=True)
    ]


def _key(record: Record) -> Hashable:
    """What a record of a Book has in common with the row that it was made of: a bank line became a payment,
    and one line of a file may tell of two."""
    said: Hashable = type(record).__name__
    match record:
        case Invoice():
            said = record.number
        case Payment():
            said = (record.paid_on, record.amount)
        case Transfer():
            said = (record.booked_on, record.amount)
        case Message():
            said = (record.sent_at, record.sender)
        case Meeting():
            said = (record.start, record.title)
    return record.evidence, said


class _Asker:
    """Knows one client."""

    def __init__(self, whose: Whose, client: str, filed: set[Hashable]) -> None:
        self._whose = whose
        self._client = client
        self._filed = filed
        self._rules: Mapping[type, Callable[[Any], bool]] = {
            Freelancer: lambda _: False,
            Colleague: lambda _: False,
            Correction: lambda _: False,
            Client: lambda one: self._named(one.name),
            Naming: lambda one: self._named(one.client) or (bool(one.client) and self._hint((one.name,))),
            Invoice: lambda one: self._named(one.client) or self._addressed(one.buyer_email),
            Payment: lambda one: self._named(one.client) or whose.payer(one.client) == client,
            Transfer: self._paid,
            Correspondent: lambda one: self._addressed(one.address),
            Message: self._said,
            Meeting: lambda one: self._hint((*one.attendees, one.title)),
        }

    def is_theirs(self, record: Record) -> bool:
        """Is this record the client's?"""
        if record.evidence.source and _key(record) in self._filed:
            return True
        rule = self._rules.get(type(record))
        return rule(record) if rule else self._named(getattr(record, "client", ""))

    def _named(self, name: str) -> bool:
        return bool(name) and self._whose.named(name) == self._client

    def _addressed(self, address: str) -> bool:
        return bool(address) and self._whose.addressed(address) == self._client

    def _paid(self, line: Transfer) -> bool:
        return (
            self._whose.paid_from(line.iban) == self._client
            or self._whose.payer(line.counterparty) == self._client
        )

    def _said(self, message: Message) -> bool:
        return self._hint(hint_of(message, is_mine=self._whose.is_me(message.sender)))

    def _hint(self, names: tuple[str, ...]) -> bool:
        return client_of(names, self._whose) == self._client
