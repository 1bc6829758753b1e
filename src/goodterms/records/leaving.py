"""What can be decided, done and felt on the way out of working for a client, one frozen value a kind.

They are records like those of `goodterms.records.model`, which has them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from goodterms.records.kind import NOWHERE, Kind
from goodterms.terms.evidence import Evidence

STAGES = ("considering", "cooling", "preparing", "told", "notice", "closed", "reconciled")
"""The way out, in its order (`Move.step`)."""
MARKS = (
    "trigger_seen", "contract_reviewed", "contract_skipped", "obligations_met", "delivered",
    "exposure_settled", "limit_date", "reread", "danger", "tell_on", "last_day", "critical_date", "lesson",
    "undone", "handed_over", "access_requested", "access_answered", "set_aside",
)  # fmt: skip
"""What else is decided or done on the way out; `undone` takes back the latest move that still stands."""
MOVES = (*STAGES, *MARKS)
CHANNELS = ("in_person", "phone", "video", "email", "letter", "chat")
"""How somebody is told."""
MOVE_VALUES: Mapping[str, str] = MappingProxyType(
    {
        "cooling": "days",
        "told": "channel",
        "delivered": "name",
        "handed_over": "name",
        "limit_date": "day",
        "tell_on": "day",
        "last_day": "day",
        "critical_date": "day",
        "set_aside": "span",
    }
)
"""What a move has as its value: a number of days, one of CHANNELS (or nothing), the name of a deliverable
or of something to hand over, a day as 2026-10-31, a day or the first and the last as
2026-03-02/2026-03-06. All others have none."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Move(Kind):
    """Something decided or done on the way out of working for a client: one of MOVES."""

    client: str
    day: date
    step: str
    value: str = ""
    """What MOVE_VALUES says of the step."""
    note: str = ""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Correction(Kind):
    """What the freelancer said of the clause of a kind that a passage of a contract has, or has not."""

    document: str
    """Stands for the contract's text: its digest."""
    passage: str
    """Its words, as they stand there."""
    kind: str
    """Empty: nothing in the passage is a clause."""
    value: str = ""
    """The clause's values, in JSON; in them `kind`, where it becomes another one, or none (empty)."""
    evidence: Evidence = NOWHERE


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class LookBack(Kind):
    """How it is some time after an ending (M84)."""

    client: str
    day: date
    hours: int | None = None
    """A week, that they took before and no longer take."""
    evenings: int | None = None
    """A week, that are free again."""
    mood: int | None = None
    """0-4: 4 is much better than before."""
    regret: int | None = None
    """0-4: 4 is very much."""
    note: str = ""
    evidence: Evidence = NOWHERE
