"""How well is the day of a payment foretold, on invoices that nobody here made up?

IBM's "Accounts Receivable" file: 2,466 invoices of 100 customers over two years, every one net 30
(simulated by IBM, and published with results). The last 494 by invoice date are asked about, each week
from their first invoice on for all of them that are open, with what was known on that day. A forecast of
three days is scored by its mean pinball loss, in days; beside it the customer's own quantiles: of their
payments known by then that took longer than the invoice is open, or tomorrow where none did. Then each
of the 494 is asked about on its invoice date, and the error in days late is beside that of a published
gradient boosting (the XGBoost hurdle model of the public repository pedroteles/predictive-cashflow-b2b),
which knew the same. The file tells no day for `Disputed` and `PaperlessBill`: with all columns both count as
known from the first day, which is better than life; without them nothing is known early.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from bench.beside import Line, Skipped
from bench.workshop import Workshop, say
from goodterms.review.forecast.forecasting import foreseen
from goodterms.review.forecast.model import Bill, Forecast
from goodterms.terms.money import Money

FILE = (
    Path(__file__).resolve().parents[2]
    / "shared" / "data" / "receivables" / "WA_Fn-UseC_-Accounts-Receivable.csv"
)  # fmt: skip
ASKED = 494
CHANCES = (0.1, 0.5, 0.9)
PUBLISHED = 1.89
"""Mean absolute error in days late of the published model on the same 494 invoices: recomputed from the
predictions that are stored in its repository."""
LIMIT, BLIND_LIMIT, POINTS = 0.80, 0.92, 5.0


class Paid(NamedTuple):
    """One row of the file, with the bill as it stood before it was paid."""

    bill: Bill
    paid_on: date

    def known(self, day: date) -> Bill:
        """The bill as it stands at the end of a day."""
        if self.paid_on > day:
            return self.bill
        return self.bill._replace(settled_on=self.paid_on, outstanding=Money(0, "USD"))

    @property
    def took(self) -> int:
        """Days from invoice to payment."""
        return (self.paid_on - self.bill.issued).days


class Asked(NamedTuple):
    """A forecast, and what the customer's own quantiles would say, as days from the invoice date."""

    took: int
    ours: tuple[float, ...]
    theirs: tuple[float, ...]


def measure(shop: Workshop) -> Iterator[Line | Skipped]:
    """Pinball loss with all columns, and without two; days late; how often the interval holds."""
    del shop  # no clock runs here
    if not FILE.is_file():
        yield Skipped("receivables", "the file of receivables is not beside the checkout")
        return
    rows = list(read(FILE))
    every = list(weekly(rows))
    yield _loss("a payment foretold, all columns", every, LIMIT)
    held = 100 * fmean(one.ours[0] <= one.took <= one.ours[2] for one in every)
    yield Line(
        f"intervals of 80 % that hold: {held:.1f} %",
        "distance from 80",
        "none",
        "difference",
        POINTS,
        unit="points",
    ).with_pair(abs(held - 80), 0)
    blind = [Paid(row.bill._replace(disputed=False, sent_by=""), row.paid_on) for row in rows]
    yield _loss("the same without disputed and paper", list(weekly(blind)), BLIND_LIMIT)
    late = Line("days late, asked on the invoice date", "error", "published model", "ratio", 1.0, unit="days")
    yield late.with_pair(fmean(errors(rows)), PUBLISHED)


def read(path: Path) -> Iterator[Paid]:
    """The file's invoices by date."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: _day(row["InvoiceDate"]))
    for key, row in enumerate(rows):
        total = Money.of(row["InvoiceAmount"], "USD")
        way = "paper" if row["PaperlessBill"] == "Paper" else "email"
        issued, due = _day(row["InvoiceDate"]), _day(row["DueDate"])
        number, client = row["invoiceNumber"], row["customerID"]
        bill = Bill(
            key, client, number, issued, due, False, total, total, None, row["Disputed"] == "Yes", way
        )
        yield Paid(bill, _day(row["SettledDate"]))


def weekly(rows: Sequence[Paid]) -> Iterator[Asked]:
    """Every forecast of an open invoice among the last ones, week after week until all are paid."""
    asked = rows[-ASKED:]
    day = asked[0].bill.issued
    while still := [row for row in asked if row.paid_on > day]:
        say(f"receivables: asked on {day}")
        known = [row.known(day) for row in rows if row.bill.issued <= day]
        took = _histories(rows, day)
        open_now = frozenset(row.bill.key for row in still if row.bill.issued <= day)
        for one in foreseen(known, day, open_now):
            row = rows[one.bill.key]
            yield Asked(row.took, _days(one), own_quantiles(row.bill, took, day))
        day += timedelta(days=7)


def errors(rows: Sequence[Paid]) -> Iterator[float]:
    """Of each of the last invoices, asked on its date: days late foretold, less days late."""
    by_day: dict[date, list[Paid]] = defaultdict(list)
    for row in rows[-ASKED:]:
        by_day[row.bill.issued].append(row)
    for day, some in by_day.items():
        keys = frozenset(row.bill.key for row in some)
        known = [
            row.bill if row.bill.key in keys else row.known(day) for row in rows if row.bill.issued <= day
        ]
        for one in foreseen(known, day, keys):
            foretold = _days(one)[1] - (one.bill.due - day).days
            yield abs(max(foretold, 0) - max(rows[one.bill.key].took - (one.bill.due - day).days, 0))


def own_quantiles(bill: Bill, took: Mapping[str, list[int]], day: date) -> tuple[float, ...]:
    """The customer's empirical quantiles (everybody's, of a customer without payments)."""
    passed = (day - bill.issued).days
    history = took.get(bill.client) or took[""]
    longer = sorted(days for days in history if days > passed) or [passed + 1]
    return tuple(_quantile(longer, chance) for chance in CHANCES)


def pinball(took: float, foretold: Iterable[float]) -> float:
    """The mean over the three chances, in days."""
    return fmean(
        (took - days) * chance if took >= days else (days - took) * (1 - chance)
        for days, chance in zip(foretold, CHANCES, strict=True)
    )


def _loss(what: str, every: Sequence[Asked], limit: float) -> Line:
    line = Line(f"{what} ({len(every):,} forecasts)", "pinball", "own quantiles", "ratio", limit, unit="days")
    ours = fmean(pinball(one.took, one.ours) for one in every)
    return line.with_pair(ours, fmean(pinball(one.took, one.theirs) for one in every))


def _histories(rows: Iterable[Paid], day: date) -> Mapping[str, list[int]]:
    took: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        if row.paid_on <= day:
            took[row.bill.client].append(row.took)
            took[""].append(row.took)
    return took


def _days(one: Forecast) -> tuple[float, ...]:
    """Days from the invoice date; a forecast that says nothing ends the measurement."""
    told = [day for day in (one.p10, one.p50, one.p90) if day is not None]
    if len(told) < len(CHANCES):
        raise ValueError(f"no forecast of {one.bill.number}: {one}")
    return tuple((day - one.bill.issued).days for day in told)


def _quantile(values: Sequence[float], chance: float) -> float:
    """Between the values of sorted ones, as Excel, numpy and R count by default."""
    place = (len(values) - 1) * chance
    low = int(place)
    return values[low] + (values[min(low + 1, len(values) - 1)] - values[low]) * (place - low)


def _day(text: str) -> date:
    return datetime.strptime(text, "%m/%d/%Y").date()  # noqa: DTZ007 - a day, of no zone
