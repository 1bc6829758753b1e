"""The letter as its rules read it: sentences, what they hold by the sheets of their language, and where.

A rule is a module in `goodterms.letters.rules`: its first line asks what it looks for, LEVEL says whether it
speaks of places or of the whole letter, and `find` gives the places (one None for the whole letter). SHEETS
names the sheets that it looks into, where they are not called as it is. IS_DOUBTFUL stands in rules that
complain of how the client is spoken of: True where one phrase alone, in a letter without any other such
finding, is not enough, unless it stands in the sheet's table `plain`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from goodterms.letters.known import Known
    from goodterms.letters.paper import Sentence
    from goodterms.letters.sheets import Hit

SPAN, DOCUMENT = "span", "document"
CHANNELS = ("email", "letter", "chat", "call_script")
Channel = str

_SMALL = 3
"""Words up to this length are written small in titles; and so many of them do not reach over a comma."""
Place = tuple[int, int]
"""Where in the text something stands: the offsets of its first character and behind its last."""
Leaks = Callable[[Sequence[tuple[str, int, int]]], Iterable[Place]]
"""Given the words of a letter with their places: where it repeats what must not leak."""


class Letter(NamedTuple):
    """A letter, cut and looked up. `known` is what the records say of its client, `leaks` finds what of the
    rant of this sitting it repeats; both are None where there is none."""

    text: str
    language: str
    channel: Channel
    sentences: Sequence[Sentence]
    held: Mapping[str, Sequence[Hit]]
    known: Known | None = None
    leaks: Leaks | None = None

    def hits(self, *sheets: str) -> list[Hit]:
        """What it holds by these sheets, in the order of the text."""
        return sorted(hit for sheet in sheets for hit in self.held.get(sheet, ()))

    def parts(self, sheet: str) -> Iterator[tuple[str, Hit]]:
        """What it holds by the tables within a sheet, in the order of the text, with each table's name."""
        prefix = sheet + "."
        found = ((hit, name) for name, hits in self.held.items() if name.startswith(prefix) for hit in hits)
        yield from ((name.removeprefix(prefix), hit) for hit, name in sorted(found))

    def agreeing(self, sheet: str) -> int:
        """How many phrases of a sheet agree where most of them do; 0 where it holds none."""
        return max((hit.agreeing for hit in self.hits(sheet)), default=0)

    def without(self, sheets: Iterable[str]) -> Letter:
        """The same as if it held nothing of these sheets."""
        names = frozenset(sheets)
        held = {name: hits for name, hits in self.held.items() if name.partition(".")[0] not in names}
        return self._replace(held=held)

    def words(self, hit: Hit) -> Place:
        """The place of the words themselves."""
        sentence = self.sentences[hit.sentence]
        return sentence.place(hit.first, hit.last)

    def clause(self, hit: Hit) -> Place:
        """The place of the clause that the words stand in."""
        sentence = self.sentences[hit.sentence]
        return sentence.place(*sentence.clause(hit.first, hit.last))

    def is_title(self, hit: Hit) -> bool:
        """Are all its longer words written as a name is? ("The Open Door")"""
        sentence = self.sentences[hit.sentence]
        words = range(hit.first, hit.last + 1)
        longer = [at for at in words if len(sentence.words[at]) > _SMALL]
        return len(longer) > 1 and all(sentence.names[at] for at in longer)

    def is_broken(self, hit: Hit) -> bool:
        """Does it reach over a colon, a dash or a bracket, or over a comma with three words or fewer?"""
        sentence = self.sentences[hit.sentence]
        is_short = hit.last - hit.first < _SMALL
        over_comma = is_short and sentence.clauses[hit.first] != sentence.clauses[hit.last]
        return over_comma or sentence.is_broken(hit.first, hit.last)

    def is_name(self, hit: Hit) -> bool:
        """Is one of the words written as a name is?"""
        return any(self.sentences[hit.sentence].names[hit.first : hit.last + 1])


def overlaps(place: Place, others: Iterable[Place]) -> bool:
    """Does a place touch one of the others?"""
    return any(place[0] < end and start < place[1] for start, end in others)


def apart(places: Iterable[Place]) -> list[Place]:
    """The places in order, those that touch each other as one."""
    joined: list[Place] = []
    for place in sorted(places):
        if joined and place[0] < joined[-1][1]:
            joined[-1] = joined[-1][0], max(place[1], joined[-1][1])
        else:
            joined.append(place)
    return joined


def clauses(letter: Letter, *sheets: str) -> list[Place]:
    """The clauses that hold a phrase of these sheets, in one piece and not as a title."""
    hits = letter.hits(*sheets)
    return apart(letter.clause(hit) for hit in hits if not (letter.is_title(hit) or letter.is_broken(hit)))
