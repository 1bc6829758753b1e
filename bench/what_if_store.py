"""A what-if from a store: `python -m bench.what_if_store HOME`; prints the seconds it took."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import duckdb  # noqa: F401 - imported before the clock starts, as for the review
import holidays.countries  # noqa: F401 - the same
import pyarrow  # noqa: F401 - the same

from bench.review_store import AS_OF
from goodterms import desk
from goodterms.parting import planning  # noqa: F401 - the same
from goodterms.parting.cash import what_if  # noqa: F401 - the same
from goodterms.review.forecast import forecasting  # noqa: F401 - the same
from goodterms.signals import tables  # noqa: F401 - the same
from goodterms.store.opening import open_store


def main(home: Path) -> None:
    """Times open_book and what_if, in one process."""
    store = open_store(home)
    started = time.perf_counter()
    book = desk.open_book(store)
    opened = time.perf_counter()
    made = desk.what_if(book, book.clients[0].name, AS_OF)
    ended = time.perf_counter()
    months = len(made.ways["keep"].months)
    json.dump({"seconds": ended - started, "what_if": ended - opened, "months": months}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
