"""Which letter was handed in, as a file or through a pipe? One line where there is none to read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from goodterms.faces.asking import existing

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.letters.incoming import Incoming

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


def letter_in(file: Path | None, nothing: str, words: Words) -> Incoming:
    """The letter in a file, or in what is piped in; `nothing` is the key of what to say where neither is."""
    from goodterms.letters.incoming import MOST_BYTES, letter_of
    from goodterms.terms.evidence import Text

    if file is None and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError(words(nothing))
    try:
        if file is None or str(file) == "-":
            data = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            existing([file], words)
            if file.is_dir():
                raise click.ClickException(words("lint.a_folder", path=str(file)))
            with file.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
    except OSError as fault:
        raise click.ClickException(words("cli.no_right", path=str(file))) from fault
    come = letter_of(data)
    if isinstance(come, Text):
        raise click.ClickException(words.say(come))
    return come
