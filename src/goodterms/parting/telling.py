"""On which day do I tell them? (M50, M75, B4, D8)

The earliest is when the gates can be open, the safest is after the money is expected, the latest is before
the contract renews itself or a day that is needed. Where waiting for money and a deadline conflict, both are
shown, one day is the limit, and it says why: nobody waits for ever. What cannot be expected is not: a safest
day that nobody can know is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from goodterms.parting.case import Case
from goodterms.parting.days import ONE, Moved, good_day
from goodterms.parting.exposure import OpenBill
from goodterms.parting.model import Gate, Reasoned, TellDay
from goodterms.parting.notice import latest_for, missed_deadline, renewal_deadline
from goodterms.records.settled.owed import due_of, left_of, net_of, parts_of
from goodterms.review.forecast.model import Forecast
from goodterms.terms.calendar import working_day
from goodterms.terms.evidence import Text

WAIT = timedelta(days=30)
"""Beyond the last due day nobody waits for money longer than this."""
TIMED = ("cooling_off", "trigger", "reread")
"""Gates that a day opens; the others can be opened today."""


def waited_for(bills: Iterable[OpenBill]) -> tuple[OpenBill, ...]:
    """The bills whose money one can wait for: nobody knows when one that is disputed is paid."""
    return tuple(bill for bill in bills if not bill.record.disputed)


def latest_day(case: Case) -> Reasoned | None:
    """The last day to speak: before the contract renews itself, and in time for a last day that is needed."""
    needed = case.way.day("last_day")
    found = (
        renewal_deadline(case, case.as_of),
        latest_for(case, needed) if needed is not None and needed >= case.as_of else None,
    )
    return min((one for one in found if one is not None), key=lambda one: one.day, default=None)


def limit_day(case: Case, bills: Sequence[OpenBill], latest: Reasoned | None) -> Reasoned | None:
    """The day after which money is no longer waited for; None where there is none to wait for."""
    waited = waited_for(bills)
    if not waited:
        return None
    first_since = min(_due_since(case), default=waited[0].due)
    last = max(_due_when_begun(case), default=first_since) + WAIT
    day = _worked(case, last)
    found = [Reasoned(day, Text("plan.tell.limit.due", {"days": (day - last + WAIT).days}))]
    own = case.way.day("limit_date")
    if own is not None:
        found.append(Reasoned(max(own, case.as_of), Text("plan.tell.limit.own")))
    if latest is not None:
        found.append(Reasoned(_worked(case, latest.day), Text("plan.tell.limit.deadline")))
    return min(found, key=lambda one: one.day)


def _worked(case: Case, day: date) -> date:
    """The last day of work by that day, and not before today: nobody is told on Christmas Day."""
    return max(working_day(day, case.country, before=True), case.as_of)


def _begun(case: Case) -> date:
    """The day on which leaving began to be considered; today where it did not."""
    return next((move.day for move in case.way.moves if move.step in ("considering", "cooling")), case.as_of)


def _due_since(case: Case) -> list[date]:
    """When the bills are due that were sent since, paid or not."""
    begun, own = _begun(case), case.own
    return [
        due_of(filed.record)
        for filed in own.invoices
        if filed.record.issued > begun and not filed.record.disputed and net_of(own, filed).minor > 0
    ]


def _due_when_begun(case: Case) -> list[date]:
    """When the bills were due that were open as leaving began to be considered. Of somebody who is billed
    every month one is always open: who waited for all of them would wait for ever."""
    begun, own, parts = _begun(case), case.own, parts_of(case.own)
    found = []
    for filed in own.invoices:
        paid = [part for part in parts.get(filed.key, ()) if part.paid_on <= begun]
        is_open = left_of(own, filed, paid).minor > 0
        if is_open and filed.record.issued <= begun and not filed.record.disputed:
            found.append(due_of(filed.record))
    return found


def tell_day(
    case: Case, gates: Sequence[Gate], expected: Sequence[Forecast], limit: Reasoned | None
) -> TellDay:
    """The days, the one to go by, and why; `expected` says when each open bill will probably be paid."""
    if case.told_on is not None:
        return TellDay(None, None, None, None, (), _told(case))
    if case.way.is_danger:
        today = Reasoned(case.as_of, Text("plan.tell.danger"))
        return TellDay(today, None, None, None, (), _told(case) or today)
    raw = _earliest(case, gates)
    earliest, late_why = _shifted(case, raw)
    latest = latest_day(case)
    safest, why = _safest(case, expected, raw)
    safe_why: tuple[Text, ...] = ()
    if safest is not None:
        safest, safe_why = _shifted(case, safest)
    late = latest is not None and latest.day < earliest.day
    limit = latest if latest is not None and late else limit
    planned, moved = _planned(case, earliest, safest, latest, limit)
    shifts = {earliest.day: late_why, **({safest.day: safe_why} if safest is not None else {})}
    reasons = (
        *why,
        *_conflicts(case, earliest, safest, latest, limit),
        *(moved or shifts.get(planned.day, ())),
    )
    return TellDay(earliest, safest, latest, limit, reasons, planned)


def _told(case: Case) -> Reasoned | None:
    """The day on which they were told, or that was chosen."""
    if case.told_on is not None:
        return Reasoned(case.told_on, Text("plan.tell.told"))
    chosen = case.way.day("tell_on")
    return Reasoned(chosen, Text("plan.tell.chosen")) if chosen and chosen >= case.as_of else None


def _earliest(case: Case, gates: Sequence[Gate]) -> Reasoned:
    """Today, or when the last gate that waits for a day has opened."""
    timed = [(gate.until, gate.name) for gate in gates if gate.name in TIMED and gate.state == "closed"]
    days = [(until, name) for until, name in timed if until is not None and until > case.as_of]
    if not days:
        return Reasoned(case.as_of, Text("plan.tell.now"))
    day, name = max(days)
    return Reasoned(day, Text(f"plan.tell.after.{name}"))


def _shifted(case: Case, day: Reasoned) -> tuple[Reasoned, tuple[Text, ...]]:
    """The same day, or the next good one, with what is wrong with the first."""
    found: Moved = good_day(day.day, case.country, case.occasions())
    return day._replace(day=found.day), found.why


def _safest(
    case: Case, expected: Iterable[Forecast], earliest: Reasoned
) -> tuple[Reasoned | None, tuple[Text, ...]]:
    """The day after the last open bill is more likely paid than not; nobody counts on it to come before it is
    due. What cannot be known is said."""
    waited = [one for one in expected if not one.bill.disputed]
    if not waited:
        return earliest, ()
    days = [(max(one.p50, one.bill.due), one) for one in waited if one.p50 is not None]
    if len(days) < len(waited):
        return None, (_unknown(waited),)
    latest_first = sorted(days, key=lambda one: one[0], reverse=True)
    last, first = latest_first[0]
    why = Text(f"plan.tell.expected.{first.basis}", {"of": first.payments})
    places = tuple(case.own.evidence(one.bill.key) for _, one in latest_first)
    return Reasoned(max(last + ONE, earliest.day), why, places), ()


def _unknown(waited: Sequence[Forecast]) -> Text:
    """Why nobody can say when these are paid."""
    if any(one.why == "few_payments" for one in waited):
        return Text("plan.tell.no_forecast", {"count": len(waited)})
    first = next(one for one in waited if one.p50 is None)
    return Text(f"plan.tell.{first.why or 'too_many_open'}", {"number": first.bill.number})


def _planned(
    case: Case, earliest: Reasoned, safest: Reasoned | None, latest: Reasoned | None, limit: Reasoned | None
) -> tuple[Reasoned, tuple[Text, ...]]:
    """The safest day, within the limit and before the latest; their own word goes before both. With it, why
    it is not the limit itself."""
    if (told := _told(case)) is not None:
        return told, ()
    ends = [one for one in (limit, latest) if one is not None]
    end = min(ends, key=lambda one: one.day, default=None)
    if end is None:
        return safest or earliest, ()
    if safest is not None and safest.day <= end.day:
        return safest, ()
    least = earliest.day if earliest.day <= end.day else case.as_of
    found = good_day(end.day, case.country, case.occasions(), before=True, least=least)
    return end._replace(day=max(found.day, case.as_of)), found.why


def _conflicts(
    case: Case,
    earliest: Reasoned,
    safest: Reasoned | None,
    latest: Reasoned | None,
    limit: Reasoned | None,
) -> tuple[Text, ...]:
    """What pulls apart, and which is chosen."""
    found = []
    missed = missed_deadline(case)
    if missed is not None:
        found.append(missed.why)
    if latest is not None and latest.day < earliest.day:
        found.append(Text("plan.tell.gates_late", {"latest": latest.day, "earliest": earliest.day}))
    elif limit is not None and (safest is None or safest.day > limit.day):
        is_deadline = limit.why.key == "plan.tell.limit.deadline"
        key = "plan.tell.conflict" if is_deadline else "plan.tell.waited_enough"
        found.append(Text(key, {"limit": limit.day}))
    return tuple(found)
