"""What do people call this column? Headings of tables and the words in their cells, one sheet a language.

`[columns]` gives for each column of the records folder what it is called; `[words]` does so for the answers
that a column allows; `[months]` has the names of the months, as dates carry them. A heading may stand for
several columns (`date`): the kind of file decides which is meant.

Four sheets take 40 ms to read, and every file is asked whether it is a table. So `index.json` keeps the same
beside them, turned round: from what is written to what it means (`make messages` writes it, a test compares).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache

from goodterms.terms import shelf
from goodterms.terms.languages import nfc

INDEX = "index.json"


def plain(text: str) -> str:
    """A heading or an answer as it is compared: lower case, words only.

    >>> plain(" Paid_on: ")
    'paid on'
    """
    return " ".join(re.findall(r"[^\W_]+", nfc(text).lower()))


def meaning(heading: str) -> tuple[str, ...]:
    """The columns that a heading, already `plain`, may stand for; nothing for any other text.

    >>> meaning("invoicedate") == meaning("invoice date")
    True
    """
    return meanings().get(heading) or _run_together().get(heading, ())


@cache
def meanings() -> Mapping[str, tuple[str, ...]]:
    """For each heading, in every language, the columns it may stand for; a column's own name comes first."""
    return _index("columns")


@cache
def _run_together() -> Mapping[str, tuple[str, ...]]:
    """The same headings as programs write them: without spaces."""
    found: dict[str, tuple[str, ...]] = {}
    for text, names in meanings().items():
        found.setdefault(text.replace(" ", ""), names)
    return found


def word(text: str, allowed: Sequence[str]) -> str | None:
    """Which of the allowed words this is, in any language; None where it is none of them."""
    meant = _answers().get(plain(text), ())
    own = plain(text).replace(" ", "_")
    return own if own in allowed else next((name for name in meant if name in allowed), None)


@cache
def written(answer: str) -> frozenset[str]:
    """All that an answer is called, in every language."""
    return frozenset(text for text, names in _answers().items() if answer in names)


@cache
def months() -> Mapping[str, int]:
    """The number of each month by its name and its short names, in every language."""
    return {text: int(names[0]) for text, names in _index("months").items()}


def worked_out() -> str:
    """The text of the index as the sheets are now: JSON, each part on a line of its own."""
    parts = ((part, _turned(part)) for part in ("columns", "words"))
    told = dict(parts) | {"months": _months()}
    lines = (
        f'"{part}":{json.dumps(said, ensure_ascii=False, separators=(",", ":"))}'
        for part, said in told.items()
    )
    return "{" + ",\n".join(lines) + "}\n"


def _index(part: str) -> Mapping[str, tuple[str, ...]]:
    return {text: tuple(names) for text, names in _read()[part].items()}


@cache
def _read() -> Mapping[str, Mapping[str, Sequence[str]]]:
    said: Mapping[str, Mapping[str, Sequence[str]]] = json.loads(
        shelf.sheet(__name__, INDEX).read_text("utf-8")
    )
    return said


def _months() -> Mapping[str, tuple[str, ...]]:
    sheets = (shelf.toml(__name__, language)["months"] for language in _languages())
    return {
        plain(text): (str(number),)
        for sheet in sheets
        for number, names in enumerate(sheet.values(), 1)
        for text in names
    }


def _languages() -> tuple[str, ...]:
    return shelf.names(__name__, ".toml")


@cache
def _answers() -> Mapping[str, tuple[str, ...]]:
    return _index("words")


def _turned(table: str) -> Mapping[str, tuple[str, ...]]:
    """A table of all sheets, turned round: from what is written to what it means."""
    found: dict[str, list[str]] = {}
    for language in _languages():
        for name, texts in shelf.toml(__name__, language)[table].items():
            for text in (name, *texts):
                here = found.setdefault(plain(text), [])
                here[:] = dict.fromkeys([name, *here] if plain(text) == plain(name) else [*here, name])
    return {text: tuple(names) for text, names in found.items()}
