"""What does one value in a daybook line mean: a sum, a day, a length of time, a word of a list?

Each slot of a pattern (`{total}`, `{due}`) has a type here: how it may be written and how it is read. A value
that is written well but means nothing (30 February, dread 7) is a Text that says so, never an exception.

>>> setting = Setting(currency="EUR")
>>> read("amount", "€1,200", setting)
Money(minor=120000, currency='EUR')
>>> read("amount", "XXY 12", setting).key
'daybook.unknown_currency'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from goodterms.terms.calendar import WEEKDAYS, read_clock, read_day, zone
from goodterms.terms.evidence import Text
from goodterms.terms.money import Money, known, read_amount

QUOTE = "\ue000"
"""Stands, with one character after it, for a quoted text while the rest of a line is read."""

_Q = QUOTE + "."
_NAME = rf"(?:{_Q}|(?:(?![,;]\s|\s[–—-]\s)[^:()·{QUOTE}])+?)"
"""Stops where a detail begins, so that a misspelt detail is never taken for a part of a name."""
_CODE = r"(?-i:[A-Z]{3})"
_SIGN = r"[€£$¥₫đ]"
_DIGITS = r"\d(?:[\d.,'’\u00a0\u202f ]*\d)?"
_AMOUNT = rf"[-−]?\s?(?:(?:{_CODE}|{_SIGN})\s?)?[-−]?{_DIGITS}(?:\s?(?:{_CODE}|đồng|{_SIGN}))?"
_CLOCK = r"\d{1,2}[:h]\d{2}"
NUMBER = rf"(?:{_Q}|[^\s\d:{QUOTE}]*\d[^\s:{QUOTE}]*)"
"""One of several invoice numbers: it holds a digit, or is quoted."""

SLOTS: Mapping[str, str] = {
    "client": "name", "name": "name", "piece": "name", "project": "name", "playbook": "name",
    "referred_by": "name", "capacity": "name", "with": "name", "reference": "name", "note": "name",
    "number": "number", "corrects": "number", "invoices": "numbers",
    "total": "amount", "amount": "amount", "price": "amount", "prepaid": "amount",
    "target_rate": "amount", "monthly_costs": "amount", "cash": "amount", "tax": "amount",
    "since": "day", "due": "day", "holidays": "day",
    "due_in": "count", "paid_after": "count", "rounds": "count", "rounds_agreed": "count",
    "hours": "length", "unbilled_part": "length", "length": "length",
    "work_from": "clock", "work_to": "clock", "days": "weekdays",
    "email": "email", "domain": "domain", "zone": "zone", "country": "country", "currency": "currency",
    "language": "language", "skills": "list", "speaks": "list", "rule": "rule", "rule_value": "decimal",
    "level": "level", "text": "text", "spent_on": "text", "asked": "quote", "subject": "quote",
    "meeting_title": "quote", "title": "quote", "method": "method",
}  # fmt: skip
"""The type of each slot; a slot that is not here is a word of the list of its name (`[words.issue]`)."""

TYPES: Mapping[str, str] = {
    "name": _NAME,
    "number": rf"(?:{_Q}|[^\s:{QUOTE}]+)",
    "amount": _AMOUNT,
    "day": r"\d{4}-\d{1,2}(?:-\d{1,2})?",
    "count": r"\d{1,4}",
    "clock": _CLOCK,
    "weekdays": r"[^:]+",
    "email": r"[^\s@:]+@[^\s@:]+",
    "domain": r"(?:[\w-]+\.)+[\w-]*[^\W\d_]",
    "zone": r"[\w/+-]+",
    "country": r"(?-i:[A-Z]{2})(?:-\w{1,3})?",
    "currency": r"[A-Za-z]{3}",
    "language": r"[A-Za-z]{2}",
    "list": _NAME,
    "rule": r"\w+",
    "decimal": r"-?\d+(?:\.\d+)?",
    "level": r"-?\d+",
    "text": rf"(?:{_Q}|[^{QUOTE}]+)",
    "quote": _Q,
    "method": _NAME,
}


class Setting(NamedTuple):
    """What a line leaves unsaid: the freelancer's zone, currency, and the names they go by."""

    zone: str = "UTC"
    currency: str = ""
    me: tuple[str, ...] = ()


def read(kind: str, raw: str, setting: Setting) -> Any:
    """The value that a written slot of that type means, or the Text of what is wrong with it."""
    return _READERS.get(kind, _plain)(raw, setting)


def minutes(raw: str, hour: frozenset[str], minute: frozenset[str]) -> int | None:
    """Minutes of a written length (3h, 1h30, 2.5 hours, 45 min), given the words for hour and minute."""
    found = re.fullmatch(r"(\d{1,4}(?:[.,]\d+)?)\s*([^\W\d]+)(?:\s*(\d{1,2})\s*([^\W\d]*))?", raw.casefold())
    if not found:
        return None
    number, unit, rest, rest_unit = float(found[1].replace(",", ".")), found[2], found[3], found[4]
    if unit in minute and rest is None:
        return round(number)
    if unit in hour and int(rest or 0) < 60 and (not rest_unit or rest_unit in minute):
        return round(number * 60) + int(rest or 0)
    return None


def plausible_day(raw: str) -> date | Text:
    """A day between 1990 and 2100."""
    day = read_day(raw if raw.count("-") == 2 else f"{raw}-01")
    if day is None:
        return Text("daybook.bad_date", {"text": raw})
    if not 1990 <= day.year <= 2100:
        return Text("daybook.far_date", {"text": raw})
    return day


def _plain(raw: str, _: Setting) -> str:
    return raw


def _day(raw: str, _: Setting) -> date | Text:
    return plausible_day(raw)


def _amount(raw: str, setting: Setting) -> Money | Text:
    number = read_amount(raw.replace("đồng", "đ"))
    if number is None:
        return Text("daybook.bad_amount", {"text": raw})
    currency = _currency_of(raw, setting.currency)
    if not currency:
        return Text("daybook.no_currency", {"text": raw})
    if not known(currency):
        return Text("daybook.unknown_currency", {"text": currency})
    return Money.of(number, currency)


_SYMBOLS = {"€": ("EUR",), "£": ("GBP",), "₫": ("VND",), "đ": ("VND",), "¥": ("JPY", "CNY")}
_DOLLARS = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")


def _currency_of(raw: str, usual: str) -> str:
    """The currency a sum names, else the usual one; a sign that many share means the usual one of them."""
    code = re.search(r"[A-Z]{3}", raw)
    if code:
        return code[0]
    sign = re.search(_SIGN, raw)
    if not sign:
        return usual
    shared = _SYMBOLS.get(sign[0], _DOLLARS)
    return usual if usual in shared else shared[0]


def _level(raw: str, _: Setting) -> int | Text:
    level = int(raw[:9])
    return level if 0 <= level <= 4 else Text("daybook.bad_level", {"text": raw})


def _zone(raw: str, _: Setting) -> str | Text:
    return raw if zone(raw) else Text("daybook.unknown_zone", {"text": raw})


def _currency(raw: str, _: Setting) -> str | Text:
    code = raw.upper()
    return code if known(code) else Text("daybook.unknown_currency", {"text": raw})


def _clock(raw: str, _: Setting) -> int | Text:
    at = read_clock(raw)
    return Text("daybook.bad_time", {"text": raw}) if at is None else at


def _list(raw: str, _: Setting) -> tuple[str, ...]:
    return tuple(part.strip() for part in raw.split(" + ") if part.strip())


def _count(raw: str, _: Setting) -> int:
    return int(raw)


def _decimal(raw: str, _: Setting) -> float:
    return float(raw)


def _lower(raw: str, _: Setting) -> str:
    return raw.lower()


_READERS: Mapping[str, Callable[[str, Setting], Any]] = {
    "day": _day,
    "amount": _amount,
    "count": _count,
    "decimal": _decimal,
    "level": _level,
    "zone": _zone,
    "currency": _currency,
    "clock": _clock,
    "list": _list,
    "email": _lower,
    "domain": _lower,
    "language": _lower,
}


def week(raw: str, named: Mapping[str, str]) -> tuple[str, ...] | Text:
    """Weekdays of a list (mon tue) or a range (mon-fri), given each language's names for them."""
    found: list[str] = []
    for part in raw.casefold().replace("+", " ").replace("–", "-").split():
        first, _, last = part.partition("-")
        if first not in named or (last and last not in named):
            return Text("daybook.bad_weekday", {"text": part})
        start = WEEKDAYS.index(named[first])
        stop = WEEKDAYS.index(named[last]) if last else start
        found += [WEEKDAYS[(start + step) % 7] for step in range((stop - start) % 7 + 1)]
    return tuple(dict.fromkeys(found))
