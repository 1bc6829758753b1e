"""Which number does this paragraph of a Word document have?

Word keeps numbers out of the text: a list (`numbering.xml`) says for each level how to count and how to write
it ("%1.%2"), a style may name the list, and the place of a paragraph gives the number. Source: ECMA-376,
WordprocessingML, 17.9.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from goodterms.records.documents import xml
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVELS = 9
_PLACE = lazy(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = 26
_MOST_STYLES = 20
"""Styles that one style may be based on, one on the other; more of them are a circle."""


class _Level(NamedTuple):
    """How a level of a list counts and writes."""

    start: int
    format: str
    text: str


class _Use(NamedTuple):
    """A list as paragraphs name it: which one it is, its levels, and those that begin anew with it."""

    list: str
    levels: Mapping[int, _Level]
    begins: Mapping[int, int]


class Numbering:
    """Counts through the paragraphs of one document, in their order."""

    def __init__(self, numbers: Element | None, styles: Element | None) -> None:
        self._uses = dict(_uses(numbers)) if numbers is not None else {}
        self._styles = {xml.value(style, "styleId"): style for style in xml.every(styles, "style")}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def of(self, paragraph: Element) -> str:
        """The number of the next paragraph, as it is written; empty where it has none."""
        found = self._named(paragraph)
        if found is None:
            return ""
        number, level = found
        use = self._uses.get(number)
        if use is None or level not in use.levels:
            return ""
        counts = self._counts.setdefault(use.list, [None] * _LEVELS)
        if number not in self._begun:
            self._begun.add(number)
            for at, start in use.begins.items():
                counts[at] = start - 1
        before = counts[level]
        counts[level] = use.levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return _written(use.levels, level, counts)

    def _named(self, paragraph: Element) -> tuple[str, int] | None:
        """The list and level that a paragraph names itself, or by its style."""
        number, level = _number(xml.find(paragraph, "pPr/numPr"))
        style = self._styles.get(xml.value(xml.find(paragraph, "pPr/pStyle"), "val"))
        for _ in range(_MOST_STYLES):
            if (number and level is not None) or style is None:
                break
            of_style, level_of_style = _number(xml.find(style, "pPr/numPr"))
            number = number or of_style
            level = level if level is not None else level_of_style
            style = self._styles.get(xml.value(xml.find(style, "basedOn"), "val"))
        return (number, min(level or 0, _LEVELS - 1)) if number not in ("", "0") else None


def _uses(numbers: Element) -> list[tuple[str, _Use]]:
    lists = {xml.value(one, "abstractNumId"): one for one in xml.every(numbers, "abstractNum")}
    uses = []
    for use in xml.every(numbers, "num"):
        name = xml.value(xml.find(use, "abstractNumId"), "val")
        levels = dict(_levels(lists.get(name)))
        begins = {}
        for override in xml.every(use, "lvlOverride"):
            levels |= dict(_levels(override))
            start = xml.value(xml.find(override, "startOverride"), "val")
            if start.isdigit():
                begins[_whole(xml.value(override, "ilvl"))] = int(start)
        uses.append((xml.value(use, "numId"), _Use(name, levels, begins)))
    return uses


def _levels(one: Element | None) -> list[tuple[int, _Level]]:
    found = []
    for level in xml.every(one, "lvl"):
        start = _whole(xml.value(xml.find(level, "start"), "val"), 1)
        how = xml.value(xml.find(level, "numFmt"), "val") or "decimal"
        at = min(_whole(xml.value(level, "ilvl")), _LEVELS - 1)
        found.append((at, _Level(start, how, xml.value(xml.find(level, "lvlText"), "val"))))
    return found


def _number(told: Element | None) -> tuple[str, int | None]:
    if told is None:
        return "", None
    level = xml.value(xml.find(told, "ilvl"), "val")
    return xml.value(xml.find(told, "numId"), "val"), int(level) if level.isdigit() else None


def _written(levels: Mapping[int, _Level], level: int, counts: list[int | None]) -> str:
    own = levels[level]
    if own.format == "bullet":
        return "-"
    if own.format == "none":
        return ""

    def place(at: int) -> str:
        of = levels.get(at, own)
        count = counts[at]
        return _counted(of.start if count is None else count, of.format)

    return _PLACE.sub(lambda found: place(int(found[1]) - 1), own.text).strip()


def _counted(number: int, how: str) -> str:
    """A number as a format writes it; as digits where the format is not known.

    >>> [_counted(28, how) for how in ("lowerLetter", "upperRoman", "decimalZero", "ordinalText")]
    ['bb', 'XXVIII', '28', '28']
    """
    if how.endswith("Letter") and number > 0:
        letters = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letters.upper() if how == "upperLetter" else letters
    if how.endswith("Roman") and 0 < number < 4_000:
        return _roman(number).upper() if how == "upperRoman" else _roman(number)
    return f"{number:02}" if how == "decimalZero" else str(number)


def _roman(number: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        written += sign * (number // size)
        number %= size
    return written


def _whole(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdigit() else otherwise
