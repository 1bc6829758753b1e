"""Who is a client? Shows who is known and who is proposed, and keeps what the freelancer says of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from goodterms.faces.asking import store, telling, words_of
from goodterms.faces.command import print_json, shared_options
from goodterms.faces.naming import (
    Seen,
    client_of,
    confirmed,
    keep,
    known_as,
    look,
    naming_of,
    namings_of,
    said,
    stored,
    tell,
)

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.records.model import Naming
    from goodterms.records.settled.proposing import Proposal

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.group(invoke_without_command=True)
@click.option(
    "--from", "place", type=click.Path(path_type=Path), help="Look at this folder, and keep nothing."
)
@shared_options
@click.pass_context
def clients(context: click.Context, place: Path | None, as_json: bool, lang: str | None) -> int:
    """Who your clients are, and who may be one: confirm them, merge two names, or say it is nobody's.

    \b
    Examples:
      goodterms clients                               who is known, who is proposed, and why
      goodterms clients --from ~/business             of a folder, keeping nothing
      goodterms clients confirm "Pixel Orchard"
      goodterms clients merge pixelorchard.example --into "Pixel Orchard"
      goodterms clients ask                           one by one
    """
    words = words_of(lang)
    if context.invoked_subcommand is not None:
        if place is not None:
            raise click.UsageError(words("clients.from_only_shows"))
        told = {"as_json": as_json, "lang": lang}
        context.default_map = dict.fromkeys(clients.commands, told)
        return 0
    with telling(words):
        seen = look(place, words)
    if as_json:
        _print_json(seen, words)
        return 0
    from goodterms.faces import terminal
    from goodterms.faces.screens import clients as screen

    shown = terminal.ScreenWords(words.language)
    screen.show_clients(terminal.Screen(), seen.found, namings_of(seen.records), shown, kept=place is None)
    return 0


@clients.command()
@click.argument("names", nargs=-1)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Everybody who is proposed and is not perhaps another; no candidates.",
)
@click.option("--as", "called", default="", metavar="NAME", help="Give the client this name.")
@shared_options
def confirm(names: tuple[str, ...], every: bool, called: str, as_json: bool, lang: str | None) -> int:
    """These are clients.

    \b
    Examples:
      goodterms clients confirm "Pixel Orchard" "Atelier Sorrel"
      goodterms clients confirm nhamaysong.example --as "Nhà May Sông"
      goodterms clients confirm --all
    """
    words = words_of(lang)
    if bool(names) == every or (called and len(names) != 1):
        raise click.UsageError(words("clients.confirm_what"))
    return _say(
        words, as_json, lambda seen: [confirmed(one, called) for one in _meant(names, every, seen, words)]
    )


@clients.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--into", required=True, metavar="CLIENT", help="The client that they are.")
@shared_options
def merge(names: tuple[str, ...], into: str, as_json: bool, lang: str | None) -> int:
    """These names, addresses or domains are all one client.

    \b
    Examples:
      goodterms clients merge harboursons.example "Harbour Shipping" --into "Harbour & Sons"
    """
    words = words_of(lang)
    return _say(
        words,
        as_json,
        lambda seen: [naming_of(known_as(name, seen, words), client_of(into, seen, words)) for name in names],
    )


@clients.command()
@click.argument("names", nargs=-1, required=True)
@shared_options
def dismiss(names: tuple[str, ...], as_json: bool, lang: str | None) -> int:
    """These are nobody's clients: a supplier, a friend. Their records count for nothing.

    \b
    Examples:
      goodterms clients dismiss hosting.example "City Tax Office"
    """
    words = words_of(lang)
    return _say(words, as_json, lambda seen: [naming_of(known_as(name, seen, words), "") for name in names])


@clients.command()
@click.argument("names", nargs=-1, required=True)
@shared_options
def undo(names: tuple[str, ...], as_json: bool, lang: str | None) -> int:
    """Forget what was said of these names.

    \b
    Examples:
      goodterms clients undo hosting.example
    """
    words = words_of(lang)
    with telling(words), store() as kept:
        so_far = said(kept)
        for name in names:
            if not so_far.forget(name):
                there = ", ".join(naming.name for naming in so_far.all) or "–"
                raise click.ClickException(words("clients.nothing_said", name=name, names=there))
        keep(kept, so_far.all)
        seen = stored(kept)
    if as_json:
        _print_json(seen, words)
    else:
        for name in names:
            click.echo(words("clients.is_forgotten", name=name))
    return 0


@clients.command()
@shared_options
def ask(as_json: bool, lang: str | None) -> int:
    """Goes through everybody who is proposed or a candidate, one by one; each answer is kept at once.

    \b
    Examples:
      goodterms clients ask
    """
    from goodterms.faces import terminal
    from goodterms.faces.screens import clients as screen

    words = words_of(lang)
    with telling(words), store() as kept:
        seen = stored(kept)
        open_ = [one for one in seen.found if one.state != "known"]
        shown, answered = terminal.ScreenWords(words.language), 0
        for number, one in enumerate(open_, 1):
            screen.show_one(terminal.Screen(error=True), one, shown, f"{number}/{len(open_)}")
            naming = _answer(one, seen, words)
            if naming == "stop":
                break
            if naming is not None:
                tell(kept, [naming])
                answered += 1
        if as_json:
            _print_json(stored(kept), words)
            return 0
    click.echo(words("clients.asked", count=answered) if open_ else words("clients.nothing_to_confirm"))
    return 0


def _answer(one: Proposal, seen: Seen, words: Words) -> Naming | Literal["stop"] | None:
    """What the freelancer says of somebody; None: not now."""
    told = click.prompt(
        words("clients.ask"),
        type=click.Choice(["y", "n", "m", "s", "q"], case_sensitive=False),
        default="s",
        show_choices=False,
        show_default=False,
        err=True,
    )
    if told == "m":
        asked = words("clients.ask_which" if one.same_as else "clients.ask_which_or", client=one.same_as)
        while True:
            name = click.prompt(asked, default=one.same_as, show_default=False, err=True)
            if not name:
                return None
            try:
                return naming_of(one.name, client_of(name, seen, words))
            except click.ClickException as unknown:
                click.echo(unknown.format_message(), err=True)
    match told:
        case "y":
            return confirmed(one)
        case "n":
            return naming_of(one.name, "")
        case "q":
            return "stop"
    return None


def _say(words: Words, as_json: bool, naming: Callable[[Seen], list[Naming]]) -> int:
    """Keeps what is said now, and says it back."""
    with telling(words), store() as kept:
        seen = stored(kept)
        told = naming(seen)
        tell(kept, told)
        if as_json:
            _print_json(stored(kept), words)
            return 0
    for one in told:
        key = "is_nobody" if not one.client else "is_client" if one.name == one.client else "is_same"
        click.echo(words(f"clients.{key}", name=one.name, client=one.client))
    if not told:
        click.echo(words("clients.nothing_to_confirm"))
    closed = {one.name for one in seen.found if one.state == "candidate" and one.addresses}
    if any(one.client and one.name in closed for one in told):
        click.echo(words("clients.import_again"))
    return 0


def _meant(names: Iterable[str], every: bool, seen: Seen, words: Words) -> list[Proposal]:
    """Those of the list with these names; or all proposed ones, without those that are perhaps another."""
    if not every:
        found = {one.name: one for one in seen.found}
        return [found[known_as(name, seen, words, listed=True)] for name in names]
    proposed = [one for one in seen.found if one.state == "proposed"]
    for one in proposed:
        if one.same_as:
            click.echo(words("clients.left_out", name=one.name, client=one.same_as), err=True)
    return [one for one in proposed if not one.same_as]


def _print_json(seen: Seen, words: Words) -> None:
    from goodterms.faces import documents

    print_json(documents.clients(seen.found, namings_of(seen.records), words))
