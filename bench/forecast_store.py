"""The forecast from a store: `python -m bench.forecast_store HOME`; prints the seconds it took."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import holidays.countries  # noqa: F401 - imported before the clock starts, as for the review

from bench.review_store import AS_OF
from goodterms import desk
from goodterms.review.forecast import forecasting  # noqa: F401 - the same
from goodterms.store.opening import open_store


def main(home: Path) -> None:
    """Times open_book and forecast, in one process."""
    store = open_store(home)
    started = time.perf_counter()
    book = desk.open_book(store)
    opened = time.perf_counter()
    made = desk.forecast(book, AS_OF)
    ended = time.perf_counter()
    told = {"seconds": ended - started, "forecast": ended - opened, "invoices": len(made.invoices)}
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
