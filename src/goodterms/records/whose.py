"""Whose is this? From an address, a domain, a buyer's name or a name in a chat to the client it belongs to.

An address decides before its domain, and a domain only where it is not a free-mail provider's. Names are
compared without legal form, accents and case (`goodterms.terms.languages.same_name`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from goodterms.records.model import Client, Contact, Freelancer
from goodterms.terms import shelf
from goodterms.terms.evidence import Problem
from goodterms.terms.languages import same_name


@cache
def free_mail() -> frozenset[str]:
    """Domains of free-mail providers."""
    lines = shelf.sheet("goodterms.records", "free_mail.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def domain_of(address: str) -> str:
    """The domain of a mail address if it tells whom somebody works for, else nothing."""
    domain = address.rpartition("@")[2].lower() if "@" in address else ""
    return "" if domain in free_mail() else domain


class Whose:
    """Knows the clients and answers whose an address or a name is; the empty name where it cannot say."""

    def __init__(
        self, freelancer: Freelancer, clients: Iterable[Client], contacts: Iterable[Contact]
    ) -> None:
        self.problems: list[Problem] = []
        self._clients: dict[str, Client] = {}
        self._names: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._domains: dict[str, str] = {}
        self.my_addresses = {address.lower() for address in freelancer.emails}
        self.my_names = {"me", same_name(freelancer.name)} - {""}
        for client in clients:
            self._add(client)
        for contact in contacts:
            self._know(self.named(contact.client) or self.propose(contact.client), contact)

    @property
    def clients(self) -> tuple[Client, ...]:
        """All clients known so far, in the order they were met."""
        return tuple(self._clients.values())

    def language(self, client: str) -> str:
        """The language a client writes in, where that is known."""
        return self._clients[client].language

    def is_me(self, address_or_name: str) -> bool:
        """Is this the freelancer?"""
        return address_or_name.lower() in self.my_addresses or (
            "@" not in address_or_name and same_name(address_or_name) in self.my_names
        )

    def named(self, name: str) -> str:
        """The client of that name."""
        return self._names.get(same_name(name), "") if name else ""

    def addressed(self, address: str) -> str:
        """The client that a mail address belongs to."""
        address = address.lower()
        return self._addresses.get(address) or self._domains.get(domain_of(address), "")

    def propose(self, name: str, address: str = "", domain: str = "") -> str:
        """A client nobody listed, or the known one of that name or address."""
        known = self.named(name) or (self.addressed(address) if address else "")
        if known or not same_name(name):
            return known
        emails, domain = ((address.lower(),) if address else ()), domain or domain_of(address)
        self._add(Client(name, emails, (domain,) if domain else (), proposed=True))
        return name

    def learn(self, address: str, name: str) -> None:
        """Remember the display name of somebody who writes from a client's address: chats show only names."""
        client = self.addressed(address)
        if client and name:
            self._names.setdefault(same_name(name), client)

    def _add(self, client: Client) -> None:
        known = self._names.get(same_name(client.name))
        if known:
            client = self._merge(self._clients[known], client)
        self._clients[client.name] = client
        self._names[same_name(client.name)] = client.name
        for address in client.emails:
            self._addresses[address.lower()] = client.name
        for domain in client.domains:
            self._domains[domain.lower()] = client.name

    def _know(self, client: str, contact: Contact) -> None:
        self._names.setdefault(same_name(contact.name), client)
        if contact.email:
            self._addresses.setdefault(contact.email.lower(), client)

    def _merge(self, first: Client, second: Client) -> Client:
        if first.evidence.source and second.evidence.source and first.evidence != second.evidence:
            place = second.evidence
            values = {"client": second.name, "first": f"{first.evidence.source}, {first.evidence.locator}"}
            self.problems.append(Problem(place.source, place.locator, "client.twice", values))
        return replace(
            first,
            emails=tuple(dict.fromkeys(first.emails + second.emails)),
            domains=tuple(dict.fromkeys(first.domains + second.domains)),
            country=first.country or second.country,
            language=first.language or second.language,
            timezone=first.timezone or second.timezone,
            since=first.since or second.since,
            referred_by=first.referred_by or second.referred_by,
            kind=first.kind or second.kind,
            proposed=first.proposed and second.proposed,
        )
