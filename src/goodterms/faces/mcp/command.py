"""The same for an assistant on this machine."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from goodterms.faces.asking import existing, words_of
from goodterms.faces.command import DONE, PATHS
from goodterms.faces.words import languages

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415


@click.command()
@click.option("--from", "place", type=PATHS, help="Use the records of this folder, and keep nothing.")
@click.option("--allow-writes", "may_write", is_flag=True, help="Also offer to mark steps of a plan.")
@click.option(
    "--with-feelings",
    is_flag=True,
    help="Also tell how it felt: ratings, gut, what you noted after endings.",
)
@click.option(
    "--lang",
    type=click.Choice(languages()),
    help="Language of the sentences (default: from the environment).",
)
def mcp(place: Path | None, may_write: bool, with_feelings: bool, lang: str | None) -> int:
    """The same for an assistant: Model Context Protocol on standard input and output.

    An assistant starts this command itself and asks. Nothing is changed, and nothing of your feelings is
    told, unless you allow it here. A rant cannot be reached. Needs the extra `mcp`.

    \b
    Examples:
      goodterms mcp
      goodterms mcp --from ~/business --lang fr
      goodterms mcp --allow-writes
    """
    words = words_of(lang)
    if place is not None:
        existing([place], words)
        if may_write:
            raise click.UsageError(words("programs.nothing_kept"))
    try:
        from goodterms.faces.mcp.server import serve
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("mcp", "mcp_types", "anyio"):
            raise
        raise click.ClickException(words("programs.no_mcp")) from missing
    from goodterms.faces.mcp.offering import Tools

    if sys.stdin is not None and sys.stdin.isatty():
        click.echo(words("programs.for_an_assistant"), err=True)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # else Ctrl+C waits for a line to end
    serve(Tools(place, lang=lang, may_write=may_write, with_feelings=with_feelings))
    return DONE
