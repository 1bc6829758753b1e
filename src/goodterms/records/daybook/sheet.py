"""Which sentences does a daybook understand? The word sheets, one a language, made ready for matching.

A pattern in a sheet is plain words with `{slot}` for a value, `[part]` for what may be left out and `(a|b)`
for a choice. Sheets are found by name: a fifth language is a fifth file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from goodterms.records.daybook.values import NUMBER, SLOTS, TYPES
from goodterms.terms import shelf
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

PACKAGE = "goodterms.records.daybook.words"

Words = Mapping[str, Mapping[str, str]]

_PIECE = lazy(r"\{(\w+)\}|([\[\]()|])|(\s+)|(:)|(['’])|([^\s\[\]()|:'’{]+)")
_OPTIONAL = lazy(r"\{\w+\}|\[[^\[\]]*\]|\((?:[^()]|\([^()]*\))*\)")
_SIGNS = {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}


class Form(NamedTuple):
    """One pattern: a word that every line of this form has (looked for first, it is cheap), and the rest."""

    word: str
    pattern: str

    def match(self, line: str) -> re.Match[str] | None:
        """The slots of a line that has this form, whole."""
        return _compiled_once(self.pattern).fullmatch(line) if self.word in line.casefold() else None


@cache
def _compiled_once(pattern: str) -> re.Pattern[str]:
    """Most forms of four languages are never needed: none is compiled before a line has its word."""
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


Forms = Mapping[str, tuple[Form, ...]]


class Sheet(NamedTuple):
    """One language: its sentences, the parts that may follow them, its forms of repetition, its words."""

    language: str
    facts: Forms
    details: Forms
    repeat: Forms
    words: Words
    """By list, then by written word (folded to lower case): the key it means."""
    i: frozenset[str]
    """How the writer says I: nobody's name."""
    hour: frozenset[str]
    minute: frozenset[str]
    examples: tuple[str, ...]


@cache
def titles() -> frozenset[str]:
    """What the first line of a daybook may call it, in any language, in lower case."""
    return frozenset().union(*(_folded(shelf.toml(PACKAGE, name)["title"]) for name in _languages()))


def _languages() -> list[str]:
    return sorted(shelf.names(PACKAGE, ".toml"), key=lambda name: (name != "en", name))


@cache
def sheets() -> tuple[Sheet, ...]:
    """All languages, English first."""
    return tuple(_sheet(name, shelf.toml(PACKAGE, name)) for name in _languages())


def _sheet(language: str, raw: Mapping[str, Any]) -> Sheet:
    words = {name: _by_word(keys) for name, keys in raw["words"].items() if isinstance(keys, dict)}
    hour, minute = _folded(raw["words"]["hour"]), _folded(raw["words"]["minute"])
    slots = _slots(words, hour | minute, raw["words"]["and"])
    return Sheet(
        language,
        _compiled(raw["facts"], slots, ""),
        _compiled(raw["details"], slots, ""),
        _compiled(raw["repeat"], slots, r"\s*:\s+(?P<rest>.+)"),
        words,
        _folded(raw["words"]["I"]),
        hour,
        minute,
        tuple(raw["examples"]["lines"]),
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(nfc(word).casefold() for word in words)


def _by_word(keys: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: key for key, written in keys.items() for word in _folded(written)}


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _slots(words: Words, units: frozenset[str], joins: list[str]) -> dict[str, str]:
    """What each slot looks like in this language, as a regular expression."""
    own = {name: _either(written) for name, written in words.items() if name not in SLOTS}
    unit = _either(units)
    fixed = {slot: TYPES[kind] for slot, kind in SLOTS.items() if kind in TYPES}
    long = rf"\d{{1,4}}(?:[.,]\d+)?\s*(?:{unit})(?:\s*\d{{1,2}}\s*(?:{unit})?)?"
    lengths = {slot: long for slot, kind in SLOTS.items() if kind == "length"}
    many = rf"{NUMBER}(?:\s+(?:(?:\+|&|{_either(_folded(joins))})\s+)?{NUMBER})*"
    when = {
        "first": r"\d{4}-\d{2}(?:-\d{2})?",
        "last": r"\d{4}-\d{2}(?:-\d{2})?",
        "nth": r"\d{1,2}(?:st|nd|rd|th|er|e)?",
        "at": r"\d{1,2}:\d{2}(?:\s*[-–]\s*\d{1,2}:\d{2})?",
    }
    return fixed | own | lengths | when | {"invoices": many}


def _compiled(patterns: Mapping[str, list[str]], slots: Mapping[str, str], tail: str) -> Forms:
    return {name: tuple(_compile(one, slots, tail) for one in forms) for name, forms in patterns.items()}


def _compile(pattern: str, slots: Mapping[str, str], tail: str) -> Form:
    written = "".join(_piece(piece, slots) for piece in _PIECE.finditer(nfc(pattern)))
    always = _OPTIONAL.sub(" ", nfc(pattern).casefold())
    word = max(re.findall(r"[^\W\d]+", always), key=len, default="")
    return Form(word, written + tail)


def _piece(piece: re.Match[str], slots: Mapping[str, str]) -> str:
    slot, sign, space, colon, apostrophe, literal = piece.groups()
    if slot:
        return rf"(?P<{slot}>{slots[slot]})"
    if sign:
        return _SIGNS[sign]
    if literal:
        return re.escape(literal)
    return r"\s*:" if colon else r"\s+" if space else "['’]" if apostrophe else ""
