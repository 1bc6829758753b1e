"""One entry of a daybook: when, what, and the indented text under it.

>>> [entry.text for entry in entries('2026-03-04 09:10 I wrote to Pixel Orchard:\\n   Dear Kim,\\n   Yes.')]
['Dear Kim,\\nYes.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.records.daybook.fact import Line, Outcome, facts, records
from goodterms.records.daybook.line import Told, understand
from goodterms.records.daybook.repeat import turns
from goodterms.records.daybook.values import Setting, plausible_day
from goodterms.records.model import Record
from goodterms.terms.calendar import read_clock
from goodterms.terms.evidence import Evidence, Text

_DATED = re.compile(r"(\d[\d/.-]*\d)(?=[\s:,T]|$)[\s:,T]*(.*)", re.DOTALL)
_ISO = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?")
_CLOCK = r"\d{1,2}:\d{2}"
_TIMED = re.compile(
    rf"(?P<start>{_CLOCK})(?:\s*[-–]\s*(?P<end>{_CLOCK}))?"
    r"(?:\s?(?P<zulu>Z)|\s?(?P<offset>[+-]\d{2}:[0-5]\d))?(?=[\s:,]|$)[\s:,]*(?P<rest>.*)",
    re.DOTALL,
)


class Entry(NamedTuple):
    """A line, its number, and the indented text under it."""

    number: int
    line: str
    text: str = ""

    @property
    def is_comment(self) -> bool:
        """Starts with `#`: it and what is indented under it is for people only."""
        return self.line.startswith("#")

    @property
    def is_dated(self) -> bool:
        """Starts with a day or a month as a daybook writes it."""
        dated = _DATED.match(self.line)
        return bool(dated and _ISO.fullmatch(dated[1]))


class When(NamedTuple):
    """What stands before a sentence; times are minutes after midnight."""

    day: date | None = None
    whole_month: bool = False
    start: int | None = None
    end: int | None = None
    offset: timedelta | None = None


def entries(text: str) -> Iterator[Entry]:
    """Every line that is not empty, with the indented lines that follow it."""
    number, line, block = 0, "", list[str]()
    for at, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if line and (not raw.strip() or raw[0] in " \t"):
            block.append(raw)
        elif raw.strip():
            if line:
                yield Entry(number, line, _unindented(block))
            number, line, block = at, raw.strip(), []
    if line:
        yield Entry(number, line, _unindented(block))


def _unindented(block: list[str]) -> str:
    """Without the indentation that the lines share, and without empty lines around them."""
    depth = min((len(raw) - len(raw.lstrip()) for raw in block if raw.strip()), default=0)
    return "\n".join(raw[depth:].rstrip() for raw in block).strip("\n")


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
    dated = _DATED.match(line)
    if not dated:
        return When(), line
    raw, rest = dated[1], dated[2]
    if not _ISO.fullmatch(raw):
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
