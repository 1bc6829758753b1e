"""What in a contract contradicts itself?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import shorten

from goodterms.parting.contract.finding import Read
from goodterms.parting.contract.periods import starts
from goodterms.parting.contract.sheets import Language
from goodterms.parting.model import Clause, Span
from goodterms.terms.evidence import Problem


def doubts(clauses: Sequence[Clause], text: str, source: str) -> Iterator[Problem]:
    """Two laws, two last days, two notices for one side, a notice of nothing, work due after the end."""
    force = [one for one in clauses if one.is_in_force]
    for kind, name in (("governing_law", "place"), ("expiration", "date")):
        told = {str(one.value.get(name)): one for one in force if one.kind == kind and one.value.get(name)}
        if len(told) > 1:
            first, second = list(told)[:2]
            if second.startswith(first) or first.startswith(second):  # Ontario, and Canada with it
                continue
            yield Problem(
                source,
                _place(text, told[second].span),
                f"contract.two_{kind}",
                {"first": first, "second": second},
            )
    notices = [one for one in force if one.kind == "notice_period"]
    for number, one in enumerate(notices):
        if 0 in _length(one):
            yield Problem(source, _place(text, one.span), "contract.no_notice")
        for other in notices[:number]:
            if (
                _length(one)
                and _length(other)
                and _length(one) != _length(other)
                and _whom(one) == _whom(other)
            ):
                both = {"first": _words(text, other), "second": _words(text, one)}
                yield Problem(source, _place(text, one.span), "contract.two_notice_period", both)
    yield from _late_work(force, text, source)


def _late_work(force: Sequence[Clause], text: str, source: str) -> Iterator[Problem]:
    """Things to be delivered after the contract has ended."""
    days = (one.value.get("date") for one in force if one.kind == "expiration")
    ends = [day for day in days if isinstance(day, date)]
    for one in force:
        due = one.value.get("due")
        if one.kind == "deliverable" and isinstance(due, date) and ends and due > max(ends):
            told = {"due": due, "end": max(ends)}
            yield Problem(source, _place(text, one.span), "contract.due_after_end", told)


def ended_before(
    clauses: Sequence[tuple[Clause, int]], read: Sequence[Read], language: Language, text: str, source: str
) -> Iterator[Problem]:
    """Contracts that end before they begin, as far as one paragraph says both."""
    for clause, number in clauses:
        end = clause.value.get("date")
        if clause.kind != "expiration" or not clause.is_in_force or not isinstance(end, date):
            continue
        near = [one for one in read[max(number - 1, 0) : number + 1] if _together(one, read[number])]
        first = max((day for one in near for day in starts(one.row, language).values()), default=end)
        if first > end:
            told = {"first": first, "end": end}
            yield Problem(source, _place(text, clause.span), "contract.ends_before_it_begins", told)


def _together(one: Read, other: Read) -> bool:
    """Do two passages belong to one paragraph, or to one table?"""
    a, b = one.passage, other.passage
    return a.paragraph == b.paragraph or (a.form == b.form == "row")


def _length(one: Clause) -> tuple[object, ...]:
    return tuple(one.value[unit] for unit in ("days", "weeks", "months") if unit in one.value)


def _words(text: str, one: Clause) -> str:
    """The clause's own words, shortly."""
    return shorten(text[one.span.start : one.span.end], 80, placeholder=" …")


def _whom(one: Clause) -> tuple[object, object]:
    return one.value.get("party"), one.value.get("phase")


def _place(text: str, span: Span) -> str:
    return f"line {text.count(chr(10), 0, span.start) + 1}"
