"""How much money, in whole minor units of one currency.

>>> Money.of("1250.00", "EUR")
Money(minor=125000, currency='EUR')
>>> Money.of("350000", "VND")
Money(minor=350000, currency='VND')
>>> Money.of("1", "EUR") + Money.of("1", "VND")
Traceback (most recent call last):
    ...
goodterms.terms.money.MixedCurrenciesError: EUR and VND cannot be added

Minor digits are those of ISO 4217, by way of the CLDR data that Babel carries.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache
from typing import NamedTuple

from babel.core import get_global


class MixedCurrenciesError(ValueError):
    """Two sums of different currencies were to be added."""


@cache
def digits(currency: str) -> int:
    """Minor digits of a currency: 2 for EUR, 0 for VND and JPY."""
    fractions = get_global("currency_fractions")
    return int(fractions.get(currency, fractions["DEFAULT"])[0])


def known(currency: str) -> bool:
    """Is this an ISO 4217 code that somebody has used?"""
    return currency in get_global("all_currencies")


class Money(NamedTuple):
    """A sum in minor units (cents) of one ISO 4217 currency."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str) -> Money:
        """From an amount in major units, rounded half up to the currency's minor unit."""
        scaled = Decimal(amount).scaleb(digits(currency))
        return cls(int(scaled.to_integral_value(ROUND_HALF_UP)), currency)

    @property
    def amount(self) -> Decimal:
        """In major units, with as many decimals as the currency has."""
        return Decimal(self.minor).scaleb(-digits(self.currency))

    def __add__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        if other.currency != self.currency:
            raise MixedCurrenciesError(f"{self.currency} and {other.currency} cannot be added")
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return self + Money(-other.minor, other.currency)


_SIGNED = re.compile(
    r"^(?P<open>\()?\s*(?P<sign>[-−–+])?\s*(?P<number>\d[\d.,'’\s]*?)\s*(?P<back>[-−])?\s*\)?$"
)
_MARKS = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|[€$£¥₫]|đ(?:ồng)?$", re.ASCII)
_SPACES = re.compile(r"[\s'’]")


def read_amount(text: str) -> Decimal | None:
    """The number that a written amount means, or None where it is none or could be two different numbers.

    A single separator followed by exactly three digits groups thousands unless the number starts with 0.

    >>> [str(read_amount(t)) for t in ("1,250.00", "1.250,00", "1 250,5", "-12", "(12.00)", "€ 5")]
    ['1250.00', '1250.00', '1250.5', '-12', '-12.00', '5']
    >>> read_amount("twelve") is None
    True
    """
    found = _SIGNED.match(_MARKS.sub("", text.strip()).strip())
    if not found:
        return None
    number = _point(_SPACES.sub("", found["number"]))
    negative = bool(found["open"]) or found["sign"] in ("-", "−", "–") or bool(found["back"])
    try:
        value = Decimal(number)
    except InvalidOperation:
        return None
    return -value if negative else value


def _point(number: str) -> str:
    """The same digits with a decimal point and no grouping."""
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return number
    mark, other = number[last], "," if number[last] == "." else "."
    once = number.count(mark) == 1
    grouped = len(number) - last - 1 == 3 and not number.startswith("0") and other not in number
    if once and not grouped:
        return number.replace(other, "").replace(mark, ".")
    return number.replace(mark, "").replace(other, "")
