"""Who writes and is no client? From opened mail, and from the counts of mail that was left closed.

Newsletters, mailing lists and machines are nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from goodterms.records.model import Correspondent, Message, Record
from goodterms.records.settled.names import domain_of
from goodterms.records.settled.whose import Whose
from goodterms.terms.evidence import Evidence


@dataclass
class Stranger:
    """Somebody, or the people of one domain, who write and are no client."""

    wrote: int = 0
    answered: int = 0
    names: Counter[str] = field(default_factory=Counter)
    addresses: set[str] = field(default_factory=set)
    places: list[Evidence] = field(default_factory=list)


class _Seen(NamedTuple):
    """What mail says of one address."""

    wrote: Counter[str]
    answered: Counter[str]
    names: dict[str, str]
    places: dict[str, Evidence]


def strangers(records: Iterable[Record], whose: Whose) -> dict[str, Stranger]:
    """Those who write and are no client, by domain or, at a free-mail provider, by address."""
    return {name: writer for (client, name), writer in writers(records, whose).items() if not client}


def writers(records: Iterable[Record], whose: Whose) -> dict[tuple[str, str], Stranger]:
    """All who write, by their client (empty: nobody's) and their domain or address."""
    seen = _seen(records, whose)
    found: dict[tuple[str, str], Stranger] = defaultdict(Stranger)
    for address in seen.wrote | seen.answered:
        name, client = domain_of(address) or address, whose.addressed(address)
        if whose.is_me(address) or (whose.is_shut(name) and not client):
            continue
        writer = found[client, name]
        writer.wrote += seen.wrote[address]
        writer.answered += seen.answered[address]
        writer.addresses.add(address)
        writer.names.update(filter(None, [seen.names.get(address, "")]))
        writer.places += filter(None, [seen.places.get(address)])
    return found


def _seen(records: Iterable[Record], whose: Whose) -> _Seen:
    """Counts by address; of several mailboxes that were left closed the fullest, because they may overlap."""
    opened, closed = _Seen(Counter(), Counter(), {}, {}), _Seen(Counter(), Counter(), {}, {})
    mine: dict[str, bool] = {}
    for record in records:
        if isinstance(record, Message):
            if record.channel != "email" or record.automatic or record.origin:
                continue
            sender = record.sender
            if sender not in mine:
                mine[sender] = whose.is_me(sender)
            if mine[sender]:
                opened.answered.update(record.recipients)
            else:
                opened.wrote[sender] += 1
                opened.names.setdefault(sender, record.sender_name)
                opened.places.setdefault(sender, record.evidence)
        elif isinstance(record, Correspondent):
            address = record.address.lower()
            closed.wrote[address] = max(closed.wrote[address], record.wrote)
            closed.answered[address] = max(closed.answered[address], record.answered)
            closed.names.setdefault(address, record.name)
            closed.places.setdefault(address, record.evidence)
    return _Seen(
        opened.wrote | closed.wrote,
        opened.answered | closed.answered,
        closed.names | opened.names,
        closed.places | opened.places,
    )
