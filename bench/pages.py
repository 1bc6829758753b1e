"""What do the pages cost on ten years of records? Each beside an empty page with the same middleware."""

from __future__ import annotations

from collections.abc import Iterator

from bench.beside import Line
from bench.workshop import Workshop, say

TIMES, MILLISECONDS, QUERIES, KILOBYTES = 3.0, 100.0, 20.0, 150.0


def measure(shop: Workshop) -> Iterator[Line]:
    """The slowest page, the one with most queries, and the weight of the first."""
    say("serving pages of a ten-year store")
    told = shop.children.told("-m", "bench.served_pages", str(shop.large_store))
    pages = told["pages"]
    slowest = max(pages, key=lambda path: pages[path]["again"] / pages[path]["empty"])
    line = Line(f"a page that was shown, again ({slowest})", "that page", "an empty one", "ratio", TIMES)
    yield line.with_pair(pages[slowest]["again"] * 1000, pages[slowest]["empty"] * 1000)._replace(unit="ms")
    slowest = max(pages, key=lambda path: pages[path]["anew"])
    line = Line(
        f"the slowest of {len(pages)} pages, made anew ({slowest})",
        "that page",
        "an empty one",
        "difference",
        MILLISECONDS,
    )
    yield line.with_pair(pages[slowest]["anew"] * 1000, pages[slowest]["empty"] * 1000)._replace(unit="ms")
    asking = max(pages, key=lambda path: pages[path]["queries"])
    line = Line(
        f"most queries of a page ({asking})", "queries", "none", "difference", QUERIES, unit="queries"
    )
    yield line.with_pair(pages[asking]["queries"], 0)
    line = Line(
        "weight of the first page with all it loads", "KB", "none", "difference", KILOBYTES, unit="KB"
    )
    yield line.with_pair(told["first"] / 1000, 0)
