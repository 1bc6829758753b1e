"""What is a what-if made from? The records of all clients, and what was set instead of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from goodterms.parting.cash.flows import Ends
from goodterms.parting.cash.history import Habit, Seen, gathered, habits, hours_a_month
from goodterms.parting.cash.model import Counts, Grounds, Wish
from goodterms.parting.cash.months import ends
from goodterms.parting.cash.purse import Purse, currency_of
from goodterms.records.book import Book
from goodterms.records.settled.owed import known_by, parts_of
from goodterms.review.forecast.history import bills
from goodterms.review.forecast.model import Forecast, Forecasts
from goodterms.terms.money import Money


class Case(NamedTuple):
    """One client on a day. Sums are in minor units of the purse's currency."""

    client: str
    wish: Wish
    grounds: Grounds
    ends: Ends
    """The day of asking, and the ends of the months."""
    purse: Purse
    habits: Mapping[str, Habit]
    own: Seen
    forecasts: Forecasts
    hours: float | None
    """That the client takes, a month."""
    rate: float | None
    """What an hour sold elsewhere brings."""
    rated: int
    """Clients whose hours that rate is made of."""
    start: float | None
    """At hand."""
    costs: float | None
    """A month."""
    last_paid: date | None
    """Day of the latest payment by anybody."""
    received: tuple[Money, ...]
    """What the client has paid so far."""

    @property
    def is_told(self) -> bool:
        """Do the records say anything of this client?"""
        return self.own.last != date.min

    @property
    def counts(self) -> Counts:
        """What can be told: it takes costs to know what is left, and cash to know how much that is."""
        if self.costs is None:
            return "coming_in"
        return "change" if self.start is None else "balance"

    @property
    def habit(self) -> Habit:
        """How the client's money comes."""
        return self.habits.get(self.client) or Habit(self.client, 0, (), "new")

    @property
    def counted(self) -> tuple[Forecast, ...]:
        """The open bills that are expected to be paid: of clients who pay, where a forecast can be made."""
        return tuple(
            one
            for one in self.forecasts.invoices
            if one.p10 is not None and not self.has_stopped(one.bill.client)
        )

    def has_stopped(self, client: str) -> bool:
        """Have they left their latest bills unpaid?"""
        return client in self.habits and self.habits[client].state == "stopped"

    @property
    def last_day(self) -> date:
        """The last day with the client, if they are let go."""
        leaving, days = self.grounds.leaving, self.wish.notice_days
        day = leaving.last_day if days is None else later(leaving.told_on, days)
        return max(day, self.ends[0])

    @property
    def repaired_from(self) -> date:
        """The day after which a talk of today shows its effect."""
        return later(self.ends[0], self.grounds.settle_days)


def gather(book: Book, client: str, as_of: date, forecasts: Forecasts, grounds: Grounds, wish: Wish) -> Case:
    """All that is known on that day, and what was set instead."""
    book = known_by(book, as_of)
    purse = Purse(book, currency_of(book), as_of)
    seen = gathered(book, bills(book, as_of), as_of, purse)
    own, me = seen.get(client) or Seen(), book.freelancer
    known = habits(seen, parts_of(book), as_of, purse, grounds.unpaid)
    rate, rated = _rate(client, grounds, wish, purse)
    return Case(
        client=client,
        wish=wish,
        grounds=grounds,
        ends=ends(as_of, wish.months),
        purse=purse,
        habits=known,
        own=own,
        forecasts=forecasts,
        hours=_hours(client, seen, known, as_of) if wish.hours is None else wish.hours,
        rate=rate,
        rated=rated,
        start=_minor(wish.cash if wish.cash is not None else me.cash, purse),
        costs=_minor(wish.costs if wish.costs is not None else me.monthly_costs, purse),
        last_paid=max((one.record.paid_on for one in book.payments), default=None),
        received=_received(book, client),
    )


def _hours(client: str, seen: Mapping[str, Seen], known: Mapping[str, Habit], as_of: date) -> float | None:
    """Hours that a client takes a month: none any more where the work is over."""
    if client in known and known[client].state == "ended":
        return 0.0
    timed = min((day for one in seen.values() for day, _ in one.minutes), default=date.max)
    return hours_a_month(seen.get(client) or Seen(), as_of, timed)


def _rate(client: str, grounds: Grounds, wish: Wish, purse: Purse) -> tuple[float | None, int]:
    """What an hour sold elsewhere brings: what was set, else what is usual with two others or more; and with
    how many."""
    if wish.rate is not None:
        return purse.minor(wish.rate), 0
    others = (purse.minor(rate) for name, rate in grounds.rates.items() if name != client)
    known = [minor for minor in others if minor is not None]
    return (max(median(known), 0.0), len(known)) if len(known) >= 2 else (None, len(known))


def _received(book: Book, client: str) -> tuple[Money, ...]:
    """What a client has paid, a sum a currency."""
    received = Counter[str]()
    for payment in book.payments:
        if payment.client == client:
            received[payment.record.amount.currency] += payment.record.amount.minor
    return tuple(Money(minor, currency) for currency, minor in sorted(received.items()))


def _minor(money: Money | None, purse: Purse) -> float | None:
    return None if money is None else purse.minor(money)


def later(day: date, days: int) -> date:
    """So many days later, or the last day there is."""
    return day + min(timedelta(days=days), date.max - day)
