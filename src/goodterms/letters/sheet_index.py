"""Which words does each phrase of a sheet need? Worked out once, when somebody changes a sheet.

To read a thousand phrases takes longer than to check a letter. So `<language>.json` keeps beside a language's
sheets what `goodterms.letters.sheets` needs of them: the phrases without their examples, how each was read,
and the sets of words of which a sentence must have one each; it is looked at where the rarest of them occurs.
`make messages` writes these files; a test compares them with their sheets.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from goodterms.letters.matching import CLASS, NAME, SIGNS, is_plain
from goodterms.letters.paper import Spelling, read_paper
from goodterms.letters.sheets import ANSWERS, LANGUAGE, NEVER, PHRASES, UNLESS, WORDS, spelling
from goodterms.terms import phrases, shelf

_OTHERS = 1
"""Beside the rarest words of a phrase, and those it begins with: so many more that a sentence has to have."""
_KINDS = {"phrases": "", "unless": UNLESS, "never_with": NEVER}


class SheetError(ValueError):
    """A sheet that cannot be read: it names the sheet and the phrase."""


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
    told = list(_told(found))
    writes = _language(language)
    reader = Reader(writes)
    often = _often(reader, found.values())
    sets: dict[frozenset[str], int] = {}
    asks: list[list[int]] = []
    read: list[str] = []
    flags: dict[int, list[str]] = {}
    under: dict[int, list[int]] = {}
    begins: dict[int, str] = {}
    for number, (phrase, name) in enumerate(told):
        try:
            sequence = reader.phrase(phrase)
            needed = list(phrases.needs(sequence, often))
        except phrases.PhraseError as fault:
            raise SheetError(f"{of.rpartition('.')[2]}/{language}, {name}: {phrase!r}: {fault}") from fault
        if not needed:
            raise SheetError(f"{language}, {name}: {phrase!r}: no word of it has to be there")
        read.append(_json(_packed(reader.phrase(phrase, is_short=True))))
        if asked_of_all := sorted(phrases.flags(phrase)):
            flags[number] = asked_of_all
        rarest, *others = sorted(needed, key=lambda words: sum(often[word] for word in words))
        if first := _begins(sequence):
            others = [*others[:_OTHERS], first]
            begins[number] = str(sets.setdefault(first, len(sets)))
        asked = {sets.setdefault(one, len(sets)) for one in (rarest, *others[: _OTHERS + 1])}
        asks.append(sorted(asked))
        under.setdefault(sets[rarest], []).append(number)
    by_word: dict[str, list[int]] = {}
    for words, number in sets.items():
        for word in sorted(words):
            by_word.setdefault(word, []).append(number)
    return {
        "language": {name: part for name, part in writes.items() if name != "classes"},
        "sheets": [name for _, name in told],
        "read": read,
        "flags": flags,
        "ways": {name: _json(_ways(reader.ways(name))) for name in reader.classes},
        "firsts": {
            name: " ".join(sorted(first))
            for name in reader.classes
            if (first := _begins(reader.phrase(CLASS + name)))
        },
        "sets": {word: _listed(numbers) for word, numbers in by_word.items()},
        "asks": [_listed(asked) for asked in asks],
        "under": {one: _listed(numbers) for one, numbers in under.items()},
        "begins": begins,
    }


def _told(found: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Every phrase with its sheet, in the order of the index."""
    for name, sheet in found.items():
        for kind, mark in _KINDS.items():
            yield from ((phrase, mark + name) for phrase in sheet.get(kind, ()))


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


class Reader:
    """Reads phrases: what the words of a language are compared as, and what stands for its classes."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self.spelling = spelling(told)
        self.classes: Mapping[str, Sequence[str]] = told["classes"]
        self._of_class: dict[str, phrases.Sequence] = {}

    def phrase(self, phrase: str, *, is_short: bool = False) -> phrases.Sequence:
        """A phrase, read, with the classes by their names where it `is_short`; PhraseError where it breaks
        the syntax."""
        return phrases.parse(phrase, self._short if is_short else self._whole)

    def ways(self, name: str) -> list[phrases.Sequence]:
        """What stands for a class, with the classes in it by their names."""
        return [self.phrase(member, is_short=True) for member in self.classes[name]]

    def _whole(self, lexeme: str) -> phrases.Sequence:
        return self._read(lexeme, self._class)

    def _short(self, lexeme: str) -> phrases.Sequence:
        return self._read(lexeme, lambda name: [CLASS + name])

    def _read(self, lexeme: str, of_class: Callable[[str], phrases.Sequence]) -> phrases.Sequence:
        bare = lexeme.removesuffix("?")
        words: phrases.Sequence
        if lexeme[0] == phrases.GAP or bare in phrases.MARKS or bare == NAME:
            words = [bare]
        elif bare[0] == CLASS:
            words = of_class(bare[1:])
        else:
            words = list(self._forms(bare))
        return words if bare == lexeme else [phrases.Choice([words], optional=True)]

    def _class(self, name: str) -> phrases.Sequence:
        if name not in self._of_class:
            if name not in self.classes:
                raise phrases.PhraseError(f"there is no class {name}")
            ways = [self.phrase(member) for member in self.classes[name]]
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


def _packed(sequence: phrases.Sequence) -> str | list[Any]:
    """A phrase as `goodterms.letters.matching` takes it."""
    items: list[Any] = []
    for item in sequence:
        if isinstance(item, phrases.Choice):
            items.append([*_ways(item.ways), int(item.optional)])
        elif items and isinstance(items[-1], str):
            items[-1] += f" {item}"
        else:
            items.append(item)
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items


def _ways(ways: Iterable[phrases.Sequence]) -> list[Any]:
    """A choice: its single words, its longer ways by their first word, and the others by their first item."""
    groups: dict[str, tuple[str | phrases.Choice, list[phrases.Sequence]]] = {}
    for first, *rest in ways:
        groups.setdefault(repr(first), (first, []))[1].append(rest)
    words: list[str] = []
    by_word: dict[str, Any] = {}
    others: list[list[Any]] = []
    for first, rests in groups.values():
        is_word = isinstance(first, str) and first[0] not in SIGNS
        if is_word and not any(rests):
            words.append(str(first))
        elif isinstance(first, str) and is_plain(first):
            by_word[first] = _rest(rests)
        else:
            others.append([_packed([first]), _rest(rests)])
    return [" ".join(words), by_word, others]


def _rest(rests: list[phrases.Sequence]) -> str | list[Any]:
    """What follows on the same beginning."""
    if len(rests) == 1:
        return _packed(rests[0])
    longer = [rest for rest in rests if rest]
    return [[*_ways(longer), int(len(longer) < len(rests))]]


def _begins(sequence: phrases.Sequence) -> frozenset[str]:
    """The words that a phrase can begin with; nothing where these cannot be listed."""
    found: frozenset[str] = frozenset()
    for item in sequence:
        if isinstance(item, phrases.Choice):
            ways = [_begins(way) for way in item.ways]
            if not all(ways):
                break
            found = found.union(*ways)
            if not item.optional:
                return found
        elif item[0] == phrases.GAP or item == NAME:
            break
        elif item not in ("^", "$"):
            return found | {item}
    return frozenset()


def _listed(numbers: Iterable[int]) -> str:
    return " ".join(map(str, numbers))


def _json(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


class _Often(dict[str, int]):
    """How often each word is said in the examples; of a beginning or an end, how often all words with it."""

    def __missing__(self, word: str) -> int:
        if word.endswith("*"):
            times = sum(n for one, n in self.items() if one.startswith(word[:-1]))
        elif word.startswith("*"):
            times = sum(n for one, n in self.items() if one.endswith(word[1:]))
        else:
            times = sum(n for one, n in self.items() if one[0].isdigit()) if word == "#" else 0
        self[word] = times
        return times


def _often(reader: Reader, found: Iterable[Mapping[str, Any]]) -> Mapping[str, int]:
    examples = [text for sheet in found for kind in ("caught", "passed") for text in sheet.get(kind, ())]
    papers = (read_paper(text, reader.spelling) for text in examples)
    return _Often(Counter(word for paper in papers for part in paper for word in part.words))


def written(language: str, of: str = WORDS) -> dict[str, str]:
    """The files beside the sheets of a language, by their endings: the index, and the phrases by line."""
    told = index(language, of).items()
    parts = (f'"{key}":{_json(part)}' for key, part in told)
    phrases_of = "".join(f"{phrase}\n" for phrase, _ in _told(tables(language, of)))
    return {".json": "{" + ",\n".join(parts) + "}\n", PHRASES: phrases_of}


def write(languages: Iterable[str] = ()) -> None:
    """Writes the index of every language, or of these, beside its sheets."""
    for of in (WORDS, ANSWERS):
        for language in languages or shelf.folders(of, "."):
            if not language.startswith("_"):
                for ending, text in written(language, of).items():
                    shelf.sheet(of, language + ending).write_text(text, "utf-8")


if __name__ == "__main__":
    write(sys.argv[1:])
