"""What mails of a language say when somebody offers, agrees, refuses, promises or has done something.

One sheet a language, `words/<language>.toml`: who I and you are, classes of words, phrases for each term,
for what is said about it, for promises and for what became of them, and the words for days and sums. Phrases
are written as those of contracts (`parting.contract.matching`); ME is who writes, YOU who is written to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple

from goodterms.parting.contract.matching import Classes, Phrase, Row, holds, place, read_class, read_phrase
from goodterms.terms import shelf
from goodterms.terms.patterns import lazy

_SHEETS = "goodterms.parting.dossier"
_WORD = lazy(r"\w+")
_MOVING = ("more_time", "sooner", "accept", "changed", "former", "instead", "needs")
"""What sentences do that move a day."""
_SHORTEST, _STEM = 3, 6
"""Letters of a word that tells something, and those by which words are the same: chapter, chapters."""
_CLAUSES = "goodterms.parting.contract.clauses"


class Topic(NamedTuple):
    """How a term is spoken of."""

    what: str
    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]

    def place(self, row: Row) -> tuple[int, int] | None:
        """The first and last word of what speaks of it, the shortest; None where nothing does."""
        if any(holds(one, row) for one in self.unless):
            return None
        found = [span for one in self.phrases if (span := place(one, row)) is not None]
        return min(found, key=lambda span: span[1] - span[0], default=None)


class Speech:
    """The words of one language."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.told = _sheet(name)
        self.classes: Classes = {}
        made: dict[str, Any] = {}
        for title, ways in self.told.get("classes", {}).items():
            made[title] = read_class(ways, name, made)
        self.classes = made
        self.stop = frozenset(self.told["stop"])
        self.topics = {
            what: Topic(what, self._phrases(one["phrases"]), self._phrases(one.get("unless", ())))
            for what, one in self.told["topics"].items()
        }
        self._lists: dict[str, tuple[Phrase, ...]] = {}
        self._contracts: dict[str, dict[str, tuple[Phrase, ...]]] = {}

    @cached_property
    def of_days(self) -> frozenset[str]:
        """The words by which days are moved, as `saying.about` shortens them."""
        told = [*self.told["topics"]["deadline"]["phrases"], *self.told["topics"]["offered"]["phrases"]]
        told += [one for how in _MOVING for one in self.told["stance"].get(how, ())]
        told += self.told["classes"]["final"]
        return frozenset(self.short_word(one) for one in _WORD.findall(" ".join(told).lower()))

    def short_word(self, word: str) -> str:
        """A word by the letters that it shares with others of its kind; empty where it tells nothing."""
        if self.name == "vi":
            return word
        return "" if len(word) < _SHORTEST else word[:_STEM]

    def _phrases(self, told: Iterable[str]) -> tuple[Phrase, ...]:
        return tuple(read_phrase(one, self.name, self.classes) for one in told)

    def phrases(self, group: str, title: str) -> tuple[Phrase, ...]:
        """The phrases that the sheet lists under `[group] title`."""
        key = f"{group}.{title}"
        if key not in self._lists:
            self._lists[key] = self._phrases(self.told[group].get(title, ()))
        return self._lists[key]

    def says(self, row: Row, group: str, title: str) -> bool:
        """Does a row hold one of them?"""
        return any(holds(one, row) for one in self.phrases(group, title))

    def spans(self, row: Row, group: str, title: str) -> Iterator[tuple[int, int]]:
        """The first and last word of each of them that a row holds."""
        yield from (span for one in self.phrases(group, title) if (span := place(one, row)) is not None)

    def first(self, row: Row, group: str, title: str) -> int | None:
        """The first word of any of them that a row holds."""
        return min((span[0] for one in self.phrases(group, title) if (span := place(one, row))), default=None)

    def ends(self, row: Row, group: str, title: str) -> bool:
        """Does a row end with one of them?"""
        spans = (place(one, row) for one in self.phrases(group, title))
        return any(span is not None and span[1] == len(row.tokens) - 1 for span in spans)

    def law(self, row: Row) -> str:
        """The place whose law a row names; empty where it names none."""
        return self._of_contracts("places", row)

    def form(self, row: Row) -> str:
        """How a row asks for notice: written, email, registered; empty where it does not say."""
        return self._of_contracts("forms", row)

    def _of_contracts(self, title: str, row: Row) -> str:
        """Which of the things that contracts of the language name is named here."""
        told: Mapping[str, list[str]] = shelf.toml(f"{_CLAUSES}.{self.name}", "_language")[title]
        if title not in self._contracts:
            self._contracts[title] = {code: self._phrases(ways) for code, ways in told.items()}
        named = (
            code for code, ways in self._contracts[title].items() if any(holds(one, row) for one in ways)
        )
        return next(named, "")


@cache
def speech(language: str) -> Speech:
    """The words of a language that has a sheet (`spoken`)."""
    return Speech(language)


@cache
def _sheet(language: str) -> Mapping[str, Any]:
    return shelf.toml(f"{_SHEETS}.words", language)


def spoken() -> tuple[str, ...]:
    """The languages whose mails are read."""
    return shelf.names(f"{_SHEETS}.words", ".toml")
