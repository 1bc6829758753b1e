"""How long does a review of ten years take, beside hand-written SQL for the same signals over the same rows?

Before anything is timed, both must have found the same: all parts and wholes, signal by signal and client by
client. Otherwise the alternative would answer another question.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isclose
from pathlib import Path

from bench.beside import ChildError, Line
from bench.workshop import Workshop, say
from goodterms.store.database import FILE

LIMIT = 3.0


def measure(shop: Workshop) -> Iterator[Line]:
    """`open_book` and `review` from the store; reading the rows is in both."""
    home = shop.large_store
    _check(shop, home)
    what = f"review of a ten-year store: {shop.large.messages:,} messages, {shop.large.invoices:,} invoices, "
    yield shop.compare(
        Line(
            f"{what}{shop.large.hours:,} time entries",
            "open_book + review", "sqlite3 + DuckDB by hand", "ratio", LIMIT,
        ),
        lambda: review_seconds(shop, home),
        lambda: float(shop.children.told("-m", "bench.by_hand", str(home / FILE))["seconds"]),
    )  # fmt: skip


def review_seconds(shop: Workshop, home: Path) -> float:
    """What a review of that store takes in a process of its own, imports aside."""
    return float(shop.children.told("-m", "bench.review_store", str(home))["seconds"])


def _check(shop: Workshop, home: Path) -> None:
    """ChildError where the two do not find the same."""
    say("comparing what both find")
    ours = shop.children.told("-m", "bench.review_store", str(home), "--sums")["sums"]
    theirs = shop.children.told("-m", "bench.by_hand", str(home / FILE))["sums"]
    for signal in ours.keys() | theirs.keys():
        mine, other = ours.get(signal, {}), theirs.get(signal, {})
        for client in mine.keys() | other.keys():
            a, b = mine.get(client), other.get(client)
            if not (a and b and all(isclose(x, y, rel_tol=1e-6) for x, y in zip(a, b, strict=True))):
                raise ChildError(f"{signal} of {client}: the review found {a}, the queries by hand {b}")
