"""The terminal itself: colours and progress bars only where one is there, `NO_COLOR` obeyed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, cast

from goodterms.faces.words import Words
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from rich.console import Console

_GLUE = {"\u00a0": "\ue000", "\u202f": "\ue001"}
"""Rich breaks lines at no-break spaces too. They travel as characters of no language, and become themselves
again as they leave."""

WIDTH = 100
"""Columns where no terminal says how wide it is."""


def console(*, error: bool = False) -> Console:
    """A console on standard output, or on standard error for progress and notes."""
    from rich.console import Console  # noqa: PLC0415 - 0.1 s, and --json never needs it

    made = Console(file=cast(TextIO, _Unglued(sys.stderr if error else sys.stdout)), highlight=False)
    if not made.is_terminal:
        made.width = WIDTH
    return made


class ScreenWords(Words):
    """Words whose no-break spaces hold on a terminal."""

    def vformat(self, *told: Any) -> str:
        return _glued(super().vformat(*told))

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
        return self._stream.write(text.translate({ord(glue): space for space, glue in _GLUE.items()}))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar on standard error while files are read; on anything but a terminal, nothing."""
    screen = console(error=True)
    if not screen.is_terminal:
        yield lambda _done, _total, _name: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - as above

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task(label, total=None, name="")
        yield lambda done, total, name: bar.update(task, completed=done, total=total, name=name)
