"""What can be told with a question: days, numbers, words, each with its JSON Schema and how it is read.

What a schema allows is read, and nothing else: the same few lines say both.

>>> Whole(1, 60).read(12), Whole(1, 60).read(61), Whole(1, 60).read("12"), Whole(1, 60).spelled("12")
(12, None, None, 12)
>>> DAY.read("2026-02-28"), DAY.read("2026-02-29")
(datetime.date(2026, 2, 28), None)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from goodterms.faces.plain import Json

_WHOLE = re.compile(r"-?[0-9]{1,12}")
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,60})?(?:[eE][+-]?[0-9]{1,3})?")
_LEAP = r"(199[26]|20([02468][048]|[13579][26]))-02-29"
_MONTHS = (
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8])"
)
DAYS = f"^((199[0-9]|20[0-9][0-9])-({_MONTHS})|{_LEAP})$"


class Kind(Protocol):
    """What a value may be."""

    @property
    def schema(self) -> Json:
        """As JSON Schema."""
        ...

    def read(self, told: Any) -> Any:
        """The value of what JSON told; None where it is not allowed."""
        ...

    def spelled(self, text: str) -> Any:
        """What JSON would tell, of what stands in an address."""
        ...


@dataclass(frozen=True)
class Words:
    """A text of at most so many characters."""

    most: int

    @property
    def schema(self) -> Json:
        return {"type": "string", "minLength": 1, "maxLength": self.most}

    def read(self, told: Any) -> str | None:
        return told if isinstance(told, str) and 0 < len(told) <= self.most else None

    def spelled(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class Choice:
    """One of a few words."""

    allowed: tuple[str, ...]

    @property
    def schema(self) -> Json:
        return {"type": "string", "enum": list(self.allowed)}

    def read(self, told: Any) -> str | None:
        return told if isinstance(told, str) and told in self.allowed else None

    def spelled(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class Pattern:
    """A text of a form, and what is made of it."""

    form: str
    made: Callable[[str], Any]

    @property
    def schema(self) -> Json:
        return {"type": "string", "pattern": self.form}

    def read(self, told: Any) -> Any:
        fits = isinstance(told, str) and re.search(self.form, told) and not told.endswith("\n")
        return self.made(told) if fits else None

    def spelled(self, text: str) -> str:
        return text


@dataclass(frozen=True)
class Whole:
    """A whole number in a range."""

    least: int
    most: int

    @property
    def schema(self) -> Json:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def read(self, told: Any) -> int | None:
        is_whole = not isinstance(told, bool) and isinstance(told, int | float) and told == told // 1
        return int(told) if is_whole and self.least <= told <= self.most else None

    def spelled(self, text: str) -> Any:
        return int(text) if _WHOLE.fullmatch(text) else NUMBERS.spelled(text)


@dataclass(frozen=True)
class Number:
    """A number in a range."""

    least: float
    most: float

    @property
    def schema(self) -> Json:
        return {"type": "number", "minimum": self.least, "maximum": self.most}

    def read(self, told: Any) -> float | None:
        is_number = not isinstance(told, bool) and isinstance(told, int | float)
        return float(told) if is_number and self.least <= told <= self.most else None

    def spelled(self, text: str) -> Any:
        return float(text) if _NUMBER.fullmatch(text) else text


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    @property
    def schema(self) -> Json:
        return {"type": "boolean"}

    def read(self, told: Any) -> bool | None:
        return told if isinstance(told, bool) else None

    def spelled(self, text: str) -> Any:
        return {"true": True, "false": False}.get(text, text)


NUMBERS = Number(float("-inf"), float("inf"))
DAY = Pattern(DAYS, date.fromisoformat)
SUM = Pattern(r"^[0-9]{1,12}(\.[0-9]{1,2})?$", Decimal)
BALANCE = Pattern(r"^-?[0-9]{1,12}(\.[0-9]{1,2})?$", Decimal)
NAME = Words(200)
SENTENCE = Words(500)
