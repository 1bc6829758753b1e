"""What does this cell say: a day, a sum, a yes?

A `Row` reads the cells of one line by what they should hold, and collects what is wrong with them. `need_…`
is for what a record cannot be without; the other verbs give None for an empty cell.

ISO dates are read as they stand. Others (`04/03/2026`) are read in the order that the file itself proves
with a day above 12; a file that proves none is read in the order of the freelancer's country, and says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cached_property

from goodterms.records import headings
from goodterms.records.source import Source
from goodterms.terms import calendar, money
from goodterms.terms.evidence import Evidence, Problem, Value
from goodterms.terms.money import Money

FIRST_YEAR, LAST_YEAR = 1990, 2100
LARGEST = Decimal(10) ** 13
"""No freelancer bills more, even in đồng; a larger number is a typing error or an account number."""
LONGEST = 31 * 24
"""Hours: one entry may sum up a month, never more than it has."""
QUOTED = 500
"""Characters of a row that its evidence repeats."""
MONTH_FIRST = frozenset({"US", "PH", "FM", "PW", "MH"})
"""Countries that write the month before the day (CLDR)."""

_WRITTEN_DAY = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_LEFT_OPEN = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d\d)(?!\d)")
_CLOCK = re.compile(r"[T ]\s*(\d{1,2})[:h](\d\d)(?::(\d\d))?\s*([ap])?\.?m?\.?$", re.IGNORECASE)
_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SIGNS = {"€": "EUR", "£": "GBP", "₫": "VND", "đ": "VND"}


class Dates:
    """How the days of one file are written."""

    def __init__(self, text: str, home: str = "") -> None:
        self._text = text
        self._home = home

    @cached_property
    def proven(self) -> frozenset[str]:
        """The orders that some date of the file can only be in: `day first`, `month first`, both or none."""
        pairs = {(int(found[1]), int(found[3])) for found in _LEFT_OPEN.finditer(self._text)}
        day = {"day first"} if any(first > 12 >= second for first, second in pairs) else set()
        month = {"month first"} if any(second > 12 >= first for first, second in pairs) else set()
        return frozenset(day | month)

    @cached_property
    def order(self) -> str:
        """The order that dates are read in where they could be read in two."""
        if len(self.proven) == 1:
            return next(iter(self.proven))
        return "month first" if self._home.partition("-")[0] in MONTH_FIRST else "day first"

    def read(self, text: str) -> date | None:
        """A day as it is written, whatever stands after it; None where there is no such day."""
        if (day := calendar.read_day(text)) or (day := _day(_YEAR_FIRST.match(text), (1, 2, 3))):
            return day
        found = _WRITTEN_DAY.match(text)
        if found is None:
            return None
        month_first = self.order == "month first" and found[2] != "."
        if len(self.proven) == 2 and found[2] != ".":
            month_first = int(found[3]) > 12
        return _day(found, (4, 1, 3) if month_first else (4, 3, 1))

    def unsure(self, text: str) -> bool:
        """Could this day be read in two orders, with nothing in the file to say which?"""
        found = _LEFT_OPEN.match(text)
        open_both = found is not None and int(found[1]) <= 12 >= int(found[3]) and found[1] != found[3]
        return open_both and len(self.proven) != 1


def _day(found: re.Match[str] | None, places: tuple[int, int, int]) -> date | None:
    if found is None:
        return None
    year, month, day = (int(found[place]) for place in places)
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


@dataclass
class Row:
    """One row of a table, and what is wrong with it. `values` are its stripped cells by column."""

    source: Source
    line: int
    text: str
    values: dict[str, str]
    dates: Dates
    said: set[str]
    """What was said once for the whole file and need not be said again."""
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True

    @property
    def evidence(self) -> Evidence:
        """This line of the file."""
        return Evidence(self.source.name, f"line {self.line}", self.text.strip()[:QUOTED])

    def problem(self, key: str, **values: Value) -> None:
        """Something in this row is wrong; the row may still be read."""
        self.problems.append(self.source.problem(f"line {self.line}", key, **values))

    def refuse(self, key: str, **values: Value) -> None:
        """This row cannot be read."""
        self.problem(key, **values)
        self.readable = False

    def once(self, key: str, about: str, **values: Value) -> None:
        """A problem that is said for the first row it meets, not for each."""
        if (mark := f"{key} {about}") not in self.said:
            self.said.add(mark)
            self.problem(key, **values)

    def text_of(self, column: str) -> str:
        """A cell's text; empty where there is none."""
        return self.values.get(column, "")

    def need(self, column: str) -> str:
        """A cell's text; a problem where it is empty."""
        text = self.text_of(column)
        if not text:
            self.problem("csv.missing", column=column)
        return text

    def day(self, column: str) -> date | None:
        """A day between 1990 and 2100."""
        text = self.text_of(column)
        if not text:
            return None
        return self._believable(column, text, self.dates.read(text))

    def need_day(self, column: str) -> date | None:
        """A day that must be there."""
        return self.day(column) if self.need(column) else None

    def moment(self, column: str) -> datetime | None:
        """A day with a clock time, in the freelancer's zone unless it carries an offset."""
        text = re.sub(r"\s+(?=[+-]\d)", "", self.text_of(column))
        if not text:
            return None
        local = calendar.zone(self.source.zone) or UTC
        moment = calendar.read_moment(text, local)
        if moment is None and (clock := _clock(text)) and (day := self.dates.read(text)):
            moment = datetime.combine(day, clock, local)
        day = self._believable(column, text, moment.date() if moment else None)
        return moment if day else None

    def _believable(self, column: str, text: str, day: date | None) -> date | None:
        if day is None:
            self.problem("csv.bad_date", column=column, value=text)
            return None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.problem("csv.far_date", column=column, value=day)
            return None
        if self.dates.unsure(text):
            key = "csv.mixed_dates" if self.dates.proven else "csv.ambiguous_dates"
            self.once(key, "", value=text, read_as=day)
            return None if self.dates.proven else day
        return day

    def number(self, column: str, least: int, most: int) -> int | None:
        """A whole number between two others."""
        text = self.text_of(column)
        if not text:
            return None
        value = int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else None
        if value is None or not least <= value <= most:
            self.problem("csv.bad_number", column=column, value=text, least=least, most=most)
            return None
        return value

    def minutes(self, column: str) -> int | None:
        """Minutes of a length of time: hours with a point or a comma, or `1:30`."""
        text = self.text_of(column)
        if not text:
            return None
        hours = _hours(text)
        if hours is None or not 0 <= hours <= LONGEST:
            self.problem("csv.bad_hours", column=column, value=text, most=LONGEST)
            return None
        return round(hours * 60)

    def money(self, column: str) -> Money | None:
        """A sum in the currency of the row, else the one written beside the amount, else the freelancer's."""
        text = self.text_of(column)
        if not text:
            return None
        amount, currency = money.read_amount(text), self._currency(text)
        if amount is None:
            self.problem("csv.bad_amount", column=column, value=text)
        elif not -LARGEST <= amount <= LARGEST:
            self.problem("csv.amount_too_big", column=column, value=text)
        elif currency:
            return Money.of(amount, currency)
        return None

    def need_money(self, column: str) -> Money | None:
        """A sum that must be there, and be more or less than nothing."""
        total = self.money(column) if self.need(column) else None
        if total is not None and not total.minor:
            self.problem("csv.zero_amount", column=column)
            return None
        return total

    def some_money(self, column: str) -> Money | None:
        """A sum that is not negative."""
        total = self.money(column)
        if total is not None and total.minor < 0:
            self.problem("csv.negative_amount", column=column, value=self.text_of(column))
            return None
        return total

    def _currency(self, amount: str) -> str:
        stated = self.text_of("currency").upper()
        stated = _SIGNS.get(stated.lower(), stated)
        code = _CODE.search(amount)
        beside = code[0] if code else next((name for sign, name in _SIGNS.items() if sign in amount), "")
        if stated and beside and stated != beside:
            self.problem("csv.two_currencies", first=stated, second=beside)
            return ""
        currency = stated or beside or self.source.currency
        if not currency:
            self.problem("csv.no_currency")
        elif not money.known(currency):
            self.problem("csv.unknown_currency", currency=currency)
            return ""
        return currency

    def known(self, column: str, allowed: Sequence[str]) -> str | None:
        """One of the words a column allows, in any language; None where it is none, empty where empty."""
        text = self.text_of(column)
        return headings.word(text, allowed) if text else ""

    def word(self, column: str, allowed: Sequence[str]) -> str:
        """The same, with a problem for a word that is not allowed."""
        meant = self.known(column, allowed)
        if meant is None:
            value = self.text_of(column)
            self.problem("csv.not_allowed", column=column, value=value, allowed=", ".join(allowed))
        return meant or ""

    def yes(self, column: str) -> bool | None:
        """Yes or no."""
        answer = self.word(column, ("yes", "no"))
        return answer == "yes" if answer else None

    def several(self, column: str, marks: str = r"[;,|\s]+") -> tuple[str, ...]:
        """The parts of a cell that holds several."""
        return tuple(part for part in re.split(marks, self.text_of(column)) if part)

    def addresses(self, column: str) -> tuple[str, ...]:
        """E-mail addresses, in lower case."""
        parts = [part.strip("<>").lower() for part in self.several(column)]
        sound = tuple(part for part in parts if re.fullmatch(r"[^@\s]+@[^@\s]+", part))
        if len(sound) < len(parts):
            value = " ".join(part for part in parts if part not in sound)
            self.problem("csv.bad_address", column=column, value=value)
        return sound


def _clock(text: str) -> time | None:
    found = _CLOCK.search(text)
    if not found:
        return None
    hour = int(found[1]) % 12 + (12 if found[4] in "pP" else 0) if found[4] else int(found[1])
    try:
        return time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        return None


def _hours(text: str) -> Decimal | None:
    """Hours: a single mark is always decimal here, because nobody works 1.250 hours on end."""
    if found := re.fullmatch(r"(\d{1,4})[:h]([0-5]\d)(?::([0-5]\d))?", text, re.ASCII):
        return Decimal(found[1]) + Decimal(found[2]) / 60 + Decimal(found[3] or 0) / 3600
    try:
        hours = Decimal(
            re.sub(r"\s*(h|u|g|hrs?|hours?)\.?$", "", text, flags=re.IGNORECASE).replace(",", ".")
        )
    except InvalidOperation:
        return None
    return hours if hours.is_finite() else None
