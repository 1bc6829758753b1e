"""What all commands have in common: the options that each has, how each ends, how each prints JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from goodterms.terms import shelf

DONE, LOOK = 0, 1
PATHS = click.Path(path_type=Path)


def shared_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--json and --lang, which every command has."""
    as_json = click.option(
        "--json", "as_json", is_flag=True, help="Print one JSON document on standard output."
    )
    lang = click.option(
        "--lang",
        type=click.Choice(shelf.folders("goodterms", "locale")),
        help="Language of the screen (default: from the environment).",
    )
    return as_json(lang(command))


def print_json(document: dict[str, Any]) -> None:
    """One document on standard output."""
    json.dump(document, sys.stdout, ensure_ascii=not _is_unicode(sys.stdout.encoding), indent=1)
    sys.stdout.write("\n")


def _is_unicode(encoding: str | None) -> bool:
    return encoding is None or encoding.lower().startswith("utf")
