"""One currency for all sums: what is in another is changed at today's rate, or left out and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from goodterms.records.book import Book
from goodterms.terms.evidence import Text
from goodterms.terms.exchange import Exchanged
from goodterms.terms.money import Money

_LARGE = 10**9
"""Minor units that a rate is tried on, so that rounding does not show."""


class Purse:
    """Sums in one currency, as of a day."""

    def __init__(self, book: Book, currency: str, on: date) -> None:
        self.currency = currency
        self._rates, self._on = book.rates, on
        self._known: dict[str, tuple[float, Exchanged | None] | None] = {currency: (1.0, None)}
        self._left_out: Counter[str] = Counter()

    def minor(self, money: Money) -> float | None:
        """Minor units of the one currency; None, and counted, where no rate leads there."""
        if money.currency not in self._known:
            self._known[money.currency] = self._rate(money.currency)
        known = self._known[money.currency]
        if known is None:
            self._left_out[money.currency] += 1
            return None
        return money.minor * known[0]

    def money(self, minor: float) -> Money:
        """So many minor units of the one currency, rounded."""
        return Money(round(minor), self.currency)

    def says(self) -> Iterator[Text]:
        """By which rates sums were changed."""
        for currency, known in sorted(self._known.items()):
            if known is not None and (by := known[1]) is not None:
                yield Text(
                    "what_if.by.exchange",
                    {"currency": currency, "to": self.currency, "rate": str(by.rate), "day": by.day},
                )

    def left_out(self) -> Iterator[Text]:
        """What no rate was there for."""
        for currency, count in sorted(self._left_out.items()):
            yield Text("what_if.lacks.rate", {"count": count, "currency": currency, "to": self.currency})

    def _rate(self, currency: str) -> tuple[float, Exchanged | None] | None:
        by = self._rates.convert(Money(_LARGE, currency), self.currency, self._on) if self.currency else None
        return (by.amount.minor / _LARGE, by) if by is not None else None


def currency_of(book: Book) -> str:
    """The currency that everything is told in: the freelancer's own, else the one of most invoices and
    payments (the first by name of several); empty where there is none."""
    if book.freelancer.currency:
        return book.freelancer.currency
    counted = Counter(one.record.total.currency for one in book.invoices)
    counted += Counter(one.record.amount.currency for one in book.payments)
    return min(counted, key=lambda name: (-counted[name], name), default="")
