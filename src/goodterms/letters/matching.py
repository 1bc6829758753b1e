"""Does this phrase begin here, and where does it end?

A phrase that was read (`goodterms.letters.sheet_index`) becomes a chain of small functions, each of which
looks at one word, or at some in a row, and asks the next. Each is made when it is first asked: of a hundred
phrases of which a letter has all the words, most end at their first or second.

What was read is the words in a row (`stem*`, `*ending`), with signs, and `@` before the name of a class. With
a choice in it, it is a list of such rows and of choices. A choice is `[single words, longer ways by their
first word, other longer ways by their first item, 1 where it may be left out]`; what begins alike is written
once, and what follows it may be a choice again.
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
Words = tuple[str, ...]
"""The words of a sentence, and "" behind the last."""
End = Callable[[Words, int, "Row"], int]
"""Given a sentence and a place in it: where a match that begins there ends (behind its last word), or -1."""
Read = str | list[Any]
_MOST_KNOWN = 4_096
"""Words of which is known whether they fit, before no more are remembered."""
_Items = list[Any]
"""Words, signs and choices (classes are some), one by one."""


class Row:
    """A sentence that is being looked at: its words with "" behind the last, and what classes have been found
    where. Many phrases ask for the same class at the same word."""

    __slots__ = ("ends", "found", "sentence", "words")

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.words: Words = (*sentence.words, "")
        self.ends: dict[tuple[str, int], Sequence[int]] = {}
        self.found: list[int] = []
        """Ends of the class that is being looked for."""


class Matcher(NamedTuple):
    """A phrase, ready to match: how it goes on, and what it asks of the whole sentence."""

    end: End
    flags: frozenset[str]

    def places(self, row: Row, starts: Iterable[int]) -> list[tuple[int, int]]:
        """The first and last word of every place where the sentence holds the phrase, of those it may begin
        at."""
        if self.flags and not self.flags <= _flags(row.sentence):
            return []
        found: list[tuple[int, int]] = []
        behind = 0
        for start in starts:
            if start >= behind and (end := self.end(row.words, start, row)) > start:
                found.append((start, end - 1))
                behind = end
        return found


class _Fits(dict[str, bool]):
    """Is a word one of these, or does it begin or end so, or is it a number? By word, found out once."""

    def __init__(self, items: Sequence[str]) -> None:
        super().__init__(dict.fromkeys(items, True))
        self[""] = False
        self._stems = tuple(item[:-1] for item in items if item[-1] == "*")
        self._tails = tuple(item[1:] for item in items if item[0] == "*")
        self._numbers = NUMBER in items

    def __missing__(self, word: str) -> bool:
        fits = word.startswith(self._stems) or word.endswith(self._tails)
        fits = fits or (self._numbers and word[0].isdigit())
        if len(self) < _MOST_KNOWN:
            self[word] = fits
        return fits


class _Choice:
    """A choice: its single words as one, and its longer ways by what each begins with."""

    def __init__(self, told: Sequence[Any], of_class: Callable[[str], _Class]) -> None:
        words, self.by_word, others, *may_skip = told
        self.fits = _Fits(words.split())
        self.may_skip = may_skip == [1]
        self.is_words = not (self.by_word or others or self.may_skip)
        self._others = others
        self._of_class = of_class
        self._fitting: dict[str, tuple[int, ...]] = {}

    @cached_property
    def others(self) -> list[_Items]:
        """The longer ways that begin with no word of their own."""
        of = self._of_class
        return [_items(first, of) + _items(rest, of) for first, rest in self._others]

    def fitting(self, word: str) -> tuple[int, ...]:
        """Which of the others can begin with this word, or at the end of a sentence with none."""
        found = self._fitting.get(word)
        if found is None:
            ways = enumerate(self.others) if self._others else ()
            found = tuple(number for number, way in ways if _can_begin(way, word))
            if len(self._fitting) < _MOST_KNOWN:
                self._fitting[word] = found
        return found

    def can_begin(self, word: str) -> bool:
        """Can one of its ways begin with this word?"""
        return self.fits[word] or word in self.by_word or bool(self.fitting(word))


class _Class:
    """A choice that many phrases name. What is in it is read when it first can begin somewhere."""

    may_skip = False

    def __init__(self, name: str, told: str, firsts: str | None, matchers: Matchers) -> None:
        self.name = name
        self._told = told
        self._firsts = None if firsts is None else _Fits(firsts.split())
        self._matchers = matchers
        self._found: End | None = None

    def can_begin(self, word: str) -> bool:
        """Can it begin with this word? Of some classes the words cannot be listed."""
        return self._firsts is None or self._firsts[word]

    def ends(self, words: Words, at: int, row: Row) -> Sequence[int]:
        """All its ends from here, looked for once at each word of a sentence."""
        if self._firsts is not None and not self._firsts[words[at]]:
            return ()
        found = row.ends.get((self.name, at))
        if found is None:
            if self._found is None:
                self._found = self._matchers.collecting(json.loads(self._told))
            outer, row.found = row.found, []
            self._found(words, at, row)
            found = row.ends[self.name, at] = tuple(dict.fromkeys(row.found))
            row.found = outer
        return found


def _can_begin(items: _Items, word: str) -> bool:
    for item in items:
        if isinstance(item, _Choice | _Class):
            if item.can_begin(word):
                return True
            if not item.may_skip:
                return False
        elif item[0] == GAP or item == NAME:
            return True
        elif item not in _EDGES:
            return item == word if is_plain(item) else _Fits((item,))[word]
    return True


class Matchers:
    """Makes phrases ready. By class, `ways` has its ways as JSON, and `firsts` the words that it can begin
    with, where these can be listed."""

    def __init__(self, ways: Mapping[str, str], firsts: Mapping[str, str]) -> None:
        self._ways = ways
        self._firsts = firsts
        self._classes: dict[str, _Class] = {}

    def forget(self) -> None:
        """Forgets the classes, and which words they can begin with."""
        self._classes.clear()

    def matcher(self, read: str, flags: Iterable[str] = ()) -> Matcher:
        """The phrase, ready to match."""
        return Matcher(self._chain(self._items(json.loads(read)), 0, _done), frozenset(flags))

    def collecting(self, told: Sequence[Any]) -> End:
        """What notes all ends of a choice in the row."""
        return self._choice(_Choice(told, self._class), lambda: _collect)

    def _chain(self, items: _Items, at: int, then: End) -> End:
        """What has to follow from this item on, and then what comes behind the phrase."""
        if at == len(items):
            return then
        behind = at
        while behind < len(items) and is_plain(items[behind]):
            behind += 1
        if behind > at:
            return _said(tuple(items[at:behind]), lambda: self._chain(items, behind, then))
        return self._link(items[at], lambda: self._chain(items, at + 1, then))

    def _link(self, item: Any, rest: Callable[[], End]) -> End:
        if isinstance(item, _Class):
            return _of_class(item, rest)
        if isinstance(item, _Choice):
            return self._choice(item, rest)
        if item[0] == GAP:
            return _gap(int(item[1:] or 3), rest)
        return _sign(item, rest) if item == NAME or item in _EDGES else _word(_Fits((item,)), rest)

    def _choice(self, ways: _Choice, rest: Callable[[], End]) -> End:
        if ways.is_words:
            return _word(ways.fits, rest)
        then = _later(rest)
        fits, by_word, fitting, may_skip = ways.fits, ways.by_word, ways.fitting, ways.may_skip
        made: dict[str | int, End] = {}

        def end(words: Words, at: int, row: Row) -> int:
            here = words[at]
            if fits[here] and (found := then(words, at + 1, row)) >= 0:
                return found
            if here in by_word:
                if here not in made:
                    made[here] = self._chain(self._items(by_word[here]), 0, then)
                if (found := made[here](words, at + 1, row)) >= 0:
                    return found
            for number in fitting(here):
                if number not in made:
                    made[number] = self._chain(ways.others[number], 0, then)
                if (found := made[number](words, at, row)) >= 0:
                    return found
            return then(words, at, row) if may_skip else -1

        return end

    def _items(self, read: Read) -> _Items:
        return _items(read, self._class)

    def _class(self, name: str) -> _Class:
        if name not in self._classes:
            self._classes[name] = _Class(name, self._ways[name], self._firsts.get(name), self)
        return self._classes[name]


def is_plain(item: object) -> bool:
    """Is it a word as it is said, no part of one, and no sign?"""
    return isinstance(item, str) and "*" not in item and item[0] not in "~&@#^$"


def _flags(sentence: Sentence) -> set[str]:
    return {sentence.stop, '""' if HIDDEN in sentence.words else ""}


def _done(_words: Words, at: int, _row: Row) -> int:
    return at


def _collect(_words: Words, at: int, row: Row) -> int:
    """Notes an end, and asks for the next."""
    row.found.append(at)
    return -1


def _later(make: Callable[[], End]) -> End:
    """What is made when it is first asked."""
    made: End | None = None

    def end(words: Words, at: int, row: Row) -> int:
        nonlocal made
        if made is None:
            made = make()
        return made(words, at, row)

    return end


def _gap(most: int, rest: Callable[[], End]) -> End:
    then: End | None = None

    def end(words: Words, at: int, row: Row) -> int:
        nonlocal then
        if then is None:
            then = rest()
        for start in range(at, min(at + most + 1, len(words))):
            if (found := then(words, start, row)) >= 0:
                return found
        return -1

    return end


def _sign(sign: str, rest: Callable[[], End]) -> End:
    then = _later(rest)

    def edge(words: Words, at: int, row: Row) -> int:
        return then(words, at, row) if row.sentence.is_edge(at) else -1

    def name(words: Words, at: int, row: Row) -> int:
        return then(words, at + 1, row) if words[at] and row.sentence.names[at] else -1

    return name if sign == NAME else edge


def _said(said: Words, rest: Callable[[], End]) -> End:
    """These words, one after the other."""
    first, size = said[0], len(said)
    then: End | None = None

    def end(words: Words, at: int, row: Row) -> int:
        nonlocal then
        if words[at] != first or (size > 1 and words[at : at + size] != said):
            return -1
        if then is None:
            then = rest()
        return then(words, at + size, row)

    return end


def _of_class(of: _Class, rest: Callable[[], End]) -> End:
    """One of a class."""
    ends, then = of.ends, _later(rest)

    def end(words: Words, at: int, row: Row) -> int:
        for behind in ends(words, at, row):
            if (found := then(words, behind, row)) >= 0:
                return found
        return -1

    return end


def _word(fits: _Fits, rest: Callable[[], End]) -> End:
    """One word that fits."""
    then: End | None = None

    def end(words: Words, at: int, row: Row) -> int:
        nonlocal then
        if not fits[words[at]]:
            return -1
        if then is None:
            then = rest()
        return then(words, at + 1, row)

    return end


def _items(read: Read, of_class: Callable[[str], _Class]) -> _Items:
    items: _Items = []
    for part in [read] if isinstance(read, str) else read:
        if isinstance(part, str):
            items += [of_class(one[1:]) if one[0] == CLASS else one for one in part.split()]
        else:
            items.append(_Choice(part, of_class))
    return items
