"""What happens to my cash if I keep this client, if they change, and if I let them go? (M4, M7, M30, B2)

The same drawn futures stand on all sides; only the client differs. What is open between the two comes in
either way and changes nothing, and so does all that is past.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from goodterms.parting.cash import saying
from goodterms.parting.cash.case import Case, gather
from goodterms.parting.cash.drawing import Rows, add, add_habit, add_open, chance_of, rows
from goodterms.parting.cash.flows import Flow, before, flows, in_part, mean
from goodterms.parting.cash.ledger import break_even, cash_of, differences
from goodterms.parting.cash.model import WAYS, Cash, CashMonth, Grounds, Hours, Past, Way, WhatIf, Wish
from goodterms.parting.cash.months import part_after, shifted
from goodterms.records.book import Book
from goodterms.review.forecast.model import Forecasts


def what_if(
    book: Book, client: str, as_of: date, forecasts: Forecasts, grounds: Grounds, wish: Wish | None = None
) -> WhatIf:
    """Cash month by month for one client, by their name as the Book has it."""
    case = gather(book, client, as_of, forecasts, grounds, wish or Wish())
    nothing = Cash(tuple(CashMonth(day, None, None, None, None) for day in case.ends[1:]), None)
    found = WhatIf(
        client=client,
        as_of=as_of,
        currency=case.purse.currency,
        counts=case.counts,
        ways=dict.fromkeys(WAYS, nothing),
        break_even=None,
        difference=(),
        waiting=None,
        hours=_hours(case),
        excluded=_past(case),
        assumptions=(),
        warnings=(),
    )
    if case.last_paid is not None and case.purse.currency and len(case.ends) > 1:
        found = _drawn(found, case)
    return replace(found, assumptions=tuple(saying.assumptions(case)), warnings=tuple(saying.warnings(case)))


def _past(case: Case) -> Past:
    """What is over, and the same either way."""
    minutes = [spent for _, spent in case.own.minutes]
    since = case.own.first if case.is_told else None
    nothing = (case.purse.money(0),) if case.is_told and case.last_paid is not None else ()
    return Past(since, sum(minutes) / 60 if minutes else None, case.received or nothing)


def _hours(case: Case) -> Hours:
    """What the client takes, what of it could be sold, and what they would take for what they pay."""
    hours, rate, habit = case.hours, case.rate, case.habit
    if hours is None or rate is None:
        return Hours(hours, None, None)
    billed = sum(came.unpaid + sum(minor for _, minor in came.paid) for came in habit.came)
    repaired = min(billed / habit.blocks / rate, hours) if rate and habit.blocks else hours
    return Hours(hours, hours * case.wish.share, repaired)


def _drawn(found: WhatIf, case: Case) -> WhatIf:
    """All three ways, and what lies between them."""
    base, own = _base(case), _own(case)
    sold = {way: _sold(case, found.hours, way) for way in WAYS}
    coming = {way: _summed(base, own[way], sold[way]) for way in WAYS}
    start = case.start if case.counts == "balance" else None
    ways = {way: cash_of(coming[way], case.ends, case.purse, start, case.costs or 0.0) for way in WAYS}
    if case.habit.state == "new":
        # What nobody knows of them is not nothing: only the way without them can be told.
        return replace(found, ways={**found.ways, "let_go": ways["let_go"]})
    return replace(
        found,
        ways=ways,
        break_even=break_even(ways["keep"], ways["let_go"]),
        difference=differences(coming["keep"], coming["let_go"], case.ends, case.purse),
        waiting=case.purse.money(_waiting(case, found.hours)),
    )


def _base(case: Case) -> Rows:
    """What comes in either way: the other clients' money, and all bills that are open."""
    found = rows(case.wish.paths, len(case.ends) - 1)
    for name, habit in case.habits.items():
        if name != case.client and not habit.state:
            add_habit(found, habit, case.ends, chance_of(case.wish.seed, name))
    for forecast in case.counted:
        chance = chance_of(case.wish.seed, f"{forecast.bill.client} {forecast.bill.number}")
        minor = case.purse.minor(forecast.bill.outstanding)
        if minor is not None:
            add_open(found, forecast, minor, case.ends, chance)
    return found


def _own(case: Case) -> Mapping[Way, Rows]:
    """What the client brings with what is billed from today on, in the same months of their past."""
    wish, habit, months = case.wish, case.habit, len(case.ends) - 1
    found: dict[Way, Rows] = {way: rows(wish.paths, months) for way in WAYS}
    chance = chance_of(wish.seed, case.client)
    for month in range(months if habit.blocks else 0):
        drawn = chance.choices(range(habit.blocks), k=wish.paths)
        for way in WAYS:
            possible = _flows(case, way, month)
            add(found[way], (possible[block] for block in drawn))
    return found


def _flows(case: Case, way: Way, month: int) -> Sequence[Flow]:
    """For each month of the client's past, what it brings if it is had again in that month."""
    habit, ends = case.habit, case.ends
    if way == "repair" and habit.state != "ended":
        return flows(habit, ends, month, case.repaired_from)
    if habit.state:
        return [()] * habit.blocks
    possible = flows(habit, ends, month)
    if way == "let_go":
        part = before(ends, month, case.last_day) * case.wish.notice_paid
        return [in_part(flow, part) for flow in possible]
    return possible


def _sold(case: Case, hours: Hours, way: Way) -> list[float]:
    """What freed hours bring, month by month."""
    if hours.client is None or hours.repaired is None or case.rate is None or way == "keep":
        return [0.0] * (len(case.ends) - 1)
    freed, since = hours.client, case.last_day
    if way == "repair":
        freed, since = hours.client - hours.repaired, case.repaired_from
    minor = freed * case.wish.share * case.rate
    return [minor * part for part in _parts(case, since)]


def _parts(case: Case, freed: date | None) -> list[float]:
    """What part of each month hours bring money that were freed on a day."""
    sold = None if freed is None else shifted(freed, case.wish.lag)
    return [part_after(*month, sold) for month in zip(case.ends, case.ends[1:], strict=False)]


def _summed(base: Rows, own: Rows, sold: Sequence[float]) -> Rows:
    return [
        [sum(parts) for parts in zip(common, theirs, sold, strict=True)]
        for common, theirs in zip(base, own, strict=True)
    ]


def _waiting(case: Case, hours: Hours) -> float:
    """What is to be expected to be lost by a last day that is a month later."""
    last, next_last = case.last_day, shifted(case.last_day, 1)
    stays = 0.0
    for month in range(len(case.ends) - 1):
        if not case.habit.state:
            part = before(case.ends, month, next_last) - before(case.ends, month, last)
            stays += part * case.wish.notice_paid * mean(flows(case.habit, case.ends, month))
    leaves = sum(_parts(case, last)) - sum(_parts(case, next_last))
    return leaves * (hours.sold or 0.0) * (case.rate or 0.0) - stays
