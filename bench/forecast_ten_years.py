"""How long does the forecast of every open invoice take, beside the review of the same ten years?"""

from __future__ import annotations

from collections.abc import Iterator

from bench.beside import Line
from bench.ten_years import review_seconds
from bench.workshop import Workshop

LIMIT = 1.0


def measure(shop: Workshop) -> Iterator[Line]:
    """Both read the whole Book first."""
    home = shop.large_store
    yield shop.compare(
        Line("forecast from a ten-year store", "open_book + forecast", "the review", "ratio", LIMIT),
        lambda: float(shop.children.told("-m", "bench.forecast_store", str(home))["seconds"]),
        lambda: review_seconds(shop, home),
    )
