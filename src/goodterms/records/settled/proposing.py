"""Who may be a client, and why? Everybody in the records with the evidence, for the freelancer to confirm.

Known clients are those that the freelancer listed or confirmed. Proposed ones are in the Book already,
because they are invoiced, worked for, or write often from one domain and are answered. Candidates are not:
money that came more than once from a name nobody knows, and people who write often from a free-mail address
or in mail that was left closed. Newsletters, mailing lists and machines propose nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from goodterms.records.book import Book, Filed
from goodterms.records.intake import WRITES_OFTEN, Taken
from goodterms.records.model import Record, Transfer
from goodterms.records.settled.names import (
    distinctive,
    domain_of,
    is_domain,
    plain_number,
    resembles,
    squashed,
)
from goodterms.records.settled.strangers import Stranger, writers
from goodterms.records.settled.whose import HEAD, LABEL
from goodterms.terms.evidence import NOTHING, Evidence, Text
from goodterms.terms.languages import same_name
from goodterms.terms.money import Money

PAID_OFTEN = 2
"""Payments from somebody unknown before they are a candidate."""
MANY = 50
"""Clients whose names begin alike, or share a word, from which that suggests nobody."""
PLACES = 3
"""Places that are given as evidence for one person."""

Written = dict[tuple[str, str], Stranger]
State = Literal["known", "proposed", "candidate"]


@dataclass(frozen=True)
class Proposal:
    """Somebody who is a client, or may be one."""

    name: str
    state: State
    why: tuple[Text, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    called: str = ""
    """The name of a person who is known by an address."""
    addresses: tuple[str, ...] = ()
    """Addresses and domains."""
    accounts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Other names in the records."""
    same_as: str = ""
    """Another client that this may be."""
    because: Text | None = None
    """Why it may be."""


def proposals(taken: Taken, records: Iterable[Record]) -> tuple[Proposal, ...]:
    """Known clients, proposed ones and candidates, in this order; `records` are those of the Book."""
    written = writers(records, taken.whose)
    found = [*_clients(taken, written), *_payers(taken.unclaimed), *_writers(written)]
    alike = _Alike(taken, found)
    found = [one if one.state == "known" else alike.suggest(one) for one in found]
    order = ("known", "proposed", "candidate")
    return tuple(sorted(found, key=lambda one: (order.index(one.state), one.name.casefold())))


class _Tally:
    """How often something was seen, with the places."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()
        self.sums: dict[str, Counter[str]] = defaultdict(Counter)
        self.places: dict[str, Evidence] = {}

    def see(self, what: str, place: Evidence, money: Money | None = None) -> None:
        """Once more."""
        self.times[what] += 1
        if money is not None:
            self.sums[what][money.currency] += money.minor
        if place.source:
            self.places.setdefault(what, place)

    def count(self, several: Iterable[Stranger]) -> None:
        """The counts of mail that was left closed."""
        self.times["in"] = self.times["out"] = 0
        for writer in several:
            self.times["in"] += writer.wrote
            self.times["out"] += writer.answered
            for place in writer.places[:1]:
                self.places.setdefault("in", place)

    def why(self) -> Iterator[Text]:
        """What was seen, as sentences."""
        for what, key in (("invoice", "clients.invoiced"), ("payment", "clients.paid")):
            if count := self.times[what]:
                yield _counted(key, count, self.sums[what])
        if count := self.times["in"]:
            yield Text("clients.wrote", {"count": count, "answered": self.times["out"]})
        if self.times["hours"]:
            yield Text("clients.worked", {"hours": round(self.sums["hours"][""] / 60, 1)})
        for what in ("deliverable", "meeting", "note"):
            if count := self.times[what]:
                yield Text(f"clients.{what}", {"count": count})


def _counted(key: str, count: int, sums: Counter[str]) -> Text:
    if len(sums) != 1:
        return Text(key, {"count": count})
    [(currency, minor)] = sums.items()
    return Text(f"{key}_sum", {"count": count, "total": Money(minor, currency)})


def _clients(taken: Taken, written: Written) -> Iterator[Proposal]:
    """Clients of the Book, and those confirmed whose mail is still closed."""
    whose, tallies = taken.whose, _tallies(taken.book)
    closed = {owner for owner, _ in written if owner and not tallies[owner].times["in"]}
    for owner in closed:
        tallies[owner].count([writer for (of, _), writer in written.items() if of == owner])
    linked: dict[str, list[str]] = defaultdict(list)
    for domain, owner in sorted(whose.linked.items()):
        linked[owner].append(domain)
    for client in whose.clients:
        tally, listed = tallies[client.name], client.evidence
        why = (
            [Text("clients.listed" if listed.source else "clients.confirmed")] if not client.proposed else []
        )
        why += [*(Text("clients.linked", {"domain": one}) for one in linked[client.name]), *tally.why()]
        places = ([listed] if listed.source else []) + list(tally.places.values())
        yield Proposal(
            client.name,
            "proposed" if client.proposed else "known",
            tuple(why),
            tuple(dict.fromkeys(places))[:PLACES],
            addresses=(*client.emails, *client.domains, *linked[client.name]),
            accounts=(*client.vat_numbers, *client.ibans),
            also=whose.also(client.name),
        )


def _tallies(book: Book) -> dict[str, _Tally]:
    """What was seen of every client."""
    seen: dict[str, _Tally] = defaultdict(_Tally)
    for bill in book.invoices:
        seen[bill.client].see("invoice", bill.record.evidence, bill.record.total)
    for paid in book.payments:
        seen[paid.client].see("payment", paid.record.evidence, paid.record.amount)
    for work in book.hours:
        seen[work.client].see("hours", work.record.evidence, Money(work.record.minutes, ""))
    for written in book.messages:
        seen[written.client].see("in" if written.incoming else "out", written.record.evidence)
    notes: tuple[Filed[Any], ...] = (
        *book.feelings, *book.attempts, *book.episodes, *book.guts, *book.contracts, *book.moves,
        *book.look_backs, *book.expenses,
    )  # fmt: skip
    others: tuple[tuple[str, tuple[Filed[Any], ...]], ...] = (
        ("deliverable", book.deliverables),
        ("meeting", book.meetings),
        ("note", notes),
    )
    for kind, records in others:
        for filed in records:
            seen[filed.client].see(kind, filed.record.evidence)
    return seen


def _payers(lines: Iterable[Transfer]) -> Iterator[Proposal]:
    """Who paid more than once, by account or else by name."""
    groups: dict[str, list[Transfer]] = defaultdict(list)
    for line in lines:
        if key := plain_number(line.iban) or same_name(line.counterparty):
            groups[key].append(line)
    for key, paid in groups.items():
        if len(paid) < PAID_OFTEN:
            continue
        names = Counter(line.counterparty for line in paid if line.counterparty)
        name = min(names, key=lambda one: (-names[one], one)) if names else key
        tally = _Tally()
        for line in paid:
            tally.see("payment", line.evidence, line.amount)
        yield Proposal(
            name,
            "candidate",
            tuple(tally.why()),
            tuple(line.evidence for line in paid if line.evidence.source)[:PLACES],
            accounts=tuple(dict.fromkeys(plain_number(line.iban) for line in paid if line.iban)),
            also=tuple(sorted(names.keys() - {name})),
        )


def _writers(written: Written) -> Iterator[Proposal]:
    """Who writes often and is answered, in opened mail and in mail that was left closed."""
    for (client, name), writer in sorted(written.items(), key=lambda item: item[0]):
        if client:
            continue
        if writer.wrote >= WRITES_OFTEN and writer.answered:
            called = min(writer.names, key=lambda one: (-writer.names[one], one), default="")
            yield Proposal(
                name,
                "candidate",
                (Text("clients.wrote", {"count": writer.wrote, "answered": writer.answered}),),
                tuple(writer.places[:PLACES]),
                called=called if "@" in name else "",
                addresses=tuple(sorted(writer.addresses)),
            )


class _Alike:
    """Finds the client that somebody may be."""

    def __init__(self, taken: Taken, found: list[Proposal]) -> None:
        self._rank = {
            one.name: (one.state == "known", not is_domain(one.name), len(one.why))
            for one in found
            if one.state != "candidate"
        }
        self._near: dict[str, set[str]] = defaultdict(set)
        self._billed: dict[Money, set[str]] = defaultdict(set)
        self._lines: dict[str, list[Money]] = defaultdict(list)
        for name in self._rank:
            for key in _keys(name):
                self._near[key].add(name)
        for bill in taken.book.invoices:
            self._billed[bill.record.total].add(bill.client)
        for line in taken.unclaimed:
            self._lines[plain_number(line.iban) or same_name(line.counterparty)].append(line.amount)

    def suggest(self, one: Proposal) -> Proposal:
        """The same with the client that it may be, if any; never a lesser proposal than itself."""
        mine = (one.state == "candidate", *self._rank.get(one.name, (False, False, 0)))
        reasons = (*self._by_domain(one), *self._by_name(one), *self._by_amount(one))
        found = sorted(reasons, key=lambda reason: reason[:2])
        for _, client, because in found:
            if client != one.name and (mine[0] or self._rank[client] > mine[1:]):
                return replace(one, same_as=client, because=because)
        return one

    def _called(self, key: str) -> list[str]:
        """Clients whose names have that in common, unless so many have that it tells nothing."""
        found = self._near.get(key, set())
        return sorted(found) if len(found) <= MANY else []

    def _by_domain(self, one: Proposal) -> Iterator[tuple[int, str, Text]]:
        domains = {
            domain_of(address) if "@" in address else address for address in (one.name, *one.addresses)
        }
        for domain in sorted(domain for domain in domains if is_domain(domain)):
            labels = [squashed(label.replace("-", " ")) for label in domain.split(".")[:-1]]
            for label in (label for label in labels if len(label) >= LABEL):
                for client in self._called(label[:HEAD]):
                    told = squashed(client)
                    if len(told) >= LABEL and (label.startswith(told) or told.startswith(label)):
                        yield 0, client, Text("clients.same_domain", {"domain": domain})

    def _by_name(self, one: Proposal) -> Iterator[tuple[int, str, Text]]:
        for name in filter(None, (one.name, one.called, *one.also)):
            for client in sorted({client for key in _keys(name) for client in self._called(key)}):
                if resembles(name, client):
                    yield 1, client, Text("clients.same_name", NOTHING)

    def _by_amount(self, one: Proposal) -> Iterator[tuple[int, str, Text]]:
        if one.state != "candidate":
            return
        for key in {*one.accounts, same_name(one.name)}:
            for amount in self._lines.get(key, ()):
                if len(billed := self._billed.get(amount, set())) == 1:
                    yield 2, next(iter(billed)), Text("clients.same_amount", {"amount": amount})


def _keys(name: str) -> set[str]:
    """By what names are found that may be spellings of one."""
    return {squashed(name)[:HEAD], *distinctive(name)}
