"""How long before or after its due day was each invoice paid? A line a month, the due day in the middle."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from goodterms.review.pictures import Bill, Bills
from goodterms.terms.calendar import each_month, month_of, months_back

WIDTH, LEFT, EDGE, TOP, ROW = 640, 130, 24, 40, 18
MONTHS = 24
"""Months that are drawn, the latest; the records have them all."""
EARLY, LATE, MOST = 7, 14, 365
"""Days that are shown at least, before and after; and at most: what lies farther stands at the edge."""


class Mark(NamedTuple):
    """One invoice: left of the line where it was paid early, right where late."""

    bill: Bill
    x: int
    y: int

    @property
    def is_solid(self) -> bool:
        """Is it paid? What is open or disputed is drawn hollow."""
        return self.bill.state == "paid"


class Lateness(NamedTuple):
    """The invoices of the last months."""

    marks: tuple[Mark, ...]
    months: tuple[tuple[date, int], ...]
    """Each month and the line its name stands on."""
    due: int
    """Where the due day is."""
    early: int
    late: int
    """Days at the edges."""
    height: int
    width: int = WIDTH
    left: int = LEFT
    right: int = WIDTH - EDGE
    label_x: int = LEFT - 12


def lateness(found: Bills) -> Lateness:
    """Invoices by the month of their due day, the latest on top."""
    last = month_of(found.bills[0].due)
    first = months_back(last, MONTHS - 1)
    shown = [bill for bill in found.bills if bill.due >= first]
    first = month_of(min(bill.due for bill in shown))
    early = min(max(-min(bill.days for bill in shown), EARLY), MOST)
    late = min(max(*(bill.days for bill in shown), LATE), MOST)
    rows = {month: n for n, month in enumerate(reversed(each_month(first, last)))}

    def across(days: int) -> int:
        part = (min(max(days, -early), late) + early) / (early + late)
        return LEFT + round((WIDTH - EDGE - LEFT) * part)

    def down(month: date) -> int:
        return TOP + rows[month] * ROW + ROW // 2

    return Lateness(
        tuple(Mark(bill, across(bill.days), down(month_of(bill.due))) for bill in shown),
        tuple((month, down(month) + 4) for month in rows),
        across(0),
        early,
        late,
        TOP + len(rows) * ROW + 8,
    )
