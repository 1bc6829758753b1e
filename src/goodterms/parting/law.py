"""What does the law of this place say, who says so, and how sure is it?

The sheets (`laws/<place>.toml`) hold every figure with its source, the day on which it was looked up, and how
sure it is; what is not sure enough is `refused` there, with the reason, and never becomes a number. A member
state of the Union goes by the Union's sheet where its own is silent. Of a place without a sheet nothing is
known, and that is what is said. None of it is legal advice.

>>> figure("FR", "late.points").value, figure("VN", "late.percent").refused
(10, 'law.refused.vn_rate')
>>> ending("DE", pay="month").must_end
'fifteenth_for_end_of_month'
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal, NamedTuple

from goodterms.parting.days import month_end
from goodterms.parting.model import Confidence, MayEnd, MustEnd, NoticeRule
from goodterms.terms import shelf
from goodterms.terms.evidence import NOTHING, Text

Pay = Literal["", "day", "week", "month", "quarter", "other"]
"""By what time the provider is paid; empty where nobody said."""
BUSINESS = ("", "company", "person")
"""Kinds of client that the rules between businesses cover; a person is taken for one at work unless the
records call them a consumer."""
UNKNOWN = "law.refused.unknown"
_LAWS = "goodterms.parting.laws"
_SHEETS = {"UK": "gb", "GB": "gb", "CA-QC": "ca-qc", "QC": "ca-qc", "US-NY": "us-ny"}
_BY_PARTS = ("CA", "US")
"""Countries whose law of contracts is that of their provinces or states."""


class Figure(NamedTuple):
    """One thing that a law says, or why it is not told (`refused`, a key of the catalogue)."""

    place: str
    name: str
    value: Any
    refused: str
    source: str
    as_of: date
    confidence: Confidence


class Rate(NamedTuple):
    """A reference rate from one day to another, in percent; None where it is `refused`."""

    reference: str
    since: date
    until: date
    percent: float | None
    refused: str
    source: str
    as_of: date
    confidence: Confidence


class Place(NamedTuple):
    """The place whose law is asked, and what named it: the contract, the client's country, or nothing."""

    code: str
    named_by: Literal["contract", "client", "nobody"]


def place_of(country: str, contract_place: str = "") -> Place:
    """The place whose law governs: the one that the contract names, else the client's country.

    >>> place_of("fr"), place_of("FR", "GB-ENG").code
    (Place(code='FR', named_by='client'), 'GB-ENG')
    """
    if contract_place:
        return Place(contract_place.upper(), "contract")
    return Place(country.upper(), "client") if country else Place("", "nobody")


def is_known(place: str) -> bool:
    """Is there a sheet of this place's own, or of the Union that it is part of?"""
    return bool(_sheets(place))


def figure(place: str, name: str) -> Figure:
    """What the law of a place says under a name (`late.points`); refused where nothing sure is known."""
    for sheet in _sheets(place):
        found: Any = shelf.toml(_LAWS, sheet)
        for part in name.split("."):
            found = found.get(part, {}) if isinstance(found, dict) else {}
        if "source" in found:
            return Figure(
                place, name, found.get("value"), found.get("refused", ""), found["source"], found["as_of"],
                found["confidence"],
            )  # fmt: skip
    return Figure(place, name, None, UNKNOWN, "", date.min, "low")


def rates(place: str) -> Iterator[Rate]:
    """The reference rates that the sheets of a place tell, its own first."""
    for sheet in _sheets(place):
        for one in shelf.toml(_LAWS, sheet).get("rates", ()):
            yield Rate(
                one["reference"], one["from"], one["to"], one.get("percent"), one.get("refused", ""),
                one["source"], one["as_of"], one["confidence"],
            )  # fmt: skip


def ending(place: str, pay: Pay = "", kind: str = "") -> NoticeRule:
    """What the law says of a provider who ends work for a business client (`kind` as in the records).

    Of a consumer or a public client other rules hold, which nobody has looked up: it says that, and no more.
    """
    if kind not in BUSINESS:
        return _nothing(place, f"law.other_client.{kind}")
    may = figure(place, "ending.may_end")
    if may.refused:
        return _nothing(place, may.refused)._replace(source=may.source, confidence=may.confidence)
    days, must_end = _dated(place, pay)
    form = figure(place, "ending.form")
    return NoticeRule(
        place, may.value, days, must_end, form.value or "", tuple(_says(place)), may.source, may.as_of,
        may.confidence,
    )  # fmt: skip


def earliest_end(
    rule: NoticeRule, told_on: date, is_free: Callable[[date], bool] = lambda _day: False
) -> date | None:
    """The first last day that the law itself allows when it is told on that day; None where it fixes none.

    >>> earliest_end(ending("DE", pay="month"), date(2026, 3, 16))
    datetime.date(2026, 4, 30)
    """
    if rule.must_end:
        return _ENDS[rule.must_end](told_on, is_free)
    return None if rule.days is None else told_on + timedelta(days=rule.days)


def retention_years(place: str) -> Figure:
    """For how many years accounting records have to be kept there."""
    return figure(place, "retention.accounting_years")


def _dated(place: str, pay: Pay) -> tuple[int | None, MustEnd]:
    """The days and the kind of day that a law which goes by the time of pay asks for."""
    rule = figure(place, f"ending.by_pay.{pay}").value if pay else None
    if rule in ("next_day", "any_time"):
        return int(rule == "next_day"), ""
    return None, rule or ""


def _says(place: str) -> Iterator[Text]:
    """What the law asks for, in sentences, some with a figure of the same sheet; then what it may ask for and
    nobody is sure of."""
    told = _own(place).get("ending", {})
    for one in told.get("says", ()):
        name = one.get("figure")
        yield Text(one["key"], {"figure": figure(place, name).value} if name else NOTHING)
    for one in told.values():
        if isinstance(one, dict) and "refused" in one:
            yield Text(one["refused"])


def _nothing(place: str, why: str) -> NoticeRule:
    may: MayEnd = "unknown"
    return NoticeRule(place, may, None, "", "", (Text(why),), "", date.min, "low")


def _own(place: str) -> Mapping[str, Any]:
    sheets = _sheets(place)
    return shelf.toml(_LAWS, sheets[0]) if sheets else {}


@cache
def _sheets(place: str) -> tuple[str, ...]:
    """The sheets of a place: its own, then that of the Union where it belongs to it."""
    country = place.upper()
    if not country.startswith(_BY_PARTS):
        country = country.partition("-")[0]
    own = _SHEETS.get(country, country.lower())
    found = [own] if own in shelf.names(_LAWS, ".toml") else []
    is_member = country in shelf.toml(_LAWS, "eu")["members"]
    return (*found, "eu") if is_member and own != "eu" else tuple(found)


def _by_the_fifteenth(told_on: date, _is_free: Callable[[date], bool]) -> date:
    end = month_end(told_on)
    return end if told_on.day <= 15 else month_end(end + timedelta(days=1))


def _end_of_week(told_on: date, is_free: Callable[[date], bool]) -> date:
    """Saturday of this week where it is told by its first working day, else of the next."""
    monday = told_on - timedelta(days=told_on.weekday())
    first = next((day for day in _days(monday, 5) if not is_free(day)), monday)
    saturday = monday + timedelta(days=5)
    return saturday if told_on <= first else saturday + timedelta(days=7)


def _end_of_quarter(told_on: date, _is_free: Callable[[date], bool]) -> date:
    """The end of the first quarter that is six weeks away or more."""
    day = told_on + timedelta(weeks=int(figure("DE", "ending.quarter_weeks").value))
    return month_end(day.replace(month=(day.month + 2) // 3 * 3, day=1))


def _end_of_month(told_on: date, _is_free: Callable[[date], bool]) -> date:
    return month_end(told_on)


def _days(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(count))


_ENDS: Mapping[str, Callable[[date, Callable[[date], bool]], date]] = {
    "end_of_month": _end_of_month,
    "fifteenth_for_end_of_month": _by_the_fifteenth,
    "end_of_week": _end_of_week,
    "end_of_quarter": _end_of_quarter,
}
