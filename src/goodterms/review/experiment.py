"""How would I find out whether it can be mended? One thing to ask for, by when, and how it is measured (B11).

One thing, because of two at once nobody knows which helped. Nothing for a client whose verdict is not repair,
and nothing where only the freelancer's own feelings ask for a look: those are nobody's promise to keep.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from goodterms.records.model import Issue
from goodterms.review.model import ClientReview, Family, Reason, TriedState
from goodterms.review.playbook import Playbook
from goodterms.review.verdict import TABLE
from goodterms.review.weighing import WEIGHTS
from goodterms.terms.evidence import Text

ISSUES: Mapping[Family, Issue] = {
    "payment": "late_payment",
    "attention": "after_hours",
    "indecision": "indecision",
    "worth": "rate",
    "fit": "fit",
    "respect": "tone",
}
"""What is raised, by family."""
OF_SIGNAL: Mapping[str, Issue] = {"out_of_scope": "scope", "unbilled_share": "scope"}
"""Where a signal says it more closely than its family."""


class Experiment(NamedTuple):
    """One boundary on trial."""

    issue: Issue
    family: Family
    reason: Reason | None
    """What is measured, and how it stands; None where no single figure shows it."""
    goals: tuple[Text, ...]
    """What has to come true."""
    begun: date | None
    """When it was last raised; None where it was not yet."""
    until: date
    """The day from which it can be judged: counted from `begun`, else from today."""
    state: TriedState


def experiment(one: ClientReview, as_of: date, playbook: Playbook) -> Experiment | None:
    """The next thing to try with a client to repair."""
    family = next(row.family for row in TABLE if row.name == one.row)
    if one.verdict != "repair" or family is None or family not in ISSUES:
        return None
    reason = next((told for told in one.reasons if told.family == family and told.level > 1), None)
    signal = reason.signal if reason else ""
    tried = next(told for told in one.attempts if told.family == family)
    begun = tried.last if tried.state == "pending" else None
    return Experiment(
        issue=OF_SIGNAL.get(signal, ISSUES[family]),
        family=family,
        reason=reason,
        goals=_goals(one, family, playbook),
        begun=begun,
        until=(begun or as_of) + timedelta(days=playbook.whole("settle_days")),
        state=tried.state,
    )


def _goals(one: ClientReview, family: Family, playbook: Playbook) -> tuple[Text, ...]:
    """Of what would change the verdict, that which is this family's, each once; where no figure is a pattern
    and the tone was, that none of it comes back."""
    own = {f"would.better.{weight.signal}" for weight in WEIGHTS if weight.family == family}
    parts = {part.key: part for change in one.would_change for part in change.parts if part.key in own}
    if not parts and family == "respect":
        return (Text("would.no_contempt", {"months": playbook.whole("proof_months")}),)
    return tuple(parts.values())
