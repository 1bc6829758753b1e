"""What is wrong with this letter, and where?

>>> found = lint("I am closing my studio on 30 June, but thank you.", "en", off=frozenset({"no_care"}))
>>> [(one.rule, one.quote) for one in found.findings if one.quote]
[('but', 'but')]

Rules are found (`rules/*.py`), never registered; each reads the same `Letter`. A good letter that is flagged
is the worst outcome: where the language is unknown or unsure, no rule speaks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple

from goodterms.letters.letter import CHANNELS, SPAN, Letter, Place, apart
from goodterms.letters.paper import UNSEEN, seen
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
    plain, places = _read_as(text)
    spoken_in = language_of(plain, language)
    if spoken_in is None:
        return Linted(None, ())
    letter = read_letter(plain, spoken_in, channel, off=off, known=known, leaks=leaks)
    held = _held(letter, off)
    if _is_doubtful(held, letter):
        letter = letter.without(name for name, rule in rules().items() if getattr(rule, "IS_DOUBTFUL", False))
        held = _held(letter, off)
    found = [
        _finding(name, place, text, places)._replace(says=_says(rules()[name], letter, place))
        for name, some in held.items()
        for place in some
    ]
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
    held = read_by.hits(sentences, _silenced(off))
    return Letter(plain, language, channel if channel in CHANNELS else "email", sentences, held, known, leaks)


def language_of(text: str, asked: str = "") -> str | None:
    """The language to read a letter in: the one it is surely written in, else the one that was asked for."""
    sure = surely(text)
    if sure is None:
        return asked if asked in spoken() and may_be(text, asked) else None
    return sure if sure in spoken() else None


def phrases_of(rule: str, language: str) -> list[tuple[str, str]]:
    """The phrases that a rule goes by, and the sheet of each."""
    return [one for one in sheets(language).told() if one[1].partition(".")[0] in _sheets_of(rule)]


def _sheets_of(rule: str) -> tuple[str, ...]:
    """The sheets that a rule looks into; none where there is no such rule."""
    return getattr(rules()[rule], "SHEETS", (rule,)) if rule in rules() else ()


def _silenced(off: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The phrases that are switched off, each beside the sheets of its rule."""
    told = (one.partition(":") for one in off)
    silent = ((_sheets_of(rule.strip()), phrase.strip()) for rule, _, phrase in told if phrase)
    return frozenset((sheet, phrase) for names, phrase in silent for sheet in names)


def _held(letter: Letter, off: frozenset[str]) -> dict[str, list[Place | None]]:
    """By rule: the places that it finds."""
    return {name: _places(rule, letter) for name, rule in rules().items() if name not in off}


def _is_doubtful(held: Mapping[str, Sequence[Place | None]], letter: Letter) -> bool:
    """Is everything against the client one place, told by one phrase that may be meant otherwise? In a letter
    of some length that is more often wrong than right; what the sheet of a rule calls `plain` is never."""
    complaints = [name for name, some in held.items() if some and hasattr(rules()[name], "IS_DOUBTFUL")]
    places = [place for name in complaints for place in held[name] if place is not None]
    if len(apart(places)) != 1 or len(letter.sentences) < _SOME_LENGTH:
        return False
    return not any(
        not rules()[name].IS_DOUBTFUL or letter.agreeing(name) > 1 or letter.hits(f"{name}.plain")
        for name in complaints
    )


def _places(rule: ModuleType, letter: Letter) -> list[Place | None]:
    found = list(rule.find(letter))
    return list(apart(found)) if rule.LEVEL == SPAN else found[:1]


def _finding(rule: str, place: Place | None, text: str, places: list[int] | None) -> Finding:
    if place is None:
        return Finding(rule, None, None, None)
    start, end = place if places is None else (places[place[0]], places[place[1]])
    while UNSEEN.match(text[end - 1]):
        end -= 1
    return Finding(rule, start, end, text[start:end])


def _says(rule: ModuleType, letter: Letter, place: Place | None) -> tuple[Judged, ...]:
    """What a rule that has asked the records can tell of a place."""
    says = getattr(rule, "says", None)
    return tuple(says(letter, place)) if says and place else ()


def _read_as(text: str) -> tuple[str, list[int] | None]:
    """The text in the form that it is read in (NFC, without what nobody sees), and where each of its
    characters stands in the text as given (None where both are the same)."""
    if text.isascii() or (unicodedata.is_normalized("NFC", text) and not UNSEEN.search(text)):
        return text, None
    plain: list[str] = []
    places: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or not _joins(text[end]):
            piece = seen(text[start:end])
            plain.append(piece)
            places += [start] * len(piece)
            start = end
    return "".join(plain), [*places, len(text)]


def _joins(char: str) -> bool:
    """Can this character melt into the one before it, or vanish behind it?"""
    return unicodedata.combining(char) != 0 or "\u1160" <= char <= "\u11ff" or bool(UNSEEN.match(char))
