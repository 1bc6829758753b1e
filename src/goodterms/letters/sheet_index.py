"""Which words does each phrase of a sheet need? Worked out once, when somebody changes a sheet.

To read a thousand phrases takes longer than to check a letter. So `<language>.json` keeps beside a language's
sheets what `goodterms.letters.sheets` needs of them: the phrases without their examples, and for each the
sets of words of which a sentence must have one each; it is looked at where the rarest of them occurs. `make
messages` writes these files; a test compares them with their sheets.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from goodterms.letters.paper import Spelling, read_paper
from goodterms.letters.sheets import ANSWERS, NEVER, UNLESS, WORDS, Reader
from goodterms.terms import phrases, shelf

LANGUAGE = "language"
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
    told = [
        (phrase, mark + name)
        for name, sheet in found.items()
        for kind, mark in _KINDS.items()
        for phrase in sheet.get(kind, ())
    ]
    writes = _language(language)
    reader = Reader(writes)
    often = _often(reader, found.values())
    sets: dict[frozenset[str], int] = {}
    asks: list[list[int]] = []
    under: dict[int, list[int]] = {}
    for number, (phrase, name) in enumerate(told):
        try:
            needed = list(phrases.needs(reader.phrase(phrase), often))
        except phrases.PhraseError as fault:
            raise SheetError(f"{of.rpartition('.')[2]}/{language}, {name}: {phrase!r}: {fault}") from fault
        if not needed:
            raise SheetError(f"{language}, {name}: {phrase!r}: no word of it has to be there")
        asked = [sets.setdefault(one, len(sets)) for one in needed]
        asks.append(sorted(set(asked)))
        rarest = min(needed, key=lambda words: sum(often[word] for word in words))
        under.setdefault(sets[rarest], []).append(number)
    by_word: dict[str, list[int]] = {}
    for words, number in sets.items():
        for word in sorted(words):
            by_word.setdefault(word, []).append(number)
    return {"language": writes, "phrases": told, "sets": by_word, "asks": asks, "under": under}


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


if __name__ == "__main__":
    write(sys.argv[1:])
