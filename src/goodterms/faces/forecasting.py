"""When will my open invoices be paid? Three days for each, or that too little is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import Day, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.faces.plain import iso, money
from goodterms.faces.records_of import all_records

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.review.forecast.model import Forecast, Forecasts
    from goodterms.terms.evidence import Problem

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command()
@click.option("--from", "place", type=PATHS, help="Use the records of this folder, and keep nothing.")
@click.option("--as-of", type=Day(), help="Take this day for today.")
@shared_options
def forecast(place: Path | None, as_of: date | None, as_json: bool, lang: str | None) -> int:
    """When each open invoice will probably be paid, as your clients have paid so far.

    Of ten such invoices one is paid by the first day, five by the second and nine by the third. Where the
    payments known do not say, neither does this. The exit code is 1 where that is so for an invoice, or where
    something could not be read, else 0.

    \b
    Examples:
      goodterms forecast
      goodterms forecast --from ~/business --as-of 2026-10-31
      goodterms forecast --json
    """
    from goodterms import desk
    from goodterms.faces import terminal
    from goodterms.faces.screens.forecasts import show_forecasts
    from goodterms.faces.screens.reading import show_problems

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    with telling(words):
        book = all_records(place, words)
    made = desk.forecast(book, today)
    if as_json:
        print_json(document(made, book.problems, words))
    else:
        show_forecasts(terminal.Screen(), made, terminal.ScreenWords(words.language))
        show_problems(terminal.Screen(error=True), book.problems, terminal.ScreenWords(words.language))
    return LOOK if book.problems or any(one.basis == "too_little" for one in made.invoices) else DONE


def document(made: Forecasts, problems: Iterable[Problem], words: Words) -> dict[str, Any]:
    """The forecast as JSON."""
    from goodterms.faces.documents import problem

    return {
        "schema": "goodterms.forecast/1",
        "as_of": made.as_of.isoformat(),
        "payments": made.payments,
        "invoices": [_invoice(one) for one in made.invoices],
        "problems": [problem(one, words) for one in problems],
    }


def _invoice(one: Forecast) -> dict[str, Any]:
    bill = one.bill
    return {
        "number": bill.number,
        "client": bill.client,
        "outstanding": money(bill.outstanding),
        "due": bill.due.isoformat(),
        "due_assumed": bill.due_assumed,
        "p10": iso(one.p10),
        "p50": iso(one.p50),
        "p90": iso(one.p90),
        "basis": one.basis,
        "why": one.why or None,
        "payments": one.payments,
    }
