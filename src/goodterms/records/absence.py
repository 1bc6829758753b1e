"""On which days was whoever wrote this message away, by its own words?

A note of absence, or a person who says it of themselves; `absence.toml` holds the words of each language.
What is not sure is no day: a date that could be two, two ends that differ, the return of somebody else.

>>> on = date(2026, 8, 5)
>>> str(days_away("I am out of the office and will be back on 17 August.", on, is_note=True).span)
'2026-08-05/2026-08-16'
>>> days_away("Could you send it from 3 to 17 August?", on) is None
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from goodterms.records.aside import Span
from goodterms.terms import shelf
from goodterms.terms.calendar import read_day
from goodterms.terms.languages import WORD, nfc
from goodterms.terms.patterns import lazy

LONGEST = 100
"""More days than a summer, a birth or an illness take are a misreading."""
AHEAD = 60
"""Days from the message until the absence begins, at most."""
MONTHS = 12
FEW = 2
"""Words before the days, as in "from the 8th", that say nothing of their own."""
RESTED = 4
"""Days from the last one of absence to the return, at most: a weekend with a holiday."""

_CLAUSE = lazy(r"[,;:]\s|\s-\s(?!⟨)")
_SIGN = lazy(r"⟨\d+⟩|[»›~←]|\d+")
_SENTENCE = lazy(r"(?<=[.!?])\s+(?=\D)|\n\s*\n")
_ISO = r"(?P<iso>\d{4}-\d{2}-\d{2})"
_FIGURES = (
    r"(?<![\d/.-])(?P<a>\d{1,2})"
    r"(?:/(?P<b>\d{1,2})(?:/(?P<y>\d{4}))?|[.-](?P<c>\d{1,2})[.-](?P<z>\d{4}))(?![\d/-])"
)
_SIGNS = str.maketrans(dict.fromkeys("⟨⟩»›~←", " "))
"""What stands for days and the words between them, taken out of a text before."""
_THROUGH, _BEFORE, _BETWEEN, _BACK = "»", "›", "~", "←"
_SPAN = lazy(
    r"(?:(?:⟨(?P<first>\d+)⟩|(?<![\d⟩/.])(?P<day>\d{1,2}))\s*(?P<how>[»›~-])|(?P<alone>[»›]))\s*⟨(?P<last>\d+)⟩"
)
_RETURN = lazy(r"←\s*⟨(?P<one>\d+)⟩|⟨(?P<two>\d+)⟩\s*←")


class Absence(NamedTuple):
    """Days on which somebody was away, and the words that say so."""

    span: Span
    quote: str


class _Told(NamedTuple):
    """What a sentence says: the first and the last day, or the first day of being back."""

    quote: str
    first: date | None = None
    last: date | None = None
    back: date | None = None


def days_away(text: str, on: date, subject: str = "", *, is_note: bool = False) -> Absence | None:
    """The days on which the sender of a message of that day was away; None where it names none, or leaves any
    doubt. `is_note`: a machine sent it. Of what a person wrote, only a first with a last day counts."""
    told: list[_Told] = []
    for language in shelf.toml("goodterms.records", "absence"):
        told += _reader(language).read(nfc(text), on, nfc(subject) if is_note else None)
    found = _agreed(told, on)
    return found if found is not None and _is_likely(found.span, on) else None


def months(language: str) -> tuple[str, ...]:
    """The names of the months in a language, as patterns, January first."""
    return tuple(shelf.toml("goodterms.records", "absence")[language]["months"])


def _agreed(told: Iterable[_Told], on: date) -> Absence | None:
    """The one absence that all sentences tell; None where two differ."""
    every = list(dict.fromkeys(told))
    if not all(one.last or one.back for one in every):
        return None
    spans = {(one.first, one.last) for one in every if one.last is not None}
    returns = {one.back for one in every if one.back is not None}
    if len(spans) > 1 or len(returns) > 1 or not every:
        return None
    first, last = next(iter(spans), (None, None))
    for back in returns:
        if last is not None and not 0 < (back - last).days <= RESTED:
            return None
        last = back - timedelta(days=1)
    quote = " ".join(dict.fromkeys(one.quote for one in every))
    return Absence(Span(first or on, last or on), quote)


def _is_likely(span: Span, on: date) -> bool:
    """It is not over when it is told, begins soon, and takes no longer than an absence does."""
    length = (span.last - span.first).days
    return 0 <= length < LONGEST and span.last >= on - timedelta(days=1) and (span.first - on).days <= AHEAD


@cache
def _reader(language: str) -> _Reader:
    return _Reader(shelf.toml("goodterms.records", "absence")[language])


class _Reader:
    """The words of one language as patterns."""

    def __init__(self, sheet: Mapping[str, Any]) -> None:
        self._months = [_pattern(one) for one in sheet["months"]]
        self._is_day_first = not sheet.get("month_first")
        month = "|".join(sheet["months"])
        ordinal = f"(?:{sheet['ordinal']})?" if sheet["ordinal"] else ""
        named = (
            rf"(?<![\d/.])(?P<d>\d{{1,2}}){ordinal}(?: of)? (?P<m>{month})\b(?:,? (?:năm )?(?P<n>\d{{4}}))?"
        )
        turned = rf"\b(?P<m2>{month}) (?P<d2>\d{{1,2}}){ordinal}\b(?:,? (?P<n2>\d{{4}}))?"
        ways = [_ISO, named, *([] if self._is_day_first else [turned]), _FIGURES]
        self._date = _pattern("|".join(ways))
        self._absent, self._said, self._unless = (
            _pattern(rf"\b(?:{sheet[name]})\b") for name in ("absent", "said", "unless")
        )
        self._own = frozenset(f"{sheet['own']} {sheet['leading']}".replace("|", " ").split())
        lead = rf"(?:[\s,]*\b(?:{sheet['leading']})\b\.?)*[\s,]*(?=⟨)"
        links = rf"(?:[\s,:]*\b(?:{sheet['link']})\b)*"
        self._signs = [
            (_pattern(rf"(?<=⟩),?\s*(?:{sheet['back_after']})\b"), _BACK),
            (_pattern(rf"\b(?:{sheet['back']})\b{links}[\s:]*{lead}"), _BACK),
            (_pattern(rf"\b(?:{sheet['through']})\b{lead}"), _THROUGH),
            (_pattern(rf"\b(?:{sheet['before']})\b{lead}"), _BEFORE),
            *([(_pattern(rf"\b(?:{sheet['between']})\b{lead}"), _BETWEEN)] if "between" in sheet else ()),
            (_pattern(rf"{_BEFORE}(?=⟨\d+⟩[\s,(]*\b(?:{sheet['included']})\b)"), _THROUGH),
            (_pattern(rf"(?<=\d){ordinal}\s*(?=[»›~–—-])"), ""),
            (_pattern("[–—]"), "-"),
        ]

    def read(self, text: str, on: date, subject: str | None) -> Iterator[_Told]:
        """What the sentences of a note say (with its `subject`), or of what a person wrote (None)."""
        is_note = subject is not None and bool(self._absent.search(f"{subject}\n{text}"))
        if not is_note and not self._said.search(text):
            return
        for sentence in _SENTENCE.split(text):
            quote = " ".join(sentence.split())
            if not quote.endswith("?"):
                yield from self._told(quote, on, is_note=is_note)

    def _told(self, quote: str, on: date, *, is_note: bool) -> Iterator[_Told]:
        """What one sentence says, clause by clause."""
        days: list[date | None] = []

        def sign(found: re.Match[str]) -> str:
            days.append(self._day(found.groupdict(), on))
            return f"⟨{len(days) - 1}⟩"

        marked = self._date.sub(sign, quote.translate(_SIGNS))
        for pattern, mark in self._signs if days else ():
            marked = pattern.sub(mark, marked)
        for clause in _CLAUSE.split(marked) if days else ():
            if self._is_own(clause) and not self._unless.search(clause):
                yield from self._read(clause, days, quote, is_note=is_note)

    def _is_own(self, clause: str) -> bool:
        """Does it speak of whoever writes, and of nobody who has a name?"""
        words = WORD.findall(_SIGN.sub(" ", clause))
        return not words or (
            words[0].lower() in self._own
            and not any(one[0].isupper() and one.lower() not in self._own for one in words)
        )

    def _read(self, clause: str, days: list[date | None], quote: str, *, is_note: bool) -> Iterator[_Told]:
        told = (self._absent if is_note else self._said).search(clause)
        for found in _SPAN.finditer(clause) if told else ():
            if is_note or (told and not found["alone"] and _belongs(found, told)):
                yield _span(found, days, quote)
        for found in _RETURN.finditer(clause) if is_note else ():
            yield _Told(quote, back=days[int(found["one"] or found["two"])])

    def _day(self, told: Mapping[str, str | None], on: date) -> date | None:
        """The day of a date as it is written; None where it could be two, or is none."""
        if told["iso"]:
            return read_day(told["iso"])
        month = told["m"] or told.get("m2")
        if month:
            number = next(at for at, one in enumerate(self._months, 1) if one.fullmatch(month))
            day, year = told["d"] or told.get("d2"), told["n"] or told.get("n2")
            return _on(int(day or 0), number, year, on)
        first, second = int(told["a"] or 0), int(told["b"] or told["c"] or 0)
        if not self._is_day_first and first <= MONTHS and first != second:
            return None
        return _on(first, second, told["y"] or told["z"], on)


def _on(day: int, month: int, year: str | None, on: date) -> date | None:
    """That day of the year that is named, else of the one that lies nearest."""
    found = []
    for one in (int(year),) if year else (on.year - 1, on.year, on.year + 1):
        try:
            found.append(date(one, month, day))
        except ValueError:
            continue
    return min(found, key=lambda one: abs((one - on).days), default=None)


def _belongs(found: re.Match[str], said: re.Match[str]) -> bool:
    """Are the days said of the absence: behind its words, in them, or with nothing before them?"""
    return said.start() < found.start() or len(WORD.findall(found.string[: found.start()])) <= FEW


def _span(found: re.Match[str], days: list[date | None], quote: str) -> _Told:
    """From when until when; nothing where one of the two is unsure. `before` a day is not on that day."""
    last = days[int(found["last"])]
    first = days[int(found["first"])] if found["first"] else None
    if last is None or not (first or found["day"] or found["alone"]):
        return _Told(quote)
    if found["day"]:
        day = int(found["day"])
        if not 0 < day < last.day:
            return _Told(quote)
        first = last.replace(day=day)
    is_before = _BEFORE in (found["how"], found["alone"])
    return _Told(quote, first, last - timedelta(days=1) if is_before else last)


def _pattern(told: str) -> re.Pattern[str]:
    return re.compile(told, re.IGNORECASE)
