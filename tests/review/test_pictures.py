"""What can be drawn of a client: times, lateness, an hour's worth, feelings; and what nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.book import Book, Credit, Filed, FiledMessage, Settlement
from goodterms.records.model import Client, Freelancer, Invoice, Message, Move, Payment, TimeEntry
from goodterms.review.pictures import Bills, Clock, Line, Pictures, Point, pictures, runs
from goodterms.signals.measure import signals
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money
from review.scene import AS_OF, CLIENT, MARA, ordinary, readings

ME = replace(MARA, timezone="Europe/Brussels")
NOTHING = Readings({}, {})
OPEN = Invoice("7", CLIENT, date(2026, 8, 1), Money(10_000, "EUR"), due=date(2026, 8, 31))


def drawn(book: Book, found: Readings = NOTHING) -> Pictures:
    return pictures(book, found, CLIENT, AS_OF)


def message(sent: datetime, *, incoming: bool = True, **how) -> FiledMessage:
    return FiledMessage(how.pop("client", CLIENT), 1, Message(sent, "ann", **how), incoming)


def clock(*messages: FiledMessage, me: Freelancer = ME) -> Clock:
    found = drawn(Book(me, messages=messages)).clock
    assert isinstance(found, Clock)
    return found


def billed(*invoices: Invoice, settled: dict[int, date] | None = None, **more) -> Bills:
    """Invoices, and on which day which of them was paid in full."""
    filed = tuple(Filed(one.client, key, one) for key, one in enumerate(invoices))
    paid = {key: (day, invoices[key].total) for key, day in (settled or {}).items()}
    book = Book(
        ME,
        invoices=filed,
        payments=(
            Filed("Pixel Orchard", 98, Payment("Pixel Orchard", date(2026, 1, 1), Money(1, "EUR"))),
            *(Filed(CLIENT, 100 + key, Payment(CLIENT, *one)) for key, one in paid.items()),
        ),
        settlements=tuple(Settlement(CLIENT, key, 100 + key, *one) for key, one in paid.items()),
        **more,
    )
    found = drawn(book).bills
    assert isinstance(found, Bills)
    return found


def test_messages_stand_on_the_freelancers_clock() -> None:
    """23:30 in London on a Sunday in summer is Monday, half past midnight in Brussels."""
    found = clock(message(datetime(2026, 7, 5, 23, 30, tzinfo=ZoneInfo("Europe/London"))))
    assert found.theirs[0][0] == 1
    assert sum(map(sum, found.theirs)) == 1
    assert not any(map(any, found.mine))


def test_both_sides_are_counted_apart() -> None:
    """What the freelancer wrote is in the other grid."""
    when = datetime(2026, 9, 2, 8, 5, tzinfo=UTC)
    found = clock(message(when), message(when, incoming=False), message(when, incoming=False))
    assert (found.theirs[2][10], found.mine[2][10]) == (1, 2)


@pytest.mark.parametrize(
    "other",
    [
        message(datetime(2026, 9, 2, 8, tzinfo=UTC), automatic=True),
        message(datetime(2026, 9, 2, 8, tzinfo=UTC), client="Pixel Orchard"),
        message(datetime(2025, 9, 2, 8, tzinfo=UTC)),
        message(datetime(2026, 11, 2, 8, tzinfo=UTC)),
    ],
    ids=["a machine wrote", "another client", "over a year ago", "after the day"],
)
def test_other_messages_are_not_counted(other: FiledMessage) -> None:
    """Without any that counts, nobody knows when they write."""
    assert Text("picture.no_messages") == drawn(Book(ME, messages=(other,))).clock


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "localtime"])
def test_without_a_zone_nobody_knows_the_hour(zone: str) -> None:
    """The hour of a message is not guessed."""
    me = replace(ME, timezone=zone)
    told = message(datetime(2026, 9, 2, 8, tzinfo=UTC))
    assert Text("picture.no_zone") == drawn(Book(me, messages=(told,))).clock


def test_hours_of_work_are_marked() -> None:
    """From 9 to half past 17: the hours of 9 to 17, on working days only."""
    told = message(datetime(2026, 9, 2, 8, tzinfo=UTC))
    found = clock(told, me=replace(ME, days=("mon", "sat"), work_from=9 * 60, work_to=17 * 60 + 30))
    hours = [hour for hour, works in enumerate(found.working[0]) if works]
    assert hours == list(range(9, 18))
    assert [day for day, row in enumerate(found.working) if any(row)] == [0, 5]


def test_hours_of_work_may_go_past_midnight() -> None:
    """From 22 to 2 are four hours; without named days they are those of Monday to Friday."""
    told = message(datetime(2026, 9, 2, 8, tzinfo=UTC))
    found = clock(told, me=replace(ME, days=(), work_from=22 * 60, work_to=2 * 60))
    assert [hour for hour, works in enumerate(found.working[4]) if works] == [0, 1, 22, 23]
    assert not any(found.working[5])


def test_paid_early_and_late() -> None:
    """Days count from the due day, negative before it; the latest due day comes first."""
    early, late = replace(OPEN, number="8"), replace(OPEN, due=date(2026, 7, 1))
    found = billed(early, late, settled={0: date(2026, 8, 21), 1: date(2026, 7, 11)})
    told = [(one.number, one.days, one.state) for one in found.bills]
    assert told == [("8", -10, "paid"), ("7", 10, "paid")]


def test_what_is_open_counts_until_today() -> None:
    """61 days after the due day it is still open, with what is left of it."""
    (found,) = billed(OPEN).bills
    assert (found.days, found.state, found.amount) == (61, "open", Money(10_000, "EUR"))


def test_what_is_disputed_is_said() -> None:
    """A dispute is no lateness, and is not hidden either."""
    (found,) = billed(replace(OPEN, disputed=True)).bills
    assert found.state == "disputed"


def test_days_set_aside_are_no_lateness() -> None:
    """Ten days of their illness are taken off (T14)."""
    aside = Move(CLIENT, date(2026, 10, 1), "set_aside", "2026-09-01/2026-09-10")
    (found,) = billed(OPEN, moves=(Filed(CLIENT, 9, aside),)).bills
    assert found.days == 51


def test_what_was_taken_back_is_not_drawn() -> None:
    """An invoice that a credit note took back whole is owed by nobody."""
    found = drawn(
        Book(
            ME,
            invoices=(Filed(CLIENT, 1, OPEN),),
            credited={1: OPEN.total},
            credits=(Credit(1, date(2026, 9, 1), OPEN.total),),
            payments=(Filed(CLIENT, 2, Payment(CLIENT, date(2026, 1, 1), Money(1, "EUR"))),),
        )
    )
    assert Text("picture.no_invoices") == found.bills


def test_nobody_knows_how_they_pay() -> None:
    """Without an invoice, or without any payment by anybody, nothing is drawn."""
    assert Text("picture.no_invoices") == drawn(Book(ME)).bills
    assert Text("picture.no_payments") == drawn(Book(ME, invoices=(Filed(CLIENT, 1, OPEN),))).bills


def rates(*months: tuple[date, float, float]) -> Readings:
    told = tuple(Month(month, cash, hours, 2, None) for month, cash, hours in months)
    return Readings(signals(), {("true_rate", CLIENT): Reading(signals()["true_rate"], CLIENT, told, "EUR")})


def test_an_hours_worth_month_by_month() -> None:
    """Cash over hours; a month without hours, or without anything, is not known."""
    found = drawn(
        Book(ME),
        rates((date(2026, 6, 1), 90_000, 10), (date(2026, 7, 1), 5_000, 0), (date(2026, 9, 1), 0, 4)),
    ).rate
    assert isinstance(found, Line)
    assert [point.value for point in found.points] == [9_000, None, None, 0]
    assert [point.observations for point in found.points] == [2, 2, 0, 2]
    assert (found.unit, found.currency) == ("money_per_hour", "EUR")


def test_a_line_goes_back_three_years() -> None:
    """What is older is another time."""
    found = drawn(Book(ME), rates((date(2023, 10, 1), 1, 1), (date(2023, 11, 1), 1, 1))).rate
    assert isinstance(found, Line)
    assert [point.month for point in found.points] == [date(2023, 11, 1)]


def test_which_half_of_the_rate_is_missing() -> None:
    """Without hours, hours are missing; with them, it is the money."""
    worked = Filed(CLIENT, 1, TimeEntry(CLIENT, datetime(2026, 9, 2, 8, tzinfo=UTC), 60))
    assert Text("picture.no_hours") == drawn(Book(ME)).rate
    assert Text("picture.no_cash") == drawn(Book(ME, hours=(worked,)), rates((date(2026, 9, 1), 1, 0))).rate


def test_feelings_are_the_freelancers_own_ratings() -> None:
    """Each kind that was rated is a line of its own; what was not rated is none."""
    found = drawn(Book(ME), readings([ordinary(unpredictable=None, work_stress=2)])).feelings
    assert [line.signal for line in found] == ["dread", "work_stress", "fit_style", "fit_vision"]
    assert {point.value for point in found[1].points} == {2}
    assert drawn(Book(ME)).feelings == ()


MONTHS = [date(2025 + n // 12, n % 12 + 1, 1) for n in range(24)]


@given(st.lists(st.none() | st.floats(0, 100), max_size=24))
def test_no_line_is_drawn_over_what_is_not_known(values: list[float | None]) -> None:
    """Stretches hold every known month once, in order, and break at every gap."""
    points = [Point(month, value, 1) for month, value in zip(MONTHS, values, strict=False)]
    found = runs(points)
    assert [one for run in found for one in run] == [one for one in points if one.value is not None]
    for run in found:
        assert len(run) == (run[-1].month - run[0].month + timedelta(days=20)).days // 30 + 1
    for one, other in pairwise(found):
        assert (other[0].month - one[-1].month).days > 31


def test_a_client_by_another_name_has_other_pictures() -> None:
    """Nothing of one client is in the pictures of another."""
    book = Book(ME, clients=(Client("Pixel Orchard"),), invoices=(Filed("Pixel Orchard", 1, OPEN),))
    assert Text("picture.no_invoices") == drawn(book).bills
