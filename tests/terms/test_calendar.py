"""Days, moments, clocks and zones: read, or refused, never guessed."""

from datetime import UTC, date, datetime

import pytest

from goodterms.terms.calendar import (
    days_between,
    each_month,
    month_of,
    months_back,
    public_holidays,
    read_clock,
    read_day,
    read_moment,
    zone,
    zone_of,
)


@pytest.mark.parametrize(
    "written, day",
    [
        ("2026-03-04", date(2026, 3, 4)),
        ("2026-3-4 10:00", date(2026, 3, 4)),
        ("2026-02-30", None),
        ("03/04/2026", None),
        ("2026-03-045", None),
    ],
)
def test_days(written: str, day: date | None) -> None:
    """ISO days; one that does not exist is none."""
    assert read_day(written) == day


@pytest.mark.parametrize(
    "written, hour",
    [
        ("2026-03-04T10:00:00+02:00", 8),
        ("2026-03-04 10:00", 10),
        ("10 o'clock", None),
        ("0001-01-01T00:00+14:00", None),
    ],
)
def test_moments(written: str, hour: int | None) -> None:
    """A moment with offset is that moment, one without is local, and one outside the calendar is none."""
    moment = read_moment(written, UTC)
    assert (moment and moment.astimezone(UTC).hour) == hour


@pytest.mark.parametrize(
    "written, minutes",
    [("09:00", 540), ("9h", 540), ("18.30", 1110), ("24:00", 1440), ("24:30", None), ("9", None)],
)
def test_clocks(written: str, minutes: int | None) -> None:
    """Minutes after midnight, up to midnight itself."""
    assert read_clock(written) == minutes


def test_zones() -> None:
    """A zone that exists, one that does not, and a name that is a path."""
    assert zone("Europe/Brussels") is not None
    assert zone("Mars/Olympus") is None
    assert zone("../../etc/passwd") is None


@pytest.mark.parametrize(
    "country, name", [("BE", "Europe/Brussels"), ("DE", "Europe/Berlin"), ("US", ""), ("QQ", "")]
)
def test_zone_of_a_country(country: str, name: str) -> None:
    """Only where the whole country keeps one time."""
    assert zone_of(country) == name


def test_months() -> None:
    """First days of months, back over a year's end, and all of them between two days."""
    assert month_of(date(2026, 3, 31)) == date(2026, 3, 1)
    assert months_back(date(2026, 2, 1), 3) == date(2025, 11, 1)
    assert each_month(date(2025, 12, 31), date(2026, 2, 1)) == (
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    )
    assert days_between(date(2026, 3, 1), date(2026, 2, 1)) == -28


def test_holidays() -> None:
    """Of a country, of a part of it, and none where the place is not known."""
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert date(2026, 7, 21) in public_holidays("BE", first, last)
    assert date(2026, 11, 30) in public_holidays("GB-SCT", first, last)
    assert public_holidays("QQ", first, last) == ()
    assert datetime(2026, 7, 21, tzinfo=UTC).date() not in public_holidays("BE", first, date(2026, 7, 20))
