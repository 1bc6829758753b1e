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

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from decimal import Decimal


class MixedCurrenciesError(ValueError):
    """Two sums of different currencies were to be added."""


@cache
def digits(currency: str) -> int:
    """Minor digits of a currency: 2 for EUR, 0 for VND and JPY."""
    fractions = _cldr("currency_fractions")
    return int(fractions.get(currency, fractions["DEFAULT"])[0])


def known(currency: str) -> bool:
    """Is this an ISO 4217 code that somebody has used?"""
    return currency in _cldr("all_currencies")


def _cldr(kind: Literal["currency_fractions", "all_currencies"]) -> Mapping[str, Any]:
    from babel.core import get_global  # noqa: PLC0415 - 5 ms, and a chat names no sums

    return get_global(kind)


class Money(NamedTuple):
    """A sum in minor units (cents) of one ISO 4217 currency."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str) -> Money:
        """From an amount in major units, rounded half up to the currency's minor unit."""
        from decimal import ROUND_HALF_UP, Decimal  # noqa: PLC0415 - 3 ms, and a letter names hardly a sum

        scaled = Decimal(amount).scaleb(digits(currency))
        return cls(int(scaled.to_integral_value(ROUND_HALF_UP)), currency)

    @property
    def amount(self) -> Decimal:
        """In major units, with as many decimals as the currency has."""
        from decimal import Decimal  # noqa: PLC0415 - as above

        return Decimal(self.minor).scaleb(-digits(self.currency))

    def __add__(self, other: object) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        if other.currency != self.currency:
            raise MixedCurrenciesError(f"{self.currency} and {other.currency} cannot be added")
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return self + Money(-other.minor, other.currency)

    def share(self, part: int, whole: int) -> Money:
        """So much of it as a part is of a whole (above 0): reckoned exactly, rounded once, half to even.

        >>> Money(2_10, "EUR").share(5, 10), Money(25, "EUR").share(1, 2)
        (Money(minor=105, currency='EUR'), Money(minor=12, currency='EUR'))
        """
        down, rest = divmod(self.minor * part, whole)
        up = 2 * rest > whole or (2 * rest == whole and down % 2 == 1)
        return Money(down + up, self.currency)


_SIGNED = lazy(r"^(?P<open>\()?\s*(?P<sign>[-−–+])?\s*(?P<number>\d[\d.,'’\s]*?)\s*(?P<back>[-−])?\s*\)?$")
_MARKS = lazy(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|[€$£¥₫]|đ(?:ồng)?$")
_SPACES = lazy(r"[\s'’]")
_GROUPED = lazy(r"\d+|\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*|\d{1,2}(?:,\d{2})*,\d{3}")
"""No groups, groups of three with one mark, or lakhs and crores."""


def read_amount(text: str) -> Decimal | None:
    """The number that a written amount means, or None where it is none.

    A single separator followed by exactly three digits groups thousands, unless the number starts with 0.

    >>> [str(read_amount(t)) for t in ("1,250.00", "1.250,00", "1 250,5", "-12", "(12.00)", "€ 5")]
    ['1250.00', '1250.00', '1250.5', '-12', '-12.00', '5']
    >>> [read_amount(t) for t in ("twelve", "1.2.34,5")]
    [None, None]
    """
    from decimal import Decimal  # noqa: PLC0415 - as above

    found = _SIGNED.match(_MARKS.sub("", text.strip()).strip())
    number = _point(_SPACES.sub("", found["number"])) if found else None
    if found is None or number is None:
        return None
    negative = bool(found["open"]) or found["sign"] in ("-", "−", "–") or bool(found["back"])
    return -Decimal(number) if negative else Decimal(number)


def _point(number: str) -> str | None:
    """The same digits with a decimal point and no grouping; None where the marks make no sense."""
    last = max(number.rfind("."), number.rfind(","))
    mark = number[last] if last >= 0 else ""
    whole, decimals = (number[:last], number[last + 1 :]) if mark else (number, "")
    alone = mark and number.count(mark) == 1
    if not alone or (len(decimals) == 3 and not whole.startswith("0") and not set(whole) & {".", ","}):
        whole, decimals = number, ""
    if not _GROUPED.fullmatch(whole):
        return None
    plain = whole.replace(".", "").replace(",", "")
    return f"{plain}.{decimals}" if decimals else plain
