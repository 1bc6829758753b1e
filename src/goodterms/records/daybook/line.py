"""What does one line of a daybook say?

>>> allowed = {"invoice": frozenset({"due"})}
>>> told = understand("Harbour & Sons: invoice 7 for €1,200, due 2026-04-01", allowed, Setting())
>>> told.kind, told.one("client"), str(told.one("due"))
('invoice', 'Harbour & Sons', '2026-04-01')
>>> understand("Harbour & Sons: invoice 7 for €1,200, dew 2026-04-01", allowed, Setting()).key
'daybook.unknown_detail'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from goodterms.records.daybook.sheet import Sheet, sheets
from goodterms.records.daybook.values import QUOTE, SLOTS, Setting, minutes, read, week
from goodterms.terms.evidence import Text
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

_LONGEST = 600
"""Characters of a line beside its quotes: a sentence, not a page; longer ones cost time and mean nothing."""
_MOST_PARTS = 40

_QUOTED = lazy(r'(?<!\\)"((?:[^"\\]|\\.)*)"|“([^“”]*)”|„([^„”“]*)[”“]|«\s?([^«»]*?)\s?»|\[([^\[\]]*)\]')
"""What opens a quote cannot stand in it: else a line of openings costs the square of its length."""
_ESCAPED = lazy(r"\\(.)", re.DOTALL)
_BREAK = lazy(r"[,;]\s+|\)?\s*·\s*|\)?\s+[–—-]\s+|\)[,;]\s+|\s+\((?=[^()]*\))|\)$")

Allowed = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence understood: which kind of fact, and its values by slot (a detail without value: True)."""

    kind: str
    values: dict[str, list[Any]] = field(default_factory=dict)

    def one(self, slot: str) -> Any:
        """The value of a slot, or None where the line does not say it."""
        return self.values.get(slot, [None])[0]

    def many(self, slot: str) -> tuple[Any, ...]:
        """All values of a slot that may be said more than once."""
        return tuple(self.values.get(slot, ()))

    def problem(self) -> Text | None:
        """What is wrong with the first value that means nothing, or None."""
        found = (value for values in self.values.values() for value in values)
        return next((value for value in found if isinstance(value, Text)), None)

    def add(self, slot: str, value: Any) -> None:
        """One more value."""
        self.values.setdefault(slot, []).append(value)


def understand(sentence: str, allowed: Allowed, setting: Setting) -> Told | Text:
    """The fact that a sentence tells, or the Text of why it is not understood.

    Read as a whole or not at all: a part that is not understood is a problem, never dropped.
    """
    plain, quotes = _set_quotes_aside(sentence)
    if len(plain) > _LONGEST or QUOTE in sentence:
        return _unreadable(sentence)
    first: Text | None = None
    for head, parts in _cuts(nfc(plain)):
        for told in _heads(head, quotes, setting):
            outcome = _with_details(told, parts, allowed[told.kind], quotes, setting)
            if isinstance(outcome, Told):
                return outcome
            first = first or outcome
    return first or _unreadable(sentence)


def _set_quotes_aside(sentence: str) -> tuple[str, dict[str, str]]:
    """The line with two characters for each quoted text or [name], and what they stand for."""
    quotes: dict[str, str] = {}

    def aside(found: re.Match[str]) -> str:
        text = next(group for group in found.groups() if group is not None)
        mark = QUOTE + chr(0xE100 + len(quotes))
        quotes[mark] = _ESCAPED.sub(_unescaped, text) if found[1] is not None else text
        return mark

    return _QUOTED.sub(aside, sentence, count=2_000), quotes


def _unescaped(found: re.Match[str]) -> str:
    return "\n" if found[1] == "n" else found[1]


def _cuts(line: str) -> Iterator[tuple[str, list[str]]]:
    """The main sentence and its details: cut at every break, or (for unquoted text) not at all."""
    head, *parts = _BREAK.split(line.strip(), maxsplit=_MOST_PARTS)
    if parts:
        yield head.strip(), [part.strip() for part in parts if part.strip()]
    yield line.strip(), []


def _heads(head: str, quotes: Mapping[str, str], setting: Setting) -> Iterator[Told]:
    for sheet in sheets():
        for kind, forms in sheet.facts.items():
            for form in forms:
                found = form.match(head)
                if found and found.groupdict().get("client", "").casefold() not in sheet.i:
                    told = Told(kind)
                    _fill(told, found, sheet, quotes, setting)
                    yield told


def _with_details(
    told: Told, parts: list[str], allowed: frozenset[str], quotes: Mapping[str, str], setting: Setting
) -> Told | Text:
    for part in parts:
        if not _detail(told, part, allowed, quotes, setting):
            return Text("daybook.unknown_detail", {"detail": _restored(part, quotes, '"')})
    return told.problem() or told


def _detail(
    told: Told, part: str, allowed: frozenset[str], quotes: Mapping[str, str], setting: Setting
) -> bool:
    """Add what one part says; False where it says nothing that such a fact can have."""
    for sheet in sheets():
        for name in sheet.details.keys() & allowed:
            for form in sheet.details[name]:
                if found := form.match(part):
                    _fill(told, found, sheet, quotes, setting)
                    if not found.groupdict():
                        told.add(name, True)
                    return True
    return False


def _fill(
    told: Told, found: re.Match[str], sheet: Sheet, quotes: Mapping[str, str], setting: Setting
) -> None:
    for slot, raw in found.groupdict().items():
        if raw is not None:
            told.add(slot, _value(slot, raw.strip(), sheet, quotes, setting))


def _value(slot: str, raw: str, sheet: Sheet, quotes: Mapping[str, str], setting: Setting) -> Any:
    # Any: each slot has a type of its own
    kind = SLOTS.get(slot)
    if kind is None:
        return sheet.words[slot].get(raw.casefold(), raw)
    if kind == "length":
        length = minutes(raw, sheet.hour, sheet.minute)
        return Text("daybook.bad_length", {"text": raw}) if length is None else length
    if kind == "weekdays":
        return week(raw, sheet.words["weekday"])
    text = _restored(raw, quotes)
    if kind == "method":
        return sheet.words["method"].get(text.casefold(), text)
    if kind == "numbers":
        return tuple(_restored(one, quotes) for one in raw.split() if _is_number(one))
    return read(kind, text, setting)


def _is_number(token: str) -> bool:
    return token.startswith(QUOTE) or any(letter.isdigit() for letter in token)


def _restored(raw: str, quotes: Mapping[str, str], around: str = "") -> str:
    return re.sub(QUOTE + ".", lambda mark: around + quotes.get(mark[0], "") + around, raw, flags=re.DOTALL)


def _unreadable(sentence: str) -> Text:
    """Nothing fits: show the example that looks most like the line."""
    said = _pairs(sentence[:200])
    closest = max(_examples(), key=lambda example: len(said & example[1]) / (len(said) + len(example[1])))[0]
    return Text("daybook.unreadable", {"text": sentence[:120], "example": closest})


def _pairs(line: str) -> frozenset[str]:
    """The pairs of neighbouring letters, by which two lines look alike; a day before them does not count."""
    text = re.sub(r"^\d{4}-\d\d(-\d\d)?\s+", "", line.casefold())
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


@cache
def _examples() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((line, _pairs(line)) for sheet in sheets() for line in sheet.examples)
