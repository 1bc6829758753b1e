"""A network of invented freelancers as packed tables, in any number: a hundred are made, and the others are
copies.

Each has ten clients who differ in how late they pay, when they write and what they write. What is copied has
the same records under another pseudonym: the engines see other people, and nobody waits an hour for the
records."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pyarrow as pa

from goodterms.network.consent import NOTHING_SHARED
from goodterms.network.pseudonyms import Pseudonyms
from goodterms.network.rows import Rows, rows_of
from goodterms.network.schema import TABLES
from goodterms.network.shelves import Shelves, make_shelves
from goodterms.network.veiling import veil
from goodterms.records.book import Book
from goodterms.records.intake import settle
from goodterms.records.model import Client, Freelancer, Invoice, Message, Payment, Record, TimeEntry
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

AS_OF = date(2026, 10, 31)
CLIENTS = 10
"""Of each freelancer."""
MESSAGES = 100
"""With each client."""
_MADE = 100
_MONTHS = 18
_FIRST = AS_OF - timedelta(days=30 * _MONTHS)
_PLACES = (
    ("BE", "Europe/Brussels"),
    ("FR", "Europe/Paris"),
    ("VN", "Asia/Ho_Chi_Minh"),
    ("NL", "Europe/Amsterdam"),
)
_ACTS = ("vague", "clear", "reversal", "request", "out_of_scope", "chaser", "thanks")
_SOUR = ("hostile", "irritated", "chaser", "reversal")


class Size(NamedTuple):
    """How many relationships and messages there are."""

    relationships: int

    @property
    def messages(self) -> int:
        """With all clients together."""
        return self.relationships * MESSAGES

    @property
    def copies(self) -> int:
        """How often the hundred are there."""
        return max(1, self.relationships // (_MADE * CLIENTS))


def network(folder: Path, size: Size) -> Shelves:
    """The tables of a network of that size."""
    made = [rows_of(veil(book, f"person-{n:04}", NOTHING_SHARED, Pseudonyms(b"b" * 32)), AS_OF)
            for n, book in enumerate(_books())]  # fmt: skip
    people = max(1, size.relationships // CLIENTS)
    made = made[:people]
    shelves = make_shelves(folder, max(1, size.copies // 2))
    for bucket in range(shelves.buckets):
        copies = range(bucket, size.copies, shelves.buckets)
        shelves.replace(bucket, _copied(made, copies), {f"{one}": {} for one in copies})
    return shelves


def _copied(made: list[Rows], copies: range) -> dict[str, pa.Table]:
    """The rows of some copies, each under other pseudonyms."""
    base = {
        "people": pa.Table.from_pylist([one.person for one in made], TABLES["people"]),
        "messages": pa.concat_tables([one.messages for one in made]).unify_dictionaries(),
        "hours": pa.concat_tables([one.hours for one in made]).unify_dictionaries(),
    }
    found = {}
    for name, table in base.items():
        table = table.combine_chunks()  # noqa: PLW2901 - the same table in one piece
        every = pa.concat_tables(
            [_renamed(table, TABLES[name], copy) for copy in copies]
        ).unify_dictionaries()
        found[name] = every.replace_schema_metadata(TABLES[name].metadata)
    return found


def _renamed(table: pa.Table, schema: pa.Schema, copy: int) -> pa.Table:
    names = table["freelancer"].combine_chunks()
    if pa.types.is_dictionary(names.type):
        others = [f"{name}-{copy:05}" for name in names.dictionary.to_pylist()]
        column = pa.DictionaryArray.from_arrays(names.indices, pa.array(others, pa.string()))
    else:
        column = pa.array([f"{name}-{copy:05}" for name in names.to_pylist()], pa.string())
    return table.set_column(0, schema.field("freelancer"), column)


def _books() -> Iterator[Book]:
    chance = random.Random(20_261_031)  # noqa: S311 - invented records, not secrets
    for number in range(_MADE):
        country, zone = _PLACES[number % len(_PLACES)]
        yield settle(
            list(_records(chance, Freelancer("", (), country, zone, "en", "EUR"), ZoneInfo(zone))), ()
        )


def _records(chance: random.Random, me: Freelancer, zone: ZoneInfo) -> Iterator[Record]:
    yield Freelancer("An Sol", ("me@lind.example",), me.country, me.timezone, "en", "EUR")
    for n in range(CLIENTS):
        name, domain = f"Client {n}", f"client{n}.example"
        yield Client(name, (f"ann@{domain}",), (domain,), since=_FIRST)
        yield from _money(chance, name, n)
        yield from _work(chance, name, zone)
        yield from _talk(chance, domain, zone)


def _money(chance: random.Random, client: str, n: int) -> Iterator[Record]:
    late = chance.choice((-3, 0, 4, 12, 40))
    for month in range(_MONTHS - 1):
        issued = _FIRST + timedelta(days=30 * month + n)
        number, total = f"{n}-{month:03}", Money(chance.randrange(20_000, 300_000, 500), "EUR")
        place = Evidence("books/invoices.csv", f"line {n * _MONTHS + month + 2}")
        yield Invoice(number, client, issued, total, issued + timedelta(30), evidence=place)
        paid_on = issued + timedelta(30 + late + chance.randrange(0, 6))
        if paid_on <= AS_OF and chance.random() < 0.97:
            yield Payment(client, paid_on, total, (number,), evidence=place)


def _work(chance: random.Random, client: str, zone: ZoneInfo) -> Iterator[TimeEntry]:
    for step in range(50):
        day = _FIRST + timedelta(days=step * 30 * _MONTHS // 50)
        started = datetime.combine(day, time(chance.randrange(9, 18)), zone)
        activity = chance.choice(("production", "production", "email", "meeting"))
        place = Evidence("books/time.csv", f"line {step + 2}")
        minutes = chance.randrange(15, 240, 15)
        yield TimeEntry(client, started, minutes, activity, chance.random() < 0.8, evidence=place)


def _talk(chance: random.Random, domain: str, zone: ZoneInfo) -> Iterator[Message]:
    nightly, sour = chance.choice((0.02, 0.1, 0.5)), chance.choice((0.0, 0.01, 0.1))
    for n in range(MESSAGES):
        day = _FIRST + timedelta(days=n * 30 * _MONTHS // MESSAGES)
        mine = n % 2 == 1
        hour = (
            chance.choice((20, 22, 6))
            if chance.random() < (0.1 if mine else nightly)
            else chance.randrange(9, 18)
        )
        sent_at = datetime.combine(day, time(hour, chance.randrange(60)), zone)
        sender, other = ("me@lind.example", f"ann@{domain}")[:: 1 if mine else -1]
        acts: tuple[str, ...] = ()
        if not mine:
            acts = (chance.choice(_SOUR),) if chance.random() < sour else (chance.choice(_ACTS),)
        place = Evidence(f"mail/{domain}.mbox", f"message {n + 1}")
        yield Message(sent_at, sender, (other,), "email", f"thread {n // 6}", acts=acts, evidence=place,
                      message_id=f"<{n}@{domain}>")  # fmt: skip
