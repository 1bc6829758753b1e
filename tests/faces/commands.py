"""The program as a user starts it: a process of its own, its two outputs and its exit code."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


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
    """Runs `goodterms` with its data under `home`, in English unless told otherwise."""
    return _run("-m", "goodterms", *words, home=home, typed=typed, **environment)


def python(code: str, *words: str | Path, home: Path) -> Ended:
    """Runs a few lines of Python in the same surroundings."""
    return _run("-c", code, *words, home=home)


def _run(*words: str | Path, home: Path, typed: str = "", **environment: str) -> Ended:
    plain = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env=plain | {"GOODTERMS_HOME": str(home), "GOODTERMS_LANG": "en", "PYTHONUTF8": "1"} | environment,
    )
    return Ended(done.returncode, done.stdout, done.stderr)
