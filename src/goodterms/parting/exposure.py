"""How much money stands between the two, and how can it be made less? (M48, M49)

Sums of one currency each. What is unbilled or owed to the client is what the records show: pieces of work
with a price, hours with a rate, prepayments without their work. Where they show no price, the work is said
without one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.parting.case import Case
from goodterms.parting.days import YEAR
from goodterms.parting.model import Exposure, Option
from goodterms.parting.own import day_of
from goodterms.records.book import Filed
from goodterms.records.model import Deliverable, Invoice, TimeEntry
from goodterms.records.settled.owed import TERM_DAYS, due_of, left_of, parts_of
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money

MOST_EVIDENCE = 5
TALK = ("email", "call", "admin")
"""Activities that hardly anybody bills by the hour."""


class OpenBill(NamedTuple):
    """An invoice that is not paid, or not wholly."""

    record: Invoice
    due: date
    left: Money


class Sum(NamedTuple):
    """Money by currency, and the records behind it."""

    money: tuple[Money, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def open_bills(case: Case) -> tuple[OpenBill, ...]:
    """What is not paid, by due day."""
    own, parts = case.own, parts_of(case.own)
    found = (
        OpenBill(filed.record, due_of(filed.record), left_of(own, filed, parts.get(filed.key, ())))
        for filed in own.invoices
    )
    return tuple(sorted((bill for bill in found if bill.left.minor > 0), key=lambda one: one.due))


def exposure(case: Case) -> Exposure:
    """Money between the two on the day of the plan."""
    bills = open_bills(case)
    unpaid = _sum((bill.left, bill.record.evidence) for bill in bills)
    overdue = _sum((bill.left, bill.record.evidence) for bill in bills if bill.due < case.as_of)
    unbilled, in_hand, owed = _unbilled(case), _in_hand(case), owed_to_client(case)
    sums = {"unpaid": unpaid, "overdue": overdue, "unbilled": unbilled, "in_hand": in_hand, "owed": owed}
    billed, made = bool(case.own.invoices), bool(case.own.deliverables)
    is_timed = any(is_for_bills(entry.record) for entry in case.own.hours)
    is_priced = hourly_rate(case) is not None or not unbilled_minutes(case)
    is_rated = _is_piecework(case) or (is_timed and is_priced)
    return Exposure(
        unpaid=_known(case, unpaid, is_known=billed),
        overdue=_known(case, overdue, is_known=billed),
        unbilled=_known(case, unbilled, is_known=is_rated and (billed or made)),
        in_hand=_known(case, in_hand, is_known=made),
        owed_to_client=_known(case, owed, is_known=made),
        says=tuple(_says(case, bills, sums)),
        evidence=_places(sums.values()),
        options=tuple(_options(case, sums)),
    )


def owed_to_client(case: Case) -> Sum:
    """What was prepaid for work that has not been delivered (M48)."""
    return _sum(
        (work.record.prepaid, work.record.evidence)
        for work in undelivered(case)
        if work.record.prepaid is not None
    )


def undelivered(case: Case) -> tuple[Filed[Deliverable], ...]:
    """Work that was agreed and is not delivered, by due day."""
    waiting = (work for work in case.own.deliverables if case.delivered_on(work) is None)
    return tuple(sorted(waiting, key=lambda one: (one.record.due or date.max, one.key)))


def unmatched(case: Case) -> tuple[Money, ...]:
    """Money that came in, settles no invoice, and is not the prepayment of a piece of work."""
    left: Counter[str] = Counter()
    for paid in case.own.payments:
        left[paid.record.amount.currency] += paid.record.amount.minor
    for part in case.own.settlements:
        left[part.amount.currency] -= part.amount.minor
    for work in case.own.deliverables:
        if work.record.prepaid is not None:
            left[work.record.prepaid.currency] -= work.record.prepaid.minor
    billed = {bill.record.total.currency for bill in case.own.invoices}
    return tuple(Money(minor, name) for name, minor in sorted(left.items()) if minor > 0 and name in billed)


def is_for_bills(entry: TimeEntry) -> bool:
    """Is it time that bills are made of? Of calls and mails only where the records say so."""
    return entry.billable is True or (entry.billable is None and entry.activity not in TALK)


def unbilled_minutes(case: Case) -> int:
    """Minutes worked since the last invoice, but for those that are not billed."""
    last = max((bill.record.issued for bill in case.own.invoices), default=date.min)
    return sum(
        entry.record.minutes
        for entry in case.own.hours
        if day_of(entry) > last and is_for_bills(entry.record)
    )


def hourly_rate(case: Case) -> Money | None:
    """What an hour was billed at on average in the last year; None without invoices or hours."""
    since = case.as_of - YEAR
    last = max((bill.record.issued for bill in case.own.invoices), default=date.min)
    minutes = sum(
        entry.record.minutes
        for entry in case.own.hours
        if since < day_of(entry) <= last and is_for_bills(entry.record)
    )
    billed = Counter[str]()
    for bill in case.own.invoices:
        if bill.record.issued > since:
            billed[bill.record.total.currency] += bill.record.total.minor
    if len(billed) != 1 or minutes <= 0:
        return None
    (currency, minor), *_ = billed.items()
    return Money(round(minor * 60 / minutes), currency)


def _unbilled(case: Case) -> Sum:
    """Work that was delivered after the last invoice; else hours since it, at the usual rate."""
    if _is_piecework(case):
        last = max((bill.record.issued for bill in case.own.invoices), default=date.min)
        return _sum(
            (_rest(work.record), work.record.evidence)
            for work in case.own.deliverables
            if work.record.price and (day := case.delivered_on(work)) is not None and day > last
        )
    rate, minutes = hourly_rate(case), unbilled_minutes(case)
    if rate is None or not minutes:
        return Sum()
    latest = max(case.own.hours, key=day_of).record.evidence
    return Sum((Money(round(rate.minor * minutes / 60), rate.currency),), (latest,))


def _in_hand(case: Case) -> Sum:
    """What is agreed, not delivered, and not prepaid."""
    return _sum((_rest(work.record), work.record.evidence) for work in undelivered(case) if work.record.price)


def _is_piecework(case: Case) -> bool:
    """Is the work of the last year priced by the piece?"""
    since = case.as_of - YEAR
    return any(
        work.record.price is not None and (work.record.delivered_on or work.record.due or since) >= since
        for work in case.own.deliverables
    )


def _known(case: Case, found: Sum, *, is_known: bool) -> tuple[Money, ...]:
    """The sums; nothing of their currency where the records would show any, and none where they would not."""
    if found.money or not is_known:
        return found.money
    told = Counter(bill.record.total.currency for bill in case.own.invoices)
    currency = told.most_common(1)[0][0] if told else case.own.freelancer.currency
    return (Money(0, currency),) if currency else ()


def _rest(work: Deliverable) -> Money:
    """The price without what was prepaid."""
    price = work.price or Money(0, "")
    paid = work.prepaid
    less = paid.minor if paid is not None and paid.currency == price.currency else 0
    return Money(max(price.minor - less, 0), price.currency)


def _sum(parts: Iterable[tuple[Money, Evidence]]) -> Sum:
    """The parts added up, currency by currency; nothing where they are nothing."""
    total: Counter[str] = Counter()
    places = []
    for money, place in parts:
        if money.minor:
            total[money.currency] += money.minor
            places.append(place)
    return Sum(tuple(Money(minor, name) for name, minor in sorted(total.items())), tuple(places))


def _places(sums: Iterable[Sum]) -> tuple[Evidence, ...]:
    every = (place for one in sums for place in one.evidence[:MOST_EVIDENCE])
    return tuple(dict.fromkeys(every))


def _says(case: Case, bills: tuple[OpenBill, ...], sums: Mapping[str, Sum]) -> Iterator[Text]:
    """What has to be known of the sums: how late, what is disputed, what has no price."""
    late = [bill for bill in bills if bill.due < case.as_of]
    if late:
        yield Text("plan.exposure.oldest", {"days": (case.as_of - late[0].due).days})
    disputed = sum(bill.record.disputed for bill in bills)
    if disputed:
        yield Text("plan.exposure.disputed", {"count": disputed})
    unpriced = sum(work.record.price is None for work in undelivered(case))
    if unpriced:
        yield Text("plan.exposure.unpriced", {"count": unpriced})
    yield from _on_hours(case, sums["unbilled"])
    for money in unmatched(case):
        yield Text("plan.exposure.unmatched", {"sum": money})
    if not case.own.invoices:
        yield Text("plan.exposure.no_invoices")
    elif not case.own.payments:
        yield Text("plan.exposure.no_payments")


def _on_hours(case: Case, unbilled: Sum) -> Iterator[Text]:
    """By what the unbilled hours were counted, or that nobody knows what they are worth."""
    hours, rate = round(unbilled_minutes(case) / 60), hourly_rate(case)
    if _is_piecework(case) or not hours:
        return
    if unbilled.money and rate is not None:
        yield Text("plan.exposure.hours", {"hours": hours, "rate": rate})
    else:
        yield Text("plan.exposure.hours_unpriced", {"hours": hours})


def _options(case: Case, sums: Mapping[str, Sum]) -> Iterator[Option]:
    """What can be done about it, and what each would change (M49)."""
    for money in sums["unbilled"].money:
        due = case.as_of + timedelta(days=TERM_DAYS)
        yield Option("bill_now", Text("plan.option.bill_now", {"sum": money, "due": due}))
    for money in sums["overdue"].money:
        yield Option("pause", Text("plan.option.pause", {"sum": money}))
    for money in sums["in_hand"].money:
        half = Money((money.minor + 1) // 2, money.currency)
        yield Option("deposit", Text("plan.option.deposit", {"half": half, "sum": money}))
        yield Option("staged", Text("plan.option.staged", {"sum": money}))
