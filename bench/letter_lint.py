"""Is a letter checked as fast as by the linters of prose that people know, warm and cold?

Beside write-good (node, from the npm registry) and proselint (from the Python registry), which are installed
for the run; where they cannot be had, the figure says so. They read English only, and none of our rules: what
is compared is the wait.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from math import inf
from pathlib import Path

from bench.beside import Line, Skipped
from bench.workshop import Workshop, say
from goodterms.letters.deciding import Wish, decide
from goodterms.letters.drafting import draft
from goodterms.letters.wording import written

WORDS = 310
_DAY = date(2026, 4, 20)
WARM = COLD = 1.0
_TIMES = 200
_CHANGED = {"as one types": "1", "all of it new": "-1"}
"""How many sentences are new each time: the figure with a limit is that of somebody who writes and sees after
each word what is found; the other one that of a letter never seen before."""
_OURS = """
import sys, time
from goodterms.letters.linting import lint
text, language, changed = open(sys.argv[1], encoding="utf-8").read(), sys.argv[2], int(sys.argv[3])
letters = [text.replace(". ", f" {{n}}. ", changed) for n in range(50 + {times})]
for letter in letters[:50]:
    lint(letter, language, "letter")
started = time.perf_counter()
for letter in letters[50:]:
    found = lint(letter, language, "letter")
assert found.language == language
print((time.perf_counter() - started) / {times} * 1000)
"""
_WRITE_GOOD = """
const check = require('write-good'), text = require('fs').readFileSync(process.argv[2], 'utf8')
const all = process.argv[3] === '-1'
const changed = n => all ? text.split('. ').join(` ${{n}}. `) : text.replace('. ', ` ${{n}}. `)
const letters = Array.from({{length: 50 + {times}}}, (_, n) => changed(n))
for (const letter of letters.slice(0, 50)) check(letter)
const started = process.hrtime.bigint()
for (const letter of letters.slice(50)) check(letter)
console.log(Number(process.hrtime.bigint() - started) / 1e6 / {times})
"""
_PROSELINT = """
import sys, time
from proselint.checks import __register__
from proselint.registry import CheckRegistry
from proselint.tools import LintFile
CheckRegistry().register_many(__register__)
text, changed = open(sys.argv[1], encoding="utf-8").read(), int(sys.argv[2])
letters = [text.replace(". ", f" {{n}}. ", changed) for n in range(5 + {times})]
for letter in letters[:5]:
    LintFile("letter", letter).lint()
started = time.perf_counter()
for letter in letters[5:]:
    LintFile("letter", letter).lint()
print((time.perf_counter() - started) / {times} * 1000)
"""


def measure(shop: Workshop) -> Iterator[Line | Skipped]:
    """Warm in milliseconds in each language, cold in seconds as a whole process."""
    letters = {language: _letter(shop.scratch, language) for language in written()}
    for name, install in (("write-good", _write_good), ("proselint", _proselint)):
        say(f"installing {name}")
        try:
            warm, cold = install(shop.scratch)
        except (OSError, subprocess.CalledProcessError) as fault:
            yield Skipped(f"a letter checked, beside {name}", f"it could not be installed: {fault}")
            continue
        for (how, changed), (language, letter) in product(_CHANGED.items(), letters.items()):
            line = Line(
                f"a letter of {WORDS} words checked, warm, {how} ({language})",
                "all rules",
                name,
                "ratio",
                WARM if changed == "1" else inf,
                unit="ms",
            )
            yield shop.compare(
                line,
                lambda: _ours_warm(shop, letter, language, changed),  # noqa: B023
                lambda: warm(letters["en"], changed),  # noqa: B023
            )
        line = Line("a letter checked, cold", "goodterms lint", name, "ratio", COLD)
        yield shop.compare(
            line,
            lambda: shop.children.wall("-m", "goodterms", "lint", str(letters["en"]), fine=(0, 1)),
            lambda: cold(letters["en"]),  # noqa: B023
        )


def _letter(scratch: Path, language: str) -> Path:
    """A file with as many words as the longest letters have, of drafts for several clients."""
    words: list[str] = []
    number = 0
    while len(words) < WORDS:
        number += 1
        told = decide(
            Wish(f"Pixel Orchard {number}", about="Quince", me="Mara Lind", reason="served"), None, _DAY
        )
        words += draft(told, language, "letter", "balanced").text.replace("\n\n", " \n\n ").split(" ")
    file = scratch / f"letter.{language}.txt"
    file.write_text(" ".join(words[:WORDS]), "utf-8")
    return file


def _ours_warm(shop: Workshop, letter: Path, language: str, changed: str) -> float:
    return float(shop.children.told("-c", _OURS.format(times=_TIMES), str(letter), language, changed))


_Runs = tuple[Callable[[Path, str], float], Callable[[Path], float]]


def _write_good(scratch: Path) -> _Runs:
    place = scratch / "write-good"
    place.mkdir(exist_ok=True)
    node, npm = _found("node"), _found("npm")
    _quiet(
        [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(place), "write-good@1.0.8"]
    )
    script = place / "warm.js"
    script.write_text(_WRITE_GOOD.format(times=_TIMES), "utf-8")
    program = place / "node_modules" / ".bin" / "write-good"
    return (
        lambda file, changed: _told([node, str(script), str(file), changed]),
        lambda file: _wall([str(program), str(file)]),
    )


def _proselint(scratch: Path) -> _Runs:
    place = scratch / "proselint"
    _quiet([sys.executable, "-m", "venv", str(place)])
    python = place / "bin" / "python"
    _quiet([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "proselint==0.16.0"])
    warm = [str(python), "-c", _PROSELINT.format(times=50)]
    cold = [str(place / "bin" / "proselint"), "check"]
    return (
        lambda file, changed: _told([*warm, str(file), changed]),
        lambda file: _wall([*cold, str(file)]),
    )


def _found(program: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise FileNotFoundError(f"{program} is not installed")
    return found


def _quiet(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - named above


def _told(command: list[str]) -> float:
    done = subprocess.run(command, check=True, capture_output=True, env=_environment())  # noqa: S603 - as above
    return float(json.loads(done.stdout))


def _wall(command: list[str]) -> float:
    """Seconds of a whole process; both linters say by their exit code that they found something."""
    started = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True, env=_environment())  # noqa: S603 - as above
    return time.perf_counter() - started


def _environment() -> dict[str, str]:
    """Byte code is kept, as after any installation."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
