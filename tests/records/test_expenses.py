"""Which tables are read as costs, and which amounts as VAT?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.importers import expenses
from goodterms.records.model import Batch, Expense, Invoice
from goodterms.records.reading import read_source
from goodterms.records.source import Source
from goodterms.records.vat import vat_in
from goodterms.terms.money import Money


def read(text: str, name: str = "table.csv") -> Batch:
    return read_source(Source(name, text.encode(), currency="EUR", home="BE", dates="day first"))


@pytest.mark.parametrize(
    "text",
    [
        "Date,Client,Expense category,Amount\n2026-03-04,Kestrel,Travel,18.00\n",
        "Date,Client,Project,Supplier,Amount,Notes\n2026-03-04,Kestrel,Site,Rail,18.00,Train\n",
        "Date,Customer,Amount spent,Currency\n2026-03-04,Kestrel,18.00,EUR\n",
        "Date;Client;Dépense;Montant\n04/03/2026;Kestrel;Train;18,00\n",
        "Datum;Klant;Leverancier;Bedrag\n04/03/2026;Kestrel;Spoor;18,00\n",
        "Ngày,Khách hàng,Khoản chi,Số tiền\n04/03/2026,Kestrel,Tàu,18.00 EUR\n",
    ],
)
def test_tables_that_people_keep_are_costs(text: str) -> None:
    """A client, a day, an amount, and a heading that says it was spent, in each of the four languages."""
    batch = read(text)
    assert batch.importer == "expenses"
    costs = [one for one in batch.records if isinstance(one, Expense)]
    assert [(one.client, one.day.isoformat(), one.amount) for one in costs] == [
        ("Kestrel", "2026-03-04", Money.of("18.00", "EUR"))
    ]


@pytest.mark.parametrize(
    ("text", "importer"),
    [
        ("client,paid_on,amount\nKestrel,2026-03-04,18.00\n", "payments"),
        ("Date,Client,Amount\n2026-03-04,Kestrel,18.00\n", "payments"),
        ("Date,Client,Hours,Cost\n2026-03-04,Kestrel,2,180.00\n", "time_entries"),
        ("Number,Date,Client,Total\n7,2026-03-04,Kestrel,18.00\n", "invoices"),
    ],
)
def test_money_that_came_in_is_no_cost(text: str, importer: str) -> None:
    """Without a heading that says so nothing is taken for spent; what an hour cost there is a price."""
    assert read(text).importer == importer


def test_the_name_of_the_file_tells_too() -> None:
    """A bare table that is called as ours is one of costs."""
    assert read("client,date,amount\nKestrel,2026-03-04,18.00\n", "expenses.csv").importer == "expenses"


def test_the_form_that_is_handed_out_is_read() -> None:
    """The empty form is recognised, and a row below it is a cost."""
    name, form = expenses.TEMPLATE
    batch = read(f"{form}Kestrel,2026-03-04,18.00,EUR,Train\n", name)
    assert [one.what for one in batch.records if isinstance(one, Expense)] == ["Train"]


SUMS = st.tuples(st.integers(1, 10**9), st.integers(0, 10**9))


@settings(deadline=None)
@given(SUMS, st.booleans())
def test_vat_is_a_part_of_its_total(sums: tuple[int, int], is_credit: bool) -> None:
    """Whatever the sign of the bill, its VAT is above 0 and at most the total, or is not known."""
    sign = -1 if is_credit else 1
    total, tax = (Money(sign * minor, "EUR") for minor in sums)
    found = vat_in(total, tax)
    assert (found is None) == (sums[1] > sums[0])
    assert found is None or found == Money(sums[1], "EUR")
    assert not sums[1] or vat_in(total, Money(-tax.minor, "EUR")) is None
    assert vat_in(total, Money(0, "USD")) is None


def taxes(rows: str) -> tuple[list[int | None], list[str]]:
    batch = read(f"number,client,issued,total,tax\n{rows}")
    told = [one.tax and one.tax.minor for one in batch.records if isinstance(one, Invoice)]
    return told, [one.key for one in batch.problems]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("1,Kestrel,2026-03-04,121.00,21\n2,Kestrel,2026-03-05,242.00,42\n", ([2100, 4200], [])),
        ("1,Kestrel,2026-03-04,121.00,21\n2,Kestrel,2026-03-05,4840.00,21\n", ([None, None], ["rates"])),
        ("1,Kestrel,2026-03-04,4840.00,21\n2,Kestrel,2026-03-05,900.00,0\n", ([None, None], ["rates"])),
        ("1,Kestrel,2026-03-04,4840.00,21%\n2,Kestrel,2026-03-05,900.00,\n", ([None, None], ["rates"])),
        ("1,Kestrel,2026-03-04,4840.00,12.50\n2,Kestrel,2026-03-05,900.00,0\n", ([1250, 0], [])),
        ("1,Kestrel,2026-03-04,900.00,0\n", ([0], [])),
        ("1,Kestrel,2026-03-04,500.00,21\n2,Kestrel,2026-03-05,600.00,21\n", ([None, None], ["rates"])),
        ("1,Kestrel,2026-03-04,500.00,21\n2,Kestrel,2026-03-05,600.00,6\n", ([None, None], ["rates"])),
        ("1,Kestrel,2026-03-04,121.00,21\n2,Kestrel,2026-03-05,121.00,21\n", ([2100, 2100], [])),
    ],
)
def test_a_column_of_rates_is_no_vat(rows: str, expected: tuple[list[int | None], list[str]]) -> None:
    """Sums are heard; percentages are told once, and nobody's VAT is known by them."""
    told, keys = taxes(rows)
    assert (told, [key.rpartition("_")[2] for key in keys]) == expected
