"""Who reads the damaged files, and what if it does not come back? One process, replaced when it is lost."""

from __future__ import annotations

import multiprocessing
import os
import re
import signal
import tempfile
import time
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType

from fuzz.damage import Case
from fuzz.promises import Fault
from fuzz.worker import Answer, Request, serve

SECONDS = 5.0
"""What a case of usual size may take on a machine like the one this was written on."""
USUAL = 256 << 10
"""Bytes of a case up to which its size makes no difference; a larger one may take longer in proportion."""
TOO_LONG = "takes too long"
_STARTING = 30.0
"""Seconds for a new process to load everything."""
_LINE = re.compile(r'File "[^"]*[/\\]goodterms[/\\][^"]*?([^/\\"]+)", line (\d+)')
_COUNTING_TAKES = 0.015
"""Seconds that `machine_factor` counted on that machine, when nothing else ran."""


def machine_factor() -> float:
    """How many times slower this machine is; never less than 1. The best of a few, as it may be busy."""
    return max(1.0, min(_counting() for _ in range(7)) / _COUNTING_TAKES)


def _counting() -> float:
    started = time.perf_counter()
    sum(number * number % 7 for number in range(200_000))
    return time.perf_counter() - started


class Crew:
    """Reads cases in a process of its own. To be used in a `with`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._process: SpawnProcess | None = None
        self._asked: Connection | None = None

    def __enter__(self) -> Crew:
        self._folder = tempfile.TemporaryDirectory(prefix="fuzz-")
        self._log = Path(self._folder.name) / "told"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()
        self._folder.cleanup()

    def answer(self, module: str, case: Case, patience: float = 1.0) -> Answer:
        """What comes of a case, in `patience` times the usual seconds."""
        asked, seconds = self._running(), self.allowed(case) * patience
        started = time.perf_counter()
        try:
            asked.send(Request(module, case, seconds))
            if asked.poll(seconds + _STARTING):
                return asked.recv()  # type: ignore[no-any-return] # the worker sends nothing else
        except (EOFError, OSError):  # it ended: why is in what it wrote down
            pass
        return Answer(self._lost(), time.perf_counter() - started, 0)

    def allowed(self, case: Case) -> float:
        """The seconds that a case may take."""
        return self.seconds * max(1.0, len(case.data) / USUAL)

    def stop(self) -> None:
        """Ends the process and what it started."""
        process, self._process = self._process, None
        if process is None:
            return
        if self._asked:
            self._asked.close()
        process.join(0.2)
        with suppress(ProcessLookupError, PermissionError):  # it is gone, and nothing is left of it
            if process.pid:
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.join()

    def _running(self) -> Connection:
        if self._process is None or self._asked is None:
            context = multiprocessing.get_context("spawn")
            self._asked, theirs = context.Pipe()
            self._process = context.Process(target=serve, args=(theirs, self._log), daemon=True)
            self._process.start()
            theirs.close()
        return self._asked

    def _lost(self) -> Fault:
        """Why the process is no more."""
        process = self._process
        if process:
            process.join(1)
        code = process.exitcode if process else None
        self.stop()
        told = self._log.read_text("utf-8", "replace") if self._log.exists() else ""
        found = _LINE.search(told)
        at = f"{found[1]}:{found[2]}" if found else ""
        if "Timeout (" in told or code is None:
            return Fault(TOO_LONG, at, told)
        return Fault(f"ends the process ({_signal(code)})", at, told)


def _signal(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"
