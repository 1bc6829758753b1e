"""A sum becomes another currency by a rate that somebody gave, or it does not."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.terms.evidence import Evidence
from goodterms.terms.exchange import MOST_DAYS, NOWHERE, Quote, Rates, read_rate
from goodterms.terms.money import Money, digits

DAY = date(2026, 10, 30)
BANK = Evidence("eurofxref-hist.csv", "line 2", "2026-10-30,1.0842")
EURO = Quote(DAY, "EUR", (("USD", "1.0842"), ("GBP", "0.8431"), ("JPY", "165.32"), ("KWD", "0.3326")), BANK)
RATES = Rates((EURO,))


def worth(amount: str, currency: str, to: str, rates: Rates = RATES, on: date = DAY) -> Money | None:
    found = rates.convert(Money.of(amount, currency), to, on)
    return found.amount if found else None


@pytest.mark.parametrize(
    "amount, currency, to, expected",
    [
        ("100.00", "EUR", "USD", "108.42"),
        ("108.42", "USD", "EUR", "100.00"),
        ("100.00", "USD", "GBP", "77.76"),  # 100 / 1.0842 × 0.8431 = 77.762…
        ("10.00", "EUR", "JPY", "1653"),
        ("1000", "JPY", "EUR", "6.05"),
        ("10.00", "EUR", "KWD", "3.326"),
        ("1.000", "KWD", "JPY", "497"),  # 165.32 / 0.3326 = 497.05…
        ("-100.00", "EUR", "USD", "-108.42"),
    ],
)
def test_by_hand(amount: str, currency: str, to: str, expected: str) -> None:
    """As it is read, turned round, over the euro; with no, two and three decimals."""
    assert worth(amount, currency, to) == Money.of(expected, to)


@pytest.mark.parametrize("cents, expected", [(1, 0), (3, 2), (5, 2), (7, 4), (-1, 0), (-3, -2)])
def test_half_a_cent_goes_to_the_even_one(cents: int, expected: int) -> None:
    """Rounded once, half to even."""
    half = Rates((Quote(DAY, "USD", (("EUR", "0.5"),)),))
    found = half.convert(Money(cents, "USD"), "EUR", DAY)
    assert found is not None
    assert found.amount == Money(expected, "EUR")


def test_where_the_rate_is_from_is_told() -> None:
    """Rate, day, place, and the currency in between."""
    found = RATES.convert(Money.of("100.00", "USD"), "GBP", DAY + timedelta(days=1))
    assert found is not None
    assert (found.day, found.source, found.via) == (DAY, BANK, "EUR")
    assert found.rate == Decimal("0.7776240546")


def test_the_same_currency_needs_no_rate() -> None:
    """One for one, read nowhere."""
    found = Rates().convert(Money.of(1, "EUR"), "EUR", DAY)
    assert found == (Money.of(1, "EUR"), Decimal(1), DAY, NOWHERE, "")


def test_a_missing_rate_is_not_made_up() -> None:
    """Neither for a currency without any, nor for one that no other shares."""
    assert worth("1", "VND", "EUR") is None
    apart = Rates((EURO, Quote(DAY, "VND", (("THB", "0.0013"),))))
    assert worth("1", "VND", "USD", apart) is None
    assert apart.last("VND", "USD", DAY) is None


def test_a_rate_holds_for_a_month() -> None:
    """To the last day of it, never before its own; how old it is can be asked."""
    assert worth("1", "EUR", "USD", on=DAY + timedelta(days=MOST_DAYS))
    assert worth("1", "EUR", "USD", on=DAY + timedelta(days=MOST_DAYS + 1)) is None
    assert worth("1", "EUR", "USD", on=DAY - timedelta(days=1)) is None
    assert RATES.last("USD", "EUR", date(2030, 1, 1)) == DAY
    assert RATES.last("USD", "EUR", DAY - timedelta(days=1)) is None
    assert worth("1", "EUR", "USD", on=date.min) is None


def test_the_last_rate_counts() -> None:
    """Of two days the later one, of one day what was said last, and no later day than the one asked for."""
    later = Quote(DAY + timedelta(days=1), "USD", (("EUR", "0.5"),))
    again = Quote(DAY, "USD", (("EUR", "0.25"),))
    rates = Rates((later, EURO, again))
    assert worth("1.00", "USD", "EUR", rates) == Money.of("0.25", "EUR")
    assert worth("1.00", "USD", "EUR", rates, DAY + timedelta(days=1)) == Money.of("0.50", "EUR")
    assert worth("1.00", "USD", "EUR", rates.also([again._replace(day=later.day)]), later.day) == Money.of(
        "0.25", "EUR"
    )


def test_over_another_currency_the_older_rate_tells_the_day() -> None:
    """A newer way over a third currency is better than an older direct one."""
    old = Quote(DAY - timedelta(days=20), "GBP", (("USD", "9"),), Evidence("rates.csv", "line 2"))
    older = Quote(DAY - timedelta(days=25), "EUR", (("GBP", "0.8431"),), Evidence("rates.csv", "line 3"))
    newest = EURO._replace(into=(("USD", "1.0842"),))
    direct = Rates((old, older, newest)).convert(Money.of(1, "GBP"), "USD", DAY)
    assert direct is not None
    assert (direct.rate, direct.via) == (Decimal(9), "")
    over = Rates((old, older._replace(day=DAY - timedelta(days=5)), newest)).convert(
        Money.of(1, "GBP"), "USD", DAY
    )
    assert over is not None
    assert (over.day, over.source.locator, over.via) == (DAY - timedelta(days=5), "line 3", "EUR")


@pytest.mark.parametrize(
    "text", ["", "0", "0.000", "-1", "+1", "1e5", "NaN", "1,5", ".5", "5.", "9" * 14, "٣"]
)
def test_what_is_no_rate(text: str) -> None:
    """A rate is a number above nothing, written with a point."""
    assert read_rate(text) is None


CURRENCIES = st.sampled_from(["EUR", "USD", "JPY", "KWD", "VND"])
NUMBERS = st.decimals("0.0001", "100000", places=4).map(str)


@given(st.integers(-(10**12), 10**12), CURRENCIES, CURRENCIES, NUMBERS)
def test_exact_and_rounded_once(minor: int, currency: str, to: str, number: str) -> None:
    """Half a minor unit at most from the exact sum; what is turned round is its reverse."""
    rates = Rates((Quote(DAY, currency, ((to, number),)),)) if currency != to else Rates()
    found = rates.convert(Money(minor, currency), to, DAY)
    assert found is not None
    exact = Fraction(minor) * (Fraction(number) if currency != to else 1)
    exact *= Fraction(10) ** (digits(to) - digits(currency))
    assert abs(found.amount.minor - exact) <= Fraction(1, 2)


@given(st.lists(st.tuples(st.integers(0, 60), NUMBERS), max_size=8), st.integers(0, 60))
def test_the_order_of_days_does_not_matter(told: list[tuple[int, str]], on: int) -> None:
    """Rates of different days are the same in any order, and none is of a later day."""
    once = dict(told)
    quotes = [Quote(DAY + timedelta(days=days), "USD", (("EUR", rate),)) for days, rate in once.items()]
    day = DAY + timedelta(days=on)
    found = Rates(tuple(quotes)).convert(Money(10**6, "USD"), "EUR", day)
    assert found == Rates(tuple(reversed(quotes))).convert(Money(10**6, "USD"), "EUR", day)
    days = [quote.day for quote in quotes if day - timedelta(days=MOST_DAYS) <= quote.day <= day]
    assert (found.day if found else None) == max(days, default=None)
