"""What does a studio's server do with fifty people at once? gunicorn and PostgreSQL as they are run."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator

from bench.beside import Line, Skipped
from bench.workshop import Workshop, say

NONE, SECONDS = 0.0, 30.0
NEEDED = ("gunicorn", "psycopg", "pyotp", "segno", "argon2")


def measure(shop: Workshop) -> Iterator[Line | Skipped]:
    """Pages that were not answered, and how long the slowest five of a hundred took."""
    what = "fifty people at once in a studio"
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        yield Skipped(what, f"no {', '.join(missing)} here (the extra studio)")
        return
    say("fifty people in five studios")
    told = shop.children.told("-m", "bench.crowded_studio")
    if "missing" in told:
        yield Skipped(what, told["missing"])
        return
    line = Line(
        f"{what}: {told['pages']} pages, not answered", "pages", "none", "difference", NONE, unit="pages"
    )
    yield line.with_pair(told["failed"], 0)
    line = Line(f"{what}: the slowest of 20 pages", "fifty", "one alone", "difference", SECONDS)
    yield line.with_pair(told["slow"], told["alone"])
