"""Where does this come from, and what could not be read?

Three small values that every room hands on. The core never writes a sentence: it returns a key and the
values that belong to it, and a face finds the words in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from goodterms.terms.money import Money

Value = str | int | float | date | datetime | Money | None
NOTHING: Mapping[str, Value] = MappingProxyType({})


class Evidence(NamedTuple):
    """The place a fact was read from: the file, the place in it (line, message, page) and its own words."""

    source: str
    locator: str
    quote: str = ""


class Text(NamedTuple):
    """A sentence before it has a language: the catalogue key, and the values its placeholders take."""

    key: str
    values: Mapping[str, Value] = NOTHING


class Problem(NamedTuple):
    """What could not be read, and where. A value, never an exception: the rest is still read."""

    source: str
    locator: str
    key: str
    values: Mapping[str, Value] = NOTHING
