"""Would limits a little stricter, or a little milder, have given another verdict (B10)?

All limits of what is measured are moved by a tenth at once, and the table is asked again: the answer is that
of a review by such a playbook. What has no tenth stays: counts (of invoices, messages, talks). So does
how long is waited, and how long somebody has to be known: a later day answers that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from goodterms.records.model import Verdict
from goodterms.review.caps import Facts
from goodterms.review.judging import Judged, One
from goodterms.review.measured import Ground, remeasured
from goodterms.review.model import Borderline
from goodterms.review.playbook import Playbook, Rule
from goodterms.review.repair import raised
from goodterms.review.standing import stand
from goodterms.review.verdict import decide
from goodterms.review.weighing import WEIGHTS
from goodterms.signals.reading import Signal

STEP = 0.1
"""What is measured from some dozen records is seldom surer than to a tenth."""
STRICTER_LOWER = ("regular_share", "unpaid_days", "unpaid_short_days")
STRICTER_HIGHER = ("own_night_share", "own_night_part")
"""Numbers of a playbook that are limits too: less of the first is stricter, and more of the second."""


class Nearby(NamedTuple):
    """What all clients are measured on, but for the limits."""

    stricter: Ground
    milder: Ground


def nearby(ground: Ground) -> Nearby:
    """The limits a tenth stricter, and a tenth milder."""
    return Nearby(*(ground._replace(playbook=moved(ground, step)) for step in (STEP, -STEP)))


def moved(ground: Ground, step: float) -> Playbook:
    """The playbook with all limits stricter by such a part, or milder where that is less than nothing."""
    limits = dict(_limits(ground.playbook, ground.readings.signals, step))
    return Playbook(ground.playbook.name, {**ground.playbook.rules, **limits})


def _limits(playbook: Playbook, signals: Mapping[str, Signal], step: float) -> Iterator[tuple[str, Rule]]:
    for weight in WEIGHTS:
        signal = signals.get(weight.signal)
        if signal is not None and signal.fold != "sum":
            by = 1 + step if signal.worse == "lower" else 1 - step
            for level, limit in enumerate(playbook.limits(weight), 1):
                if limit is not None:
                    yield f"{weight.signal}_{level}", Rule(limit * by, weight.because)
    for names, by in ((STRICTER_LOWER, 1 - step), (STRICTER_HIGHER, 1 + step)):
        for name in names:
            yield name, playbook.rules[name]._replace(value=playbook[name] * by)


def borderline(one: One, judged: Judged, near: Nearby) -> Borderline:
    """The verdict by limits a tenth stricter and a tenth milder, where it is another."""
    found = [_verdict(one, judged, ground) for ground in near]
    return Borderline(*(None if verdict == judged.row.verdict else verdict for verdict in found))


def _verdict(one: One, judged: Judged, ground: Ground) -> Verdict:
    """The verdict by the limits of that ground."""
    measured = [remeasured(signal, ground) for signal in one.measured]
    facts, known = judged.facts, judged.known
    if any(now is not before for now, before in zip(measured, one.measured, strict=True)):
        facts = Facts(facts.values, {now.weight.signal: now.level for now in measured}, facts.covered)
        known = known._replace(raised=raised(one.happened, measured, ground.as_of, ground.playbook))
    return decide(stand(facts, known, ground.playbook), ground.playbook).verdict
