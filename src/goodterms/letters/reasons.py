"""Which reason can be given, and is it true? (M59, M60, M74)

One reason, kind and short. Some can be compared with the records: then they are confirmed or contradicted.
The others only the freelancer can answer for, and they are asked.

>>> stand("needs", None).state
'ask'
"""

from __future__ import annotations

from typing import NamedTuple

from goodterms.letters.claims import BUSY, IDLE, Judged, State
from goodterms.letters.known import Known
from goodterms.terms.evidence import Text

REASONS = ("needs", "direction", "served", "capacity", "fit", "specialist")
"""Needs have grown, my work goes elsewhere, others serve better, no hours, no match, a specialist."""


class _Check(NamedTuple):
    """A figure of the records that speaks for a reason beyond one limit, and against it beyond the other."""

    figure: str
    true_from: float
    false_from: float

    def state(self, value: float) -> State:
        rises = self.true_from > self.false_from
        if value >= self.true_from if rises else value <= self.true_from:
            return "confirmed"
        return "contradicted" if (value <= self.false_from if rises else value >= self.false_from) else "ask"


CHECKS = {
    "needs": _Check("growth", 1.1, 1.0),  # hours of the last half year against those of the one before
    "capacity": _Check("booked", BUSY, IDLE),  # share of the working hours of the last eight weeks
    "fit": _Check("fit", 2.0, 3.2),  # own ratings, 0-4
}
"""Reasons that the records can confirm or contradict."""


def stand(reason: str, known: Known | None) -> Judged:
    """Do the records confirm or contradict this reason? One in the writer's own words is asked."""
    check = CHECKS.get(reason)
    fact = getattr(known, check.figure) if known and check else None
    if check is None or fact is None:
        return Judged("ask", Text("draft.reason.ask"))
    return Judged(
        check.state(fact.value), Text(f"draft.reason.{reason}", {"value": fact.value}), fact.evidence
    )


def choose(known: Known | None) -> str:
    """The first reason that the records bear out, else the one that is the writer's own judgement."""
    borne_out = (one for one in ("fit", "needs", "capacity") if stand(one, known).state == "confirmed")
    return next(borne_out, "served")
