"""What does ten times the data cost?"""

from __future__ import annotations

from collections.abc import Iterator

from bench.beside import Line
from bench.ten_years import review_seconds
from bench.workshop import Workshop

LIMIT = 12.0


def measure(shop: Workshop) -> Iterator[Line]:
    """The same review over the same years and clients, of a tenth of the records and of all."""
    large, small = shop.large_store, shop.small_store
    what = f"review of {shop.large.messages:,} messages and the rest beside {shop.small.messages:,}"
    yield shop.compare(
        Line(what, "all", "a tenth", "ratio", LIMIT),
        lambda: review_seconds(shop, large),
        lambda: review_seconds(shop, small),
    )
