"""What is wrong with this letter, and where?

>>> found = lint("I am closing my studio on 30 June, but thank you.", "en", off=frozenset({"no_care"}))
>>> [(one.rule, one.quote) for one in found.findings if one.quote]
[('but', 'but')]

Rules are found (`rules/*.py`), never registered; each reads the same `Letter`. A good letter that is flagged
is the worst outcome: where the language is unknown or unsure, no rule speaks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from goodterms.letters.letter import CHANNELS, SPAN, Letter, Place, apart
from goodterms.letters.sheets import sheets, spoken
from goodterms.terms import shelf
from goodterms.terms.languages import may_be, surely

if TYPE_CHECKING:
    from goodterms.letters.claims import Judged
    from goodterms.letters.known import Known
    from goodterms.letters.letter import Channel, Leaks

NO_RULES: frozenset[str] = frozenset()


_SOME_LENGTH = 5
"""Sentences of a letter in which one doubtful phrase alone does not count."""


class Finding(NamedTuple):
    """What a rule found: the offsets in the text as it was given, None of a finding on the whole letter."""

    rule: str
    start: int | None
    end: int | None
    quote: str | None
    says: tuple[Judged, ...] = ()
    """What the records say of it, and where."""


class Linted(NamedTuple):
    """The language a letter was read in, None where that is unknown or unsure, and what was found."""

    language: str | None
    findings: tuple[Finding, ...]


@cache
def rules() -> Mapping[str, ModuleType]:
    """Every rule by name."""
    return shelf.modules("goodterms.letters.rules")


def lint(
    text: str,
    language: str = "",
    channel: Channel = "email",
    *,
    off: frozenset[str] = NO_RULES,
    known: Known | None = None,
    leaks: Leaks | None = None,
) -> Linted:
    """Everything the rules find. `language` decides where the text itself leaves it open; `off` names rules
    that are switched off, and phrases as `rule: phrase`."""
    plain, places = _nfc(text)
    spoken_in = language_of(plain, language)
    if spoken_in is None:
        return Linted(None, ())
    letter = read_letter(plain, spoken_in, channel, off=off, known=known, leaks=leaks)
    found = [
        _finding(name, place, text, places)._replace(says=_says(rule, letter, place))
        for name, rule in rules().items()
        if name not in off
        for place in _places(rule, letter)
    ]
    found = _without_doubt(found, letter)
    found.sort(key=lambda one: (one.start is None, one.start or 0, one.rule))
    return Linted(spoken_in, tuple(found))


def read_letter(
    plain: str,
    language: str,
    channel: Channel = "email",
    *,
    off: frozenset[str] = NO_RULES,
    known: Known | None = None,
    leaks: Leaks | None = None,
) -> Letter:
    """A letter (NFC) as its rules read it."""
    read_by = sheets(language)
    sentences = read_by.read(plain, is_script=channel == "call_script")
    without = frozenset(one.partition(": ")[2] for one in off if ": " in one)
    held = read_by.hits(sentences, without)
    return Letter(plain, language, channel if channel in CHANNELS else "email", sentences, held, known, leaks)


def language_of(text: str, asked: str = "") -> str | None:
    """The language to read a letter in: the one it is surely written in, else the one that was asked for."""
    sure = surely(text)
    if sure is None:
        return asked if asked in spoken() and may_be(text, asked) else None
    return sure if sure in spoken() else None


def phrases_of(rule: str, language: str) -> list[tuple[str, str]]:
    """The phrases that a rule goes by, and the sheet of each."""
    names = getattr(rules()[rule], "SHEETS", (rule,))
    return [one for one in sheets(language).told() if one[1].partition(".")[0] in names]


def _without_doubt(found: list[Finding], letter: Letter) -> list[Finding]:
    """The findings but for doubtful ones of a place that stands alone: in a letter of some length that has
    nothing else against the client, one phrase of one sheet is more often wrong than right."""
    complaints = [one for one in found if hasattr(rules()[one.rule], "IS_DOUBTFUL")]
    places = [(one.start, one.end) for one in complaints if one.start is not None and one.end is not None]
    if len(apart(places)) != 1 or len(letter.sentences) < _SOME_LENGTH:
        return found
    is_sure = any(not rules()[one.rule].IS_DOUBTFUL or letter.agreeing(one.rule) > 1 for one in complaints)
    return found if is_sure else [one for one in found if one not in complaints]


def _places(rule: ModuleType, letter: Letter) -> list[Place | None]:
    found = list(rule.find(letter))
    return list(apart(found)) if rule.LEVEL == SPAN else found[:1]


def _finding(rule: str, place: Place | None, text: str, places: list[int] | None) -> Finding:
    if place is None:
        return Finding(rule, None, None, None)
    start, end = place if places is None else (places[place[0]], places[place[1]])
    return Finding(rule, start, end, text[start:end])


def _says(rule: ModuleType, letter: Letter, place: Place | None) -> tuple[Judged, ...]:
    """What a rule that has asked the records can tell of a place."""
    says = getattr(rule, "says", None)
    return tuple(says(letter, place)) if says and place else ()


def _nfc(text: str) -> tuple[str, list[int] | None]:
    """The text in the form that it is read in, and where each of its characters stands in the text as given
    (None where both are the same)."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text, None
    plain: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _joins(text[end]):
            piece = unicodedata.normalize("NFC", text[start:end])
            plain.append(piece)
            places += [start] * len(piece)
            start = end
    return "".join(plain), [*places, len(text)]


def _joins(char: str) -> bool:
    """Can this character melt into the one before it?"""
    return unicodedata.combining(char) != 0 or "\u1160" <= char <= "\u11ff"
