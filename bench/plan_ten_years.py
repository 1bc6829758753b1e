"""How long does the plan for one client take, beside the review of the same ten years?"""

from __future__ import annotations

from collections.abc import Iterator

from bench.beside import Line
from bench.ten_years import review_seconds
from bench.workshop import Workshop

LIMIT = 1.5


def measure(shop: Workshop) -> Iterator[Line]:
    """The Book is read once and reviewed once; all else is the plan's."""
    home = shop.large_store
    yield shop.compare(
        Line("plan of one client from a ten-year store", "open_book + plan", "the review", "ratio", LIMIT),
        lambda: float(shop.children.told("-m", "bench.plan_store", str(home))["seconds"]),
        lambda: review_seconds(shop, home),
    )
