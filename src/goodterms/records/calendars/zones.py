"""Which time zone does this calendar mean? From the names that calendar programs write to a zone with rules.

A name may be one of the IANA list, bare or at the end of a path (`/mozilla.org/20050126_1/Europe/Brussels`),
one of Windows' (`Romance Standard Time`), or one that only the file itself explains (a VTIMEZONE). The public
lists go before what the file explains: a file knows the rules of the day it was written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from goodterms.terms import calendar
from goodterms.terms.patterns import lazy

FAULTS = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)
"""What the calendar library is known to raise for broken text."""
LONGEST_DEFINITION = 20_000
"""Characters of one VTIMEZONE; those of programs that list every change since 1900 have 8,000."""
_YEARLY_ONLY = lazy(r"\bFREQ=(?!YEARLY\b)", re.IGNORECASE)
_IN_PATH = lazy(r"[A-Za-z_+-]+(?:/[A-Za-z0-9_+-]+){0,2}$")


class Zones:
    """The zones of one file, by the names it gives them; a name is looked up once."""

    def __init__(self, definitions: Mapping[str, str]) -> None:
        self._definitions = definitions
        self._known: dict[str, tzinfo | None] = {}

    def find(self, name: str) -> tzinfo | None:
        """The zone of that name; None where nobody knows it."""
        if name not in self._known:
            self._known[name] = _public(name.strip('"/ ')) or self._defined(name)
        return self._known[name]

    def _defined(self, name: str) -> tzinfo | None:
        text = self._definitions.get(name, "")
        if not text or len(text) > LONGEST_DEFINITION or _YEARLY_ONLY.search(text):
            return None
        import icalendar  # noqa: PLC0415 - 70 ms that only a calendar should cost

        try:
            component: Any = icalendar.Timezone.from_ical(text)
            zone: tzinfo = component.to_tz(lookup_tzid=False)
            zone.utcoffset(datetime(2026, 1, 1))  # noqa: DTZ001 - a clock time, to see if the zone can be asked
        except FAULTS:
            return None
        return zone


def _public(name: str) -> tzinfo | None:
    if name.upper() in ("UTC", "GMT", "Z", "ETC/UTC"):
        return UTC
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - as above

    at_end = _IN_PATH.search(name)
    parts = at_end[0].split("/") if at_end else []
    ends = ("/".join(parts[at:]) for at in range(len(parts) - 1))
    candidates = (name, WINDOWS_TO_OLSON.get(name, ""), *ends)
    return next((zone for known in candidates if known and (zone := calendar.zone(known))), None)


def local(clock: datetime, zone: tzinfo) -> datetime | None:
    """A clock time in a zone; where only a file explains the zone, with the offset it gives for that moment.

    None where the zone cannot say, or the moment lies outside of all years.
    """
    moment = clock.replace(tzinfo=zone)
    try:
        offset = moment.utcoffset()
        moment.astimezone(UTC)
    except FAULTS:
        return None
    if offset is None or isinstance(zone, ZoneInfo) or zone is UTC:
        return moment
    return clock.replace(tzinfo=timezone(offset))
