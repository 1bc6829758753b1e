"""Which programs may ask the pages' server? Makes tokens for them, lists them, takes them back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import home, words_of
from goodterms.faces.command import DONE, print_json, shared_options

if TYPE_CHECKING:
    from goodterms.faces.tokens import Token
    from goodterms.faces.words import Words

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command()
@click.option(
    "--new", "made", metavar="NAME", help="Make a token for a program of this name, and print it once."
)
@click.option("--with-feelings", is_flag=True, help="With --new: its holder may be told how it felt, too.")
@click.option("--list", "lists", is_flag=True, help="Show which tokens there are.")
@click.option("--revoke", "gone", metavar="NAME", help="Take a token back: it opens nothing any more.")
@shared_options
def token(
    made: str | None, with_feelings: bool, lists: bool, gone: str | None, as_json: bool, lang: str | None
) -> int:
    """Tokens for programs that ask `goodterms serve` at /api/.

    A token is printed once and kept as a digest. Making one anew for the same name takes the old one back.

    \b
    Examples:
      goodterms token --new ledger
      goodterms token --list
      goodterms token --revoke ledger
    """
    from goodterms.faces import tokens

    words = words_of(lang)
    if [made is not None, lists, gone is not None].count(True) != 1 or (with_feelings and made is None):
        raise click.UsageError(words("token.which"))
    with _telling(words):
        if made is not None:
            return _made(made, words, with_feelings=with_feelings, as_json=as_json)
        if gone is not None and not tokens.revoke(home(), gone):
            raise click.ClickException(words("token.none", name=gone))
        every = tokens.tokens(home())
    if as_json:
        print_json({"schema": "goodterms.tokens/1", "tokens": [_shown(one) for one in every]})
    elif gone is not None:
        click.echo(words("token.revoked", name=gone))
    else:
        _show(every, words)
    return DONE


@contextmanager
def _telling(words: Words) -> Iterator[None]:
    from goodterms.faces.tokens import TokensError

    try:
        yield
    except TokensError as fault:
        raise click.ClickException(words("token.broken", path=str(fault))) from fault


def _made(name: str, words: Words, *, with_feelings: bool, as_json: bool) -> int:
    from goodterms.faces import tokens

    name = name.strip()
    if not 0 < len(name) <= tokens.MOST_NAME or not name.isprintable():
        raise click.BadParameter(words("token.bad_name", most=tokens.MOST_NAME), param_hint="--new")
    secret = tokens.new(home(), name, with_feelings=with_feelings)
    if as_json:
        print_json(
            {"schema": "goodterms.token/1", "name": name, "token": secret, "with_feelings": with_feelings}
        )
    else:
        click.echo(secret)
        click.echo(words("token.once"), err=True)
    return DONE


def _shown(one: Token) -> dict[str, Any]:
    return {"name": one.name, "made_at": one.made_at.isoformat(), "with_feelings": one.with_feelings}


def _show(every: tuple[Token, ...], words: Words) -> None:
    if not every:
        click.echo(words("token.no_tokens"))
    for one in every:
        key = "token.line_feelings" if one.with_feelings else "token.line"
        click.echo(words(key, name=one.name, day=one.made_at.date()))
