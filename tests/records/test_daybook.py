"""The daybook: facts in a person's words come back as records, and nothing is dropped."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybooks import ME, read, source
from goodterms.records.importers import daybook
from goodterms.records.model import (
    Attempt,
    Feeling,
    Invoice,
    Meeting,
    Message,
    Payment,
    TimeEntry,
)
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money

BRUSSELS = ZoneInfo("Europe/Brussels")
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "daybook.md"


def euros(amount: str) -> Money:
    return Money.of(amount, "EUR")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BRUSSELS)


# What a line means


def test_an_invoice_and_its_payment() -> None:
    """Number, sum and days are read; the payment names its invoice and its way."""
    assert read(
        "2026-03-02 Harbour & Sons: invoice 2026-014 for €1,200, due 2026-04-01",
        "2026-04-20 Harbour & Sons paid €1,200 for 2026-014 by transfer",
    ) == [
        Invoice("2026-014", "Harbour & Sons", date(2026, 3, 2), euros("1200"), date(2026, 4, 1)),
        Payment("Harbour & Sons", date(2026, 4, 20), euros("1200"), ("2026-014",), "transfer"),
    ]


def test_one_payment_for_several_invoices() -> None:
    """Numbers joined by `and` are all read."""
    [paid] = read("2026-04-20 Pixel Orchard paid €500 for 7 and 8 + 9")
    assert isinstance(paid, Payment)
    assert paid.invoices == ("7", "8", "9")


def test_a_refund_is_a_negative_payment() -> None:
    """Money that went back is less money that came in."""
    assert read("2026-04-20 I refunded Pixel Orchard €50") == [
        Payment("Pixel Orchard", date(2026, 4, 20), euros("-50"))
    ]


def test_messages_go_both_ways_at_their_own_time() -> None:
    """The time is the freelancer's; who wrote to whom, and by which channel, is kept."""
    assert read(
        '2026-03-03 21:40 Harbour & Sons wrote by chat: "any news?"',
        '2026-03-04 09:10 I wrote to Harbour & Sons: "Tomorrow morning."',
    ) == [
        Message(at(2026, 3, 3, 21, 40), "Harbour & Sons", (ME,), "chat", text="any news?"),
        Message(at(2026, 3, 4, 9, 10), ME, ("Harbour & Sons",), "email", text="Tomorrow morning."),
    ]


def test_unquoted_words_after_a_colon_are_the_message() -> None:
    """Commas and dashes in a message need no quotes around them."""
    [message] = read("2026-03-03 21:40 Pixel Orchard wrote: Well, no – not yet, sorry.")
    assert isinstance(message, Message)
    assert message.text == "Well, no – not yet, sorry."


def test_indented_lines_are_the_text() -> None:
    """A long mail stands under its line, with its own empty lines, without the indentation."""
    [message] = read("2026-03-03 21:40 Pixel Orchard wrote:", "    Hello,", "", "      see below.", "    Kim")
    assert isinstance(message, Message)
    assert message.text == "Hello,\n\n  see below.\nKim"


def test_unbilled_hours_are_an_entry_of_their_own() -> None:
    """Of three hours, one and a half unbilled: two entries that follow each other."""
    assert read("2026-03-05 worked 3h for Harbour & Sons (production) · 1h30 unbilled") == [
        TimeEntry("Harbour & Sons", at(2026, 3, 5), 90, "production", billable=True),
        TimeEntry("Harbour & Sons", at(2026, 3, 5, 1, 30), 90, "production", billable=False),
    ]


@pytest.mark.parametrize(
    ("written", "minutes"), [("3h", 180), ("1h30", 90), ("2.5 hours", 150), ("2,5h", 150), ("45 min", 45)]
)
def test_lengths_of_time(written: str, minutes: int) -> None:
    """Hours and minutes as people write them."""
    [entry] = read(f"2026-03-05 worked {written} for Pixel Orchard")
    assert isinstance(entry, TimeEntry)
    assert entry.minutes == minutes


def test_something_raised_and_what_came_back() -> None:
    """The issue, the words and the reaction."""
    assert read('2026-03-07 raised late payment with Harbour & Sons: "Please pay." – ignored') == [
        Attempt("Harbour & Sons", date(2026, 3, 7), "late_payment", "Please pay.", "ignored")
    ]


def test_a_month_is_enough_for_hours_and_feelings() -> None:
    """What is known by the month stands on its first day."""
    assert read("2026-03 worked 40h for Pixel Orchard", "2026-03 Pixel Orchard: dread 1") == [
        TimeEntry("Pixel Orchard", at(2026, 3, 1), 2400),
        Feeling("Pixel Orchard", date(2026, 3, 1), dread=1),
    ]


def test_a_meeting_may_end_after_midnight() -> None:
    """An end before the start is on the next day."""
    assert read("2026-03-05 23:00-00:30 met Pixel Orchard") == [
        Meeting(at(2026, 3, 5, 23), at(2026, 3, 6, 0, 30), attendees=("Pixel Orchard",))
    ]


def test_the_offset_of_a_moment_is_obeyed() -> None:
    """A moment with an offset is that instant, wherever the freelancer lives."""
    [message] = read("2026-03-03 21:40 +07:00 Nhà May Sông wrote: Chào chị")
    assert isinstance(message, Message)
    assert message.sent_at == datetime(2026, 3, 3, 14, 40, tzinfo=UTC)


def test_what_the_daybook_says_of_its_writer_holds_for_all_of_it() -> None:
    """The zone, currency and address of the `me` line are used above and below it."""
    found = read(
        "2026-03-03 09:00 I wrote to Nhà May Sông: xin chào",
        "me: Mara Lind, m@lind.example, zone Asia/Ho_Chi_Minh, currency VND",
        "2026-03-04 Nhà May Sông: invoice 7 for 12.000.000",
    )
    wrote, _, bill = found
    assert isinstance(wrote, Message)
    assert isinstance(bill, Invoice)
    assert (wrote.sender, wrote.sent_at) == ("m@lind.example", datetime(2026, 3, 3, 2, tzinfo=UTC))
    assert bill.total == Money(12_000_000, "VND")


def test_a_name_with_a_comma_stands_in_brackets() -> None:
    """Brackets (or quotes) hold a name together."""
    [paid] = read("2026-04-20 [Smith, Jones (UK): Co] paid €5")
    assert isinstance(paid, Payment)
    assert paid.client == "Smith, Jones (UK): Co"


def test_a_sign_that_many_share_means_the_own_currency() -> None:
    """A dollar is Canadian in a Canadian's daybook, and American in everybody else's."""
    line = b"daybook\n2026-04-20 Pixel Orchard paid $5"
    paid = [next(daybook.read(Source("d", line, currency=code))) for code in ("CAD", "EUR")]
    assert [one.amount.currency for one in paid if isinstance(one, Payment)] == ["CAD", "USD"]


def test_an_i_without_a_name_is_still_somebody() -> None:
    """Where nobody said who writes, the first person is called `me`, and so recognisable."""
    [wrote] = daybook.read(Source("d", b"daybook\n2026-04-20 09:00 I wrote to Pixel Orchard: yes"))
    assert isinstance(wrote, Message)
    assert (wrote.sender, wrote.recipients) == ("me", ("Pixel Orchard",))


# What happens every month


def test_every_month_makes_a_bill_and_its_payment() -> None:
    """Three turns; the 31st is the last day of shorter months; the number counts."""
    found = read(
        "every month from 2026-01 to 2026-03 on the 31st: "
        "Pixel Orchard: invoice {year}-{nnn} for €10, due in 30 days, paid after 41 days"
    )
    bills = [one for one in found if isinstance(one, Invoice)]
    paid = [one for one in found if isinstance(one, Payment)]
    assert [(bill.number, bill.issued) for bill in bills] == [
        ("2026-001", date(2026, 1, 31)),
        ("2026-002", date(2026, 2, 28)),
        ("2026-003", date(2026, 3, 31)),
    ]
    assert [bill.due for bill in bills] == [bill.issued + timedelta(30) for bill in bills]
    assert [(one.invoices, one.paid_on) for one in paid] == [
        ((bill.number,), bill.issued + timedelta(41)) for bill in bills
    ]


def test_every_week_at_a_time() -> None:
    """Weekly, at night, with the date of the turn in the text."""
    found = read('every week from 2026-01-05 to 2026-01-20 at 23:10: Pixel Orchard wrote by chat: "{date}?"')
    assert [(one.sent_at, one.text) for one in found if isinstance(one, Message)] == [
        (at(2026, 1, 5, 23, 10), "2026-01-05?"),
        (at(2026, 1, 12, 23, 10), "2026-01-12?"),
        (at(2026, 1, 19, 23, 10), "2026-01-19?"),
    ]


@given(first=st.dates(date(2020, 1, 1), date(2025, 1, 1)), months=st.integers(0, 30), nth=st.integers(1, 31))
def test_every_month_is_once_a_month(first: date, months: int, nth: int) -> None:
    """Between two months there is one turn in each, both included."""
    index = first.year * 12 + first.month - 1 + months
    last = f"{index // 12}-{index % 12 + 1:02}"
    found = read(f"every month from {first:%Y-%m} to {last} on the {nth}th: Pixel Orchard: dread 1")
    days = [one.day for one in found if isinstance(one, Feeling)]
    assert len({(day.year, day.month) for day in days}) == len(days) == months + 1
    assert all(day.day == nth or (day.day < nth and (day + timedelta(1)).day == 1) for day in days)


# Which files are daybooks


@pytest.mark.parametrize(
    "title",
    ["daybook", "# daybook", "Goodterms daybook", "Daybook 2026", "dagboek", "nhật ký", "Journal de bord"],
)
def test_recognised_by_its_title(title: str) -> None:
    """The first line says what it is, in any of the languages."""
    assert daybook.recognises(source(f"{title}\nanything")) == 1


def test_recognised_by_its_lines() -> None:
    """Without a title, three dated lines that can be read are enough; the share says how sure it is."""
    lines = [f"2026-03-0{day} Pixel Orchard: dread {day}" for day in (1, 2, 3)]
    assert daybook.recognises(source("\n".join(lines))) == 1
    assert daybook.recognises(source("\n".join([*lines, "and now something else"]))) == 0.75
    assert daybook.recognises(source("\n".join(lines[:2]))) == 0


@pytest.mark.parametrize(
    "text",
    [
        "number,client,issued\n2026-001,Pixel Orchard,2026-03-01",
        "2026-03-01, 21:40 - Kim: hello\n2026-03-01, 21:41 - Kim: you there?\n2026-03-02, 9:00 - Mara: yes",
        "Daybooks are books that people write in.\nThis is about them.",
        "\0\0\0",
    ],
)
def test_other_files_are_left_alone(text: str) -> None:
    """Tables, chats, prose and bytes are no daybooks."""
    assert daybook.recognises(source(text)) == 0


# The guide


def test_the_guide_is_true() -> None:
    """Each block marked `daybook` reads without a problem, and gives the JSON in the block after it."""
    from goodterms.records.document import as_document  # noqa: PLC0415 - only this test needs it

    text = GUIDE.read_text("utf-8")
    pairs = re.findall(r"```daybook\n(.*?)```(?:\s*gives\s*```json\n(.*?)```)?", text, re.DOTALL)
    assert len(pairs) >= 6
    for lines, expected in pairs:
        found = list(daybook.read(source("daybook\n" + lines)))
        assert [one for one in found if isinstance(one, Problem)] == []
        if expected:
            documents = [as_document(one) for one in found if not isinstance(one, Problem)]
            kept = [
                {key: document[key] for key in wanted}
                for document, wanted in zip(documents, json.loads(expected), strict=True)
            ]
            assert kept == json.loads(expected)
