"""Forecasts on the screen: a line for each open invoice, then what has to be known to read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodterms.faces.terminal import Part, Screen
    from goodterms.faces.words import Words
    from goodterms.review.forecast.model import Forecast, Forecasts

_COLUMNS = ("number", "client", "outstanding", "due", "p10", "p50", "p90", "basis")


def show_forecasts(screen: Screen, made: Forecasts, words: Words) -> None:
    """Everything that is open, by due date."""
    screen.line((words("forecast.heading", day=made.as_of), "bold"))
    if not made.invoices:
        screen.line(words("forecast.none"), indent=2)
        return
    screen.line()
    rows = [_row(one, words) for one in made.invoices]
    screen.table([words(f"forecast.column.{name}") for name in _COLUMNS], rows)
    screen.line()
    for said in notes(made, words):
        screen.line(said)


def notes(made: Forecasts, words: Words) -> Iterator[str]:
    """What has to be known to read them."""
    if any(one.p10 for one in made.invoices):
        yield words("forecast.how_to_read")
    if any(one.p10 and not one.p90 for one in made.invoices):
        yield words("forecast.beyond")
    whys = Counter(one.why for one in made.invoices)
    if whys["few_payments"]:
        yield words("forecast.why.few_payments", count=made.payments)
    for why in ("never_so_late", "too_many_open", "too_far"):
        if count := whys[why]:
            yield words(f"forecast.why.{why}", count=count)
    if assumed := sum(one.bill.due_assumed for one in made.invoices):
        yield words("forecast.due_assumed", count=assumed)


def _row(one: Forecast, words: Words) -> list[Part]:
    bill = one.bill
    style = "dim" if one.basis == "too_little" else ""
    return [
        bill.number,
        bill.client,
        words.money(bill.outstanding),
        words.day(bill.due),
        *(_day(day, words) for day in (one.p10, one.p50, one.p90)),
        (words(f"forecast.basis.{one.basis}"), style),
    ]


def _day(day: date | None, words: Words) -> str:
    return words.day(day) if day else words("forecast.unknown_day")
