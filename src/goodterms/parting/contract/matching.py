"""Does this row of words hold that phrase, and where?

Every place in a row is a bit; what a word, a choice or a gap leaves of the places is found with a few
operations on whole numbers, so that no phrase has to be compiled. How a phrase is written:
`goodterms.terms.phrases`; `*ending` is a word that ends so, `@name` a class of words of the language, a word
in capitals a value (`goodterms.parting.contract.tokens`); ` + ` between phrases asks for all of them, in any
order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from goodterms.parting.contract.tokens import Token, spelt, tokens
from goodterms.parting.contract.vocabulary import Vocabulary, rarity, vocabulary
from goodterms.terms import phrases
from goodterms.terms.phrases import Choice

GAP = "~"
_SIGNS = "~^$"
VALUES = frozenset({"DURATION", "HOURS", "MONEY", "PERCENT", "DATE", "ME", "CLIENT", "TERM"})
"""Words that stand for something; any other word with a value is a number."""
USUAL_GAP = 3
_MOST_WORDS = 20_000
"""Words that a choice remembers."""


class _Steps:
    """Words and beginnings and endings of words, each with the ways that begin with it."""

    __slots__ = ("_known", "_met", "_patterns", "_stems", "_tails", "_words")

    def __init__(self, ways: Iterable[tuple[Step, ...]]) -> None:
        self._words: dict[str, list[tuple[Step, ...]]] = {}
        self._patterns: list[tuple[str, tuple[Step, ...]]] = []
        for way in ways:
            step = str(way[0])
            if "*" in step:
                self._patterns.append((step, way))
            else:
                self._words.setdefault(step, []).append(way)
        self._stems = tuple(step[:-1] for step, _ in self._patterns if step[-1] == "*")
        self._tails = tuple(step[1:] for step, _ in self._patterns if step[0] == "*")
        self._known: set[str] = set()
        self._met: dict[str, list[tuple[Step, ...]]] = {}

    def among(self, words: frozenset[str]) -> dict[str, list[tuple[Step, ...]]]:
        """Those of these words that a way can begin with, and the ways."""
        found = {word: self._words[word] for word in words & self._words.keys()} if self._words else {}
        if self._patterns:
            if new := words - self._known:
                self._meet(new)
            for word in words & self._met.keys():
                found[word] = found.get(word, []) + self._met[word]
        return found

    def _meet(self, words: frozenset[str]) -> None:
        """What words that were not met before begin or end with; they come again and again."""
        if len(self._known) > _MOST_WORDS:
            self._known, self._met = set(), {}
        self._known |= words
        for word in words:
            if word.startswith(self._stems) or word.endswith(self._tails):
                self._met[word] = [way for step, way in self._patterns if is_said(step, word)]


class Ways:
    """A choice, ready to be looked for: its single words, its beginnings of words, and its longer ways."""

    __slots__ = ("_longer", "_needs", "_others", "_single", "_ways", "optional")

    def __init__(self, choice: Choice, within: Callable[[Sequence[str | Choice]], tuple[Step, ...]]) -> None:
        ways = [within(way) for way in choice.ways]
        plain = [way for way in ways if isinstance(way[0], str) and way[0][0] not in _SIGNS]
        self._ways = ways
        self._single = _Steps(way for way in plain if len(way) == 1)
        self._longer = _Steps(way for way in plain if len(way) > 1)
        self._others = [way for way in ways if not isinstance(way[0], str) or way[0][0] in _SIGNS]
        self._needs: frozenset[str] | None = None
        self.optional = choice.optional

    def needs(self) -> frozenset[str]:
        """Words of which a row must have one; none where it can do without."""
        if self._needs is None:
            needed = [
                min(found, key=rarity) if (found := needs(way)) else frozenset[str]() for way in self._ways
            ]
            is_needed = all(needed) and not self.optional
            self._needs = frozenset[str]().union(*needed) if is_needed else frozenset[str]()
        return self._needs

    def look(self, row: Row) -> tuple[int, list[tuple[Step, ...]]]:
        """The places of a row where one of its single words stands, and its longer ways that may be there."""
        places = 0
        for word in self._single.among(row.distinct):
            places |= row.masks[word]
        longer = list(self._others)
        for ways in self._longer.among(row.distinct).values():
            longer += ways
        return places, longer


Step = str | Ways
Classes = Mapping[str, Choice]


class Phrase:
    """What is looked for: all of its parts, read when a row first has all words that they ask for."""

    __slots__ = ("_parts", "_read", "asks", "first", "told", "vocabulary")

    def __init__(
        self, told: str, words: Vocabulary, needed: Sequence[frozenset[str]],
        read: Callable[[], tuple[tuple[Step, ...], ...]],
    ) -> None:  # fmt: skip
        self.told = told
        self.vocabulary = words
        self.asks, self.first = words.asked(needed)
        self._read = read
        self._parts: tuple[tuple[Step, ...], ...] | None = None

    @property
    def parts(self) -> tuple[tuple[Step, ...], ...]:
        """Its parts as steps."""
        if self._parts is None:
            self._parts = self._read()
        return self._parts


class Row:
    """The words of a passage, ready to be looked through."""

    __slots__ = ("_answers", "_asked", "_ways", "distinct", "full", "kinds", "masks", "tokens")

    def __init__(self, words: Sequence[Token]) -> None:
        self.tokens = words
        self.masks: dict[str, int] = {}
        masks, bit = self.masks, 1
        for token in words:
            masks[token.text] = masks.get(token.text, 0) | bit
            if token.value is not None and token.text not in VALUES:
                masks["#"] = masks.get("#", 0) | bit
                if token.said.isdigit():
                    masks[token.said] = masks.get(token.said, 0) | bit
            bit <<= 1
        self.distinct = frozenset(masks)
        self.full = (bit << 1) - 1
        self.kinds: dict[str, frozenset[str]] = {}
        """By strength: the kinds that it was found to speak of (`goodterms.parting.contract.sheets`)."""
        self._ways: dict[int, tuple[int, list[tuple[Step, ...]]]] = {}
        self._asked: tuple[Vocabulary | None, int] = (None, 0)
        self._answers = 0

    def answers(self, words: Vocabulary) -> int:
        """The sets of a vocabulary that it has a word of."""
        if self._asked != (words, len(words)):
            self._asked = words, len(words)
            self._answers = words.answers(self.distinct)
        return self._answers

    def mask(self, step: str) -> int:
        """The places where this word, or beginning of a word, stands."""
        found = self.masks.get(step)
        if found is None:
            found = 0
            if "*" in step:
                for word in self.distinct:
                    found |= self.masks[word] if is_said(step, word) else 0
            self.masks[step] = found
        return found

    def within(self, ways: Ways) -> tuple[int, list[tuple[Step, ...]]]:
        """The places where a single word of a choice stands, and its longer ways that may be here."""
        found = self._ways.get(id(ways))
        if found is None:
            found = self._ways[id(ways)] = ways.look(self)
        return found


def is_said(step: str, word: str) -> bool:
    """Is this the word, or beginning or ending of a word, that is asked for?"""
    if step[-1] == "*":
        return word.startswith(step[:-1])
    return word.endswith(step[1:]) if step[0] == "*" else word == step


def read_phrase(told: str, language: str, classes: Classes) -> Phrase:
    """A phrase as it stands on a sheet; PhraseError where it is none."""
    parts = parts_of(told, language, classes)
    needed = [need for part in parts for need in needs(part)]
    return Phrase(told, vocabulary(language), needed, lambda: parts)


def known_phrase(told: str, language: str, classes: Classes, needed: Sequence[frozenset[str]]) -> Phrase:
    """A phrase that was read before, with the sets of words that it asks for."""
    return Phrase(told, vocabulary(language), needed, lambda: parts_of(told, language, classes))


def parts_of(told: str, language: str, classes: Classes) -> tuple[tuple[Step, ...], ...]:
    """The parts of a phrase as steps; PhraseError where it is none."""
    return tuple(_ready(_parsed(part, language, classes)) for part in told.split(" + "))


def _parsed(told: str, language: str, classes: Classes) -> list[str | Choice]:
    if flags := phrases.flags(told):
        raise phrases.PhraseError(f"{min(flags)} says nothing of a passage of a contract")
    return phrases.parse(told, _reader(language, classes))


def read_class(ways: Sequence[str], language: str, classes: Classes) -> Choice:
    """A class of words: its ways."""
    return Choice([_parsed(way, language, classes) for way in ways], optional=False)


def _reader(language: str, classes: Classes) -> Callable[[str], list[str | Choice]]:
    """How each word or sign of a phrase is read."""

    def word(sign: str) -> list[str | Choice]:
        if sign[0] in _SIGNS or sign == "#":
            return [sign]
        plain = sign.removesuffix("?")
        if plain[0] == "@" and plain[1:] not in classes:
            raise phrases.PhraseError(f"there is no class {plain}")
        steps: list[str | Choice] = [classes[plain[1:]]] if plain[0] == "@" else _words(plain, language)
        return [Choice([steps], optional=True)] if plain != sign else steps

    return word


@cache
def _words(plain: str, language: str) -> list[str | Choice]:
    """A word of a phrase as the words of a text are read; values and stems stay as they are. Nobody changes
    what is returned: phrases say the same words again and again."""
    if plain == "#" or (plain.isupper() and plain.isalpha() and len(plain) > 1):
        return [plain]
    stem, tail = "*" * plain.endswith("*"), "*" * plain.startswith("*")
    bare = plain.strip("*")
    found = [spelt(bare, language)] if bare.isalpha() else [one.text for one in tokens(bare, language)]
    if not found or (stem and tail):
        raise phrases.PhraseError(f"{plain} is no word")
    found[0] = tail + found[0]
    found[-1] += stem
    return list[str | Choice](found)


_MADE: dict[int, tuple[Choice, Ways]] = {}
"""Classes that were made ready: many phrases name the same."""


def _ready(steps: Sequence[str | Choice]) -> tuple[Step, ...]:
    return tuple(_ways(step) if isinstance(step, Choice) else step for step in steps)


def _ways(choice: Choice) -> Ways:
    made = _MADE.get(id(choice))
    if made is None:
        made = _MADE[id(choice)] = (choice, Ways(choice, _ready))
    return made[1]


def needs(steps: Sequence[Step]) -> list[frozenset[str]]:
    """Sets of words of which a row must have one each."""
    found = []
    for step in steps:
        if isinstance(step, Ways):
            found += [words] if (words := step.needs()) else []
        elif step[0] not in _SIGNS:
            found.append(frozenset((step,)))
    return found


def place(phrase: Phrase, row: Row) -> tuple[int, int] | None:
    """The first and last word of what holds the phrase, or None."""
    if not holds(phrase, row):
        return None
    spans = [_where(part, row) for part in phrase.parts]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def holds(phrase: Phrase, row: Row) -> bool:
    """Is the phrase in the row?"""
    asks = phrase.asks
    if asks & row.answers(phrase.vocabulary) != asks:
        return False
    return all(_run(part, row.full, row) for part in phrase.parts)


def _where(steps: Sequence[Step], row: Row) -> tuple[int, int]:
    """The first place the phrase is found at, at its shortest."""
    start, end = 0, len(row.tokens)
    while start < end:  # the first place from which it is found lies between
        middle = (start + end) // 2
        if _run(steps, (1 << middle + 1) - 1, row):
            end = middle
        else:
            start = middle + 1
    ends = _run(steps, 1 << start, row)
    return start, max((ends & -ends).bit_length() - 2, start)


def _run(steps: Sequence[Step], places: int, row: Row) -> int:
    """The places behind the steps, for those that begin at the places given."""
    for step in steps:
        if isinstance(step, Ways):
            places = _choose(step, places, row)
        elif step[0] == GAP:
            for _ in range(int(step[1:] or USUAL_GAP)):
                places |= places << 1
            places &= row.full
        elif step == "^":
            places &= 1
        elif step == "$":
            places &= 1 << len(row.tokens)
        else:
            places = (places & row.mask(step)) << 1
        if not places:
            return 0
    return places


def _choose(ways: Ways, places: int, row: Row) -> int:
    single, longer = row.within(ways)
    found = (places & single) << 1
    for way in longer:
        found |= _run(way, places, row)
    return found | places if ways.optional else found
