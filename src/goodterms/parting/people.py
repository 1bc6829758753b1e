"""Whom does a name mean: a client, somebody at a client, a colleague?

People at a client are those who wrote from there. A first name means somebody only where nobody at another
client has it; where several could be meant, nobody is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from goodterms.records.book import Book
from goodterms.terms.languages import same_name

Kind = Literal["client", "person", "colleague", "unknown"]


class Known(NamedTuple):
    """Who somebody is, as far as the records know."""

    name: str
    """As it was told."""
    kind: Kind
    client: str = ""
    """The client that it is, or that the person works at."""


class People:
    """Everybody whom the records know, ready to be looked up."""

    def __init__(self, book: Book) -> None:
        self._clients: dict[str, str] = {}
        for client in book.clients:
            for name in (client.name, *client.domains, *client.emails):
                self._clients.setdefault(same_name(name), client.name)
        self._whole: dict[str, set[str]] = {}
        self._first: dict[str, set[str]] = {}
        for client_name, person in _people(book):
            self._whole.setdefault(person, set()).add(client_name)
            self._first.setdefault(person.partition(" ")[0], set()).add(client_name)
        self._colleagues = {same_name(one.name) for one in book.colleagues}

    def who(self, name: str) -> Known:
        """The client, person or colleague of that name; `unknown` where there is none or more than one."""
        wanted = same_name(name)
        if not wanted:
            return Known(name, "unknown")
        if wanted in self._clients:
            return Known(name, "client", self._clients[wanted])
        for people in (self._whole, self._first):
            if len(found := people.get(wanted, set())) == 1:
                return Known(name, "person", next(iter(found)))
        return Known(name, "colleague" if wanted in self._colleagues else "unknown")


def _people(book: Book) -> Iterator[tuple[str, str]]:
    """Client and person, each once, as names and as addresses."""
    told = {
        (one.client, name)
        for one in book.messages
        if one.incoming and not one.record.automatic
        for name in (one.record.sender_name, one.record.sender)
        if name
    }
    for client, name in sorted(told):
        yield client, same_name(name)
