"""A new lead: who sent them, what was that client like, and what is worth asking?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from goodterms.faces.asking import playbook_of, telling, words_of
from goodterms.faces.command import DONE, LOOK, print_json, shared_options
from goodterms.faces.records_of import all_records, records_options

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command()
@click.argument("name")
@click.option("--referred-by", default="", help="Who sent them: a client, somebody there, or anybody.")
@click.option("--playbook", default="", help="balanced, fire-that-client, break-up, or a sheet of your own.")
@records_options
@shared_options
def screen(
    name: str, referred_by: str, playbook: str, place: Path | None, as_of: date | None, alone: bool,
    as_json: bool, lang: str | None,
) -> int:  # fmt: skip
    """Before you say yes: who sent them, what that client was like, what to ask and what to offer.

    Of the lead itself nothing is said but what your records hold: a source is a hint, not a judgement.

    \b
    Examples:
      goodterms screen "Kiosk Nine" --referred-by "Harbour & Sons"
      goodterms screen "Kiosk Nine" --referred-by Ann --from ~/business
      goodterms screen "Kiosk Nine" --json
    """
    from goodterms import desk
    from goodterms.faces import screened, terminal
    from goodterms.faces.screens import screening as shown

    words = words_of(lang)
    today = as_of or date.today()  # noqa: DTZ011 - the user's own day, where the user is
    by = playbook_of(playbook, words)
    with telling(words):
        book = all_records(place, words, alone=alone, with_words=True)
    made = desk.screen(book, name, referred_by, today, by=by)
    if as_json:
        print_json(screened.document(made, words))
    else:
        shown.show_screening(terminal.Screen(), made, terminal.ScreenWords(words.language))
    return LOOK if made.warnings or made.flags else DONE
