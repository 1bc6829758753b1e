"""The terminal itself: colours and progress bars only where one is there, `NO_COLOR` obeyed."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, cast

from goodterms.faces.words import Words
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from rich.console import Console

_GLUE = {"\u00a0": "\ue000", "\u202f": "\ue001"}
"""Rich breaks lines at no-break spaces too. They travel as characters of no language, and become themselves
again as they leave."""
_BESIDE_MARKS = re.compile(r" (?=[:;!?»])|(?<=«) ")
_HELD = "\ue002"
"""A plain space of French that no line is broken at travels so."""
_UNGLUED = str.maketrans({glue: space for space, glue in _GLUE.items()} | {_HELD: " "})

WIDTH = 100
"""Columns where no terminal says how wide it is."""


def console(*, error: bool = False) -> Console:
    """A console on standard output, or on standard error for progress and notes."""
    from rich.console import Console  # noqa: PLC0415 - 0.1 s, and --json never needs it

    made = Console(file=cast(TextIO, _Unglued(sys.stderr if error else sys.stdout)), highlight=False)
    if not made.is_terminal:
        made.width = WIDTH
    return made


Part = str | tuple[str, str]
"""Some words, or some words and how they look where there is a terminal (`bold`, `dim`)."""


class Screen:
    """Standard output, or standard error, for lines and plain tables. Where no terminal is, they are written
    as they are: rich takes 0.05 s to start, and whoever reads a pipe wants each line whole."""

    def __init__(self, *, error: bool = False) -> None:
        stream = sys.stderr if error else sys.stdout
        self._stream = _Unglued(stream)
        self._console = console(error=error) if _is_terminal(stream) else None

    @property
    def width(self) -> int:
        """Columns that a line may take before it is broken or cut."""
        return self._console.width if self._console else WIDTH

    def line(self, *parts: Part, indent: int = 0) -> None:
        """One line, set in by so many columns, wherever it is broken; an empty one without parts."""
        if self._console is None:
            self._stream.write(" " * indent + "".join(map(_bare, parts)) + "\n")
            return
        from rich.text import Text  # noqa: PLC0415 - as above

        text = Text.assemble(*parts)
        if not indent:
            self._console.print(text)
            return
        for row in text.wrap(self._console, max(self.width - indent, 1)):
            self._console.print(Text(" " * indent) + row)

    def copied(self, text: str) -> None:
        """Text that somebody will copy: no line of it is broken."""
        if self._console is None:
            self._stream.write(f"{text}\n")
        else:
            self._console.print(text, soft_wrap=True, markup=False, emoji=False)

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[Part]], numbers: int = 0) -> None:
        """Columns under headings; the last ones, `numbers` of them, are set to the right."""
        if self._console is None:
            for line in _columns([headings, *([_bare(part) for part in row] for row in rows)], numbers):
                self._stream.write(line + "\n")
            return
        from rich.table import Table  # noqa: PLC0415 - as above
        from rich.text import Text  # noqa: PLC0415 - as above

        table = Table(box=None, pad_edge=False, header_style="dim")
        for index, heading in enumerate(headings):
            right = index >= len(headings) - numbers
            table.add_column(heading, overflow="fold", justify="right" if right else "left")
        for row in rows:
            table.add_row(*(Text.assemble(part) for part in row))
        self._console.print(table)


def _is_terminal(stream: TextIO) -> bool:
    """A terminal, or what FORCE_COLOR says to treat as one."""
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _bare(part: Part) -> str:
    return part if isinstance(part, str) else part[0]


def _columns(rows: Sequence[Sequence[str]], numbers: int) -> Iterator[str]:
    """The rows of a table as lines: each column as wide as its widest cell, two spaces between them."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = []
        for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
            space = " " * (width - _width(cell))
            cells.append(space + cell if index >= len(row) - numbers else cell + space)
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    """Columns that a text takes: an accent on its own takes none, a wide character two."""
    seen = (char for char in text if not unicodedata.combining(char))
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in seen)


class ScreenWords(Words):
    """Words whose no-break spaces hold on a terminal."""

    def vformat(self, *told: Any) -> str:
        said = super().vformat(*told)
        return _glued(_BESIDE_MARKS.sub(_HELD, said) if self.language == "fr" else said)

    def money(self, money: Money, *, whole: bool = False) -> str:
        return _glued(super().money(money, whole=whole))

    def percent(self, share: float | None) -> str:
        return _glued(super().percent(share))


def _glued(text: str) -> str:
    return text.translate({ord(space): glue for space, glue in _GLUE.items()})


class _Unglued:
    """A stream that writes glued spaces as what they stand for."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.translate(_UNGLUED))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar on standard error while files are read; on anything but a terminal, nothing."""
    if not _is_terminal(sys.stderr):
        yield lambda _done, _total, _name: None
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn  # noqa: PLC0415 - as above

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=console(error=True), transient=True) as bar:
        task = bar.add_task(label, total=None, name="")
        yield lambda done, total, name: bar.update(task, completed=done, total=total, name=name)
