"""Does this phrase begin here, and where does it end?

A phrase that was read (`goodterms.terms.phrases`) becomes a chain of small functions, each of which looks at
one word and asks the next: a letter is asked some hundred phrases within a millisecond.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from goodterms.letters.paper import HIDDEN, Sentence
from goodterms.terms import phrases

NAME = "&"
SIGNS = ("^", "$", NAME)
End = Callable[[Sentence, int], int]
"""Given a sentence and a place in it: where a match that begins there ends (behind its last word), or -1."""


class Matcher(NamedTuple):
    """A phrase, ready to match: how it goes on, the words it can begin with (None: any), what it asks of the
    whole sentence."""

    end: End
    first: frozenset[str] | None
    flags: frozenset[str]

    def places(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The first and last word of every place where the sentence holds the phrase."""
        words, first = sentence.words, self.first
        if self.flags and not self.flags <= _flags(sentence):
            return []
        if first is None:
            starts: Iterable[int] = range(len(words))
        elif first.isdisjoint(words):
            return []
        else:
            starts = [at for at, word in enumerate(words) if word in first]
        found: list[tuple[int, int]] = []
        behind = 0
        for start in starts:
            if start >= behind and (end := self.end(sentence, start)) > start:
                found.append((start, end - 1))
                behind = end
        return found


def matcher(sequence: phrases.Sequence, flags: frozenset[str] = frozenset()) -> Matcher:
    """The phrase, ready to match."""
    return Matcher(_chain(sequence, _done), _first(sequence), flags)


def _flags(sentence: Sentence) -> set[str]:
    return {sentence.stop, '""' if HIDDEN in sentence.words else ""}


def _first(sequence: phrases.Sequence) -> frozenset[str] | None:
    """The words that a phrase can begin with, where these can be listed."""
    found: set[str] = set()
    for item in sequence:
        if isinstance(item, phrases.Choice):
            ways = [_first(way) for way in item.ways]
            if None in ways:
                return None
            found.update(*[way for way in ways if way is not None])
            if not item.optional:
                return frozenset(found)
        elif item in ("^", "$"):
            continue
        elif item[0] == phrases.GAP or item in (NAME, "#") or "*" in item:
            return None
        else:
            return frozenset({*found, item})
    return None


def _done(_sentence: Sentence, at: int) -> int:
    return at


def _chain(sequence: phrases.Sequence, then: End) -> End:
    for item in reversed(sequence):
        if isinstance(item, phrases.Choice):
            then = _choice(item, then)
        elif item[0] == phrases.GAP:
            then = _gap(int(item[1:] or 3), then)
        elif item in SIGNS:
            then = _sign(item, then)
        else:
            then = _word([item], then)
    return then


def _choice(choice: phrases.Choice, then: End) -> End:
    single = [way[0] for way in choice.ways if len(way) == 1 and _is_word(way[0])]
    ways = [_chain(way, then) for way in choice.ways if not (len(way) == 1 and _is_word(way[0]))]
    if single:
        ways.insert(0, _word([word for word in single if isinstance(word, str)], then))
    if choice.optional:
        ways.append(then)
    if len(ways) == 1:
        return ways[0]

    def end(sentence: Sentence, at: int) -> int:
        for way in ways:
            if (found := way(sentence, at)) >= 0:
                return found
        return -1

    return end


def _gap(most: int, then: End) -> End:
    def end(sentence: Sentence, at: int) -> int:
        for start in range(at, min(at + most, len(sentence.words)) + 1):
            if (found := then(sentence, start)) >= 0:
                return found
        return -1

    return end


def _sign(sign: str, then: End) -> End:
    def edge(sentence: Sentence, at: int) -> int:
        return then(sentence, at) if sentence.is_edge(at) else -1

    def name(sentence: Sentence, at: int) -> int:
        return then(sentence, at + 1) if at < len(sentence.words) and sentence.names[at] else -1

    return name if sign == NAME else edge


def _word(items: Sequence[str], then: End) -> End:
    """One word: any of these, or one that begins or ends so, or a number."""
    plain = frozenset(item for item in items if item != "#" and "*" not in item)
    stems = tuple(item[:-1] for item in items if item.endswith("*"))
    tails = tuple(item[1:] for item in items if item.startswith("*"))
    numbers = "#" in items

    def end(sentence: Sentence, at: int) -> int:
        words = sentence.words
        return then(sentence, at + 1) if at < len(words) and words[at] in plain else -1

    def like(sentence: Sentence, at: int) -> int:
        words = sentence.words
        if at >= len(words):
            return -1
        word = words[at]
        fits = word in plain or word.startswith(stems) or word.endswith(tails)
        return then(sentence, at + 1) if fits or (numbers and word[0].isdigit()) else -1

    return like if stems or tails or numbers else end


def _is_word(item: str | phrases.Choice) -> bool:
    return isinstance(item, str) and item[0] not in "~^$&"
