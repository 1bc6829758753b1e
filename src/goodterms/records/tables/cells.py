"""What does this cell say: a day, a sum, a yes?

A `Row` reads the cells of one line by what they should hold, and collects what is wrong with them. `need_…`
is for what a record cannot be without; the other verbs give None for an empty cell.

A day or a sum that could be two is read as the file writes its others (`goodterms.records.tables.habits`);
where it proves nothing, and the freelancer has not said, it is a problem and no guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal

from goodterms.records import headings
from goodterms.records.source import Source
from goodterms.records.tables import amounts as written_amounts
from goodterms.records.tables import days as written_days
from goodterms.records.tables import times as written_times
from goodterms.records.tables.amounts import home_mark, open_mark
from goodterms.records.tables.days import FIRST_YEAR, LAST_YEAR
from goodterms.records.tables.habits import BOTH, Habits
from goodterms.terms import calendar, money
from goodterms.terms.evidence import Evidence, Problem, Value
from goodterms.terms.money import Money
from goodterms.terms.patterns import lazy

__all__ = ["FIRST_YEAR", "LARGEST", "LAST_YEAR", "LONGEST", "Row"]

LARGEST = Decimal(10) ** 13
"""No freelancer bills more, even in đồng; a larger number is a typing error or an account number."""
LONGEST = 31 * 24
"""Hours: one entry may sum up a month, never more than it has."""
QUOTED = 500
"""Characters of a row that its evidence repeats."""

_CODE = lazy(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
_SIGNS = {
    "€": "EUR",
    "£": "GBP",
    "₫": "VND",
    "đ": "VND",
    "vnđ": "VND",
    "đồng": "VND",
    "euro": "EUR",
    "euros": "EUR",
}
_SHARED_SIGNS = {"$": frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"}), "¥": frozenset({"JPY", "CNY"})}
"""Signs of several currencies: the freelancer's own, where it is one of these."""


@dataclass
class Row:
    """One row of a table, and what is wrong with it. `values` are its stripped cells by column."""

    source: Source
    line: int
    text: str
    values: dict[str, str]
    dates: Habits
    said: set[str]
    """What was said once for the whole file and need not be said again."""
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True
    currencies: Mapping[str, str] = field(default_factory=dict)
    """The currency that the heading of a column names."""

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
        """A day between 1990 and 2100; a problem, and no guess, where it could be two."""
        text = self.text_of(column)
        return self._day(column, text) if text else None

    def need_day(self, column: str) -> date | None:
        """A day that must be there."""
        return self.day(column) if self.need(column) else None

    def moment(self, column: str) -> datetime | None:
        """A day with a clock time (else midnight), in the freelancer's zone unless it carries an offset."""
        text = re.sub(r"\s+(?=[+-]\d)", "", self.text_of(column))
        if not text:
            return None
        local = calendar.zone(self.source.zone) or UTC
        if moment := calendar.read_moment(text, local):
            return moment if self._believable(column, text, moment.date()) else None
        clock = written_times.read_clock(text)
        if clock is None and ":" in text:
            self.problem("csv.bad_date", column=column, value=text)
            return None
        day = self._day(column, text)
        return datetime.combine(day, clock or time(), local) if day else None

    def clock(self, column: str) -> time | None:
        """A time of day without a day."""
        text = self.text_of(column)
        found = written_times.read_clock(text) if text else None
        if text and found is None:
            self.problem("csv.bad_time", column=column, value=text)
        return found

    def _day(self, column: str, text: str) -> date | None:
        order = self.dates.order(column) if written_days.is_open(text) else ""
        day = written_days.read_day(text, "" if order == BOTH else order)
        if day is None and written_days.is_open(text):
            self.once("csv.mixed_dates" if order else "csv.ambiguous_dates", "", value=text)
            return None
        return self._believable(column, text, day)

    def _believable(self, column: str, text: str, day: date | None) -> date | None:
        if day is None:
            self.problem("csv.bad_date", column=column, value=text)
            return None
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.problem("csv.far_date", column=column, value=day)
            return None
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

    def minutes(self, column: str, *, bare: int = 60) -> int | None:
        """Minutes of a length of time: `1:30`, `1u30`, `90 min`; a bare number is of so many minutes each."""
        text = self.text_of(column)
        if not text:
            return None
        hours = written_times.read_hours(text)
        if hours is not None and re.fullmatch(r"\d+(?:[.,]\d+)?", text):
            hours = hours * bare / 60
        if hours is None or not 0 <= hours <= LONGEST:
            self.problem("csv.bad_hours", column=column, value=text, most=LONGEST)
            return None
        return round(hours * 60)

    def money(self, column: str) -> Money | None:
        """A sum in the currency of the row, else of the amount, else of the heading, else the freelancer's.

        Where 1.250 could be a little or a thousand times as much, it is a problem and no guess.
        """
        text = self.text_of(column)
        if not text:
            return None
        currency = self._currency(column, text)
        mark = self._mark(column, text, currency) if currency else ""
        amount = written_amounts.read_amount(text, "" if mark in (BOTH, "?") else mark)
        if amount is None:
            self.problem("csv.bad_amount", column=column, value=text)
        elif not -LARGEST <= amount <= LARGEST:
            self.problem("csv.amount_too_big", column=column, value=text)
        elif mark in (BOTH, "?"):
            self.once("csv.ambiguous_amounts", column, column=column, value=text)
        elif currency:
            return Money.of(amount, currency)
        return None

    def _mark(self, column: str, text: str, currency: str) -> str:
        """What begins the decimals of an amount that leaves it open; `?` where nothing says."""
        seen = open_mark(text)
        if not seen:
            return ""
        learned = self.dates.mark(column)
        other = "," if seen == "." else "."
        if learned:
            return learned
        # Thousands where cents do not exist, or where the country writes its decimals with the other mark.
        return other if not money.digits(currency) or home_mark(self.source.home[:2]) == other else "?"

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

    def _currency(self, column: str, amount: str) -> str:
        stated, beside = self._code(self.text_of("currency")), self._code(amount, beside=True)
        if stated and beside and stated != beside:
            self.problem("csv.two_currencies", first=stated, second=beside)
            return ""
        currency = stated or beside or self.currencies.get(column, "") or self.source.currency
        if not currency:
            self.once("csv.no_currency", "")
        elif not money.known(currency):
            self.problem("csv.unknown_currency", currency=currency)
            return ""
        return currency

    def _code(self, text: str, *, beside: bool = False) -> str:
        """The currency that a text names; what is none stays as it is where it should be one."""
        if not text or (not beside and any(letter.isdigit() for letter in text)):
            return ""
        if code := _CODE.search(text.replace("VNĐ", "VND")):
            return code[0]
        found = next((name for sign, name in _SIGNS.items() if sign in text.lower()), "")
        for sign, names in _SHARED_SIGNS.items():
            if sign in text:
                found = self.source.currency if self.source.currency in names else sign
        return found or ("" if beside else text.upper())

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
