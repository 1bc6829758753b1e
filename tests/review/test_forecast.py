"""When will it be paid? What must hold whatever clients do, and small histories followed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.book import Book, Credit, Filed, Settlement
from goodterms.records.model import Freelancer, Invoice, Payment
from goodterms.records.settled.settling import settle
from goodterms.review.forecast.forecasting import LEAST, forecast
from goodterms.review.forecast.model import Forecast
from goodterms.review.forecast.workdays import LEAST as LEAST_PAYMENTS
from goodterms.terms.money import Money

AS_OF = date(2026, 10, 30)
CLIENTS = ("Harbour & Sons", "Quayside Bikes", "Café Nijlpaard", "Atelier Sorrel", "Kestrel")
SLOW, QUICK = CLIENTS[0], CLIENTS[1]


class Billed(NamedTuple):
    """One invoice: how many days ago it came, and after how many days it was paid, if it was."""

    client: str
    ago: int
    took: int | None = None
    total: int = 50_000
    term: int | None = 14
    disputed: bool = False
    sent_by: str = "email"


def book_of(told: Sequence[Billed], country: str = "") -> Book:
    """The Book that these make."""
    invoices, payments, parts = [], [], []
    for key, one in enumerate(told, 1):
        issued = AS_OF - timedelta(days=one.ago)
        due = None if one.term is None else issued + timedelta(days=one.term)
        total = Money(one.total, "EUR")
        bill = Invoice(
            f"2026-{key:03}", one.client, issued, total, due, disputed=one.disputed, sent_by=one.sent_by
        )
        invoices.append(Filed(one.client, key, bill))
        if one.took is not None:
            paid_on = issued + timedelta(days=one.took)
            payments.append(
                Filed(one.client, 10_000 + key, Payment(one.client, paid_on, total, (bill.number,)))
            )
            parts.append(Settlement(one.client, key, 10_000 + key, paid_on, total))
    return Book(
        Freelancer(country=country),
        invoices=tuple(invoices),
        payments=tuple(payments),
        settlements=tuple(parts),
    )


def days(one: Forecast) -> tuple[date, date, date]:
    """The three days, the last day of all for one that is not known."""
    return (one.p10 or date.max, one.p50 or date.max, one.p90 or date.max)


def last(told: Sequence[Billed], as_of: date = AS_OF) -> Forecast:
    """The forecast of the last of these invoices."""
    found = forecast(book_of(told), as_of).invoices
    return next(one for one in found if one.bill.key == len(told))


def regular(client: str, took: int, count: int = 6) -> list[Billed]:
    """Invoices a month apart, each paid after about so many days."""
    return [Billed(client, 60 + 30 * n, took + (n % 3 - 1)) for n in range(count)]


takes = st.integers(1, 55)
paid = st.builds(
    Billed,
    st.sampled_from(CLIENTS),
    st.integers(60, 1200),
    takes,
    st.integers(1_000, 900_000),
    st.sampled_from((None, 7, 14, 30, 45)),
    st.booleans(),
    st.sampled_from(("", "email", "paper", "portal")),
)
maybe_open = st.one_of(
    paid, paid.map(lambda one: one._replace(took=None)), paid.map(lambda one: one._replace(ago=0))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(maybe_open, max_size=25), st.integers(0, 500), st.randoms(use_true_random=False))
def test_days_come_in_order_and_after_today(told: list[Billed], later: int, chance: object) -> None:
    """p10 ≤ p50 ≤ p90, all after the day of asking, however long a bill is open; the order of
    records is nothing."""
    book, as_of = book_of(told), AS_OF + timedelta(days=later)
    made = forecast(book, as_of)
    for one in made.invoices:
        p10, p50, p90 = days(one)
        assert as_of < p10 <= p50 <= p90
        assert (one.basis == "too_little") == (one.p10 is None) == bool(one.why)
    invoices, parts = list(book.invoices), list(book.settlements)
    chance.shuffle(invoices), chance.shuffle(parts)  # type: ignore[attr-defined]
    assert forecast(replace(book, invoices=tuple(invoices), settlements=tuple(parts)), as_of) == made


@settings(max_examples=80, deadline=None)
@given(st.lists(paid, min_size=LEAST, max_size=25), st.data())
def test_new_lateness_never_makes_a_forecast_earlier(told: list[Billed], data: st.DataObject) -> None:
    """One payment comes later than it did, or has not come at all: the next bill comes no earlier."""
    at = data.draw(st.integers(0, len(told) - 1))
    late, asked = told[at], Billed(told[at].client, 0)
    more = data.draw(st.one_of(st.none(), st.integers(1, 800)))
    changed = [
        *told[:at],
        late._replace(took=None if more is None else (late.took or 0) + more),
        *told[at + 1 :],
    ]
    before, after = last([*told, asked]), last([*changed, asked])
    assert [a <= b for a, b in zip(days(before), days(after), strict=True)] == [True] * 3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(paid.filter(lambda one: one.client != SLOW), min_size=LEAST, max_size=20),
    st.lists(st.integers(61, 900), min_size=1, max_size=5),
)
def test_who_never_paid_gets_no_early_day(others: list[Billed], open_for: list[int]) -> None:
    """Their next bill is not expected sooner after its due date than their oldest has been open, however
    quick the others are."""
    never = [Billed(SLOW, ago) for ago in open_for]
    found = last([*others, *never, Billed(SLOW, 0)])
    assert days(found)[0] >= min(found.bill.due + timedelta(days=max(open_for) - 14), date.max)


def test_own_history_speaks() -> None:
    """Who pays after 40 days will do so again, whatever the others do, and is said to be the reason."""
    others = [*regular(CLIENTS[2], 20), *regular(CLIENTS[3], 15)]
    told = [*regular(SLOW, 40), *regular(QUICK, 5), *others]
    slow, quick = last([*told, Billed(SLOW, 0)]), last([*told, Billed(QUICK, 0)])
    assert slow.basis == quick.basis == "client"
    assert (slow.payments, quick.payments) == (6, 6)
    assert AS_OF + timedelta(days=38) <= days(slow)[1] <= AS_OF + timedelta(days=42)
    assert days(quick)[1] <= AS_OF + timedelta(days=7)


def test_a_new_client_is_judged_by_the_others() -> None:
    """And said to be; the range is as wide as clients differ."""
    told = [*regular(SLOW, 40), *regular(QUICK, 5)]
    found = last([*told, Billed("Kiosk Nine", 0)])
    assert (found.basis, found.payments) == ("portfolio", 0)
    assert days(found)[0] <= AS_OF + timedelta(days=6) and days(found)[2] >= AS_OF + timedelta(days=39)


def test_nearly_no_payment_says_nothing() -> None:
    """Four paid invoices are too few, five are enough."""
    told = regular(QUICK, 5, LEAST)
    few = last([*told[1:], Billed(QUICK, 0)])
    assert (few.basis, few.why, few.p50) == ("too_little", "few_payments", None)
    assert last([*told, Billed(QUICK, 0)]).basis == "client"


def test_what_nobody_has_seen_is_not_known() -> None:
    """An invoice open for two years, where all others were paid within a month."""
    found = last([*regular(QUICK, 5), *regular(SLOW, 20), Billed(SLOW, 730)])
    assert (found.basis, found.why, found.p90) == ("too_little", "never_so_late", None)


def test_too_many_open_is_another_reason() -> None:
    """It came today, so others took longer; but five of sixty-five were paid at all: of ten less than one."""
    never = [Billed(SLOW, 100 + n) for n in range(60)]
    found = last([*regular(QUICK, 5, LEAST), *never, Billed("Kiosk Nine", 0)])
    assert (found.basis, found.why, found.p10) == ("too_little", "too_many_open", None)


def test_a_due_day_far_ahead_is_no_day_to_plan_with() -> None:
    """Due in eleven years: likely a slip of the pen, and not open for longer than any payment took."""
    found = last([*regular(QUICK, 5), Billed(QUICK, 0, term=4018)])
    assert (found.basis, found.why, found.p10) == ("too_little", "too_far", None)


def test_open_ones_are_not_left_out() -> None:
    """Of twelve invoices half were paid quickly and half are open for months: the last day is not known,
    while the quick ones alone would make nine in ten come within ten days."""
    told = [*regular(QUICK, 5), *(Billed(QUICK, 100 + n) for n in range(6)), Billed(QUICK, 0)]
    found = last(told)
    assert found.p10 is not None and found.p90 is None


def test_what_is_open_for_longer_comes_later() -> None:
    """A client who pays after 5 or after 40 days: once it is not 5, it is 40."""
    told = [Billed(SLOW, 60 + 20 * n, 40 if n % 2 else 5) for n in range(12)]
    fresh, waiting = last([*told, Billed(SLOW, 0)]), last([*told, Billed(SLOW, 20)])
    assert days(fresh)[0] == AS_OF + timedelta(days=5)
    assert days(waiting)[0] == AS_OF + timedelta(days=20)


@pytest.mark.parametrize(
    ("plain", "trait"),
    [("email", {"disputed": True}), ("email", {"sent_by": "paper"}), ("email", {"sent_by": "portal"})],
)
def test_what_delays_others_delays_here(plain: str, trait: dict[str, bool | str]) -> None:
    """Disputed invoices, and those by paper, come 20 days later with others: here too, without one yet."""
    others = [
        Billed(client, 60 + 15 * n, 10 + 20 * (n % 2), sent_by=plain)._replace(**(trait if n % 2 else {}))
        for client in CLIENTS[1:]
        for n in range(20)
    ]
    told = [*others, *regular(SLOW, 12)]
    usual, special = last([*told, Billed(SLOW, 0)]), last([*told, Billed(SLOW, 0)._replace(**trait)])
    assert 14 <= (days(special)[1] - days(usual)[1]).days <= 20


def test_only_what_is_known_on_the_day_counts() -> None:
    """What comes later changes nothing: payments, invoices, and the rest of a part payment."""
    told = [*regular(QUICK, 5), Billed(QUICK, 10, 30)]
    later = [*told[:-1], Billed(QUICK, 10), Billed(SLOW, -3)]
    assert forecast(book_of(told), AS_OF) == forecast(book_of(later), AS_OF)


def test_a_later_credit_note_does_not_count_yet() -> None:
    """An invoice of 500.00 is credited three days after the day of asking: it is still open as a whole."""
    book = book_of([*regular(QUICK, 5), Billed(QUICK, 10)])
    key, total = 7, Money(50_000, "EUR")

    def credited(day: date) -> Book:
        return replace(book, credited={key: total}, credits=(Credit(key, day, total),))

    assert forecast(credited(AS_OF + timedelta(days=3)), AS_OF) == forecast(book, AS_OF)
    assert forecast(credited(AS_OF), AS_OF).invoices == ()


def test_a_later_payment_changes_no_earlier_one() -> None:
    """500 came without a word, for the older of two invoices; next month a payment for the older one will
    show that it was for the other, which nobody knows yet."""
    told = [*regular(QUICK, 5), Billed(SLOW, 40), Billed(SLOW, 20)]
    book = book_of(told)
    wordless = Payment(SLOW, AS_OF - timedelta(days=2), Money(50_000, "EUR"))
    named = Payment(SLOW, AS_OF + timedelta(days=30), Money(50_000, "EUR"), ("2026-007",))

    def with_payments(*some: Payment) -> Book:
        payments = (*book.payments, *(Filed(SLOW, 20_000 + n, one) for n, one in enumerate(some)))
        return replace(book, payments=payments, settlements=settle(book.invoices, payments, {}))

    made = forecast(with_payments(wordless, named), AS_OF)
    assert made == forecast(with_payments(wordless), AS_OF)
    assert [one.bill.number for one in made.invoices] == ["2026-008"]


def test_a_part_payment_leaves_the_rest_open() -> None:
    """The outstanding sum is what is left; credit notes count, those of another currency and refunds too."""
    book = book_of([*regular(QUICK, 5), Billed(QUICK, 20)])
    key, total = 7, Money(50_000, "EUR")

    def outstanding(*minors: int, credited: Money | None = None, currency: str = "EUR") -> list[int]:
        parts = [
            Settlement(QUICK, key, 20_000 + n, AS_OF - timedelta(days=9 - n), Money(minor, currency))
            for n, minor in enumerate(minors)
        ]
        some = replace(
            book, settlements=(*book.settlements, *parts), credited={key: credited} if credited else {}
        )
        return [one.bill.outstanding.minor for one in forecast(some, AS_OF).invoices]

    assert outstanding(20_000) == [30_000]
    assert outstanding(20_000, credited=Money(10_000, "EUR")) == [20_000]
    assert outstanding(20_000, credited=Money(10_000, "USD")) == [30_000]
    assert outstanding(20_000, currency="USD") == [50_000]
    assert outstanding(49_000) == []
    assert outstanding(50_000, 50_000) == []
    assert outstanding(50_000, -50_000) == [50_000]
    assert outstanding(0, credited=total) == []


def test_odd_invoices_do_no_harm() -> None:
    """Paid before it was issued; due before it was issued; without a due date; of nothing."""
    odd = [
        Billed(QUICK, 90, -20),
        Billed(QUICK, 80, 3, term=-5),
        Billed(QUICK, 70, 3, term=None),
        Billed(QUICK, 50, None, 0),
    ]
    found = last([*regular(QUICK, 5), *odd, Billed(QUICK, 3, term=None)])
    assert found.bill.due_assumed and found.bill.due == AS_OF + timedelta(days=27)
    assert AS_OF < days(found)[0] <= days(found)[2] < AS_OF + timedelta(days=60)


@pytest.mark.parametrize("ago", [3, 700_000])
def test_days_that_no_calendar_has_are_none(ago: int) -> None:
    """A due date in the year 9900, an invoice of the year 110: misread, and no reason to fall over."""
    odd = [Billed(QUICK, ago, None, term=2_875_000), *(Billed(SLOW, 700_000 + n, 5) for n in range(6))]
    assert days(last([*odd, *regular(QUICK, 5), odd[0]])) == (date.max,) * 3
    assert forecast(book_of([*odd, *regular(QUICK, 5)]), date.max - timedelta(days=3)).invoices
    assert last([*odd, Billed(SLOW, 0)]).p50 is not None


def test_money_that_rests_at_weekends_is_not_expected_there() -> None:
    """Where the others' payments leave out weekends, so do forecasts, and Christmas; else not."""
    monday = AS_OF - timedelta(days=AS_OF.weekday())
    ago = (AS_OF - monday).days + 70
    weekdays = [Billed(CLIENTS[2], ago + 7 * n, 7) for n in range(LEAST_PAYMENTS)]
    asked = [Billed(SLOW, n, None, term=54) for n in range(7)]
    own = [Billed(SLOW, 100 + 7 * n, 54, term=54) for n in range(6)]
    found = forecast(book_of([*weekdays, *own, *asked], "BE"), AS_OF).invoices
    told = {day for one in found for day in days(one) if day < date.max}
    assert {day.weekday() for day in told} <= set(range(5)) and date(2026, 12, 25) not in told
    anyday = [one._replace(took=5) for one in weekdays]
    free = forecast(book_of([*anyday, *own, *asked], "BE"), AS_OF).invoices
    assert {day.weekday() for one in free for day in days(one) if day < date.max} & {5, 6}
    abroad = forecast(book_of([*weekdays, *own, *asked]), AS_OF).invoices
    assert all(day.weekday() < 5 for one in abroad for day in days(one) if day < date.max)
