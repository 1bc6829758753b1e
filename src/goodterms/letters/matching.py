"""Does this phrase begin here, and where does it end?

A phrase that was read (`goodterms.letters.sheet_index`) becomes a chain of small functions, each of which
looks at one word and asks the next. Each is made when it is first asked: of a hundred phrases of which a
letter has all the words, most end at their first or second.

What was read is the words in a row (`stem*`, `*ending`), with signs, and `@` before the name of a class. With
a choice in it, it is a list of such rows and of choices: `[single words, longer ways, 1 where it may be left
out]`; the ways stand in a list too, or in a row with `|` between them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from goodterms.letters.paper import HIDDEN, Sentence

GAP, NAME, NUMBER, CLASS = "~", "&", "#", "@"
_EDGES = ("^", "$")
SIGNS = (GAP, NAME, CLASS, *_EDGES)
"""What begins an item of a phrase that is no word."""
End = Callable[[Sentence, int], int]
"""Given a sentence and a place in it: where a match that begins there ends (behind its last word), or -1."""
Read = str | list[Any]
_Items = list[Any]
"""Words, signs and choices, one by one."""
_Begins = frozenset[str] | None
"""Words that something can begin with; None where they cannot be listed."""


class Matcher(NamedTuple):
    """A phrase, ready to match: how it goes on, and what it asks of the whole sentence."""

    end: End
    flags: frozenset[str]

    def places(self, sentence: Sentence, starts: Iterable[int]) -> list[tuple[int, int]]:
        """The first and last word of every place where the sentence holds the phrase, of those it may begin
        at."""
        if self.flags and not self.flags <= _flags(sentence):
            return []
        found: list[tuple[int, int]] = []
        behind = 0
        for start in starts:
            if start >= behind and (end := self.end(sentence, start)) > start:
                found.append((start, end - 1))
                behind = end
        return found


class _Word(NamedTuple):
    """One word: any of these, or one that begins or ends so, or a number."""

    plain: frozenset[str]
    stems: tuple[str, ...] = ()
    tails: tuple[str, ...] = ()
    numbers: bool = False

    @property
    def is_plain(self) -> bool:
        return not (self.stems or self.tails or self.numbers)

    def fits(self, word: str) -> bool:
        return (
            word in self.plain
            or word.startswith(self.stems)
            or word.endswith(self.tails)
            or (self.numbers and word[0].isdigit())
        )


class _Ways:
    """A choice: its single words as one, and its longer ways by the words that each can begin with."""

    def __init__(
        self, words: Sequence[str], longer: Sequence[_Items], begins: Callable[[_Items], _Begins]
    ) -> None:
        self.word = _one_of(words) if words else None
        self.longer = longer
        self._begins = begins
        self._by_word: dict[str, list[int]] = {}

    @cached_property
    def begins(self) -> list[_Begins]:
        """The words that each longer way can begin with."""
        return [self._begins(way) for way in self.longer]

    @cached_property
    def first(self) -> _Begins:
        """The words that it can begin with."""
        known = [words for words in self.begins if words is not None]
        if len(known) < len(self.begins) or (self.word is not None and not self.word.is_plain):
            return None
        return frozenset[str]().union(*known, self.word.plain if self.word else ())

    def fitting(self, word: str) -> list[int]:
        """Which longer ways can begin with this word ("": with none)."""
        found = self._by_word.get(word)
        if found is None:
            ways = enumerate(self.begins)
            found = [number for number, words in ways if words is None or word in words]
            self._by_word[word] = found
        return found


class Matchers:
    """Makes phrases ready. `classes` gives the ways of each class as JSON."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        self._classes = classes
        self._ways_of: dict[str, _Ways] = {}

    def matcher(self, read: str, flags: Iterable[str] = ()) -> Matcher:
        """The phrase, ready to match."""
        items = _items(json.loads(read))
        return Matcher(self._chain(items, 0, _done), frozenset(flags))

    def _chain(self, items: _Items, at: int, then: End) -> End:
        """What has to follow from this item on, and then what comes behind the phrase."""
        if at == len(items):
            return then
        item = items[at]

        def rest() -> End:
            return self._chain(items, at + 1, then)

        if not isinstance(item, str):
            return self._choice(self._ways(item), rest, may_skip=bool(item[2]))
        if item[0] == CLASS:
            return self._choice(self._class(item[1:]), rest, may_skip=False)
        if item[0] == GAP:
            return _gap(int(item[1:] or 3), rest)
        if item == NAME or item in _EDGES:
            return _sign(item, rest)
        return _word(_one_of((item,)), rest)

    def _choice(self, ways: _Ways, rest: Callable[[], End], *, may_skip: bool) -> End:
        if ways.word is not None and not ways.longer and not may_skip:
            return _word(ways.word, rest)
        then = _later(rest)
        word, longer, fitting = ways.word, ways.longer, ways.fitting
        made: dict[int, End] = {}

        def end(sentence: Sentence, at: int) -> int:
            words = sentence.words
            here = words[at] if at < len(words) else ""
            if here and word is not None and word.fits(here) and (found := then(sentence, at + 1)) >= 0:
                return found
            for number in fitting(here) if longer else ():
                if number not in made:
                    made[number] = self._chain(longer[number], 0, then)
                if (found := made[number](sentence, at)) >= 0:
                    return found
            return then(sentence, at) if may_skip else -1

        return end

    def _class(self, name: str) -> _Ways:
        if name not in self._ways_of:
            self._ways_of[name] = self._ways(json.loads(self._classes[name]))
        return self._ways_of[name]

    def _ways(self, choice: Sequence[Any]) -> _Ways:
        words, longer = choice[0], choice[1]
        ways = longer.split("|") if longer and isinstance(longer, str) else longer
        return _Ways(words.split(), [_items(way) for way in ways], self._first)

    def _first(self, items: _Items) -> _Begins:
        """The words that a phrase can begin with, where these can be listed."""
        found: frozenset[str] = frozenset()
        for item in items:
            may_skip = False
            if not isinstance(item, str):
                first, may_skip = self._ways(item).first, bool(item[2])
            elif item[0] == CLASS:
                first = self._class(item[1:]).first
            elif item in _EDGES:
                continue
            else:
                first = None if item == NUMBER or "*" in item or item[0] in "~&" else frozenset((item,))
            if first is None:
                return None
            found = found | first if found else first
            if not may_skip:
                return found
        return None


def _flags(sentence: Sentence) -> set[str]:
    return {sentence.stop, '""' if HIDDEN in sentence.words else ""}


def _done(_sentence: Sentence, at: int) -> int:
    return at


def _later(make: Callable[[], End]) -> End:
    """What is made when it is first asked."""
    made: End | None = None

    def end(sentence: Sentence, at: int) -> int:
        nonlocal made
        if made is None:
            made = make()
        return made(sentence, at)

    return end


def _gap(most: int, rest: Callable[[], End]) -> End:
    then: End | None = None

    def end(sentence: Sentence, at: int) -> int:
        nonlocal then
        if then is None:
            then = rest()
        for start in range(at, min(at + most, len(sentence.words)) + 1):
            if (found := then(sentence, start)) >= 0:
                return found
        return -1

    return end


def _sign(sign: str, rest: Callable[[], End]) -> End:
    then = _later(rest)

    def edge(sentence: Sentence, at: int) -> int:
        return then(sentence, at) if sentence.is_edge(at) else -1

    def name(sentence: Sentence, at: int) -> int:
        return then(sentence, at + 1) if at < len(sentence.words) and sentence.names[at] else -1

    return name if sign == NAME else edge


def _word(one: _Word, rest: Callable[[], End]) -> End:
    plain, fits = one.plain, one.fits
    then: End | None = None

    def end(sentence: Sentence, at: int) -> int:
        nonlocal then
        words = sentence.words
        if at >= len(words) or words[at] not in plain:
            return -1
        if then is None:
            then = rest()
        return then(sentence, at + 1)

    def like(sentence: Sentence, at: int) -> int:
        nonlocal then
        words = sentence.words
        if at >= len(words) or not fits(words[at]):
            return -1
        if then is None:
            then = rest()
        return then(sentence, at + 1)

    return end if one.is_plain else like


def _items(read: Read) -> _Items:
    if isinstance(read, str):
        return read.split()
    items: _Items = []
    for part in read:
        items += part.split() if isinstance(part, str) else [part]
    return items


def _one_of(items: Sequence[str]) -> _Word:
    special = [item for item in items if item == NUMBER or "*" in item]
    if not special:
        return _Word(frozenset(items))
    return _Word(
        frozenset(items).difference(special),
        tuple(item[:-1] for item in special if item.endswith("*")),
        tuple(item[1:] for item in special if item.startswith("*")),
        NUMBER in special,
    )
