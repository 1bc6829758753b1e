"""What a freelancer types. A command reads what was asked, asks once at the desk, and shows the answer."""

from __future__ import annotations

import atexit
import gc
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms import __version__
from goodterms.terms import shelf
from goodterms.terms.calendar import read_day
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.records.book import Book
    from goodterms.records.model import Verdict
    from goodterms.store.keeping import Store

# Commands import what they use when they run: `--help` stays quick, and the store's framework stays out of
# commands that keep nothing.
# ruff: noqa: PLC0415

DONE, LOOK = 0, 1
PATHS = click.Path(path_type=Path)


class Day(click.ParamType[date]):
    """A day as 2026-10-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        day = value if isinstance(value, date) else read_day(value)
        if day is None:
            self.fail(f"{value!r} is no day; write it as 2026-10-31", param, ctx)
        return day


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


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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
@shared_options
def review(
    folder: Path | None, source: Path | None, as_of: date | None, playbook: str, client: str,
    gut: tuple[str, ...], ask: bool, as_json: bool, lang: str | None,
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

    words = _words(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    place = folder or source
    with _telling(words):
        book = _book(place, words)
        felt = [_gut(one, book, words) for one in gut] + (_ask(book, words) if ask else [])
        own = _home() / "playbooks"
        _known_playbook(playbook, own, words)
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
            raise click.ClickException(_no_such(client, book, words))
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
@shared_options
@undisturbed()
def inspect(files: tuple[Path, ...], every: bool, as_json: bool, lang: str | None) -> int:
    """What would be read from these files, and what could not be read; stores nothing.

    \b
    Examples:
      goodterms inspect invoices.csv inbox.mbox
      goodterms inspect ~/business --json | jq '.files[].problems'
    """
    from goodterms import desk
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading

    words = _words(lang)
    # As it ends, Python looks for cycles in all that is still there, more than once: a tenth of the time of a
    # small file, for nothing. Not so in a review: DuckDB complains of what was not collected.
    atexit.register(gc.freeze)
    _existing(files, words)
    with terminal.progress(words("progress.reading")) as progress:
        batches = desk.inspect(files, progress)
    if as_json:
        _print_json(documents.inspect(batches, words))
    else:
        shown = terminal.ScreenWords(words.language)
        screen = terminal.Screen()
        reading.show_batches(screen, batches, shown, every=every)
        reading.show_problems(screen, [one for batch in batches for one in batch.problems], shown)
    return LOOK if any(batch.problems for batch in batches) else DONE


@goodterms.command("import")
@click.argument("paths", type=PATHS, nargs=-1)
@click.option("--template", type=PATHS, help="Write empty records files into this folder instead.")
@shared_options
def import_(paths: tuple[Path, ...], template: Path | None, as_json: bool, lang: str | None) -> int:
    """Reads files and folders and keeps what they say; importing twice changes nothing.

    \b
    Examples:
      goodterms import ~/business
      goodterms import --template ~/business
    """
    from goodterms import desk
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading

    words = _words(lang)
    if template is not None:
        return _template(template, words)
    if not paths:
        raise click.UsageError(words("cli.import_what"))
    _existing(paths, words)
    with _telling(words), _store() as store, terminal.progress(words("progress.importing")) as progress:
        brought = list(desk.bring_in(paths, store, progress))
        sources = {each.batch.source for each in brought}
        problems = [one for one in store.problems() if one.source in sources]
    if as_json:
        _print_json(documents.imported(brought, problems, words))
    else:
        shown = terminal.ScreenWords(words.language)
        screen = terminal.Screen()
        reading.show_imported(screen, brought, shown)
        reading.show_problems(screen, problems, shown)
    return LOOK if problems else DONE


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

    words = _words(lang)
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


def _words(lang: str | None) -> Words:
    from goodterms.faces.words import Words, screen_language

    return Words(screen_language(lang or ""))


def _home() -> Path:
    told = os.environ.get("GOODTERMS_HOME")
    if told:
        return Path(told).expanduser()
    from platformdirs import user_data_path

    return user_data_path("goodterms", appauthor=False)


@contextmanager
def _store() -> Iterator[Store]:
    from goodterms.store.opening import open_store

    store = open_store(_home(), os.environ.get("DATABASE_URL"))
    try:
        yield store
    finally:
        store.close()


@contextmanager
def _telling(words: Words) -> Iterator[None]:
    """A store that cannot be used becomes one line."""
    try:
        yield
    except Exception as error:
        from goodterms.terms.evidence import Text

        text = getattr(error, "text", None)
        if isinstance(text, Text):
            raise click.ClickException(words.say(text)) from error
        raise


def _book(place: Path | None, words: Words) -> Book:
    from goodterms import desk
    from goodterms.faces import terminal

    if place is None:
        with _store() as store:
            return desk.open_book(store)
    _existing([place], words)
    with terminal.progress(words("progress.reading")) as progress:
        return desk.take_in([place], progress)


def _existing(paths: Sequence[Path], words: Words) -> None:
    for path in paths:
        if not path.exists():
            raise click.ClickException(words("cli.no_such_path", path=str(path)))
        if not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
            raise click.ClickException(words("cli.no_right", path=str(path)))


def _known_playbook(name: str, own: Path, words: Words) -> None:
    from goodterms.review.playbook import names

    if name and name not in names(own):
        raise click.BadParameter(
            words("cli.none_of", told=name, allowed=", ".join(names(own))), param_hint="--playbook"
        )


def _gut(told: str, book: Book, words: Words) -> tuple[str, Verdict]:
    from goodterms.terms.languages import same_name

    name, _, verdict = told.rpartition("=")
    client = next((one.name for one in book.clients if same_name(one.name) == same_name(name)), "")
    if not client:
        raise click.BadParameter(_no_such(name, book, words), param_hint="--gut")
    match verdict.replace("-", "_"):
        case "keep" | "repair" | "let_go" as said:
            return client, said
    allowed = "keep, repair, let_go"
    raise click.BadParameter(words("cli.none_of", told=verdict, allowed=allowed), param_hint="--gut")


def _ask(book: Book, words: Words) -> list[tuple[str, Verdict]]:
    """The freelancer's own word, before any figure is shown (M34); an empty answer is none."""
    answers: dict[str, Verdict] = {"k": "keep", "r": "repair", "l": "let_go"}
    felt = []
    for client in book.clients:
        asked = words("gut.ask", client=client.name)
        told = click.prompt(
            asked, type=click.Choice(["k", "r", "l", ""]), default="", show_choices=False, err=True
        )
        if told:
            felt.append((client.name, answers[told]))
    return felt


def _no_such(name: str, book: Book, words: Words) -> str:
    clients = ", ".join(client.name for client in book.clients)
    if not clients:
        return words("cli.no_client_yet", client=name)
    return words("cli.no_such_client", client=name, clients=clients)


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
