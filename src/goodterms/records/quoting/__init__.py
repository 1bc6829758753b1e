"""What do mail and chat programs write around the words of their users? One sheet a language.

A sheet is TOML with lists of phrases: how an attribution opens and which verb it holds, the labels of a
copied header, the titles of a forwarded message, how a phone signs, how a letter closes, which subjects
an automatic reply has, and under `[chat]` what a chat program writes itself. A new language is a new sheet.
"""

from __future__ import annotations

import re
from functools import cache

from goodterms.terms import shelf
from goodterms.terms.languages import nfc


@cache
def phrases(kind: str, table: str = "") -> tuple[str, ...]:
    """The phrases of one kind in all languages, longest first; `table` names a table of the sheets."""
    found: set[str] = set()
    for language in shelf.names(__name__, ".toml"):
        sheet = shelf.toml(__name__, language)
        found.update(nfc(phrase) for phrase in (sheet.get(table, {}) if table else sheet).get(kind, ()))
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def either(kind: str, table: str = "") -> str:
    """A pattern that matches any phrase of one kind, whatever spaces and apostrophes it is written with."""
    return "(?:" + "|".join(_loosely(phrase) for phrase in phrases(kind, table)) + ")"


def _loosely(phrase: str) -> str:
    words = (re.escape(word).replace("'", "['’]") for word in phrase.split())
    return r"\s+".join(words)
