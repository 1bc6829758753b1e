"""Is this a record the store has already?

A record is known by its identity: what makes it this invoice or this message, however its other fields change
when the file is imported again. That is the fields it cannot do without, or those named here. A record's fact
is all that it says, apart from where it was read. Where a file says the same thing twice, the first and the
second are told apart by their number.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import MISSING, fields
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from goodterms.records.model import (
    ContractText,
    Correction,
    Gut,
    Invoice,
    Meeting,
    Message,
    Move,
    Naming,
    Payment,
    Record,
    TimeEntry,
    Transfer,
)
from goodterms.store.shelving import KINDS, TooLargeError, pack
from goodterms.terms.evidence import Problem

_NAMED: dict[type, tuple[str, ...]] = {
    ContractText: ("client", "title"),
    Correction: ("document", "passage", "kind"),
    Gut: ("client", "day"),
    Invoice: ("number", "client", "seller", "credit_note"),
    Meeting: ("start", "title"),
    Message: ("sent_at", "sender", "text"),
    Move: ("client", "day", "step", "value"),
    Naming: ("name",),
    Payment: ("client", "paid_on", "amount", "reference"),
    Transfer: ("booked_on", "amount", "counterparty", "reference", "bank_id"),
    TimeEntry: ("client", "started", "activity", "project"),
}
"""Kinds whose identity is not simply the fields without a default."""


_JSON = json.JSONEncoder(default=date.isoformat)


class Labelled(NamedTuple):
    """A record ready for its table."""

    kind: type
    identity: str
    fact: str
    place: tuple[Any, ...]
    """Where it was read: source, locator and quote."""
    cells: tuple[Any, ...]
    """All of it, in the order of the table's columns."""


class Seen:
    """Which labels one file has had so far. A mailbox has many: half of each label is kept, as a number."""

    def __init__(self) -> None:
        self._once: set[int] = set()
        self._again: Counter[int] = Counter()

    def times(self, label: str) -> int:
        """How often this label came, this time included."""
        number = int(label[:16], 16)
        if number not in self._once:
            self._once.add(number)
            return 1
        self._again[number] += 1
        return self._again[number] + 1


def label(records: Iterable[Record], seen: Seen) -> Iterator[Labelled | Problem]:
    """Each record of one file with its labels; a Problem for one with a number too large for any table."""
    for record in records:
        kind = type(record)
        try:
            packed = pack(record)
        except TooLargeError as error:
            place = record.evidence
            yield Problem(place.source, place.locator, "store.too_large", {"number": str(error)})
            continue
        fact = [cells for name, cells in packed.items() if name != "evidence"]
        yield Labelled(
            kind,
            _numbered(seen, kind, [packed[name] for name in _known_by(record)]),
            _numbered(seen, kind, ["fact", *fact]),
            packed["evidence"],
            tuple(cell for cells in packed.values() for cell in cells),
        )


def _known_by(record: Record) -> tuple[str, ...]:
    if isinstance(record, Message) and record.message_id:
        return ("message_id",)
    return KNOWN_BY[type(record)]


def _required(kind: type) -> tuple[str, ...]:
    return tuple(
        field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING
    )


def _numbered(seen: Seen, kind: type, words: list[Any]) -> str:
    """A label for these words; another one each time that they come again."""
    label = _digest([kind.__name__, words])
    times = seen.times(label)
    return label if times == 1 else _digest([label, times])


def _digest(words: Any) -> str:
    return blake2b(_JSON.encode(words).encode(), digest_size=16).hexdigest()


KNOWN_BY = {kind: _NAMED.get(kind) or _required(kind) for kind in KINDS}
"""The fields that make up the identity of each kind."""
