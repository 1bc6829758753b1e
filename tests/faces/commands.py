"""The program as a user starts it: a process of its own, its two outputs and its exit code."""

import atexit
import json
import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryFile
from typing import IO, Any

LOADED = (
    "babel.dates", "babel.numbers", "cryptography.hazmat.primitives.ciphers.aead", "django.db.migrations",
    "django.db.models", "goodterms.desk", "goodterms.faces.cli", "goodterms.signals.engines.duckdb",
    "goodterms.signals.tables", "pandas", "rich.console", "rich.table",
)  # fmt: skip
"""What takes long to load, and what most commands load (PyArrow looks for pandas); nothing that looks at the
environment."""
SECONDS = 120


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def goodterms(*words: str | Path, home: Path, typed: str = "", **environment: str) -> Ended:
    """Runs `goodterms` with its data under `home`, in English unless told otherwise; see `faces.warm`."""
    told = _environment(home) | environment
    if any(name.startswith("PYTHON") for name in environment):  # it is read as Python starts
        return _started(["-m", "goodterms", *map(str, words)], typed, told)
    return _split_off([*map(str, words)], typed, told)


def python(code: str, *words: str | Path, home: Path) -> Ended:
    """Runs a few lines of Python in the same surroundings, in a process that has loaded nothing."""
    return _started(["-c", code, *map(str, words)], "", _environment(home))


def _environment(home: Path) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return plain | {"GOODTERMS_HOME": str(home), "GOODTERMS_LANG": "en", "PYTHONUTF8": "1"}


def _started(words: list[str], typed: str, environment: dict[str, str]) -> Ended:
    done = subprocess.run(
        [sys.executable, *words],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=SECONDS,
        env=environment,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def _split_off(words: list[str], typed: str, environment: dict[str, str]) -> Ended:
    wanted = {"words": words, "environment": environment, "folder": str(Path.cwd())}
    with ExitStack() as stack:
        told, keyboard, out, err = files = [stack.enter_context(_file()) for _ in range(4)]
        _put(json.dumps(wanted), told)
        _put(typed, keyboard)
        return Ended(_code(files), _taken(out), _taken(err))


def _code(files: list[IO[str]]) -> int:
    """The exit code of a program that is told by the first file what to be, and has the others for itself."""
    ours, theirs = socket.socketpair()
    with ours, ours.makefile() as answers:
        with theirs:
            socket.send_fds(_line(), [b"."], [*(file.fileno() for file in files), theirs.fileno()])
        ours.settimeout(SECONDS)
        program = int(answers.readline())
        try:
            return int(answers.readline())
        except TimeoutError:
            os.kill(program, SIGKILL)
            raise


@cache
def _line() -> socket.socket:
    """To a process that has loaded the program; both end with this one."""
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("warm.py"), str(theirs.fileno()), *LOADED],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            env=os.environ | {"PYTHONUTF8": "1"},
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
    atexit.register(lambda: (ours.close(), process.wait(SECONDS)))
    return ours


def _file() -> IO[str]:
    return TemporaryFile("w+", encoding="utf-8")


def _put(text: str, file: IO[str]) -> None:
    file.write(text)
    file.seek(0)


def _taken(file: IO[str]) -> str:
    file.seek(0)
    return file.read()
