"""A small book as TOML: who did what when, each fact with a name (`id`) that the expectation can point at.

Tables `invoices`, `payments`, `hours`, `messages`, `deliverables`, `feelings`, `expenses`, `rates` and
`aside` (the days that were set aside for a client, and when that was told); fields are those of the records.
A payment says what it `settles`, an invoice what of it was `credited`, and by `credited_tax` that a note said
so with its VAT; a message is written `by` the client or by me.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from goodterms.records.book import Book, Credit, Filed, FiledMessage, Settlement
from goodterms.records.model import (
    Deliverable,
    Expense,
    Feeling,
    Freelancer,
    Invoice,
    Message,
    Move,
    Payment,
    TimeEntry,
)
from goodterms.terms.evidence import Evidence
from goodterms.terms.exchange import Quote, Rates
from goodterms.terms.money import Money

HERE = Path(__file__).parent
MARA = Freelancer(
    name="Mara Lind",
    emails=("mara@lind.example",),
    country="BE",
    timezone="Europe/Brussels",
    currency="EUR",
)
Facts = Mapping[str, Any]


def read(signal: str, file: str) -> Facts:
    """One TOML file of a signal's folder."""
    return tomllib.loads((HERE / signal / file).read_text("utf-8"))


def book_of(facts: Facts, me: Freelancer = MARA) -> Book:
    """The Book that a TOML book tells of."""
    keys = count(1)
    invoices = tuple(_filed(facts, "invoices", keys, _invoice))
    numbers = {filed.record.number: filed for filed in invoices}
    payments = tuple(_filed(facts, "payments", keys, _payment))
    return Book(
        me,
        invoices=invoices,
        credited=dict(_credited(facts, numbers)),
        credits=tuple(_notes(facts, numbers)),
        payments=payments,
        expenses=tuple(_filed(facts, "expenses", keys, _expense)),
        rates=Rates(tuple(_quote(row) for row in facts.get("rates", ()))),
        settlements=tuple(_settlements(facts, numbers, payments)),
        hours=tuple(_filed(facts, "hours", keys, _entry)),
        deliverables=tuple(_filed(facts, "deliverables", keys, _deliverable)),
        messages=tuple(
            FiledMessage(row["client"], next(keys), _message(row), row["by"] == "client")
            for row in facts.get("messages", ())
        ),
        feelings=tuple(_filed(facts, "feelings", keys, _feeling)),
        moves=tuple(_filed(facts, "aside", keys, _aside)),
    )


def _filed(facts: Facts, kind: str, keys: Iterator[int], record: Any) -> Iterator[Filed[Any]]:
    return (Filed(row["client"], next(keys), record(row)) for row in facts.get(kind, ()))


def _credited(facts: Facts, numbers: Mapping[str, Filed[Invoice]]) -> Iterator[tuple[int, Money]]:
    return (
        (numbers[row["id"]].key, _money(row, "credited"))
        for row in facts.get("invoices", ())
        if "credited" in row
    )


def _notes(facts: Facts, numbers: Mapping[str, Filed[Invoice]]) -> Iterator[Credit]:
    """Those that say their VAT."""
    for row in facts.get("invoices", ()):
        if "credited_tax" in row:
            key, tax = numbers[row["id"]].key, _money(row, "credited_tax")
            yield Credit(key, row["issued"], _money(row, "credited"), tax=tax)


def _settlements(
    facts: Facts, numbers: Mapping[str, Filed[Invoice]], payments: tuple[Filed[Payment], ...]
) -> Iterator[Settlement]:
    for row, paid in zip(facts.get("payments", ()), payments, strict=True):
        for number, amount in row["settles"].items():
            money = Money.of(amount, paid.record.amount.currency)
            yield Settlement(paid.client, numbers[number].key, paid.key, paid.record.paid_on, money)


def _money(row: Facts, name: str) -> Money:
    return Money.of(row[name], row.get("currency", "EUR"))


def _named(row: Facts) -> Evidence:
    return Evidence("book.toml", row["id"])


def _rest(row: Facts, *known: str) -> dict[str, Any]:
    """The fields that are called as in the record."""
    return {name: value for name, value in row.items() if name not in ("id", "client", *known)}


def _invoice(row: Facts) -> Invoice:
    rest = _rest(row, "total", "currency", "credited", "credited_tax", "tax")
    tax = _money(row, "tax") if "tax" in row else None
    total = _money(row, "total")
    return Invoice(row["id"], row["client"], total=total, tax=tax, evidence=_named(row), **rest)


def _expense(row: Facts) -> Expense:
    return Expense(row["client"], row["day"], _money(row, "amount"), row["id"], _named(row))


def _quote(row: Facts) -> Quote:
    return Quote(row["day"], row["currency"], tuple(row["into"].items()))


def _payment(row: Facts) -> Payment:
    named = tuple(row["settles"])
    return Payment(row["client"], row["on"], _money(row, "amount"), named, evidence=_named(row))


def _entry(row: Facts) -> TimeEntry:
    return TimeEntry(row["client"], row["at"], evidence=_named(row), **_rest(row, "at"))


def _deliverable(row: Facts) -> Deliverable:
    return Deliverable(row["client"], row["id"], evidence=_named(row), **_rest(row))


def _aside(row: Facts) -> Move:
    return Move(row["client"], row["told"], "set_aside", row["days"])


def _feeling(row: Facts) -> Feeling:
    return Feeling(row["client"], evidence=_named(row), **_rest(row))


def _message(row: Facts) -> Message:
    sender = "mara@lind.example" if row["by"] == "me" else "somebody@client.example"
    rest = _rest(row, "at", "by", "acts")
    return Message(row["at"], sender, acts=tuple(row.get("acts", ())), evidence=_named(row), **rest)
