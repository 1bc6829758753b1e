"""What is weighed of a sentence? Names of features with how much of each it has.

Its words in ones, twos and threes; those of its heading (`h:`), of the sentence before (`p:`) and after
(`n:`); how long it is and where in the contract it stands. Numbers are `#`, and a word that few contracts
have is `@` where it is written as a name and `?` elsewhere: who the parties are is neither learned nor
looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from goodterms.parting.contract.learned.sentences import headings
from goodterms.parting.model import Span
from goodterms.terms.patterns import lazy

_WORD = lazy(r"[A-Za-z]+(?:['’][a-z]+)?|\d[\d,.]*|[$€£%]|\[\*+\]")
_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen eighteen "
    "twenty thirty forty sixty ninety hundred".split()
)
NUMBER, NAME, RARE = "#", "@", "?"
_ANY = frozenset((NUMBER, NAME, RARE))
_OWN, _HEADING, _NEIGHBOUR, _PLACE = 2.0, 1.0, 0.5, 0.3
"""How much the words of each together weigh, beside each other."""
PREFIXES = ("", "h:", "p:", "n:")
_LENGTHS = (3, 6, 10, 15, 22, 30, 45, 65, 100, 160)
Features = Mapping[str, float]


class Group(NamedTuple):
    """Features that weigh the same."""

    prefix: str
    each: float
    names: Collection[str]


def spoken(text: str) -> Iterator[tuple[str, bool]]:
    """Its words in small letters, and whether each is written with a capital."""
    for found in _WORD.finditer(text):
        word = found.group()
        yield word.lower().replace("’", "'").removesuffix("'s"), word[0].isupper()


def words(text: str, known: Collection[str]) -> list[str]:
    """The words of a sentence as they are compared; `known` are those that are looked at as they stand."""
    return Rows(known).of(text)


def _shown(word: str, is_capital: bool, known: Collection[str]) -> str:
    if word[0].isdigit() or word in _NUMBERS:
        return NUMBER
    return word if word in known else NAME if is_capital else RARE


def _without_runs(shown: Iterable[str]) -> list[str]:
    """Numbers that follow each other as one, and so names and rare words."""
    row: list[str] = []
    for word in shown:
        if word not in _ANY or row[-1:] != [word]:
            row.append(word)
    return row


class Rows(dict[str, str]):
    """What is shown for each word as it is written; `known` are those that are looked at as they stand."""

    def __init__(self, known: Collection[str]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, written: str) -> str:
        ((word, is_capital),) = spoken(written)
        self[written] = _shown(word, is_capital, self._known)
        return self[written]

    def of(self, text: str) -> list[str]:
        """The words of a sentence as they are compared."""
        return _without_runs(map(self.__getitem__, _WORD.findall(text)))


def features(text: str, spans: Sequence[Span], known: Collection[str]) -> Iterator[Features]:
    """What each sentence of a contract has, in their order."""
    for groups in grouped(text, spans, known):
        yield {one.prefix + name: one.each for one in groups for name in one.names}


def grouped(text: str, spans: Sequence[Span], known: Collection[str]) -> Iterator[list[Group]]:
    """The same as groups of features that weigh the same; sentences share what they have in common."""
    texts = [text[span.start : span.end] for span in spans]
    shown = Rows(known)
    rows = [shown.of(sentence) for sentence in texts]
    single = [_runs(row, 1) for row in rows]
    before = [_weighed(one, _NEIGHBOUR, "p:") for one in single]
    after = [_weighed(one, _NEIGHBOUR, "n:") for one in single]
    above: dict[int, Group] = {}
    for number, heading in enumerate(headings(texts)):
        found = [_weighed(_runs(rows[number], 3), _OWN)]
        if heading is not None:
            if heading not in above:
                above[heading] = _weighed(_runs(rows[heading], 2), _HEADING, "h:")
            found.append(above[heading])
        found += before[number - 1 : number] if number else ()
        found += after[number + 1 : number + 2]
        length = f"len:{bisect_left(_LENGTHS, len(rows[number]))}"
        found.append(Group("", _PLACE, (length, f"pos:{10 * spans[number].start // len(text)}")))
        yield found


def _runs(row: Sequence[str], longest: int) -> tuple[str, ...]:
    """Words that follow each other, up to so many, each once; in order, as sums of fractions depend on it."""
    found = dict.fromkeys(row)
    for size in range(2, longest + 1):
        found |= dict.fromkeys(map("_".join, zip(*(row[start:] for start in range(size)), strict=False)))
    return tuple(found)


def _weighed(names: Collection[str], together: float, prefix: str = "") -> Group:
    """Each as much as the others, and all of them as long as one: a long sentence does not shout."""
    return Group(prefix, together / len(names) ** 0.5 if names else 0.0, names)
