"""What do I keep of a client, and how does it go? All of it in one file, or out of the store for good."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import Day, existing, no_such_client, store, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.faces.records_of import is_kept

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.parting.retention import Sorted
    from goodterms.records.model import Record
    from goodterms.store.erasing import Wiped

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

YEARS = click.IntRange(0, 99)


@click.command()
@click.argument("client")
@click.option("--from", "place", type=PATHS, help="Use the records of this folder, and keep nothing.")
@click.option("--out", type=PATHS, metavar="FILE.zip", help="Where to write it (default: the client's name).")
@shared_options
def export(client: str, place: Path | None, out: Path | None, as_json: bool, lang: str | None) -> int:
    """Everything the records have of a client, in one .zip: for them, if they ask, or for you to move.

    It is what you kept, as you kept it: also what you noted of people. Read it before you give it away.

    \b
    Examples:
      goodterms export "Harbour & Sons"
      goodterms export Kestrel --from ~/business --out kestrel.zip
    """
    from goodterms.faces import exported
    from goodterms.faces.papers import written

    words = words_of(lang)
    with telling(words):
        records, name = _records(client, place, words)
    theirs = _theirs(records, name)
    data, counts = exported.archive(theirs, name, words)
    path = out or Path(exported.file_name(name))
    if out is None and path.exists():
        raise click.ClickException(words("erase.export.exists", path=str(path)))
    written(path, data, words)
    if as_json:
        print_json({"schema": "goodterms.export/1", "client": name, "path": str(path), "records": counts})
    else:
        click.echo(words("erase.export.done", count=sum(counts.values()), path=str(path)))
    click.echo(words("erase.export.opinions"), err=True)
    return DONE


@click.command()
@click.argument("client")
@click.option("--yes", is_flag=True, help="Erase without asking.")
@click.option(
    "--years", type=YEARS, metavar="N", help="Keep accounting records for N years, whatever the law says."
)
@click.option("--as-of", type=Day(), help="Take this day for today.")
@shared_options
def erase(
    client: str, yes: bool, years: int | None, as_of: date | None, as_json: bool, lang: str | None
) -> int:
    """Takes a client out of the store for good, but for what has to stay; shows first what that is.

    Bills and payments stay for the years that the law of your country asks for. Your own files are never
    touched: those that told of the client are listed. After somebody asked what you keep about them nothing
    is erased, until you mark that they have their answer.

    \b
    Examples:
      goodterms erase "Harbour & Sons"
      goodterms erase "Harbour & Sons" --yes
      goodterms erase Kestrel --years 10
    """
    from goodterms.faces.screens import erasing as screen
    from goodterms.faces.terminal import Screen, ScreenWords
    from goodterms.parting.retention import sort_out

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    with telling(words):
        if not is_kept():
            raise click.ClickException(words("cli.no_client_yet", client=client))
        with store() as kept:
            rows = kept.rows()
            records = [row.record for row in rows]
            name = _name(records, client, words)
            found = sort_out(records, name, today, years)
            if found.refused is not None:
                raise click.ClickException(f"{words.say(found.refused)} {words('erase.refused.how')}")
            if not as_json:
                screen.show_sorted(Screen(), found, records, ScreenWords(words.language))
            wiped = None
            if found.goes and (yes or _agrees(name, words, as_json=as_json)):
                bare = [rows[index] for index, ground in found.stays.items() if ground == "accounting"]
                wiped = kept.erase([rows[index] for index in found.goes], bare)
    return _told(found, records, wiped, words, as_json=as_json)


def _told(
    found: Sorted, records: Sequence[Record], wiped: Wiped | None, words: Words, *, as_json: bool
) -> int:
    from goodterms.faces.screens import erasing as screen
    from goodterms.faces.terminal import Screen, ScreenWords

    if as_json:
        print_json(erase_document(found, records, wiped, words))
    elif wiped is not None:
        screen.show_wiped(Screen(), wiped, ScreenWords(words.language))
    elif found.goes:
        click.echo(words("erase.not_yet"), err=True)
    return DONE if wiped is not None or not found.goes else LOOK


def erase_document(
    found: Sorted, records: Sequence[Record], wiped: Wiped | None, words: Words
) -> dict[str, Any]:
    """What went and what stays, as JSON."""
    from goodterms.faces.screens.erasing import kind_of

    goes = Counter(kind_of(records[index]) for index in found.goes)
    stays = [
        {
            "kind": kind_of(records[index]), "ground": ground,
            "until": found.until[index].isoformat() if index in found.until else None,
            "source": records[index].evidence.source, "locator": records[index].evidence.locator,
        }
        for index, ground in sorted(found.stays.items())
    ]  # fmt: skip
    rule = found.rule
    return {
        "schema": "goodterms.erase/1", "client": found.client, "as_of": found.as_of.isoformat(),
        "erased": wiped is not None, "goes": dict(goes), "stays": stays,
        "rule": {
            "place": rule.place or None, "years": rule.years, "source": rule.source or None,
            "why": words(rule.why) if rule.why else None,
        },
        "open": [{"amount": str(one.amount), "currency": one.currency} for one in found.open],
        "mentions": found.mentions, "files": list(wiped.files) if wiped else [],
        "clean": wiped.is_clean if wiped else None,
    }  # fmt: skip


def _agrees(client: str, words: Words, *, as_json: bool) -> bool:
    """Does whoever sits at the terminal want it? Nobody does where none is there."""
    if as_json or not sys.stdin.isatty():
        return False
    return click.confirm(words("erase.ask", client=client), default=False, err=True)


def _records(client: str, place: Path | None, words: Words) -> tuple[list[Record], str]:
    """Every record of a folder or of the store, and the client's name as the Book has it."""
    from goodterms import desk
    from goodterms.faces import terminal

    if place is not None:
        existing([place], words)
        with terminal.progress(words("progress.reading")) as progress:
            batches = desk.read([place], progress)
        records = [record for batch in batches for record in batch.records]
        return records, _name(records, client, words)
    if not is_kept():
        raise click.ClickException(words("cli.no_client_yet", client=client))
    with store() as kept:
        records = kept.records()
    return records, _name(records, client, words)


def _name(records: Sequence[Record], client: str, words: Words) -> str:
    from goodterms.records.intake import settle
    from goodterms.terms.languages import same_name

    book = settle(records)
    name = next((one.name for one in book.clients if same_name(one.name) == same_name(client)), "")
    if not name:
        raise click.ClickException(no_such_client(client, book, words))
    return name


def _theirs(records: Sequence[Record], client: str) -> list[Record]:
    from goodterms.parting.belonging import belonging

    found = belonging(records, client)
    return [record for record, is_theirs in zip(records, found, strict=True) if is_theirs]
