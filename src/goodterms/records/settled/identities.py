"""Which names are one client's? By VAT number, by address and by the same invoice in two files.

A mark (a VAT number, an address, a domain) joins the names that it comes with; one that comes with many
unlike names is somebody else's, an agent's or the user's own, and joins nobody. Two clients that the
freelancer lists stay two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from goodterms.records.model import Client, Invoice, Naming
from goodterms.records.settled.names import domain_of, plain_number, resembles, vat_of
from goodterms.terms.languages import same_name

MANY = 3
"""Unlike names on one mark that make it nobody's."""

Kinds = dict[type, list[Any]]
Mark = tuple[str, str]
"""What kind of mark it is (vat, mail, domain), and the mark."""


@dataclass(slots=True)
class Party:
    """All spellings of one name, or of several names that are the same client."""

    listed: str = ""
    """Its name in the freelancer's own list of clients."""
    spellings: Counter[str] = field(default_factory=Counter)
    marks: set[Mark] = field(default_factory=set)

    @property
    def name(self) -> str:
        """What to call it: as it is listed, else as it is mostly written, capitals alone last."""
        return self.listed or min(self.spellings, key=self._rank)

    def told(self, kind: str) -> tuple[str, ...]:
        """Its marks of one kind."""
        return tuple(sorted(mark for of, mark in self.marks if of == kind))

    def _rank(self, spelling: str) -> tuple[bool, int, str]:
        return spelling.isupper() or spelling.islower(), -self.spellings[spelling], spelling


class Identities:
    """Who goes under which names, from all records together: so that their order does not matter."""

    def __init__(self, kinds: Kinds, mine: set[str]) -> None:
        """`mine` are the freelancer's own addresses and folded names."""
        self._above: dict[str, str] = {}
        self._parties: dict[str, Party] = {}
        self._mine = mine
        marks: dict[Mark, set[str]] = defaultdict(set)
        for kind, records in kinds.items():
            if "client" in getattr(kind, "__slots__", ()) and kind is not Naming:
                for name, often in Counter(record.client for record in records).items():
                    self._meet(name, often)
        for client in kinds[Client]:
            self._list(client, marks)
        for invoice in kinds[Invoice]:
            self._buyer(invoice, marks)
        self._spare = {mark for mark, names in marks.items() if self._is_anybodys(names)}
        for _, first, second in sorted([*_shared(marks, self._spare), *_same_bills(kinds[Invoice])]):
            self._join(first, second)
        for mark, names in marks.items():
            if mark not in self._spare:
                for name in names:
                    self._parties[self._root(name)].marks.add(mark)

    def party(self, name: str) -> Party | None:
        """Whom a name belongs to, where it stands in any record."""
        return self._parties.get(self._root(same_name(name)))

    def _meet(self, name: str, often: int = 1) -> str:
        key = same_name(name)
        if key and key not in self._mine:
            self._above.setdefault(key, key)
            self._parties.setdefault(key, Party()).spellings[name] += often
        return key

    def _list(self, client: Client, marks: dict[Mark, set[str]]) -> None:
        key = self._meet(client.name)
        if key in self._parties:
            party = self._parties[key]
            party.listed = party.listed or ("" if client.proposed else client.name)
            for vat in filter(None, map(vat_of, client.vat_numbers)):
                marks["vat", vat].add(key)
            for address in client.emails:
                marks["mail", address.lower()].add(key)
            for domain in client.domains:
                marks["domain", domain.lower()].add(key)

    def _buyer(self, invoice: Invoice, marks: dict[Mark, set[str]]) -> None:
        key, address = same_name(invoice.client), invoice.buyer_email.lower()
        if key not in self._parties:
            return
        if vat := vat_of(invoice.buyer_vat):
            marks["vat", vat].add(key)
        if address and address not in self._mine:
            marks["mail", address].add(key)
            if domain := domain_of(address):
                marks["domain", domain].add(key)

    def _is_anybodys(self, names: set[str]) -> bool:
        """Does a mark come with many unlike names, or with several listed clients, and so tells nothing?"""
        if sum(bool(self._parties[name].listed) for name in names) > 1:
            return True
        unlike: list[str] = []
        for name in sorted(names):
            if not any(resembles(name, other) for other in unlike):
                unlike.append(name)
            if len(unlike) >= MANY:
                return True
        return False

    def _root(self, key: str) -> str:
        while (above := self._above.get(key, key)) != key:
            key = above
        return key

    def _join(self, one: str, other: str) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        if first == second or first not in self._parties or second not in self._parties:
            return
        if self._parties[first].listed and self._parties[second].listed:
            return
        joined, party = self._parties[first], self._parties.pop(second)
        joined.listed = joined.listed or party.listed
        joined.spellings += party.spellings
        self._above[second] = first


def _shared(marks: dict[Mark, set[str]], spare: set[Mark]) -> Iterator[tuple[Mark, str, str]]:
    """Names that have a mark in common."""
    for mark, names in marks.items():
        if mark not in spare and len(names) > 1:
            first, *others = sorted(names)
            yield from ((mark, first, other) for other in others)


def _same_bills(invoices: list[Invoice]) -> Iterator[tuple[Mark, str, str]]:
    """Names that resemble each other, on what is one invoice in two files."""
    alike: dict[tuple[Any, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in invoices:
        if one.number:
            alike[bill_key(one)][same_name(one.client)].add(one.evidence.source)
    for key, names in alike.items():
        for first, second in combinations(sorted(names)[:MANY], 2):
            apart = names[first] != names[second] or len(names[first]) > 1
            if apart and first and second and resembles(first, second):
                yield ("bill", str(key[0])), first, second


def bill_key(invoice: Invoice) -> tuple[Any, ...]:
    """What two papers of one invoice agree on, whatever they call its buyer."""
    return plain_number(invoice.number), invoice.total, invoice.issued, invoice.credit_note
