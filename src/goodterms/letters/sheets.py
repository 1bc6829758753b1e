"""Which phrases of which sheets does a sentence hold, and where?

A sheet (`words/<language>/<name>.toml`; for what clients answer, `answers/<language>/<name>.toml`) is what
one rule, or one thing that rules look for, is called in one language: `phrases`; `unless`, phrases that
silence one they touch; `never_with`, those that silence all of the sheet in the sentence; `caught` and
`passed`, texts that hold it and texts that do not. Tables within a sheet are sheets of their own
(`reasons.capacity`). `words/<language>/language.toml` tells how the language writes: `accents`, `spelling`,
`elided`, `abbreviations`, `speakers` (he, she, they), and `classes` of words, which phrases name `@class`.

How a phrase is written: `goodterms.terms.phrases`; its edges are those of a clause, and `?` alone asks for a
question. The sheets of a language are read from their index (`goodterms.letters.sheet_index`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from goodterms.letters.matching import Matcher, Matchers, Row
from goodterms.letters.paper import Remembered, Sentence, Spelling, read_paper
from goodterms.terms import shelf

WORDS = "goodterms.letters.words"
"""What the freelancer writes."""
ANSWERS = "goodterms.letters.answers"
"""What clients write back."""
LANGUAGE, PHRASES = "language", ".txt"
UNLESS, NEVER = "unless ", "never "
_MOST_REMEMBERED = 4_096
"""Sentences, before what they hold is forgotten."""
_MOST_WORDS = 8_192
"""Words, before it is forgotten where in which phrases each of them fits: whoever types goes through many."""
_NO_SETS: frozenset[str] = frozenset()
Silenced = frozenset[tuple[str, str]]
"""Phrases that are not looked for: each with the sheet it stands in."""


class Hit(NamedTuple):
    """Where a phrase stands in a sentence: its first and last word there."""

    sentence: int
    first: int
    last: int
    agreeing: int = 1
    """How many phrases of the sheet were found there."""


class _Place(NamedTuple):
    """The same within its sentence."""

    first: int
    last: int
    agreeing: int = 1


class Sheets:
    """All phrases of a language."""

    def __init__(self, index: Mapping[str, Any], phrases: Path) -> None:
        self._spelling = spelling(index["language"])
        self._phrases = phrases
        """The file that has them, line by line; only who wants to see one needs it."""
        self._sheets: Sequence[str] = index["sheets"]
        """By phrase: the sheet it stands in."""
        self._read: Sequence[str] = index["read"]
        """By phrase: how it was read."""
        self._flags: Mapping[str, Sequence[str]] = index["flags"]
        self._ready = Matchers(index["ways"], index["firsts"])
        self._sets: Mapping[str, str] = index["sets"]
        """By word (or beginning, or end of one): the sets of words it is in."""
        self._asks: Sequence[str] = index["asks"]
        """By phrase: the sets of which a sentence must have a word each."""
        self._under: Mapping[str, str] = index["under"]
        """By set: the phrases to look at where a sentence has a word of it."""
        self._begins: Mapping[str, str] = index["begins"]
        """By phrase: the set of the words it can begin with, where these can be listed."""
        self._rarest = frozenset(self._under)
        self._longest = max((len(word) for word in self._sets if "*" in word), default=0)
        self._of_word: dict[str, frozenset[str]] = {}
        self._of_set: dict[str, list[tuple[int, frozenset[str]]]] = {}
        self._matchers: dict[int, Matcher] = {}
        self._paragraphs: Remembered = {}
        self._remembered: dict[tuple[object, ...], list[tuple[str, list[_Place]]]] = {}

    def read(self, text: str, *, is_script: bool = False) -> tuple[Sentence, ...]:
        """The sentences of a text that is NFC; a script of what to say quotes mostly its writer."""
        return read_paper(text, self._spelling, is_script=is_script, remembered=self._paragraphs)

    def hits(self, sentences: Sequence[Sentence], without: Silenced = frozenset()) -> dict[str, list[Hit]]:
        """What the sentences hold, by sheet; phrases `without` are not looked for."""
        found: dict[str, list[Hit]] = {}
        silent = self._silent(without) if without else frozenset()
        for number, sentence in enumerate(sentences):
            for sheet, places in self._held(sentence, silent):
                found.setdefault(sheet, []).extend(Hit(number, *place) for place in places)
        return found

    def _silent(self, without: Silenced) -> frozenset[int]:
        """The phrases by their numbers; one of a table within a sheet is known by the sheet's name."""
        lines = zip(self._sheets, self._lines(), strict=True)
        return frozenset(
            number for number, (sheet, line) in enumerate(lines) if (sheet.partition(".")[0], line) in without
        )

    def _held(self, sentence: Sentence, silent: frozenset[int]) -> list[tuple[str, list[_Place]]]:
        """What a sentence holds, by sheet. It is remembered: of a letter that somebody is writing, all
        sentences but one have been read before."""
        said = (sentence.words, sentence.clauses, sentence.names, sentence.stop, silent)
        held = self._remembered.get(said)
        if held is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            held = self._remembered[said] = list(self._looked_up(sentence, silent))
        return held

    def _looked_up(self, sentence: Sentence, silent: frozenset[int]) -> Iterator[tuple[str, list[_Place]]]:
        here: dict[str, list[_Place]] = {}
        sets = [self._sets_with(word) for word in sentence.words]
        row = Row(sentence)
        for index in self._candidates(sets):
            begin = self._begins.get(str(index))
            starts = [at for at, of in enumerate(sets) if begin is None or begin in of]
            if index not in silent:
                for first, last in self._matcher(index).places(row, starts):
                    here.setdefault(self._sheets[index], []).append(_Place(first, last))
        for sheet, places in here.items():
            if sheet.startswith((UNLESS, NEVER)) or NEVER + sheet in here:
                continue
            if kept := _kept(places, here.get(UNLESS + sheet, ())):
                yield sheet, kept

    def told(self) -> Iterator[tuple[str, str]]:
        """Every phrase, and the sheet it stands in."""
        told = zip(self._lines(), self._sheets, strict=True)
        yield from ((phrase, sheet) for phrase, sheet in told if " " not in sheet)

    def _lines(self) -> list[str]:
        return self._phrases.read_text("utf-8").splitlines()

    def _candidates(self, sets: Sequence[frozenset[str]]) -> list[int]:
        """The phrases of which a sentence has all the words that they cannot do without, given by word the
        sets it is in."""
        present = _NO_SETS.union(*sets)
        under = present & self._rarest
        return sorted(index for one in under for index, asked in self._phrases_of(one) if asked <= present)

    def _sets_with(self, word: str) -> frozenset[str]:
        found = self._of_word.get(word)
        if found is None:
            if len(self._of_word) >= _MOST_WORDS:
                self._forget_words()
            found = self._of_word[word] = self._sets_of(word)
        return found

    def _forget_words(self) -> None:
        """Phrases that are ready to match remember the words that they were asked for; they are made anew."""
        self._of_word.clear()
        self._matchers.clear()
        self._ready.forget()

    def _phrases_of(self, one: str) -> list[tuple[int, frozenset[str]]]:
        """The phrases to look at where there is a word of this set, and the sets that each asks for."""
        found = self._of_set.get(one)
        if found is None:
            numbers = map(int, self._under[one].split())
            found = [(number, frozenset(self._asks[number].split())) for number in numbers]
            self._of_set[one] = found
        return found

    def _sets_of(self, word: str) -> frozenset[str]:
        found = self._sets.get(word, "").split()
        for size in range(1, min(len(word), self._longest) + 1):
            for part in (word[:size] + "*", "*" + word[-size:]):
                if part in self._sets:
                    found += self._sets[part].split()
        if word[0].isdigit():
            found += self._sets.get("#", "").split()
        return frozenset(found)

    def _matcher(self, index: int) -> Matcher:
        found = self._matchers.get(index)
        if found is None:
            flags = self._flags.get(str(index), ())
            found = self._matchers[index] = self._ready.matcher(self._read[index], flags)
        return found


def spelling(told: Mapping[str, Any]) -> Spelling:
    """How a language writes, by what its `language.toml` tells."""
    names = ("elided", "abbreviations", "speakers")
    return Spelling(told["accents"], told["spelling"], *(frozenset(told[name]) for name in names))


@cache
def sheets(language: str, of: str = WORDS) -> Sheets:
    """The sheets of a language that has some (`spoken`)."""
    index = json.loads(shelf.sheet(of, f"{language}.json").read_text("utf-8"))
    return Sheets(index, shelf.sheet(of, language + PHRASES))


def classes(language: str) -> Mapping[str, Sequence[str]]:
    """What stands for the classes that the phrases of a language name."""
    found: Mapping[str, Sequence[str]] = shelf.toml(f"{WORDS}.{language}", LANGUAGE).get("classes", {})
    return found


@cache
def spoken(of: str = WORDS) -> tuple[str, ...]:
    """The languages that letters, or answers, are read in."""
    return shelf.names(of, ".json")


def _kept(places: list[_Place], silenced: Iterable[_Place]) -> list[_Place]:
    """The places that nothing silences, each once: of two that overlap the longer."""
    kept: list[_Place] = []
    for place in sorted(places, key=lambda one: one.first - one.last):
        others = (*silenced, *kept)
        if not any(_touch(place, other) for other in others):
            agreeing = sum(_touch(place, one) for one in places)
            kept.append(place._replace(agreeing=agreeing))
    return sorted(kept)


def _touch(one: _Place, other: _Place) -> bool:
    return one.first <= other.last and other.first <= one.last
