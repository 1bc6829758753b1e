"""How was it in the first month, and how is it now? What the records show of each (M82)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from goodterms.parting.case import Case
from goodterms.parting.own import day_of
from goodterms.parting.papers.mentions import faults
from goodterms.records.book import Book
from goodterms.terms.calendar import month_of


class Month(NamedTuple):
    """What the records show of one month."""

    month: date
    minutes: int | None
    """Worked; None where no hours are known of the client at all."""
    messages: int | None
    delivered: int | None
    faults: int | None


def first_day(own: Book) -> date | None:
    """The first day of which there is any record."""
    days = [
        *(day_of(one) for one in own.hours),
        *(one.record.sent_at.date() for one in own.messages),
        *(one.record.issued for one in own.invoices),
        *(one.record.delivered_on for one in own.deliverables if one.record.delivered_on),
    ]
    return min(days, default=None)


def month_of_records(case: Case, day: date | None) -> Month | None:
    """What the records have of the month of a day; None where nobody knows the day."""
    if day is None:
        return None
    month, own = month_of(day), case.own
    delivered = [case.delivered_on(work) for work in own.deliverables]
    worked = [one.record.minutes for one in own.hours if month_of(day_of(one)) == month]
    written = [one for one in own.messages if month_of(one.record.sent_at.date()) == month]
    return Month(
        month,
        sum(worked) if own.hours else None,
        len(written) if own.messages else None,
        sum(one is not None and month_of(one) == month for one in delivered) if own.deliverables else None,
        _known_faults(own, month) if own.messages else None,
    )


def _known_faults(own: Book, month: date) -> int:
    """How many messages of a month tell of a fault."""
    return sum(month_of(message.record.sent_at.date()) == month for message, _ in faults(own.messages))
