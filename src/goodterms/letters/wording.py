"""How does this language say that, to this client?

A sheet (`wordings/<language>.toml`) holds several natural wordings of every part of a letter, for both
registers (`any`) or for one (`formal`, `familiar`), and others for a channel (`chat.end`). Which of them a
client gets, a hash of the client's name decides: two clients do not get the same letter, and one client
always gets the same. One with a place that nothing fills is said only where all have one.

>>> words = wording("en")
>>> said = words.say("reason_direction.neutral", {}, "Harbour & Sons")
>>> said == words.say("reason_direction.neutral", {}, "Harbour & Sons")
True
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import dropwhile
from string import Formatter
from typing import Any, Literal

from goodterms.letters import hints
from goodterms.terms import shelf
from goodterms.terms.money import Money

SHELF = "goodterms.letters.wordings"
Register = Literal["formal", "familiar"]


class Wording:
    """The wordings of one language."""

    def __init__(self, language: str, tables: Mapping[str, Any]) -> None:
        self.language = language
        self._tables = tables
        self._told = tables["language"]
        self.register: Register = self._told["register"]
        """The register that is safe with a client whom one does not know better."""
        self.adjectives: tuple[str, ...] = tuple(self._told["adjectives"])
        """What one can find of somebody's plans, to choose from."""
        self.providers: Mapping[str, str] = tables["providers"]
        """Types of provider, as a sentence names them."""

    def say(
        self,
        part: str,
        places: Mapping[str, str],
        client: str,
        *,
        channel: str = "",
        register: Register | None = None,
    ) -> str:
        """A part of a letter in words, without a hole where something is not known; empty where the language
        has no words for it."""
        known = self.variants(f"{channel}.{part}", register) or self.variants(part, register)
        if not known:
            return ""
        variants = [one for one in known if all(map(places.get, _places(one)))] or known
        chosen = hashlib.blake2b(f"{client}\0{part}".encode(), digest_size=4).digest()
        said = variants[int.from_bytes(chosen) % len(variants)].format_map(places)
        return said[:1].upper() + said[1:]

    def variants(self, part: str, register: Register | None = None) -> tuple[str, ...]:
        """All wordings of a part, with their places."""
        table = self._tables
        for name in part.split("."):
            table = table.get(name, {})
        found = [*table.get("any", ()), *table.get(register or self.register, ())]
        return tuple(one for one in found if isinstance(one, str))

    def parts(self) -> frozenset[str]:
        """Every part that has wordings."""
        return frozenset(_parts(self._tables))

    def address(self, register: Register, asked: str = "") -> dict[str, str]:
        """How writer and reader are called, where a language has many words for that: `you`, `me`."""
        table: Mapping[str, Mapping[str, str]] = self._told.get("address", {})
        chosen = table.get(asked) or table.get(register) or {}
        return {**chosen, **{name.capitalize(): word[:1].upper() + word[1:] for name, word in chosen.items()}}

    def addresses(self) -> tuple[str, ...]:
        """The ways to call somebody that may be asked for."""
        return tuple(name for name in self._told.get("address", {}) if name not in ("formal", "familiar"))

    def call(self, name: str, register: Register) -> str:
        """A person's name as it is called: the whole name, or the one among friends. The whole name too where
        it cannot be told which part that is: of two people, or behind a title."""
        name = " ".join(name.split())
        last, comma, first = name.partition(", ")
        name = f"{first} {last}" if comma and "," not in first else name
        said = name.split()
        is_last = self._told.get("given_name") == "last"
        if not (is_last or register == "familiar") or any(hints.is_one("together", one) for one in said):
            return name
        names = list(dropwhile(lambda one: hints.is_one("titles", one), said))
        if len(names) > 1 and hints.is_one("families", names[0]):
            return names[-1]
        if is_last:
            return " ".join(names) or name
        return names[0] if names == said and said and names[0][0].isupper() else name

    def money(self, money: Money) -> str:
        """A sum as a sentence names it."""
        from babel.numbers import format_currency  # noqa: PLC0415 - as below

        return format_currency(money.amount, money.currency, locale=self.language)

    def day(self, day: date, country: str = "") -> str:
        """A day as a sentence names it."""
        from babel.dates import format_date  # noqa: PLC0415 - 20 ms, and to check a letter needs none of it

        pattern = self._told.get("dates", {}).get(country, self._told["date"])
        if day.day == 1:
            pattern = self._told.get("date_first", pattern)
        return format_date(day, pattern, locale=self.language)


@cache
def wording(language: str) -> Wording:
    """The wordings of a language that letters are written in (`written`)."""
    return Wording(language, shelf.toml(SHELF, language))


def written() -> tuple[str, ...]:
    """The languages that letters are written in."""
    return shelf.names(SHELF, ".toml")


def _places(variant: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(variant) if name)


def _parts(table: Mapping[str, Any], path: str = "") -> list[str]:
    found = []
    for name, inner in table.items():
        if isinstance(inner, dict) and name not in ("language", "providers"):
            here = f"{path}{name}"
            is_part = any(isinstance(one, list) for one in inner.values())
            found += [here] if is_part else _parts(inner, here + ".")
    return found
