"""Shows what is wrong with a letter: the line, the words underlined, why, and what to write instead."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from goodterms.faces.terminal import Part, Screen
    from goodterms.faces.words import Words
    from goodterms.letters.claims import Judged
    from goodterms.letters.linting import Finding

_INDENT = 2
_LEAST_ROOM = 12
"""Columns of a long line that are shown before and after the words, at the least."""
_MOST_LINES = 6
"""Lines that one finding may show; where it goes on, three dots say so."""
_CUT = "…"
_FAR = 2_000
"""Characters on either side of where the words begin: more of a line is not looked at."""
_JOINER = "\u200d"
_SKINS = "\U0001f3fb", "\U0001f3ff"


class _Cell(NamedTuple):
    """What a terminal shows as one character: its columns, and whether it is one of the words."""

    text: str
    width: int
    is_marked: bool


def show_findings(screen: Screen, text: str, findings: Iterable[Finding], words: Words) -> None:
    """Every finding: first the places in the text, then what is said of the whole letter."""
    every = sorted(findings, key=lambda one: one.start is None)
    screen.line((words("lint.found", count=len(every)), "bold"))
    for one in every:
        screen.line()
        if one.start is None or one.end is None:
            screen.line((words("lint.whole"), "cyan"), (f"  {one.rule}", "dim"))
        else:
            number = text.count("\n", 0, one.start) + 1
            screen.line((words("place.line", number=number), "cyan"), (f"  {one.rule}", "dim"))
            _show_place(screen, text, one.start, one.end)
        _show_advice(screen, one.rule, words, one.says)


def show_rules(screen: Screen, rules: Iterable[Mapping[str, Any]], words: Words) -> None:
    """Every rule with what it says and the phrases it goes by; what is switched off says so."""
    for rule in rules:
        off = "; ".join(rule["off"])
        screen.line((rule["rule"], "bold"), (f"  {words('lint.is_off', off=off)}" if off else "", "red"))
        _show_advice(screen, rule["rule"], words)
        for phrase in rule["phrases"]:
            screen.line((phrase, "dim"), indent=2 * _INDENT)
        screen.line()


def _show_advice(screen: Screen, rule: str, words: Words, says: Iterable[Judged] = ()) -> None:
    screen.line(words(f"lint.{rule}.why"), indent=_INDENT)
    for judged in says:
        places = "; ".join(words.place(one) for one in judged.evidence[:3])
        screen.line(words.say(judged.says), (f"  ({places})" if places else "", "dim"), indent=_INDENT)
    screen.line("→ ", words(f"lint.{rule}.instead"), indent=_INDENT)


def _show_place(screen: Screen, text: str, start: int, end: int) -> None:
    """The lines that the words stand on, each with signs below the words."""
    room = max(screen.width - _INDENT, 2 * _LEAST_ROOM)
    rows = [row for line in _lines(text, start, end) for row in _rows(_cut(line, room), room)]
    for row in rows[:_MOST_LINES]:
        parts: list[Part] = [
            ("".join(cell.text for cell in cells), "bold red" if is_marked else "")
            for is_marked, cells in groupby(row, key=lambda cell: cell.is_marked)
        ]
        screen.line(*parts, indent=_INDENT)
        signs = "".join(("~" if cell.is_marked else " ") * cell.width for cell in row).rstrip()
        if signs:
            screen.line((signs, "red"), indent=_INDENT)
    if len(rows) > _MOST_LINES:
        screen.line(_CUT, indent=_INDENT)


def _lines(text: str, start: int, end: int) -> Iterator[list[_Cell]]:
    """The lines of the text that hold the place."""
    first = max(text.rfind("\n", 0, start) + 1, start - _FAR)
    last = text.find("\n", end - 1)
    last = min(len(text) if last < 0 else last, start + _FAR)
    for line in text[first:last].split("\n"):
        if line.strip():
            yield list(_cells(line, start - first, end - first))
        first += len(line) + 1


def _cells(line: str, start: int, end: int) -> Iterator[_Cell]:
    """What a terminal shows of a line. An accent of its own belongs to the letter before it, and what would
    steer the terminal is left out."""
    shown, width, is_marked, joins = "", 0, False, False
    for at, char in enumerate(line):
        kind = unicodedata.category(char)
        if kind in ("Mn", "Me") or char == _JOINER or joins or _SKINS[0] <= char <= _SKINS[1]:
            shown, joins = shown + char, char == _JOINER
            continue
        if shown:
            yield _Cell(shown, width, is_marked)
        shown = " " if kind in ("Cc", "Zs") else "" if kind == "Cf" else char
        width = 0 if not shown else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        is_marked = start <= at < end
    if shown:
        yield _Cell(shown, width, is_marked)


def _cut(line: Sequence[_Cell], room: int) -> list[_Cell]:
    """The line, or where it is too long the words and what stands around them."""
    marked = [at for at, cell in enumerate(line) if cell.is_marked]
    if _width(line) <= room or not marked:
        return list(line)
    first, behind = marked[0], marked[-1] + 1
    beside = max((room - _width(line[first:behind])) // 2 - len(_CUT), _LEAST_ROOM)
    before = _nearest(line[:first][::-1], beside)[::-1]
    after = _nearest(line[behind:], beside)
    return [*before, *line[first:behind], *after]


def _nearest(cells: Sequence[_Cell], room: int) -> list[_Cell]:
    """The first whole words of these, and a sign that there are more."""
    if _width(cells) <= room:
        return list(cells)
    kept = list(cells[: next(at for at in range(len(cells)) if _width(cells[: at + 1]) > room)])
    spaces = [at for at, cell in enumerate(kept) if cell.text == " "]
    return [*(kept[: spaces[-1]] if spaces else kept), _Cell(_CUT, 1, is_marked=False)]


def _rows(line: Sequence[_Cell], room: int) -> Iterator[Sequence[_Cell]]:
    """The line broken at its spaces into rows of so many columns."""
    rest = line
    while _width(rest) > room:
        most = next(at for at in range(len(rest)) if _width(rest[: at + 1]) > room)
        space = next((at for at in range(most, 0, -1) if rest[at].text == " "), most)
        yield rest[:space]
        rest = rest[space + (rest[space].text == " ") :]
    if rest:
        yield rest


def _width(cells: Sequence[_Cell]) -> int:
    return sum(cell.width for cell in cells)
