"""Who sent whom, and what came of it? (M80)

The worth of a source is the money that came in from all whom it brought, and from whom those brought in turn,
sum by currency. However the records go round in circles, each client counts once. Where nobody told who sent
a client, it is unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from goodterms.parting.ending import is_left
from goodterms.parting.lessons import ways
from goodterms.parting.people import Kind, People
from goodterms.records.book import Book
from goodterms.records.model import Client
from goodterms.terms.evidence import Evidence
from goodterms.terms.languages import same_name
from goodterms.terms.money import Money


class Brought(NamedTuple):
    """A client who came from a source, and what they paid."""

    client: str
    by: str
    """Who sent them: the source itself, or another whom it brought."""
    steps: int
    """How far from the source: 1 where it sent them itself."""
    received: tuple[Money, ...] | None
    """By currency; None where the records do not tell what they paid."""
    evidence: Evidence


class Source(NamedTuple):
    """Somebody who sent clients."""

    name: str
    kind: Kind
    client: str
    """The client that it is, or that the person works at; empty for others."""
    is_left: bool
    """Is it a client that was left? What they brought is what the bridge is worth."""
    brought: tuple[Brought, ...]
    """All of them, each before those whom they brought."""

    @property
    def worth(self) -> tuple[Money, ...]:
        """What came in from all whom they brought, by currency."""
        return added(money for one in self.brought for money in one.received or ())

    @property
    def is_known(self) -> bool:
        """Do the records tell of all of them what they paid?"""
        return all(one.received is not None for one in self.brought)


class Referrals(NamedTuple):
    """Every source, the one that brought most clients first, and clients of whom nobody told."""

    as_of: date
    sources: tuple[Source, ...]
    unknown: tuple[str, ...]


def referrals(book: Book, as_of: date) -> Referrals:
    """Who sent whom, and what they paid by a day."""
    everybody, paid, found = People(book), received(book, as_of), ways(book, as_of)
    sent = _sent(book, everybody)
    sources = []
    for (client, _), people in sent.items():
        known = everybody.who(people[0].referred_by)
        left = client in found and is_left(found[client])
        name = client if known.kind == "client" else known.name
        brought = tuple(_brought(client, name, sent, paid))
        sources.append(Source(name, known.kind, client, left, brought))
    unknown = tuple(one.name for one in book.clients if not one.referred_by)
    return Referrals(as_of, tuple(sorted(sources, key=lambda one: (-len(one.brought), one.name))), unknown)


def received(book: Book, as_of: date) -> Mapping[str, tuple[Money, ...] | None]:
    """What each client paid by a day, by currency; None where no payment or no bill of theirs is known."""
    told = {one.client for one in book.payments}
    if book.payments:
        told |= {one.client for one in book.invoices}
    paid: dict[str, list[Money]] = {name: [] for name in told}
    for one in book.payments:
        if one.record.paid_on <= as_of:
            paid[one.client].append(one.record.amount)
    return {one.name: added(paid[one.name]) if one.name in told else None for one in book.clients}


def added(sums: Iterable[Money]) -> tuple[Money, ...]:
    """The sums of each currency, by its name; none that come to nothing."""
    total: Counter[str] = Counter()
    for money in sums:
        total[money.currency] += money.minor
    return tuple(Money(minor, name) for name, minor in sorted(total.items()) if minor)


_Origin = tuple[str, str]
"""The client that a source is or works at, else its plain name."""


def _sent(book: Book, everybody: People) -> Mapping[_Origin, list[Client]]:
    """Clients by who sent them; nobody sends themselves."""
    found: dict[_Origin, list[Client]] = {}
    for client in book.clients:
        if not client.referred_by:
            continue
        known = everybody.who(client.referred_by)
        if known.client != client.name:
            origin = (known.client, "" if known.client else same_name(known.name))
            found.setdefault(origin, []).append(client)
    return found


def _brought(
    client: str,
    name: str,
    sent: Mapping[_Origin, list[Client]],
    paid: Mapping[str, tuple[Money, ...] | None],
) -> Iterator[Brought]:
    """All whom a source brought, each once."""
    start = (client, "" if client else same_name(name))
    seen, waiting = {client}, [(one, name, 1) for one in reversed(sent[start])]
    while waiting:
        one, by, steps = waiting.pop()
        if one.name in seen:
            continue
        seen.add(one.name)
        yield Brought(one.name, by, steps, paid[one.name], one.evidence)
        waiting += [(other, one.name, steps + 1) for other in reversed(sent.get((one.name, ""), ()))]
