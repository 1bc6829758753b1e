"""Sums in a form's fields: written as the reader's language writes them, read however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.faces.own_word import read_sum
from goodterms.faces.words import Words, languages
from goodterms.terms.money import Money

sums = st.builds(Money, st.integers(0, 10**12), st.sampled_from(["EUR", "VND", "JPY", "TND", "USD"]))


@given(sums, st.sampled_from(languages()))
def test_what_a_field_shows_it_takes(amount: Money, language: str) -> None:
    """In every language and currency, to the last digit."""
    words = Words(language)
    assert read_sum(words.amount(amount), amount.currency, words.decimal_mark) == (amount, "")


@given(sums, st.sampled_from(languages()), st.sampled_from(languages()))
def test_another_language_is_never_taken_for_another_sum(amount: Money, shown: str, read: str) -> None:
    """What was written in one language and is read in another is the same, or asked back."""
    found, why = read_sum(Words(shown).amount(amount), amount.currency, Words(read).decimal_mark)
    assert (found, why) == (amount, "") or (found is None and why)


@pytest.mark.parametrize(
    "text", ["2320", "2320.00", "2320,00", "2 320,00", "2.320,00", "2,320.00", "2\u202f320"]
)
def test_both_ways_of_writing_are_taken(text: str) -> None:
    """Whichever mark groups and whichever begins the cents."""
    assert read_sum(text, "EUR", ",") == (Money(232_000, "EUR"), "")


@pytest.mark.parametrize(
    ("text", "currency", "why"),
    [
        ("1.234", "EUR", "open_sum"),
        ("1,234", "EUR", "open_sum"),
        ("1.234", "TND", "open_sum"),
        ("-3", "EUR", "sum"),
        ("a lot", "EUR", "sum"),
        ("1e400", "EUR", "sum"),
        ("9" * 20, "EUR", "sum"),
        ("75", "", "no_currency"),
    ],
)
def test_what_is_no_sum_or_two_is_asked_back(text: str, currency: str, why: str) -> None:
    """Nothing is guessed."""
    assert read_sum(text, currency, ",") == (None, f"web.settings.fault.{why}")


def test_no_sum_is_no_fault() -> None:
    """A field may stay empty."""
    assert read_sum("  ", "EUR", ",") == (None, "")


def test_thousands_of_a_currency_without_cents_leave_no_doubt() -> None:
    """Of đồng there are no parts."""
    assert read_sum("350.000", "VND", ",") == read_sum("350,000", "VND", ",") == (Money(350_000, "VND"), "")
