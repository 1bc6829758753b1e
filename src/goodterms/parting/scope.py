"""What was ordered, where they ask for more than that? The clauses and the pieces of work that say so (M10).

They stand beside the requests that the review found, in their own words, and weigh nothing. The requests are
not quoted again: a note is told to programs too, and a line of a daybook may hold a feeling.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from goodterms.parting.case import Case, quoted
from goodterms.review.model import Reason
from goodterms.terms.evidence import Text

CLAUSES: Mapping[str, tuple[str, ...]] = {
    "out_of_scope": ("deliverable", "revision_limit"),
    "extra_rounds": ("revision_limit",),
}
"""By signal: the clauses that say what is within what was ordered."""
MOST = 3
"""Clauses, and pieces of work, that are named."""
LONGEST = 160
"""Characters of a quote."""


def scope(case: Case) -> Iterator[Text]:
    """What settles the scope, where the review found that they go beyond it; that nothing does, else."""
    beyond = [one for one in case.found.reasons if one.level and one.signal in CLAUSES] if case.found else []
    if not beyond:
        return
    told = (*_clauses(case, beyond), *_rounds(case))
    yield from told or (Text("plan.note.scope_unknown"),)


def _clauses(case: Case, beyond: list[Reason]) -> Iterator[Text]:
    kinds = dict.fromkeys(kind for one in beyond for kind in CLAUSES[one.signal])
    for contract, clause in case.clauses(*kinds)[:MOST]:
        place = quoted(contract, clause)
        yield Text("plan.note.scope", {"source": place.source, "quote": _short(place.quote)})


def _rounds(case: Case) -> Iterator[Text]:
    """The latest pieces of work that took more rounds than were agreed."""
    found = [
        (one.delivered_on or one.due or date.min, one.name, one.rounds_agreed, one.rounds)
        for one in (filed.record for filed in case.own.deliverables)
        if one.rounds_agreed is not None and one.rounds is not None and one.rounds > one.rounds_agreed
    ]
    for _, name, agreed, rounds in sorted(found, reverse=True)[:MOST]:
        yield Text("plan.note.rounds", {"name": name, "agreed": agreed, "rounds": rounds})


def _short(quote: str) -> str:
    return quote if len(quote) <= LONGEST else f"{quote[: LONGEST - 2].rstrip()} …"
