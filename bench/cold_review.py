"""How long until a freelancer reads the verdicts, beside what the engine alone takes for the same queries?"""

from __future__ import annotations

from collections.abc import Iterator

from bench.beside import Line
from bench.invented import AS_OF
from bench.prepared import prepare
from bench.workshop import Workshop
from goodterms import desk

LIMIT = 3.0
"""Seconds: reading the files, the verdicts and the screen together."""


def measure(shop: Workshop) -> Iterator[Line]:
    """A whole `goodterms review FOLDER`, from the start of the process, less the engine's own process."""
    book = desk.take_in([shop.records])
    place = prepare(book, AS_OF, shop.scratch / "cold")
    review = ("-m", "goodterms", "review", str(shop.records), "--as-of", AS_OF.isoformat())
    what = f"cold review of {len(book.clients)} clients, {len(book.messages):,} messages"
    yield shop.compare(
        Line(what, "goodterms review", "DuckDB alone, same queries", "difference", LIMIT),
        lambda: shop.children.wall(*review, fine=(0, 1)),
        lambda: shop.children.wall("-m", "bench.bare_engine", str(place)),
    )
