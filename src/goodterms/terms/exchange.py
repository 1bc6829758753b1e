"""What is a sum worth in another currency, by the rates that somebody gave?

>>> from datetime import date
>>> bank = Evidence("eurofxref-hist.csv", "line 2")
>>> rates = Rates((Quote(date(2026, 10, 30), "EUR", (("USD", "1.0842"), ("VND", "27350")), bank),))
>>> rates.convert(Money.of("100.00", "USD"), "EUR", date(2026, 10, 31)).amount
Money(minor=9223, currency='EUR')
>>> rates.convert(Money.of("100.00", "USD"), "VND", date(2026, 10, 31)).via
'EUR'
>>> rates.convert(Money.of("100.00", "USD"), "GBP", date(2026, 10, 31)) is None
True

No rate is made up: where none of the last `MOST_DAYS` days leads from one currency to the other, the answer
is None. Sums are reckoned exactly and rounded once, half to even, to the minor unit of what they become.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money, digits
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

# Few commands change money: 5 ms for those that do not.
# ruff: noqa: PLC0415

MOST_DAYS = 31
"""For so many days a rate holds: whoever notes one a month has one for every day of it."""
DIGITS = 10
"""Significant digits with which a rate is shown; sums are made with the exact one."""
NOWHERE = Evidence("", "")
_RATE = lazy(r"[0-9]{1,13}(?:\.[0-9]{1,15})?")


class Quote(NamedTuple):
    """What one unit of a currency was worth on a day, in one other or in many."""

    day: date
    currency: str
    into: tuple[tuple[str, str], ...]
    """Code of the other currency, and the number as `read_rate` gives it."""
    source: Evidence = NOWHERE


class Exchanged(NamedTuple):
    """A sum in another currency, and by which rate."""

    amount: Money
    rate: Decimal
    """What one unit of the first currency was worth, to ten digits."""
    day: date
    """Of the rate; the older one where two were put together."""
    source: Evidence
    """Where that rate was read."""
    via: str = ""
    """The currency over which two rates were put together; empty for one that was read as it is."""


class _Link(NamedTuple):
    """What one unit of a currency was worth in another, as it was read."""

    number: str
    is_turned: bool
    """The number is what the other was worth in the currency."""
    day: date
    source: Evidence

    @property
    def rate(self) -> Fraction:
        """The exact rate; only that of the way which is taken is reckoned."""
        from fractions import Fraction

        return 1 / Fraction(self.number) if self.is_turned else Fraction(self.number)


class _Way(NamedTuple):
    """From a currency to another: straight, or over a third."""

    first: _Link
    back: _Link | None = None
    """From the other currency to the third."""
    via: str = ""

    @property
    def older(self) -> _Link:
        """The link that says how old the way is."""
        return self.first if self.back is None else min(self.first, self.back, key=lambda link: link.day)

    @property
    def rate(self) -> Fraction:
        return self.first.rate if self.back is None else self.first.rate / self.back.rate


def read_rate(text: str) -> str | None:
    """A rate as it is kept: a number above 0, its decimals after a point, nothing between its thousands; None
    for anything else.

    >>> read_rate("1.0842"), read_rate("0"), read_rate("-1"), read_rate("1,250.5")
    ('1.0842', None, None, None)
    """
    return text if _RATE.fullmatch(text) and text.strip("0.") else None


@dataclass(frozen=True)
class Rates:
    """The rates there are, in any order; of two for the same day and currencies the later one counts."""

    quotes: tuple[Quote, ...] = ()

    def convert(self, amount: Money, to: str, on: date) -> Exchanged | None:
        """The sum in another currency by the last rate on or before a day: read as it is, turned round, or
        put together over one currency that both have rates with, the newest of them. None where there is
        none that still holds."""
        from decimal import Context, Decimal
        from fractions import Fraction

        if amount.currency == to:
            return Exchanged(amount, Decimal(1), on, NOWHERE)
        way = self._way(amount.currency, to, on)
        if way is None:
            return None
        scale = Fraction(10) ** (digits(to) - digits(amount.currency))
        rate = Context(prec=DIGITS).divide(Decimal(way.rate.numerator), Decimal(way.rate.denominator))
        told = way.older
        return Exchanged(
            Money(round(amount.minor * way.rate * scale), to), rate, told.day, told.source, way.via
        )

    def last(self, currency: str, to: str, on: date) -> date | None:
        """The day of the last rate between two currencies by then, however old; None without one."""
        window = self._ordered[: bisect_right(self._days, on)]
        way = _newest(_links(currency, window), _links(to, window), to)
        return way.older.day if way else None

    def also(self, quotes: Iterable[Quote]) -> Rates:
        """These rates and some more, which count before those of the same day."""
        return Rates((*self.quotes, *quotes))

    def _way(self, *asked: *tuple[str, str, date]) -> _Way | None:
        """Looked for once: the same question comes for every client."""
        if asked not in self._found:
            currency, to, on = asked
            first = on - timedelta(days=MOST_DAYS) if on.toordinal() > MOST_DAYS else date.min
            window = self._ordered[bisect_left(self._days, first) : bisect_right(self._days, on)]
            self._found[asked] = _newest(_links(currency, window), _links(to, window), to)
        return self._found[asked]

    @cached_property
    def _found(self) -> dict[tuple[str, str, date], _Way | None]:
        return {}

    @cached_property
    def _ordered(self) -> tuple[Quote, ...]:
        return tuple(sorted(self.quotes, key=lambda quote: quote.day))

    @cached_property
    def _days(self) -> list[date]:
        return [quote.day for quote in self._ordered]


def _links(currency: str, window: Iterable[Quote]) -> Mapping[str, _Link]:
    """By other currency, the latest rate of a currency in quotes that are in the order of their days."""
    return {
        other: _Link(number, is_turned, quote.day, quote.source)
        for quote in window
        for other, number, is_turned in _rates(currency, quote)
    }


def _rates(currency: str, quote: Quote) -> Iterator[tuple[str, str, bool]]:
    """What a quote says of a currency, read as it is or turned round."""
    if quote.currency == currency:
        yield from ((other, number, False) for other, number in quote.into)
        return
    for other, number in quote.into:
        if other == currency:
            yield quote.currency, number, True


def _newest(ours: Mapping[str, _Link], theirs: Mapping[str, _Link], to: str) -> _Way | None:
    """The newest way from a currency to another; of two of a day, the one that was read as it is."""
    found = [_Way(ours[to])] if to in ours else []
    found += [_Way(ours[over], theirs[over], over) for over in sorted(ours.keys() & theirs.keys())]
    return max(found, key=lambda way: way.older.day, default=None)
