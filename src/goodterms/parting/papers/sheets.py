"""Does this sentence say that? The phrases of all languages as one pattern each.

People mix languages within one mail, and a word for a password is one in any of them. So a sentence is asked
by the phrases of every sheet at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from goodterms.terms import shelf
from goodterms.terms.languages import nfc

SHELF = "goodterms.parting.papers"
MAKERS = "makers"


def plain(text: str) -> str:
    """The text in the form in which phrases are compared; as long as the text in its one Unicode form."""
    composed = nfc(text)
    lowered = composed.lower()
    if len(lowered) != len(composed):  # a letter that is two as a small one: İ
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in composed)
    return lowered.replace("’", "'")


def languages() -> tuple[str, ...]:
    """The languages that have a sheet."""
    return tuple(name for name in shelf.names(SHELF, ".toml") if name != MAKERS)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Any phrase of a table (`grant`, `kinds.hosting`) of any language."""
    phrases = [phrase for language in languages() for phrase in _table(language, name)]
    return _any_of(phrases)


@cache
def kinds() -> tuple[str, ...]:
    """What can be handed over, as the sheets name it, in their order."""
    return tuple(shelf.toml(SHELF, "en")["kinds"])


@cache
def makers() -> dict[str, tuple[str, str]]:
    """By its name as it is compared: what a service is, and how it is written."""
    told = shelf.toml(SHELF, MAKERS)
    return {plain(name): (kind, name) for kind, names in told.items() for name in names}


@cache
def maker_pattern() -> re.Pattern[str]:
    """Any service by its name."""
    return _any_of(makers())


@cache
def ordinary() -> frozenset[str]:
    """Words that follow a word for a password and are none."""
    return frozenset(plain(word) for name in languages() for word in shelf.toml(SHELF, name)["ordinary"])


def says(name: str, sentence: str) -> bool:
    """Does a sentence, as it is compared, have a phrase of that table?"""
    return pattern(name).search(sentence) is not None


def _table(language: str, name: str) -> list[str]:
    found: Any = shelf.toml(SHELF, language)
    for part in name.split("."):
        found = found[part]
    return list(found)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    ways = sorted({_way(plain(phrase)) for phrase in phrases}, key=lambda way: (-len(way), way))
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)")


def _way(phrase: str) -> str:
    """One phrase as a pattern."""
    parts: list[str] = []
    for word in phrase.split():
        if word == "…":
            parts[-1:] = [parts[-1] + r"(?:\s+\S+){0,4}?"]
        else:
            parts.append(re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else ""))
    return r"\s+".join(parts)
