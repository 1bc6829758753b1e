"""What was asked for: which records, which day, what the gut says, or why it cannot be had."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.home import home as home  # noqa: PLC0414 - handed on to commands that ask for more
from goodterms.faces.home import own_playbooks
from goodterms.faces.home import store as store  # noqa: PLC0414 - as above

if TYPE_CHECKING:
    from goodterms.desk import WhichPlaybook
    from goodterms.faces.words import Words
    from goodterms.records.asked import Asked
    from goodterms.records.book import Book
    from goodterms.records.model import Verdict

# What a command does not need is not imported: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


class Day(click.ParamType[date]):
    """A day as 2026-10-31, of a year from which a record can be."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from goodterms.records.tables.days import FIRST_YEAR, LAST_YEAR
        from goodterms.terms.calendar import read_day

        day = value if isinstance(value, date) else read_day(value)
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            years = f"from {FIRST_YEAR} to {LAST_YEAR}"
            self.fail(f"{value!r} is no day {years}; write it as 2026-10-31", param, ctx)
        return day


def words_of(lang: str | None) -> Words:
    """The words of the language that was asked for, else of the environment's."""
    from goodterms.faces.words import Words, screen_language

    return Words(screen_language(lang or ""))


@contextmanager
def telling(words: Words) -> Iterator[None]:
    """A store that cannot be used becomes one line."""
    try:
        yield
    # Told by its `text`: to name the store's own error here, its whole framework would have to be imported.
    except Exception as error:
        from goodterms.terms.evidence import Text

        text = getattr(error, "text", None)
        if isinstance(text, Text):
            raise click.ClickException(words.say(text)) from error
        raise


def book_of(place: Path | None, words: Words, wanted: Asked | None = None) -> Book:
    """The records of a folder, or of the store where none is named."""
    from goodterms import desk
    from goodterms.faces import terminal
    from goodterms.records.asked import NOTHING_ASKED

    if place is None:
        with store() as kept:
            return desk.open_book(kept)
    existing([place], words)
    with terminal.progress(words("progress.reading")) as progress:
        return desk.take_in([place], progress, wanted or NOTHING_ASKED)


def existing(paths: Sequence[Path], words: Words) -> None:
    """Refuses what is not there or may not be read."""
    for path in paths:
        if not path.exists():
            raise click.ClickException(words("cli.no_such_path", path=str(path)))
        if not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
            raise click.ClickException(words("cli.no_right", path=str(path)))


def playbook_of(name: str, words: Words) -> WhichPlaybook:
    """The playbook that was asked for, which may be one of the user's own; refuses one that nobody knows."""
    from goodterms.desk import WhichPlaybook

    own = own_playbooks()
    known_playbook(name, own, words)
    return WhichPlaybook(name, own)


def known_playbook(name: str, own: Path | None, words: Words) -> None:
    """Refuses a playbook that nobody knows."""
    from goodterms.review.playbook import names

    if name and name not in names(own):
        raise click.BadParameter(
            words("cli.none_of", told=name, allowed=", ".join(names(own))), param_hint="--playbook"
        )


def gut_of(told: str, book: Book, words: Words) -> tuple[str, Verdict]:
    """The client and the verdict that CLIENT=VERDICT names."""
    name, _, verdict = told.rpartition("=")
    client = _named(name, book)
    if not client:
        raise click.BadParameter(no_such_client(name, book, words), param_hint="--gut")
    match verdict.replace("-", "_"):
        case "keep" | "repair" | "let_go" as said:
            return client, said
    allowed = "keep, repair, let_go"
    raise click.BadParameter(words("cli.none_of", told=verdict, allowed=allowed), param_hint="--gut")


def ask_guts(book: Book, words: Words, only: str = "") -> list[tuple[str, Verdict]]:
    """The freelancer's own word on one client or all, before any figure is shown (M34); Enter says none."""
    from goodterms.terms.languages import same_name

    answers: dict[str, Verdict] = {"k": "keep", "r": "repair", "l": "let_go"}
    felt = []
    for client in book.clients:
        if only and same_name(client.name) != same_name(only):
            continue
        asked = words("gut.ask", client=client.name)
        told = click.prompt(
            asked,
            type=click.Choice(["k", "r", "l", ""]),
            default="",
            show_choices=False,
            show_default=False,
            err=True,
        )
        if told:
            felt.append((client.name, answers[told]))
    return felt


def keep_guts(felt: Iterable[tuple[str, Verdict]], day: date) -> None:
    """Keeps what the gut said with the imported records, as a file of that day would."""
    from goodterms.records.model import Batch, Gut
    from goodterms.terms.evidence import Evidence

    said = f"--gut, {day.isoformat()}"
    guts = tuple(Gut(client, day, verdict, Evidence(said, client, verdict)) for client, verdict in felt)
    with store() as kept:
        kept.save(Batch(said, None, guts), repr(guts), said)


def client_named(told: str, book: Book, words: Words) -> str:
    """The client's name as the records have it; click's own error where nobody is called so."""
    name = _named(told, book)
    if not name:
        raise click.ClickException(no_such_client(told, book, words))
    return name


def _named(told: str, book: Book) -> str:
    from goodterms.terms.languages import same_name

    return next((one.name for one in book.clients if same_name(one.name) == same_name(told)), "")


def no_such_client(name: str, book: Book, words: Words) -> str:
    """That nobody is called so, and who there is."""
    clients = ", ".join(client.name for client in book.clients)
    if not clients:
        return words("cli.no_client_yet", client=name)
    return words("cli.no_such_client", client=name, clients=clients)
