"""What does one entry of a daybook say: when, and what?"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.records.daybook.entry import DATED, ISO_DAY, Entry
from goodterms.records.daybook.fact import Line, Outcome, facts, records
from goodterms.records.daybook.line import Told, understand
from goodterms.records.daybook.repeat import turns
from goodterms.records.daybook.values import Setting, plausible_day
from goodterms.records.model import Record
from goodterms.terms.calendar import read_clock
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.patterns import lazy

_CLOCK = r"\d{1,2}:\d{2}"
_TIMED = lazy(
    rf"(?P<start>{_CLOCK})(?:\s*[-–]\s*(?P<end>{_CLOCK}))?"
    r"(?:\s?(?P<zulu>Z)|\s?(?P<offset>[+-]\d{2}:[0-5]\d))?(?=[\s:,]|$)[\s:,]*(?P<rest>.*)",
    re.DOTALL,
)


class When(NamedTuple):
    """What stands before a sentence; times are minutes after midnight."""

    day: date | None = None
    whole_month: bool = False
    start: int | None = None
    end: int | None = None
    offset: timedelta | None = None


def read_entry(entry: Entry, setting: Setting, source: str) -> Outcome:
    """The records an entry stands for, or the Text of what is wrong with it."""
    evidence = Evidence(source, f"line {entry.number}", entry.line)
    repeated = turns(entry.line)
    if isinstance(repeated, Text):
        return repeated
    if repeated is None:
        return _read_line(entry.line, entry.text, setting, evidence)
    made: list[Record] = []
    for turn in repeated:
        sentence = f"{turn.day} {turn.at} {turn.sentence}" if turn.at else f"{turn.day} {turn.sentence}"
        outcome = _read_line(sentence, entry.text, setting, evidence)
        if isinstance(outcome, Text):
            return outcome
        made += outcome
    return made


def _read_line(line: str, text: str, setting: Setting, evidence: Evidence) -> Outcome:
    when, sentence = _when(line)
    if isinstance(when, Text):
        return when
    if text:
        sentence = sentence.rstrip().removesuffix(":").rstrip()
    told = understand(sentence, {name: kind.details for name, kind in facts().items()}, setting)
    if isinstance(told, Text):
        return told
    return _with_text(told, text) or records(told, _placed(when, setting, evidence))


def _placed(when: When, setting: Setting, evidence: Evidence) -> Line:
    return Line(setting, evidence, when.day, when.start, when.end, when.offset, when.whole_month)


def _with_text(told: Told, text: str) -> Text | None:
    """Give the fact its indented text; the Text of a problem where it has no place for one."""
    if not text:
        return None
    slot = facts()[told.kind].text
    if not slot:
        return Text("daybook.text_without_place", {"text": text[:120]})
    told.add(slot, text)
    return None


def _when(line: str) -> tuple[When | Text, str]:
    """The day and time before a sentence, and the sentence."""
    dated = DATED.match(line)
    if not dated:
        return When(), line
    raw, rest = dated[1], dated[2]
    if not ISO_DAY.fullmatch(raw):
        return Text("daybook.bad_date", {"text": raw}), rest
    day = plausible_day(raw)
    if isinstance(day, Text):
        return day, rest
    when = When(day, whole_month=raw.count("-") == 1)
    timed = _TIMED.match(rest)
    return _timed(when, timed) if timed else (when, rest)


def _timed(when: When, timed: re.Match[str]) -> tuple[When | Text, str]:
    start, end = read_clock(timed["start"]), read_clock(timed["end"] or timed["start"])
    if start is None or end is None:
        return Text("daybook.bad_time", {"text": timed["start"] if start is None else timed["end"]}), ""
    offset = timedelta(0) if timed["zulu"] else _offset(timed["offset"])
    return when._replace(start=start, end=end if timed["end"] else None, offset=offset), timed["rest"]


def _offset(written: str | None) -> timedelta | None:
    if not written:
        return None
    hours, minutes = int(written[1:3]), int(written[4:])
    return timedelta(hours=hours, minutes=minutes) * (-1 if written[0] == "-" else 1)
