"""What is each kind of clause called in a language? The phrases of its sheets, read when first asked for.

`clauses/<language>/<kind>.toml` has
    phrases   one of these makes a passage a clause of the kind
    under     weaker ones, enough where the passage stands under one of the `headings`
    headings  what a heading, a title or the term of a row says above such a clause
    leads     what stands before a list whose items are all of the kind
    terms     the term of a row that needs nothing more than a value beside it: Notice | 30 days
    unless    what shows that a passage is none after all
    needs     what shows that it is of this contract: one of these, where the passage stands under no heading
              of the kind; a sheet without them needs nothing
    says      what a passage says of a value: `[says.on] payment = [phrases]`; the first that is held counts;
              `"true first"` is one more list for true, and so with other values
    default   what holds where nothing is said
    caught    passages with their value, and `passed`, tempting ones that are none: tests read both
`clauses/<language>/_language.toml` has what all kinds share: classes of words, roles, forms, places, parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from goodterms.parting.contract import sheet_index
from goodterms.parting.contract.matching import Phrase, Row, holds, known_phrase, place, read_phrase
from goodterms.parting.contract.sheet_index import SHEETS
from goodterms.parting.contract.vocabulary import keys, vocabulary
from goodterms.terms import shelf

_WORDS = {"true": True, "false": False}


class Sheet(NamedTuple):
    """One kind of clause in one language."""

    kind: str
    phrases: tuple[Phrase, ...]
    under: tuple[Phrase, ...]
    headings: tuple[Phrase, ...]
    leads: tuple[Phrase, ...]
    terms: tuple[Phrase, ...]
    unless: tuple[Phrase, ...]
    needs: tuple[Phrase, ...]
    says: Mapping[str, Mapping[str, tuple[Phrase, ...]]]
    default: Mapping[str, Any]

    def said(self, name: str, rows: Iterable[Row]) -> Any:
        """What the first of these rows that says something says of a value; else the default, or None."""
        for row in rows:
            for value, phrases in self.says.get(name, {}).items():
                if any(holds(phrase, row) for phrase in phrases):
                    plain = value.partition(" ")[0]
                    return _WORDS.get(plain, plain)
        return self.default.get(name)


class Language:
    """All that is looked for in contracts of one language."""

    def __init__(self, name: str) -> None:
        self.name = name
        told = sheet_index.read(name)
        self.told = told["language"]
        self.classes = sheet_index.ReadWhenAsked(self.told["classes"], name)
        self._sets = [frozenset(words.split(" ")) for words in told["sets"]]
        vocabulary(name).asked(self._sets)  # all of them now: a set that comes later makes rows look again
        self._asks: Mapping[str, list[int]] = told["asks"]
        self.sheets = {kind: self._sheet(kind, sheet) for kind, sheet in told["sheets"].items()}
        self._indexes = {
            strength: _Index(
                (phrase, one.kind) for one in self.sheets.values() for phrase in getattr(one, of)
            )
            for strength, of in _STRENGTHS.items()
        }

    def _sheet(self, kind: str, told: Mapping[str, Any]) -> Sheet:
        says = {
            name: {value: self.phrases(ways) for value, ways in values.items()}
            for name, values in told.get("says", {}).items()
        }
        lists = {of: self.phrases(told.get(of, ())) for of in (*_STRENGTHS.values(), "unless", "needs")}
        return Sheet(kind=kind, says=says, default=told.get("default", {}), **lists)

    def phrases(self, told: Iterable[str]) -> tuple[Phrase, ...]:
        """Phrases of this language."""
        return tuple(map(self._phrase, told))

    def _phrase(self, told: str) -> Phrase:
        asks = self._asks.get(told)
        if asks is None:
            return read_phrase(told, self.name, self.classes)
        return known_phrase(told, self.name, self.classes, [self._sets[one] for one in asks])

    @cache  # noqa: B019 - there is one language of each name, and it lives as long as the program
    def shared(self, *path: str) -> tuple[Phrase, ...]:
        """The phrases that the language's own sheet lists under a name."""
        told = self.told
        for name in path:
            told = told.get(name, {})
        return self.phrases(told)

    def found(
        self, row: Row, strength: str = "", without: frozenset[str] = frozenset()
    ) -> Iterator[tuple[str, int, int]]:
        """Kinds whose phrases of that strength a row holds, and the first and last word of the phrase; those
        `without` are not looked for."""
        for phrase, kind in self._indexes[strength].near(row):
            if kind not in without and (where := place(phrase, row)) is not None:
                yield kind, *where

    def kinds(self, row: Row, strength: str) -> frozenset[str]:
        """The kinds whose phrases of that strength a row holds."""
        found = row.kinds.get(strength)
        if found is None:
            near = self._indexes[strength].near(row)
            found = row.kinds[strength] = frozenset(kind for phrase, kind in near if holds(phrase, row))
        return found

    def holds(self, row: Row, *path: str) -> bool:
        """Does a row hold one of the phrases that the language's own sheet lists under a name?"""
        return any(holds(phrase, row) for phrase, _ in self._shared_index(path).near(row))

    def knows(self, kind: str, word: str) -> bool:
        """Do the phrases of a kind ask for this word, or for how it begins or ends?"""
        return not self._asked_for(kind).isdisjoint(keys(word))

    @cache  # noqa: B019 - as above
    def _asked_for(self, kind: str) -> frozenset[str]:
        phrases = (*self.sheets[kind].phrases, *self.sheets[kind].under)
        asked = [at for one in phrases for at in self._asks.get(one.told, ())]
        return frozenset(word for at in asked for word in self._sets[at])

    @cache  # noqa: B019 - as above
    def _shared_index(self, path: tuple[str, ...]) -> _Index:
        return _Index((phrase, "") for phrase in self.shared(*path))


_STRENGTHS = {"": "phrases", "under": "under", "heading": "headings", "lead": "leads", "term": "terms"}
"""What is looked for in a passage, and the list of a sheet that has it."""


class _Index:
    """Phrases of one list by the words that they cannot do without."""

    def __init__(self, phrases: Iterable[tuple[Phrase, str]]) -> None:
        self._all = list(phrases)
        self._by_first: dict[int, list[int]] = {}
        self._firsts = 0
        for number, (phrase, _) in enumerate(self._all):
            self._by_first.setdefault(phrase.first, []).append(number)
            self._firsts |= phrase.first
        self._always = self._by_first.pop(0, [])

    def near(self, row: Row) -> list[tuple[Phrase, str]]:
        """The phrases that a row may hold, with their kinds."""
        if not self._all:
            return []
        answers = row.answers(self._all[0][0].vocabulary)
        left = answers & self._firsts
        found = list(self._always)
        while left:
            first = left & -left
            found += self._by_first[first]
            left ^= first
        near = (self._all[number] for number in sorted(found))
        return [one for one in near if one[0].asks & answers == one[0].asks]


@cache
def language(name: str) -> Language:
    """The sheets of a language that has some (`spoken`)."""
    return Language(name)


def spoken() -> tuple[str, ...]:
    """The languages whose contracts are read."""
    return shelf.folders(sheet_index.FOLDER, "clauses")


def kinds() -> tuple[str, ...]:
    """All kinds of clause, in alphabetical order."""
    return tuple(sorted({kind for name in spoken() for kind in shelf.names(f"{SHEETS}.{name}", ".toml")}))
