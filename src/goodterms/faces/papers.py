"""Which papers do I need at the end? What is handed over, and what a dispute would need."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import playbook_of, telling, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json
from goodterms.faces.records_of import client_records, records_options

if TYPE_CHECKING:
    from goodterms.faces.paged import Format, Paper
    from goodterms.faces.words import Words
    from goodterms.parting.handover import Handover, Item
    from goodterms.records.book import Book
    from goodterms.records.model import Move

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

LANGUAGES = click.Choice(("en", "fr", "nl", "vi"))
FORMATS = click.Choice(("md", "html", "pdf"))


@click.command()
@click.argument("client")
@click.option(
    "--done", "done", multiple=True, type=int, metavar="N", help="Item N is handed over or settled."
)
@click.option("--lang", type=LANGUAGES, help="Language of the paper (default: the client's).")
@click.option(
    "--format", "form", type=FORMATS, help="md, html or pdf (default: by the name of --out, else md)."
)
@click.option("--out", type=PATHS, help="Write it into this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
@records_options
def handover(
    client: str, place: Path | None, as_of: date | None, alone: bool, done: tuple[int, ...],
    lang: str | None, form: Format | None, out: Path | None, as_json: bool,
) -> int:  # fmt: skip
    """What you hand over: accesses, files, known faults, the last bill, and what is still open.

    Passwords are never shown. What you mark with --done is kept with your records (with --from for this run
    only). The list is at its end when nothing is open.

    \b
    Examples:
      goodterms handover "Harbour & Sons"
      goodterms handover "Harbour & Sons" --done 2 --done 3
      goodterms handover Kestrel --from ~/business --lang fr --out handover.html
      goodterms handover Kestrel --format pdf --out handover.pdf
    """
    from goodterms import desk
    from goodterms.faces.screens.papers import handover_paper

    words = words_of(None)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    with telling(words):
        book, name = client_records(client, place, words, alone=alone, with_words=True)
        by = playbook_of("", words)
        found = desk.handover(book, name, today, by=by)
        if done:
            book = _with_done(book, found, done, today, words, is_kept_there=place is None and not alone)
            found = desk.handover(book, name, today, by=by)
    if as_json:
        print_json(handover_document(found, words))
    else:
        paper = handover_paper(found, paper_words(book, name, lang, words))
        give(paper, form_of(form, out), out, words)
    count = len(found.open)
    click.echo(words("paper.still_open", count=count) if count else words("paper.none_open"), err=True)
    return LOOK if count else DONE


@click.command()
@click.argument("client", default="")
@click.option("--lang", type=LANGUAGES, help="Language of the paper (default: the client's).")
@click.option("--format", "form", type=FORMATS, default="md", help="md, html or pdf.")
@click.option(
    "--out", type=PATHS, metavar="DIR", help="Write the paper, the chronology and the list of digests here."
)
@click.option("--check", type=PATHS, metavar="FILE", help="Is everything in this list of digests as it was?")
@click.option("--seal", default="", metavar="DIGEST", help="With --check: what the list itself has to be.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
@records_options
def evidence(
    client: str, place: Path | None, as_of: date | None, alone: bool, lang: str | None, form: Format,
    out: Path | None, check: Path | None, seal: str, as_json: bool,
) -> int:  # fmt: skip
    """What happened, day by day, for a dispute: bills, money, work and what was written about them.

    What you feel, rated or noted for yourself is left out. With --out a list of digests (SHA-256) stands
    beside it: --check tells later whether the paper or any of your files has changed.

    \b
    Examples:
      goodterms evidence "Harbour & Sons"
      goodterms evidence Kestrel --from ~/business --lang nl --format html --out kestrel-file
      goodterms evidence --check kestrel-file/SHA256SUMS
    """
    from goodterms import desk
    from goodterms.faces import sealing
    from goodterms.faces.screens.papers import dispute_paper
    from goodterms.parting.dispute import chronology

    words = words_of(None)
    if check is not None:
        return sealing.check(check, seal, words)
    if not client:
        raise click.UsageError(words("paper.which_client"))
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    with telling(words):
        book, name = client_records(client, place, words, alone=alone, with_words=True)
        found = desk.dispute(book, name, today)
        files = sealing.sources(found.sources, place, alone=alone)
    told = chronology(found)
    if as_json:
        sys.stdout.write(told)
        return DONE if found.entries else LOOK
    paper = dispute_paper(found, files, paper_words(book, name, lang, words))
    if out is None:
        give(paper, form, None, words)
    else:
        sealing.write(
            out,
            {f"evidence.{form}": made(paper, form, words), "chronology.json": told.encode()},
            files,
            words,
        )
    if not found.entries:
        click.echo(words("paper.no_entries"), err=True)
    return DONE if found.entries else LOOK


def paper_words(book: Book, client: str, lang: str | None, words: Words) -> Words:
    """The words of the paper's language: the one asked for, else the client's, else the screen's."""
    from goodterms.faces.words import Words as InWords

    theirs = next((one.language[:2].lower() for one in book.clients if one.name == client), "")
    chosen = lang or (theirs if theirs in LANGUAGES.choices else words.language)
    return InWords(chosen)


def give(paper: Paper, form: Format, out: Path | None, words: Words) -> None:
    """Prints a paper, or writes it into a file."""
    if out is None and form == "pdf":
        raise click.UsageError(words("paper.pdf_needs_out"))
    data = made(paper, form, words)
    if out is None:
        sys.stdout.write(data.decode())
        return
    written(out, data, words)
    click.echo(words("paper.written", path=str(out)), err=True)


def made(paper: Paper, form: Format, words: Words) -> bytes:
    """The paper in its form; click's own error where PDF cannot be made here."""
    from goodterms.faces.paged import NoPdfError, rendered

    try:
        return rendered(paper, form)
    except NoPdfError as error:
        raise click.ClickException(words("paper.no_pdf")) from error


def written(path: Path, data: bytes, words: Words) -> None:
    """Writes a file that only its owner can read, also where it was there and others could."""
    import os
    from stat import S_ISREG

    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:  # noqa: PTH123
            if S_ISREG(os.fstat(file.fileno()).st_mode):
                os.fchmod(file.fileno(), 0o600)
                file.truncate()
            file.write(data)
    except OSError as error:
        told = words("paper.refused", path=str(path), detail=error.strerror or "")
        raise click.ClickException(told) from error


def handover_document(found: Handover, words: Words) -> dict[str, Any]:
    """The pack as JSON."""
    items = [
        {
            "number": number, "kind": item.kind, "name": item.name or None, "state": item.state,
            "todo": None if item.state == "done" else words.say(item.todo),
            "date": item.day.isoformat() if item.day else None,
            "evidence": [
                {"source": one.source, "locator": one.locator, "quote": one.quote}
                for one in (item.evidence, item.closed) if one is not None
            ],
        }
        for number, item in enumerate(found.items, 1)
    ]  # fmt: skip
    works = [
        {
            "name": one.name, "delivered_on": one.delivered_on.isoformat() if one.delivered_on else None,
            "where": one.where or None,
        }
        for one in found.works
    ]  # fmt: skip
    return {
        "schema": "goodterms.handover/1", "client": found.client, "as_of": found.as_of.isoformat(),
        "open": len(found.open), "items": items, "works": works,
    }  # fmt: skip


def form_of(form: Format | None, out: Path | None) -> Format:
    """The form that was asked for, else the one that the file's name asks for."""
    if form is not None:
        return form
    match out.suffix.lower() if out is not None else "":
        case ".html" | ".htm":
            return "html"
        case ".pdf":
            return "pdf"
    return "md"


def _with_done(
    book: Book, found: Handover, done: tuple[int, ...], today: date, words: Words, *, is_kept_there: bool
) -> Book:
    """The same records with the freelancer's word that these items are settled."""
    from goodterms import desk
    from goodterms.faces.planning import keep_moves

    told = []
    for number in dict.fromkeys(done):
        if not 1 <= number <= len(found.items):
            raise click.BadParameter(
                words("paper.no_item", number=number, count=len(found.items)), param_hint="--done"
            )
        told.append(handed_over(found.client, found.items[number - 1], today))
    if is_kept_there:
        keep_moves(told)
    else:
        click.echo(words("plan.not_kept"), err=True)
    return desk.with_moves(book, told)


def handed_over(client: str, item: Item, today: date) -> Move:
    """The freelancer's word that an item is settled."""
    from goodterms.faces.planning import MOVES
    from goodterms.parting.handover import MARK
    from goodterms.records.model import Move
    from goodterms.terms.evidence import Evidence

    place = Evidence(MOVES, today.isoformat(), f"{MARK}={item.value}")
    return Move(client, today, MARK, item.value, "", place)
