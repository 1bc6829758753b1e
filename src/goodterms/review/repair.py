"""Was it said, and did it help?

An attempt is judged once it has had time to work. It was in vain where it was met with anger, said twice, or
left without an answer for long, and it went on afterwards (M28, M36). Whether it helped is a before and after
with uncertainty: how often resampled months after the talk are better than those before (B11). Reminders and
boundaries written in messages count as one attempt where they were written in two months or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.records.model import Attempt, Issue
from goodterms.review.alarms import UNKNOWN, Alarms, alarms
from goodterms.review.facts import Happened
from goodterms.review.lots import lots
from goodterms.review.measured import Measured, level_of
from goodterms.review.model import FAMILIES, Family, Tried, TriedState
from goodterms.review.playbook import Playbook
from goodterms.review.weighing import BY_SIGNAL
from goodterms.signals.reading import Month
from goodterms.terms.calendar import month_of, months_back

ABOUT: Mapping[Issue, tuple[Family, ...]] = {
    "late_payment": ("payment",),
    "after_hours": ("attention",),
    "indecision": ("indecision",),
    "scope": ("attention", "worth"),
    "rate": ("worth",),
    "tone": ("respect",),
    "fit": ("fit", "indecision"),
}
SAID_ABOUT: Mapping[str, tuple[Family, ...]] = {
    "payment_reminder": ("payment",),
    "boundary": ("attention", "indecision"),
}
WEEK = timedelta(days=7)


class Raised(NamedTuple):
    """What was said about one family, whatever has become of it."""

    times: int = 0
    judged: int = 0
    """Attempts old enough to show whether they helped."""
    first: date | None = None
    last: date | None = None
    last_judged: date | None = None
    angry: bool = False
    ignored: bool = False
    """An attempt without an answer for long."""
    months: int = 0
    """Months with a reminder or a boundary in a message."""
    asked_early: bool = False
    """Asked long enough ago for money to have come."""
    went_on: bool = False
    """There is a bad month after the last attempt that can be judged."""
    eased: bool = False
    """There are two months or more since the last attempt, and none is bad."""

    def in_vain(self, playbook: Playbook) -> bool:
        """Was everything said, without effect?"""
        if self.eased:
            return False
        if self.angry and playbook["angry_in_vain"]:
            return True
        often = self.judged >= playbook["attempts_in_vain"]
        return self.went_on and (often or self.ignored)

    def pending(self, playbook: Playbook) -> bool:
        """Is it too early to say whether the last attempt helps?"""
        return self.times > self.judged and not self.in_vain(playbook)


def raised(
    one: Happened, measured: Sequence[Measured], as_of: date, playbook: Playbook
) -> Mapping[Family, Raised]:
    """What was said, by family."""
    oldest = months_back(month_of(as_of), playbook.whole("attempt_months"))
    recent = [attempt for attempt in one.attempts if attempt.day >= oldest]
    return {
        family: _raised(
            [attempt for attempt in recent if family in ABOUT[attempt.issue]],
            _said(one, family, oldest),
            _months(family, measured),
            as_of,
            playbook,
        )
        for family in FAMILIES
    }


def _said(one: Happened, family: Family, oldest: date) -> list[date]:
    """Days on which a message reminded or set a boundary, the first of each month."""
    acts = [act for act, about in SAID_ABOUT.items() if family in about]
    return sorted(day for act in acts for day in one.said.get(act, {}).values() if day >= oldest)


def _months(family: Family, measured: Iterable[Measured]) -> Mapping[date, bool]:
    """The months a pattern of the family was observed in, and whether each was bad."""
    months: dict[date, bool] = {}
    for found in measured:
        if found.weight.family == family and found.level > 1:
            for month in found.window:
                months[month.month] = months.get(month.month, False) or month.month in found.bad
    return months


def _raised(
    attempts: Sequence[Attempt],
    said: Sequence[date],
    seen: Mapping[date, bool],
    as_of: date,
    playbook: Playbook,
) -> Raised:
    months = sorted({month_of(day) for day in said})
    days = [attempt.day for attempt in attempts]
    if len(months) > 1:
        # the second month is the day it had been said for certain
        days.append(next(day for day in said if month_of(day) == months[1]))
    settled = any((as_of - attempt.day).days >= playbook["settle_days"] for attempt in attempts)
    if settled and said and len(months) >= playbook["reminder_months"]:
        days.append(said[-1])  # not beside a talk of these days, which has to have its time first
    apart = _apart(sorted(days))
    old = [day for day in apart if (as_of - day).days >= playbook["settle_days"]]
    ignored = [a for a in attempts if a.reaction == "ignored"]
    since = [bad for month, bad in seen.items() if days and month > month_of(max(days))]
    return Raised(
        times=len(apart),
        judged=len(old),
        first=apart[0] if apart else None,
        last=max(days, default=None),
        last_judged=old[-1] if old else None,
        angry=any(attempt.reaction == "angry" for attempt in attempts),
        ignored=any((as_of - a.day).days >= playbook["ignored_days"] for a in ignored),
        months=len(months),
        asked_early=any((as_of - day).days >= playbook["raised_days"] for day in apart),
        went_on=bool(old) and any(bad for month, bad in seen.items() if month > month_of(old[-1])),
        eased=len(since) > 1 and not any(since),
    )


def _apart(days: Iterable[date]) -> list[date]:
    """Days a week or more apart: what was said again within the week is one attempt."""
    kept: list[date] = []
    for day in days:
        if not kept or day - kept[-1] >= WEEK:
            kept.append(day)
    return kept


def tried(
    family: Family, said: Raised, measured: Sequence[Measured], *, level: int, playbook: Playbook
) -> Tried:
    """What came of it; `level` is the family's now."""
    before_after = _before_and_after(family, said, measured, playbook)
    state: TriedState = "none"
    if said.times:
        state = _state(said, level, before_after, playbook)
    return Tried(
        family, state, said.times, said.last, said.angry, said.months, *before_after,
        *_alarms(before_after, playbook),
    )  # fmt: skip


def _alarms(found: _Comparison, playbook: Playbook) -> Alarms:
    """How often such an answer is wrong; nothing where nothing was compared."""
    if not found.signal:
        return UNKNOWN
    return alarms(BY_SIGNAL[found.signal], found.level_before, found.months_after, playbook)


class _Comparison(NamedTuple):
    signal: str = ""
    before: float | None = None
    after: float | None = None
    better: float | None = None
    level_before: int = 0
    months_after: int = 0


def _state(said: Raised, level: int, found: _Comparison, playbook: Playbook) -> TriedState:
    if level <= 1:
        sure = (found.better or 0) >= playbook["helped_share"]
        return "helped" if found.level_before > 1 and sure else "raised"
    if said.in_vain(playbook):
        return "in_vain"
    return "pending" if said.pending(playbook) else "raised"


def _before_and_after(
    family: Family, said: Raised, measured: Iterable[Measured], playbook: Playbook
) -> _Comparison:
    """The family's signal that was worst in the half year before it was first said, then and since."""
    if said.first is None or said.last is None:
        return _Comparison()
    start, talk, end = said.first, month_of(said.first), month_of(said.last)
    first = months_back(month_of(start), playbook.whole("recent_months"))
    worst = _Comparison()
    for found in measured:
        if found.weight.family != family or found.weight.state:
            continue
        before = [month for month in found.history.months if first <= month.month < talk]
        after = [month for month in found.history.months if month.month > end]
        level = level_of(found.weight, found.scale, found.scale.columns(before), True, playbook)
        then, now = found.scale.value(before), found.scale.value(after)
        if level > worst.level_before and then is not None and after and now is not None:
            better = _better(found, before, after, playbook)
            worst = _Comparison(found.weight.signal, then, now, better, level, len(after))
    return worst


def _better(found: Measured, before: Sequence[Month], after: Sequence[Month], playbook: Playbook) -> float:
    """Share of resampled months after the talk that are better than resampled months before it."""
    times = max(playbook.whole("resamples"), 1)
    then, now = (
        found.scale.drawn(months, lots(len(months), times, beside))
        for months, beside in ((before, "before"), (after, "after"))
    )
    return sum(map(found.scale.is_better, now, then)) / times
