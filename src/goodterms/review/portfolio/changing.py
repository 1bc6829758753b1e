"""What came in, in one currency: each sum by the rate of the review's day; what has none is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from goodterms.review.ledger import Sums
from goodterms.review.portfolio.model import LeftOut, Used
from goodterms.terms.exchange import Rates
from goodterms.terms.money import Money


class Changer:
    """Changes sums into one currency, and remembers by which rates and for which there were none.

    All are changed by the rate of one day: a share of twelve months is to say who pays, not how currencies
    moved between.
    """

    def __init__(self, rates: Rates, into: str, on: date) -> None:
        self.into = into
        self._rates = rates
        self._on = on
        self._used: dict[str, Used] = {}
        self._missing: dict[str, set[str]] = {}
        self._received = Counter[str]()

    def change(self, money: Money, client: str) -> Money | None:
        """The sum in the common currency; None where no rate leads there."""
        if money.currency == self.into:
            return money
        found = self._rates.convert(money, self.into, self._on)
        if found is None:
            self._missing.setdefault(money.currency, set()).add(client)
            return None
        told = Used(money.currency, self.into, found.rate, found.day, found.source, found.via)
        self._used[money.currency] = told
        return found.amount

    def received(self, sums: Sums, client: str) -> Money | None:
        """All that came in of a client; None where some of it cannot be counted and nothing else came."""
        total, known = Money(0, self.into), False
        for money in came_in(sums):
            changed = self.change(money, client)
            if changed is None:
                self._received[money.currency] += money.minor
            else:
                total, known = total + changed, True
        return total if known or not came_in(sums) else None

    @property
    def used(self) -> tuple[Used, ...]:
        """The rates that were needed, by currency."""
        return tuple(self._used[currency] for currency in sorted(self._used))

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The currencies without a rate that still holds, by name."""
        return tuple(
            LeftOut(
                Money(self._received[currency], currency),
                self.into,
                tuple(sorted(clients)),
                self._rates.last(currency, self.into, self._on),
            )
            for currency, clients in sorted(self._missing.items())
        )


def came_in(sums: Sums) -> tuple[Money, ...]:
    """What came in of one client in twelve months, by currency."""
    return tuple(Money(minor, currency) for currency, minor in sorted(sums.received.items()) if minor)


def common_currency(sums: Mapping[str, Sums], own: str, rates: Rates, on: date) -> str:
    """The freelancer's own where anything is in it or can be changed into it, else that of most payments;
    empty where nothing came in."""
    counted: Counter[str] = sum((one.payments for one in sums.values()), Counter())
    if own and any(rates.convert(Money(1, currency), own, on) for currency in counted):
        return own
    return min(counted, key=lambda currency: (-counted[currency], currency), default="")
