"""What has to be done before the talk? (M39-M43, M46-M50, M75)

A gate is closed until the records, a move or a day opens it, and says which. Danger waives them all (T15):
who is not safe does not wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from goodterms.parting.case import Case
from goodterms.parting.days import ONE, YEAR
from goodterms.parting.exposure import owed_to_client, undelivered
from goodterms.parting.model import Exposure, Gate
from goodterms.records.model import Move
from goodterms.review.facts import HARSH
from goodterms.terms.evidence import Text, Value

CALM = timedelta(days=3)
"""After something harsh nobody sets a waiting time in calm."""
SEVERAL = 3
"""Times in a month or a year after which instinct is right (M41)."""


def gates(case: Case, money: Exposure, limit: date | None) -> tuple[Gate, ...]:
    """Every gate, in the order in which one comes to them. `limit` is the day after which money is no longer
    waited for."""
    found = (
        _gut(case), _cooling_off(case), _trigger(case), _contract(case), _obligations(case), _prepaid(case),
        _exposure(case, money, limit), _reread(case),
    )  # fmt: skip
    if case.way.is_danger:
        return tuple(
            gate._replace(state="waived", why=Text("gate.danger"), until=None)
            if gate.state == "closed" or gate.why.key == "gate.trigger.unknown"
            else gate
            for gate in found
        )
    return found


def triggers(case: Case) -> tuple[tuple[date, str], ...]:
    """The days on which something harsh came, and what it was; the first first."""
    wrote = (
        (filed.record.sent_at.date(), "threat" if "threat" in filed.record.acts else "message")
        for filed in case.own.messages
        if filed.incoming and not HARSH.isdisjoint(filed.record.acts)
    )
    rows = ((filed.record.day, "row") for filed in case.own.attempts if filed.record.reaction == "angry")
    return tuple(sorted((*wrote, *rows)))


def is_threatened(case: Case) -> bool:
    """Was there a threat in the last year, or is somebody in danger (T15)?"""
    threats = (day for day, kind in triggers(case) if kind == "threat")
    return case.way.is_danger or any(day > case.as_of - YEAR for day in threats)


def is_repeated(case: Case) -> bool:
    """Was leaving considered so often that instinct is right (M41)?"""
    if case.found is None:
        return False
    month, year = case.found.episodes_month, case.found.episodes_year
    return max(month, year) >= SEVERAL or month >= case.numbers["gut_month"]


def cooling_days(case: Case) -> int:
    """Days to wait: the playbook's, or those set in calm; a later word makes them more, never fewer (M40)."""
    days: int | None = None
    usual = case.numbers.whole("cooling_days")
    for move in case.way.all("cooling"):
        told = int(move.value) if move.value.isdecimal() else usual
        days = told if days is None and _is_calm(case, move) else max(usual if days is None else days, told)
    return usual if days is None else days


def cooling_until(case: Case) -> tuple[date, bool]:
    """The day on which the waiting ends, and whether it has begun at all: with the latest `considering`, the
    first `cooling`, or the gut's word to let go."""
    begun = case.way.last("considering") or next(iter(case.way.all("cooling")), None)
    guts = [filed.record.day for filed in case.own.guts if filed.record.verdict == "let_go"]
    start = begun.day if begun else max(guts, default=None)
    return (start or case.as_of) + timedelta(days=cooling_days(case)), start is not None


def first_draft(case: Case) -> date:
    """The first day on which the words can be written: no letter is, while the days to consider last."""
    until, _ = cooling_until(case)
    return case.as_of if is_repeated(case) or case.way.is_danger else max(until, case.as_of)


def _is_calm(case: Case, move: Move) -> bool:
    return not any(timedelta() <= move.day - day < CALM for day, _ in triggers(case))


def _gut(case: Case) -> Gate:
    if case.own.guts:
        verdict = max(case.own.guts, key=lambda one: (one.record.day, one.key)).record.verdict
        return Gate("gut", "open", Text(f"gate.gut.{verdict}"))
    return Gate("gut", "closed", Text("gate.gut.none"))


def _cooling_off(case: Case) -> Gate:
    until, is_begun = cooling_until(case)
    if is_repeated(case) and case.found is not None:
        times = max(case.found.episodes_month, case.found.episodes_year)
        return Gate("cooling_off", "waived", Text("gate.cooling_off.trust_gut", {"times": times}))
    if not is_begun:
        why = Text("gate.cooling_off.not_begun", {"days": cooling_days(case)})
        return Gate("cooling_off", "closed", why, until)
    if until <= case.as_of:
        return Gate("cooling_off", "open", Text("gate.cooling_off.over", {"until": until}))
    return Gate("cooling_off", "closed", Text("gate.cooling_off.until", {"until": until}), until)


def _trigger(case: Case) -> Gate:
    """Something harsh in the last days closes the gate, until it is acknowledged or some days old (M39)."""
    fresh = case.numbers.whole("fresh_days")
    latest = max(triggers(case), default=None)
    if latest is None and not (case.own.messages or case.own.attempts):
        return Gate("trigger", "open", Text("gate.trigger.unknown", {"days": fresh}))
    if latest is None or (case.as_of - latest[0]).days >= fresh:
        return Gate("trigger", "open", Text("gate.trigger.none", {"days": fresh}))
    day, kind = latest
    if any(move.day >= day for move in case.way.all("trigger_seen")):
        return Gate("trigger", "open", Text("gate.trigger.seen", {"day": day}))
    until = day + timedelta(days=fresh)
    return Gate("trigger", "closed", Text(f"gate.trigger.{kind}", {"day": day, "until": until}), until)


def _contract(case: Case) -> Gate:
    reviewed, skipped = case.way.last("contract_reviewed"), case.way.last("contract_skipped")
    if reviewed is not None:
        return Gate("contract", "open", Text("gate.contract.reviewed", {"day": reviewed.day}))
    if skipped is not None:
        return Gate("contract", "waived", Text("gate.contract.skipped", {"day": skipped.day}))
    if case.agreed:
        return Gate("contract", "closed", Text("gate.contract.in_mails", {"client": case.client.name}))
    if not case.contracts:
        return Gate("contract", "closed", Text("gate.contract.none"))
    return Gate("contract", "closed", Text("gate.contract.unread", {"name": case.contracts[-1].source}))


def _obligations(case: Case) -> Gate:
    """What was due from the freelancer and is not delivered, or stands open in the contract (M47)."""
    met = case.way.last("obligations_met")
    owed = list(_owed(case, met.day if met else date.min))
    if owed:
        what, due = min(owed, key=lambda one: one[1])
        values: dict[str, Value] = {"count": len(owed), "what": what, "due": due}
        return Gate("obligations", "closed", Text("gate.obligations.owed", values))
    if met is not None:
        return Gate("obligations", "open", Text("gate.obligations.met", {"day": met.day}))
    if not case.own.deliverables:
        return Gate("obligations", "closed", Text("gate.obligations.unknown"))
    return Gate("obligations", "open", Text("gate.obligations.none"))


def _owed(case: Case, after: date) -> Iterator[tuple[str, date]]:
    """What the freelancer owes that fell due after a day, and when."""
    for work in undelivered(case):
        if work.record.due is not None and after < work.record.due < case.as_of:
            yield work.record.name, work.record.due
    for contract in case.contracts:
        for end in contract.loose_ends:
            due = end.due or date.min + ONE  # without a day it is due at once, until somebody says it is met
            if end.owed_by == "me" and end.state == "open" and after < due < case.as_of:
                yield end.what, end.due or case.as_of


def _prepaid(case: Case) -> Gate:
    owed = owed_to_client(case)
    if not owed.money:
        return Gate("prepaid", "open", Text("gate.prepaid.none"))
    if case.way.last("obligations_met") is not None:
        return Gate("prepaid", "waived", Text("gate.prepaid.met", {"sum": owed.money[0]}))
    return Gate("prepaid", "closed", Text("gate.prepaid.owed", {"sum": owed.money[0]}))


def _exposure(case: Case, money: Exposure, limit: date | None) -> Gate:
    """Money that is asked for first, for as long as it makes sense to wait (M49, M50)."""
    unpaid = [one for one in money.unpaid if one.minor]
    at_risk = [*unpaid, *(one for one in money.unbilled if one.minor)]
    if not at_risk:
        key = "none" if money.unbilled else "none_unpaid" if case.own.invoices else "unknown"
        return Gate("exposure", "open", Text(f"gate.exposure.{key}"))
    if (settled := case.way.last("exposure_settled")) is not None:
        return Gate("exposure", "waived", Text("gate.exposure.settled", {"day": settled.day}))
    if limit is not None and limit <= case.as_of:
        return Gate("exposure", "open", Text("gate.exposure.limit", {"day": limit}))
    key = "gate.exposure.unpaid" if unpaid else "gate.exposure.unbilled"
    return Gate("exposure", "closed", Text(key, {"sum": at_risk[0], "until": limit}), limit)


def _reread(case: Case) -> Gate:
    """The words are read again on another morning (M75)."""
    prepared, read = case.way.last("preparing"), case.way.last("reread")
    if prepared is None:
        return Gate("reread", "closed", Text("gate.reread.no_draft"), first_draft(case) + ONE)
    if read is not None and read.day > prepared.day:
        return Gate("reread", "open", Text("gate.reread.done", {"day": read.day}))
    from_day = max(prepared.day + ONE, case.as_of)
    return Gate("reread", "closed", Text("gate.reread.from", {"day": from_day}), from_day)
