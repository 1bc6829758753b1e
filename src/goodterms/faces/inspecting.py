"""What would be read from these files?"""

from __future__ import annotations

import atexit
import gc
from pathlib import Path

import click

from goodterms.faces import importing
from goodterms.faces.asking import existing, words_of
from goodterms.faces.command import DONE, LOOK, PATHS, print_json, shared_options
from goodterms.terms.memory import undisturbed

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command()
@click.argument("files", type=PATHS, nargs=-1, required=True)
@click.option("--all", "every", is_flag=True, help="Show every record, not only how many there are.")
@importing.file_options
@shared_options
@undisturbed()
def inspect(
    files: tuple[Path, ...], every: bool, dates: str | None, limits: tuple[str, ...], as_json: bool,
    lang: str | None,
) -> int:  # fmt: skip
    """What would be read from these files, and what could not be read; stores nothing.

    \b
    Examples:
      goodterms inspect invoices.csv inbox.mbox
      goodterms inspect ~/business --json | jq '.files[].problems'
    """
    from goodterms import desk
    from goodterms.faces import documents, terminal
    from goodterms.faces.screens import reading

    words = words_of(lang)
    # As it ends, Python looks for cycles in all that is still there, more than once: a tenth of the time of a
    # small file, for nothing. Not so in a review: DuckDB complains of what was not collected.
    atexit.register(gc.freeze)
    existing(files, words)
    with terminal.progress(words("progress.reading")) as progress:
        batches = desk.inspect(files, progress, importing.asked(dates, limits, words))
    if as_json:
        print_json(documents.inspect(batches, words))
    else:
        shown = terminal.ScreenWords(words.language)
        screen = terminal.Screen()
        reading.show_batches(screen, batches, shown, every=every)
        reading.show_problems(screen, [one for batch in batches for one in batch.problems], shown)
    return LOOK if any(batch.problems for batch in batches) else DONE
