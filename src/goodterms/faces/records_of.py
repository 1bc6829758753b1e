"""What do the records know of this client? Of a folder, of the store, or of none at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import Day, book_of, home, known_playbook, no_such_client, telling
from goodterms.faces.command import PATHS

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.letters.known import Known

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
    own = home() / "playbooks"
    known_playbook(playbook, own, words)
    if alone or (place is None and not is_kept()):
        return None, playbook or "balanced"
    from goodterms import desk
    from goodterms.terms.languages import same_name

    with telling(words):
        book = book_of(place, words)
        used = playbook or book.freelancer.playbook or "balanced"
        if not book.clients and place is None:
            return None, used
        if all(same_name(one.name) != same_name(client) for one in book.clients):
            raise click.ClickException(no_such_client(client, book, words))
        return desk.known(book, client, today, playbook=playbook, own_playbooks=own), used


def is_kept() -> bool:
    """Is there a store at all? To look is no reason to make one."""
    import os

    from goodterms.store.database import FILE

    return bool(os.environ.get("DATABASE_URL")) or (home() / FILE).exists()
