"""Which of these phrases does a sentence contain?

A few hundred phrases are read at once: they become one automaton over words, whose moves are worked out when
a sentence first needs them and are remembered. The syntax is told in `goodterms.records.acts`.

>>> phrases = Automaton(lambda word: (word,))
>>> phrases.add("not quite (it|there|what I had in mind)", "vague")
>>> phrases.add("not quit(e", "vague")
Traceback (most recent call last):
    ...
goodterms.terms.phrases.PhraseError: a ) is missing
>>> phrases.found(["^", "this", "is", "not", "quite", "there", "$"])
{Phrase(label='vague', ends=frozenset())}

To build all phrases of a sheet takes a tenth of a second, and a short text can hold few of them. A prepared
sheet says for each phrase of which words one must be there; it is built when a text first says one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeGuard

from goodterms.terms import phrases
from goodterms.terms.phrases import FLAGS, GAP, MARKS, Choice, PhraseError

_NOWHERE: frozenset[int] = frozenset()
_MOST_MOVES = 50_000


class Phrase(NamedTuple):
    """What a phrase stands for, and how its sentence has to end (`?`, `!`) or what to hold (`""`)."""

    label: str
    ends: frozenset[str]


_Places = tuple[int, ...]
_Node = dict[str, _Places]
"""A place in phrases: where each word leads from here."""


def _is_word(item: str | Choice) -> TypeGuard[str]:
    return not isinstance(item, Choice) and item[0] != GAP


class _State:
    """A set of places in phrases, and where a word has led from it before."""

    __slots__ = ("moves", "nodes")

    def __init__(self, nodes: frozenset[int]) -> None:
        self.nodes = nodes
        self.moves: dict[str, tuple[_State, set[int]]] = {}


class Automaton:
    """All phrases of a sheet, matched together. `read` gives the words that a word of a phrase stands for."""

    def __init__(self, read: Callable[[str], tuple[str, ...]]) -> None:
        self._read = read
        self._phrases: dict[int, Phrase] = {}
        self._nodes: list[_Node] = []
        self._ends: set[int] = set()
        self._first: dict[str, set[int]] = {}
        self._places: dict[str, set[int]] = {}
        self.words: set[str] = set()
        """All words that occur in the phrases."""
        self._stems: set[str] = set()
        self._items: dict[str, phrases.Sequence] = {}
        self._asleep: Mapping[str, Sequence[int]] = {}
        self._prepared: dict[int, tuple[str, str]] = {}
        self._likenesses: dict[str, str] = {}
        self._symbols: dict[str, tuple[str, ...]] = {}
        self._forget()

    def prepare(
        self, words: Iterable[str], phrases: Iterable[tuple[str, str]], needed: Mapping[str, Sequence[int]]
    ) -> None:
        """Phrases with their labels that are added once a text asks for them: `words` are all words in them,
        `needed` gives by word (see `needs`) the phrases' numbers; those without one are under ""."""
        self._learn(words)
        self._prepared = dict(enumerate(phrases))
        self._asleep = needed
        self._wake(("",))

    def needs(self, phrase: str, often: Mapping[str, int]) -> frozenset[str]:
        """What a sentence must hold at least one of to hold the phrase; the rarest such words, by how `often`
        each is said. Nothing where no word of it is needed."""
        return phrases.rarest(self._sequence(phrase), often)

    def add(self, phrase: str, label: str) -> None:
        """One more phrase; PhraseError where it cannot be read."""
        ends = phrases.flags(phrase)
        sequence = self._sequence(phrase)
        end = self._node({})
        self._ends.update(end)
        self._phrases[end[0]] = Phrase(label, ends)
        for place in dict.fromkeys(self._before(sequence, end)):
            if place in end:
                raise PhraseError("every word of it may be missing")
            for symbol, targets in self._nodes[place].items():
                self._first.setdefault(symbol, set()).update(targets)
        self._forget()

    def found(self, words: Iterable[str]) -> set[Phrase]:
        """The phrases in a sentence, given as words with `^` and `$` where it begins and ends."""
        alike = [self._likenesses.get(word) or self._likeness(word) for word in words]
        state = self._start  # after the likenesses: a new word may have brought new phrases
        seen: set[int] = set()
        for like in alike:
            move = state.moves.get(like)
            if move is None:
                move = self._move(state, like)
            state, done = move
            if done:
                seen.update(done)
        return {self._phrases[index] for index in seen}

    def _forget(self) -> None:
        self._start = _State(frozenset())
        self._states = {self._start.nodes: self._start}
        self._moves = 0

    def _learn(self, words: Iterable[str]) -> None:
        """More words occur in the phrases."""
        new = set(words) - self.words
        if new:
            self.words |= new
            self._stems.update(word for word in new if word.endswith("*"))
            self._likenesses.clear()
            self._symbols.clear()

    def _wake(self, symbols: Iterable[str]) -> None:
        """Add the phrases that wait for one of these words."""
        for symbol in symbols:
            for number in self._asleep.get(symbol, ()):
                if number in self._prepared:
                    self.add(*self._prepared.pop(number))

    def _sequence(self, phrase: str) -> phrases.Sequence:
        return phrases.parse(phrase, self._item)

    def _item(self, lexeme: str) -> phrases.Sequence:
        """What one sign or word of a phrase asks for."""
        if lexeme not in self._items:
            self._items[lexeme] = self._new_item(lexeme)
        return self._items[lexeme]

    def _new_item(self, lexeme: str) -> phrases.Sequence:
        if lexeme in FLAGS:
            raise PhraseError(f"{lexeme} has to stand outside of all parentheses, as a word of its own")
        if lexeme[0] == GAP:
            return [lexeme]
        bare = lexeme.removesuffix("?")
        words = (bare,) if bare in MARKS else self._read(bare)
        if not words:
            raise PhraseError(f"{lexeme} is no word")
        self._learn(words)
        return list(words) if bare == lexeme else [Choice([list(words)], optional=True)]

    def _node(self, node: _Node) -> _Places:
        place = len(self._nodes)
        self._nodes.append(node)
        for symbol in node:
            self._places.setdefault(symbol, set()).add(place)
        return (place,)

    def _before(self, sequence: phrases.Sequence, then: _Places) -> _Places:
        """The places from which a sequence leads to other places."""
        for item in reversed(sequence):
            if isinstance(item, Choice):
                then = self._either(item, then)
            elif item[0] == GAP:
                then = self._gap(int(item[1:] or 3), then)
            else:
                then = self._node({item: then})
        return then

    def _gap(self, most: int, then: _Places) -> _Places:
        places = then
        for _ in range(most):
            places = then + self._node({GAP: places})
        return places

    def _either(self, choice: Choice, then: _Places) -> _Places:
        single = {way[0]: then for way in choice.ways if len(way) == 1 and _is_word(way[0])}
        longer = [way for way in choice.ways if len(way) != 1 or not _is_word(way[0])]
        places = self._node(single) if single else ()
        for way in longer:
            places += self._before(way, then)
        return places + then if choice.optional else places

    def _likeness(self, word: str) -> str:
        """A word as the phrases see it: itself where one names it, else a stem, a number or anything."""
        stems = [word[:size] + "*" for size in range(1, len(word) + 1) if word[:size] + "*" in self._stems]
        like = max(stems, key=len, default="0" if word[0].isdigit() else "_")
        if word in self.words or word in MARKS:
            like = word
        if len(self._likenesses) > _MOST_MOVES:
            self._likenesses.clear()
        self._likenesses[word] = like
        if self._prepared:
            self._wake(self.meant(like))
        return like

    def meant(self, word: str) -> tuple[str, ...]:
        """What in a phrase a word of a text satisfies: itself, a gap, a stem, a number."""
        if word in ("^", "$"):
            return (word,)
        stems = (word[:size] + "*" for size in range(1, len(word) + 1))
        found = [stem for stem in stems if stem in self._stems]
        return (word, GAP, *found, "#") if word[0].isdigit() else (word, GAP, *found)

    def _move(self, state: _State, word: str) -> tuple[_State, set[int]]:
        meant = self._symbols.get(word)
        if meant is None:
            meant = self._symbols[word] = self.meant(word)
        reached: set[int] = set()
        for symbol in meant:
            reached |= self._first.get(symbol, _NOWHERE)
            for node in state.nodes & self._places.get(symbol, _NOWHERE):
                reached.update(self._nodes[node][symbol])
        if len(meant) == 1:  # a mark is no word: who does not ask for it is not disturbed by it
            reached |= state.nodes
        return self._remember(state, word, reached)

    def _remember(self, state: _State, word: str, reached: set[int]) -> tuple[_State, set[int]]:
        done = self._ends & reached
        if self._moves > _MOST_MOVES:
            self._forget()
        self._moves += 1
        nodes = frozenset(reached - done)
        target = self._states.setdefault(nodes, _State(nodes))
        state.moves[word] = target, done
        return target, done
