"""What does the law add to a late invoice? On the screen, as JSON, and as a letter of account."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodterms.faces.asking import client_named, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.faces.plain import Json, money
from goodterms.faces.records_of import all_records, records_options

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.claim.model import Claim, Claims, Refusal
    from goodterms.records.book import Book

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command()
@click.argument("client", default="")
@click.option(
    "--rate",
    type=click.FloatRange(0, 100),
    metavar="PERCENT",
    help="The yearly rate in your contract.",
)
@click.option("--collection", is_flag=True, help="Collection costs by the Dutch scale, not the lump sum.")
@click.option(
    "--statement", "out", type=PATHS, metavar="FILE|-",
    help="Write a letter of account for the client (Markdown, or by the name .html or .pdf).",
)  # fmt: skip
@records_options
@shared_options
def claim(
    client: str, rate: float | None, collection: bool, out: Path | None, place: Path | None,
    as_of: date | None, alone: bool, as_json: bool, lang: str | None,
) -> int:  # fmt: skip
    """Interest and lump sums that the law allows on late invoices, or why it cannot say.

    By the law of the client's place, for invoices that are open or were paid late. A rate that is not certain
    is refused. This is not legal advice.

    \b
    Examples:
      goodterms claim
      goodterms claim "Harbour & Sons" --from ~/business
      goodterms claim Kestrel --rate 12
      goodterms claim Kestrel --collection
      goodterms claim Kestrel --statement kestrel.html
    """
    from goodterms import desk
    from goodterms.faces import terminal
    from goodterms.faces.screens.claims import show_claims
    from goodterms.parting.claim.model import Wish

    words = words_of(lang)
    if not client and (rate is not None or out is not None):
        raise click.UsageError(words("claim.which_client"))
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    with telling(words):
        book = all_records(place, words, alone=alone)
    name = client_named(client, book, words) if client else ""
    wish = Wish(None if rate is None else Fraction(str(rate)), collection)
    found = desk.claims(book, today, client=name, wish=wish)
    if as_json:
        print_json(document(found, words))
    elif out is not None:
        _give(found, book, name, out, lang, words)
    else:
        show_claims(terminal.Screen(), found, terminal.ScreenWords(words.language))
    return LOOK if found.refused else DONE


def document(found: Claims, words: Words) -> Json:
    """The claims as JSON."""
    return {
        "schema": "goodterms.claim/1",
        "as_of": found.as_of.isoformat(),
        "invoices": found.invoices,
        "claims": [_claim(one, words) for one in found.claims],
        "refused": [_refusal(one, words) for one in found.refused],
        "says": words("claim.not_advice"),
    }


def _claim(one: Claim, words: Words) -> Json:
    return {
        "number": one.number,
        "client": one.client,
        "law": one.place,
        "by": one.by,
        "due": one.due.isoformat(),
        "until": one.until.isoformat(),
        "days": one.days,
        "principal": money(one.principal),
        "open": money(one.unpaid),
        "periods": [
            {
                "from": part.since.isoformat(), "to": part.until.isoformat(), "days": part.days,
                "principal": money(part.capital), "rate_percent": float(part.percent),
                "interest": money(part.interest), "source": part.source or None,
            }
            for part in one.periods
        ],
        "interest": money(one.interest),
        "lump_sum": money(one.lump.money if one.lump else None),
        "total": money(one.totals[0] if len(one.totals) == 1 else None),
        "partial": bool(one.gaps),
        "source": "; ".join(one.sources) or None,
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "notes": [words.say(note) for note in one.notes],
        "evidence": [one.evidence._asdict()],
    }  # fmt: skip


def _refusal(one: Refusal, words: Words) -> Json:
    return {
        "number": one.number,
        "client": one.client,
        "key": one.why.key,
        "reason": words.say(one.why),
        "from": one.since.isoformat() if one.since else None,
        "to": one.until.isoformat() if one.until else None,
        "source": one.source or None,
        "notes": [words.say(note) for note in one.notes],
    }


def _give(found: Claims, book: Book, client: str, out: Path, lang: str | None, words: Words) -> None:
    """Writes the letter of account in the client's language."""
    from goodterms.faces.papers import form_of, give, paper_words
    from goodterms.faces.screens.claims import statement

    if not found.claims:
        raise click.ClickException(words("claim.no_statement", client=client))
    theirs = paper_words(book, client, lang, words)
    paper = statement(found.claims, client, book.freelancer.name, theirs, theirs.day(found.as_of))
    give(paper, form_of(None, out), None if str(out) == "-" else out, words)
    for refusal in found.refused:
        click.echo(f"{refusal.number}: {words.say(refusal.why)}", err=True)
    click.echo(words("claim.not_advice"), err=True)
