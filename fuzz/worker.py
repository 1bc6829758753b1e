"""The process that reads the damaged files: what kills it, or keeps it busy for ever, is seen from outside.

It is its own session, so that what it starts ends with it. Where a case takes too long it writes down where
it hangs, and ends; where the system ends it, it writes down where it was.
"""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import sys
import time
import warnings
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from fuzz.damage import Case
from fuzz.promises import Fault, broken_by

MEMORY = 2 << 30
"""Bytes of address space for a reading process."""


class Answer(NamedTuple):
    """What came of one case: a fault or none, the seconds it took, and the most memory so far in MiB."""

    fault: Fault | None
    seconds: float
    megabytes: float


class Request(NamedTuple):
    """One case for one importer, and the seconds it may take."""

    module: str
    case: Case
    seconds: float


def serve(asked: Connection, log: Path) -> None:
    """Answers requests until nobody asks any more."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("error")  # what a user would see on the screen is a fault as well
    with log.open("w") as told, Path(os.devnull).open("w") as nowhere:
        sys.stderr = nowhere
        faulthandler.enable(told)
        while True:
            try:
                request: Request = asked.recv()
            except EOFError:
                return
            faulthandler.dump_traceback_later(request.seconds, exit=True, file=told)
            asked.send(_answer(request))
            faulthandler.cancel_dump_traceback_later()


def _answer(request: Request) -> Answer:
    module = import_module(request.module)
    started = time.perf_counter()
    fault = broken_by(module, request.case)
    seconds = time.perf_counter() - started
    return Answer(fault, seconds, _megabytes())


def _megabytes() -> float:
    """The most memory that this process has held. What the system counts for `getrusage` may be inherited
    from the process that started it."""
    try:
        status = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peak = next((line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")), "0")
    return int(peak) / 1024
