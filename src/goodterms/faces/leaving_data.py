"""What do I keep of a client, and how does it go? All of it in one file, or out of the store for good."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import Day, client_named, existing, store, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.faces.records_of import is_kept

if TYPE_CHECKING:
    from goodterms.faces.screens.erasing import Beside
    from goodterms.faces.words import Words
    from goodterms.parting.retention import Sorted
    from goodterms.records.intake import Taken
    from goodterms.records.model import Record
    from goodterms.store.erasing import Wiped
    from goodterms.store.keeping import Store

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
    from goodterms.parting.belonging import belonging

    words = words_of(lang)
    with telling(words):
        records, taken = _records(client, place, words)
        name = client_named(client, taken.book, words)
    mine = belonging(records, name, taken)
    theirs = [record for record, is_theirs in zip(records, mine, strict=True) if is_theirs]
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
    from goodterms.records.intake import take

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    with telling(words):
        if not is_kept():
            raise click.ClickException(words("cli.no_client_yet", client=client))
        with store() as kept:
            rows = kept.rows()
            records = [row.record for row in rows]
            taken = take(records)
            name = client_named(client, taken.book, words)
            found = sort_out(records, name, today, years, taken)
            if found.refused is not None:
                raise click.ClickException(f"{words.say(found.refused)} {words('erase.refused.how')}")
            beside = beside_of(found, records, kept)
            if not as_json:
                screen.show_sorted(Screen(), found, records, beside, ScreenWords(words.language))
            wiped, is_due = None, bool(found.goes) or any(beside)
            if is_due and (yes or _agrees(name, words, as_json=as_json)):
                wiped = kept.erase(
                    [rows[index] for index in found.goes], [rows[index] for index in found.stays]
                )
    if as_json:
        print_json(erase_document(found, records, beside, wiped, words))
    elif wiped is not None:
        screen.show_wiped(Screen(), wiped, ScreenWords(words.language))
    elif is_due:
        click.echo(words("erase.not_yet"), err=True)
    return DONE if wiped is not None or not is_due else LOOK


def beside_of(found: Sorted, records: Sequence[Record], kept: Store) -> Beside:
    """What goes beside the client's records: the words of lines, and what could not be read."""
    from goodterms.faces.screens.erasing import Beside

    lines = sum(bool(records[index].evidence.quote) for index in found.stays)
    return Beside(lines, len(kept.problems()))


def erase_document(
    found: Sorted, records: Sequence[Record], beside: Beside, wiped: Wiped | None, words: Words
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
        "lines": beside.lines, "unread": beside.unread,
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


def _records(client: str, place: Path | None, words: Words) -> tuple[list[Record], Taken]:
    """Every record of a folder or of the store, and the Book of them."""
    from goodterms import desk
    from goodterms.faces import terminal
    from goodterms.records.intake import take

    if place is not None:
        existing([place], words)
        with terminal.progress(words("progress.reading")) as progress:
            batches = desk.read([place], progress)
        records = [record for batch in batches for record in batch.records]
        return records, take(records)
    if not is_kept():
        raise click.ClickException(words("cli.no_client_yet", client=client))
    with store() as kept:
        records = kept.records()
    return records, take(records)
