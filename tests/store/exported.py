"""A file to import that is long enough to be killed in, and one that was imported before it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from goodterms.records.model import Batch, Invoice, Message, Record
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
MAILS = tuple(
    Message(START + timedelta(minutes=n), "jo@harboursons.example", text=f"Draft {n}?") for n in range(6_000)
)
BILLS = tuple(
    Invoice(f"2026-{n:03}", "Atelier Sorrel", date(2026, 5, 4), Money(n * 100, "EUR")) for n in range(1, 60)
)
PROBLEM = Problem("export", "line 7", "csv.ragged")
EARLIER = Batch("earlier", "csv", BILLS[:10])
EXPORT = Batch("export", "mixed", (*BILLS, *MAILS), (PROBLEM,))


def pieces(size: int, records: tuple[Record, ...] = EXPORT.records) -> Iterator[Batch]:
    """The export in parts, the problem in the last one."""
    for start in range(0, len(records), size):
        last = start + size >= len(records)
        yield Batch("export", "mixed", records[start : start + size], (PROBLEM,) * last)
