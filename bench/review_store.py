"""The product's own way: `python -m bench.review_store HOME` opens a store and reviews it.

Prints the seconds it took, what each signal sums to, a client, where `--sums` is said.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from pathlib import Path

import duckdb  # noqa: F401 - imported before the clock starts, as in the alternative
import holidays.countries  # noqa: F401 - the same
import pyarrow  # noqa: F401 - the same

from goodterms import desk
from goodterms.signals import tables  # noqa: F401 - the same
from goodterms.signals.measure import measure
from goodterms.store.opening import open_store

AS_OF = date(2026, 10, 31)


def main(home: Path, *, with_sums: bool) -> None:
    """Times open_book and review, in one process."""
    store = open_store(home)
    started = time.perf_counter()
    book = desk.open_book(store)
    found = desk.review(book, AS_OF)
    seconds = time.perf_counter() - started
    told: dict[str, object] = {"seconds": seconds, "clients": len(found.clients)}
    if with_sums:
        sums: dict[str, dict[str, tuple[float, float]]] = {}
        for (signal, client), reading in measure(book, AS_OF).found.items():
            parts, wholes = sum(m.part for m in reading.months), sum(m.whole for m in reading.months)
            sums.setdefault(signal, {})[client] = (parts, wholes)
        told["sums"] = sums
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]), with_sums="--sums" in sys.argv)
