"""How often does a talk look as if it had helped, where nothing changed (B11)?

    make alarms

Asks a review about invented clients of whom the truth is known. Each has one trouble that is a pattern on the
day of the talk. With one half nothing changes; with the other all is well from the next month on. Some months
later a review is asked what came of it. Six troubles, from just at the limit to twice as bad; months that go
each its own way, and months that hang together; few records a month.

Writes `src/goodterms/review/alarms.json`, the same each time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from math import exp, sqrt
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from goodterms.records.book import Book, Filed
from goodterms.records.model import Attempt, Client, Freelancer, Issue
from goodterms.review.alarms import NUMBERS
from goodterms.review.model import Tried
from goodterms.review.playbook import load
from goodterms.review.reviewing import review
from goodterms.review.weighing import BY_SIGNAL
from goodterms.signals.measure import signals
from goodterms.signals.reading import Month, Reading, Readings
from goodterms.terms.calendar import months_back
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

OUT = Path(__file__).resolve().parents[1] / "src/goodterms/review/alarms.json"
EACH, SLICE = 100, 2
LEVELS = ("2", "3")
"""Clients of each kind; how many of them a test asks again; levels of a pattern."""
BEFORE, AFTER = 12, range(1, 13)
"""Months before the talk, and after its month."""
SEVERE = (1.0, 1.25, 1.5, 2.0)
"""Times the limit of a pattern."""
TOGETHER = (0.0, 0.6)
"""How much of what a month was stays in the next."""
SPREAD = 0.3
"""By how much months differ, as the deviation of the logarithm."""
WELL = 0.5
"""Times the limit of a word, where it helped."""
ME = Freelancer(name="Mara Lind", country="BE", currency="EUR", target_rate=Money(6000, "EUR"))
TALK = date(2025, 9, 15)
NAME = "Harbour & Sons"
PLAYBOOK = load()[0]

Draw = Callable[[Random, float], tuple[float, float, int]]
"""One month of a mean: part, whole, records."""


class Trouble(NamedTuple):
    """One thing that is wrong."""

    signal: str
    issue: Issue
    draw: Draw


def _days(chance: Random, mean: float) -> tuple[float, float, int]:
    bills = [chance.gammavariate(2, mean / 2) for _ in range(chance.randint(1, 3))]
    return sum(bills), len(bills), len(bills)


def _share(least: int, most: int) -> Draw:
    def draw(chance: Random, mean: float) -> tuple[float, float, int]:
        seen = chance.randint(least, most)
        return sum(chance.random() < mean for _ in range(seen)), seen, seen

    return draw


def _rate(chance: Random, mean: float) -> tuple[float, float, int]:
    hours = chance.uniform(6, 30)
    return hours * 6000 * mean, hours, chance.randint(3, 10)


def _rating(chance: Random, mean: float) -> tuple[float, float, int]:
    told = [min(4, max(0, round(chance.gauss(mean, 0.7)))) for _ in range(chance.randint(1, 2))]
    return sum(told), len(told), len(told)


TROUBLES = (
    Trouble("late_payment", "late_payment", _days),
    Trouble("after_hours", "after_hours", _share(10, 30)),
    Trouble("vague_feedback", "indecision", _share(4, 12)),
    Trouble("true_rate", "rate", _rate),
    Trouble("fit_style", "fit", _rating),
    Trouble("irritated", "tone", _share(6, 20)),
)


class Kind(NamedTuple):
    """What is alike in some invented clients."""

    trouble: Trouble
    severe: float
    together: float
    mended: bool


KINDS = [Kind(*told) for told in product(TROUBLES, SEVERE, TOGETHER, (False, True))]


def means(kind: Kind, chance: Random, months: int) -> Iterator[float]:
    """How bad each month is, the talk in the month after the first so many."""
    first, second = (limit or 0 for limit in BY_SIGNAL[kind.trouble.signal].limits[:2])
    lower = signals()[kind.trouble.signal].worse == "lower"
    bad, well = second * kind.severe, first * WELL
    if lower:
        bad, well = second / kind.severe, first / WELL
    swing = chance.gauss(0, SPREAD)
    for month in range(months):
        yield (well if kind.mended and month > BEFORE else bad) * exp(swing - SPREAD**2 / 2)
        swing = kind.together * swing + sqrt(1 - kind.together**2) * chance.gauss(0, SPREAD)


def reading(kind: Kind, chance: Random) -> Reading:
    """A year before the talk, its month, and a year after it."""
    months, first = BEFORE + 1 + AFTER[-1], months_back(TALK.replace(day=1), BEFORE)
    drawn = [kind.trouble.draw(chance, mean) for mean in means(kind, chance, months)]
    told = [
        Month(months_back(first, -index), part, whole, seen, None)
        for index, (part, whole, seen) in enumerate(drawn)
    ]
    currency = "EUR" if kind.trouble.signal in ("late_payment", "true_rate") else ""
    return Reading(signals()[kind.trouble.signal], NAME, tuple(told), currency)


def asked(kind: Kind, found: Reading, months: int) -> tuple[int, Tried]:
    """The family's level, and what came of the talk so many months after its own; 0: on the day before it."""
    as_of = months_back(TALK.replace(day=1), -months - bool(months)) - timedelta(days=1)
    talk = Attempt(NAME, TALK, kind.trouble.issue, "", "agreed", Evidence("attempts.csv", "line 2"))
    book = Book(ME, clients=(Client(NAME, since=date(2020, 1, 6)),), attempts=(Filed(NAME, 1, talk),))
    told = Readings({found.signal.name: found.signal}, {(found.signal.name, NAME): found})
    one = review(book, told, as_of, PLAYBOOK).clients[0]
    family = BY_SIGNAL[found.signal.name].family
    return one.levels[family], next(tried for tried in one.attempts if tried.family == family)


def clients(kind: Kind, number: int) -> Iterator[Reading]:
    """So many whose trouble is a pattern on the day before the month of the talk, as it would be raised."""
    chance = Random(f"{kind.trouble.signal} {kind[1:]}")  # noqa: S311 - invented clients, not secrets
    while number:
        found = reading(kind, chance)
        if asked(kind, found, 0)[0] > 1:
            number -= 1
            yield found


class Key(NamedTuple):
    """What answers are counted by."""

    mended: bool
    signal: str
    severe: float
    level: str
    """Before the talk, as the review has it."""
    months: int
    """After it."""


class Count(NamedTuple):
    """What was said of some clients."""

    clients: int = 0
    helped: int = 0
    better: int = 0
    """Nine of ten redrawn months are better; in `worse`, one of ten at most."""
    worse: int = 0

    def plus(self, *others: Count) -> Count:
        return Count(*map(sum, zip(self, *others, strict=True)))


def count(tried: Tried) -> Count:
    """One client's answer."""
    better = tried.better or 0
    return Count(1, tried.state == "helped", better >= 0.9, better <= 0.1)


def counted(each: int) -> dict[Key, Count]:
    """What a review says of so many clients of each kind, month after month."""
    found: dict[Key, Count] = {}
    for kind in KINDS:
        for one in clients(kind, each):
            for months in AFTER:
                tried = asked(kind, one, months)[1]
                key = Key(kind.mended, kind.trouble.signal, kind.severe, str(tried.level_before), months)
                found[key] = found.get(key, Count()).plus(count(tried))
    return found


Counts = Mapping[Key, Count]


def together(found: Counts, **which: Any) -> Count:
    """The counts of some clients, by what is said of their keys."""
    return Count().plus(*(one for key, one in found.items() if which.items() <= key._asdict().items()))


def rates(found: Counts, of: Callable[[Count], int], **which: Any) -> list[float]:
    """The share of some clients, month after month."""
    every = [together(found, months=months, **which) for months in AFTER]
    return [round(of(one) / one.clients, 3) for one in every]


def slice_of(found: Counts) -> dict[str, list[list[int]]]:
    """Counts month after month, as a test compares them: whatever changes a single answer shows."""
    return {
        f"{truth} {level}": [
            list(together(found, mended=mended, months=months, level=level)) for months in AFTER
        ]
        for mended, truth in ((False, "unchanged"), (True, "mended"))
        for level in LEVELS
    }


def figures() -> dict[str, Any]:
    """All that is kept with the program."""
    found = counted(EACH)

    def unchanged(of: str, **which: Any) -> list[float]:
        return rates(found, lambda one: getattr(one, of), mended=False, **which)

    return {
        "clients": EACH * len(KINDS) // 2,
        "numbers": {name: PLAYBOOK[name] for name in NUMBERS},
        "false": {level: unchanged("helped", level=level) for level in LEVELS},
        "missed": {
            level: rates(found, lambda one: one.clients - one.helped, mended=True, level=level)
            for level in LEVELS
        },
        "false_by_severity": {str(severe): unchanged("helped", severe=severe) for severe in SEVERE},
        "false_by_signal": {one.signal: unchanged("helped", signal=one.signal) for one in TROUBLES},
        "better": unchanged("better"),
        "worse": unchanged("worse"),
        "slice": slice_of(counted(SLICE)),
    }


if __name__ == "__main__":
    lines = [f" {json.dumps(name)}: {json.dumps(told)}" for name, told in figures().items()]
    OUT.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
