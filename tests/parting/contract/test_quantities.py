"""Numbers, days, money, shares and dates, as contracts of four languages write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.parting.contract import sheets
from goodterms.parting.contract.quantities import numbers, valued
from goodterms.parting.contract.tokens import Amount, Duration, Quantity, tokens


def read(text: str, language: str, day_first: bool | None = True) -> list[Quantity]:
    """The values in a text."""
    return [one.value for one in valued(tokens(text, language), language, day_first) if one.value is not None]


@pytest.mark.parametrize(
    ("language", "text", "count", "unit"),
    [
        ("en", "twenty-one (21) days", 21, "days"),
        ("en", "one month's notice", 1, "months"),
        ("en", "a fortnight's warning", 2, "weeks"),
        ("en", "half a year", 6, "months"),
        ("en", "the 28th day", 28, "days"),
        ("en", "a further year", 1, "years"),
        ("fr", "quarante-cinq (45) jours", 45, "days"),
        ("fr", "quatre-vingt-dix jours", 90, "days"),
        ("fr", "quinze jours", 15, "days"),
        ("fr", "vingt et un jours", 21, "days"),
        ("nl", "dertig (30) dagen", 30, "days"),
        ("nl", "eenentwintig dagen", 21, "days"),
        ("nl", "tweeënzeventig weken", 72, "weeks"),
        ("nl", "veertien dagen", 14, "days"),
        ("vi", "ba mươi (30) ngày", 30, "days"),
        ("vi", "bốn mươi lăm (45) ngày", 45, "days"),
        ("vi", "nửa tháng", 15, "days"),
        ("vi", "năm (05) năm", 5, "years"),
        ("vi", "hai năm", 2, "years"),
        ("vi", "mười hai (12) tháng", 12, "months"),
    ],
)
def test_how_long(language: str, text: str, count: int, unit: str) -> None:
    """In words, in digits, and in both."""
    assert read(text, language)[0] == Duration(count, unit)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ten working days"),
        ("fr", "dix jours ouvrables"),
        ("nl", "tien werkdagen"),
        ("vi", "10 ngày làm việc"),
    ],
)
def test_working_days(language: str, text: str) -> None:
    """Days of work are told from days of the calendar."""
    assert read(text, language) == [Duration(10, "days", working=True)]


@pytest.mark.parametrize(
    ("language", "text", "amount", "currency"),
    [
        ("en", "£7,800", "7800", "GBP"),
        ("en", "$2,500.50", "2500.50", "USD"),
        ("en", "a $300 deposit", "300", "USD"),
        ("en", "A$300", "300", "AUD"),
        ("fr", "deux mille quatre cents euros (2 400 €)", "2400", "EUR"),
        ("fr", "1'200 CHF", "1200", "CHF"),
        ("nl", "€ 1.250,00", "1250.00", "EUR"),
        ("nl", "negenduizend vijfhonderd pond (£ 9.500)", "9500", "GBP"),
        ("vi", "2,5 triệu đồng", "2500000", "VND"),
        ("vi", "186.000.000 đồng", "186000000", "VND"),
        ("vi", "3.500 SGD", "3500", "SGD"),
    ],
)
def test_how_much(language: str, text: str, amount: str, currency: str) -> None:
    """Sums as each language writes them, in digits and in words."""
    assert read(text, language)[0] == Amount(Decimal(amount), currency)


@pytest.mark.parametrize(
    ("language", "text", "percent"),
    [
        ("en", "half the fee", 50),
        ("en", "a quarter of the price", 25),
        ("en", "one fifth of the sum", 20),
        ("en", "30%", 30),
        ("fr", "la moitié du prix", 50),
        ("fr", "le quart du prix", 25),
        ("nl", "de helft van de prijs", 50),
        ("nl", "een vijfde van de prijs", 20),
        ("vi", "ba mươi phần trăm (30%)", 30),
        ("vi", "một nửa", 50),
    ],
)
def test_which_share(language: str, text: str, percent: int) -> None:
    """Shares in words are shares."""
    assert read(text, language) == [Decimal(percent)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "30 June 2026"),
        ("en", "June 30, 2026"),
        ("en", "2026-06-30"),
        ("en", "30/06/2026"),
        ("fr", "30 juin 2026"),
        ("nl", "30 juni 2026"),
        ("nl", "30.06.2026"),
        ("vi", "30 tháng 6 năm 2026"),
        ("vi", "30/6/2026"),
    ],
)
def test_which_day(language: str, text: str) -> None:
    """Dates in the language's own words."""
    assert read(text, language)[0] == date(2026, 6, 30)


def test_a_day_that_could_be_two_is_none() -> None:
    """03/04/2026 in English is the third of April or the fourth of March: it is not guessed."""
    assert read("03/04/2026", "en", None) == []
    assert read("03/04/2026", "en", day_first=False) == [date(2026, 3, 4)]
    assert read("31/31/2026", "en") == []


@settings(deadline=None)
@given(number=st.integers(0, 99), language=st.sampled_from(sheets.spoken()))
def test_digits_are_that_many_days_in_every_language(number: int, language: str) -> None:
    """So many days are so many days."""
    word = next(word for word, unit in numbers(language).units.items() if unit == "days" and "'" not in word)
    assert read(f"{number} {word}", language)[0] == Duration(number, "days")


def test_twenty_is_added_to_hundreds_and_a_day_needs_its_year_in_english() -> None:
    """Cent vingt is no hundred times twenty; March 5 of no year is no date."""
    assert read("cent vingt jours", "fr") == [Duration(120, "days")]
    assert not [one for one in read("from March 5 they meet", "en") if isinstance(one, date)]
