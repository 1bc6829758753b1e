"""Shows what files gave, and what in them could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from goodterms.desk import Brought
from goodterms.faces.words import Words
from goodterms.records.document import as_document
from goodterms.records.model import Batch
from goodterms.terms.evidence import Problem

if TYPE_CHECKING:
    from rich.console import Console

MOST = 20
"""Problems of one run that are shown; the count of the others is."""


def show_batches(console: Console, batches: Sequence[Batch], words: Words, *, every: bool = False) -> None:
    """A line a file: who understood it, and how many records of each kind it gave; or `every` one."""
    from rich.table import Table  # noqa: PLC0415 - drawn only here
    from rich.text import Text  # noqa: PLC0415 - as above

    if not batches:
        console.print(words("inspect.nothing"))
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("inspect.file", "inspect.read_as", "inspect.records"):
        table.add_column(words(heading), overflow="fold")
    for batch in batches:
        kinds = Counter(str(as_document(record)["kind"]) for record in batch.records)
        found = ", ".join(words(f"kind.{kind}", count=often) for kind, often in kinds.items())
        table.add_row(Text(batch.source), batch.importer or Text("–", "red"), found or "–")
    console.print(table)
    for batch in batches if every else ():
        for record in batch.records:
            _show_record(console, as_document(record))


def _show_record(console: Console, fields: dict[str, Any]) -> None:
    """One record on one line, its place last; fields that are unknown are left out."""
    from rich.text import Text  # noqa: PLC0415 - drawn only here

    place = fields.pop("evidence")[0]
    kind = fields.pop("kind")
    told = ", ".join(
        f"{name} {_short(value)}" for name, value in fields.items() if value not in (None, [], {})
    )
    console.print(
        Text.assemble((kind, "bold"), f" {told} ", (f"{place['source']}, {place['locator']}", "dim"))
    )


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    if isinstance(value, list):
        return "; ".join(map(_short, value))
    return " ".join(str(value).split())


def show_imported(console: Console, brought: Sequence[Brought], words: Words) -> None:
    """What an import kept: new, changed and known records, file by file, then together."""
    from rich.table import Table  # noqa: PLC0415 - drawn only here
    from rich.text import Text  # noqa: PLC0415 - as above

    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("inspect.file", "inspect.read_as"):
        table.add_column(words(heading), overflow="fold")
    for heading in ("import.new", "import.changed", "import.known"):
        table.add_column(words(heading), justify="right")
    for one in brought:
        counts = (one.saved.new, one.saved.changed, one.saved.known)
        table.add_row(Text(one.batch.source), one.batch.importer or Text("–", "red"), *map(str, counts))
    console.print(table)
    console.print(words("import.done", count=sum(one.saved.new for one in brought), files=len(brought)))


def show_problems(console: Console, problems: Iterable[Problem], words: Words) -> None:
    """Each problem with its file and place, then how many more there are."""
    from rich.text import Text  # noqa: PLC0415 - drawn only here

    every = list(problems)
    if not every:
        return
    console.print()
    console.print(Text(words("problems.heading", count=len(every)), "bold"))
    for one in every[:MOST]:
        place = words.place(one)
        console.print(Text.assemble("  ", (place, "cyan"), ": " if place else "", words.say(one)))
    if len(every) > MOST:
        console.print(f"  {words('problems.more', count=len(every) - MOST)}")
