"""Calendars: every entry becomes meetings or a problem, at the hour that the wall clock showed."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.calendars.recurrence import days, read_rule
from goodterms.records.model import Batch, Meeting
from goodterms.records.reading import read_source
from goodterms.records.source import Source
from shared import SHARED, needs_shared

SEEN = sorted((SHARED / "data" / "ical").rglob("*.ics"))
CALM = settings(max_examples=60, deadline=None)


def event(*lines: str, start: str = "DTSTART;TZID=Europe/Brussels:20260302T100000", uid: str = "a") -> str:
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", start, "DURATION:PT45M", "SUMMARY:Call", *lines, "END:VEVENT", ""]
    )


def read(*entries: str, zone: str = "Europe/Brussels") -> Batch:
    text = "".join(["BEGIN:VCALENDAR\r\n", *entries, "END:VCALENDAR\r\n"])
    return read_source(Source("agenda.ics", text.encode(), zone=zone, me=("mara@lind.example",)))


def starts(batch: Batch) -> list[datetime]:
    return [record.start for record in batch.records if isinstance(record, Meeting)]


def keys(batch: Batch) -> list[str]:
    return [problem.key for problem in batch.problems]


@needs_shared
@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.name)
def test_no_calendar_is_silent(path: Path) -> None:
    """Strange, broken and fuzzed calendars give records or problems, and nothing else."""
    batch = read_source(Source(path.name, path.read_bytes(), zone="Europe/Brussels"))
    assert batch.records or batch.problems
    assert all(record.end >= record.start for record in batch.records if isinstance(record, Meeting))


@CALM
@given(
    weeks=st.integers(2, 60),
    first=st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    hour=st.integers(5, 22),
    out=st.sets(st.integers(0, 59)),
)
def test_a_weekly_meeting_keeps_its_local_hour(weeks: int, first: date, hour: int, out: set[int]) -> None:
    """Over every change of summer time: the same hour by the clock, a week apart, less those left out."""
    clock = datetime.combine(first, time(hour))
    left_out = [clock + timedelta(weeks=week) for week in sorted(out) if 0 < week < weeks]
    exdates = [f"EXDATE;TZID=Europe/Brussels:{one:%Y%m%dT%H%M%S}" for one in left_out]
    begin = f"DTSTART;TZID=Europe/Brussels:{clock:%Y%m%dT%H%M%S}"
    found = starts(read(event(f"RRULE:FREQ=WEEKLY;COUNT={weeks}", *exdates, start=begin)))
    expected = [one for week in range(weeks) if (one := clock + timedelta(weeks=week)) not in left_out]
    assert [start.replace(tzinfo=None) for start in found] == expected
    assert {start.tzinfo for start in found} == {ZoneInfo("Europe/Brussels")}


WEEKDAYS = st.lists(st.sampled_from("MO TU WE TH FR SA SU".split()), min_size=1, max_size=3, unique=True)
PLACED = st.lists(st.sampled_from("1MO 2TU -1FR 5WE -2SU 3TH".split()), min_size=1, max_size=3, unique=True)
MONTH_DAYS = st.lists(st.integers(-31, 31).filter(bool), min_size=1, max_size=3, unique=True)
CHOICES = {
    "DAILY": {
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True),
        "BYDAY": WEEKDAYS,
    },
    "WEEKLY": {"BYDAY": WEEKDAYS, "WKST": st.sampled_from(["MO", "SU"])},
    "MONTHLY": {
        "BYDAY": PLACED | WEEKDAYS,
        "BYMONTHDAY": MONTH_DAYS,
        "BYSETPOS": st.sampled_from([1, 2, -1]),
    },
    "YEARLY": {"BYMONTH": st.sampled_from([1, 2, 11]), "BYDAY": PLACED, "BYMONTHDAY": MONTH_DAYS},
}


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule as calendar programs write them, with up to two choices; dateutil cannot mix `1MO` and `MO`."""
    period = draw(st.sampled_from(sorted(CHOICES)))
    chosen = draw(st.lists(st.sampled_from(sorted(CHOICES[period])), max_size=2, unique=True))
    if chosen == ["BYSETPOS"]:
        chosen = []
    parts = [f"FREQ={period}", f"INTERVAL={draw(st.integers(1, 4))}"]
    for name in chosen:
        value = draw(CHOICES[period][name])
        parts.append(f"{name}={','.join(map(str, value)) if isinstance(value, list) else value}")
    return ";".join(parts)


@settings(max_examples=150, deadline=None)
@given(rule=rules(), first=st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_rules_give_the_days_that_another_reader_gives(rule: str, first: date) -> None:
    """Day for day what dateutil makes of the same rule, over six years."""
    import icalendar  # noqa: PLC0415 - as the program does: only here

    begin = datetime.combine(first, time(9))
    last = first + timedelta(days=6 * 365)
    ours = read_rule(icalendar.vRecur.from_ical(rule), begin)
    assert ours is not None
    theirs = rrulestr(f"{rule};UNTIL={last:%Y%m%d}T235959", dtstart=begin)
    assert list(days(ours, first, last)) == [one.date() for one in theirs]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=1", "FREQ=HOURLY", "FREQ=WEEKLY;BYWEEKNO=3", "nonsense",
        "FREQ=FORTNIGHTLY", "FREQ=DAILY;COUNT=0", "FREQ=DAILY;BYHOUR=1,2,3", "FREQ=DAILY;COUNT=ten",
        "FREQ=DAILY;INTERVAL=0",
    ],
)  # fmt: skip
def test_a_rule_nobody_meets_by(rule: str) -> None:
    """Such a rule is told, and its first date is read."""
    batch = read(event(f"RRULE:{rule}"))
    assert len(starts(batch)) == 1
    assert keys(batch) == ["ical.bad_repeat"]


def test_a_rule_without_any_day_ends() -> None:
    """The thirtieth of February never comes: the first date is read, in good time."""
    assert len(starts(read(event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")))) == 1


def test_an_endless_series_is_read_for_ten_years() -> None:
    """A weekly series without an end has its 522 Mondays in ten years and a day, and says that it was cut."""
    batch = read(event("RRULE:FREQ=WEEKLY"))
    assert len(starts(batch)) == 522
    assert starts(batch)[-1].date() <= date(2036, 3, 2)
    assert keys(batch) == ["ical.endless"]


@pytest.mark.parametrize(
    ("until", "count"),
    [("20260316T090000Z", 3), ("20260316T085959Z", 2), ("20260316", 3), ("20260316T100000", 3)],
)
def test_the_last_date_of_a_series(until: str, count: int) -> None:
    """UNTIL counts in its own zone, and includes its moment or its day."""
    assert len(starts(read(event(f"RRULE:FREQ=WEEKLY;UNTIL={until}")))) == count


def test_dates_that_moved_and_dates_that_fell_out() -> None:
    """A moved date stands at its new hour only; a cancelled one nowhere; both may stand before the series."""
    moved = event("RECURRENCE-ID;TZID=Europe/Brussels:20260309T100000", start="DTSTART:20260310T150000Z")
    gone = event("RECURRENCE-ID:20260316T090000Z", "STATUS:CANCELLED")
    batch = read(moved, event("RRULE:FREQ=WEEKLY;COUNT=4"), gone)
    shown = [start.astimezone(UTC).strftime("%d %H:%M") for start in starts(batch)]
    assert sorted(shown) == ["02 09:00", "10 15:00", "23 09:00"]
    assert keys(batch) == ["ical.called_off"]


def test_added_dates() -> None:
    """RDATE adds dates and periods, each once."""
    batch = read(
        event(
            "RDATE;TZID=Europe/Brussels:20260304T100000,20260302T100000",
            "RDATE;VALUE=PERIOD:20260305T090000Z/PT1H",
        )
    )
    assert [start.day for start in starts(batch)] == [2, 4, 5]


@pytest.mark.parametrize(
    ("start", "hour"),
    [
        ("DTSTART:20260702T100000", 8),
        ("DTSTART:20260702T100000Z", 10),
        ("DTSTART;TZID=America/New_York:20260702T100000", 14),
        ("DTSTART;TZID=Romance Standard Time:20260702T100000", 8),
        ('DTSTART;TZID="/mozilla.org/20050126_1/Europe/Brussels":20260702T100000', 8),
        ("DTSTART;TZID=Nowhere/Special:20260702T100000", 8),
    ],
)
def test_zones_however_they_are_called(start: str, hour: int) -> None:
    """Floating times and unknown zones are the freelancer's; the names of IANA and Windows are known."""
    batch = read(event(start=start))
    assert [one.astimezone(UTC).hour for one in starts(batch)] == [hour]
    assert keys(batch) == (["ical.unknown_zone"] if "Nowhere" in start else [])


def test_an_unknown_zone_is_told_once() -> None:
    """Not for each entry that names it."""
    batch = read(*(event(start="DTSTART;TZID=Moon:20260702T100000", uid=str(at)) for at in range(5)))
    assert (len(starts(batch)), keys(batch)) == (5, ["ical.unknown_zone"])


def test_a_zone_that_never_ends_explaining_itself() -> None:
    """A zone of a file that changes every second is not followed; it counts as unknown."""
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Tick\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nRRULE:FREQ=SECONDLY\r\n"
        "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    batch = read(zone, event(start="DTSTART;TZID=Tick:20260702T100000"))
    assert (len(starts(batch)), keys(batch)) == (1, ["ical.unknown_zone"])


def test_one_broken_entry_harms_no_other() -> None:
    """Between two sound entries: one without a start, one of nonsense, one that never ends."""
    broken = "BEGIN:VEVENT\r\nSUMMARY:When?\r\nEND:VEVENT\r\n"
    nonsense = "BEGIN:VEVENT\r\nDTSTART:20269999T000000\r\n;;;===\r\nEND:VEVENT\r\n"
    endless = "BEGIN:VEVENT\r\nDTSTART:20260302T100000\r\n"
    batch = read(event(uid="a"), broken, nonsense, endless, event(uid="b"))
    assert len(starts(batch)) == 2
    assert sorted(keys(batch)) == ["ical.bad_moment", "ical.cut", "ical.no_start"]


def test_later_versions_take_the_place_of_earlier_ones() -> None:
    """An entry with a higher SEQUENCE is the one that counts; one name for two times makes two meetings."""
    old, new = event("SEQUENCE:1"), event("SEQUENCE:2", start="DTSTART:20260305T100000Z")
    assert [start.day for start in starts(read(new, old))] == [5]
    assert len(starts(read(event(), event(start="DTSTART:20260305T100000Z")))) == 2


def test_who_comes() -> None:
    """Addresses in lower case, the one who invites first, no rooms, nobody twice."""
    people = ["ORGANIZER:mailto:Lea@Sorrel.example", "ATTENDEE;CN=Lea:MAILTO:lea@sorrel.example"]
    room = "ATTENDEE;CUTYPE=ROOM:mailto:attic@sorrel.example"
    by_name = "ATTENDEE;EMAIL=noor@sorrel.example:urn:uuid:7"
    batch = read(event(*people, room, by_name))
    assert [record.attendees for record in batch.records if isinstance(record, Meeting)] == [
        ("lea@sorrel.example", "noor@sorrel.example")
    ]


def test_what_the_freelancer_declined() -> None:
    """An invitation that was turned down is no meeting."""
    batch = read(event("ATTENDEE;PARTSTAT=DECLINED:mailto:Mara@lind.example"))
    assert (starts(batch), keys(batch)) == ([], ["ical.called_off"])


def test_a_line_without_end_is_not_kept() -> None:
    """An entry of many megabytes is told and left out; a long description costs nothing."""
    assert keys(read(event("SUMMARY:" + "x" * 2_000_000))) == ["ical.too_long"]
    assert len(starts(read(event("DESCRIPTION:" + "x" * 2_000_000)))) == 1


@pytest.mark.parametrize("end", ["DURATION:PT2147483648H", "DURATION:P9999999W", "DTEND:20290101T000000Z"])
def test_what_takes_years_is_no_appointment(end: str) -> None:
    """A length that no calendar means is a problem at its line, and the next entry is read."""
    years = f"BEGIN:VEVENT\r\nUID:y\r\nDTSTART:20260302T090000Z\r\n{end}\r\nSUMMARY:Move\r\nEND:VEVENT\r\n"
    batch = read(years, event())
    assert keys(batch) == ["ical.bad_moment"]
    assert len(batch.records) == 1
