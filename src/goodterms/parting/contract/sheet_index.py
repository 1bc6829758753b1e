"""Which words does each phrase of the sheets ask for? Worked out once, when somebody changes a sheet.

To read a thousand phrases takes longer than to read a contract. So `clauses/<language>.json` keeps what the
sheets of a language say, without their examples, and for each phrase the sets of words of which a passage
must have one each; the phrase itself is read when a passage has them all. `make messages` writes these files,
and a test compares them. One that is older than its sheets is not used: the sheets are read instead.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from goodterms.parting.contract.matching import Classes, needs, parts_of, read_class
from goodterms.terms import shelf
from goodterms.terms.phrases import Choice

FOLDER = "goodterms.parting.contract"
SHEETS = f"{FOLDER}.clauses"
_EXAMPLES = frozenset({"caught", "passed"})
_WORDS = frozenset(
    {"articles", "before_a_day", "capitals", "classes", "it", "joins", "lettered", "named", "object_after",
     "own_begins", "pronouns", "roles", "same", "several", "thing_begins", "default"}
)  # fmt: skip
"""What sheets list that is no phrase."""


class ReadWhenAsked(Mapping[str, Choice]):
    """The classes of words of a language, each read when a phrase first names it."""

    def __init__(self, told: Mapping[str, Sequence[str]], language: str) -> None:
        self._told, self._language = told, language
        self._read: dict[str, Choice] = {}

    def __getitem__(self, name: str) -> Choice:
        if name not in self._read:
            self._read[name] = read_class(self._told[name], self._language, self)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._told)

    def __len__(self) -> int:
        return len(self._told)


def read(language: str) -> Mapping[str, Any]:
    """The sheets of a language with what their phrases ask for: as they are kept, or as they are now."""
    kept = shelf.sheet(FOLDER, "clauses") / f"{language}.json"
    found: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    return found if found.get("digest") == _digest(language) else index(language)


def index(language: str) -> dict[str, Any]:
    """The index of a language's sheets as they are now; PhraseError where a phrase breaks the syntax."""
    own = shelf.toml(f"{SHEETS}.{language}", "_language")
    names = shelf.names(f"{SHEETS}.{language}", ".toml")
    sheets = {name: _without_examples(shelf.toml(f"{SHEETS}.{language}", name)) for name in names}
    classes = _classes(own["classes"], language)
    sets: dict[frozenset[str], int] = {}
    asks = {
        phrase: [
            sets.setdefault(need, len(sets))
            for part in parts_of(phrase, language, classes)
            for need in needs(part)
        ]
        for phrase in dict.fromkeys(_phrases([own, *sheets.values()]))
    }
    return {
        "digest": _digest(language),
        "language": dict(own),
        "sheets": sheets,
        "sets": [" ".join(sorted(words)) for words in sets],
        "asks": asks,
    }


def _without_examples(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in told.items() if name not in _EXAMPLES}


def _classes(told: Mapping[str, Sequence[str]], language: str) -> Classes:
    """All classes; one may name those above it."""
    made: dict[str, Choice] = {}
    for title, ways in told.items():
        made[title] = read_class(ways, language, made)
    return made


def _phrases(told: Any) -> Iterator[str]:
    """Every phrase that is listed anywhere in some sheets."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        yield from _phrases([part for name, part in told.items() if name not in _WORDS])
    else:
        for one in told:
            yield from _phrases(one)


def _digest(language: str) -> str:
    """What stands for the sheets as they are now."""
    folder = shelf.sheet(f"{SHEETS}.{language}", ".")
    files = sorted(one for one in folder.iterdir() if one.suffix == ".toml")
    return sha256(b"\0".join(one.read_bytes().replace(b"\r\n", b"\n") for one in files)).hexdigest()


def written(language: str) -> str:
    """The file beside the sheets of a language, a line for each of its parts."""
    told = index(language).items()
    parts = (f'"{key}":{json.dumps(part, ensure_ascii=False, separators=(",", ":"))}' for key, part in told)
    return "{" + ",\n".join(parts) + "}\n"


def write(languages: Iterable[str] = ()) -> None:
    """Writes the index of every language, or of these, beside its sheets."""
    for language in languages or shelf.folders(FOLDER, "clauses"):
        shelf.sheet(FOLDER, "clauses").joinpath(f"{language}.json").write_text(written(language), "utf-8")


if __name__ == "__main__":
    write(sys.argv[1:])
