"""What is to be done on which day, and why? The plan as a list that fits into a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.parting import law
from goodterms.parting.case import Case
from goodterms.parting.days import ONE
from goodterms.parting.exposure import undelivered
from goodterms.parting.gates import cooling_until, first_draft, triggers
from goodterms.parting.journey import OVER, TOLD
from goodterms.parting.model import ChannelAdvice, Exposure, Gate, Notice, Step, TellDay
from goodterms.terms.calendar import working_day
from goodterms.terms.evidence import NOTHING, Text, Value

HANDOVER = timedelta(days=7)
"""So long before the last day the hand-over begins."""
HELP = timedelta(days=14)
"""For so long after the last day questions are answered (D9)."""
THANKS = timedelta(days=7)
LOOK_BACK = (30, 90, 180)
EARLY = timedelta(days=14)
"""So long before its day a look back counts for it."""
SAME = {
    "step.prepaid": "step.deliver", "step.gather": "step.review_contract", "step.threat": "step.trigger",
    "step.retention_unknown": "step.retention",
}  # fmt: skip
"""What becomes another step when more is known, and takes its place."""
DONE_BY = {
    "considering": ("considering",), "trigger": ("trigger_seen",), "threat": ("trigger_seen",),
    "prepare": ("preparing",), "review_contract": ("contract_reviewed", "contract_skipped"),
    "gather": ("contract_reviewed", "contract_skipped"), "reread": ("reread",), "tell": TOLD,
    "confirm": TOLD[1:], "last_day": OVER,
    "final_invoice": ("reconciled",),
}  # fmt: skip
"""The moves that say that a step is done; the first is the one to mark."""
IN_WRITING = ("email", "letter")
"""Ways of telling that are their own confirmation."""


class Found(NamedTuple):
    """The parts of a plan that its steps are made of."""

    gates: tuple[Gate, ...]
    tell: TellDay
    notice: Notice
    channel: ChannelAdvice
    exposure: Exposure


def steps(case: Case, found: Found) -> tuple[Step, ...]:
    """Everything there is to do, by day; what is over and not done is to be done today."""
    told = () if case.told_on is not None or case.way.is_danger else tuple(_before(case, found))
    every = (*told, *_deliveries(case, found), *_talk(case, found), *_after(case, found))
    today = (step if step.is_done else step._replace(on=max(step.on, case.as_of)) for step in every)
    return tuple(sorted(today, key=lambda step: step.on))


def _before(case: Case, found: Found) -> Iterator[Step]:
    """What opens the gates."""
    today = case.as_of
    closed = {gate.name for gate in found.gates if gate.state == "closed"}
    if not case.way.stage:
        yield _step(case, "considering", today)
    if "gut" in closed:
        yield _step(case, "gut", today)
    if "trigger" in closed:
        yield _step(case, "threat" if max(triggers(case))[1] == "threat" else "trigger", today)
    yield _step(case, "review_contract" if case.contracts else "gather", today)
    yield from _money(case, found)
    if "cooling_off" in closed:
        yield _step(case, "cooling_end", cooling_until(case)[0])
    day = _planned(case, found)
    yield _step(case, "prepare", _written_on(case, day))
    yield _step(case, "reread", day)


def _written_on(case: Case, day: date) -> date:
    """The last working day before they are told; later where the days to consider last until then."""
    before = working_day(day - ONE, case.own.freelancer.country, before=True)
    return min(max(before, first_draft(case)), day)


def _deliveries(case: Case, found: Found) -> Iterator[Step]:
    """What is to be delivered by the last day, each piece once; what is prepaid may be given back instead."""
    if case.way.is_danger:
        return
    for work in undelivered(case):
        name, due, paid = work.record.name, work.record.due, work.record.prepaid
        is_owed = paid is not None and paid.minor > 0
        if due is not None and case.as_of < due <= found.notice.last_day:
            yield _step(case, "deliver", due, {"name": name})
        elif is_owed:
            yield _step(case, "prepaid", case.as_of, {"name": name, "sum": paid})
        elif due is None or due <= case.as_of:
            yield _step(case, "deliver", case.as_of, {"name": name})


def _money(case: Case, found: Found) -> Iterator[Step]:
    """What is billed or secured before."""
    names = {option.name for option in found.exposure.options}
    if "bill_now" in names:
        yield _step(case, "bill", case.as_of, {"sum": found.exposure.unbilled[0]})
    if "pause" in names:
        yield _step(case, "remind", case.as_of, {"sum": found.exposure.overdue[0]})
    if "deposit" in names:
        yield _step(case, "deposit", case.as_of, {"sum": found.exposure.in_hand[0]})


def _talk(case: Case, found: Found) -> Iterator[Step]:
    """The day itself. What is said by e-mail needs no other one to confirm it."""
    day, told = _planned(case, found), case.way.last("told")
    said = told.value if told is not None and told.value else found.channel.recommended
    yield _step(case, "tell", day, way="phone" if said == "video" else said)
    if found.channel.confirm != "email" or said not in IN_WRITING:
        yield _step(case, "confirm", day, way=found.channel.confirm)
    else:
        yield _step(case, "confirm", day, way="received")


def _after(case: Case, found: Found) -> Iterator[Step]:
    """The notice, the last day, and what comes after it."""
    told, last, home = _planned(case, found), found.notice.last_day, case.own.freelancer.country
    is_over = case.way.last("reconciled") is not None
    if last > told:
        begins = max(working_day(last - HANDOVER, home, before=True), told)
        yield _step(case, "handover", begins)._replace(is_done=is_over)
    yield _step(case, "last_day", last)
    yield _step(case, "final_invoice", last)
    if not case.way.is_danger:
        yield _step(case, "thank_you", working_day(last + THANKS, home))._replace(is_done=is_over)
        until = last + HELP
        yield _step(case, "help_until", until)._replace(is_done=until < case.as_of)
    yield _retention(case, last)
    for days in LOOK_BACK:
        yield _look_back(case, last + timedelta(days=days), days)


def _look_back(case: Case, day: date, days: int) -> Step:
    """Done where somebody looked back then, or within two weeks before."""
    looked = any(filed.record.day >= day - EARLY for filed in case.own.look_backs)
    return _step(case, "look_back", day, {"days": days})._replace(is_done=looked)


def _retention(case: Case, last: date) -> Step:
    """For how long what was written on paper has to be kept; what nobody is sure of has no number."""
    kept = law.retention_years(case.own.freelancer.country)
    if not isinstance(kept.value, int):
        return _step(case, "retention_unknown", last + HELP)
    return _step(case, "retention", last + HELP, {"years": kept.value, "source": kept.source})


def _planned(case: Case, found: Found) -> date:
    return found.tell.planned.day if found.tell.planned is not None else case.as_of


def _step(case: Case, name: str, on: date, values: Mapping[str, Value] = NOTHING, *, way: str = "") -> Step:
    marks, told = DONE_BY.get(name, ()), values
    return Step(
        on,
        Text(f"step.{name}.{way}" if way else f"step.{name}", told),
        Text(f"step.{name}.why", told),
        is_done=case.way.last(*marks) is not None,
        mark=marks[0] if marks else "",
    )
