"""What do I answer them? Reads what the client wrote back, and shows a short reply that opens nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from goodterms.faces.asking import words_of
from goodterms.faces.command import DONE, LOOK, print_json
from goodterms.faces.drafting import LANGUAGES, REGISTERS
from goodterms.faces.handed_in import letter_in
from goodterms.faces.records_of import about_client, records_options

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.letters.replying import Answer
    from goodterms.letters.wording import Register

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command()
@click.argument("client")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), required=False)
@click.option(
    "--lang", type=LANGUAGES, help="Language of their answer and of the reply (default: as written)."
)
@click.option("--register", type=REGISTERS, help="vous or tu, u or je.")
@click.option("--address", default="", help="Vietnamese: what you call them (anh, chị, em, bạn …).")
@click.option("--contact", default="", help="The person you write to.")
@click.option("--me", default="", help="Your name.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document on standard output.")
@records_options
def reply(
    client: str, file: Path | None, place: Path | None, as_of: date | None, alone: bool, lang: str | None,
    register: Register | None, address: str, contact: str, me: str, as_json: bool,
) -> int:  # fmt: skip
    """What their answer is, and a short reply that reopens nothing.

    It reads FILE, or standard input. Nothing is kept, and nothing is sent.

    \b
    Examples:
      goodterms reply "Harbour & Sons" answer.txt
      pbpaste | goodterms reply "Harbour & Sons" - --register formal
    """
    from goodterms.letters.linting import language_of
    from goodterms.letters.replying import answer
    from goodterms.letters.replying import reply as in_words

    words = words_of(None)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    come = letter_in(file, "reply.nothing", words)
    text = come.plain
    known, _ = about_client(client, place, today, words, alone=alone)
    language = language_of(text, lang or (known.language if known else "") or words.language)
    if language is None:
        raise click.ClickException(words("lint.unsure"))
    for note in come.notes:
        click.echo(words.say(note), err=True)
    found = answer(text, language)
    name = known.client if known else client
    said = in_words(found, language, name, known, contact=contact, me=me, register=register, address=address)
    if as_json:
        print_json(document(found, said, name, language, words))
    else:
        _show(found, said, words)
    return LOOK if found.advice else DONE


def document(found: Answer, said: str, client: str, language: str, words: Words) -> dict[str, Any]:
    """The answer and the reply as JSON."""
    return {
        "schema": "goodterms.reply/1", "client": client, "language": language, "answer": found.kind,
        "signs": [{"kind": sign.kind, "quote": sign.quote} for sign in found.signs],
        "advice": words.say(found.advice) if found.advice else None, "text": said or None,
    }  # fmt: skip


def _show(found: Answer, said: str, words: Words) -> None:
    from goodterms.faces import terminal
    from goodterms.faces.screens import drafts as screen

    shown = terminal.ScreenWords(words.language)
    screen.show_answer(terminal.Screen(error=True), found, shown)
    if said:
        terminal.Screen().copied(said)
