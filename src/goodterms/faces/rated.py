"""What is a currency worth, where the records do not say? The option for it, where totals are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.plain import places

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.records.book import Book
    from goodterms.review.portfolio.model import Portfolio, Used
    from goodterms.terms.exchange import Quote

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

OPTION = "--rate"


def rate_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """--rate, for every command that adds up sums of several currencies."""
    return click.option(
        OPTION, "told_rates", multiple=True, metavar="USD=0.92",
        help="What one unit of a currency is worth in yours today; for each currency again.",
    )(command)  # fmt: skip


def with_rates(book: Book, told: Sequence[str], today: date, words: Words) -> Book:
    """The same Book with the rates that the freelancer gave, of that day."""
    if not told:
        return book
    own = book.freelancer.currency
    if not own:
        raise click.BadParameter(words("rates.no_currency"), param_hint=OPTION)
    return replace(book, rates=book.rates.also([_quote(one, own, today, words) for one in told]))


def used_rate(used: Used) -> dict[str, Any]:
    """As JSON, a rate by which sums were counted."""
    told = {"currency": used.currency, "into": used.into, "rate": f"{used.rate:f}", "via": used.via or None}
    return {**told, "day": used.day.isoformat(), "evidence": places((used.source,))}


def _quote(told: str, own: str, today: date, words: Words) -> Quote:
    from goodterms.terms import money
    from goodterms.terms.evidence import Evidence
    from goodterms.terms.exchange import Quote, read_rate

    name, _, number = told.partition("=")
    currency, rate = name.strip().upper(), read_rate(number.strip())
    if not currency or rate is None:
        raise click.BadParameter(words("rates.bad_rate", value=told), param_hint=OPTION)
    if not money.known(currency):
        raise click.BadParameter(words("csv.unknown_currency", currency=currency), param_hint=OPTION)
    if currency == own:
        raise click.BadParameter(words("rates.same_currency", currency=currency), param_hint=OPTION)
    return Quote(today, currency, ((own, rate),), Evidence(OPTION, today.isoformat(), told))


def rate_basis(made: Portfolio, words: Words) -> dict[str, Any]:
    """What is in the figures of an hour."""
    told = made.basis
    return {
        "vat": "off" if told.is_net else "in",
        "paid_invoices": told.paid,
        "without_vat_told": told.untold,
        "costs": told.costs,
        "costs_left_out": told.costs_left_out,
        "says": [words.say(one) for one in made.basis_says],
    }
