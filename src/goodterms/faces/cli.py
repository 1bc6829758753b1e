"""What a freelancer types. A command reads what was asked, asks once at the desk, and shows the answer."""

from __future__ import annotations

import atexit
import gc
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    store,
    telling,
    words_of,
)
from goodterms.terms import shelf
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.faces.words import Words

# Commands import what they use when they run: `--help` stays quick, and the store's framework stays out of
# commands that keep nothing.
# ruff: noqa: PLC0415

DONE, LOOK = 0, 1
PATHS = click.Path(path_type=Path)


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--json and --lang, which every command has."""
    as_json = click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON document on standard output."
    )
    lang = click.option(
        "--lang",
        type=click.Choice(shelf.folders("goodterms", "locale")),
        help="Language of the screen (default: from the environment).",
    )
    return as_json(lang(command))


class _Program(click.Group):
    """The commands; those about clients are imported when somebody asks for them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "clients"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name != "clients":
            return super().get_command(ctx, cmd_name)
        from goodterms.faces.clients import clients

        return clients


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
        _print_json(documents.review(found, words))
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
        _print_json(documents.inspect(batches, words))
    else:
        shown = terminal.ScreenWords(words.language)
        screen = terminal.Screen()
        reading.show_batches(screen, batches, shown, every=every)
        reading.show_problems(screen, [one for batch in batches for one in batch.problems], shown)
    return LOOK if any(batch.problems for batch in batches) else DONE


@goodterms.command("import")
@click.argument("origins", type=importing.Origin(), nargs=-1, metavar="PATH…")
@click.option("--template", type=PATHS, help="Write empty records files into this folder instead.")
@click.option("--undo", is_flag=True, help="Take back the last import.")
@click.option(
    "--forget", type=importing.Origin(), metavar="FILE", help="Take out all that this file ever gave."
)
@click.option("--history", is_flag=True, help="Show what was imported so far.")
@click.option("--remember", is_flag=True, help="Keep a mail server's password in the system's keyring.")
@importing.file_options
@shared_options
def import_(
    origins: tuple[Path | str, ...], template: Path | None, undo: bool, forget: Path | str | None,
    history: bool, remember: bool, dates: str | None, limits: tuple[str, ...], as_json: bool,
    lang: str | None,
) -> int:  # fmt: skip
    """Reads files and folders and keeps what they say; importing twice changes nothing.

    PATH may also be a mailbox on a server, read only: imaps://you@mail.example.com, with /folder for one
    folder. The password is asked for, or read from the system's keyring.

    \b
    Examples:
      goodterms import ~/business
      goodterms import statement.xml hours.csv --dates day-first
      goodterms import imaps://mara@mail.example.com
      goodterms import --undo
      goodterms import --template ~/business
    """
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading

    words = words_of(lang)
    shown = terminal.ScreenWords(words.language)
    screen = terminal.Screen()
    if template is not None:
        return _template(template, words)
    if undo or forget is not None:
        gone = importing.undo(words) if forget is None else importing.forget(forget, words)
        if as_json:
            _print_json(documents.undone(gone))
        elif forget is None:
            reading.show_undone(screen, gone, shown)
        else:
            count = sum(one.records for one in gone)
            click.echo(words("import.forgotten", count=count, path=str(forget)))
        return DONE
    if history:
        with telling(words), store() as kept:
            sources = kept.sources()
        if as_json:
            _print_json(documents.history(sources))
        else:
            reading.show_history(screen, sources, shown)
        return DONE
    if not origins:
        raise click.UsageError(words("cli.import_what"))
    wanted = importing.asked(dates, limits, words)
    brought, problems = importing.bring_in(origins, wanted, words, remember=remember)
    if as_json:
        _print_json(documents.imported(brought, problems, words))
        return LOOK if problems else DONE
    for answer, paths in importing.ask_dates(brought, problems, words).items():
        said = importing.asked(answer, limits, words)
        again, left = importing.bring_in(paths, said, words, again=True)
        replaced = {one.name for one in brought if one.path in paths}
        brought = [one for one in brought if one.name not in replaced] + again
        problems = [one for one in problems if one.source not in replaced] + left
    reading.show_imported(screen, brought, shown)
    reading.show_problems(terminal.Screen(error=True), problems, shown)
    return LOOK if problems else DONE


@goodterms.command()
@click.argument("folder", type=PATHS)
@importing.file_options
@shared_options
def watch(folder: Path, dates: str | None, limits: tuple[str, ...], as_json: bool, lang: str | None) -> int:
    """Imports a folder, then whatever is put or changed in it, until you press Ctrl+C.

    With --json one document is printed on a line each time that something was imported.

    \b
    Examples:
      goodterms watch ~/Downloads
      goodterms watch ~/business --dates day-first
    """
    import json as lines

    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading

    words = words_of(lang)
    shown = terminal.ScreenWords(words.language)
    wanted = importing.asked(dates, limits, words)
    with suppress(KeyboardInterrupt):  # how it is meant to end, also in the middle of an import
        for origins in importing.rounds(folder, words):
            brought, problems = importing.news(*importing.bring_in(origins, wanted, words))
            if not brought:
                continue
            if as_json:
                click.echo(lines.dumps(documents.imported(brought, problems, words), ensure_ascii=False))
            else:
                reading.show_imported(terminal.Screen(), brought, shown)
                reading.show_problems(terminal.Screen(error=True), problems, shown)
            sys.stdout.flush()
    return DONE


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
        _print_json(documents.review(found, words))
    else:
        console, shown = terminal.console(), terminal.ScreenWords(words.language)
        console.print(shown("demo.heading", name=book.freelancer.name))
        console.print()
        screen.show_review(console, found, shown, name=book.freelancer.name)
        console.print(shown("demo.yours"))
    return DONE


def _template(folder: Path, words: Words) -> int:
    from goodterms.records.template import write_template

    try:
        written = write_template(folder)
    except OSError as error:
        raise click.ClickException(words("cli.not_a_folder", path=str(folder))) from error
    key = "template.written" if written else "template.none"
    click.echo(words(key, count=len(written), folder=str(folder)))
    return DONE


def _print_json(document: dict[str, Any]) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
