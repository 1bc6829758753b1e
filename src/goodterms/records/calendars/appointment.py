"""What does this entry of a calendar say? Its moments, its length, who comes, and which series it belongs to.

What of an entry cannot be read is a fault, a key with its values: an entry without a moment or an end is no
meeting; one whose rule is broken still has its first date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

import icalendar

from goodterms.records.calendars.parts import Part
from goodterms.records.calendars.zones import FAULTS, Zones, local
from goodterms.records.tables.cells import FIRST_YEAR, LAST_YEAR
from goodterms.terms import calendar
from goodterms.terms.evidence import Text
from goodterms.terms.patterns import lazy

OFF = ("CANCELLED", "CANCELED")
LONGEST = timedelta(366)
"""Of an appointment; what takes more than a year is a mistake, or none."""
_QUOTED = 200
NAMELESS = "–"
_MAIL = "mailto:"
ZONE = "X-TZID"
"""What a zone's name is called while the library reads an entry: it would look it up, and remember zones of
other files."""
_ZONED = lazy(r"(?im)^((?:DTSTART|DTEND|RDATE|EXDATE|RECURRENCE-ID)[^:\r\n]*?);TZID=")


class FaultError(Exception):
    """Why an entry is no meeting; only ever raised and caught while one entry is read."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.key)
        self.text = text


@dataclass
class Appointment:
    """A VEVENT with a clock time: a meeting, or the first of a series."""

    line: int
    uid: str
    title: str
    clock: datetime
    """When it begins by the clock on the wall."""
    zone: tzinfo
    start: datetime
    length: timedelta
    sequence: int
    attendees: tuple[str, ...]
    off: bool
    """Cancelled, or declined by the freelancer."""
    replaces: date | datetime | None
    """The date of a series that this entry stands for."""
    node: Any
    """The entry itself, for its rules."""
    faults: list[Text] = field(default_factory=list)


@dataclass(frozen=True)
class Reader:
    """Reads the entries of one file."""

    zones: Zones
    home: str
    """The freelancer's zone, for moments that carry none."""
    me: frozenset[str]
    """The freelancer's addresses."""
    unknown_zones: dict[str, int] = field(default_factory=dict)
    """Zones that nobody knows, and the line of the first entry with each."""

    def read(self, part: Part) -> Appointment | Text | None:
        """The appointment; None for whole days; what is wrong with an entry that cannot be read."""
        try:
            node = icalendar.Event.from_ical(_ZONED.sub(rf"\1;{ZONE}=", part.text))
            return self._appointment(part, node)
        except FaultError as fault:
            return fault.text
        except FAULTS:
            return Text("ical.broken")

    def moment(self, value: Any, line: int) -> tuple[datetime, tzinfo]:
        """The clock time of a property and the zone it is in; midnight for a day."""
        written = value.dt[0] if isinstance(value.dt, tuple) else value.dt
        if not isinstance(written, datetime):
            return datetime.combine(written, time()), self._home
        name = value.params.get(ZONE)
        if name is None or written.tzinfo:
            return written.replace(tzinfo=None), UTC if written.tzinfo else self._home
        zone = self.zones.find(str(name))
        if zone is None:
            self.unknown_zones.setdefault(str(name), line)
        return written.replace(tzinfo=None), zone or self._home

    def instant(self, value: Any, line: int) -> datetime:
        """The same as a moment of the world."""
        clock, zone = self.moment(value, line)
        found = local(clock, zone)
        if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
            raise FaultError(Text("ical.far_date", {"value": clock.isoformat(sep=" ")}))
        return found

    def _appointment(self, part: Part, node: Any) -> Appointment | None:
        title = _text(node, "SUMMARY")[:_QUOTED]
        broken = {name for name, _ in node.errors}
        for name in ("DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"):
            if name in broken or isinstance(node.get(name), list):
                value = _text(node, name)[:_QUOTED]
                raise FaultError(Text("ical.bad_moment", {"property": name, "value": value}))
        if "DTSTART" not in node:
            raise FaultError(Text("ical.no_start", {"title": title or NAMELESS}))
        if not isinstance(node["DTSTART"].dt, datetime):
            return None
        clock, zone = self.moment(node["DTSTART"], part.line)
        start = self.instant(node["DTSTART"], part.line)
        length = self._length(node, title, part.line, start)
        people = dict(_people(node))
        status = _text(node, "STATUS").upper()
        declined = any(people[address] == "DECLINED" for address in self.me & people.keys())
        return Appointment(
            line=part.line,
            uid=_text(node, "UID"),
            title=title,
            clock=clock,
            zone=zone,
            start=start,
            length=length,
            sequence=_sequence(node),
            attendees=tuple(people),
            off=status in OFF or part.method == "CANCEL" or declined,
            replaces=self._replaces(node, part.line),
            node=node,
            faults=_strange_range(node),
        )

    def _length(self, node: Any, title: str, line: int, start: datetime) -> timedelta:
        if "DTEND" in node:
            length: Any = self.instant(node["DTEND"], line) - start.astimezone(UTC)
        else:
            length = node["DURATION"].dt if "DURATION" in node else timedelta()
        if not isinstance(length, timedelta) or length < timedelta():
            raise FaultError(Text("ical.bad_end", {"title": title or NAMELESS, "start": start}))
        if length > LONGEST:
            name = "DTEND" if "DTEND" in node else "DURATION"
            value = node[name].to_ical().decode()[:_QUOTED]
            raise FaultError(Text("ical.bad_moment", {"property": name, "value": value}))
        return length

    def _replaces(self, node: Any, line: int) -> date | datetime | None:
        value = node.get("RECURRENCE-ID")
        if value is None:
            return None
        return self.instant(value, line).astimezone(UTC) if isinstance(value.dt, datetime) else value.dt

    @property
    def _home(self) -> tzinfo:
        return calendar.zone(self.home) or UTC


def _text(node: Any, name: str) -> str:
    """The words of a property, of its first one where it stands there twice."""
    value = node.get(name, "")
    first = value[0] if isinstance(value, list) else value
    return written(first)


def written(value: Any) -> str:
    """A property's value as it stands in the file."""
    return value if isinstance(value, str) else value.to_ical().decode("utf-8", "replace")


def _strange_range(node: Any) -> list[Text]:
    """An entry that stands for all dates from one on (RANGE), and not for one date."""
    ranged = getattr(node.get("RECURRENCE-ID"), "params", {}).get("RANGE")
    return [bad_repeat(f"RECURRENCE-ID;RANGE={ranged}")] if ranged else []


def bad_repeat(rule: str) -> Text:
    """What is wrong with a series whose rule, or whose list of dates, cannot be read."""
    return Text("ical.bad_repeat", {"rule": rule[:_QUOTED]})


def _sequence(node: Any) -> int:
    value = node.get("SEQUENCE", 0)
    return value if isinstance(value, int) else 0


def _people(node: Any) -> Iterator[tuple[str, str]]:
    """The addresses of who comes and who invites, in lower case, with what each answered; no rooms."""
    for name in ("ORGANIZER", "ATTENDEE"):
        values = node.get(name, [])
        for value in values if isinstance(values, list) else [values]:
            params = getattr(value, "params", {})
            address = str(value).strip().lower()
            if not address.startswith(_MAIL):
                address = _MAIL + str(params.get("EMAIL", "")).lower()
            kind = str(params.get("CUTYPE", "")).upper()
            if "@" in address and kind not in ("ROOM", "RESOURCE"):
                yield address.removeprefix(_MAIL).partition("?")[0], str(params.get("PARTSTAT", "")).upper()
