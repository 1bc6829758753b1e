"""How are money, days and numbers written where the reader lives? By Babel's locale data.

Apart from `goodterms.faces.words` because Babel takes 20 ms to start: a screen without money and days does
without it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, get_day_names, get_month_names
from babel.numbers import format_currency, format_decimal, format_percent, get_decimal_symbol

from goodterms.terms.money import Money

_PLAIN = {"en": "en_GB"}
"""Day before month for readers of English, unless their environment says otherwise."""


class Habits:
    """How one locale writes values."""

    def __init__(self, language: str, environment: str) -> None:
        """The environment's own habits (`fr_BE`) where it speaks this language, else the plain ones."""
        self._locale = Locale.parse(_PLAIN.get(language, language))
        if environment.startswith(f"{language}_"):
            with suppress(UnknownLocaleError, ValueError):
                self._locale = Locale.parse(environment)

    def money(self, money: Money, *, whole: bool = False) -> str:
        """A sum; `whole` leaves the minor digits out."""
        if not whole:
            return format_currency(money.amount, money.currency, locale=self._locale)
        pattern = self._locale.currency_formats["standard"].pattern.replace(".00", "")
        return format_currency(
            round(money.amount), money.currency, pattern, locale=self._locale, currency_digits=False
        )

    def moment(self, moment: datetime) -> str:
        """A day with its time."""
        return format_datetime(moment, "medium", locale=self._locale)

    def day(self, day: date) -> str:
        """A day."""
        return format_date(day, "medium", locale=self._locale)

    def month(self, day: date) -> str:
        """A day's month and year."""
        return format_skeleton("yMMMM", day, locale=self._locale)

    def short_month(self, month: int) -> str:
        """The short name of a month of the year, 1 for January."""
        return str(get_month_names("abbreviated", "format", self._locale)[month])

    def short_weekday(self, weekday: int) -> str:
        """The short name of a day of the week, 0 for Monday."""
        return str(get_day_names("abbreviated", "format", self._locale)[weekday])

    def decimal(self, number: Decimal, pattern: str) -> str:
        """A number in so many decimals as the pattern has."""
        return str(format_decimal(number, pattern, self._locale, decimal_quantization=False))

    @property
    def decimal_mark(self) -> str:
        """What begins decimals."""
        return get_decimal_symbol(self._locale)

    def percent(self, share: float) -> str:
        """A share of one as a percentage."""
        return format_percent(share, locale=self._locale)

    def number(self, number: float) -> str:
        """A number with its marks for thousands and decimals."""
        return format_decimal(number, locale=self._locale)
