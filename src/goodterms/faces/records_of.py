"""What do the records know of this client? Of a folder, of the store, or of none at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import (
    Day,
    book_of,
    client_named,
    home,
    known_playbook,
    playbook_of,
    store,
    telling,
)
from goodterms.faces.command import PATHS
from goodterms.faces.home import own_playbooks

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.letters.known import Known
    from goodterms.records.book import Book

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


def records_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--from, --as-of and --without-records."""
    place = click.option(
        "--from", "place", type=PATHS, help="Use the records of this folder, and keep nothing."
    )
    as_of = click.option("--as-of", type=Day(), help="Take this day for today.")
    alone = click.option("--without-records", "alone", is_flag=True, help="Go by what you say alone.")
    return place(as_of(alone(command)))


def about_client(
    client: str, place: Path | None, today: date, words: Words, *, alone: bool = False, playbook: str = ""
) -> tuple[Known | None, str]:
    """The facts of a client and the playbook they were judged by; None where there are no records at all.

    Where there are records of others only, nobody is called so: the command ends with the names there are.
    """
    if alone or (place is None and not is_kept()):
        known_playbook(playbook, own_playbooks(), words)
        return None, playbook or "balanced"
    from goodterms import desk

    by = playbook_of(playbook, words)
    with telling(words):
        book = book_of(place, words)
        used = playbook or book.freelancer.playbook or "balanced"
        if not book.clients and place is None:
            return None, used
        client = client_named(client, book, words)
        book = book if place is not None else worded(book, client)
        return desk.known(book, client, today, by=by), used


def all_records(place: Path | None, words: Words, *, alone: bool = False, with_words: bool = False) -> Book:
    """Those of the folder or the store, from the store `with_words` of the messages where they are needed; an
    empty Book where there is no store yet, or where one goes by what is said `alone`."""
    if alone or (place is None and not is_kept()):
        from goodterms.records.book import Book
        from goodterms.records.model import Freelancer

        return Book(Freelancer())
    if place is not None or not with_words:
        return book_of(place, words)
    from goodterms import desk

    with store() as kept:
        return desk.whole_book(kept)


def client_records(
    client: str, place: Path | None, words: Words, *, alone: bool, with_words: bool = False
) -> tuple[Book, str]:
    """The records, and the client's name as they have it; without any, what is said is all there is."""
    if alone:
        from dataclasses import replace

        from goodterms.records.model import Client

        return replace(all_records(None, words, alone=True), clients=(Client(client),)), client
    if place is None and not is_kept():
        raise click.ClickException(words("cli.no_client_yet", client=client))
    book = all_records(place, words, with_words=with_words)
    name = client_named(client, book, words)
    return book if with_words or place is not None else worded(book, name), name


def worded(book: Book, client: str) -> Book:
    """The same with the words of the messages with a client that the store keeps."""
    from goodterms import desk

    with store() as kept:
        return desk.with_words(book, client, kept)


def is_kept() -> bool:
    """Is there a store at all? To look is no reason to make one."""
    import os

    from goodterms.store.database import FILE

    return bool(os.environ.get("DATABASE_URL")) or (home() / FILE).exists()
