"""How do all clients look together? Who brings, who takes, who troubles, and whether the season does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import Day, playbook_of, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.faces.plain import iso, money, sums
from goodterms.faces.rated import rate_basis, rate_option, used_rate, with_rates

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.review.model import Review
    from goodterms.review.portfolio.model import Early, LeftOut, Pareto, Portfolio, Share

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command()
@click.option("--from", "place", type=PATHS, help="Use the records of this folder, and keep nothing.")
@click.option("--as-of", type=Day(), help="Look at the records as they were on this day (default: today).")
@click.option("--playbook", default="", help="balanced, fire-that-client, break-up, or a sheet of your own.")
@rate_option
@shared_options
def portfolio(
    place: Path | None, as_of: date | None, playbook: str, told_rates: tuple[str, ...], as_json: bool,
    lang: str | None,
) -> int:  # fmt: skip
    """All clients together: on whom the money hangs, who takes the time, what an hour brings against trouble.

    Says whether a fifth of the clients really takes most of your time here, whether this month is like the
    season, and who is left from the time when you took everybody. The exit code is 1 where money is in no
    total because its currency has no rate, or where something could not be read, else 0.

    \b
    Examples:
      goodterms portfolio
      goodterms portfolio --from ~/business --as-of 2026-10-31
      goodterms portfolio --rate USD=0.92 --rate GBP=1.15
    """
    from goodterms import desk
    from goodterms.faces import terminal
    from goodterms.faces.records_of import all_records
    from goodterms.faces.screens.portfolio import show_portfolio
    from goodterms.faces.screens.reading import show_problems

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    by = playbook_of(playbook, words)
    with telling(words):
        book = with_rates(all_records(place, words), told_rates, today, words)
    found = desk.review(book, today, by=by, is_today=as_of is None)
    if as_json:
        print_json(document(found, words))
    else:
        show_portfolio(terminal.Screen(), found, terminal.ScreenWords(words.language))
        show_problems(terminal.Screen(error=True), found.problems, terminal.ScreenWords(words.language))
    return LOOK if found.problems or found.portfolio.left_out else DONE


def document(found: Review, words: Words) -> dict[str, Any]:
    """All clients together as JSON."""
    from goodterms.faces.documents import problem
    from goodterms.faces.screens.portfolio import in_order

    made = found.portfolio
    top = made.concentration
    return {
        "schema": "goodterms.portfolio/1",
        "as_of": found.as_of.isoformat(),
        "currency": made.currency or None,
        "period": {"first": made.since.isoformat(), "last": found.as_of.isoformat()},
        "clients": [_client(share) for share in in_order(made.shares)],
        "without_activity": [share.client for share in made.shares if not share.is_active],
        "concentration": top and {"client": top.top_client, "top_share": top.top_share, "hhi": top.hhi},
        "usual_rate": money(made.usual_rate),
        "rate_basis": rate_basis(made, words),
        "twenty_eighty": [_fifth(one, words) for one in made.pareto],
        "seasons": _seasons(made, words),
        "early": made.early and _early(made.early),
        "rates": [used_rate(used) for used in made.rates],
        "left_out": [_left(left, words) for left in made.left_out],
        "problems": [problem(one, words) for one in found.problems],
    }


def _client(share: Share) -> dict[str, Any]:
    return {
        "client": share.client,
        "share_of_income": share.income,
        "share_of_hours": share.time if share.hours is not None else None,
        "share_of_trouble": share.trouble,
        "trouble_level": share.level,
        "received": sums(share.received),
        "hours": share.hours,
        "rate": money(share.rate),
        "rate_compared": money(share.rate_there),
    }


def _fifth(one: Pareto, words: Words) -> dict[str, Any]:
    return {**one._asdict(), "says": words.say(one.says)}


def _seasons(made: Portfolio, words: Words) -> dict[str, Any]:
    return {
        "months": [{"month": one.month.isoformat(), "clients": one.clients} for one in made.season],
        "by_month": [one._asdict() for one in made.by_month],
        "answer": made.season_answer,
        "says": words.say(made.season_says),
    }


def _early(early: Early) -> dict[str, Any]:
    return {
        "until": early.until.isoformat(),
        "told": early.is_told,
        "clients": list(early.clients),
        "later": list(early.later),
        "judged": early.judged,
        "troubled": early.troubled,
        "later_judged": early.later_judged,
        "later_troubled": early.later_troubled,
    }


def _left(left: LeftOut, words: Words) -> dict[str, Any]:
    from goodterms.faces.screens.portfolio import left_out

    return {
        "received": money(left.received),
        "clients": list(left.clients),
        "last_rate": iso(left.last),
        "says": words.say(left_out(left)),
    }
