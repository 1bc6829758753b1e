"""What is read of each kind of file, and how much of one? The page of the guide that tells it, from the code.

    python -m goodterms.records.formats

writes `docs/guide/formats.md` of the checkout it is started in. Each importer says itself what it reads
(`READS`) and which kinds of records it may give (`GIVES`, in the words of `goodterms inspect --json`).
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from goodterms.records.finding import SHELF
from goodterms.records.limits import USUAL, Limits
from goodterms.records.tables import sheets, sheets_apart
from goodterms.terms import shelf

PAGE = Path("docs/guide/formats.md")
"""Where the page lies, seen from the top of a checkout."""
_TEXT = """\
# What is read, format by format

Written by `make formats` from the importers themselves: change what they say, not this page. How to bring
files in is told in [Bringing your records in](importing.md), the tables you keep yourself in
[Your records](records.md).

## Formats

What a file is, its content tells, not its name or place. The first column is what `goodterms inspect` shows
under *Read as*; the last has the words that its `--json` uses for the `kind` of a record. An `invoice` may
be a `credit_note`, and a `correspondent` is somebody whose mail was counted and left closed.

| importer | your words | what is read, and what is not | gives |
|---|---|---|---|
{formats}

## What can be given

- **A file** of any kind above, or **a folder**: all files in it and below, hidden ones aside.
- **A folder that is one source**: {folders}.
- **An archive** (.zip): what lies in it, in its folders and in archives within it. Nothing of it is unpacked
  to a disk.
- **A workbook** (XLSX, XLSM, ODS, XLS): each sheet with anything on it is a table, like a CSV file of its
  own; at most {sheets} sheets of {rows} rows and {columns} columns, within {seconds} seconds.
- **A mailbox on a server**: `imaps://you@mail.example.com`, with `/folder` for one folder; by
  `goodterms import` alone.

## Limits

No file may take all memory or all day. Where a limit is hit, a problem says so, and everything else is read.
You may raise one: `goodterms import export.zip --limit archive_mb=8000`.

| limit | usually | what it bounds |
|---|---|---|
{limits}

Of any size may be: {streams}.
"""


def page() -> str:
    """The page, as Markdown."""
    modules = shelf.modules(SHELF)
    return _TEXT.format(
        formats="\n".join(_row(name, module) for name, module in modules.items()),
        folders=_titles(modules.values(), "gathers"),
        streams=_titles(modules.values(), "STREAMS"),
        limits="\n".join(_limits()),
        sheets=sheets_apart.MOST_SHEETS,
        rows=f"{sheets_apart.MOST_ROWS:,}",
        columns=f"{sheets_apart.MOST_COLUMNS:,}",
        seconds=sheets.SECONDS,
    )


def gives(module: ModuleType) -> tuple[str, ...]:
    """Kinds of records that an importer's files may give; where it counts who wrote, those people too."""
    kinds: tuple[str, ...] = module.GIVES
    return (*kinds, "correspondent") if hasattr(module, "headers") else kinds


def _row(name: str, module: ModuleType) -> str:
    kinds = ", ".join(f"`{kind}`" for kind in gives(module))
    return f"| `{name}` | {module.TITLE} | {module.READS} | {kinds} |"


def _titles(modules: Iterable[ModuleType], marked: str) -> str:
    """The titles of the importers that have a name by which the program knows what they can do."""
    return ", ".join(module.TITLE for module in modules if hasattr(module, marked))


def _limits() -> Iterator[str]:
    """A row for each limit: what it bounds is what stands below it in its class."""
    body = ast.parse(inspect.getsource(Limits)).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101 - the source of a class begins with it
    for field, below in pairwise(body.body):
        match field, below:
            case ast.AnnAssign(ast.Name(name)), ast.Expr(ast.Constant(str(words))):
                yield f"| `{name}` | {getattr(USUAL, name):,} | {' '.join(words.split())} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
