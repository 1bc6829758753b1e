"""Whose is this? From an address, a domain, a buyer's name or a name in a chat to the client it belongs to.

What the freelancer said decides first. Then an address decides before its domain, and a domain only where it
is not a free-mail provider's; one that is called like exactly one client (`harboursons.example` is Harbour &
Sons) is that client's. Names are compared as `goodterms.records.settled.names` says.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from goodterms.records.model import Client, Contact, Freelancer, Naming
from goodterms.records.settled.identities import Identities, Party
from goodterms.records.settled.names import Namings, domain_of, name_words, naming_key, plain_number, squashed
from goodterms.terms.evidence import Problem
from goodterms.terms.languages import same_name

__all__ = ["Whose", "domain_of"]

LABEL = 5
"""Letters from which the name in a domain tells whose it is."""
CUT_NAME = 16
"""Letters from which the beginning of a name that a bank cut off tells whose it is."""
HEAD = 3
"""Letters by which names are looked up that may begin alike."""


class Whose:
    """Knows the clients and answers whose an address or a name is; the empty name where it cannot say."""

    def __init__(self, freelancer: Freelancer, kinds: dict[type, list[Any]]) -> None:
        """`kinds` are all records by their kind."""
        self.problems: list[Problem] = []
        self._labelled: dict[str, str] = {}
        self._clients: dict[str, Client] = {}
        self._names: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        self._domains: dict[str, str] = {}
        self._ibans: dict[str, str] = {}
        self._shut: set[str] = set()
        self._payers: dict[str, str] = {}
        self._called: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        """Clients by how their names are written: in a domain, at the beginning, in any order."""
        self.my_addresses = {address.lower() for address in freelancer.emails}
        self.my_names = {"me", same_name(freelancer.name)} - {""}
        self._namings = Namings(kinds[Naming])
        self._gone = {
            squashed(one.name) for one in self._namings.all if not one.client and "@" not in one.name
        }
        self._confirmed = self._namings.clients()
        self._identities = Identities(kinds, self.my_addresses | self.my_names)
        for client in sorted(kinds[Client], key=self._is_renamed):
            self._list(client)
        for contact in kinds[Contact]:
            if known := self.propose(contact.client):
                self._know(known, contact)

    @property
    def clients(self) -> tuple[Client, ...]:
        """All clients known so far, in the order they were met."""
        return tuple(self._clients.values())

    @property
    def linked(self) -> dict[str, str]:
        """Domains of mail that belong to a client by their name alone."""
        return {domain: client for domain, client in self._labelled.items() if client}

    def also(self, client: str) -> tuple[str, ...]:
        """Other names that a client goes under in the records."""
        party = self._identities.party(client)
        return tuple(sorted(party.spellings.keys() - {client})) if party else ()

    def is_me(self, address_or_name: str) -> bool:
        """Is this the freelancer?"""
        return address_or_name.lower() in self.my_addresses or (
            "@" not in address_or_name and same_name(address_or_name) in self.my_names
        )

    def said(self, name: str) -> str | None:
        """The client that the freelancer said a name stands for; an empty one: nobody's; None: not a word."""
        if not self._namings:
            return None
        told = self._namings.of(name)
        if told is not None or (party := self._identities.party(name)) is None:
            return told
        said = (self._namings.of(spelling) for spelling in (party.name, *sorted(party.spellings)))
        return next((one for one in said if one is not None), None)

    def named(self, name: str) -> str:
        """The client of that name."""
        key = same_name(name)
        if not key:
            return ""
        if (told := self.said(name)) is not None:
            return self._told(told)
        if key not in self._names and (party := self._identities.party(name)):
            key = same_name(party.name)
        return self._names.get(key, "")

    def addressed(self, address: str) -> str:
        """The client that a mail address belongs to."""
        address = address.lower()
        domain = domain_of(address)
        for one in (address, domain) if self._namings else ():
            if (told := self._namings.of(one)) is not None:
                return self._told(told)
        return (
            self._addresses.get(address)
            or self._domains.get(domain)
            or (self._called_like(domain) if domain and address not in self._shut else "")
        )

    def is_shut(self, domain: str) -> bool:
        """Is this a domain of somebody whom the freelancer called nobody's client?"""
        if domain in self._shut or self._namings.of(domain) == "":
            return True
        return any(len(label) >= LABEL and label in self._gone for label in _labels(domain))

    def paid_from(self, iban: str) -> str:
        """The client that pays from an account."""
        if iban and self._namings and (told := self._namings.of(iban)) is not None:
            return self._told(told)
        return self._ibans.get(plain_number(iban), "") if iban else ""

    def payer(self, name: str) -> str:
        """The client that a bank means: capitals, cut off, with a city behind it, or the last name first."""
        if name not in self._payers:
            self._payers[name] = self.named(name) or ("" if self.said(name) == "" else self._paying(name))
        return self._payers[name]

    def propose(self, name: str, address: str = "", domain: str = "") -> str:
        """A client nobody listed, or the known one of that name or address; nobody where that was said."""
        known = self.named(name)
        if known or not same_name(name):
            return known or (self.addressed(address) if address else "")
        party = self._identities.party(name)
        if self.said(name) == "":
            self._shut.update((address.lower(), domain_of(address), domain), _addresses_of(party))
            return ""
        if address and (known := self.addressed(address)):
            self._names[same_name(name)] = known
            return known
        return self._create(party.name if party else name, party, (domain,) if domain else ())

    def learn(self, address: str, name: str) -> None:
        """Remember the display name of somebody who writes from a client's address: chats show only names."""
        client = self.addressed(address)
        if client and name:
            self._names.setdefault(same_name(name), client)

    def learn_account(self, iban: str, client: str) -> None:
        """Remember an account that a client paid from."""
        plain = plain_number(iban)
        if plain and plain not in self._ibans:
            self._ibans[plain] = client
            known = self._clients[client]
            self._clients[client] = replace(known, ibans=(*known.ibans, plain))

    def _is_renamed(self, client: Client) -> bool:
        told = self.said(client.name)
        return told is not None and naming_key(told) != naming_key(client.name)

    def _list(self, client: Client) -> None:
        """A client of the freelancer's own list, under the name that was said later, if any was."""
        told, party = self.said(client.name), self._identities.party(client.name)
        if told == "":
            self._shut.update((*client.emails, *client.domains), _addresses_of(party))
            return
        named = replace(client, name=told) if told and self._is_renamed(client) else client
        vats = dict.fromkeys((*client.vat_numbers, *(party.told("vat") if party else ())))
        self._add(replace(named, vat_numbers=tuple(vats)), alias=client.name)
        for address in party.told("mail") if party else ():
            self._addresses.setdefault(address, self.named(client.name))

    def _told(self, client: str) -> str:
        """The client of a naming, who is one by that word alone."""
        known = self._names.get(same_name(client), "")
        if known or not client:
            return known
        party = self._identities.party(client)
        return self._create(party.listed or client if party else client, party)

    def _create(self, name: str, party: Party | None, domains: tuple[str, ...] = ()) -> str:
        marks = {kind: party.told(kind) for kind in ("mail", "domain", "vat")} if party else {}
        client = Client(
            name,
            emails=marks.get("mail", ()),
            domains=tuple(dict.fromkeys((*domains, *marks.get("domain", ())))),
            vat_numbers=marks.get("vat", ()),
            proposed=naming_key(name) not in self._confirmed,
        )
        self._add(client)
        return name

    def _add(self, client: Client, alias: str = "") -> None:
        known = self._names.get(same_name(client.name))
        if known:
            client = self._merge(self._clients[known], client, same=(alias or client.name))
        self._clients[client.name] = client
        self._names[same_name(client.name)] = client.name
        self._call(client.name)
        for address in client.emails:
            self._addresses[address.lower()] = client.name
        for domain in client.domains:
            self._domains[domain.lower()] = client.name
        for iban in client.ibans:
            self._ibans[plain_number(iban)] = client.name

    def _know(self, client: str, contact: Contact) -> None:
        self._names.setdefault(same_name(contact.name), client)
        if contact.email:
            self._addresses.setdefault(contact.email.lower(), client)

    def _called_like(self, domain: str) -> str:
        """The one client whose name stands in a domain; it is that client's from then on."""
        if domain not in self._labelled:
            labels = [label for label in _labels(domain) if len(label) >= LABEL]
            found = {client for label in labels for client in self._called["all", label]}
            self._labelled[domain] = found.pop() if len(found) == 1 and not self.is_shut(domain) else ""
        return self._labelled[domain]

    def _paying(self, name: str) -> str:
        words, run = name_words(name), squashed(name)
        alike = self._called["head", run[:HEAD]] | self._called["words", *sorted(words)]
        found = {client for client in alike if _is_written(name_words(client), words, run)}
        return found.pop() if len(found) == 1 else ""

    def _call(self, client: str) -> None:
        run = squashed(client)
        for key in (("all", run), ("head", run[:HEAD]), ("words", *sorted(name_words(client)))):
            self._called[key].add(client)

    def _merge(self, first: Client, second: Client, same: str) -> Client:
        twice = first.evidence.source and second.evidence.source and first.evidence != second.evidence
        if twice and same_name(same) == same_name(first.name):
            place = second.evidence
            values = {"client": second.name, "first": f"{first.evidence.source}, {first.evidence.locator}"}
            self.problems.append(Problem(place.source, place.locator, "client.twice", values))
        joined: defaultdict[str, Any] = defaultdict(str)
        for field in ("emails", "domains", "vat_numbers", "ibans"):
            joined[field] = tuple(dict.fromkeys(getattr(first, field) + getattr(second, field)))
        for field in ("country", "language", "timezone", "since", "referred_by", "kind"):
            joined[field] = getattr(first, field) or getattr(second, field)
        return replace(first, **joined, proposed=first.proposed and second.proposed)


def _labels(domain: str) -> list[str]:
    """The parts of a domain as names are compared, but for its end."""
    return [squashed(label.replace("-", " ")) for label in domain.split(".")[:-1]]


def _addresses_of(party: Party | None) -> tuple[str, ...]:
    return (*party.told("mail"), *party.told("domain")) if party else ()


def _is_written(told: tuple[str, ...], words: tuple[str, ...], run: str) -> bool:
    """Is a client's name what a bank wrote: all of it at the beginning, in another order, or cut off?"""
    if len(told) > 1 and (words[: len(told)] == told or sorted(words) == sorted(told)):
        return True
    full = "".join(told)
    return full == run or (len(run) >= CUT_NAME and full.startswith(run))
