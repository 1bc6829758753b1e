"""What must hold for every book, not only for those worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.book import Book, Filed, FiledMessage, Settlement
from goodterms.records.model import Freelancer, Invoice, Message, Payment, TimeEntry
from goodterms.signals.measure import header, measure
from goodterms.signals.reading import Reading
from goodterms.signals.tables import tables
from goodterms.terms.money import Money
from signals.books import MARA, book_of, read

CLIENT = "Pixel Orchard"
TODAY = date(2026, 6, 30)
NOBODY = replace(MARA, country="")
PLACES = ("Europe/Brussels", "Asia/Ho_Chi_Minh", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu")
quick = settings(max_examples=25, deadline=None)


def _mail(moments: Iterable[datetime], me: Freelancer = NOBODY) -> Book:
    """One message of the client at each moment."""
    sent = (Message(moment, "hello@pixelorchard.example") for moment in moments)
    return Book(me, messages=tuple(FiledMessage(CLIENT, key, one, True) for key, one in enumerate(sent)))


def _after_hours(moments: Iterable[datetime], me: Freelancer = NOBODY, as_of: date = TODAY) -> Reading:
    return measure(_mail(moments, me), as_of).get("after_hours", CLIENT)


def _bill(issued: date, due: date | None = None, minor: int = 10_000, key: int = 1) -> Filed[Invoice]:
    return Filed(CLIENT, key, Invoice(f"{key}", CLIENT, issued, Money(minor, "EUR"), due))


ELSEWHERE = Filed("Café Nijlpaard", 10**6, Payment("Café Nijlpaard", date(2020, 1, 1), Money(1, "EUR")))
"""Somebody else paid once, so payments are known."""


def _value(signal: str, book: Book, as_of: date = TODAY) -> float | None:
    book = replace(book, payments=(*book.payments, ELSEWHERE))
    return measure(book, as_of).get(signal, CLIENT).value


@quick
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(1, 90), st.integers(1, 90))
def test_unpaid_money_only_gets_later(ages: list[int], sooner: int, more: int) -> None:
    """T6: while nobody pays, late_payment grows with every day, for any number of invoices."""
    bills = (_bill(date(2025, 12, 1), TODAY - timedelta(age), key=key) for key, age in enumerate(ages))
    book = Book(MARA, invoices=tuple(bills))
    first = _value("late_payment", book, TODAY + timedelta(sooner))
    later = _value("late_payment", book, TODAY + timedelta(sooner + more))
    assert first is not None
    assert later == pytest.approx(first + more)


@quick
@given(st.integers(-30, 120), st.integers(0, 200))
def test_a_payment_not_yet_made_helps_nobody(paid_after: int, looked_after: int) -> None:
    """Before the payment the invoice is as late as the day looked at, from then on as late as the payment."""
    due = date(2026, 1, 31)
    paid_on, looked_on = due + timedelta(paid_after), due + timedelta(1 + looked_after)
    book = Book(
        MARA,
        invoices=(_bill(date(2025, 12, 31), due),),
        payments=(Filed(CLIENT, 2, Payment(CLIENT, paid_on, Money(10_000, "EUR"))),),
        settlements=(Settlement(CLIENT, 1, 2, paid_on, Money(10_000, "EUR")),),
    )
    expected = max(0, (min(paid_on, looked_on) - due).days)
    assert _value("late_payment", book, looked_on) == expected


@quick
@given(st.lists(st.integers(0, 179 * 1440), min_size=1, max_size=5), st.integers(-14, 14))
def test_an_offset_is_only_a_way_of_writing_a_moment(minutes: list[int], hours: int) -> None:
    """The same instants, written with another UTC offset, are after hours or not just the same."""
    utc = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute) for minute in minutes]
    elsewhere = timezone(timedelta(hours=hours))
    assert _after_hours(utc) == _after_hours(moment.astimezone(elsewhere) for moment in utc)


@quick
@given(
    st.integers(0, 900 * 1440).map(
        lambda minute: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    ),
    st.sampled_from(PLACES),
)
def test_after_hours_is_what_the_freelancers_clock_says(moment: datetime, place: str) -> None:
    """On any day, those of the clock changes too, the zone database of the engine and of Python agree."""
    local = moment.astimezone(ZoneInfo(place))
    working = local.weekday() < 5 and 9 <= local.hour < 18
    reading = _after_hours([moment], replace(NOBODY, timezone=place))
    assert reading.value == (0 if working else 1)
    assert [month.month for month in reading.months] == [local.date().replace(day=1)]


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2026-03-29T00:59:00+00:00", 1),  # Sunday, 01:59, a minute before the clock goes on
        ("2026-03-30T07:00:00+00:00", 0),  # Monday, 09:00 in summer time
        ("2025-10-24T06:59:00+00:00", 1),  # Friday, 08:59 in summer time
        ("2025-10-27T07:59:00+00:00", 1),  # Monday, 08:59 in winter time
        ("2025-10-27T08:00:00+00:00", 0),  # Monday, 09:00 in winter time
    ],
)
def test_clock_changes_move_the_working_day(moment: str, late: int) -> None:
    """Nine o'clock is nine o'clock on both sides of a clock change."""
    assert _after_hours([datetime.fromisoformat(moment)]).value == late


@pytest.mark.parametrize(("hour", "late"), [(19, 1), (20, 0), (23, 0), (3, 0), (4, 1), (12, 1)])
def test_a_working_day_may_pass_midnight(hour: int, late: int) -> None:
    """Who works from 20:00 to 04:00 is disturbed at noon and not at three in the morning."""
    owl = replace(NOBODY, work_from=20 * 60, work_to=4 * 60)
    at = datetime(2026, 3, 4, hour, tzinfo=ZoneInfo("Europe/Brussels"))
    assert _after_hours([at], owl).value == late


@pytest.mark.parametrize("place", ["", "Mars/Olympus", "localtime", "posix/Europe/Brussels"])
def test_without_a_known_zone_nothing_is_said_about_hours(place: str) -> None:
    """Whose clock is not known cannot be written to after hours: no reading, not a good one (T5)."""
    midnight = datetime(2026, 6, 1, 0, 30, tzinfo=UTC)
    assert _after_hours([midnight], replace(NOBODY, timezone=place)).value is None


def test_own_days_off_and_working_days_count() -> None:
    """A Wednesday off is after hours all day; a Sunday at work is not."""
    noon = datetime(2026, 3, 4, 12, tzinfo=ZoneInfo("Europe/Brussels"))
    off = replace(NOBODY, holidays=(date(2026, 3, 4),))
    assert _after_hours([noon], off).value == 1
    assert _after_hours([noon + timedelta(4)], replace(NOBODY, days=("sun",))).value == 0
    assert _after_hours([noon], replace(NOBODY, days=())).value == 0


def test_today_ends_at_midnight_on_the_freelancers_clock() -> None:
    """The last message of today counts, the first of tomorrow does not, whatever day it is in UTC."""
    hanoi = replace(NOBODY, timezone="Asia/Ho_Chi_Minh")
    last = datetime(2026, 6, 30, 16, 59, tzinfo=UTC)
    assert _after_hours([last, last + timedelta(minutes=1)], hanoi).observations == 1


@pytest.mark.parametrize(("hours", "late"), [(11.9, 0), (12, 0), (12.1, 1)])
def test_my_night_mail_excuses_twelve_hours(hours: float, late: int) -> None:
    """T13: an answer within 12 hours of my own after-hours message is not the client's intrusion."""
    mine = datetime(2026, 3, 7, 8, tzinfo=ZoneInfo("Europe/Brussels"))
    sent = FiledMessage(CLIENT, 1, Message(mine, "mara@lind.example"), False)
    answer = FiledMessage(
        CLIENT, 2, Message(mine + timedelta(hours=hours), "hello@pixelorchard.example"), True
    )
    assert _value("after_hours", Book(NOBODY, messages=(sent, answer))) == late


def test_my_own_night_mail_is_never_the_clients() -> None:
    """However late I write, the client who answers by day has no after-hours share, and I have."""
    mine = datetime(2026, 3, 3, 23, tzinfo=ZoneInfo("Europe/Brussels"))
    sent = FiledMessage(CLIENT, 1, Message(mine, "mara@lind.example"), False)
    answer = FiledMessage(CLIENT, 2, Message(mine + timedelta(hours=11), "hello@pixelorchard.example"), True)
    book = Book(NOBODY, messages=(sent, answer))
    assert (_value("after_hours", book), _value("own_after_hours", book)) == (0, 1)


@pytest.mark.parametrize(("rules", "share"), [((), 0), ((("grace_days", 4.0),), 1)])
def test_days_of_grace_are_the_freelancers(rules: tuple[tuple[str, float], ...], share: int) -> None:
    """M13: five days late is nearly on time, unless the freelancer's rules allow four."""
    book = Book(replace(MARA, rules=rules), invoices=(_bill(date(2026, 5, 1), TODAY - timedelta(40)),))
    paid = TODAY - timedelta(35)
    book = replace(book, settlements=(Settlement(CLIENT, 1, 9, paid, Money(10_000, "EUR")),))
    assert _value("late_share", book) == share
    assert _value("nearly_on_time", book) == 1 - share


def test_cash_from_before_time_was_kept_makes_no_rate() -> None:
    """B1: 1000 for January, when no hours were noted, does not make March's 600 for 6 hours look better."""
    january, march = date(2026, 1, 31), date(2026, 3, 31)
    bills = (_bill(january, minor=100_000, key=1), _bill(march, minor=60_000, key=2))
    paid = tuple(Settlement(CLIENT, bill.key, 9, date(2026, 4, 30), bill.record.total) for bill in bills)
    entry = TimeEntry(CLIENT, datetime(2026, 3, 5, 9, tzinfo=UTC), 360)
    book = Book(MARA, invoices=bills, settlements=paid, hours=(Filed(CLIENT, 3, entry),))
    assert _value("true_rate", book) == 10_000


def test_a_payment_in_another_currency_settles_nothing() -> None:
    """Sums never mix currencies: 100 dong do not pay 100 euro."""
    dong = Settlement(CLIENT, 1, 9, date(2026, 2, 1), Money(10_000, "VND"))
    book = Book(MARA, invoices=(_bill(date(2026, 1, 1), date(2026, 1, 31)),), settlements=(dong,))
    assert _value("open_money", book) == 1
    assert _value("late_payment", book) == (TODAY - date(2026, 1, 31)).days


def test_a_payment_taken_back_leaves_the_invoice_open() -> None:
    """An invoice is settled from the day it stays paid, not from the day it first was."""
    days = ((date(2026, 2, 1), 10_000), (date(2026, 2, 3), -10_000))
    back = tuple(
        Settlement(CLIENT, 1, key, day, Money(minor, "EUR")) for key, (day, minor) in enumerate(days, 8)
    )
    book = Book(MARA, invoices=(_bill(date(2026, 1, 1), date(2026, 1, 31)),), settlements=back)
    assert _value("open_money", book) == 1
    assert _value("unpaid_in_a_row", book) == 1


def test_absurd_amounts_do_not_stop_the_rest() -> None:
    """An amount beyond all money in the world is a misreading; the other figures still come."""
    bills = tuple(_bill(date(2026, 1, 1), date(2026, 1, 31), 10**40, key) for key in (1, 2))
    entry = TimeEntry(CLIENT, datetime(2026, 1, 5, 9, tzinfo=UTC), 10**40)
    book = Book(MARA, invoices=bills, hours=(Filed(CLIENT, 3, entry),))
    assert _value("unpaid_in_a_row", book) == 2
    assert _value("late_payment", book) == (TODAY - date(2026, 1, 31)).days


@pytest.mark.parametrize("signal", ["after_hours", "late_payment", "true_rate", "extra_rounds", "dread"])
@pytest.mark.parametrize("as_of", [date(2026, 2, 15), date(2026, 4, 3)])
def test_what_comes_later_changes_nothing_before(signal: str, as_of: date) -> None:
    """A review as of a day reads the same whether the records after it exist or not."""
    book = book_of(read(signal, "book.toml"))
    assert measure(book, as_of).found == measure(_until(book, as_of), as_of).found


def _until(book: Book, day: date) -> Book:
    """Only the records that existed on a day."""
    return replace(
        book,
        invoices=tuple(filed for filed in book.invoices if filed.record.issued <= day),
        payments=tuple(filed for filed in book.payments if filed.record.paid_on <= day),
        settlements=tuple(part for part in book.settlements if part.paid_on <= day),
        hours=tuple(filed for filed in book.hours if filed.record.started.date() <= day),
        messages=tuple(filed for filed in book.messages if filed.record.sent_at.date() <= day),
        feelings=tuple(filed for filed in book.feelings if filed.record.day <= day),
    )


def test_mail_of_any_age_is_read() -> None:
    """A message dated centuries ago costs no time and no error: holidays are looked up for 50 years only."""
    old = datetime(1, 1, 2, 10, tzinfo=UTC)
    assert _after_hours([old], MARA).observations == 1
    assert len(tables(_mail([old], MARA), TODAY)["days_off"]) < 50 * 20


def test_a_header_ends_where_the_query_begins() -> None:
    """Later comments are not part of it, and a long definition may go on indented."""
    query = "-- unit: days\n-- definition: One\n--   two.\nSELECT 1 -- unit: share\n-- fold: sum"
    assert header(query) == {"unit": "days", "definition": "One two."}


@pytest.mark.parametrize("signal", ["late_payment", "late_share", "unpaid_in_a_row", "true_rate"])
def test_without_any_payment_nothing_is_unpaid(signal: str) -> None:
    """Where no payment by anybody is recorded, an open invoice is unknown, not unpaid (T5)."""
    work = Filed(CLIENT, 2, TimeEntry(CLIENT, datetime(2025, 12, 15, 9, tzinfo=UTC), 60))
    book = Book(MARA, invoices=(_bill(date(2026, 1, 1), date(2026, 1, 31)),), hours=(work,))
    assert measure(book, TODAY).get(signal, CLIENT).value is None
    assert _value(signal, book) is not None
