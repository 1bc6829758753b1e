"""The records of some clients, made by hand, for what a what-if says of them. Invented people only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any, NamedTuple

from goodterms.parting.cash.model import Grounds, Leaving, WhatIf, Wish
from goodterms.parting.cash.what_if import what_if
from goodterms.records.book import Book, Filed
from goodterms.records.model import Client, Freelancer, Invoice, Move, Payment, TimeEntry
from goodterms.records.settled.settling import settle
from goodterms.review.forecast.forecasting import forecast
from goodterms.review.forecast.model import Forecasts
from goodterms.terms.exchange import Rates
from goodterms.terms.money import Money

AS_OF = date(2026, 6, 30)
"""The last day of a month, so that months are those of the calendar."""
CLIENT, OTHER, THIRD = "Quayside Bikes", "Harbour & Sons", "Kestrel"
MARA = Freelancer(name="Mara Lind", country="BE", currency="EUR")
GROUNDS = Grounds(
    leaving=Leaving(date(2026, 7, 16), date(2026, 8, 15), "courtesy"),
    rates={CLIENT: Money(2_500, "EUR"), OTHER: Money(3_000, "EUR"), THIRD: Money(5_000, "EUR")},
    settle_days=60,
    stale_days=45,
    unpaid=((3, 30), (2, 45)),
)


def euros(amount: float) -> Money:
    """A sum in euros."""
    return Money(round(amount * 100), "EUR")


class Billed(NamedTuple):
    """An invoice: its day, and the days from it and the share of it that came then."""

    issued: date
    total: float = 1000
    paid: Sequence[tuple[int, float]] = ()
    client: str = CLIENT
    term: int = 14
    currency: str = "EUR"
    disputed: bool = False


class Records:
    """What is put into a Book, one thing after the other."""

    def __init__(self, me: Freelancer = MARA, rates: Rates | None = None) -> None:
        self.me, self.rates = me, rates or Rates()
        self._kinds: dict[str, list[Any]] = {}
        self._clients: dict[str, Client] = {}
        self._keys = count(1)

    def knows(self, *clients: str) -> Records:
        """Clients who have a row of their own."""
        self._clients |= {name: Client(name) for name in clients}
        return self

    def bill(self, one: Billed) -> Records:
        """An invoice and what came in for it, whenever that was."""
        self.knows(one.client)
        key = next(self._keys)
        total = Money(round(one.total * 100), one.currency)
        due = one.issued + timedelta(days=one.term)
        number = f"{one.issued:%Y}-{key:03}"
        invoice = Invoice(number, one.client, one.issued, total, due, disputed=one.disputed)
        self._keep("invoices", Filed(one.client, key, invoice))
        for days, share in one.paid:
            payment, day = next(self._keys), one.issued + timedelta(days=days)
            part = Money(round(one.total * share * 100), one.currency)
            self._keep("payments", Filed(one.client, payment, Payment(one.client, day, part, (number,))))
        return self

    def monthly(
        self, client: str, total: float, day: int, after: int | None, months: int = 24, until: date = AS_OF
    ) -> Records:
        """A bill on one day of each month, paid so many days later if that day has come."""
        for back in range(months):
            year, month = divmod(until.year * 12 + until.month - 1 - back, 12)
            issued = date(year, month + 1, day)
            is_paid = after is not None and issued + timedelta(days=after) <= until
            self.bill(Billed(issued, total, [(after, 1)] if is_paid and after is not None else (), client))
        return self

    def deposit(self, day: date, amount: float, client: str = CLIENT) -> Records:
        """Money without an invoice."""
        self.knows(client)
        self._keep("payments", Filed(client, next(self._keys), Payment(client, day, euros(amount))))
        return self

    def work(self, hours: float, client: str = CLIENT, months: int = 24, until: date = AS_OF) -> Records:
        """So many hours in the middle of each month."""
        self.knows(client)
        for back in range(months):
            year, month = divmod(until.year * 12 + until.month - 1 - back, 12)
            started = datetime.combine(date(year, month + 1, 15), time(10), UTC)
            self._keep(
                "hours", Filed(client, next(self._keys), TimeEntry(client, started, round(hours * 60)))
            )
        return self

    def mark(self, client: str, day: date, step: str, value: str = "") -> Records:
        """Something done on the way out."""
        self._keep("moves", Filed(client, next(self._keys), Move(client, day, step, value)))
        return self

    def book(self) -> Book:
        """All of it."""
        kinds = {kind: tuple(filed) for kind, filed in self._kinds.items()}
        parts = settle(kinds.get("invoices", ()), kinds.get("payments", ()), {})
        return Book(
            self.me, clients=tuple(self._clients.values()), settlements=parts, rates=self.rates, **kinds
        )

    def ask(
        self,
        client: str = CLIENT,
        *,
        as_of: date = AS_OF,
        grounds: Grounds = GROUNDS,
        forecasts: Forecasts | None = None,
        **wish: Any,
    ) -> WhatIf:
        """What comes of it; few futures are enough where all are alike."""
        book = self.book()
        known = forecasts or forecast(book, as_of)
        return what_if(book, client, as_of, known, grounds, Wish(**{"paths": 40, **wish}))

    def _keep(self, kind: str, filed: Any) -> None:
        self._kinds.setdefault(kind, []).append(filed)


def keys(made: WhatIf) -> list[str]:
    """What it goes by and what it lacks, without the prefix."""
    return [text.key.removeprefix("what_if.") for text in (*made.assumptions, *made.warnings)]


def middle(made: WhatIf, way: Any) -> list[float | None]:
    """The middle of a way, month by month, in major units."""
    return [None if one.p50 is None else float(one.p50.amount) for one in made.ways[way].months]


def every(made: WhatIf, way: Any) -> list[tuple[int, int, int]]:
    """All three, month by month, in minor units; 0 where nothing is known."""
    return [
        tuple(0 if one is None else one.minor for one in month[1:4])  # type: ignore[misc, union-attr]
        for month in made.ways[way].months
    ]
