"""What explains a bad figure away, at least in part?

Each cap holds some signals at level 1 where another fact explains them. A cap needs its fact: where that is
not known, the figure stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from goodterms.review.playbook import Playbook


class Facts(NamedTuple):
    """Values and levels by signal; a signal nothing is known of is in neither."""

    values: Mapping[str, float | None]
    levels: Mapping[str, int]
    covered: frozenset[str]
    """Signals with enough observations."""


class Cap(NamedTuple):
    """Signals held at level 1, and when."""

    name: str
    signals: tuple[str, ...]
    holds: Callable[[Facts, Playbook], bool]
    because: str


def _own_night(facts: Facts, playbook: Playbook) -> bool:
    own, theirs = facts.values.get("own_after_hours"), facts.values.get("after_hours")
    if own is None or theirs is None:
        return False
    return own >= playbook["own_night_share"] and own >= playbook["own_night_part"] * theirs


def _clear_feedback(facts: Facts, _playbook: Playbook) -> bool:
    known = "vague_feedback" in facts.covered
    quiet = ("vague_feedback", "reversals", "true_rate", "unbilled_share")
    return known and not any(facts.levels.get(signal, 0) for signal in quiet)


def _paid_anyway(facts: Facts, _playbook: Playbook) -> bool:
    return facts.levels.get("true_rate") == 0


def _few_hostile(facts: Facts, playbook: Playbook) -> bool:
    return (facts.values.get("hostile_count") or 0) < playbook["hostile_messages"]


def _young_debt(facts: Facts, playbook: Playbook) -> bool:
    return (facts.values.get("oldest_unpaid") or 0) < playbook["unpaid_days"]


CAPS: tuple[Cap, ...] = (
    Cap("own_night", ("after_hours", "after_hours_chat"), _own_night,
        "The freelancer writes at night too, and has set the habit (T13)."),
    Cap("clear_feedback", ("extra_rounds",), _clear_feedback,
        "The feedback is clear and the rounds are paid: high standards, not indecision (M18)."),
    Cap("paid_anyway", ("unbilled_share",), _paid_anyway,
        "The hour brings what it should, so the unbilled ones are in the price."),
    Cap("few_hostile", ("hostile",), _few_hostile,
        "Fewer hostile messages than make a pattern (M14)."),
    Cap("young_debt", ("unpaid_in_a_row",), _young_debt,
        "The oldest is overdue by less than a month: one late payment run may hold them all (M14)."),
)  # fmt: skip


def cap(facts: Facts, playbook: Playbook) -> tuple[dict[str, int], tuple[str, ...]]:
    """Levels by signal after the caps, and the names of the caps that changed one."""
    levels, used = dict(facts.levels), []
    for rule in CAPS:
        held = [signal for signal in rule.signals if levels.get(signal, 0) > 1]
        if held and rule.holds(facts, playbook):
            used.append(rule.name)
            levels |= dict.fromkeys(held, 1)
    return levels, tuple(used)
