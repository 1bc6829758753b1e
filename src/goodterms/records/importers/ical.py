"""I exported my calendar (.ics).

Every VEVENT with a clock time is a meeting, a series one meeting a date: rules, added and left-out dates,
single dates that were moved or called off. An endless series is read to ten years after its first date. Whole
days (birthdays, holidays) have no hours and are counted in one problem, like tasks and free-busy lists.
Meetings that were cancelled, or that the freelancer declined, are none. Source: RFC 5545.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Calendar (.ics)"
READS = (
    "iCalendar files: appointments with their hours and addresses, series with their exceptions, in the zone "
    "they name (IANA, Windows or explained in the file); not whole days, tasks, journals, alarms and "
    "free-busy lists."
)
GIVES = ("meeting",)
_FIRST = lazy(r"\s*BEGIN:V(?:CALENDAR|EVENT|TODO|JOURNAL|FREEBUSY|TIMEZONE|AVAILABILITY)\s", re.IGNORECASE)


def recognises(source: Source) -> bool:
    return _FIRST.match(source.first) is not None


def read(source: Source) -> Iterator[Record | Problem]:
    from goodterms.records.calendars.appointments import meetings  # noqa: PLC0415 - only a calendar needs its parser

    return meetings(source)
