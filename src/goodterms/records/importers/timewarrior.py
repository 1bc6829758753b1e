"""I track my time with Timewarrior. Its data files, and what `timew export` writes.

    inc 20260304T083000Z - 20260304T100000Z # "Pixel Orchard" design # "menu page"
    {"id":1,"start":"20260304T083000Z","end":"20260304T100000Z","tags":["Pixel Orchard","design"]}

Source: Timewarrior's manual of `export` and of its data files. Moments are in UTC. Timewarrior has tags and
no clients, and keeps tags in the order of the alphabet: `client:NAME` (or `client.NAME`) is the client, else
the first tag that is no word for an activity; where several could be, that is said. An interval without an
end still runs, and is no time yet.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from goodterms.records import headings
from goodterms.records.model import Record, TimeEntry
from goodterms.records.source import Source
from goodterms.records.tables import tracked
from goodterms.records.tables.cells import FIRST_YEAR, LAST_YEAR, QUOTED
from goodterms.terms import calendar
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.patterns import lazy

TITLE = "Intervals of Timewarrior"
READS = (
    "Data files and JSON exports: each interval with its length, annotation and tags; the client is the tag"
    " client:NAME, else the first tag that is no activity, and project:NAME is the project; no intervals that"
    " still run."
)
GIVES = ("time",)
MOST_BROKEN = 100
"""Intervals that cannot be read before the rest of a file is given up."""
LONGEST = 20_000
"""Characters of an interval with all its tags; what is longer is none."""

_LINE = lazy(r"inc\s+(\d{8}T\d{6}Z)(?:\s+-\s+(\d{8}T\d{6}Z))?(?:\s+#\s?(.*))?$")
_EXPORT = lazy(r'\s*\[\s*\{[^{}]{0,2000}?"start"\s*:\s*"\d{8}T\d{6}Z"')
_WORD = lazy(r'"((?:[^"\\]|\\.)*)"|(\S+)')
_ROLE = lazy(r"(client|customer|klant|project)\s*[:.=]\s*(\S.*)$", re.IGNORECASE)


class Interval(NamedTuple):
    """One interval as it is written, and where."""

    locator: str
    quote: str
    start: str
    end: str = ""
    tags: tuple[str, ...] = ()
    annotation: str = ""


@dataclass
class _Tags:
    """What the tags of an interval say."""

    client: str = ""
    project: str = ""
    billable: bool | None = None
    others: list[str] = field(default_factory=list)


def recognises(source: Source) -> bool:
    first = source.first.lstrip()
    return bool(_LINE.match(first.split("\n", 1)[0].strip()) or _EXPORT.match(first))


def read(source: Source) -> Iterator[Record | Problem]:
    said: set[str] = set()
    broken = 0
    for found in _exported(source) if source.first.lstrip().startswith("[") else _kept(source):
        if isinstance(found, Interval):
            yield from _entry(source, found, said)
            continue
        yield found
        broken += 1
        if broken == MOST_BROKEN:
            yield source.problem(found.locator, "timewarrior.given_up", most=MOST_BROKEN)
            return


def _kept(source: Source) -> Iterator[Interval | Problem]:
    """The intervals of a data file, one a line."""
    for number, line in source.lines():
        if not line.strip():
            continue
        place, quote = f"line {number}", line.strip()[:QUOTED]
        found = _LINE.match(line.strip()) if len(line) <= LONGEST else None
        if found is None:
            yield source.problem(place, "timewarrior.bad_interval", text=quote)
            continue
        tags, annotation = _hashed(found[3] or "")
        yield Interval(place, quote, found[1], found[2] or "", tags, annotation)


def _hashed(text: str) -> tuple[tuple[str, ...], str]:
    """The tags behind the first `#`, and the annotation behind the second."""
    words = [(found[1], found[2]) for found in _WORD.finditer(text)]
    cut = next((at for at, (_, bare) in enumerate(words) if bare == "#"), len(words))
    plain = [bare or re.sub(r"\\(.)", r"\1", quoted or "") for quoted, bare in words]
    return tuple(plain[:cut]), " ".join(plain[cut + 1 :])


def _exported(source: Source) -> Iterator[Interval | Problem]:
    """The intervals of a JSON export. After a broken one, reading goes on with the next line."""
    text, decoder = source.text, json.JSONDecoder()
    at, counted, line = text.find("{"), 0, 1
    while at >= 0:
        line, counted = line + text.count("\n", counted, at), at
        place, quote = f"line {line}", text[at : at + QUOTED].partition("\n")[0]
        try:
            found, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            yield source.problem(place, "timewarrior.bad_interval", text=quote)
            end = text.find("\n", at)
        else:
            fitting = found if end - at <= LONGEST else None
            yield _told(source, place, text[at : min(end, at + QUOTED)], fitting)
        at = text.find("{", end) if end >= 0 else -1


def _told(source: Source, place: str, quote: str, found: object) -> Interval | Problem:
    """An object of the export as an interval."""
    told = found if isinstance(found, dict) else {}
    start, end, tags = told.get("start"), told.get("end", ""), told.get("tags", [])
    if not (isinstance(start, str) and isinstance(end, str) and isinstance(tags, list)):
        return source.problem(place, "timewarrior.bad_interval", text=quote.partition("\n")[0])
    words = tuple(tag for tag in tags if isinstance(tag, str))
    annotation = told.get("annotation")
    return Interval(place, quote, start, end, words, annotation if isinstance(annotation, str) else "")


def _entry(source: Source, told: Interval, said: set[str]) -> Iterator[Record | Problem]:
    started, ended = _moment(told.start), _moment(told.end)
    if not told.end:
        yield source.problem(told.locator, "tracked.running")
        return
    if started is None or ended is None:
        yield source.problem(told.locator, "timewarrior.bad_interval", text=told.quote)
        return
    minutes = tracked.minutes_between(started, ended)
    if minutes is None:
        yield source.problem(told.locator, "csv.bad_end", started=started, ended=ended)
        return
    tags = _tags(told.tags)
    named = _named(tags.others)
    client = tags.client or next(iter(named), "")
    if not client:
        yield source.problem(told.locator, "timewarrior.no_client")
        return
    yield TimeEntry(
        client=client,
        started=started.astimezone(calendar.zone(source.zone) or UTC),
        minutes=minutes,
        activity=tracked.activity(tags.others),
        billable=tags.billable,
        project=tags.project,
        note=told.annotation,
        evidence=Evidence(source.name, told.locator, told.quote),
    )
    if not tags.client and len(named) > 1 and "tags" not in said:
        said.add("tags")
        yield source.problem(told.locator, "timewarrior.which_tag", client=client, tags=", ".join(named))


def _tags(tags: Iterable[str]) -> _Tags:
    """The tags that say what they are, and the others."""
    told = _Tags()
    for tag in (tag.strip() for tag in tags):
        role = _ROLE.match(tag)
        plain = headings.plain(tag)
        if role and role[1].lower() == "project":
            told.project = told.project or role[2]
        elif role:
            told.client = told.client or role[2]
        elif plain in ("billable", "non billable", "nonbillable", "unbillable"):
            told.billable = plain == "billable"
        elif tag:
            told.others.append(tag)
    return told


def _named(tags: Iterable[str]) -> list[str]:
    """The tags that are no word for an activity."""
    return [tag for tag in tags if not tracked.activity([tag])]


def _moment(text: str) -> datetime | None:
    """A moment as Timewarrior writes it, with its offset, between 1990 and 2100."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo and FIRST_YEAR <= moment.year <= LAST_YEAR else None
