"""After leaving: what is to be seen and done, whether it paid off, and what it teaches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from goodterms.parting.aftercare import Aftercare, aftercare, seen
from goodterms.parting.case import Case
from goodterms.parting.ending import ending
from goodterms.parting.lessons import Lesson, Suggestion, answered, case_of, learned, suggestions, ways
from goodterms.parting.lookback import LookedBack, look_back
from goodterms.parting.referrals import Source, referrals
from goodterms.records.book import Book
from goodterms.review.model import ClientReview
from goodterms.review.playbook import Playbook

Judge = Callable[[str, date], ClientReview | None]
"""What the review said of a client on a day."""


class After(NamedTuple):
    """All that is known after an ending. `back` is None before it is over."""

    care: Aftercare
    back: LookedBack | None
    brought: Source | None
    """Whom that client sent: what the bridge is worth."""
    lessons: tuple[Lesson, ...]
    """What was noted of this client."""
    suggestions: tuple[Suggestion, ...]


def afterwards(book: Book, case: Case, planned: date, judge: Judge) -> After:
    """Of one client; `planned` is the last day by the plan."""
    client, as_of = case.client.name, case.as_of
    end = ending(case.way, planned)
    back = look_back(book, client, end, case.told_on, as_of) if end and end.is_over(as_of) else None
    return After(
        care=aftercare(case, end, seen(book, as_of)),
        back=back,
        brought=next((one for one in referrals(book, as_of).sources if one.client == client), None),
        lessons=tuple(one for one in learned(book, as_of) if one.client == client),
        suggestions=suggested(book, as_of, case.numbers, judge),
    )


def suggested(book: Book, as_of: date, numbers: Playbook, judge: Judge) -> tuple[Suggestion, ...]:
    """Numbers that endings which were looked back on ask to think over; each is judged by the records of
    the day its client was told on."""
    found = ways(book, as_of)
    cases = []
    for client, said in answered(book, as_of).items():
        told = found[client].told_on
        cases.append(case_of(said, client, found[client], judge(client, told) if told else None))
    return suggestions(cases, numbers)
