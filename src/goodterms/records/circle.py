"""Whose mail is opened? That of clients, known or proposed; the rest of a mailbox stays closed.

A mailbox holds much that is nobody's business here. Its headers say who wrote to whom; only mail with a
client is read. `None` in place of a Circle stands for everybody.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from goodterms.records.intake import WRITES_OFTEN
from goodterms.records.model import Correspondent, Freelancer, Invoice, Record
from goodterms.records.settled.described import described
from goodterms.records.settled.names import domain_of
from goodterms.records.settled.whose import Whose


class Circle:
    """The addresses and domains of clients."""

    def __init__(self, addresses: Iterable[str], domains: Iterable[str], shut: Iterable[str] = ()) -> None:
        self._addresses = frozenset(addresses)
        self._domains = frozenset(domains)
        self._shut = frozenset(shut)
        self._known: dict[str, bool] = {}
        names = sorted(name for name in (*self._addresses, *self._domains) if name)
        self._named = re.compile(b"|".join(re.escape(name.encode()) for name in names) or b"(?!)")

    def holds(self, address: str) -> bool:
        """Does this address, in lower case, belong to a client?"""
        if (known := self._known.get(address)) is None:
            known = self._known[address] = self._holds(address)
        return known

    def may_open(self, head: bytes) -> bool:
        """Can this be the head of a mail that is opened? A quick look: whether a name of the circle stands in
        it, wherever."""
        return self._named.search(head.lower()) is not None

    def opens(self, addresses: Iterable[str]) -> bool:
        """Is mail between these people opened?"""
        return any(map(self.holds, addresses))

    def _holds(self, address: str) -> bool:
        domain = address.rpartition("@")[2]
        if address in self._shut or (domain in self._shut and address not in self._addresses):
            return False
        return address in self._addresses or domain in self._domains

    @property
    def digest(self) -> str:
        """Stands for who is in it: equal for equal circles."""
        from hashlib import sha256  # noqa: PLC0415 - 3 ms, and only an import asks

        words = repr((sorted(self._addresses), sorted(self._domains), sorted(self._shut)))
        return sha256(words.encode()).hexdigest()[:16]


def circle_of(records: Iterable[Record], names: Iterable[str] = ()) -> Circle:
    """The circle that records and the names of clients tell of: whoever is a client's by what `Whose` knows,
    and domains whose people write often and are answered."""
    kinds: defaultdict[type, list[Any]] = defaultdict(list)
    for record in records:
        kinds[type(record)].append(record)
    me = described(kinds[Freelancer])
    whose = Whose(me, kinds)
    for invoice in kinds[Invoice]:
        whose.propose(invoice.client, invoice.buyer_email)
    for name in names:
        whose.propose(name)
    writers: list[Correspondent] = [one for one in kinds[Correspondent] if not whose.is_me(one.address)]
    addresses = {one.address for one in writers if whose.addressed(one.address)}
    domains = {domain for client in whose.clients for domain in client.domains} | _often(writers, whose)
    known = {address for client in whose.clients for address in client.emails}
    return Circle((addresses | known) - whose.my_addresses, domains, _shut(writers, whose))


def _often(writers: list[Correspondent], whose: Whose) -> set[str]:
    """Domains whose people write often, and are answered."""
    wrote: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for writer in writers:
        wrote[domain_of(writer.address)] += writer.wrote
        answered[domain_of(writer.address)] += writer.answered
    often = {
        domain for domain, times in wrote.items() if domain and times >= WRITES_OFTEN and answered[domain]
    }
    return {domain for domain in often if not whose.is_shut(domain)}


def _shut(writers: list[Correspondent], whose: Whose) -> set[str]:
    """Who the freelancer said is nobody's client."""
    return {one.address for one in writers if whose.said(one.address) == ""}
