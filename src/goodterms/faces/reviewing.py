"""Which client should I let go? The main question, of one's own records or of an invented freelancer's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from goodterms.faces import importing
from goodterms.faces.asking import (
    Day,
    ask_guts,
    book_of,
    gut_of,
    keep_guts,
    no_such_client,
    playbook_of,
    telling,
    words_of,
)
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.faces.rated import rate_option, with_rates

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command()
@click.argument("folder", type=PATHS, required=False)
@click.option("--from", "source", type=PATHS, help="The same as FOLDER.")
@click.option("--as-of", type=Day(), help="Look at the records as they were on this day (default: today).")
@click.option("--playbook", default="", help="balanced, fire-that-client, break-up, or a sheet of your own.")
@click.option("--client", default="", help="Show this client only, with all the evidence.")
@click.option(
    "--gut", multiple=True, metavar="CLIENT=VERDICT", help="What your gut says: keep, repair or let_go."
)
@click.option(
    "--ask", is_flag=True, help="Ask for your gut feeling about each client before showing anything."
)
@rate_option
@importing.file_options
@shared_options
def review(
    folder: Path | None, source: Path | None, as_of: date | None, playbook: str, client: str,
    gut: tuple[str, ...], ask: bool, told_rates: tuple[str, ...], dates: str | None,
    limits: tuple[str, ...], as_json: bool, lang: str | None,
) -> int:  # fmt: skip
    """Every client: keep, repair or let go, with the evidence.

    Without FOLDER the imported records are used. With it nothing is kept.

    \b
    Examples:
      goodterms review ~/business
      goodterms review ~/business --client "Harbour & Sons" --lang fr
      goodterms review --playbook break-up --as-of 2026-06-30 --json > review.json
    """
    from goodterms import desk
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading
    from goodterms.faces.screens import review as screen

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    place = folder or source
    with telling(words):
        book = book_of(place, words, importing.asked(dates, limits, words))
        book = with_rates(book, told_rates, today, words)
        felt = [gut_of(one, book, words) for one in gut] + (ask_guts(book, words, client) if ask else [])
        by = playbook_of(playbook, words)
        if felt and place is None:
            keep_guts(felt, today)
        found = desk.review(desk.with_gut(book, felt, today), today, by=by, is_today=as_of is None)
    if client:
        found = desk.only(found, client)
        if not found.clients:
            raise click.ClickException(no_such_client(client, book, words))
    if as_json:
        print_json(documents.review(found, words))
        return LOOK if found.problems else DONE
    shown = terminal.ScreenWords(words.language)
    if client:
        screen.show_client(terminal.console(), found.clients[0], shown)
    else:
        screen.show_review(terminal.console(), found, shown, name=book.freelancer.name)
    reading.show_problems(terminal.Screen(error=True), found.problems, shown)
    return LOOK if found.problems else DONE


@click.command()
@click.option("--folder", type=PATHS, help="Also copy the invented records into this folder.")
@shared_options
def demo(folder: Path | None, as_json: bool, lang: str | None) -> int:
    """An invented freelancer's records, reviewed.

    \b
    Examples:
      goodterms demo
      goodterms demo --folder /tmp/mara && goodterms inspect /tmp/mara
    """
    import shutil

    from goodterms import demo as invented
    from goodterms import desk
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import review as screen

    words = words_of(lang)
    records = invented.folder()
    with terminal.progress(words("progress.reading")) as progress:
        if folder is not None:
            shutil.copytree(records, folder, dirs_exist_ok=True)
        book = desk.take_in([records], progress)
    found = desk.review(book, invented.AS_OF)
    if as_json:
        print_json(documents.review(found, words))
    else:
        console, shown = terminal.console(), terminal.ScreenWords(words.language)
        console.print(shown("demo.heading", name=book.freelancer.name))
        console.print()
        screen.show_review(console, found, shown, name=book.freelancer.name)
        console.print(shown("demo.yours"))
    return DONE
