"""Letters that somebody labelled, and how far the checker agrees with them.

A line of JSON is a letter: `text`, `channel`, `expect` (rule, exact quote, which `occurrence` of it),
`doc_expect` (rules on the whole letter), `optional` (readers may differ: neither hit nor false alarm). What
is found agrees where it overlaps with what was labelled.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from goodterms.letters.linting import lint


class Score(NamedTuple):
    """Findings that were labelled, those that were not, and labels that were not found."""

    true: int = 0
    false: int = 0
    missed: int = 0
    flagged: int = 0
    """Letters without any label in which something was found."""

    @property
    def precision(self) -> float:
        """The share of the findings that is true."""
        return self.true / (self.true + self.false) if self.true + self.false else 1.0

    @property
    def recall(self) -> float:
        """The share of the labels that is found."""
        return self.true / (self.true + self.missed) if self.true + self.missed else 1.0

    def __add__(self, other: object) -> Score:
        assert isinstance(other, Score)
        return Score(*(one + two for one, two in zip(self, other, strict=True)))


def letters(file: Path) -> Iterator[Mapping[str, Any]]:
    """The letters of a file."""
    with file.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def score(labelled: Iterable[Mapping[str, Any]], language: str) -> Score:
    """How far the checker agrees, over all letters."""
    total = Score()
    for letter in labelled:
        total += _of(letter, language)
    return total


def _of(letter: Mapping[str, Any], language: str) -> Score:
    text = letter["text"]
    found = lint(text, language, letter["channel"]).findings
    spans = [(one.rule, one.start, one.end) for one in found if one.start is not None]
    wanted = [_place(text, one) for one in letter["expect"]]
    spared = [
        _place(text, one) for one in letter.get("optional", ()) if isinstance(one, dict) and one.get("quote")
    ]
    met = [one for one in wanted if any(_agree(one, span) for span in spans)]
    true = [span for span in spans if any(_agree(one, span) for one in wanted)]
    false = [span for span in spans if span not in true and not any(_agree(one, span) for one in spared)]
    whole = {one.rule for one in found if one.start is None}
    expected = set(letter["doc_expect"])
    clean = not wanted and not expected
    wrong = len(false) + len(whole - expected)
    return Score(
        len(true) + len(whole & expected),
        wrong,
        len(wanted) - len(met) + len(expected - whole),
        int(clean and wrong > 0),
    )


def _place(text: str, label: Mapping[str, Any]) -> tuple[str, int, int]:
    start = -1
    for _ in range(label.get("occurrence", 1)):
        start = text.index(label["quote"], start + 1)
    return label["rule"], start, start + len(label["quote"])


def _agree(one: tuple[str, int, int], other: Any) -> bool:
    return bool(one[0] == other[0] and one[1] < other[2] and other[1] < one[2])
