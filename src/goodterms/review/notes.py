"""What else should be said beside the verdict?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from goodterms.records.aside import Span
from goodterms.review.facts import Happened
from goodterms.review.model import Borderline, Family, Reason, Tried
from goodterms.review.playbook import Playbook
from goodterms.review.verdict import Row
from goodterms.terms.evidence import Text

LONG = 6
"""Months after which it is worth saying how long it has gone on (M27)."""
MONTH_DAYS, YEAR_DAYS = 31, 365
THOUSAND, STILL = 1000, 0.05
"""Clients that a rate is told of; the share that does not show it yet, from which on to wait is worth it."""


class Told(NamedTuple):
    """What the notes are read from."""

    row: Row
    borderline: Borderline
    happened: Happened
    attempts: Sequence[Tried]
    reasons: Sequence[Reason]
    caps: tuple[str, ...]
    beside: Mapping[str, float | None]
    usual_demands: float | None
    last_paid: date | None
    """Day of the latest payment by anybody."""
    payment_known: bool
    aside: Sequence[Span]
    """Days set aside that the signals leave out."""
    unweighed: Sequence[Text]
    """What signals without a weight say."""
    trends: Sequence[Text]
    """What became of work, mood and income, where it has gone on for long (M5)."""


def episodes(one: Happened, as_of: date, days: int) -> int:
    """Times leaving was considered in the last so many days (M41)."""
    return sum((as_of - day).days < days for day in one.episodes)


def notes(told: Told, as_of: date, playbook: Playbook) -> tuple[Text, ...]:
    """Beside the verdict, in this order: whether it is close, how long, what was said, what explains it, what
    is left out, when to wait."""
    return (
        *_close(told.borderline),
        *_how_long(told),
        *_said(told),
        *_explained(told),
        *_aside(told.aside),
        *_records_end(told, as_of, playbook),
        *_when(told, as_of, playbook),
    )


def _close(found: Borderline) -> Iterable[Text]:
    """A verdict that limits a tenth stricter or milder would change is said to be a close one (B10)."""
    if found.is_close:
        ways = {way: verdict for way, verdict in found._asdict().items() if verdict}
        yield Text(f"note.close.{'both' if len(ways) > 1 else min(ways)}", ways)


def _how_long(told: Told) -> Iterable[Text]:
    longest = max((r.months for r in told.reasons if r.level > 1 and r.family != "feelings"), default=0)
    if longest >= LONG:
        yield Text("note.how_long", {"months": longest})
        yield from told.trends


def _said(told: Told) -> Iterable[Text]:
    family: Family | None = told.row.family
    for one in told.attempts:
        if one.state == "helped" and told.row.verdict != "let_go":
            yield _helped(one)
        elif one.state == "raised" and (one.missed or 0) >= STILL and told.row.verdict != "let_go":
            missed = round(THOUSAND * (one.missed or 0))
            yield Text("note.may_still_show", {"family": one.family, "since": one.last, "missed": missed})
        elif one.state == "pending":
            yield Text("note.pending", {"family": one.family, "since": one.last})
        elif one.state == "none" and one.family == family and told.row.name != "take_stock":
            yield Text("note.never_raised", {"family": one.family})


def _helped(one: Tried) -> Text:
    """With how often that is an error, where it was measured (B11)."""
    told = {"family": one.family, "since": one.last}
    if one.false_alarm is None:
        return Text("note.helped", told)
    return Text("note.helped_measured", told | {"wrong": round(THOUSAND * one.false_alarm)})


def _explained(told: Told) -> Iterable[Text]:
    if told.row.outcome == "no_fault":
        yield Text("note.no_fault")
    if "own_night" in told.caps:
        yield Text("note.own_night", {"share": told.beside.get("own_after_hours")})
    demands = told.beside.get("demands")
    many = bool(demands and told.usual_demands and demands > 1.5 * told.usual_demands)
    vague = any(
        one.family == "indecision" and one.signal != "extra_rounds" and one.level for one in told.reasons
    )
    if told.row.verdict == "keep" and not vague and (many or "clear_feedback" in told.caps):
        yield Text("note.high_standards")
    yield from told.unweighed


def _aside(spans: Iterable[Span]) -> Iterable[Text]:
    """The days that count neither as late nor as slow (T14)."""
    for first, last in spans:
        if first == last:
            yield Text("note.set_aside_day", {"day": first})
        else:
            yield Text("note.set_aside", {"first": first, "last": last})


def _records_end(told: Told, as_of: date, playbook: Playbook) -> Iterable[Text]:
    """Where nobody has paid for long, the payments may only not have been imported (T5)."""
    owed, day = any(one.family == "payment" and one.level > 1 for one in told.reasons), told.last_paid
    if not told.payment_known and any(due < as_of for due in told.happened.due):
        yield Text("note.no_payments")
    elif owed and day is not None and (as_of - day).days >= playbook["payments_end_days"]:
        yield Text("note.payments_end", {"day": day})


def _when(told: Told, as_of: date, playbook: Playbook) -> Iterable[Text]:
    """After several rounds the gut is right (M41); else something fresh asks for some days (M39)."""
    one = told.happened
    month, year = episodes(one, as_of, MONTH_DAYS), episodes(one, as_of, YEAR_DAYS)
    if month >= playbook["gut_month"] or year >= playbook["gut_year"]:
        yield Text("note.trust_gut", {"month": month, "year": year})
    elif (
        told.row.family != "respect"  # nobody who is threatened is asked to wait (T15)
        and one.harsh is not None
        and (as_of - one.harsh).days < playbook["fresh_days"]
    ):
        yield Text("note.fresh", {"day": one.harsh, "days": playbook.whole("fresh_days")})
