"""I keep a diary of my clients: one line a fact.

    daybook
    2026-03-02 Harbour & Sons: invoice 2026-014 for €1,200, due 2026-04-01
    2026-03-03 21:40 Harbour & Sons wrote by chat: "Any news?"

Recognised by its first line (`daybook`, or the word for it in another language), else by enough dated lines
that it can read. A line is read as a whole or not at all. docs/guide/daybook.md explains the notation; its
words are the sheets in goodterms.records.daybook.words.

>>> source = Source("me.txt", b"daybook\\n2026-02-30 Harbour & Sons paid EUR 12 for 7\\nSomething else")
>>> [(problem.locator, problem.key) for problem in read(source)]
[('line 2', 'daybook.bad_date'), ('line 3', 'daybook.unreadable')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodterms.records.daybook.entry import Entry, entries
from goodterms.records.model import Freelancer, Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem, Text
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from goodterms.records.daybook.fact import Outcome
    from goodterms.records.daybook.values import Setting

# Every text file is asked whether it is a daybook, and most are none: what reads one is imported when one is
# met (15 ms with its sheets).
# ruff: noqa: PLC0415

TITLE = "Daybook"
SPEAKS = TELLS = True
READS = (
    "Plain text with one dated fact a line, in English, French, Dutch or Vietnamese; a line is read as a "
    "whole or not at all."
)
GIVES = tuple(
    "freelancer client contact colleague invoice payment expense time deliverable message meeting contract "
    "feeling attempt episode gut".split()
)
TEMPLATE = (
    "daybook.txt",
    "daybook\n# One line a fact, such as:\n"
    '# 2026-03-03 21:40 Harbour & Sons wrote by chat: "Any news?"\n'
    "# 2026-03-08 Harbour & Sons: dread 3, stress 2, work stress 1\n",
)

_ENOUGH = 3
"""Dated lines understood before a file without a title is taken for a daybook."""
_LOOKED_AT = 20
_LONGEST_TITLE = 60
_LIKE_A_TITLE = lazy(r"(?:[^\W\d_]|[ '’.-])+(?:\d{4}|[:–-].*)?")
"""Words, and perhaps a year or something after a colon or dash."""


def recognises(source: Source) -> float:
    """1 for a file that says it is a daybook; else the share of its lines that can be read, if most can."""
    if "\0" in source.first:
        return 0
    found = list(entries(source.first))
    if found and _is_title(found[0].line):
        return 1
    looked_at = [entry for entry in found if not entry.is_comment][:_LOOKED_AT]
    if sum(entry.is_dated for entry in looked_at) < _ENOUGH:
        return 0
    outcomes = [_outcome(entry, _setting(source), source.name) for entry in looked_at]
    understood = sum(not isinstance(outcome, Text) for outcome in outcomes)
    return understood / len(outcomes) if understood >= max(_ENOUGH, len(outcomes) / 2) else 0


def read(source: Source) -> Iterator[Record | Problem]:
    """All facts in the file's order, and a problem for each line that is none."""
    found = list(entries(_body(source.text)))
    if not found:
        yield source.problem("line 1", "daybook.empty")
    told = _read(found, _setting(source), source.name)
    me = next((one for one in told if isinstance(one, Freelancer)), None)
    yield from _read(found, _introduced(me, _setting(source)), source.name) if me else told


def _body(text: str) -> str:
    """The text with its title, if it has one, left blank."""
    first = next(entries(text), None)
    if first is None or not _is_title(first.line):
        return text
    return "\n" * (first.number - 1) + text.partition(first.line)[2]


def _read(found: list[Entry], setting: Setting, name: str) -> list[Record | Problem]:
    told: list[Record | Problem] = []
    for entry in found:
        outcome = [] if entry.is_comment else _outcome(entry, setting, name)
        if isinstance(outcome, Text):
            told.append(Problem(name, f"line {entry.number}", outcome.key, outcome.values))
        else:
            told += outcome
    return told


def _outcome(entry: Entry, setting: Setting, name: str) -> Outcome:
    from goodterms.records.daybook.reading import read_entry

    return read_entry(entry, setting, name)


def _setting(source: Source) -> Setting:
    from goodterms.records.daybook.values import Setting

    return Setting(source.zone, source.currency, source.me)


def _introduced(me: Freelancer, setting: Setting) -> Setting:
    """The setting with what the daybook itself says of the freelancer: it holds for the whole file."""
    names = tuple(name for name in (me.name, *me.emails) if name)
    return setting._replace(
        zone=me.timezone or setting.zone, currency=me.currency or setting.currency, me=names
    )


def _is_title(line: str) -> bool:
    """Does the line say what the file is? `daybook`, `# daybook`, `goodterms daybook`, `daybook 2026`."""
    if len(line) > _LONGEST_TITLE or line[0] in "<{[":
        return False
    words = nfc(line).casefold().strip("# \ufeff").removeprefix("goodterms").strip()
    if not _LIKE_A_TITLE.fullmatch(words):
        return False
    from goodterms.records.daybook.sheet import titles

    return any(re.fullmatch(rf"{re.escape(title)}(\s+\d{{4}}|\s*[:–-].*)?", words) for title in titles())
