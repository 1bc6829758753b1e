"""Is ours slower than the alternative, and by how much? Two runs in turn, round after round, and their line.

The machine is shared and its speed changes from minute to minute, so only what was measured side by side is
compared: each round gives one comparison, the line shows their median with the least and the most.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any, Literal, NamedTuple

TOO_LONG = 900
"""Seconds after which a run is given up."""

Run = Callable[[], float]
"""Runs once and says the seconds it took."""


class Pair(NamedTuple):
    """One round: seconds of ours and of the alternative."""

    ours: float
    theirs: float


class Line(NamedTuple):
    """One figure: what is measured, beside what, and what it may be."""

    what: str
    ours: str
    theirs: str
    compare: Literal["ratio", "difference"]
    limit: float
    pairs: tuple[Pair, ...] = ()
    unit: str = "s"

    def with_pair(self, ours: float, theirs: float) -> Line:
        """The line with one pair that was not timed in turn."""
        return self._replace(pairs=(Pair(ours, theirs),))

    @property
    def figures(self) -> list[float]:
        """One a round: a ratio, or seconds."""
        if self.compare == "ratio":
            return [ours / theirs for ours, theirs in self.pairs]
        return [ours - theirs for ours, theirs in self.pairs]

    @property
    def over(self) -> bool:
        """The limit is broken."""
        return median(self.figures) > self.limit

    def __str__(self) -> str:
        ours, theirs = (median(side) for side in zip(*self.pairs, strict=True))
        unit = " times" if self.compare == "ratio" else f" {self.unit} more"
        least, middle, most = min(self.figures), median(self.figures), max(self.figures)
        return (
            f"{'OVER' if self.over else 'ok':4}  {self.what}\n"
            f"      {self.ours} {ours:.2f} {self.unit} · {self.theirs} {theirs:.2f} {self.unit} · "
            f"{middle:.2f}{unit} ({least:.2f}–{most:.2f}, {len(self.pairs)} rounds) · limit {self.limit:g}"
        )


class Skipped(NamedTuple):
    """A figure that was not measured: for want of something here, or (`over`) because something failed."""

    what: str
    why: str
    over: bool = False

    def __str__(self) -> str:
        return f"{'FAIL' if self.over else '----'}  {self.what}\n      not measured: {self.why}"


class ChildError(RuntimeError):
    """A measured program did not do what it should."""


def in_turn(ours: Run, theirs: Run, rounds: int, tell: Callable[[str], None]) -> tuple[Pair, ...]:
    """Both once for nothing (files and byte code get warm), then in turn: the one that begins changes."""
    tell("warming up")
    ours(), theirs()
    pairs = []
    for number in range(rounds):
        tell(f"round {number + 1} of {rounds}")
        if number % 2:
            after = theirs()
            pairs.append(Pair(ours(), after))
        else:
            before = ours()
            pairs.append(Pair(before, theirs()))
    return tuple(pairs)


class Children:
    """Python processes with byte code and a home folder of their own, as after a fresh installation."""

    def __init__(self, scratch: Path) -> None:
        unwanted = ("PYTHONDONTWRITEBYTECODE", "PYTHONOPTIMIZE", "DATABASE_URL", "GOODTERMS_DEBUG")
        kept = {name: value for name, value in os.environ.items() if name not in unwanted}
        own = {
            "PYTHONPYCACHEPREFIX": str(scratch / "bytecode"),
            "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
            "GOODTERMS_HOME": str(scratch / "home"),
            "LC_ALL": "C.UTF-8",
        }
        self._environment: Mapping[str, str] = {**kept, **own}

    def wall(self, *arguments: str, fine: Iterable[int] = (0,)) -> float:
        """Seconds from the start of a Python process to its end; ChildError unless its exit code is fine."""
        started = time.perf_counter()
        self._run(arguments, fine)
        return time.perf_counter() - started

    def peak(self, *arguments: str, fine: Iterable[int] = (0,)) -> float:
        """The memory, in MiB, that a Python process held at its most."""
        child = subprocess.Popen(  # noqa: S603 - as below
            [sys.executable, *arguments],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in fine:
            raise ChildError(f"{' '.join(arguments)[:120]}: exit code {child.returncode}")
        return usage.ru_maxrss / 1024

    def told(self, *arguments: str, most: float = TOO_LONG) -> Any:
        """What a Python process says in JSON; `most` seconds are waited for it."""
        return json.loads(self._run(arguments, (0,), most))

    def _run(self, arguments: tuple[str, ...], fine: Iterable[int], most: float = TOO_LONG) -> bytes:
        done = subprocess.run(  # noqa: S603 - this Python, with arguments written in this package
            [sys.executable, *arguments],
            env=self._environment,
            capture_output=True,
            timeout=most,
            check=False,
        )
        if done.returncode not in fine:
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise ChildError(f"{' '.join(arguments)[:120]}: exit code {done.returncode} {' '.join(last)}")
        return done.stdout
