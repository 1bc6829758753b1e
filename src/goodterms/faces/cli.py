"""What a freelancer types. A command reads what was asked, asks once at the desk, and shows the answer."""

from __future__ import annotations

import atexit
import gc
from datetime import date
from importlib import import_module
from pathlib import Path

import click

from goodterms import __version__
from goodterms.faces import importing
from goodterms.faces.asking import (
    Day,
    ask_guts,
    book_of,
    existing,
    gut_of,
    home,
    keep_guts,
    known_playbook,
    no_such_client,
    telling,
    words_of,
)
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.terms.memory import undisturbed

# Commands import what they use when they run: `--help` stays quick, and the store's framework stays out of
# commands that keep nothing.
# ruff: noqa: PLC0415

LATER = {
    "clients": ("goodterms.faces.clients", "clients"),
    "draft": ("goodterms.faces.drafting", "draft"),
    "import": ("goodterms.faces.imports", "import_"),
    "reply": ("goodterms.faces.answering", "reply"),
    "watch": ("goodterms.faces.imports", "watch"),
}
"""Commands that are imported when somebody asks for them: the module, and the command's name in it."""


class _Program(click.Group):
    """All commands, by name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *LATER])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in LATER:
            return super().get_command(ctx, cmd_name)
        module, name = LATER[cmd_name]
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=_Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="goodterms")
def goodterms() -> None:
    """Which client should I let go, and how do I leave well?

    Reads the records you already have and says of every client keep, repair or let go, with the evidence.
    Everything stays on this machine.

    \b
    Examples:
      goodterms demo                      an invented freelancer's records
      goodterms review ~/business         your own, keeping nothing
      goodterms inspect export.csv        what would be read from a file
    """


@goodterms.command()
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
@importing.file_options
@shared_options
def review(
    folder: Path | None, source: Path | None, as_of: date | None, playbook: str, client: str,
    gut: tuple[str, ...], ask: bool, dates: str | None, limits: tuple[str, ...], as_json: bool,
    lang: str | None,
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
        felt = [gut_of(one, book, words) for one in gut] + (ask_guts(book, words, client) if ask else [])
        own = home() / "playbooks"
        known_playbook(playbook, own, words)
        if felt and place is None:
            keep_guts(felt, today)
        found = desk.review(
            desk.with_gut(book, felt, today),
            today,
            playbook=playbook,
            own_playbooks=own,
            is_today=as_of is None,
        )
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


@goodterms.command()
@click.argument("files", type=PATHS, nargs=-1, required=True)
@click.option("--all", "every", is_flag=True, help="Show every record, not only how many there are.")
@importing.file_options
@shared_options
@undisturbed()
def inspect(
    files: tuple[Path, ...], every: bool, dates: str | None, limits: tuple[str, ...], as_json: bool,
    lang: str | None,
) -> int:  # fmt: skip
    """What would be read from these files, and what could not be read; stores nothing.

    \b
    Examples:
      goodterms inspect invoices.csv inbox.mbox
      goodterms inspect ~/business --json | jq '.files[].problems'
    """
    from goodterms import desk
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading

    words = words_of(lang)
    # As it ends, Python looks for cycles in all that is still there, more than once: a tenth of the time of a
    # small file, for nothing. Not so in a review: DuckDB complains of what was not collected.
    atexit.register(gc.freeze)
    existing(files, words)
    with terminal.progress(words("progress.reading")) as progress:
        batches = desk.inspect(files, progress, importing.asked(dates, limits, words))
    if as_json:
        print_json(documents.inspect(batches, words))
    else:
        shown = terminal.ScreenWords(words.language)
        screen = terminal.Screen()
        reading.show_batches(screen, batches, shown, every=every)
        reading.show_problems(screen, [one for batch in batches for one in batch.problems], shown)
    return LOOK if any(batch.problems for batch in batches) else DONE


@goodterms.command()
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
