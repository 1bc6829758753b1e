"""Who wrote to whom, and how often? From the headers of a mailbox alone, without opening a mail.

>>> header_of(b"From: Ann <ANN@harboursons.example>\\nTo: mara@lind.example\\nList-Id: <x>\\n\\n").sender
'ann@harboursons.example'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from goodterms.records.mail.bounds import head_end
from goodterms.records.mail.headers import is_automatic, moment
from goodterms.records.model import Correspondent
from goodterms.terms.evidence import Evidence
from goodterms.terms.patterns import lazy

LONGEST = 64 << 10
"""Bytes of headers that are looked at; routes of forwarded mail take a few thousand."""
_MOST_PEOPLE = 50
"""Recipients of one mail that are counted: mail to more is mail to nobody."""
_FIELD = lazy(
    rb"\n(from|to|cc|date|subject|precedence|auto-submitted|content-type|in-reply-to|references|mailing-list"
    rb"|x-[\w-]{1,40}|list-[\w-]{1,20})[ \t]*:[ \t]*"
)
"""Asked of lower-case letters: to begin with one certain byte is what makes the search quick."""
_ADDRESS = lazy(rb"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,253}")
_NAME = lazy(rb"\s*\"?([^\"<>@=?]{1,80}?)\"?\s*<")


class Header(NamedTuple):
    """What the headers of one mail tell."""

    sender: str
    name: str
    recipients: tuple[str, ...]
    day: date | None
    automatic: bool

    @property
    def people(self) -> tuple[str, ...]:
        """All addresses, the sender's first."""
        return (self.sender, *self.recipients)


def header_of(data: bytes) -> Header:
    """The header in the first bytes of a mail."""
    head = b"\n" + data[: _end(data)]
    people: dict[bytes, list[str]] = {b"from": [], b"to": [], b"cc": []}
    values: dict[str, list[str]] = {}
    name = ""
    for found in _FIELD.finditer(head.lower()):
        field, value = found[1], _value(head, found.end())
        if field in people:
            people[field] += (one.decode("ascii", "replace").lower() for one in _ADDRESS.findall(value))
            if field == b"from" and (called := _NAME.match(value)):
                name = called[1].decode("utf-8", "replace").strip()
        else:
            values.setdefault(field.decode("ascii"), []).append(value[:1_000].decode("ascii", "replace"))
    sender = people[b"from"][0] if people[b"from"] else ""
    when = moment(values["date"][0]) if "date" in values else None
    to = tuple(dict.fromkeys([*people[b"to"], *people[b"cc"]][:_MOST_PEOPLE]))
    automatic = is_automatic(values, sender, values.get("subject", [""])[0])
    return Header(sender, name, to, when.date() if when else None, automatic)


def _end(data: bytes) -> int:
    """Where the head ends: at the first empty line."""
    return min(head_end(data[:LONGEST]), LONGEST)


def _value(head: bytes, start: int) -> bytes:
    """The value of a field: its line, and those below it that begin with a space."""
    end = head.find(b"\n", start)
    while 0 <= end < len(head) - 1 and head[end + 1] in b" \t":
        end = head.find(b"\n", end + 1)
    return head[start:] if end < 0 else head[start:end]


class Tally:
    """Counts the mail of one mailbox. `mine` are the freelancer's addresses, as far as they are known."""

    def __init__(self, mine: Iterable[str] = ()) -> None:
        self._mine = {address.lower() for address in mine if "@" in address}
        self._mails = 0
        self._wrote: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._names: dict[str, str] = {}
        self._days: dict[str, tuple[date, date]] = {}

    def add(self, header: Header) -> None:
        """One more mail."""
        self._mails += 1
        if header.automatic or not header.sender:
            return
        self._wrote[header.sender] += 1
        self._seen.update({*header.people})
        if header.name:
            self._names.setdefault(header.sender, header.name)
        self._pairs.update((header.sender, one) for one in header.recipients)
        if header.day:
            for address in header.people:
                first, last = self._days.get(address, (header.day, header.day))
                self._days[address] = (min(first, header.day), max(last, header.day))

    def correspondents(self, source: str) -> tuple[Correspondent, ...]:
        """Everybody but the freelancer and machines: what they wrote, what they were written."""
        mine = self._mine or self._owner()
        answered: Counter[str] = Counter()
        for (sender, to), times in self._pairs.items():
            if sender in mine:
                answered[to] += times
        people = sorted((self._wrote.keys() | answered.keys()) - mine)
        return tuple(self._correspondent(one, answered[one], source) for one in people)

    def _owner(self) -> set[str]:
        """The one address that nearly every mail was sent from or to."""
        ranked = self._seen.most_common(2)
        if self._mails < 5 or not ranked or ranked[0][1] < 0.8 * sum(self._wrote.values()):
            return set()
        return {ranked[0][0]} if len(ranked) == 1 or ranked[1][1] < ranked[0][1] else set()

    def _correspondent(self, address: str, answered: int, source: str) -> Correspondent:
        first, last = self._days.get(address, (None, None))
        return Correspondent(
            address=address,
            name=self._names.get(address, ""),
            wrote=self._wrote[address],
            answered=answered,
            first=first,
            last=last,
            evidence=Evidence(source, "", address),
        )
