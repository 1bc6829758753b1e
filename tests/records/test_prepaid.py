"""Money that a bill says was paid, and that may be booked as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.intake import settle
from goodterms.records.model import PREPAID, Client, Freelancer, Invoice, Payment, Transfer
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

ME = Freelancer("Mara Lind", ("mara@lind.example",), currency="EUR")
ORCHARD = Client("Pixel Orchard")
BOOKS, BILLS, BANK = (Evidence(name, "line 2") for name in ("payments.csv", "bills.csv", "bank.xml"))


def bill(month: int, total: int = 10_000) -> Invoice:
    """The bill of a month for the same work."""
    return Invoice(
        f"2026-{month:03}", "Pixel Orchard", date(2026, month, 1), Money(total, "EUR"), evidence=BILLS
    )


def told(month: int, amount: int = 10_000, day: int = 20) -> Payment:
    """What the list of bills says of one: that it was paid, and when."""
    paid_on = date(2026, month, day)
    return Payment(
        "Pixel Orchard",
        paid_on,
        Money(amount, "EUR"),
        (f"2026-{month:03}",),
        reference=PREPAID,
        evidence=BILLS,
    )


def received(*records: object) -> int:
    """What the Book says came in, in cents."""
    book = settle([ME, ORCHARD, *records])  # type: ignore[list-item]
    return sum(filed.record.amount.minor for filed in book.payments)


def test_one_booked_payment_stands_for_one_bill() -> None:
    """A client pays the same each month; the bank tells of one month, the bills of three: three count."""
    line = Transfer(date(2026, 2, 20), Money(10_000, "EUR"), "PIXEL ORCHARD", evidence=BANK)
    months = [bill(month) for month in (1, 2, 3)]
    assert received(*months, told(1), told(2), told(3), line) == 30_000


def test_a_deposit_and_the_rest_are_two() -> None:
    """The bill says 300 were paid before; the bank has the other 700, with the number: 1,000 came in."""
    rest = Transfer(
        date(2026, 3, 20), Money(70_000, "EUR"), "Pixel Orchard", reference="2026-003", evidence=BANK
    )
    assert received(bill(3, 100_000), told(3, 30_000, day=1), rest) == 100_000


def test_what_is_booked_in_full_is_not_told_again() -> None:
    """The books have the whole bill in one payment; what the bill says of a part of it adds nothing."""
    whole = Payment("Pixel Orchard", date(2026, 3, 25), Money(100_000, "EUR"), ("2026-003",), evidence=BOOKS)
    assert received(bill(3, 100_000), told(3, 30_000), whole) == 100_000


@given(st.sets(st.integers(1, 12)), st.integers(-5, 20))
def test_a_double_never_doubles_money(booked: set[int], later: int) -> None:
    """Whichever months are booked too, some days earlier or later: twelve bills bring twelve payments."""
    bills = [bill(month) for month in range(1, 13)]
    says = [told(month, day=10) for month in range(1, 13)]
    paid = [
        replace(
            told(month, day=10),
            paid_on=date(2026, month, 10) + timedelta(later),
            invoices=(),
            reference="",
            evidence=replace_line(month),
        )
        for month in booked
    ]
    assert received(*bills, *says, *paid) == 12 * 10_000


def replace_line(number: int) -> Evidence:
    """A line of the books."""
    return BOOKS._replace(locator=f"line {number}")
