"""How far is it, and what was found? A bar on a terminal, plain lines in a log, a table at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from fuzz.hunt import Find, Toll

_HEADINGS = ("importer", "cases", "problems", "slowest case", "peak memory")


class Teller(Protocol):
    """Is told what happens."""

    def step(self, toll: Toll, share: float) -> None:
        """One case more; the share of the whole run that is done."""

    def find(self, find: Find) -> None:
        """Something broke a promise."""

    def end(self, toll: Toll) -> None:
        """An importer has had its cases."""


class _Lines:
    """For a log."""

    def step(self, toll: Toll, share: float) -> None:
        """Nothing: a line a case would be too many."""

    def find(self, find: Find) -> None:
        _say(str(find))

    def end(self, toll: Toll) -> None:
        _say(f"{toll.importer}: {toll.cases:,} cases, {len(toll.finds)} problems")


class _Bar(_Lines):
    """For a terminal."""

    def __init__(self) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - 40 ms, and a log needs none

        columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
        self.progress = Progress(*columns, transient=True)
        self._task = self.progress.add_task("", total=1.0)

    def step(self, toll: Toll, share: float) -> None:
        text = f"{toll.importer}: {toll.cases:,} cases"
        self.progress.update(self._task, completed=share, description=text)


@contextmanager
def telling() -> Iterator[Teller]:
    """What suits the place that the output goes to."""
    if not sys.stdout.isatty():
        yield _Lines()
        return
    bar = _Bar()
    with bar.progress:
        yield bar


def table(tolls: Sequence[Toll]) -> str:
    """A line an importer, and their sum."""
    rows = [_HEADINGS, *map(_row, tolls)]
    rows.append(
        ("all", f"{sum(toll.cases for toll in tolls):,}", str(sum(len(t.finds) for t in tolls)), "", "")
    )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows) + "\n"


def _row(toll: Toll) -> tuple[str, ...]:
    slowest = f"{toll.slowest:.2f} s (case {toll.slowest_case})"
    return toll.importer, f"{toll.cases:,}", str(len(toll.finds)), slowest, f"{toll.megabytes:.0f} MiB"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        cell.rjust(width) if at else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join((first, *others)).rstrip()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
