"""What does the freelancer say of themselves on a form, and what of it cannot be?

What is said is kept as a source of its own (`goodterms.records.settled.described`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from goodterms.records.model import Batch, Freelancer
from goodterms.records.settled.described import SAID, beyond, by_files, described
from goodterms.records.tables.amounts import open_mark
from goodterms.records.tables.cells import LARGEST
from goodterms.review.playbook import Playbook, bounds
from goodterms.terms import calendar, money
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.store.keeping import Store, Undone

LONGEST_NAME = 200
SUMS = ("target_rate", "monthly_costs")
_COUNTRY = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
Faults = dict[str, str]
"""By field: the key of the sentence that says what is wrong."""


class Me(NamedTuple):
    """Who the freelancer is by their files alone, and by these and their own word."""

    below: Freelancer
    now: Freelancer
    is_said: bool
    """Did they say anything themselves?"""


def me_of(told: Collection[Freelancer]) -> Me:
    """The freelancer by all that describe them."""
    return Me(by_files(told), described(told), any(one.evidence.source == SAID for one in told))


def read_me(
    told: Mapping[str, str], days: Collection[str], now: Freelancer, known_currency: str, mark: str
) -> tuple[Freelancer, Faults]:
    """Who they are and when they work, as a form says it; `known_currency` is that of their invoices, `mark`
    what begins decimals in the form's language."""
    faults: Faults = {}
    wanted: dict[str, Any] = {"name": " ".join(told.get("name", "").split())[:LONGEST_NAME]}
    wanted["country"] = _checked(told, "country", faults, lambda text: bool(_COUNTRY.fullmatch(text)))
    wanted["timezone"] = _checked(told, "timezone", faults, lambda text: calendar.zone(text) is not None)
    wanted["currency"] = _checked(told, "currency", faults, money.known)
    wanted["language"] = _checked(told, "language", faults, lambda text: bool(_LANGUAGE.fullmatch(text)))
    wanted["days"] = tuple(day for day in calendar.WEEKDAYS if day in days)
    if not wanted["days"]:
        faults["days"] = "web.settings.fault.days"
    start, end = (calendar.read_clock(told.get(name, "")) for name in ("from", "to"))
    if start is None or end is None or start >= end:
        faults["to"] = "web.settings.fault.hours"
    else:
        wanted |= {"work_from": start, "work_to": end}
    for name in SUMS:
        if name in told:
            currency = wanted["currency"] or known_currency
            wanted[name], fault = read_sum(told[name], currency, mark)
            faults |= {name: fault} if fault else {}
    return replace(now, **wanted), faults


def _checked(told: Mapping[str, str], name: str, faults: Faults, is_sound: Any) -> str:
    text = told.get(name, "").strip()
    if text and not is_sound(text):
        faults[name] = "web.settings.fault.choice"
        return ""
    return text


def read_sum(text: str, currency: str, mark: str) -> tuple[Money | None, str]:
    """A sum of zero or more as somebody writes it in any language; nothing where nothing is written, or with
    the key of what is wrong.

    `1.234` is a little or a thousand times as much, and asked back. It leaves no doubt where the currency has
    no cents, nor where it has three digits of them and the language of the form begins them with this `mark`.
    """
    text, digits = text.strip(), money.digits(currency)
    if not text:
        return None, ""
    if digits == len("234") and text[-digits:].isdecimal() and text[-digits - 1 : -digits] == mark:
        text += "0"  # four decimals are no group
    amount = money.read_amount(text)
    if amount is None or not 0 <= amount <= LARGEST:
        return None, "web.settings.fault.sum"
    if not currency:
        return None, "web.settings.fault.no_currency"
    if digits and open_mark(text):
        return None, "web.settings.fault.open_sum"
    return Money.of(amount, currency), ""


def read_numbers(
    told: Mapping[str, str], base: Playbook, below: Freelancer
) -> tuple[tuple[tuple[str, float], ...], Faults]:
    """The rules that a form asks for: those of the files, and what is not as in `base`."""
    rules, faults = dict(below.rules), Faults()
    for name in base.rules:
        if name not in told:
            continue
        number = _number(told[name])
        least, most, _ = bounds(name)
        if number is None or not least <= number <= most:
            faults[name] = "web.settings.fault.number"
        elif number != base[name]:
            rules[name] = number
    return tuple(rules.items()), faults


def _number(text: str) -> float | None:
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def keep(kept: Store, below: Freelancer, wanted: Freelancer, day: date) -> None:
    """Keeps what is not as the files say it."""
    said = replace(beyond(below, wanted), evidence=Evidence(SAID, day.isoformat(), ""))
    told = [getattr(said, field.name) for field in fields(Freelancer)]
    kept.save(Batch(SAID, None, (said,)), f"{SAID} {told!r}", SAID, whole=True)


def take_back(kept: Store) -> tuple[Undone, ...]:
    """Takes back what was said last."""
    return kept.undo_last(SAID)
