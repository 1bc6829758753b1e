"""What do people call this column? Headings of tables and the words in their cells, one sheet a language.

`[columns]` gives for each column of the records folder what it is called; `[words]` does so for the answers
that a column allows. A heading may stand for several columns (`date`): the kind of file decides which is
meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from goodterms.terms import shelf
from goodterms.terms.languages import nfc


def plain(text: str) -> str:
    """A heading or an answer as it is compared: lower case, words only.

    >>> plain(" Paid_on: ")
    'paid on'
    """
    return " ".join(re.findall(r"[^\W_]+", nfc(text).lower()))


def meaning(heading: str) -> tuple[str, ...]:
    """The columns that a heading, already `plain`, may stand for; nothing for any other text.

    Every file is asked whether it is a table, and most are none: to read four sheets for them takes 8 ms.
    What stands nowhere in the sheets' text is no heading.
    """
    return meanings().get(heading, ()) if heading in _all_said() else ()


@cache
def _all_said() -> str:
    """The words of all sheets, keys and marks and all."""
    return plain("\n".join(shelf.sheet(__name__, f"{name}.toml").read_text("utf-8") for name in _languages()))


def _languages() -> tuple[str, ...]:
    return shelf.names(__name__, ".toml")


@cache
def meanings() -> Mapping[str, tuple[str, ...]]:
    """For each heading, in every language, the columns it may stand for; a column's own name comes first."""
    return _turned("columns")


def word(text: str, allowed: Sequence[str]) -> str | None:
    """Which of the allowed words this is, in any language; None where it is none of them."""
    meant = _answers().get(plain(text), ())
    own = plain(text).replace(" ", "_")
    return own if own in allowed else next((name for name in meant if name in allowed), None)


@cache
def _answers() -> Mapping[str, tuple[str, ...]]:
    return _turned("words")


def _turned(table: str) -> Mapping[str, tuple[str, ...]]:
    """A table of all sheets, turned round: from what is written to what it means."""
    found: dict[str, list[str]] = {}
    for language in _languages():
        for name, written in shelf.toml(__name__, language)[table].items():
            for text in (name, *written):
                here = found.setdefault(plain(text), [])
                here[:] = dict.fromkeys([name, *here] if plain(text) == plain(name) else [*here, name])
    return {text: tuple(names) for text, names in found.items()}
