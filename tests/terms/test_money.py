"""Sums are whole minor units of one currency, and written amounts are read or refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.terms.money import MixedCurrenciesError, Money, digits, known, read_amount

EURO = Money.of("12.34", "EUR")


@pytest.mark.parametrize("currency, minor", [("EUR", 2), ("VND", 0), ("JPY", 0), ("KWD", 3), ("GBP", 2)])
def test_minor_digits(currency: str, minor: int) -> None:
    """As ISO 4217 has them."""
    assert digits(currency) == minor


def test_sums_of_one_currency() -> None:
    """Add and take away in minor units; amounts come back exact."""
    assert EURO + EURO - Money.of(1, "EUR") == Money(2368, "EUR")
    assert EURO.amount == Decimal("12.34")
    assert Money.of("0.005", "EUR") == Money(1, "EUR")


def test_currencies_never_mix() -> None:
    """Adding euros to dong, or to a bare number, is an error."""
    with pytest.raises(MixedCurrenciesError):
        EURO + Money.of(1, "VND")
    with pytest.raises(TypeError):
        EURO + 1  # type: ignore[operator]


def test_known_currencies() -> None:
    """A code somebody uses is known, a made-up one is not."""
    assert known("VND")
    assert not known("XQZ")


@pytest.mark.parametrize(
    "written, means",
    [
        ("1’250.00", "1250.00"),
        ("1,234,567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("12,34,567.50", "1234567.50"),
        ("0,125", "0.125"),
        ("1.250", "1250"),
        ("1,5", "1.5"),
        ("EUR 99", "99"),
        ("350000đ", "350000"),
        ("5-", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
        ("1234", "1234"),
        ("5.", "5"),
    ],
)
def test_written_amounts(written: str, means: str) -> None:
    """Grouping, decimal mark, sign and currency as people write them."""
    assert str(read_amount(written)) == means


@pytest.mark.parametrize("written", ["", "abc", "1.2.34,5", "1,23,4", "12.34.56", "--5", "1,,5"])
def test_what_is_no_amount(written: str) -> None:
    """What could be two numbers, or none, is refused."""
    assert read_amount(written) is None


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=2),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("\u202f", ","), ("’", "."), ("", ".")]),
)
def test_amounts_come_back_as_they_were_written(amount: Decimal, marks: tuple[str, str]) -> None:
    """Two decimals with any pair of marks are read back as the same amount."""
    group, point = marks
    written = f"{amount:,.2f}".translate({ord(","): group, ord("."): point})
    assert read_amount(written) == amount
