"""On which days were they away, by their own notes? Proposed as days to set aside, never taken (T14).

Only the client's own notes count: when the freelancer is away, nobody may pay later for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from goodterms.parting.case import Case
from goodterms.parting.days import ONE, YEAR
from goodterms.parting.model import Away
from goodterms.records.absence import days_away
from goodterms.records.aside import SET_ASIDE, Span, days_aside, set_aside
from goodterms.records.book import FiledMessage


def away(case: Case) -> tuple[Away, ...]:
    """The absences that they wrote of in a year and that are not set aside, the first first; none in which
    somebody else of theirs wrote. Only messages whose words are there can tell."""
    aside = set_aside(case.own.moves, case.as_of).get(case.client.name, ())
    told = (
        found
        for one in case.own.messages
        if one.incoming and one.record.sent_at.date() > case.as_of - YEAR
        if (found := _away(one)) is not None and not _others_wrote(case, one, found)
    )
    return tuple(one for one in _joined(told) if days_aside(aside, one.first - ONE, one.last) < one.days)


def _away(filed: FiledMessage) -> Away | None:
    """What one message says; other words of machines than an absence note say nothing."""
    one = filed.record
    if not one.text or one.origin in ("bulk", "list"):
        return None
    found = days_away(one.text, one.sent_at.date(), one.subject, is_note=one.automatic)
    if found is None:
        return None
    mark = f"{SET_ASIDE}={found.span}"
    return Away(*found.span, mark, (one.evidence._replace(quote=found.quote),))


def _others_wrote(case: Case, told: FiledMessage, found: Away) -> bool:
    """Did somebody else of theirs write while one was away?"""
    return any(
        one.incoming
        and not one.record.automatic
        and one.record.sender != told.record.sender
        and found.first <= one.record.sent_at.date() <= found.last
        for one in case.own.messages
    )


def _joined(told: Iterable[Away]) -> list[Away]:
    """In their order, those that overlap as one, with the words of the first."""
    found: list[Away] = []
    for one in sorted(told, key=lambda one: (one.first, one.last)):
        if found and one.first <= found[-1].last:
            last = max(found[-1].last, one.last)
            mark = f"{SET_ASIDE}={Span(found[-1].first, last)}"
            found[-1] = found[-1]._replace(last=last, mark=mark)
        else:
            found.append(one)
    return found
