"""The plan of one client from a store: `python -m bench.plan_store HOME`; prints the seconds it took."""

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
from goodterms.signals import tables  # noqa: F401 - the same
from goodterms.store.opening import open_store


def main(home: Path) -> None:
    """Times open_book, the words of the client's mails and the plan, in one process."""
    store = open_store(home)
    started = time.perf_counter()
    book = desk.open_book(store)
    client = book.clients[0].name
    made = desk.plan(desk.with_words(book, client, store), client, AS_OF)
    json.dump({"seconds": time.perf_counter() - started, "steps": len(made.steps)}, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
