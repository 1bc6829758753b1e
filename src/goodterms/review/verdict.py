"""Keep, repair or let go?

A table, read from the top: the first row that applies gives the verdict. No sum, so that nothing bad is paid
for with something good, and every verdict has one reason that can be named. A client is let go only on a
pattern over several months that was also raised, or by one of the hard rules; everything in doubt is repair.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from goodterms.records.model import Verdict
from goodterms.review.model import Family, Outcome
from goodterms.review.playbook import Playbook
from goodterms.review.repair import Raised


class Standing(NamedTuple):
    """What the table looks at."""

    levels: Mapping[Family, int]
    habits: Mapping[Family, int]
    """Levels by the signals a let-go may rest on."""
    raised: Mapping[Family, Raised]
    unpaid: int
    """Latest due invoices in a row without money."""
    oldest: float
    """Days the oldest of them is overdue."""
    hostile_months: int
    """Months with contempt, a threat, or anger at a talk about the tone, where it went on after that talk."""
    enough: bool
    """Known for long enough, with enough records."""
    paid_or_worked: bool
    """Payment or worth is covered."""

    def in_vain(self, family: Family, playbook: Playbook) -> bool:
        """A pattern that was raised in vain."""
        return self.habits[family] > 1 and self.raised[family].in_vain(playbook)

    def unpaid_run(self, playbook: Playbook) -> bool:
        """Has the client stopped paying (M30)?"""
        long = self.unpaid >= playbook["unpaid_run"] and self.oldest >= playbook["unpaid_days"]
        short = self.unpaid >= playbook["unpaid_run_short"] and self.oldest >= playbook["unpaid_short_days"]
        return long or short


class Row(NamedTuple):
    """One row: when it applies, what it says, and why."""

    name: str
    verdict: Verdict
    family: Family | None
    applies: Callable[[Standing, Playbook], bool]
    because: str
    outcome: Outcome = ""


def _in_vain(family: Family) -> Callable[[Standing, Playbook], bool]:
    return lambda standing, playbook: standing.in_vain(family, playbook)


def _pattern(family: Family) -> Callable[[Standing, Playbook], bool]:
    return lambda standing, _playbook: standing.levels[family] > 1


def _unpaid_raised(standing: Standing, playbook: Playbook) -> bool:
    said = standing.raised["payment"]
    return standing.unpaid_run(playbook) and (said.angry or said.asked_early)


def _angry_contempt(standing: Standing, playbook: Playbook) -> bool:
    said = standing.raised["respect"]
    return said.angry and said.in_vain(playbook) and standing.hostile_months >= playbook["regular_months"]


def _weighs(standing: Standing, playbook: Playbook) -> bool:
    return bool(playbook["feelings_open_review"]) and standing.levels["feelings"] > 1


def _simple_rule(standing: Standing, playbook: Playbook) -> bool:
    if playbook["payment_must_be_raised"] or standing.habits["payment"] < 2:
        return False
    return not standing.raised["payment"].pending(playbook)


TABLE: tuple[Row, ...] = (
    Row("respect_strong", "let_go", "respect", lambda s, _: s.habits["respect"] > 2,
        "Contempt or threats in many messages, over months: nobody has to raise that first (M35, T15)."),
    Row("too_early", "not_enough_evidence", None, lambda s, _: not s.enough,
        "Too little is known for a verdict (T5)."),
    Row("respect_in_vain", "let_go", "respect", _in_vain("respect"),
        "The tone was raised, and the answer was more of it (M28, M35)."),
    Row("respect_angry", "let_go", "respect", _angry_contempt,
        "Contempt in more than one month, and anger when the tone was raised (M28, M35)."),
    Row("unpaid_raised", "let_go", "payment", _unpaid_raised,
        "The latest invoices are unpaid and the client was asked: there is no pay to lose (M30)."),
    Row("unpaid", "repair", "payment", lambda s, p: s.unpaid_run(p),
        "The latest invoices are unpaid and nobody asked yet (M36)."),
    Row("payment_in_vain", "let_go", "payment", _in_vain("payment"),
        "Regularly late, and saying so changed nothing (M36, M42)."),
    Row("payment_simple", "let_go", "payment", _simple_rule,
        "Regularly late is reason enough, where the playbook says so (M42, D3)."),
    Row("attention_in_vain", "let_go", "attention", _in_vain("attention"),
        "The hours were asked for, and not kept (M9, M36)."),
    Row("indecision_in_vain", "let_go", "indecision", _in_vain("indecision"),
        "A clear brief was asked for, and never came (M11, M36)."),
    Row("worth_in_vain", "let_go", "worth", _in_vain("worth"),
        "Price or scope was raised, and the hour still brings too little (M15, M36)."),
    Row("fit_in_vain", "let_go", "fit", _in_vain("fit"),
        "Talked about, and it still does not fit; nobody's fault (M31).", "no_fault"),
    Row("respect", "repair", "respect", _pattern("respect"), "The tone has to be raised first (M36)."),
    Row("payment", "repair", "payment", lambda s, _: s.habits["payment"] > 1,
        "Regularly late, and not yet raised in vain (D3, M36)."),
    Row("debt", "repair", "payment", _pattern("payment"),
        "One invoice is open for long and has to be asked about; one is no habit (M14)."),
    Row("attention", "repair", "attention", _pattern("attention"), "Hours can be agreed (M9, M36)."),
    Row("indecision", "repair", "indecision", _pattern("indecision"), "Briefs can be agreed (M11, M36)."),
    Row("worth", "repair", "worth", _pattern("worth"), "Price and scope can be agreed (M15, M36)."),
    Row("fit", "repair", "fit", _pattern("fit"), "Ways of working can be talked about (M31)."),
    Row("respect_answer", "repair", "respect",
        lambda s, p: s.raised["respect"].angry and _weighs(s, p),
        "Anger when the tone was raised, and it still weighs: no pattern in writing, no good sign (M28)."),
    Row("take_stock", "repair", "feelings", _weighs,
        "Dread asks for a look at the figures and is no verdict (M22)."),
    Row("fine", "keep", None, lambda s, _: s.paid_or_worked,
        "Nothing is a pattern, and payment or the hour's worth is known (T5)."),
    Row("unknown", "not_enough_evidence", None, lambda _s, _p: True,
        "Nothing bad is known, and neither is what the client pays: a gap is not a good sign (T5)."),
)  # fmt: skip


def decide(standing: Standing, playbook: Playbook) -> Row:
    """The first row that applies."""
    return next(row for row in TABLE if row.applies(standing, playbook))
