"""What a what-if says where little is known, where something is over, and where money is of another kind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from goodterms.parting.cash.model import WAYS, WhatIf
from goodterms.records.model import Freelancer
from goodterms.terms.evidence import Text, Value
from goodterms.terms.exchange import Quote, Rates
from goodterms.terms.money import Money
from parting.cash.books import AS_OF, CLIENT, GROUNDS, OTHER, THIRD, Billed, Records, euros, keys, middle

SOME = {"cash": euros(2000), "costs": euros(1200)}


def usual(me: Freelancer | None = None, rates: Rates | None = None) -> Records:
    """Somebody else who pays 500 on the 15th of each month, and hours of the client."""
    made = Records(me, rates) if me else Records(rates=rates)
    return made.monthly(OTHER, 500, 5, 10).work(20)


def said(made: WhatIf, key: str) -> dict[str, Value]:
    """The values of what it goes by or lacks, by key."""
    found: dict[str, Text] = {text.key: text for text in (*made.assumptions, *made.warnings)}
    return dict(found[f"what_if.{key}"].values or {})


def test_nothing_is_known_of_them() -> None:
    """Who has a name and nothing else: what they would bring is unknown and not nothing; the way without them
    can be told."""
    made = Records().monthly(OTHER, 500, 5, 10).knows(CLIENT).ask(**SOME)
    assert "lacks.history" in keys(made)
    assert middle(made, "keep") == middle(made, "repair") == [None] * 12
    assert middle(made, "let_go") == [2000 + (500 - 1200) * month for month in range(1, 13)]
    assert (made.break_even, made.difference, made.waiting) == (None, (), None)
    assert made.excluded == (None, None, ())
    assert made.ways["keep"].below_zero is None
    assert made.ways["let_go"].runway == (2, 2, 2)


def test_too_little_is_known_yet() -> None:
    """A first bill of last week says nothing of how they pay. For others that is said too."""
    records = Records().monthly(OTHER, 500, 5, 10).bill(Billed(AS_OF, client=THIRD))
    made = records.bill(Billed(AS_OF - timedelta(days=6))).ask(**SOME)
    assert "lacks.months" in keys(made)
    assert middle(made, "keep") == [None] * 12
    assert said(made, "by.new") == {"clients": THIRD}


def test_many_names_are_counted() -> None:
    """Five are named."""
    made = usual().monthly(CLIENT, 900, 3, 9)
    for number in range(7):
        made.bill(Billed(AS_OF, client=f"Newcomer {number}"))
    names = ", ".join(f"Newcomer {number}" for number in range(5))
    assert said(made.ask(**SOME), "by.new") == {"clients": f"{names} (+2)"}


def test_it_is_over() -> None:
    """Nothing for half a year: staying brings nothing new, and hours that they took before are free already.
    So there is nothing between the two."""
    records = Records().monthly(OTHER, 500, 5, 10).work(20, months=12, until=date(2025, 11, 30))
    made = records.monthly(CLIENT, 900, 3, 9, 12, date(2025, 11, 30)).ask(**SOME)
    assert said(made, "lacks.ended") == {"client": CLIENT, "day": date(2025, 11, 15)}
    assert middle(made, "keep") == middle(made, "let_go") == middle(made, "repair")
    assert made.hours.client == 0
    assert "by.hours" not in keys(made)
    assert made.waiting == euros(0)
    assert said(records.monthly(THIRD, 800, 2, 9).ask(THIRD, **SOME), "by.ended")["clients"] == CLIENT


def test_it_is_marked_as_over() -> None:
    """Closed is over, however fresh the last bill is."""
    made = usual().monthly(CLIENT, 900, 3, 9).mark(CLIENT, AS_OF, "closed").ask(**SOME)
    assert "lacks.ended" in keys(made)
    assert middle(made, "keep")[-1] == 2000 + 12 * (500 - 1200)


@pytest.mark.parametrize(
    ("day", "until"), [("2026-07-31", date(2026, 7, 31)), ("", date(2026, 6, 20) + timedelta(days=30))]
)
def test_another_client_knows_already(day: str, until: date) -> None:
    """Who was told brings money until the last day, by default 30 days after; that is the same either way."""
    records = (
        usual().monthly(CLIENT, 900, 3, 9).monthly(THIRD, 310, 1, 0).mark(THIRD, date(2026, 6, 20), "told")
    )
    if day:
        records.mark(THIRD, date(2026, 6, 21), "last_day", day)
    made = records.ask(cash=euros(0), costs=euros(0))
    assert said(made, "by.leaving_too") == {"clients": THIRD}
    july, august, *_ = middle(made, "keep")
    assert july == pytest.approx(500 + 900 + 310 * until.day / 31, abs=0.01)
    assert august == pytest.approx((july or 0) + 1400, abs=0.01)


def test_who_stopped_paying_brings_nothing() -> None:
    """Three due bills in a row unpaid: nothing of them counts, and what would be said names whose."""
    records = usual().monthly(CLIENT, 900, 3, 9, 12, date(2026, 2, 28)).monthly(CLIENT, 900, 3, None, 4)
    made = records.ask(**SOME)
    assert said(made, "by.stopped") == {"count": 4, "sum": euros(3600), "clients": CLIENT}
    assert middle(made, "keep")[-1] == 2000 + 12 * (500 - 1200)
    assert made.ways["keep"].months[0].below_zero == 0
    never = usual().monthly(CLIENT, 900, 3, None, 4).ask(**SOME)
    assert never.excluded.received == (euros(0),)


def test_a_dispute_is_no_stop() -> None:
    """Disputed bills break no habit: the rest still comes."""
    records = usual().monthly(CLIENT, 900, 3, 9)
    for month in (3, 4, 5):
        records.bill(Billed(date(2026, month, 20), 700, disputed=True))
    made = records.ask(**SOME)
    assert "by.stopped" not in keys(made)
    assert said(made, "by.own_months")["months"] == 12


def test_open_for_longer_than_any_payment_took() -> None:
    """A bill that nobody can foretell counts for nothing, and that is said."""
    made = usual().monthly(CLIENT, 900, 3, 9).bill(Billed(date(2025, 7, 1), 444)).ask(**SOME)
    assert said(made, "by.unsure") == {"count": 1, "sum": euros(444)}


def test_no_payment_at_all() -> None:
    """Without a payment of anybody nothing can be said, and it is not."""
    made = Records().bill(Billed(date(2026, 1, 5))).ask(**SOME)
    assert "lacks.payments" in keys(made)
    assert made.excluded.received == ()
    assert all(middle(made, way) == [None] * 12 for way in WAYS)


def test_payments_may_be_missing() -> None:
    """Nobody has paid for longer than usual."""
    made = Records().monthly(OTHER, 500, 5, 10, 24, date(2026, 4, 30)).work(20).ask(**SOME)
    assert said(made, "lacks.recent_payments") == {"days": 76}


def test_without_a_balance() -> None:
    """What is at hand is not known: what comes in, added up, without a chance to run out; less the costs
    where those are known. Cash alone changes nothing."""
    records = usual().monthly(CLIENT, 900, 3, 9)
    made = records.ask()
    assert {"lacks.cash", "lacks.costs"} <= set(keys(made))
    assert made.counts == "coming_in"
    assert middle(made, "keep") == [1400 * month for month in range(1, 13)]
    assert all(made.ways[way].runway is None and made.ways[way].below_zero is None for way in WAYS)
    costly = records.ask(costs=euros(1200))
    assert costly.counts == "change"
    assert middle(costly, "keep") == [200 * month for month in range(1, 13)]
    assert costly.ways["keep"].below_zero is None
    assert costly.difference == made.difference
    assert said(costly, "by.costs") == {"costs": euros(1200)}
    assert records.ask(cash=euros(1)).ways == made.ways


def test_cash_and_costs_of_the_settings() -> None:
    """Those of `[money]` are taken; what is set for once goes before."""
    me = Freelancer(name="Mara Lind", currency="EUR", cash=euros(100), monthly_costs=euros(400))
    records = usual(me).monthly(CLIENT, 900, 3, 9)
    assert middle(records.ask(), "keep")[:2] == [1100, 2100]
    assert middle(records.ask(**SOME), "keep")[:2] == [2200, 2400]


def test_an_overdrawn_account_runs_out_at_once() -> None:
    """Below nothing at the end of the first month is a runway of no month."""
    made = usual().monthly(CLIENT, 900, 3, 9).ask(cash=euros(-5000), costs=euros(0))
    assert made.ways["keep"].runway == (0, 0, 0)
    assert made.ways["keep"].below_zero == 1


def test_money_without_an_invoice() -> None:
    """It comes again as it came; whose only records are payments has a habit too."""
    records = usual()
    for month in range(1, 13):
        records.deposit(date(2025 + month // 7, (month + 5) % 12 + 1, 8), 250)
    assert middle(records.ask(cash=euros(0), costs=euros(0)), "keep")[:2] == [750, 1500]


def test_the_last_day_is_said() -> None:
    """By the plan's rule; or as it was set, and what part of the work until then is paid."""
    records = usual().monthly(CLIENT, 900, 3, 9)
    assert said(records.ask(**SOME), "by.last_day.courtesy")["day"] == date(2026, 8, 15)
    made = records.ask(notice_days=20, notice_paid=0.5, **SOME)
    assert said(made, "by.last_day.set") == {"told": date(2026, 7, 16), "day": date(2026, 8, 5)}
    assert said(made, "by.notice_paid") == {"share": 0.5}
    assert float(made.difference[0].p50.amount) == -450


def test_a_last_day_that_is_over_is_today() -> None:
    """Nothing ends before the day of asking."""
    leaving = GROUNDS.leaving._replace(told_on=date(2026, 5, 1), last_day=date(2026, 5, 31))
    made = usual().monthly(CLIENT, 900, 3, 9).ask(grounds=GROUNDS._replace(leaving=leaving), **SOME)
    assert said(made, "by.last_day.courtesy")["day"] == AS_OF
    assert float(made.difference[0].p50.amount) == -900


def test_hours_that_nobody_knows() -> None:
    """Without hours, or without what an hour brings elsewhere, freed ones bring nothing; each is said."""
    records = Records().monthly(OTHER, 500, 5, 10).monthly(CLIENT, 900, 3, 9)
    made = records.ask(**SOME)
    assert "lacks.hours" in keys(made)
    assert made.hours == (None, None, None)
    assert "by.hours" in keys(records.ask(hours=12.0, **SOME))
    few = GROUNDS._replace(rates={CLIENT: euros(20), OTHER: euros(30)})
    made = records.work(20).ask(grounds=few, **SOME)
    assert said(made, "lacks.rate_usual") == {"clients": 1}
    assert made.hours == (20.0, None, None)


def test_hours_bring_the_middle_of_what_others_bring() -> None:
    """30 and 50 an hour elsewhere: 40. A rate that was set goes before."""
    records = usual().monthly(CLIENT, 900, 3, 9)
    assert said(records.ask(**SOME), "by.rate") == {"clients": 2, "rate": euros(40)}
    assert said(records.ask(rate=euros(44), **SOME), "by.rate_set")["rate"] == euros(44)
    nothing = GROUNDS._replace(rates={OTHER: euros(0), THIRD: euros(0)})
    assert records.ask(grounds=nothing, **SOME).hours == (20.0, 15.0, 20.0)


def test_other_currencies() -> None:
    """With a rate they count in one's own, and the rate is said; without one they are left out, and said."""
    dollars = [Billed(date(2026, month, 3), 1000, [(9, 1)], CLIENT, currency="USD") for month in range(1, 7)]
    rates = Rates((Quote(date(2026, 6, 29), "USD", (("EUR", "0.5"),)),))
    told, silent = (Records(rates=one).monthly(OTHER, 500, 5, 10) for one in (rates, None))
    for bill in dollars:
        told.bill(bill)
        silent.bill(bill)
    made = told.ask(cash=euros(0), costs=euros(0))
    assert middle(made, "keep")[:2] == [1000, 2000]
    expected = {"currency": "USD", "to": "EUR", "rate": "0.5", "day": date(2026, 6, 29)}
    assert said(made, "by.exchange") == expected
    left = silent.ask(cash=euros(0), costs=euros(0))
    assert middle(left, "keep")[:2] == [500, 1000]
    assert said(left, "lacks.rate")["currency"] == "USD"
    assert left.excluded.received == (Money(600_000, "USD"),)


def test_the_currency_of_most_where_none_is_set() -> None:
    """Else the first by name of those that are met most; none where there is no sum."""
    me = Freelancer(name="Mara Lind")
    assert usual(me).bill(Billed(AS_OF, currency="USD")).ask().currency == "EUR"
    nothing = Records(me).knows(CLIENT).ask()
    assert nothing.currency == ""
    assert "lacks.payments" in keys(nothing)


@pytest.mark.parametrize("as_of", [date.min, date.max, date(9999, 11, 30), date(1, 2, 1)])
def test_at_the_ends_of_the_calendar(as_of: date) -> None:
    """As many months as there are, and no error."""
    made = usual().monthly(CLIENT, 900, 3, 9).ask(as_of=as_of, **SOME)
    assert len(made.ways["keep"].months) == min(12, (date.max.year - as_of.year) * 12 + 12 - as_of.month)
    assert made.break_even is None or made.break_even > as_of
