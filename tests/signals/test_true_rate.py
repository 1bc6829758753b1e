"""What an hour really brings, ledger by ledger as worked out by hand (B1)."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.book import Book, Credit, Filed, Settlement
from goodterms.records.model import Expense, Invoice, Payment, TimeEntry
from goodterms.records.settled.earned import cash
from goodterms.signals.measure import measure
from goodterms.terms.money import Money
from signals.books import HERE, MARA, book_of

LEDGERS = sorted((HERE / "true_rate" / "ledgers").glob("*.toml"))
CLIENT, OTHER = "Pixel Orchard", "Kestrel"
TODAY = date(2026, 6, 30)
quick = settings(max_examples=25, deadline=None)


def ledger(name: str) -> Book:
    """The Book of a ledger."""
    path = HERE / "true_rate" / "ledgers" / f"{name}.toml"
    return book_of(tomllib.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", LEDGERS, ids=lambda path: path.stem)
def test_ledger_brings_what_was_worked_out(path: Any) -> None:
    """Each ledger keeps its promise, client by client, and nobody else has a rate."""
    facts = tomllib.loads(path.read_text("utf-8"))
    found = measure(book_of(facts), facts["as_of"], only=("true_rate",))
    assert facts["promise"].endswith(".")
    assert {client for _, client in found.found} == {row["client"] for row in facts["reading"]}
    for row in facts["reading"]:
        assert found.get("true_rate", row["client"]).value == pytest.approx(row["value"]), row["why"]


def euros(minor: int) -> Money:
    return Money(minor, "EUR")


def paid(minor: int, tax: int | None, client: str = CLIENT, key: int = 1) -> Book:
    """A bill of 121.00 of which so much was paid, after an hour of work."""
    day = date(2026, 3, 31)
    bill = Invoice(f"{key}", client, day, euros(12_100), day, tax=None if tax is None else euros(tax))
    came = Payment(client, date(2026, 4, 20), euros(minor))
    work = TimeEntry(client, datetime(2026, 3, 2, 9, tzinfo=UTC), 60)
    return Book(
        MARA,
        invoices=(Filed(client, key, bill),),
        payments=(Filed(client, key + 100, came),),
        settlements=(Settlement(client, key, key + 100, came.paid_on, came.amount),),
        hours=(Filed(client, key + 200, work),),
    )


def both(one: Book, other: Book) -> Book:
    names = ("invoices", "payments", "settlements", "hours", "expenses")
    return replace(one, **{name: getattr(one, name) + getattr(other, name) for name in names})


def rate(book: Book, client: str = CLIENT, as_of: date = TODAY) -> float | None:
    return measure(book, as_of, only=("true_rate",)).get("true_rate", client).value


@quick
@given(st.integers(1, 12_100), st.integers(0, 12_100))
def test_net_is_never_more_than_came_in(minor: int, tax: int) -> None:
    """Without its VAT a payment counts for its exact share, to the cent, and never for less than nothing."""
    value = rate(paid(minor, tax))
    assert value is not None
    assert 0 <= value <= minor
    assert value == pytest.approx(minor * (12_100 - tax) / 12_100, abs=0.51)


@quick
@given(st.integers(1, 12_100), st.one_of(st.none(), st.integers(0, 12_100)))
def test_who_says_nothing_keeps_everybody_whole(minor: int, tax: int | None) -> None:
    """Beside a client whose paid invoice does not say its VAT, another's counts as it came."""
    book = both(paid(minor, tax), paid(5_000, None, OTHER, 2))
    assert rate(book) == minor
    assert not cash(book).is_net
    assert cash(book).untold == 1 + (tax is None)


def test_what_was_not_known_yet_does_not_count() -> None:
    """Looked at on a day before the second payment, its silent invoice hides nobody's VAT."""
    later = paid(5_000, None, OTHER, 2)
    came = replace(later.payments[0].record, paid_on=date(2026, 6, 1))
    parts = (later.settlements[0]._replace(paid_on=came.paid_on),)
    later = replace(later, payments=(later.payments[0]._replace(record=came),), settlements=parts)
    book = both(paid(12_100, 2_100), later)
    assert rate(book, as_of=date(2026, 5, 31)) == 10_000
    assert rate(book) == 12_100


@pytest.mark.parametrize(
    ("tax", "noted"),
    [(0, 2_100), (12_100, 0)],
    ids=["a note with VAT on a bill without", "more VAT than is left"],
)
def test_vat_that_does_not_add_up_is_unknown(tax: int, noted: int) -> None:
    """What a bill and its credit note say of VAT together must be a part of what is left."""
    book = paid(6_050, tax)
    note = Credit(1, date(2026, 4, 1), euros(6_050), tax=euros(noted))
    book = replace(book, credited={1: note.amount}, credits=(note,))
    assert cash(book).untold == 1
    assert rate(book) == 6_050


@quick
@given(st.integers(-20_000, 20_000).filter(bool))
def test_a_cost_is_taken_off_to_the_cent(minor: int) -> None:
    """One hour that brought 100.00 brings what is left of it; the least and the most stay in their order."""
    cost = Expense(CLIENT, date(2026, 3, 10), euros(minor))
    book = replace(paid(12_100, 2_100), expenses=(Filed(CLIENT, 900, cost),))
    assert rate(book) == 10_000 - minor
    low, high = measure(book, TODAY, only=("true_rate",)).get("true_rate", CLIENT).interval or (0, 0)
    assert low <= high


def test_a_cost_of_nobody_is_nobodys() -> None:
    """Costs of another client, and of one that is not known, change nothing."""
    costs = tuple(
        Filed(name, key, Expense(name, date(2026, 3, 10), euros(9_900)))
        for key, name in enumerate(("", OTHER, "Café Nijlpaard"), 900)
    )
    assert rate(replace(paid(12_100, 2_100), expenses=costs)) == 10_000
