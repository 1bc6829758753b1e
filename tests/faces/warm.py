"""Begins programs quickly: a process that has loaded what they load splits in two for each of them.

Each is a process of its own, with its own environment, inputs and exit code, as if it had been started; only
the second that loading takes is spent once. Started by `faces.commands`, which names what to load; ends when
that closes the line between them.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import sys
import time
from typing import Any


def asked(line: socket.socket) -> tuple[Any, list[int]] | None:
    """In the process of a program: what it is to be, and the files that are its own. None at the end."""
    while True:
        more, files, _, _ = socket.recv_fds(line, 1, 5)
        if not more:
            return None
        if os.fork() == 0:
            line.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            told, *own, answer = files
            if program := os.fork():
                os.write(answer, f"{program}\n".encode())
                code = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
                os.write(answer, f"{code}\n".encode())
                os._exit(0)
            os.close(answer)
            with os.fdopen(told) as file:
                return json.load(file), own
        for number in files:
            os.close(number)


def become(told: Any, own: list[int]) -> None:
    """This process is `python -m goodterms` with those words, there, in that environment."""
    for number, file in enumerate(own):
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(told["environment"])
    time.tzset()
    os.chdir(told["folder"])
    sys.path[0] = told["folder"]
    sys.argv = ["goodterms", *told["words"]]
    # The program sets aside what is loaded as it begins; DuckDB complains of what is left of it at the end.
    atexit.register(gc.unfreeze)
    runpy.run_module("goodterms", run_name="__main__", alter_sys=True)


def main() -> None:
    number, *modules = sys.argv[1:]
    for module in modules:
        importlib.import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    if program := asked(socket.socket(fileno=int(number))):
        become(*program)


if __name__ == "__main__":
    main()
