"""One entry of a daybook: a line, and the indented text under it.

>>> [entry.text for entry in entries('2026-03-04 09:10 I wrote to Pixel Orchard:\\n   Dear Kim,\\n   Yes.')]
['Dear Kim,\\nYes.']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from goodterms.terms.patterns import lazy

DATED = lazy(r"(\d[\d/.-]*\d)(?=[\s:,T]|$)[\s:,T]*(.*)", re.DOTALL)
ISO_DAY = lazy(r"\d{4}-\d{1,2}(?:-\d{1,2})?")


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
        dated = DATED.match(self.line)
        return bool(dated and ISO_DAY.fullmatch(dated[1]))


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
