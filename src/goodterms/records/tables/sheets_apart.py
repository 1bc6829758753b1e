"""The process that opens workbooks: little memory, little time, and nothing lost if it is ended.

    python -m goodterms.records.tables.sheets_apart < bills.xlsx

Prints the sheets as JSON: `[{"name", "csv", "cut"}]`. Nothing else of us is loaded here.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO, StringIO
from itertools import islice

MEMORY = 1 << 30
"""Bytes of address space: a sheet of 200,000 rows by 30 columns needs a third of it."""
CPU_SECONDS = 60
MOST_SHEETS = 100
MOST_ROWS = 200_000
MOST_COLUMNS = 1_000
LONGEST_CELL = 10_000
"""Characters of one cell that are kept."""
BROKEN, LOCKED, NO_MEMORY = 3, 4, 5
"""What the process ends with where it gives up."""


def cell_text(value: object) -> str:
    """A cell as a table of ours holds it.

    A number with three decimals gets a fourth, so that nobody takes its point for thousands.

    >>> [cell_text(value) for value in (1250.0, 12.345, date(2026, 3, 4), timedelta(minutes=90), "a\\nb")]
    ['1250', '12.3450', '2026-03-04', '1:30:00', 'a b']
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        whole, _, decimals = f"{value:.8f}".partition(".")
        decimals = decimals.rstrip("0")
        return f"{whole}.{decimals + '0' * (len(decimals) in (1, 3))}" if decimals else whole
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, date | time):
        return value.isoformat()
    return " ".join(str(value)[:LONGEST_CELL].split())


def as_csv(rows: Iterable[Sequence[object]]) -> tuple[str, bool]:
    """The rows as CSV, one line each and all of one length, and whether there were more than are read.

    No text where all cells are empty.
    """
    kept: list[list[str]] = []
    for row in islice(rows, MOST_ROWS + 1):
        cells = [cell_text(value) for value in row[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        kept.append(cells)
    width = max(map(len, kept), default=0)
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows(cells + [""] * (width - len(cells)) for cells in kept[:MOST_ROWS])
    return text.getvalue() if width else "", len(kept) > MOST_ROWS


def sheets_of(data: bytes) -> list[dict[str, object]]:
    """The sheets with anything on them."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum  # noqa: PLC0415 - only this process needs it

    found = []
    with CalamineWorkbook.from_filelike(BytesIO(data)) as book:
        for sheet in book.sheets_metadata[:MOST_SHEETS]:
            if sheet.typ == SheetTypeEnum.WorkSheet:
                text, cut = as_csv(book.get_sheet_by_name(sheet.name).iter_rows())
                found += [{"name": sheet.name, "csv": text, "cut": cut}] if text else []
    return found


def main() -> int:
    """Reads standard input, prints the sheets; 0, or why not."""
    _bound()
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415 - after the bounds are set

    try:
        sheets = sheets_of(sys.stdin.buffer.read())
    except PasswordError:
        return LOCKED
    except MemoryError:
        return NO_MEMORY
    except (CalamineError, ValueError, OSError, OverflowError):
        return BROKEN
    sys.stdout.buffer.write(json.dumps(sheets).encode())
    return 0


def _bound() -> None:
    """Bounds on memory and time, where the system knows them."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
