"""What did former endings teach, and should a number of the playbook be another? (M6, B23)

A lesson is the freelancer's own sentence, shown when the next client may have to go. A number is only ever
suggested, never changed, and only when three or more endings of one kind were looked back on: fewer are
chance. Regret asks for a higher bar; that nobody regrets anything asks for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from goodterms.parting.ending import is_left
from goodterms.parting.journey import TOLD, Journey, journey
from goodterms.records.aside import SET_ASIDE
from goodterms.records.book import Book, Filed
from goodterms.records.model import LookBack, Move
from goodterms.review.model import ClientReview, Family
from goodterms.review.playbook import Playbook
from goodterms.review.verdict import TABLE
from goodterms.review.weighing import BY_SIGNAL, PATTERN
from goodterms.terms.evidence import Text

ENOUGH = 3
"""Endings with an answer from which on something is suggested."""
REGRET = 2
"""Of 0-4: from the middle on it is regretted."""
MOST = 2 / 3
"""Part of the endings that must have been regretted."""
MOST_SHOWN = 3
QUICK = 14
"""Days from the first thought to the talk under which it went quickly."""


class Lesson(NamedTuple):
    """What the freelancer noted after an ending."""

    client: str
    day: date
    text: str


class Case(NamedTuple):
    """One ending that was looked back on."""

    client: str
    regret: int
    family: Family | None
    """What led to it, by the review of the day they were told on; None where the review spoke of nothing."""
    signals: frozenset[str] = frozenset()
    """What was a pattern then, in that family."""
    days: int | None = None
    """From the first thought of it to the talk; None where nobody noted the thought."""

    @property
    def is_regretted(self) -> bool:
        """Was it rather a mistake?"""
        return self.regret >= REGRET


class Suggestion(NamedTuple):
    """A number of the playbook that the freelancer may want to set in `[rules]`."""

    number: str
    now: float
    proposed: float
    why: Text
    clients: tuple[str, ...]


def learned(book: Book, as_of: date) -> tuple[Lesson, ...]:
    """All that was noted after endings, the latest first."""
    found = [
        Lesson(name, past.move.day, " ".join(past.move.note.split()))
        for name, way in ways(book, as_of).items()
        for past in way.history
        if past.move.step == "lesson" and past.move.note.strip() and not past.is_undone
    ]
    return tuple(sorted(found, key=lambda one: one.day, reverse=True))


def reminders(book: Book, client: str, as_of: date) -> tuple[Text, ...]:
    """The latest lessons of other clients, to be read before this one is left."""
    others = [one for one in learned(book, as_of) if one.client != client]
    return tuple(
        Text("after.lesson", {"client": one.client, "day": one.day, "text": one.text})
        for one in others[:MOST_SHOWN]
    )


def ways(book: Book, as_of: date) -> Mapping[str, Journey]:
    """How far along the way out each client is, for those where something was marked."""
    moves: dict[str, list[Filed[Move]]] = {}
    for filed in book.moves:
        if filed.record.day <= as_of:
            moves.setdefault(filed.client, []).append(filed)
    return {name: journey(told) for name, told in moves.items()}


def answered(book: Book, as_of: date) -> Mapping[str, LookBack]:
    """The latest word on regret, for clients that were left; empty where there are too few of them."""
    left = {name for name, way in ways(book, as_of).items() if is_left(way)}
    told = sorted((one for one in book.look_backs if one.record.day <= as_of), key=lambda one: one.record.day)
    found = {one.client: one.record for one in told if one.record.regret is not None and one.client in left}
    return found if len(found) >= ENOUGH else {}


def case_of(said: LookBack, client: str, way: Journey, found: ClientReview | None) -> Case:
    """An ending as it is compared with others; `found` is the review of the day they were told on."""
    family = next((row.family for row in TABLE if found is not None and row.name == found.row), None)
    reasons = found.reasons if found is not None else ()
    signals = (one.signal for one in reasons if one.family == family and one.level >= PATTERN)
    thought = next((move.day for move in way.moves if move.step not in (*TOLD, SET_ASIDE)), None)
    told = way.told_on
    days = (told - thought).days if told is not None and thought is not None and thought <= told else None
    return Case(client, said.regret or 0, family, frozenset(signals), days)


def suggestions(cases: Sequence[Case], numbers: Playbook) -> tuple[Suggestion, ...]:
    """Numbers that may better be others; nothing under three endings of one kind, or without regret."""
    families = dict.fromkeys(one.family for one in cases if one.family is not None)
    found = [
        suggestion
        for family in families
        for suggestion in _of_family(family, [one for one in cases if one.family == family], numbers)
    ]
    return tuple(found) or tuple(_in_general(cases, numbers))


def _is_mostly_regretted(cases: Sequence[Case]) -> bool:
    return len(cases) >= ENOUGH and sum(one.is_regretted for one in cases) >= MOST * len(cases)


def _of_family(family: Family, cases: Sequence[Case], numbers: Playbook) -> Iterator[Suggestion]:
    """A talk where the playbook asks for none; a pattern that has to be clearer: half of the way from the
    second limit to the third."""
    if not _is_mostly_regretted(cases):
        return
    if family == "payment" and not numbers["payment_must_be_raised"]:
        yield _suggestion("payment_must_be_raised", 0, 1, "after.suggest.payment_must_be_raised", cases)
        return
    regretted = [one for one in cases if one.is_regretted]
    for signal in sorted(set().union(*(one.signals for one in regretted))):
        those = [one for one in regretted if signal in one.signals]
        _, second, third = numbers.limits(BY_SIGNAL[signal])
        if len(those) < MOST * len(regretted) or second is None or third is None or second == third:
            continue
        yield _suggestion(
            f"{signal}_2", second, round((second + third) / 2, 3), f"after.suggest.{family}", cases
        )


def _in_general(cases: Sequence[Case], numbers: Playbook) -> Iterator[Suggestion]:
    """Whatever it was about: more days where it went quickly, one talk more where it did not."""
    if not _is_mostly_regretted(cases):
        return
    regretted = [one for one in cases if one.is_regretted]
    quick = sum(one.days is not None and one.days < QUICK for one in regretted)
    number = "cooling_days" if quick >= MOST * len(regretted) else "attempts_in_vain"
    now = numbers[number]
    proposed = max(now * 2, now + 3) if number == "cooling_days" else now + 1
    yield _suggestion(number, now, proposed, f"after.suggest.{number}", cases)


def _suggestion(number: str, now: float, proposed: float, key: str, cases: Iterable[Case]) -> Suggestion:
    told = tuple(cases)
    values = {"count": sum(one.is_regretted for one in told), "of": len(told)}
    names = tuple(one.client for one in told if one.is_regretted)
    return Suggestion(number, now, proposed, Text(key, values), names)
