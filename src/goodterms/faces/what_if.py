"""What happens to my cash if I keep them, if they change, and if I let them go?"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import Day, playbook_of, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from goodterms.faces.words import Words
    from goodterms.parting.cash.model import Cash, CashMonth, Difference, WhatIf
    from goodterms.terms.evidence import Problem, Text, Value
    from goodterms.terms.money import Money

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

Json = dict[str, Any]


class _Amount(click.ParamType[Decimal]):
    """A sum as 1250.00, in the freelancer's currency; below nothing only where an account may be."""

    name = "amount"

    def __init__(self, *, overdrawn: bool = False) -> None:
        self._overdrawn = overdrawn

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        from goodterms.records.tables.cells import LARGEST
        from goodterms.terms.money import read_amount

        amount = value if isinstance(value, Decimal) else read_amount(value)
        if amount is None or abs(amount) > LARGEST or (amount < 0 and not self._overdrawn):
            self.fail(f"{value!r} is no sum; write it as 1250.00", param, ctx)
        return amount


class _Number(click.FloatRange):
    """A number in a range, which is never what is no number."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number: float = super().convert(value, param, ctx)
        if isnan(number):
            self.fail(f"{value!r} is no number", param, ctx)
        return number


@click.command("what-if")
@click.argument("client")
@click.option("--months", type=click.IntRange(1, 60), default=12, help="How far ahead (default: 12).")
@click.option(
    "--lag",
    type=click.IntRange(0, 60),
    default=3,
    help="Months until freed hours bring money (default: 3).",
)
@click.option(
    "--share",
    type=_Number(0, 1),
    default=0.75,
    help="Part of the freed hours that you sell, 0 to 1 (default: 0.75).",
)
@click.option("--rate", type=_Amount(), help="What an hour brings elsewhere (default: as usual).")
@click.option("--hours", type=_Number(0, 744), help="Hours that they take, a month.")
@click.option("--notice-days", type=click.IntRange(0, 3650), help="Days from telling them to the end.")
@click.option(
    "--notice-paid",
    type=_Number(0, 1),
    default=1.0,
    help="Part of work from now to the end that they still pay for, 0 to 1 (default: 1).",
)
@click.option("--cash", type=_Amount(overdrawn=True), help="What you have at hand.")
@click.option("--costs", type=_Amount(), help="What a month costs you.")
@click.option("--seed", type=int, default=1, help="Another draw of futures (default: 1).")
@click.option("--playbook", default="", help="balanced, fire-that-client, break-up, or a sheet of your own.")
@click.option("--from", "place", type=PATHS, help="Use the records of this folder, and keep nothing.")
@click.option("--as-of", type=Day(), help="Take this day for today.")
@shared_options
def what_if(
    client: str, months: int, lag: int, share: float, rate: Decimal | None, hours: float | None,
    notice_days: int | None, notice_paid: float, cash: Decimal | None, costs: Decimal | None, seed: int,
    playbook: str, place: Path | None, as_of: date | None, as_json: bool, lang: str | None,
) -> int:  # fmt: skip
    """Your cash with a client, without them, and if they changed, month by month.

    Thousands of futures are drawn from what really came in so far; the same ones for each way. What you can
    set is listed below, and all that it goes by is said. The exit code is 1 where something is missing or
    could not be read, else 0.

    \b
    Examples:
      goodterms what-if Kestrel
      goodterms what-if "Harbour & Sons" --from ~/business --as-of 2026-10-31
      goodterms what-if Kestrel --lag 6 --share 0.5 --notice-days 60
      goodterms what-if Kestrel --cash 8000 --costs 2400 --json
    """
    from goodterms import desk
    from goodterms.faces.records_of import client_records
    from goodterms.parting.cash.model import Wish

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    by = playbook_of(playbook, words)
    with telling(words):
        book, name = client_records(client, place, words, alone=False)
        wish = Wish(months, lag, share, seed, notice_paid, notice_days, hours=hours)
        sums = _sums((cash, costs, rate), desk.currency(book, today), words)
        wish = wish._replace(cash=sums[0], costs=sums[1], rate=sums[2])
        made = desk.what_if(book, name, today, wish, by=by)
    if as_json:
        print_json(document(made, book.problems, words))
    else:
        _show(made, book.problems, words)
    return LOOK if made.warnings or book.problems else DONE


def _sums(told: Sequence[Decimal | None], currency: str, words: Words) -> list[Money | None]:
    """The sums that were set, in the currency that everything is told in."""
    from goodterms.terms.money import Money

    if not currency and any(amount is not None for amount in told):
        raise click.ClickException(words("what_if.no_currency"))
    return [None if amount is None else Money.of(amount, currency) for amount in told]


def _show(made: WhatIf, problems: Iterable[Problem], words: Words) -> None:
    from goodterms.faces import terminal
    from goodterms.faces.screens.reading import show_problems
    from goodterms.faces.screens.what_if import show_what_if

    shown = terminal.ScreenWords(words.language)
    show_what_if(terminal.Screen(), made, shown)
    show_problems(terminal.Screen(error=True), tuple(problems), shown)


def document(made: WhatIf, problems: Iterable[Problem], words: Words) -> Json:
    """The what-if as JSON."""
    from goodterms.faces.documents import problem

    return {
        "schema": "goodterms.what-if/1",
        "client": made.client,
        "as_of": made.as_of.isoformat(),
        "counts": made.counts,
        **{way: _cash(cash) for way, cash in made.ways.items()},
        "break_even": _plain(made.break_even),
        "difference": [_spread(one) for one in made.difference],
        "waiting_a_month": _plain(made.waiting),
        "hours": {name: _rounded(value) for name, value in made.hours._asdict().items()},
        "excluded": {
            "since": _plain(made.excluded.since),
            "hours": _rounded(made.excluded.hours),
            "received": [_plain(money) for money in made.excluded.received],
        },
        "assumptions": [_said(one, words) for one in made.assumptions],
        "warnings": [_said(one, words) for one in made.warnings],
        "problems": [problem(one, words) for one in problems],
    }


def _cash(cash: Cash) -> Json:
    return {
        "months": [{**_spread(month), "below_zero": month.below_zero} for month in cash.months],
        "below_zero": cash.below_zero,
        "runway": cash.runway._asdict() if cash.runway else None,
    }


def _spread(month: CashMonth | Difference) -> Json:
    sums = {"p10": month.p10, "p50": month.p50, "p90": month.p90}
    return {"month": month.until.isoformat(), **{name: _plain(money) for name, money in sums.items()}}


def _said(text: Text, words: Words) -> Json:
    values = {name: _plain(value) for name, value in text.values.items()}
    return {"key": text.key, "says": words.say(text), "values": values}


def _plain(value: Value | Money) -> Any:
    from goodterms.terms.money import Money

    if isinstance(value, Money):
        return {"amount": str(value.amount), "currency": value.currency}
    return value.isoformat() if isinstance(value, date | datetime) else value


def _rounded(hours: float | None) -> float | None:
    return None if hours is None else round(hours, 2)
