"""Every figure leads to the records behind it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from goodterms.records.book import Book, Filed, FiledMessage, Settlement
from goodterms.records.model import (
    Attempt,
    Expense,
    Feeling,
    Freelancer,
    Invoice,
    Message,
    Payment,
    TimeEntry,
)
from goodterms.review.behind import KINDS, Behind, behind
from goodterms.signals.measure import signals
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money
from review.scene import AS_OF, CLIENT

EUR = Money(10_000, "EUR")
BEFORE, AFTER = AS_OF - timedelta(days=40), AS_OF + timedelta(days=1)
PLACE = Evidence("records.csv", "line 2", "their words")


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 22, 30, tzinfo=UTC)


def book(day: date, client: str = CLIENT, zone: str = "") -> Book:
    """One record of every kind."""
    attempt = Attempt(client, day, "tone", "Please", "angry", PLACE)
    return Book(
        Freelancer(timezone=zone),
        invoices=(Filed(client, 1, Invoice("1", client, day, EUR, evidence=PLACE)),),
        payments=(Filed(client, 2, Payment(client, day, EUR, evidence=PLACE)),),
        hours=(Filed(client, 3, TimeEntry(client, moment(day), 90, evidence=PLACE)),),
        messages=(FiledMessage(client, 4, Message(moment(day), "ann", evidence=PLACE), True),),
        expenses=(Filed(client, 7, Expense(client, day, EUR, evidence=PLACE)),),
        attempts=(Filed(client, 5, attempt),),
        feelings=(Filed(client, 6, Feeling(client, day, dread=2, evidence=PLACE)),),
    )


def found(records: Book, what: str, readings: Readings | None = None) -> Behind:
    told = behind(records, readings or Readings({}, {}), CLIENT, what, AS_OF)
    assert told is not None
    return told


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_has_its_place(kind: str) -> None:
    """Every kind of record leads to file, place and words."""
    told = found(book(BEFORE), kind)
    assert (told.total, told.is_signal, [row.evidence for row in told.rows]) == (1, False, [PLACE])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("records", [book(AFTER), book(BEFORE, "Pixel Orchard")], ids=["later", "another's"])
def test_what_is_later_or_another_clients_is_not_shown(records: Book, kind: str) -> None:
    """Nothing of another client, and nothing after the day."""
    assert found(records, kind).rows == ()


def test_hours_are_hours() -> None:
    """90 minutes are one and a half hours."""
    (row,) = found(book(BEFORE), "hours").rows
    assert (row.value, row.unit) == (1.5, "hours")


def test_a_message_has_the_freelancers_time_and_its_way() -> None:
    """22:30 in UTC is half past midnight in Brussels, or stays UTC where no zone is known."""
    (row,) = found(book(BEFORE, zone="Europe/Brussels"), "messages").rows
    assert isinstance(row.on, datetime)
    assert (row.on.hour, row.says) == (0, Text("behind.theirs.email"))
    (row,) = found(book(BEFORE), "messages").rows
    assert isinstance(row.on, datetime)
    assert row.on.hour == 22


def test_own_messages_are_told_apart() -> None:
    """What the freelancer wrote says so."""
    sent = FiledMessage(CLIENT, 4, Message(moment(BEFORE), "mara", channel="chat"), False)
    (row,) = found(Book(Freelancer(), messages=(sent,)), "messages").rows
    assert Text("behind.mine.chat") == row.says


def test_an_invoice_says_whether_it_is_paid() -> None:
    """Open with what is left, or paid with the day."""
    (row,) = found(book(BEFORE), "invoices").rows
    due = BEFORE + timedelta(days=30)
    assert (row.value, row.says) == (EUR, Text("behind.open", {"due": due, "open": EUR}))
    records = book(BEFORE)
    paid = Book(
        records.freelancer,
        invoices=records.invoices,
        payments=records.payments,
        settlements=(Settlement(CLIENT, 1, 2, BEFORE, EUR),),
    )
    (row,) = found(paid, "invoices").rows
    assert Text("behind.paid", {"due": due, "paid": BEFORE}) == row.says


@pytest.mark.parametrize("reaction", ["agreed", None])
def test_an_attempt_says_what_came_back(reaction: str | None) -> None:
    """Also that nothing is known of an answer."""
    told = Attempt(CLIENT, BEFORE, "tone", "", reaction, PLACE)
    (row,) = found(Book(Freelancer(), attempts=(Filed(CLIENT, 1, told),)), "attempts").rows
    assert Text(f"behind.reaction.{reaction or 'none'}") == row.says


def test_the_latest_comes_first() -> None:
    """By day."""
    days = [BEFORE, BEFORE + timedelta(days=9), BEFORE - timedelta(days=9)]
    payments = tuple(Filed(CLIENT, n, Payment(CLIENT, day, EUR)) for n, day in enumerate(days))
    assert [row.on for row in found(Book(Freelancer(), payments=payments), "payments").rows] == sorted(
        days, reverse=True
    )


def test_a_signal_month_by_month() -> None:
    """Each month its value and the record that weighs most; in all as many as the value rests on."""
    months = (
        Month(date(2026, 8, 1), 30, 2, 3, 1),
        Month(date(2026, 9, 1), 10, 1, 4, None),
        Month(date(2026, 10, 1), 5, 1, 1, 999),
        Month(date(2026, 11, 1), 5, 1, 1, 1),
    )
    reading = Reading(signals()["late_payment"], CLIENT, months, "EUR")
    told = found(book(BEFORE), "late_payment", Readings(signals(), {("late_payment", CLIENT): reading}))
    assert told.is_signal
    assert told.question == signals()["late_payment"].question
    assert told.total == 8
    assert [(row.on.month, row.value, row.records, row.evidence) for row in told.rows] == [
        (10, 5, 1, None),
        (9, 10, 4, None),
        (8, 15, 3, PLACE),
    ]


def test_what_there_is_not() -> None:
    """A figure that nobody measures has no records; one that is measured may have none of this client."""
    assert behind(book(BEFORE), Readings(signals(), {}), CLIENT, "shoe_size", AS_OF) is None
    assert found(book(BEFORE), "late_payment", Readings(signals(), {})).rows == ()
