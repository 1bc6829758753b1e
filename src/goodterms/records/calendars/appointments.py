"""Which meetings are in this calendar? Entries put together to series, and every series to its dates.

A series is its first entry, its rules and added dates, less the dates it leaves out; entries of the same name
(UID) that stand for one of its dates take that date's place, or call it off.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import icalendar

from goodterms.records.calendars.appointment import ZONE, Appointment, FaultError, Reader, bad_repeat, written
from goodterms.records.calendars.parts import Part, parts
from goodterms.records.calendars.recurrence import days, read_rule
from goodterms.records.calendars.zones import FAULTS, Zones, local
from goodterms.records.model import Meeting, Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Evidence, Problem, Text

YEARS = 10
"""After its first date, up to which a series is read."""
MOST_MEETINGS = 200_000
"""In one file: fifty a day, for ten years."""
MOST_RULES = 4
"""In one series; programs write one."""
_DAYS = timedelta(days=3653)
_SILENT = frozenset({"VTIMEZONE", "VALARM"})


def meetings(source: Source) -> Iterator[Record | Problem]:
    """The meetings of a file, series by series, and what in it could not be read."""
    found = _Calendar(source)
    yield from found.read()


class _Calendar:
    """One file while it is read: what was counted on the way is said at its end."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._counted: Counter[str] = Counter()
        self._first: dict[str, int] = {}
        """The line of the first entry that was counted, by problem."""

    def read(self) -> Iterator[Record | Problem]:
        found = list(parts(self._source.text))
        zones = {name: part.text for part in found if part.kind == "VTIMEZONE" and (name := _tzid(part.text))}
        me = frozenset(address.lower() for address in self._source.me if "@" in address)
        reader = Reader(Zones(zones), self._source.zone, me)
        appointments: list[Appointment] = []
        for part in found:
            item = self._entry(reader, part)
            if isinstance(item, Problem):
                yield item
            elif item:
                appointments.append(item)
        items = self._meetings(reader, appointments)
        yield from islice(items, MOST_MEETINGS)
        if next(items, None) is not None:
            yield self._source.problem("", "ical.too_many", most=MOST_MEETINGS)
        yield from self._at_the_end(reader, nothing=all(part.kind in _SILENT for part in found))

    def _entry(self, reader: Reader, part: Part) -> Appointment | Problem | None:
        """An appointment, what is wrong with it, or None where it was counted."""
        if part.trouble:
            return self._problem(part.line, Text(part.trouble))
        if part.kind != "VEVENT":
            if part.kind not in _SILENT:
                self._count("ical.other_entries", part.line)
            return None
        item = reader.read(part)
        if isinstance(item, Text):
            return self._problem(part.line, item)
        if item is None:
            self._count("ical.whole_days", part.line)
        return item

    def _meetings(self, reader: Reader, appointments: list[Appointment]) -> Iterator[Record | Problem]:
        series, single = _sorted_out(appointments)
        for key, appointment in series:
            apart = single.pop(key, {}) if key else {}
            yield from self._dates(reader, appointment, apart)
        for entries in single.values():
            yield from self._apart(entries)

    def _dates(
        self, reader: Reader, first: Appointment, apart: dict[date | datetime, Appointment]
    ) -> Iterator[Record | Problem]:
        """The dates of a series, or the one of what is none; `apart` have entries of their own."""
        if first.off:
            self._count("ical.called_off", first.line)
            return
        series = _Series(reader, first)
        starts = series.starts()
        left_out = series.left_out()
        for fault in first.faults:
            yield self._problem(first.line, fault)
        if series.endless:
            self._count("ical.endless", first.line)
        for start in starts:
            instant = start.astimezone(UTC)
            if not {instant, start.date()} & (left_out | apart.keys()):
                yield from self._meeting(first, start)
        yield from self._apart(apart)

    def _apart(self, entries: dict[date | datetime, Appointment]) -> Iterator[Record | Problem]:
        """The dates of a series that have entries of their own."""
        for appointment in entries.values():
            for fault in appointment.faults:
                yield self._problem(appointment.line, fault)
            yield from self._meeting(appointment, appointment.start)

    def _meeting(self, said: Appointment, start: datetime) -> Iterator[Record | Problem]:
        if said.off:
            self._count("ical.called_off", said.line)
            return
        end = (start.astimezone(UTC) + said.length).astimezone(start.tzinfo)
        quote = " · ".join(part for part in (said.title, start.isoformat(" ", "minutes")) if part)
        place = Evidence(self._source.name, f"line {said.line}", quote)
        yield Meeting(start, end, said.title, said.attendees, place)

    def _count(self, key: str, line: int) -> None:
        self._counted[key] += 1
        self._first.setdefault(key, line)

    def _problem(self, line: int, text: Text) -> Problem:
        return self._source.problem(f"line {line}", text.key, **text.values)

    def _at_the_end(self, reader: Reader, *, nothing: bool) -> Iterator[Problem]:
        for name, line in reader.unknown_zones.items():
            yield self._source.problem(
                f"line {line}", "ical.unknown_zone", zone=name, read_as=self._source.zone
            )
        for key, count in self._counted.items():
            yield self._source.problem(f"line {self._first[key]}", key, count=count)
        if nothing:
            yield self._source.problem("line 1", "ical.nothing")


class _Series:
    """The dates of one appointment that repeats, or the single date of one that does not."""

    def __init__(self, reader: Reader, first: Appointment) -> None:
        self._reader = reader
        self._first = first
        self.endless = False
        """Were there more dates than are read?"""

    def starts(self) -> list[datetime]:
        """The moments at which a meeting begins, in order."""
        found = {self._first.start, *self._moments("RDATE")}
        rules = self._values("RRULE")
        for rule in rules[:MOST_RULES]:
            found.update(self._by_rule(rule))
        for name, value in (*(("RRULE", more) for more in rules[MOST_RULES:]), *self._excluding()):
            self._fault(name, value)
        return sorted(found)

    def _excluding(self) -> list[tuple[str, Any]]:
        """Rules for leaving out dates: programs wrote them until 2009, and nobody reads them."""
        return [("EXRULE", rule) for rule in self._values("EXRULE")]

    def left_out(self) -> set[date | datetime]:
        """The moments (in UTC) and days that the series leaves out."""
        days_out = {dated.dt for dated in self._dated("EXDATE") if not isinstance(dated.dt, datetime | tuple)}
        return {moment.astimezone(UTC) for moment in self._moments("EXDATE")} | days_out

    def _by_rule(self, node: Any) -> Iterator[datetime]:
        first = self._first
        parsed = _parsed(node)
        rule = read_rule(parsed, first.clock) if parsed else None
        if rule is None:
            self._fault("RRULE", node)
            return
        last = first.clock.date() + _DAYS
        until = self._until(rule.until)
        count = 0
        for count, day in enumerate(_with_first(days(rule, first.clock.date(), last), first.clock.date()), 1):
            start = local(datetime.combine(day, first.clock.time()), first.zone)
            if start is None or (rule.times and count > rule.times):
                return
            if until and (day > until if not isinstance(until, datetime) else start > until):
                return
            yield start
        if not rule.times or count < rule.times:
            self.endless |= not until or (until.date() if isinstance(until, datetime) else until) > last

    def _until(self, until: date | datetime | None) -> date | datetime | None:
        """The last moment of a rule; one without a zone is in that of the series."""
        if isinstance(until, datetime) and until.tzinfo is None:
            return until.replace(tzinfo=self._first.start.tzinfo)
        return until

    def _moments(self, name: str) -> Iterator[datetime]:
        for dated in self._dated(name):
            if isinstance(dated.dt, datetime | tuple):
                try:
                    yield self._reader.instant(dated, self._first.line)
                except FaultError as fault:
                    self._first.faults.append(fault.text)

    def _dated(self, name: str) -> Iterator[Any]:
        for value in self._values(name):
            if not isinstance(value, icalendar.vDDDLists):
                self._fault(name, value)
                continue
            for dated in value.dts:
                if ZONE in value.params and ZONE not in dated.params:
                    dated.params[ZONE] = value.params[ZONE]
                yield dated

    def _values(self, name: str) -> list[Any]:
        value = self._first.node.get(name)
        return [] if value is None else value if isinstance(value, list) else [value]

    def _fault(self, name: str, node: Any) -> None:
        self._first.faults.append(bad_repeat(f"{name}:{written(node)}"))


def _parsed(rule: Any) -> Any:
    """A rule as the library reads it, also one with spaces in it; None where it is broken."""
    if isinstance(rule, dict):
        return rule
    try:
        return icalendar.vRecur.from_ical("".join(written(rule).split()))
    except FAULTS:
        return None


def _with_first(found: Iterator[date], first: date) -> Iterator[date]:
    """The days of a rule, with the first day of the series, which always counts."""
    yield first
    yield from (day for day in found if day != first)


def _sorted_out(
    appointments: list[Appointment],
) -> tuple[list[tuple[str, Appointment]], dict[str, dict[date | datetime, Appointment]]]:
    """The entries that stand for themselves, and by series those that stand for one of its dates.

    Of several versions of one entry those of the highest sequence count. Some programs give all their entries
    one name: they are several where they begin at different times.
    """
    latest: dict[tuple[str, object], int] = defaultdict(int)
    for entry in appointments:
        key = (entry.uid, entry.replaces)
        latest[key] = max(latest[key], entry.sequence)
    series: dict[tuple[object, ...], tuple[str, Appointment]] = {}
    single: dict[str, dict[date | datetime, Appointment]] = defaultdict(dict)
    for at, entry in enumerate(appointments):
        if entry.uid and entry.sequence < latest[entry.uid, entry.replaces]:
            continue
        if entry.replaces and entry.uid:
            single[entry.uid][entry.replaces] = entry
        else:
            series[(entry.uid, entry.start) if entry.uid else (at,)] = (entry.uid, entry)
    return list(series.values()), single


def _tzid(text: str) -> str:
    found = next((line for line in text.splitlines() if line.upper().startswith("TZID")), "")
    return found.partition(":")[2].strip()
