"""How do I say it: face to face, by phone, in writing? (M51-M57, D1)

Two pieces of advice pull apart: meet them (or phone, if you work from afar), and use what you use most with
them. Both are shown with one recommendation and its reason; what is said is always confirmed in writing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from goodterms.parting.case import Case, quoted
from goodterms.parting.days import YEAR
from goodterms.parting.model import ChannelAdvice
from goodterms.parting.own import day_of
from goodterms.records.book import Book
from goodterms.review.facts import CONTEMPT
from goodterms.terms.evidence import Text

LONG = timedelta(days=3 * 365)
"""From this long on a client has earned a talk."""
LARGE = 0.25
"""Part of the hours or of the money from which a client is a large one."""
CLOSE = 3.5
"""Own rating of how well they fit, 0-4, from which somebody is close."""
UNANSWERED = timedelta(days=7)
REGISTERED = ("registered", "signed_for")
_KINDS = {"email": "email", "chat": "chat", "sms": "chat", "call": "call"}


def advise(case: Case) -> ChannelAdvice:
    """What is usual, what the first article would say, and what is recommended."""
    usual, personal = usual_channel(case.own, case.as_of), _in_person(case)
    recommended, why = _recommended(case, usual, personal)
    confirm, because = _confirmed(case, recommended)
    return ChannelAdvice(usual, counts(case), personal, recommended, why, confirm, because)


def counts(case: Case) -> dict[str, int]:
    """How often each channel was used in the last year, both ways; meetings are those of the calendar."""
    since = case.as_of - YEAR
    found = Counter(
        _KINDS[filed.record.channel]
        for filed in case.own.messages
        if not filed.record.automatic and filed.record.sent_at.date() > since
    )
    found["call"] += sum(
        entry.record.activity == "call" and day_of(entry) > since for entry in case.own.hours
    )
    found["meeting"] = sum(filed.record.start.date() > since for filed in case.own.meetings)
    return {name: count for name, count in sorted(found.items()) if count}


def usual_channel(own: Book, as_of: date) -> str:
    """What was used on most days of the last year (M54), the last one where two are even; calls may stand
    among the hours. Nothing where no messages are known, for then nobody knows how much they write."""
    used: dict[str, set[date]] = defaultdict(set)
    for filed in own.messages:
        if not filed.record.automatic:
            used[_KINDS[filed.record.channel]].add(filed.record.sent_at.date())
    if used:
        used["call"] |= {day_of(entry) for entry in own.hours if entry.record.activity == "call"}
    lately = {channel: [day for day in days if day > as_of - YEAR] for channel, days in used.items()}
    return max(((len(days), max(days), channel) for channel, days in lately.items() if days), default=("",))[
        -1
    ]


def unanswered_since(case: Case) -> date | None:
    """The day of their first message that waits for an answer for more than a week; None where none does."""
    people = [filed for filed in case.own.messages if not filed.record.automatic]
    last = max((filed.record.sent_at for filed in people if not filed.incoming), default=None)
    waiting = [
        filed.record.sent_at
        for filed in people
        if filed.incoming and (last is None or filed.record.sent_at > last)
    ]
    first = min(waiting, default=None)
    return first.date() if first is not None and case.as_of - first.date() > UNANSWERED else None


def _in_person(case: Case) -> str:
    """Face to face, or by phone where one works from afar (M52, M53)."""
    me, client = case.own.freelancer, case.client
    is_abroad = bool(me.country and client.country) and me.country[:2] != client.country[:2]
    return "phone" if me.remote or is_abroad else "in_person"


def _recommended(case: Case, usual: str, personal: str) -> tuple[str, Text]:
    """One way, and why: proof where it matters, the voice for whoever is long, close or large."""
    if case.way.is_danger:
        return "email", Text("plan.channel.danger")
    if _is_hostile(case):
        return "email", Text("plan.channel.proof")
    if usual == "call":
        return "phone", Text("plan.channel.usual_call")
    for name, holds in (("long", _is_long(case)), ("close", _is_close(case)), ("large", _is_large(case))):
        if holds:
            return personal, Text(f"plan.channel.{name}")
    if usual:
        return usual, Text(f"plan.channel.usual_{usual}")
    return personal, Text("plan.channel.unknown")


def _is_hostile(case: Case) -> bool:
    """Did contempt or a threat come in the last year, or is respect the matter?"""
    wrote = any(
        filed.incoming
        and not CONTEMPT.isdisjoint(filed.record.acts)
        and filed.record.sent_at.date() > case.as_of - YEAR
        for filed in case.own.messages
    )
    return wrote or (case.found is not None and not case.found.referral)


def _is_long(case: Case) -> bool:
    return case.since is not None and case.as_of - case.since >= LONG


def _is_close(case: Case) -> bool:
    marks = [
        mark
        for filed in case.own.feelings
        if filed.record.day > case.as_of - YEAR
        for mark in (filed.record.fit_style, filed.record.fit_vision)
        if mark is not None
    ]
    return bool(marks) and sum(marks) >= CLOSE * len(marks)


def _is_large(case: Case) -> bool:
    return case.share is not None and case.share >= LARGE


def _confirmed(case: Case, way: str) -> tuple[str, Text]:
    """In what form it is confirmed: as the contract or the law asks, else by e-mail (M57)."""
    for contract, clause in case.clauses("notice_form"):
        told = clause.value.get("form")
        forms = [str(form) for form in (told if isinstance(told, tuple | list) else (told,)) if form]
        if forms and "email" not in forms:
            how = "registered" if set(forms) <= set(REGISTERED) else "written"
            return how, Text("plan.confirm.contract", {"quote": quoted(contract, clause).quote})
    if case.rule.form == "written":
        return "written", Text("plan.confirm.law", {"source": case.rule.source})
    return "email", Text("plan.confirm.itself" if way == "email" else "plan.confirm.proof")
