"""Exports of time trackers and invoicing programs: what was written in them is what is read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from types import ModuleType
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.importers import (
    clockify,
    freshbooks,
    harvest,
    invoice_ninja,
    kimai,
    timewarrior,
    toggl,
)
from goodterms.records.intake import settle
from goodterms.records.model import Invoice, Payment, Record, TimeEntry
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money
from shared import SHARED, needs_shared

ZONE = "Asia/Ho_Chi_Minh"
"""A zone whose clocks never jump, so that every written time is one moment."""
TRACKERS = (toggl, clockify, harvest, kimai, timewarrior)
CLOCKS = {"24 h": "%H:%M:%S", "12 h": "%I:%M:%S %p", "short 12 h": "%I:%M%p"}
ORDERS = {"day first": "%d/%m/%Y", "month first": "%m/%d/%Y", "": "%Y-%m-%d"}


class Work(NamedTuple):
    """What somebody did, before a tracker writes it down."""

    client: str
    started: datetime
    minutes: int

    @property
    def ended(self) -> datetime:
        return self.started + timedelta(minutes=self.minutes)


names = st.text(st.sampled_from("aéñđBZ&,;\"'.- "), min_size=1, max_size=12).map(
    lambda text: f"Q{text.strip()}q"
)
"""Names with everything that a CSV file has to quote."""
works = st.builds(
    Work,
    names.map(lambda name: " ".join(name.split())),
    st.builds(
        lambda day, minute: datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(ZONE)),
        st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        st.integers(0, 24 * 60 - 1),
    ),
    st.integers(1, 20 * 60),
)
diaries = st.lists(works, min_size=1, max_size=6)
quick = settings(max_examples=40, deadline=None)


def source(text: str, dates: str = "") -> Source:
    return Source("export.csv", text.encode(), zone=ZONE, currency="EUR", dates=dates)


def table(columns: str, rows: Iterable[Iterable[object]], delimiter: str = ",") -> str:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=delimiter)
    writer.writerow(columns.split(","))
    writer.writerows(rows)
    return written.getvalue()


def records(importer: ModuleType, text: str, dates: str = "") -> list[Record]:
    return [item for item in importer.read(source(text, dates)) if not isinstance(item, Problem)]


def keys(importer: ModuleType, text: str, dates: str = "") -> list[str]:
    return [item.key for item in importer.read(source(text, dates)) if isinstance(item, Problem)]


def as_work(found: Iterable[Record]) -> list[Work]:
    return [Work(one.client, one.started, one.minutes) for one in found if isinstance(one, TimeEntry)]


def clocked(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}:00"


@quick
@given(diaries, st.sampled_from([",", ";"]), st.sampled_from(["", "\ufeff"]))
def test_toggl_is_read_as_it_was_written(diary: list[Work], delimiter: str, mark: str) -> None:
    """Start, length and client of each entry come back, with either separator and with a byte-order mark."""
    columns = (
        "User,Email,Client,Project,Description,Billable,Start date,Start time,End date,End time,Duration"
    )
    rows = [
        ["Mara", "", one.client, "", "", "Yes"]
        + [f"{moment:{form}}" for moment in (one.started, one.ended) for form in ("%Y-%m-%d", "%H:%M:%S")]
        + [clocked(one.minutes)]
        for one in diary
    ]
    assert as_work(records(toggl, mark + table(columns, rows, delimiter))) == diary


@quick
@given(diaries, st.sampled_from(list(ORDERS)), st.sampled_from(list(CLOCKS)))
def test_clockify_is_read_as_it_was_written(diary: list[Work], order: str, clock: str) -> None:
    """In every way to write days and clocks that a user can choose, once the order of a day is answered."""
    columns = "Project,Client,Description,Billable,Start Date,Start Time,End Date,End Time"
    rows = [
        ["", one.client, "", "No"]
        + [
            f"{moment:{form}}"
            for moment in (one.started, one.ended)
            for form in (ORDERS[order], CLOCKS[clock])
        ]
        for one in diary
    ]
    assert as_work(records(clockify, table(columns, rows), dates=order)) == diary


@quick
@given(diaries)
def test_harvest_keeps_the_day_and_the_hours(diary: list[Work]) -> None:
    """Without a time of day an entry keeps its day, begins in the morning, and loses none of its minutes."""
    columns = "Date,Client,Project,Task,Notes,Hours,Billable?,First Name,Last Name"
    hours = [f"{one.minutes / 60:.3f}".replace(".", ",") for one in diary]
    rows = [
        [one.started.date(), one.client, "", "", "", length, "Yes", "Mara", "Lind"]
        for one, length in zip(diary, hours, strict=True)
    ]
    nine = [
        Work(one.client, datetime.combine(one.started.date(), time(9), ZoneInfo(ZONE)), one.minutes)
        for one in diary
    ]
    assert as_work(records(harvest, table(columns, rows))) == nine


@quick
@given(diaries)
def test_kimai_is_read_as_it_was_written(diary: list[Work]) -> None:
    """Also where only the clock of the end is given, and it shows the next day's."""
    columns = "Date,From,To,Duration,User,Customer,Project,Activity,Exported"
    rows = []
    for one in diary:
        start, end = f"{one.started:%H:%M}", f"{one.ended:%H:%M}"
        rows.append([one.started.date(), start, end, "", "mara", one.client, "", "", "No"])
    assert as_work(records(kimai, table(columns, rows))) == diary


def as_data(diary: list[Work]) -> str:
    lines = []
    for one in diary:
        start, end = (f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}" for moment in (one.started, one.ended))
        tag = f"client:{one.client}".replace('"', '\\"')
        lines.append(f'inc {start} - {end} # design "{tag}"')
    return "\n".join(lines) + "\n"


def as_export(diary: list[Work]) -> str:
    told = [
        {
            "id": number,
            "start": f"{one.started.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            "end": f"{one.ended.astimezone(UTC):%Y%m%dT%H%M%SZ}",
            "tags": ["design", f"client:{one.client}"],
        }
        for number, one in enumerate(diary, 1)
    ]
    return json.dumps(told, ensure_ascii=False)


@quick
@given(diaries, st.sampled_from([as_data, as_export]))
def test_timewarrior_is_read_as_it_was_written(diary: list[Work], write: Callable[[list[Work]], str]) -> None:
    """Data files and JSON exports, also with all of it on one line, give the same intervals."""
    text = write(diary)
    assert timewarrior.recognises(source(text))
    assert as_work(records(timewarrior, text)) == diary


def test_days_that_could_be_two_are_not_guessed() -> None:
    """Nothing in the file says which is the month: no entry is read, and that is said once."""
    columns = "Project,Client,Start Date,Start Time,Duration (h)"
    rows = [["", "Pixel Orchard", f"03/0{day}/2026", "9:00 AM", "01:00:00"] for day in (4, 5, 6)]
    text = table(columns, rows)
    assert records(clockify, text) == []
    assert keys(clockify, text) == ["csv.ambiguous_dates"]


def test_a_running_timer_is_no_time_yet() -> None:
    """An entry with a start and no end is a problem, and never an hour."""
    exported = table(
        "Client,Start date,Start time,End date,End time,Duration",
        [["Pixel Orchard", "2026-03-04", "09:00:00", "", "", "00:00:00"]],
    )
    kept = 'inc 20260304T083000Z # "Pixel Orchard"\n'
    for importer, text in ((toggl, exported), (timewarrior, kept)):
        assert records(importer, text) == []
        assert keys(importer, text) == ["tracked.running"]


def test_the_length_counts_before_start_and_end() -> None:
    """A tracker's own length leaves out the breaks that lie between start and end."""
    text = table(
        "Date,From,To,Duration,Customer,Project,Activity,Exported",
        [["2026-03-04", "09:00", "17:00", "6:30", "Atelier Sorrel", "Labels", "Design", "No"]],
    )
    assert [one.minutes for one in as_work(records(kimai, text))] == [390]


def test_a_client_is_never_taken_from_a_description() -> None:
    """The project stands in for a client that is not named, which is said; a description never does."""
    columns = "Client,Project,Description,Start date,Start time,Duration"
    text = table(
        columns,
        [
            ["", "Labels", "for Pixel Orchard", "2026-03-04", "09:00:00", "01:00:00"],
            ["", "", "for Pixel Orchard", "2026-03-04", "11:00:00", "01:00:00"],
        ],
    )
    assert [one.client for one in as_work(records(toggl, text))] == ["Labels"]
    assert keys(toggl, text) == ["tracked.project_for_client", "csv.missing"]


def test_no_tracker_takes_a_calendar_or_a_plain_time_sheet() -> None:
    """Tables with days and times that are no tracker's export are left to others."""
    calendar = "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private\n"
    sheet = "client,started,hours,activity,billable,project,note\n"
    for importer in TRACKERS:
        assert not importer.recognises(source(calendar))
        assert not importer.recognises(source(sheet))


def test_rubbish_in_timewarrior_ends() -> None:
    """A file of broken intervals is given up; deep nesting and endless lines are only broken intervals."""
    good = "inc 20260304T083000Z - 20260304T100000Z # Sorrel\n"
    most = timewarrior.MOST_BROKEN
    found = keys(timewarrior, good + "inc nothing\n" * (most * 5))
    assert found == ["timewarrior.bad_interval"] * most + ["timewarrior.given_up"]
    deep = '[{"start":"20260304T083000Z","tags":' + "[" * 100_000 + "\n"
    assert keys(timewarrior, deep) == ["timewarrior.bad_interval"]
    endless = good.strip() + ' "more"' * 100_000
    assert keys(timewarrior, endless) == ["timewarrior.bad_interval"]


BILL = "Client Name,Invoice #,Date Issued,Invoice Status,Date Paid,Item Name,Line Total,Currency"


@quick
@given(st.lists(st.integers(-50_000, 200_000), min_size=1, max_size=8))
def test_the_lines_of_an_invoice_are_added_up(cents: list[int]) -> None:
    """An invoice comes to the sum of its lines; below zero it is a credit note, and of nothing it is none."""
    rows = [
        ["Pixel Orchard", "14", "2026-03-02", "sent", "", "x", f"{one / 100:.2f}", "EUR"] for one in cents
    ]
    found = records(freshbooks, table(BILL, rows))
    total = sum(cents)
    expected = [(Money(abs(total), "EUR"), total < 0)] if total else []
    assert [(one.total, one.credit_note) for one in found if isinstance(one, Invoice)] == expected


def test_an_invoice_that_lacks_a_line_is_not_read() -> None:
    """A line that cannot be read would make the total too small: the invoice is a problem instead."""
    rows = [
        ["Pixel Orchard", "14", "2026-03-02", "sent", "", "x", "100.00", "EUR"],
        ["Pixel Orchard", "14", "2026-03-02", "sent", "", "x", "one too many", "100.00", "EUR"],
        ["Harbour & Sons", "15", "2026-03-02", "sent", "", "x", "80.00", "EUR"],
        ["Harbour & Sons", "16", "2026-03-02", "sent", "", "x", "70.00", "EUR"],
    ]
    text = table(BILL, rows)
    assert [one.number for one in records(freshbooks, text) if isinstance(one, Invoice)] == ["16"]
    assert keys(freshbooks, text) == ["csv.long_row", "billed.lost_line", "billed.lost_line"]


def test_a_payment_in_two_lists_is_counted_once() -> None:
    """Invoice Details says that 14 was paid, and so does Payments Collected: the money came once."""
    paid = ["Pixel Orchard", "14", "2026-03-02", "paid", "2026-03-30", "x", "100.00", "EUR"]
    details = table(BILL, [paid])
    collected = table(
        "Date,Client,Method,Description,Invoice #,Amount,Currency",
        [["2026-03-30", "Pixel Orchard", "Bank Transfer", "", "14", "100.00", "EUR"]],
    )
    alone = settle(records(freshbooks, details))
    both = settle(records(freshbooks, details) + records(freshbooks, collected))
    for book in (alone, both):
        assert [filed.record.amount for filed in book.payments] == [Money(10_000, "EUR")]
        assert [one.amount for one in book.settlements] == [Money(10_000, "EUR")]


def test_paid_without_a_day_is_no_payment() -> None:
    """That an invoice was paid says nothing of when: it is said, and not made up."""
    text = table(BILL, [["Pixel Orchard", "14", "2026-03-02", "paid", "", "x", "100.00", "EUR"]])
    assert not [one for one in records(freshbooks, text) if isinstance(one, Payment)]
    assert keys(freshbooks, text) == ["billed.undated"]


@pytest.mark.parametrize("status", ["Draft", "Cancelled", "Deleted", "Reversed", "Concept", "Brouillon"])
def test_what_nobody_has_to_pay_is_no_invoice(status: str) -> None:
    """Drafts and cancelled invoices are left out, and said once however many they are."""
    columns = "Client,Number,Amount,Paid to Date,Date,Due Date,Status"
    rows = [["Pixel Orchard", number, "100.00", "0.00", "2026-03-02", "", status] for number in "12"]
    text = table(columns, rows)
    assert records(invoice_ninja, text) == []
    assert keys(invoice_ninja, text) == ["billed.no_bill"]


def test_the_items_of_an_invoice_repeat_its_total() -> None:
    """Two rows of one invoice in Invoice Ninja's item export are one invoice, not twice the money."""
    columns = "Client,Invoice Number,Amount,Paid,Invoice Date,Due Date,Public Notes,Item Product"
    rows = [["Pixel Orchard", "7", "100.00", "0.00", "2026-03-02", "", "", item] for item in ("a", "b")]
    found = records(invoice_ninja, table(columns, rows))
    assert [one.total for one in found if isinstance(one, Invoice)] == [Money(10_000, "EUR")]


def test_what_was_refunded_did_not_stay() -> None:
    """A payment counts with what was kept of it; one that was paid back in full is none."""
    columns = "Client Name,Payment Date,Payment Amount,Payment Refunded,Payment Applied"
    rows = [
        ["Pixel Orchard", "2026-03-02", "100.00", "30.00", "100.00"],
        ["Pixel Orchard", "2026-03-03", "50.00", "50.00", "0.00"],
    ]
    text = table(columns, rows)
    found = [(one.paid_on, one.amount) for one in records(invoice_ninja, text) if isinstance(one, Payment)]
    assert found == [(date(2026, 3, 2), Money(7_000, "EUR"))]
    assert keys(invoice_ninja, text) == ["billed.refunded"]


@needs_shared
def test_real_exports_lose_no_row() -> None:
    """Each row of exports that nobody here wrote is an entry or a problem at its line."""
    folder = SHARED / "data/timelogs/solidtime/resources/testfiles"
    named = {"toggl_time": toggl, "clockify_time": clockify, "harvest_time": harvest}
    paths = [(path, importer) for name, importer in named.items() for path in folder.glob(f"{name}*.csv")]
    assert len(paths) >= 3
    for path, importer in paths:
        exported = Source(path.name, path.read_bytes(), zone="Europe/Vienna", dates="month first")
        assert importer.recognises(exported) > 0.9
        found = list(importer.read(exported))
        told = {
            one.locator if isinstance(one, Problem) else one.evidence.locator
            for one in found
            if isinstance(one, Problem | TimeEntry)
        }
        rows = len(list(csv.reader(io.StringIO(exported.text)))) - 1
        assert {f"line {number}" for number in range(2, rows + 2)} <= told


@needs_shared
def test_task_lists_are_no_trackers_export() -> None:
    """A consultancy's list of tasks is left to whoever reads any table."""
    for path in (SHARED / "data/timelogs/sip_real").glob("*.csv"):
        assert not any(importer.recognises(Source(path.name, path.read_bytes())) for importer in TRACKERS)
