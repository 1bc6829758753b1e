"""Whom could I name instead, and may I? (M62-M65, B22, T11)

Nobody is recommended to a client without respect. Only who agreed to it, has room and speaks the client's
language is named; and who is to take over a client that pays late is told so first.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from goodterms.parting.case import Case
from goodterms.parting.days import HALF_YEAR
from goodterms.parting.gates import is_threatened
from goodterms.parting.model import Alternatives
from goodterms.parting.own import day_of
from goodterms.parting.trades import need_of
from goodterms.records.book import Book
from goodterms.review.model import ClientReview
from goodterms.review.verdict import TABLE
from goodterms.review.weighing import PATTERN
from goodterms.terms import shelf
from goodterms.terms.evidence import Text
from goodterms.terms.languages import fold, nfc, words
from goodterms.terms.patterns import any_of

OUTGROWN = 1.5
"""Times the hours of half a year before."""


class Colleague(NamedTuple):
    """Somebody who agreed to be named, and what they are good at."""

    name: str
    skills: tuple[str, ...]


def alternatives(case: Case) -> Alternatives:
    """Who or what can be offered in the freelancer's place."""
    if is_threatened(case) or (case.found is not None and not case.found.referral):
        return Alternatives(False, Text("plan.alternatives.respect"), (), "")
    able = colleagues(case.own, case.client.language, _needed(case))
    pays_badly = case.found is not None and pays_late(case.found)
    notes = (Text("plan.alternatives.tell_them"),) if pays_badly else ()
    if able:
        why = Text("plan.alternatives.colleagues", {"count": len(able)})
        return Alternatives(True, why, tuple(one.name for one in able), "freelancer", notes)
    return _provider(case)._replace(notes=notes)


def _provider(case: Case) -> Alternatives:
    """A kind of provider, where the records show what is needed (M64, M65)."""
    need = need_of(case.own, case.client.name)
    if has_outgrown(case):
        return Alternatives(True, Text("plan.alternatives.agency"), (), "agency", trades=need.trades)
    if len(need.trades) > 1:
        why = Text("plan.alternatives.several", {"count": len(need.trades)})
        return Alternatives(True, why, (), "agency", trades=need.trades)
    if need.trades:
        why = Text(f"plan.alternatives.specialist.{need.trades[0]}", {"count": need.pieces})
        return Alternatives(True, why, (), "specialist", trades=need.trades)
    return Alternatives(True, Text("plan.alternatives.type"), (), "")


def has_outgrown(case: Case) -> bool:
    """Do they need half as many hours again as half a year ago? One person may not be enough then (M65)."""
    middle = case.as_of - HALF_YEAR
    first = middle - HALF_YEAR
    if case.since is None or case.since > first:
        return False
    hours = [(day_of(entry), entry.record.minutes) for entry in case.own.hours]
    before = sum(minutes for day, minutes in hours if first < day <= middle)
    return before > 0 and sum(minutes for day, minutes in hours if day > middle) >= OUTGROWN * before


def colleagues(book: Book, language: str, needed: frozenset[str] = frozenset()) -> tuple[Colleague, ...]:
    """Who agreed to be named, has room, and speaks the language as far as anybody knows; those whose skills
    the work needs come first."""
    able = [
        Colleague(one.name, one.skills)
        for one in book.colleagues
        if one.consent
        and not _is_busy(one.capacity)
        and (not language or not one.languages or language in one.languages)
    ]
    return tuple(sorted(able, key=lambda one: -len(needed & _said(one.skills))))


def pays_late(found: ClientReview) -> bool:
    """Does the review ask for repair, or let them go, for how they pay?"""
    spoke = any(row.name == found.row and row.family == "payment" for row in TABLE)
    return spoke or found.levels["payment"] >= PATTERN


def _needed(case: Case) -> frozenset[str]:
    """What the work for them is called."""
    names = [work.record.name for work in case.own.deliverables]
    return _said([*names, *(entry.record.project for entry in case.own.hours)])


def _said(texts: list[str] | tuple[str, ...]) -> frozenset[str]:
    """The words of these texts, but for the short ones."""
    return frozenset(
        fold(word) for text in dict.fromkeys(texts) for word in words(nfc(text)) if len(word) > 2
    )


@cache
def _busy() -> re.Pattern[str]:
    """What a colleague without time says, in every language."""
    told = shelf.toml("goodterms.parting", "busy").values()
    return any_of(nfc(phrase) for phrases in told for phrase in phrases)


def _is_busy(capacity: str) -> bool:
    return _busy().search(nfc(capacity)) is not None
