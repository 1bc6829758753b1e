"""What is in the figure of an hour is said, and nothing else (M15, T7)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from goodterms import desk
from goodterms.records.book import Book
from goodterms.records.intake import settle
from goodterms.records.model import Client, ExchangeRate, Expense, Freelancer, Invoice, Payment, TimeEntry
from goodterms.review.portfolio.model import Portfolio
from goodterms.terms.money import Money

ME = Freelancer(name="Mara Lind", currency="EUR", timezone="Europe/Brussels")
CLIENT = "Harbour & Sons"
AS_OF = date(2026, 6, 30)
WORK = TimeEntry(CLIENT, datetime(2026, 3, 2, 9, tzinfo=UTC), 600)


def euros(amount: int) -> Money:
    return Money.of(amount, "EUR")


def bill(number: int, tax: int | None, paid: bool = True) -> list[Any]:
    """An invoice of 121 euros, and its payment."""
    told = None if tax is None else euros(tax)
    made = Invoice(f"{number}", CLIENT, date(2026, 3, 31), euros(121), date(2026, 4, 30), tax=told)
    return [made, Payment(CLIENT, date(2026, 4, 20), euros(121), (f"{number}",))] if paid else [made]


def cost(currency: str = "EUR", day: date = date(2026, 3, 10), client: str = CLIENT) -> Expense:
    return Expense(client, day, Money.of(10, currency), "Train")


def together(*records: Any, me: Freelancer = ME) -> Portfolio:
    book: Book = settle([me, Client(CLIENT), *records])
    return desk.review(book, AS_OF).portfolio


def said(*records: Any) -> list[tuple[str, Any]]:
    return [(one.key, dict(one.values).get("count")) for one in together(*records).basis_says]


NO_COSTS = ("basis.no_costs", None)
RATE = ExchangeRate(date(2026, 3, 2), "EUR", (("USD", "1.25"),))


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        (bill(1, 21), [("basis.vat_off", None), NO_COSTS]),
        (bill(1, 0), [("basis.vat_off", None), NO_COSTS]),
        ([*bill(1, 21), *bill(2, None)], [("basis.vat_in", 1), NO_COSTS]),
        ([*bill(1, None), *bill(2, None)], [("basis.vat_in", 2), NO_COSTS]),
        ([*bill(1, 21), *bill(2, None, paid=False)], [("basis.vat_off", None), NO_COSTS]),
        ([Payment(CLIENT, date(2026, 4, 20), euros(121))], [("basis.vat_unknown", None), NO_COSTS]),
        ([*bill(1, 21), cost(), cost("USD"), RATE], [("basis.vat_off", None), ("basis.costs", 2)]),
        (
            [*bill(1, 21), cost(), cost("USD"), cost("GBP"), RATE],
            [("basis.vat_off", None), ("basis.costs", 2), ("basis.costs_left_out", 1)],
        ),
        ([*bill(1, 21), cost("USD")], [("basis.vat_off", None), NO_COSTS, ("basis.costs_left_out", 1)]),
        ([*bill(1, 21), cost(client="")], [("basis.vat_off", None), NO_COSTS]),
        ([*bill(1, 21), cost(day=date(2025, 6, 30))], [("basis.vat_off", None), NO_COSTS]),
        ([*bill(1, 21), cost(day=date(2026, 7, 1))], [("basis.vat_off", None), NO_COSTS]),
    ],
)
def test_it_is_said_what_is_in_an_hour(records: list[Any], expected: list[tuple[str, Any]]) -> None:
    """VAT off, in or not known, and which costs are taken off: each as it is."""
    assert said(WORK, *records) == expected


def test_nothing_is_said_where_no_hour_is_known() -> None:
    """Without hours there is no figure to explain."""
    assert said(*bill(1, 21)) == []


def test_a_cost_of_nobody_known_makes_a_client_and_no_figure() -> None:
    """Of whom only a cost is known is proposed as a client, like somebody worked for, and has no currency."""
    made = together(WORK, *bill(1, 21), cost(client="Pixel Orchard"))
    assert {share.client for share in made.shares} == {CLIENT, "Pixel Orchard"}
    assert made.basis.costs == made.basis.costs_left_out == 0


def test_the_target_is_compared_with_what_is_left() -> None:
    """121 euros of which 21 are VAT, less a cost of 10, over ten hours: 9 euros an hour."""
    made = together(WORK, *bill(1, 21), cost())
    assert [share.rate for share in made.shares] == [Money(900, "EUR")]


def test_a_note_as_xml_completes_the_one_in_the_table() -> None:
    """Of two copies of one credit note or one bill, the one that tells its VAT is heard, in either order."""
    note = Invoice("C1", CLIENT, date(2026, 4, 2), Money(6_050, "EUR"), credit_note=True, corrects="1")
    told = Invoice(
        "C1",
        CLIENT,
        date(2026, 4, 2),
        Money(6_050, "EUR"),
        credit_note=True,
        corrects="1",
        tax=Money(1_050, "EUR"),
    )
    for copies in ((note, told), (told, note)):
        made = together(WORK, *bill(1, None, paid=False), *bill(1, 21), *copies)
        assert made.basis.is_net
        assert [share.rate for share in made.shares] == [Money(500, "EUR")]
