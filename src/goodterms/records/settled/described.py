"""Who is the freelancer, where several describe them? The last file that was read, and over it what they said
themselves.

What was said in the settings of the program holds field by field before any file, also one that is read
later; what was left open there is as the file has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace

from goodterms.records.model import Freelancer

SAID = "your settings"
"""The source of what was said and stands in no file."""
NOTHING_SAID = Freelancer(days=(), work_from=0, work_to=0)
"""Every field open: no days, and hours that begin when they end."""
_APART = ("work_from", "work_to", "rules", "evidence")


def described(told: Iterable[Freelancer]) -> Freelancer:
    """The freelancer by all that describe them, in the order in which they were read."""
    every = list(told)
    said = [one for one in every if one.evidence.source == SAID]
    below = by_files(every)
    return over(below, said[-1]) if said else below


def by_files(told: Iterable[Freelancer]) -> Freelancer:
    """The freelancer by files alone: the last that was read."""
    files = [one for one in told if one.evidence.source != SAID]
    return files[-1] if files else Freelancer()


def over(below: Freelancer, said: Freelancer) -> Freelancer:
    """The one below, with what is not open in what was said.

    >>> over(Freelancer(name="Mara", country="BE"), replace(NOTHING_SAID, country="FR")).country
    'FR'
    """
    changed = {
        field.name: getattr(said, field.name)
        for field in fields(Freelancer)
        if field.name not in _APART and getattr(said, field.name) != getattr(NOTHING_SAID, field.name)
    }
    if said.work_from != said.work_to:
        changed |= {"work_from": said.work_from, "work_to": said.work_to}
    rules = dict(below.rules) | dict(said.rules)
    return replace(below, **changed, rules=tuple(rules.items()), evidence=said.evidence)


def beyond(below: Freelancer, wanted: Freelancer) -> Freelancer:
    """What has to be said for the one below to be the one that is wanted. What is to be empty and is not
    below cannot be said: it stays open."""
    changed = {
        field.name: getattr(wanted, field.name)
        for field in fields(Freelancer)
        if field.name not in _APART and getattr(wanted, field.name) != getattr(below, field.name)
    }
    if (wanted.work_from, wanted.work_to) != (below.work_from, below.work_to):
        changed |= {"work_from": wanted.work_from, "work_to": wanted.work_to}
    rules = tuple(one for one in wanted.rules if one not in below.rules)
    return replace(NOTHING_SAID, **changed, rules=rules)
