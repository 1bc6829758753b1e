"""What did each client's bills really bring, month by month, and after how many days? (M30)

A month of the past is what was billed in it with what came of that; drawn again, it is a month of the future.
Who never paid brings nothing. Months that are so recent that their money may still come are left out: an
invoice of last week says nothing yet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from typing import Literal, NamedTuple

from goodterms.parting.cash.months import shifted
from goodterms.parting.cash.purse import Purse
from goodterms.parting.journey import OVER, TOLD, journey
from goodterms.parting.notice import COURTESY
from goodterms.records.book import Book, Filed, Settlement
from goodterms.records.model import Move
from goodterms.review.forecast.model import Bill

BLOCKS = 12
"""Months that are drawn from: a year holds every season once."""
QUIET_MONTHS = 6
"""Without an invoice or an hour for so long, the work is over."""
RECENT = timedelta(days=730)
"""Payments by which one sees how long it takes."""
FEWEST = 3
"""Payments of a client from which their own time to pay is known."""
State = Literal["", "stopped", "ended", "new"]


class Came(NamedTuple):
    """A bill of a past month, and what came of it."""

    block: int
    """The month it belongs to: 0 is the latest."""
    offset: int
    """Day of that month, from 1."""
    due: int
    """Days from its issue to its due day."""
    unpaid: float
    """What never came of it; 0 of a bill that is settled."""
    paid: tuple[tuple[int, float], ...]
    """Days from its issue, and what came then."""


class Habit(NamedTuple):
    """How one client's money comes."""

    client: str
    blocks: int
    """How many months of theirs are drawn from."""
    came: tuple[Came, ...]
    state: State
    last_day: date | None = None
    """Where they were told already that it ends."""


@dataclass
class Seen:
    """One client's records, gathered."""

    bills: list[Bill] = field(default_factory=list)
    deposits: list[tuple[date, float]] = field(default_factory=list)
    """Money that settles no invoice."""
    minutes: list[tuple[date, int]] = field(default_factory=list)
    first: date = date.max
    last: date = date.min
    """Days of the first and the last bill or hour; money may come later."""
    moves: list[Filed[Move]] = field(default_factory=list)

    def at(self, day: date) -> None:
        """Something was billed or done."""
        self.first, self.last = min(self.first, day), max(self.last, day)


Parts = Mapping[int, Sequence[Settlement]]
Runs = Sequence[tuple[int, int]]


def gathered(book: Book, bills: Iterable[Bill], as_of: date, purse: Purse) -> dict[str, Seen]:
    """By client, all that counts here; of the Book as it was known on that day."""
    found: dict[str, Seen] = {client.name: Seen() for client in book.clients}
    seen: dict[str, Seen] = defaultdict(Seen, found)
    for bill in bills:
        seen[bill.client].bills.append(bill)
        seen[bill.client].at(bill.issued)
    for entry in book.hours:
        day = entry.record.started.date()
        if day <= as_of:
            seen[entry.client].minutes.append((day, entry.record.minutes))
            seen[entry.client].at(day)
    for client, day, minor in _deposits(book, purse):
        seen[client].deposits.append((day, minor))
        seen[client].at(day)
    for move in book.moves:
        if move.record.day <= as_of:
            seen[move.client].moves.append(move)
    return dict(seen)


def _deposits(book: Book, purse: Purse) -> Iterator[tuple[str, date, float]]:
    settled: dict[int, int] = defaultdict(int)
    for part in book.settlements:
        settled[part.payment] += part.amount.minor
    for payment in book.payments:
        amount, day = payment.record.amount, payment.record.paid_on
        left = amount._replace(minor=amount.minor - settled[payment.key])
        if left.minor and (minor := purse.minor(left)) is not None:
            yield payment.client, day, minor


def habits(seen: Mapping[str, Seen], parts: Parts, as_of: date, purse: Purse, runs: Runs) -> dict[str, Habit]:
    """How the money of each client comes."""
    took = {client: _took(one, as_of) for client, one in seen.items()}
    everybody = sorted(days for some in took.values() for days in some)
    known = _known_from(seen, parts)
    found = {}
    for client, one in seen.items():
        own = took[client] if len(took[client]) >= FEWEST else everybody
        months = whole_months(as_of, BLOCKS, max(one.first, known), _ninth(own))
        came = tuple(_came(one, months, parts, purse))
        found[client] = Habit(client, len(months), came, _state(one, len(months), as_of, runs), _ends(one))
    return found


def _took(one: Seen, as_of: date) -> list[int]:
    """Days from issue to payment of what was settled lately, in order."""
    return sorted(
        max((bill.settled_on - bill.issued).days, 0)
        for bill in one.bills
        if bill.settled_on is not None and bill.issued > as_of - min(RECENT, as_of - date.min)
    )


def _ninth(took: Sequence[int]) -> int:
    """Days by which nine of ten are paid."""
    return took[ceil(len(took) * 0.9) - 1] if took else 0


def _known_from(seen: Mapping[str, Seen], parts: Parts) -> date:
    """The first bill or deposit that money is known of: what was billed before may well have been paid."""
    bills = (bill.issued for one in seen.values() for bill in one.bills if parts.get(bill.key))
    deposits = (day for one in seen.values() for day, _ in one.deposits)
    return min((*bills, *deposits), default=date.max)


def whole_months(as_of: date, most: int, first: date, days: int = 0) -> tuple[tuple[date, date], ...]:
    """The latest months that were over so many days ago and began no earlier than a day; the latest first,
    each as the day before it and its end."""
    found: list[tuple[date, date]] = []
    back = 0
    while len(found) < most:
        start, end = shifted(as_of, -back - 1), shifted(as_of, -back)
        if start is None or end is None or first > start + timedelta(days=1):
            break
        if (as_of - end).days >= days:
            found.append((start, end))
        back += 1
    return tuple(found)


def _came(one: Seen, months: Sequence[tuple[date, date]], parts: Parts, purse: Purse) -> Iterator[Came]:
    for bill in one.bills:
        block = _block(bill.issued, months)
        if block is not None and (came := _of_bill(bill, block, months, parts, purse)) is not None:
            yield came
    for day, minor in one.deposits:
        block = _block(day, months)
        if block is not None:
            yield Came(block, (day - months[block][0]).days, 0, 0.0, ((0, minor),))


def _block(day: date, months: Sequence[tuple[date, date]]) -> int | None:
    if not months or not months[-1][0] < day <= months[0][1]:
        return None
    return next(at for at, (start, _) in enumerate(months) if day > start)


def _of_bill(
    bill: Bill, block: int, months: Sequence[tuple[date, date]], parts: Parts, purse: Purse
) -> Came | None:
    left = purse.minor(bill.outstanding)
    if left is None:
        return None
    paid = tuple(
        ((part.paid_on - bill.issued).days, minor)
        for part in parts.get(bill.key, ())
        if (minor := purse.minor(part.amount)) is not None
    )
    offset = (bill.issued - months[block][0]).days
    return Came(block, offset, max((bill.due - bill.issued).days, 0), left, paid)


def _state(one: Seen, blocks: int, as_of: date, runs: Runs) -> State:
    """Why nothing new is counted of a client; empty where it is."""
    if one.last == date.min:
        return "new"
    quiet = shifted(as_of, -QUIET_MONTHS)
    if journey(one.moves).stage in OVER or (quiet is not None and one.last < quiet):
        return "ended"
    count, oldest = unpaid_run(one.bills, as_of)
    if any(count >= most and oldest >= days for most, days in runs):
        return "stopped"
    return "" if blocks else "new"


def unpaid_run(bills: Iterable[Bill], as_of: date) -> tuple[int, int]:
    """How many of the latest due bills brought less than half of their money, with none paid after them, and
    the days that the oldest is overdue. Disputed ones are left out."""
    count = oldest = 0
    for bill in sorted(bills, key=lambda one: (one.due, one.key), reverse=True):
        if bill.disputed:
            continue
        if bill.outstanding.minor * 2 <= bill.total.minor:
            break
        if bill.due < as_of:
            count, oldest = count + 1, (as_of - bill.due).days
    return count, oldest


def _ends(one: Seen) -> date | None:
    """The last day of a client who knows that it ends."""
    way = journey(one.moves)
    if way.stage not in TOLD or way.told_on is None:
        return None
    return way.day("last_day") or way.told_on + COURTESY


def hours_a_month(one: Seen, as_of: date, first: date) -> float | None:
    """Hours that a client takes a month, by the last year or what is known of it; `first` is the day from
    which anybody's hours are known. None without any, and before a whole month is known."""
    months = whole_months(as_of, BLOCKS, max(one.first, first))
    if not one.minutes or not months:
        return None
    return sum(minutes for day, minutes in one.minutes if day > months[-1][0]) / 60 / len(months)
