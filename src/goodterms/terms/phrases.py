"""How is a phrase written, and what must a text say to hold it?

A phrase is words with a few signs: `(a|b c)` one of these, `x?` and `(x)?` perhaps, `~2` up to two words
between (`~`: three), `stem*` a word that begins so, `#` a number, `^` and `$` an edge; where somebody looks
for them also `*stem`, a word that ends so, and `&`, a name. It is read into a sequence of words, gaps and
choices. Who matches it decides what a word is, and what an edge.

>>> parse("not quite (it|there)", lambda word: [word])
['not', 'quite', Choice(ways=[['it'], ['there']], optional=False)]
>>> parse("not quit(e", lambda word: [word])
Traceback (most recent call last):
    ...
goodterms.terms.phrases.PhraseError: a ) is missing
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from goodterms.terms.patterns import lazy

FLAGS = frozenset({"?", "!", '""'})
"""Signs for the whole sentence: how it ends, or that it holds a quoted passage."""
MARKS = frozenset({"^", "$", "#"})
GAP = "~"
_LEXEME = lazy(r'(\(|\)\??|\||~\d*|[\^$](?=[\s()|]|$)|#\??(?=[\s()|]|$)|[?!](?=\s|$)|""|[^\s()|~^$#?!"]+\??)')


class PhraseError(ValueError):
    """A phrase that breaks the syntax."""


class Choice(NamedTuple):
    """One of several ways, or none of them."""

    ways: list[list[str | Choice]]
    optional: bool


Sequence = list[str | Choice]


def parse(phrase: str, read: Callable[[str], Sequence]) -> Sequence:
    """The phrase without its flags; `read` gives what each word or sign asks for. PhraseError where it breaks
    the syntax or holds no word."""
    sequence = _choice(iter([one for one in lexemes(phrase) if one not in FLAGS]), read, 0).ways[0]
    if not any(isinstance(item, Choice) or item[0] != GAP for item in sequence):
        raise PhraseError("it holds no word")
    return sequence


def flags(phrase: str) -> frozenset[str]:
    """What the phrase asks of the whole sentence."""
    return frozenset(one for one in lexemes(phrase) if one in FLAGS)


@lru_cache(maxsize=1)  # who asks for its flags parses it next
def lexemes(phrase: str) -> tuple[str, ...]:
    """The words and signs of a phrase."""
    found = tuple(_LEXEME.findall(phrase))
    if sum(map(len, found)) != len("".join(phrase.split())):
        raise PhraseError("there is a sign in it that means nothing here")
    return found


def rarest(sequence: Sequence, often: Mapping[str, int]) -> frozenset[str]:
    """Words of which one has to be there for the sequence to be; of several such sets the rarest words, by
    how `often` each is said (0 for words it does not know). Nothing where no word of it is needed."""
    needed = needs(sequence, often)
    return min(needed, key=lambda words: sum(often[word] for word in words), default=frozenset())


def needs(sequence: Sequence, often: Mapping[str, int]) -> list[frozenset[str]]:
    """Sets of words of which a text must have one each to hold the sequence."""
    return [words for item in sequence if (words := _needed(item, often))]


def _needed(item: str | Choice, often: Mapping[str, int]) -> frozenset[str]:
    if not isinstance(item, Choice):
        return frozenset() if item[0] in "~^$&" else frozenset((item,))
    ways = [rarest(way, often) for way in item.ways]
    return frozenset().union(*ways) if all(ways) and not item.optional else frozenset()


def _choice(signs: Iterator[str], read: Callable[[str], Sequence], depth: int) -> Choice:
    """Everything up to the closing parenthesis, or to the end at depth 0."""
    ways: list[Sequence] = [[]]
    for sign in signs:
        if sign == "(":
            ways[-1].append(_choice(signs, read, depth + 1))
        elif sign == "|" and depth:
            ways.append([])
        elif sign[0] == ")" and depth:
            return _closed(ways, sign == ")?")
        elif sign[0] in ")|":
            raise PhraseError(f"{sign} without (")
        else:
            ways[-1] += read(sign)
    if depth:
        raise PhraseError("a ) is missing")
    return Choice(ways, optional=False)


def _closed(ways: list[Sequence], optional: bool) -> Choice:
    if not all(ways):
        raise PhraseError("an alternative is empty")
    return Choice(ways, optional)
