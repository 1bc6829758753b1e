"""How long does the what-if of one client take, beside the review of the same ten years?"""

from __future__ import annotations

from collections.abc import Iterator

from bench.beside import Line
from bench.ten_years import review_seconds
from bench.workshop import Workshop

LIMIT = 1.0


def measure(shop: Workshop) -> Iterator[Line]:
    """Both read the whole Book first; a what-if needs no verdict, and draws two thousand futures."""
    home = shop.large_store
    yield shop.compare(
        Line(
            "what-if of one client from a ten-year store", "open_book + what-if", "the review", "ratio", LIMIT
        ),
        lambda: float(shop.children.told("-m", "bench.what_if_store", str(home))["seconds"]),
        lambda: review_seconds(shop, home),
    )
