"""How much notice is given, and what is the last day? (M77, M78, B5)

The latest of what the contract asks for, what the law fixes, and courtesy: 30 days, or the end of a large
piece of work, where the client relies on regular work. Every day that was weighed is shown. Where a law asks
for a ground, or for a reasonable time, there is no number, and none is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from goodterms.parting import law
from goodterms.parting.case import Case, number, quoted
from goodterms.parting.days import YEAR, add_months, add_working_days, month_end
from goodterms.parting.exposure import undelivered
from goodterms.parting.model import Clause, Contract, Notice, Reasoned, Span, Value
from goodterms.terms.calendar import is_free, read_day
from goodterms.terms.evidence import Text

COURTESY = timedelta(days=30)
LARGE_DAYS = timedelta(days=120)
"""A piece of work that takes longer than this is not waited for."""
LARGE_SHARE = 0.1
"""Part of a year's invoices from which a piece of work is a large one."""
FURTHEST = 800
"""Days within which a last day that is needed is looked for."""
_NOWHERE = Span(0, 0)
By = Literal["contract", "law", "courtesy", "own"]


class Candidate(NamedTuple):
    """A last day that was weighed. Contract and law bind; courtesy does not."""

    by: By
    reasoned: Reasoned
    source: str

    @property
    def is_binding(self) -> bool:
        """May it not be passed over?"""
        return self.by in ("contract", "law")


class Term(NamedTuple):
    """One contract's fixed term and how it goes on."""

    contract: Contract
    clause: Clause
    end: date
    months: int
    """By which it renews itself; 0: it does not."""
    notice: tuple[int, int] | None
    """Months and days before its end by which one says that it shall not renew; None where nothing says."""

    def deadline(self, end: date) -> date:
        """The last day to say that it shall not renew at that end."""
        months, days = self.notice or (0, 0)
        return add_months(end, -months) - timedelta(days=days)

    def next_end(self, told_on: date) -> date:
        """The first end at which it does not renew, if it is told on that day."""
        months, days = self.notice or (0, 0)
        return self._end(told_on + timedelta(days=days), months)

    def running(self, day: date) -> date:
        """The end of the term that runs on that day."""
        return self._end(day, 0)

    def _end(self, since: date, months: int) -> date:
        """The first end that is so many months after a day, or later; the only one without renewal."""
        if not self.months:
            return self.end
        lacking = 12 * (since.year - self.end.year) + since.month - self.end.month + months
        count = max(-(-lacking // self.months), 0)
        end = add_months(self.end, count * self.months)
        is_late = add_months(end, -months) < since  # in that month, but on an earlier day of it
        return add_months(self.end, (count + 1) * self.months) if is_late else end


def notice(case: Case, told_on: date) -> Notice:
    """The notice that follows where the client is told on that day."""
    found = tuple(candidates(case, told_on))
    bound = [one for one in found if one.is_binding]
    chosen = [one for one in found if one.by == "own"] or [one for one in found if one.by == "courtesy"]
    last = max([*bound, *chosen], key=lambda one: (one.reasoned.day, one.is_binding), default=None)
    shown = tuple(one.reasoned for one in found)
    if last is None:
        return Notice(None, "none", told_on, "", shown)
    of: Literal["contract", "law", "courtesy"] = "courtesy" if last.by == "own" else last.by
    return Notice((last.reasoned.day - told_on).days, of, last.reasoned.day, last.source, shown)


def candidates(case: Case, told_on: date) -> Iterator[Candidate]:
    """Every last day that is to be weighed."""
    yield from by_contract(case, told_on)
    if not any(term.end >= told_on for term in terms(case)):
        yield from _by_law(case, told_on)
    if not case.way.is_danger:
        yield from _by_courtesy(case, told_on)
    own = case.way.day("last_day")
    if own is not None and own >= told_on:
        yield Candidate("own", Reasoned(own, Text("plan.last_day.own")), "")


def by_contract(case: Case, told_on: date) -> Iterator[Candidate]:
    """What contracts and mails ask for: their notice, else the end of a contract's term."""
    noticed = []
    for contract, clause in notices(case):
        end = end_of(clause, told_on, _country(case))
        if end is not None:
            noticed.append(contract.source)
            why = Text("plan.last_day.contract")
            yield Candidate(
                "contract", Reasoned(end, why, (quoted(contract, clause),)), quoted(contract, clause).quote
            )
    yield from _by_mails(case, told_on)
    for term in terms(case):
        last = term.next_end(told_on)
        if term.contract.source not in noticed and last >= told_on:
            place = quoted(term.contract, term.clause)
            key = "plan.last_day.renewal" if term.months else "plan.last_day.term"
            yield Candidate("contract", Reasoned(last, Text(key), (place,)), place.quote)


def _by_mails(case: Case, told_on: date) -> Iterator[Candidate]:
    """The notice that mails settled, which binds like a contract's."""
    for term in case.in_mails("notice_period"):
        end = end_of(Clause("notice_period", _NOWHERE, _length(term.value)), told_on, _country(case))
        if end is not None:
            why = Text("plan.last_day.in_mails")
            yield Candidate("contract", Reasoned(end, why, (term.evidence,)), term.quote)


def _length(told: str) -> dict[str, Value]:
    """A length of time as a clause has it.

    >>> _length("30 days"), _length("10 working days")
    ({'days': 30}, {'days': 10, 'working_days': True})
    """
    many, _, unit = told.partition(" ")
    working: dict[str, Value] = {"working_days": True} if unit.startswith("working ") else {}
    return {unit.removeprefix("working "): int(many), **working} if many.isdecimal() else {}


def notices(case: Case) -> tuple[tuple[Contract, Clause], ...]:
    """The clauses on notice that the freelancer goes by, but for those of a trial."""
    return tuple(
        (contract, clause)
        for contract, clause in case.clauses("notice_period")
        if clause.value.get("party") != "client" and clause.value.get("phase") != "trial"
    )


def end_of(clause: Clause, told_on: date, country: str) -> date | None:
    """The last day by a clause on notice; None where it gives no length."""
    effective = clause.value.get("effective")
    start = month_end(told_on) if effective == "first_of_next_month" else told_on
    days, weeks, months = (number(clause, name) for name in ("days", "weeks", "months"))
    if months is not None:
        end = add_months(start, months)
        # Of a month that begins on the first, the last day is its end.
        end = month_end(end) if effective == "first_of_next_month" else end
    elif weeks is not None:
        end = start + timedelta(weeks=weeks)
    elif days is not None:
        is_working = bool(clause.value.get("working_days"))
        end = add_working_days(start, days, country) if is_working else start + timedelta(days=days)
    elif clause.value.get("at_any_time"):
        end = start
    else:
        return None
    return month_end(end) if effective == "end_of_month" else end


def terms(case: Case) -> tuple[Term, ...]:
    """The fixed terms of the contracts."""
    found = []
    for contract, clause in case.clauses("expiration"):
        end = clause.value.get("date")
        day = end if isinstance(end, date) else read_day(end) if isinstance(end, str) else None
        if day is not None:
            renews = [one for other, one in case.clauses("renewal") if other is contract]
            told = [one for other, one in case.clauses("renewal_notice") if other is contract]
            found.append(Term(contract, clause, day, _renewal_months(renews), _before(told)))
    return tuple(found)


def renewal_deadline(case: Case, day: date) -> Reasoned | None:
    """The next day by which one says that the contract shall not renew; None where it does not."""
    found = []
    for term in terms(case):
        if term.months:
            end = term.next_end(day)
            told = [one for other, one in case.clauses("renewal_notice") if other is term.contract]
            place = quoted(term.contract, told[0] if told else term.clause)
            why = Text("plan.tell.renewal", {"end": end})
            found.append(Reasoned(term.deadline(end), why, (place,)))
    return min((one for one in found if one.day >= day), key=lambda one: one.day, default=None)


def missed_deadline(case: Case) -> Reasoned | None:
    """The renewal that can no longer be stopped: its deadline is over, its day still to come."""
    for term in terms(case):
        end = term.running(case.as_of)
        if term.months and case.as_of > term.deadline(end):
            why = Text("plan.tell.missed", {"end": end, "next": term.next_end(case.as_of)})
            return Reasoned(term.deadline(end), why, (quoted(term.contract, term.clause),))
    return None


def latest_for(case: Case, last_day: date) -> Reasoned | None:
    """The last day to speak so that the contract's notice is over by a day that is needed."""
    if not (notices(case) or case.in_mails("notice_period")):
        return None
    for count in range(FURTHEST):
        day = last_day - timedelta(days=count)
        ends = [one.reasoned.day for one in by_contract(case, day)]
        if all(end <= last_day for end in ends):
            return Reasoned(day, Text("plan.tell.needed_end", {"end": last_day}))
    return None


def _by_law(case: Case, told_on: date) -> Iterator[Candidate]:
    end = law.earliest_end(case.rule, told_on, lambda day: is_free(day, _country(case)))
    if end is not None:
        yield Candidate(
            "law",
            Reasoned(end, Text("plan.last_day.law", {"source": case.rule.source.partition(";")[0]})),
            case.rule.source,
        )


def _by_courtesy(case: Case, told_on: date) -> Iterator[Candidate]:
    """Only where they rely on regular work (M77)."""
    if not case.is_regular:
        return
    yield Candidate("courtesy", Reasoned(told_on + COURTESY, Text("plan.last_day.courtesy")), "")
    since = case.as_of - YEAR
    for work in undelivered(case):
        due, price = work.record.due, work.record.price
        if due is None or price is None or not told_on < due <= told_on + LARGE_DAYS:
            continue
        billed = sum(
            bill.record.total.minor
            for bill in case.own.invoices
            if bill.record.issued > since and bill.record.total.currency == price.currency
        )
        if price.minor >= LARGE_SHARE * billed:
            why = Text("plan.last_day.deliverable", {"name": work.record.name})
            yield Candidate("courtesy", Reasoned(due, why, (work.record.evidence,)), "")


def _renewal_months(clauses: list[Clause]) -> int:
    """By how many months a contract renews itself; 0 where it does not."""
    for clause in clauses:
        if clause.value.get("automatic") is not False:
            months, years = number(clause, "months"), number(clause, "years")
            return months or 12 * (years or 1)
    return 0


def _before(clauses: list[Clause]) -> tuple[int, int] | None:
    """Months and days; the longest where two say otherwise."""
    found = []
    for clause in clauses:
        months, weeks, days = (number(clause, name) for name in ("months", "weeks", "days"))
        if not (months is None and weeks is None and days is None):
            found.append((months or 0, 7 * (weeks or 0) + (days or 0)))
    return max(found, key=lambda one: 31 * one[0] + one[1], default=None)


def _country(case: Case) -> str:
    """Whose holidays a working day knows: those of the place whose law holds, else of the client."""
    return (case.rule.place or case.client.country).partition("-")[0]
