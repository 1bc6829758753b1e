"""What is that in the reader's language? Keys and numbers become sentences here and nowhere else.

A catalogue entry is a sentence with named places: `{days}`, `{share:percent}`, `{since:month}`. Money, dates
and numbers are written as the locale writes them. An entry with a plural chooses by the first whole number.
"""

from __future__ import annotations

import gettext
import os
import re
from datetime import date, datetime
from functools import cache, cached_property, reduce
from string import Formatter
from typing import TYPE_CHECKING, Any

from goodterms.terms import shelf
from goodterms.terms.evidence import NOTHING, Evidence, Problem, Text, Value
from goodterms.terms.money import Money, digits

if TYPE_CHECKING:
    from decimal import Decimal

    from goodterms.faces.habits import Habits
    from goodterms.review.model import Change, Reason, Tried

_PLACE = re.compile(r"((?:.*, )?)(line|message) (\d+)(.*)")


def _environment() -> str:
    told = (os.environ.get(name, "") for name in ("GOODTERMS_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    return next((language for language in told if language), "en")


def languages() -> tuple[str, ...]:
    """The languages that the screen speaks: those with a catalogue."""
    return shelf.folders("goodterms", "locale")


def screen_language(asked: str = "") -> str:
    """The language of the screen: the one asked for, else the environment's, else English."""
    language = (asked or _environment())[:2].lower()
    return language if language in languages() else "en"


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    with shelf.sheet("goodterms", f"locale/{language}/LC_MESSAGES/django.mo").open("rb") as file:
        return gettext.GNUTranslations(file)


class Words(Formatter):
    """The screen words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    @cached_property
    def _habits(self) -> Habits:
        from goodterms.faces.habits import Habits  # noqa: PLC0415 - 20 ms, and small numbers do without it

        return Habits(self.language, _environment().partition(".")[0])

    def __call__(self, key: str, /, **values: Value) -> str:
        """The sentence of that key."""
        return self.say(Text(key, values))

    def say(self, text: Text | Problem) -> str:
        """The sentence in words, with its values in their places."""
        return self.vformat(self._template(text.key, text.values or NOTHING), (), text.values or NOTHING)

    def _template(self, key: str, values: Any) -> str:
        catalogue = _catalogue(self.language)
        counted = next((value for value in values.values() if isinstance(value, int | float)), None)
        if counted is not None and (found := catalogue.ngettext(key, key, round(counted))) != key:
            return found
        found = catalogue.gettext(key)
        return found if found != key or self.language == "en" else Words("en")._template(key, values)

    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:  # noqa: ARG002 - the Formatter's own
        return kwargs.get(key)

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return self("value.unknown")
        if format_spec == "percent":
            return self._habits.percent(value)
        if format_spec == "month":
            return self._habits.month(value)
        if format_spec == "family":
            return self(f"family.{value}")
        if format_spec == "verdict":
            return self(f"review.verdict.{value}")
        return self._plain(value)

    def _plain(self, value: Any) -> str:
        match value:
            case Money():
                return self.money(value)
            case datetime():
                return self._habits.moment(value)
            case date():
                return self.day(value)
            case float():
                return self._habits.number(round(value, 1 if abs(value) < 10 else 0))
            case int() if not 0 <= value < 1_000:  # below a thousand every language here has the same digits
                return self._habits.number(value)
        return str(value)

    def money(self, money: Money, *, whole: bool = False) -> str:
        """A sum as the locale writes it; `whole` leaves the minor digits out."""
        return self._habits.money(money, whole=whole)

    def day(self, day: date) -> str:
        """A day as the locale writes it."""
        return self._habits.day(day)

    def short_month(self, month: int) -> str:
        """The short name of a month of the year, 1 for January."""
        return self._habits.short_month(month)

    def short_weekday(self, weekday: int) -> str:
        """The short name of a day of the week, 0 for Monday."""
        return self._habits.short_weekday(weekday)

    def decimal(self, number: Decimal, pattern: str = "#,##0.##########") -> str:
        """A number with all its decimals, or those of a pattern."""
        return self._habits.decimal(number, pattern)

    def count(self, number: int) -> str:
        """A count, with the locale's mark for thousands."""
        return self._plain(number)

    def amount(self, money: Money) -> str:
        """A sum as a field for it holds it: with the locale's marks, without its currency."""
        return self.decimal(money.amount, "#,##0." + "0" * digits(money.currency))

    @property
    def decimal_mark(self) -> str:
        """What begins decimals."""
        return self._habits.decimal_mark

    def measured(self, value: float, unit: str, currency: str = "") -> str:
        """A figure of a signal by its unit; money in minor units for an hour."""
        if unit == "share":
            return self.percent(value)
        if unit == "days":
            return self("unit.days", days=round(value))
        return self.money(Money(round(value), currency)) if unit == "money_per_hour" else self._plain(value)

    def place(self, evidence: Evidence | Problem) -> str:
        """The file, and the place in it in words: `invoices.csv, line 12`."""
        found = _PLACE.fullmatch(evidence.locator)
        where = evidence.locator
        if found:
            before, kind, number, after = found.groups()
            where = before + self(f"place.{kind}", number=number) + after
        return ", ".join(filter(None, (evidence.source, where)))

    def percent(self, share: float | None) -> str:
        """A share of one as a percentage, or the mark for unknown."""
        return self.format_field(share, "percent")


def change_in_words(change: Change, words: Words) -> str:
    """What would have to be otherwise, and what would follow."""
    said = [words.say(part) for part in change.parts]
    conditions = reduce(lambda first, second: words("list.and", first=first, second=second), said)
    return words(f"would.then.{change.verdict}", conditions=conditions[0].upper() + conditions[1:])


def reason_in_words(reason: Reason, words: Words) -> str:
    """What was measured, what is usual, and since when it has been so."""
    said = [words.say(reason.sentence)]
    if reason.usual is not None and reason.usual >= 0:
        said.append(words("reason.usual", usual=words.measured(reason.usual, reason.unit, reason.currency)))
    if reason.since is not None:
        said.append(words("reason.since", months=reason.months, since=reason.since))
    return " ".join(said)


def tried_in_words(tried: Tried, words: Words) -> str:
    """What was said about a family, how often, when last, and what came of it."""
    told = {"family": words(f"family.{tried.family}"), "state": words(f"tried.{tried.state}")}
    if tried.last is None:
        return words("tried.line_undated", **told)
    return words("tried.line", **told, count=tried.times, last=tried.last)
