"""What is decided of one client? Measured, put together by family, and looked up in the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from goodterms.records.aside import Span
from goodterms.review.caps import Facts
from goodterms.review.facts import Happened
from goodterms.review.ledger import Sums
from goodterms.review.measured import Ground, Measured, first_month
from goodterms.review.repair import raised
from goodterms.review.standing import Known, contempt_months, covered, enough, gather, stand, values_beside
from goodterms.review.verdict import Row, Standing, decide


class One(NamedTuple):
    """One client, before the verdict."""

    name: str
    measured: Sequence[Measured]
    happened: Happened
    money: Sums
    aside: tuple[Span, ...]


class Judged(NamedTuple):
    """One client, after the verdict."""

    facts: Facts
    known: Known
    beside: Mapping[str, float | None]
    standing: Standing
    row: Row


def judge(one: One, ground: Ground) -> Judged:
    """The row of the table that speaks, and all that it looked at."""
    as_of, playbook, measured = ground.as_of, ground.playbook, one.measured
    recent = first_month(as_of, playbook.whole("recent_months"))
    beside = values_beside(one.name, ground.readings, recent, as_of)
    facts, coverage = gather(measured, beside), covered(measured)
    known = Known(
        raised(one.happened, measured, as_of, playbook),
        coverage,
        enough(one.happened, measured, coverage, as_of, playbook),
        contempt_months(one.happened, as_of, playbook),
    )
    standing = stand(facts, known, playbook)
    return Judged(facts, known, beside, standing, decide(standing, playbook))
