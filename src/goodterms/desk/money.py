"""What is owed, and when it comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodterms.desk.leaving import agreed_with, contracts_of
from goodterms.desk.playbook import OWN_CHOICE, WhichPlaybook, numbers_of
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.parting.cash.model import Leaving, WhatIf
    from goodterms.parting.cash.model import Wish as CashWish
    from goodterms.parting.claim.model import Claims, Wish
    from goodterms.records.book import Book
    from goodterms.review.forecast.model import Forecasts
    from goodterms.review.playbook import Playbook
    from goodterms.terms.money import Money

# Rooms that a question does not lead to are not imported: `inspect` of one small file takes half the time.
# ruff: noqa: PLC0415


def claims(book: Book, as_of: date, *, client: str = "", wish: Wish | None = None) -> Claims:
    """What the law adds to late invoices, of all clients or of one, and what it cannot say."""
    from goodterms.parting.claim.claiming import claims as made_of

    return made_of(book, lambda name: contracts_of(book, name), as_of, client=client, wish=wish)


def forecast(book: Book, as_of: date) -> Forecasts:
    """When each open invoice will probably be paid."""
    from goodterms.review.forecast.forecasting import forecast as made_of

    return made_of(book, as_of)


@undisturbed()
def what_if(
    book: Book,
    client: str,
    as_of: date,
    wish: CashWish | None = None,
    *,
    by: WhichPlaybook = OWN_CHOICE,
) -> WhatIf:
    """Cash month by month with a client, by their name as the Book has it, and without."""
    from goodterms.parting.cash.model import Grounds
    from goodterms.parting.cash.what_if import what_if as made_of

    numbers = numbers_of(book, by)
    grounds = Grounds(
        leaving=_leaving(book, client, as_of, numbers),
        rates=true_rates(book, as_of),
        settle_days=numbers.whole("settle_days"),
        stale_days=numbers.whole("payments_end_days"),
        unpaid=(
            (numbers.whole("unpaid_run"), numbers.whole("unpaid_days")),
            (numbers.whole("unpaid_run_short"), numbers.whole("unpaid_short_days")),
        ),
    )
    return made_of(book, client, as_of, forecast(book, as_of), grounds, wish)


def currency(book: Book, as_of: date) -> str:
    """The currency that a what-if tells its sums in; empty where none is known."""
    from goodterms.parting.cash.purse import currency_of
    from goodterms.records.settled.owed import known_by

    return currency_of(known_by(book, as_of))


def _leaving(book: Book, client: str, as_of: date, numbers: Playbook) -> Leaving:
    """When the plan would have it end. Its days need no review, which takes longest of all."""
    from goodterms.parting.cash.model import Leaving
    from goodterms.parting.planning import plan

    papers, agreed = contracts_of(book, client), agreed_with(book, client, as_of)
    made = plan(book, None, client, as_of, numbers, contracts=papers, agreed=agreed)
    told_on = made.tell.planned.day if made.tell.planned else as_of
    return Leaving(told_on, made.notice.last_day, made.notice.of)


def true_rates(book: Book, as_of: date) -> Mapping[str, Money]:
    """By client, what an hour of work really brought in the last year, as a review measures it."""
    from goodterms.review.ledger import SPAN
    from goodterms.review.measured import first_month
    from goodterms.signals.measure import measure
    from goodterms.terms.money import Money

    since = first_month(as_of, SPAN)
    found = measure(_lately(book, since), as_of, only=("true_rate",))
    values = {
        client: (reading.span(since, as_of).value, reading.currency)
        for (_, client), reading in found.found.items()
    }
    return {
        client: Money(round(value), currency)
        for client, (value, currency) in values.items()
        if value is not None
    }


def _lately(book: Book, since: date) -> Book:
    """The same money, and the hours and messages from a day on: older ones say nothing of the last year. A
    day more, because a clock elsewhere may show another date."""
    first = since - timedelta(days=1)
    return replace(
        book,
        hours=tuple(one for one in book.hours if one.record.started.date() >= first),
        messages=tuple(
            one for one in book.messages if not one.incoming and one.record.sent_at.date() >= first
        ),
        meetings=(),
    )
