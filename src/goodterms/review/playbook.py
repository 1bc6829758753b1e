"""Which numbers does the review go by, and why those?

A playbook is a sheet of numbers, each with its reason. It may be based on another and say only what differs;
it may also move a limit of `goodterms.review.weighing` by its name (`late_payment_2`). A freelancer's own
sheet lies in a folder of theirs, and single numbers may be set in their `[rules]`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from goodterms.review.weighing import NUMBER_NAMES, Limits, Weight
from goodterms.terms import shelf
from goodterms.terms.evidence import Problem

SHELF = "goodterms.review.playbooks"
DEFAULT = "balanced"
MOST_COUNTED = 1000
"""Months, days or times: nobody needs more."""


class Rule(NamedTuple):
    """One number, and why it is that."""

    value: float
    because: str


@dataclass(frozen=True)
class Playbook:
    """Numbers by name."""

    name: str
    rules: Mapping[str, Rule]

    def __getitem__(self, name: str) -> float:
        return self.rules[name].value

    def whole(self, name: str) -> int:
        """The number as a count of months, days or times, of which nobody needs more than a thousand."""
        return round(min(self[name], MOST_COUNTED))

    def limits(self, weight: Weight) -> Limits:
        """The limits of a signal, where this playbook moves them too."""
        first, second, third = (
            self[name] if (name := f"{weight.signal}_{level}") in self.rules else limit
            for level, limit in enumerate(weight.limits, 1)
        )
        return first, second, third


def names(folder: Path | None = None) -> tuple[str, ...]:
    """Playbooks there are: those that come along, and the sheets of the freelancer's own folder."""
    own = (path.stem for path in folder.glob("*.toml")) if folder else ()
    return tuple(sorted({*shelf.names(SHELF, ".toml"), *own}))


def load(
    name: str = "", folder: Path | None = None, rules: Iterable[tuple[str, float]] = ()
) -> tuple[Playbook, tuple[Problem, ...]]:
    """The playbook of that name with some numbers set otherwise, and what could not be used of either.

    An empty name is `balanced`, and so is one that nobody knows, with a problem saying so.
    """
    problems: list[Problem] = []
    found = _sheet(name or DEFAULT, folder, problems)
    title = name or DEFAULT if found is not None else DEFAULT
    base = dict(_rules(DEFAULT, shelf.toml(SHELF, DEFAULT), None, problems))
    based_on = (found or {}).get("based_on", DEFAULT)
    if based_on != DEFAULT and (below := _sheet(str(based_on), None, problems)) is not None:
        base |= _rules(str(based_on), below, base, problems)
    base |= _rules(title, found or {}, base, problems)
    for number, value in rules:
        if not _known(number, base):
            problems.append(Problem("rules", number, "rules.unknown_number", {"name": number}))
        elif not _usable(value):
            problems.append(Problem("rules", number, "rules.bad_number", {"name": number}))
        else:
            base[number] = Rule(value, "Set in [rules].")
    return Playbook(title, base), tuple(problems)


def _sheet(name: str, folder: Path | None, problems: list[Problem]) -> Mapping[str, Any] | None:
    """The sheet of that name, the freelancer's own first; None, and a problem, where it cannot be had."""
    own = {path.stem: path for path in folder.glob("*.toml")} if folder else {}
    if name in own:
        return _read(own[name], problems)
    if name in shelf.names(SHELF, ".toml"):
        return shelf.toml(SHELF, name)
    known = ", ".join(names(folder))
    problems.append(Problem("playbook", name, "playbook.unknown", {"name": name, "known": known}))
    return None


def _read(path: Path, problems: list[Problem]) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:  # TOML and UTF-8 faults are both ValueErrors
        problems.append(Problem(path.name, "", "playbook.broken", {"name": path.stem, "fault": str(error)}))
        return None


def _rules(
    name: str, sheet: Mapping[str, Any], base: Mapping[str, Rule] | None, problems: list[Problem]
) -> dict[str, Rule]:
    """The numbers of one sheet; `base` says which there are (None: this one does)."""
    numbers = sheet.get("numbers", {})
    rules = {}
    for number, entry in numbers.items() if isinstance(numbers, Mapping) else ():
        value = entry.get("value") if isinstance(entry, Mapping) else None
        because = entry.get("because", "") if isinstance(entry, Mapping) else ""
        if base is not None and not _known(number, base):
            problems.append(Problem(name, number, "playbook.unknown_number", {"name": number}))
        elif not _usable(value):
            problems.append(Problem(name, number, "playbook.bad_number", {"name": number}))
        elif not because:
            problems.append(Problem(name, number, "playbook.no_reason", {"name": number}))
        else:
            rules[number] = Rule(float(value), str(because))
    return rules


def _known(name: str, base: Mapping[str, Rule]) -> bool:
    return name in base or name in NUMBER_NAMES


def _usable(value: object) -> TypeGuard[float]:
    """A finite number of zero or more; `true` is none."""
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value >= 0


class Bounds(NamedTuple):
    """What a number may be, from the least to the most; in whole steps or in hundredths."""

    least: float
    most: float
    step: float


YES_OR_NO = ("payment_must_be_raised", "feelings_open_review")
_PARTS = ("_share", "_part")
_AT_LEAST_ONE = ("recent_months", "most_months", "resamples")


def bounds(name: str) -> Bounds:
    """What a number of a playbook may be on a form: a part of one, yes or no, or a count.

    >>> bounds("regular_share"), bounds("payment_must_be_raised").step, bounds("recent_months").least
    (Bounds(least=0, most=1, step=0.01), 1, 1)
    """
    if name.endswith(_PARTS):
        return Bounds(0, 1, 0.01)
    if name in YES_OR_NO:
        return Bounds(0, 1, 1)
    return Bounds(1 if name in _AT_LEAST_ONE else 0, MOST_COUNTED, 1)
