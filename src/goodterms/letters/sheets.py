"""Which phrases of which sheets does a sentence hold, and where?

A sheet (`words/<language>/<name>.toml`; for what clients answer, `answers/<language>/<name>.toml`) is what
one rule, or one thing that rules look for, is called in one language: `phrases`; `unless`, phrases that
silence one they touch; `never_with`, those that silence all of the sheet in the sentence; `caught` and
`passed`, texts that hold it and texts that do not. Tables within a sheet are sheets of their own
(`reasons.capacity`). `words/<language>/language.toml` tells how the language writes: `accents`, `spelling`,
`elided`, `abbreviations`, `speakers` (he, she, they), and `classes` of words, which phrases name `@class`.

How a phrase is written: `goodterms.terms.phrases`; its edges are those of a clause. The sheets of a language
are read from the index that `make messages` writes beside them: every phrase stands there under the rarest
words of which a sentence must have one.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from goodterms.letters.paper import Sentence, Spelling, read_paper
from goodterms.terms import phrases, shelf

WORDS = "goodterms.letters.words"
"""What the freelancer writes."""
ANSWERS = "goodterms.letters.answers"
"""What clients write back."""
LANGUAGE = "language"
UNLESS, NEVER = "unless ", "never "
_NAME = "&"
_SIGNS = ("^", "$", _NAME)
_KINDS = {"phrases": "", "unless": UNLESS, "never_with": NEVER}


class SheetError(ValueError):
    """A sheet that cannot be read: it names the sheet and the phrase."""


class Hit(NamedTuple):
    """A phrase that stands in a sentence: its first and last word there, and which phrase it is."""

    sentence: int
    first: int
    last: int
    phrase: str


class _Words(NamedTuple):
    """One word of a phrase: any of these, or one that begins or ends so."""

    words: frozenset[str]
    stems: tuple[str, ...]
    tails: tuple[str, ...]
    number: bool

    def fits(self, word: str) -> bool:
        return (
            word in self.words
            or (self.number and word[0].isdigit())
            or (bool(self.stems) and word.startswith(self.stems))
            or (bool(self.tails) and word.endswith(self.tails))
        )


class _Ways(NamedTuple):
    ways: tuple[_Items, ...]
    optional: bool


_Items = tuple["_Words | _Ways | int | str", ...]
"""A phrase, ready to match: words, choices, gaps (most words), edges (`^`, `$`) and names (`&`)."""


class Sheets:
    """All phrases of a language. SheetError where one of them breaks the syntax."""

    def __init__(self, index: Mapping[str, Any]) -> None:
        told = index["language"]
        self.spelling = Spelling(
            told["accents"],
            told["spelling"],
            frozenset(told["elided"]),
            frozenset(told["abbreviations"]),
            frozenset(told["speakers"]),
        )
        self._classes: Mapping[str, Sequence[str]] = told["classes"]
        self._phrases: Sequence[tuple[str, str]] = index["phrases"]
        self._needed: Mapping[str, Sequence[int]] = index["needed"]
        self._stems = frozenset(word for word in self._needed if "*" in word)
        self._longest = max(map(len, self._stems), default=0)
        self._about: dict[str, Sequence[int]] = {}
        self._items: dict[int, _Items] = {}
        self._of_class: dict[str, phrases.Sequence] = {}

    def read(self, text: str, *, is_script: bool = False) -> tuple[Sentence, ...]:
        """The sentences of a text that is NFC; a script of what to say quotes mostly its writer."""
        return read_paper(text, self.spelling, is_script=is_script)

    def hits(
        self, sentences: Sequence[Sentence], without: frozenset[str] = frozenset()
    ) -> dict[str, list[Hit]]:
        """What the sentences hold, by sheet; phrases `without` are not looked for."""
        found: dict[str, list[Hit]] = {}
        for number, sentence in enumerate(sentences):
            here: dict[str, list[Hit]] = {}
            for index in self._candidates(sentence):
                phrase, sheet = self._phrases[index]
                if phrase in without:
                    continue
                for first, last in self._places(index, sentence):
                    here.setdefault(sheet, []).append(Hit(number, first, last, phrase))
            for sheet, hits in here.items():
                kept = _kept(hits, here.get(UNLESS + sheet, ())) if NEVER + sheet not in here else []
                if kept and not sheet.startswith((UNLESS, NEVER)):
                    found.setdefault(sheet, []).extend(kept)
        return found

    def told(self) -> Iterator[tuple[str, str]]:
        """Every phrase, and the sheet it stands in."""
        yield from ((phrase, sheet) for phrase, sheet in self._phrases if " " not in sheet)

    def needs(self, phrase: str, often: Mapping[str, int]) -> frozenset[str]:
        """What a sentence must hold at least one of to hold the phrase; SheetError where that is nothing."""
        try:
            needed = phrases.rarest(phrases.parse(phrase, self._read), often)
        except phrases.PhraseError as fault:
            raise SheetError(f"{phrase!r}: {fault}") from fault
        if not needed:
            raise SheetError(f"{phrase!r}: no word of it has to be there")
        return needed

    def _candidates(self, sentence: Sentence) -> Iterable[int]:
        found: dict[int, None] = {}
        for word in sentence.words:
            about = self._about.get(word)
            if about is None:
                about = self._about[word] = self._numbers(word)
            for number in about:
                found[number] = None
        return found

    def _numbers(self, word: str) -> Sequence[int]:
        """The phrases that need this word."""
        found = list(self._needed.get(word, ()))
        for size in range(1, min(len(word), self._longest) + 1):
            for part in (word[:size] + "*", "*" + word[-size:]):
                if part in self._stems:
                    found += self._needed[part]
        return found + list(self._needed.get("#", ())) if word[0].isdigit() else found

    def _places(self, index: int, sentence: Sentence) -> Iterator[tuple[int, int]]:
        items = self._items.get(index)
        if items is None:
            items = self._items[index] = tuple(
                self._ready(phrases.parse(self._phrases[index][0], self._read))
            )
        first, words = items[0], sentence.words
        after = 0
        for start, word in enumerate(words):
            if start < after or (isinstance(first, _Words) and not first.fits(word)):
                continue
            ends = _ends(items, sentence, {start})
            ends.discard(start)
            if ends:
                after = min(ends)
                yield start, after - 1

    def _read(self, lexeme: str) -> phrases.Sequence:
        bare = lexeme.removesuffix("?")
        words: phrases.Sequence
        if lexeme[0] == phrases.GAP or bare in phrases.MARKS or bare == _NAME:
            words = [bare]
        elif bare[0] == "@":
            words = self._class(bare[1:])
        else:
            words = list(self._forms(bare))
        return words if bare == lexeme else [phrases.Choice([words], optional=True)]

    def _class(self, name: str) -> phrases.Sequence:
        if name not in self._of_class:
            if name not in self._classes:
                raise phrases.PhraseError(f"there is no class {name}")
            ways = [phrases.parse(member, self._read) for member in self._classes[name]]
            self._of_class[name] = [phrases.Choice(ways, optional=False)]
        return self._of_class[name]

    def _forms(self, word: str) -> Iterator[str]:
        head, tail = "*" * word.startswith("*"), "*" * word.endswith("*")
        forms = [form for part in read_paper(word.strip("*"), self.spelling) for form in part.words]
        if not forms:
            raise phrases.PhraseError(f"{word} is no word")
        forms[0] = head + forms[0]
        forms[-1] += tail
        yield from forms

    def _ready(self, sequence: phrases.Sequence) -> Iterator[_Words | _Ways | int | str]:
        for item in sequence:
            if isinstance(item, phrases.Choice):
                yield self._choice(item)
            elif item[0] == phrases.GAP:
                yield int(item[1:] or 3)
            elif item in _SIGNS:
                yield item
            else:
                yield _words([item])

    def _choice(self, choice: phrases.Choice) -> _Words | _Ways:
        single = [way[0] for way in choice.ways if len(way) == 1 and _is_word(way[0])]
        if len(single) == len(choice.ways) and not choice.optional:
            return _words([word for word in single if isinstance(word, str)])
        longer = [way for way in choice.ways if not (len(way) == 1 and _is_word(way[0]))]
        ways = [tuple(self._ready(way)) for way in longer]
        if single:
            ways.append((_words([word for word in single if isinstance(word, str)]),))
        return _Ways(tuple(ways), choice.optional)


@cache
def sheets(language: str, of: str = WORDS) -> Sheets:
    """The sheets of a language that has some (`spoken`)."""
    return Sheets(json.loads(shelf.sheet(of, f"{language}.json").read_text("utf-8")))


@cache
def spoken(of: str = WORDS) -> tuple[str, ...]:
    """The languages that letters, or answers, are read in."""
    return shelf.names(of, ".json")


def tables(language: str, of: str = WORDS) -> dict[str, Mapping[str, Any]]:
    """Every sheet of a language by name, as it is written, but for `language.toml`."""
    found: dict[str, Mapping[str, Any]] = {}
    for name in shelf.names(f"{of}.{language}", ".toml"):
        if name != LANGUAGE:
            sheet = shelf.toml(f"{of}.{language}", name)
            found[name] = sheet
            found |= {f"{name}.{part}": table for part, table in sheet.items() if isinstance(table, dict)}
    return found


def index(language: str, of: str = WORDS) -> dict[str, Any]:
    """The index of a language's sheets as they are now; SheetError where a phrase breaks the syntax."""
    found = tables(language, of)
    made: dict[str, Any] = {
        "language": _language(language),
        "phrases": [
            (phrase, mark + name)
            for name, sheet in found.items()
            for kind, mark in _KINDS.items()
            for phrase in sheet.get(kind, ())
        ],
        "needed": {},
    }
    reader = Sheets(made)
    often = _often(reader, found.values(), made["phrases"])
    for number, (phrase, name) in enumerate(made["phrases"]):
        try:
            needed = reader.needs(phrase, often)
        except SheetError as fault:
            raise SheetError(f"{of.rpartition('.')[2]}/{language}, {name}: {fault}") from fault
        for word in sorted(needed):
            made["needed"].setdefault(word, []).append(number)
    return made


def _language(language: str) -> dict[str, Any]:
    told = shelf.toml(f"{WORDS}.{language}", LANGUAGE)
    about = Spelling(accents=told.get("accents", "kept"))
    return {
        "accents": about.accents,
        "spelling": {
            about.form(one): about.form(said).split() for one, said in told.get("spelling", {}).items()
        },
        "elided": told.get("elided", []),
        "abbreviations": [about.form(word) for word in told.get("abbreviations", [])],
        "speakers": [about.form(word) for word in told.get("speakers", [])],
        "classes": told.get("classes", {}),
    }


def _often(
    reader: Sheets, found: Iterable[Mapping[str, Any]], told: Iterable[tuple[str, str]]
) -> Mapping[str, int]:
    """How often each word, and each beginning of words, is said in the examples."""
    examples = [text for sheet in found for kind in ("caught", "passed") for text in sheet.get(kind, ())]
    often = Counter(word for text in examples for part in reader.read(text) for word in part.words)
    for stem in {word for phrase, _ in told for word in phrase.split() if "*" in word.strip("()|")}:
        often[stem] = sum(times for word, times in often.items() if _words([stem]).fits(word))
    return often


def written(language: str, of: str = WORDS) -> str:
    """The index as the text of its file."""
    told = index(language, of).items()
    parts = (f'"{key}":{json.dumps(part, ensure_ascii=False, separators=(",", ":"))}' for key, part in told)
    return "{" + ",\n".join(parts) + "}\n"


def write(languages: Iterable[str] = ()) -> None:
    """Writes the index of every language, or of these, beside its sheets."""
    for of in (WORDS, ANSWERS):
        for language in languages or shelf.folders(of, "."):
            if not language.startswith("_"):
                shelf.sheet(of, f"{language}.json").write_text(written(language, of), "utf-8")


def _is_word(item: str | phrases.Choice) -> bool:
    return isinstance(item, str) and item[0] not in "~^$&"


def _words(items: Sequence[str]) -> _Words:
    return _Words(
        frozenset(item for item in items if item != "#" and "*" not in item),
        tuple(item[:-1] for item in items if item.endswith("*")),
        tuple(item[1:] for item in items if item.startswith("*")),
        "#" in items,
    )


def _ends(items: _Items, sentence: Sentence, places: set[int]) -> set[int]:
    """Where a phrase that begins at one of these places can end: behind its last word."""
    words = sentence.words
    count = len(words)
    for item in items:
        if isinstance(item, _Words):
            places = {at + 1 for at in places if at < count and item.fits(words[at])}
        elif isinstance(item, int):
            places = {at + more for at in places for more in range(item + 1) if at + more <= count}
        elif item == _NAME:
            places = {at + 1 for at in places if at < count and sentence.names[at]}
        elif isinstance(item, str):
            places = {at for at in places if sentence.is_edge(at)}
        else:
            reached = {at for way in item.ways for at in _ends(way, sentence, places)}
            places = places | reached if item.optional else reached
        if not places:
            break
    return places


def _kept(hits: list[Hit], silenced: Iterable[Hit]) -> list[Hit]:
    """The hits that nothing silences, each place once: of two that overlap the longer."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: one.first - one.last):
        if not any(hit.first <= other.last and other.first <= hit.last for other in (*silenced, *kept)):
            kept.append(hit)
    return sorted(kept, key=lambda one: one.first)


if __name__ == "__main__":
    write(sys.argv[1:])
