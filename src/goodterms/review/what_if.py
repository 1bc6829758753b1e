"""What would have to change for another verdict?

The table is asked again with one family set right, then with two, then with all: the smallest change that
alters the verdict, and the one that would make it `keep`. Each is said in the freelancer's own terms, with
the limit the family has to come back to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from goodterms.records.model import Verdict
from goodterms.review.measured import Measured
from goodterms.review.model import FAMILIES, Change, Family
from goodterms.review.playbook import Playbook
from goodterms.review.reasons import shown
from goodterms.review.repair import Raised
from goodterms.review.verdict import Row, Standing, decide
from goodterms.terms.evidence import Text

RANK: Mapping[Verdict, int] = {"keep": 0, "repair": 1, "let_go": 2}


class Case(NamedTuple):
    """One client as the table saw it."""

    standing: Standing
    row: Row
    measured: Sequence[Measured]
    levels: Mapping[str, int]
    missing: tuple[Text, ...]
    """What there is too little of, for a client nothing can be said of yet."""


def would_change(case: Case, playbook: Playbook) -> tuple[Change, ...]:
    """The smallest changes that alter the verdict; none where nothing would."""
    if case.row.verdict == "not_enough_evidence":
        return _more_evidence(case, playbook)
    if case.row.verdict == "keep":
        return _worse(case, playbook)
    return (*_better(case, playbook), *_in_vain(case, playbook))


def _more_evidence(case: Case, playbook: Playbook) -> tuple[Change, ...]:
    known = case.standing._replace(enough=True, paid_or_worked=True)
    return (Change(case.missing, decide(known, playbook).verdict),) if case.missing else ()


def _better(case: Case, playbook: Playbook) -> Iterable[Change]:
    """The fewest families that have to come right, and if that is not all, those it takes to keep."""
    bad = [f for f in FAMILIES if case.standing.levels[f] > 1 or f == case.row.family]
    now = RANK[case.row.verdict]
    found: list[Change] = []
    for size in sorted({1, 2, len(bad)}):
        options = [_right(case, families, playbook) for families in combinations(bad, size)]
        options = [option for option in options if RANK.get(option.verdict, now) < now]
        if options:
            best = min(options, key=lambda option: RANK[option.verdict])
            found.append(best)
            now = RANK[best.verdict]
    return found


def _right(case: Case, families: Iterable[Family], playbook: Playbook) -> Change:
    """These families set right, and the verdict then."""
    right = dict.fromkeys(families, 1)
    standing = case.standing._replace(
        levels={**case.standing.levels, **right}, habits={**case.standing.habits, **right}
    )
    if "payment" in right:
        standing = standing._replace(unpaid=0, oldest=0)
    if "respect" in right:
        standing = standing._replace(hostile_months=0)
    parts = [part for family in right for part in _parts(case, family, playbook)]
    return Change(tuple(parts) or (_no_contempt(playbook),), decide(standing, playbook).verdict)


def _no_contempt(playbook: Playbook) -> Text:
    """What is left to say where no figure is a pattern: rare contempt is the one row that needs none."""
    return Text("would.no_contempt", {"months": playbook.whole("proof_months")})


def _parts(case: Case, family: Family, playbook: Playbook) -> Iterable[Text]:
    """What each of the family's patterns has to come back to; of two that say the same, one."""
    for one in case.measured:
        weight = one.weight
        twin = case.levels.get(weight.twin, 0) > 1
        if weight.family == family and case.levels[weight.signal] > 1 and not twin:
            values = {"limit": shown(one, one.scale.limits[0]), "months": playbook.whole("proof_months")}
            yield Text(f"would.better.{weight.signal}", values)


def _in_vain(case: Case, playbook: Playbook) -> Iterable[Change]:
    """For a client to repair: saying so in vain, where that would be the end."""
    family = case.row.family
    if case.row.verdict != "repair" or family is None:
        return
    vain = Raised(times=2, judged=2, angry=True, went_on=True, asked_early=True)
    standing = case.standing._replace(raised={**case.standing.raised, family: vain})
    verdict = decide(standing, playbook).verdict
    if verdict != case.row.verdict:
        yield Change((Text("would.raised_in_vain", {"family": family}),), verdict)


def _worse(case: Case, playbook: Playbook) -> tuple[Change, ...]:
    """For a client to keep: the pattern that is nearest."""
    near = [one for one in case.measured if one.coverage == "covered" and not one.weight.state]
    for one in sorted(near, key=_nearness, reverse=True):
        limit, family = one.scale.limits[1], one.weight.family
        if limit is None:
            continue
        levels = {**case.standing.levels, family: 2}
        habits = {**case.standing.habits, family: 2}
        verdict = decide(case.standing._replace(levels=levels, habits=habits), playbook).verdict
        if verdict != "keep":
            values = {"limit": shown(one, limit), "months": playbook.whole("proof_months")}
            return (Change((Text(f"would.worse.{one.weight.signal}", values),), verdict),)
    return ()


def _nearness(one: Measured) -> float:
    """How near a value is to its second limit: 1 is there."""
    limit, value = one.scale.limits[1], one.value
    if not limit or not value:
        return 0.0
    return limit / value if one.scale.lower_is_worse else value / limit
