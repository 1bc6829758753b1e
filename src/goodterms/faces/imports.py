"""The commands that have records kept: `import` and `watch`."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodterms.faces import importing
from goodterms.faces.asking import store, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options

if TYPE_CHECKING:
    from goodterms.desk import Brought
    from goodterms.faces.words import Words
    from goodterms.terms.evidence import Problem

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command("import")
@click.argument("origins", type=importing.Origin(), nargs=-1, metavar="PATH…")
@click.option("--template", type=PATHS, help="Write empty records files into this folder instead.")
@click.option("--undo", is_flag=True, help="Take back the last import.")
@click.option(
    "--forget", type=importing.Origin(), metavar="FILE", help="Take out all that this file ever gave."
)
@click.option("--history", is_flag=True, help="Show what was imported so far.")
@click.option("--again", is_flag=True, help="Also read what was erased of a client.")
@click.option("--remember", is_flag=True, help="Keep a mail server's password in the system's keyring.")
@importing.file_options
@shared_options
def import_(
    origins: tuple[Path | str, ...], template: Path | None, undo: bool, forget: Path | str | None,
    history: bool, again: bool, remember: bool, dates: str | None, limits: tuple[str, ...], as_json: bool,
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
    words = words_of(lang)
    if sum((bool(origins), template is not None, undo, forget is not None, history)) > 1:
        raise click.UsageError(words("cli.import_one_thing"))
    if template is not None:
        return _template(template, words)
    if undo or forget is not None:
        return _take_back(forget, words, as_json=as_json)
    if history:
        return _history(words, as_json=as_json)
    if not origins:
        raise click.UsageError(words("cli.import_what"))
    brought, problems = importing.bring_in(
        origins, importing.asked(dates, limits, words), words, remember=remember, also_erased=again
    )
    if not as_json:
        brought, problems = _with_answers(brought, problems, limits, words)
    _show(brought, problems, words, as_json=as_json)
    return LOOK if problems else DONE


@click.command()
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
    import json

    from goodterms.faces import documents

    words = words_of(lang)
    wanted = importing.asked(dates, limits, words)
    with suppress(KeyboardInterrupt):  # how it is meant to end, also in the middle of an import
        for origins in importing.rounds(folder, words):
            brought, problems = importing.news(*importing.bring_in(origins, wanted, words))
            if not brought:
                continue
            if as_json:
                click.echo(json.dumps(documents.imported(brought, problems, words), ensure_ascii=False))
            else:
                _show(brought, problems, words, as_json=False)
            sys.stdout.flush()
    return DONE


def _show(brought: list[Brought], problems: list[Problem], words: Words, *, as_json: bool) -> None:
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading

    if as_json:
        print_json(documents.imported(brought, problems, words))
        return
    shown = terminal.ScreenWords(words.language)
    reading.show_imported(terminal.Screen(), brought, shown)
    reading.show_problems(terminal.Screen(error=True), problems, shown)
    if skipped := sum(one.is_erased for one in brought):
        terminal.Screen(error=True).line(shown("erase.skipped", count=skipped))


def _with_answers(
    brought: list[Brought], problems: list[Problem], limits: tuple[str, ...], words: Words
) -> tuple[list[Brought], list[Problem]]:
    """The same after the files whose dates the freelancer explains have been read again."""
    for answer, paths in importing.ask_dates(brought, problems, words).items():
        said = importing.asked(answer, limits, words)
        again, left = importing.bring_in(paths, said, words, again=True)
        replaced = {one.name for one in brought if one.path in paths}
        brought = [one for one in brought if one.name not in replaced] + again
        problems = [one for one in problems if one.source not in replaced] + left
    return brought, problems


def _take_back(forget: Path | str | None, words: Words, *, as_json: bool) -> int:
    """The last import, or all that one file gave."""
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading

    gone = importing.undo(words) if forget is None else importing.forget(forget, words)
    if as_json:
        print_json(documents.undone(gone))
    elif forget is None:
        reading.show_undone(terminal.Screen(), gone, terminal.ScreenWords(words.language))
    else:
        count = sum(one.records for one in gone)
        click.echo(words("import.forgotten", count=count, path=str(forget)))
    return DONE


def _history(words: Words, *, as_json: bool) -> int:
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading

    with telling(words), store() as kept:
        sources = kept.sources()
    if as_json:
        print_json(documents.history(sources))
    else:
        reading.show_history(terminal.Screen(), sources, terminal.ScreenWords(words.language))
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
