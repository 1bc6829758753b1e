"""How much does each signal weigh?

One entry a signal, each with its reason. A signal has a family, and three limits: from the first on it is
worth a word, from the second it is a pattern, from the third a strong one; None where it never gets so far.
A signal without an entry stands among what was `measured` and weighs nothing: `demands` above all, because
high standards are no fault (M18).

A pattern needs regularity, whatever the value is: see `goodterms.review.measured`.
"""

from __future__ import annotations

from typing import NamedTuple

from goodterms.review.model import Family

Limits = tuple[float | None, float | None, float | None]
PATTERN = 2
"""From this level on it is a pattern, not only worth a word."""


class Weight(NamedTuple):
    """What a signal says, and from where on."""

    signal: str
    family: Family
    limits: Limits
    minimum: int
    """Observations under which it is too thin for more than a word."""
    because: str
    relative: bool = False
    """The limits are factors of what is usual among the other clients, or of the target rate if lower."""
    guard: float = 0
    """A pattern must also be this many times what is usual: what all clients do is no fault of one."""
    state: bool = False
    """It tells how things stand today, so that neither months nor regularity apply."""
    habit: bool = True
    """It can be the pattern a let-go rests on."""
    covers: bool = True
    """Enough of it means that the family is known, not only touched."""
    twin: str = ""
    """The signal that says the same in another way, so that one sentence is enough."""


WEIGHTS: tuple[Weight, ...] = (
    Weight("late_payment", "payment", (7, 15, 45), 3,
           "A week is post and holidays; two weeks cost a month's planning; six weeks are a loan (M12)."),
    Weight("late_share", "payment", (0.25, 0.5, 0.9), 3,
           "Regularly, not once: half of the invoices is a habit (M14).", twin="late_payment"),
    Weight("nearly_on_time", "payment", (0.5, None, None), 3,
           "A few days late as a habit is another thing than late: a word, never a pattern (M13)."),
    Weight("unpaid_in_a_row", "payment", (1, 2, 3), 1,
           "Two invoices in a row without money is more than an oversight (M30).", state=True, covers=False),
    Weight("oldest_unpaid", "payment", (15, 60, None), 1,
           "One invoice open for two months has to be asked about, and is still one invoice (M14).",
           state=True, twin="unpaid_in_a_row", habit=False, covers=False),
    Weight("batched_payments", "payment", (0.5, None, None), 3,
           "Two invoices paid at once may only be convenience: a word (M26).", covers=False),
    Weight("payment_excuses", "payment", (0.2, None, None), 3,
           "An excuse explains lateness that is already counted: a word (M24, M25).", covers=False),
    Weight("after_hours", "attention", (0.15, 0.3, 0.5), 8,
           "One in three messages at night or on days off leaves no evening free (M9).", guard=1.5),
    Weight("after_hours_chat", "attention", (0.15, 0.3, 0.5), 8,
           "A chat at night rings in the pocket (M9).", guard=1.5, covers=False, twin="after_hours"),
    Weight("chasers", "attention", (0.15, 0.35, 0.6), 8,
           "One message in three that only presses for an answer is no exchange (M10).",
           guard=1.5, covers=False),
    Weight("out_of_scope", "attention", (0.15, 0.35, 0.6), 8,
           "One message in three asking for work nobody ordered is out of control (M10).",
           guard=1.5, covers=False),
    Weight("overhead", "attention", (0.5, None, None), 8,
           "Half of the time spent on handling keeps from the work, and may be the work: a word (M20).",
           guard=1.5, covers=False),
    Weight("vague_feedback", "indecision", (0.25, 0.5, 0.75), 8,
           "Every second answer without a direction means working in the dark (M11).", guard=1.5),
    Weight("reversals", "indecision", (0.06, 0.15, 0.3), 10,
           "What was decided is open again in one message of seven (M11).", guard=1.5),
    Weight("extra_rounds", "indecision", (1, 2.5, 4), 3,
           "One round more is care; two or three more than agreed, each time, is no decision (B19). "
           "Rounds alone do not tell indecision from care, so they do not cover the family.",
           guard=1.5, covers=False),
    Weight("true_rate", "worth", (0.8, 0.65, 0.5), 3,
           "A third below what an hour brings elsewhere is work that others pay for (M15, B1).",
           relative=True),
    Weight("unbilled_share", "worth", (0.15, 0.25, 0.5), 8,
           "A quarter of the hours given away is a price cut nobody agreed to (M15).",
           guard=1.5, covers=False),
    Weight("fit_style", "fit", (2, 1.25, 0.5), 3,
           "Below the middle of the scale on average, month after month (M32)."),
    Weight("fit_vision", "fit", (2, 1.25, 0.5), 3,
           "Below the middle of the scale on average, month after month (M33)."),
    Weight("hostile", "respect", (0.02, 0.05, 0.25), 6,
           "One message in twenty with contempt or a threat is a tone, not a bad day (M35).", guard=1.5),
    Weight("hostile_count", "respect", (1, None, None), 1,
           "A single one is said, so that it is not lost in many messages (T15).", covers=False),
    Weight("irritated", "respect", (0.12, 0.35, None), 6,
           "Everybody is short at times; one message in three is a tone (M19).", guard=1.5),
    Weight("tone_swings", "respect", (0.4, None, None), 4,
           "Not to know which version of a client writes is hard, and hard to count: a word (M19).",
           guard=1.5, covers=False),
    Weight("dread", "feelings", (1.5, 2.5, 3.5), 3,
           "Dread opens a review and decides nothing (M21, M22)."),
    Weight("stress_gap", "feelings", (0.5, 1.5, 2.5), 3,
           "The client is more work than the work (M17)."),
    Weight("unpredictable", "feelings", (1.5, 2.5, 3.5), 3,
           "Walking on eggshells (M19)."),
)  # fmt: skip

BY_SIGNAL = {weight.signal: weight for weight in WEIGHTS}
NUMBER_NAMES = frozenset(
    f"{weight.signal}_{level}"
    for weight in WEIGHTS
    for level, limit in enumerate(weight.limits, 1)
    if limit is not None
)
"""Limits a playbook may move by name: `late_payment_2` is the second limit of `late_payment`. A limit that is
not there stays away: nearly on time never becomes a pattern."""
