"""Which passages of a long English commercial contract may hold which kind of clause?"""

from __future__ import annotations

from typing import NamedTuple

from goodterms.parting.contract.learned import scoring, weights

KINDS = {
    "Termination For Convenience": "notice_period",
    "Expiration Date": "expiration",
    "Renewal Term": "renewal",
    "Notice Period To Terminate Renewal": "renewal_notice",
    "Ip Ownership Assignment": "ip_transfer",
    "Post-Termination Services": "handover",
    "Non-Compete": "non_compete",
    "No-Solicit Of Customers": "non_solicit",
    "No-Solicit Of Employees": "non_solicit",
    "Exclusivity": "exclusivity",
    "Governing Law": "governing_law",
    "Cap On Liability": "liability_cap",
    "Minimum Commitment": "minimum_commitment",
    "Anti-Assignment": "subcontracting",
}
"""Fourteen of CUAD's categories, and the kind of clause that each is nearest to."""
LONG = 8_000
"""Characters from which on a contract reads like those that were learned from: nine of ten of them are
longer, and what freelancers sign is rarely half of it."""


class Candidate(NamedTuple):
    """A passage that may hold a clause of a kind, by its offsets in the text."""

    kind: str
    start: int
    end: int
    score: float
    """0 to 1, and comparable between kinds."""


def is_for(text: str) -> bool:
    """Is a text, known to be English, as long as the contracts that were learned from?"""
    return len(text) >= LONG


def candidates(text: str) -> list[Candidate]:
    """The candidates in an English contract in the order of the text, one for each kind and sentence. Any
    text is read; for which it is worth it, `is_for` says."""
    best: dict[tuple[int, int, str], float] = {}
    for category, span, score in scoring.found(text, weights.shipped()):
        key = (span.start, span.end, KINDS[category])
        best[key] = max(score, best.get(key, 0.0))
    return [Candidate(kind, start, end, score) for (start, end, kind), score in sorted(best.items())]
