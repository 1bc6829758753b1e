"""What does this settings file say, and where is a value not what it should be?

For goodterms.toml. Every verb takes a table and a key, gives the value or what stands for unknown, and
collects a problem at the line of the key where the value is of the wrong kind.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from goodterms.records.source import Source
from goodterms.records.tables.cells import LARGEST
from goodterms.terms import calendar, money
from goodterms.terms.evidence import Evidence, Problem, Value
from goodterms.terms.money import Money
from goodterms.terms.patterns import lazy

LONGEST_HOLIDAY = 366
_PLACE = lazy(r"at line (\d+)")


@dataclass
class Settings:
    """The tables of one settings file, and what is wrong in them."""

    source: Source
    tables: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    @property
    def evidence(self) -> Evidence:
        """The first line that says something."""
        place, line = next(((n, text) for n, text in self.source.lines() if text.strip()), (1, ""))
        return Evidence(self.source.name, f"line {place}", line.strip())

    def problem(self, table: str, name: str, key: str, **values: Value) -> None:
        """Something is wrong with the value of that key."""
        place = f"line {self._line(table, name)}"
        setting = f"{table}.{name}" if name else table
        self.problems.append(self.source.problem(place, key, setting=setting, **values))

    def refuse_unknown(self, known: Mapping[str, tuple[str, ...]]) -> None:
        """A problem for each table and key that nobody reads; a table with no known keys takes any."""
        for table, content in self.tables.items():
            if table not in known or not isinstance(content, dict):
                self._unknown(table, "", table, tuple(known))
                continue
            for name in content:
                if known[table] and name not in known[table]:
                    self._unknown(table, name, name, known[table])

    def text(self, table: str, name: str) -> str:
        """A text; empty where there is none."""
        value = self._value(table, name)
        if value is not None and not isinstance(value, str):
            self._wrong(table, name, value, "text")
        return value.strip() if isinstance(value, str) else ""

    def yes(self, table: str, name: str) -> bool | None:
        """True or false."""
        value = self._value(table, name)
        if value is not None and not isinstance(value, bool):
            self._wrong(table, name, value, "true or false")
        return value if isinstance(value, bool) else None

    def zone(self, table: str, name: str) -> str:
        """The name of a time zone that exists."""
        value = self.text(table, name)
        if value and calendar.zone(value) is None:
            self.problem(table, name, "toml.unknown_zone", value=value)
            return ""
        return value

    def clock(self, table: str, name: str) -> int | None:
        """A clock time, in minutes after midnight."""
        value = self._value(table, name)
        if isinstance(value, time):
            return value.hour * 60 + value.minute
        minutes = calendar.read_clock(value) if isinstance(value, str) else None
        if value is not None and minutes is None:
            self._wrong(table, name, value, "09:00")
        return minutes

    def money(self, table: str, name: str, currency: str, *, overdrawn: bool = False) -> Money | None:
        """A sum in a currency; below nothing only where an account may be overdrawn."""
        value = self._value(table, name)
        amount = money.read_amount(value) if isinstance(value, str) else _number(value)
        if value is None:
            return None
        if amount is None or not -LARGEST <= amount <= LARGEST or (amount < 0 and not overdrawn):
            self._wrong(table, name, value, "75.00")
        elif not currency:
            self.problem(table, name, "toml.no_currency")
        else:
            return Money.of(amount, currency)
        return None

    def numbers(self, table: str, but: tuple[str, ...] = ()) -> tuple[tuple[str, float], ...]:
        """All numbers of a table, by name."""
        found = []
        for name in self._table(table):
            value = self._value(table, name)
            number = _number(value)
            if name in but or value is None:
                continue
            if number is None:
                self._wrong(table, name, value, "0.5")
            else:
                found.append((name, float(number)))
        return tuple(found)

    def addresses(self, table: str, name: str) -> tuple[str, ...]:
        """E-mail addresses, in lower case."""
        return tuple(text.lower() for text in self._each(table, name) if self._is_address(table, name, text))

    def weekdays(self, table: str, name: str) -> tuple[str, ...]:
        """Days of the week by their first three letters, in the order of the week."""
        found = set()
        for text in self._each(table, name):
            day = text.strip().lower()[:3]
            if day in calendar.WEEKDAYS:
                found.add(day)
            else:
                self._wrong(table, name, text, ", ".join(calendar.WEEKDAYS))
        return tuple(day for day in calendar.WEEKDAYS if day in found)

    def days(self, table: str, name: str) -> tuple[date, ...]:
        """Days, each written as one or as the first and last of a range, in order."""
        found: set[date] = set()
        for text in self._each(table, name):
            first, _, last = text.partition("/")
            days = _range(calendar.read_day(first), calendar.read_day(last or first))
            if not days:
                self._wrong(table, name, text, "2026-07-20/2026-08-02")
            found.update(days)
        return tuple(sorted(found))

    def day(self, table: str, name: str) -> date | None:
        """A single day."""
        value = self._value(table, name)
        day = value if type(value) is date else calendar.read_day(value) if isinstance(value, str) else None
        if value is not None and day is None:
            self._wrong(table, name, value, "2024-06-30")
        return day

    def _is_address(self, table: str, name: str, text: str) -> bool:
        sound = re.fullmatch(r"[^@\s]+@[^@\s]+", text) is not None
        if not sound:
            self._wrong(table, name, text, "mara@lind.example")
        return sound

    def _each(self, table: str, name: str) -> Iterator[str]:
        """The texts and days of a list; a single one is a list of one."""
        value = self._value(table, name)
        for item in value if isinstance(value, list) else [] if value is None else [value]:
            if isinstance(item, str):
                yield item
            elif isinstance(item, date):
                yield item.isoformat()
            else:
                self._wrong(table, name, item, "text")

    def _table(self, table: str) -> Mapping[str, Any]:
        content = self.tables.get(table, {})
        return content if isinstance(content, dict) else {}

    def _value(self, table: str, name: str) -> Any:
        return self._table(table).get(name)

    def _wrong(self, table: str, name: str, value: object, like: str) -> None:
        self.problem(table, name, "toml.wrong_value", value=str(value)[:80], like=like)

    def _unknown(self, table: str, name: str, word: str, known: tuple[str, ...]) -> None:
        from difflib import get_close_matches  # noqa: PLC0415 - 3 ms, for misspelt words only

        near = get_close_matches(word.lower(), known, n=1, cutoff=0.6)
        if near:
            self.problem(table, name, "toml.unknown_but_near", near=near[0])
        else:
            self.problem(table, name, "toml.unknown", known=", ".join(known))

    def _line(self, table: str, name: str) -> int:
        """The line of a key in its table, or of the table; 1 where neither is written in the usual way."""
        wanted, inside, at_table = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*="), False, 1
        for number, line in self.source.lines():
            if heading := re.match(r"\s*\[+\s*[\"']?([^\]\"']+?)[\"']?\s*\]", line):
                inside = heading[1] == table
                at_table = number if inside else at_table
            elif (inside and name and wanted.match(line)) or (
                not name and re.match(rf"\s*{re.escape(table)}\s*[.=]", line)
            ):
                return number
        return at_table


def read_settings(source: Source) -> Settings | Problem:
    """The tables of a TOML file, or `toml.syntax` at the line where it stops being one."""
    text = source.text
    try:
        return Settings(source, tomllib.loads(text.replace("\r\n", "\n"), parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = place[1] if place else str(max(text.count("\n"), 1))
        return source.problem(f"line {line}", "toml.syntax")
    except (ValueError, ArithmeticError, RecursionError):  # numbers and nesting beyond what Python reads
        return source.problem("", "toml.syntax")


def _number(value: object) -> Decimal | None:
    """A number that is none of infinity, not-a-number and true."""
    if not isinstance(value, int | Decimal) or isinstance(value, bool):
        return None
    number = Decimal(value)
    return number if number.is_finite() and -LARGEST <= number <= LARGEST else None


def _range(first: date | None, last: date | None) -> list[date]:
    if not first or not last or not 0 <= (last - first).days < LONGEST_HOLIDAY:
        return []
    return [first + timedelta(days=day) for day in range((last - first).days + 1)]
