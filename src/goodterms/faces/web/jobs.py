"""Imports that go on behind the page: begun here, done by `goodterms.faces.web.job`, one after the other."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from django.core.files.uploadedfile import TemporaryUploadedFile

from goodterms.faces.home import SEAT, own_home, seat
from goodterms.faces.web.job import ASKED, STATE
from goodterms.terms.evidence import Text

FOLDER = "incoming"
KEPT = 10
"""Jobs whose outcome can still be looked at."""
LONGEST_NAME = 120
_LINE = ThreadPoolExecutor(1, "imports")


class Brought(NamedTuple):
    """What one file gave."""

    name: str
    importer: str | None
    new: int
    changed: int
    known: int
    is_known: bool
    is_erased: bool


class Job(NamedTuple):
    """How an import stands: `waiting`, `reading`, `done`, `failed`, or `broken` off without a word."""

    id: str
    state: str = "waiting"
    done: int = 0
    total: int = 0
    name: str = ""
    brought: tuple[Brought, ...] = ()
    places: tuple[str, ...] = ()
    trouble: Text | None = None

    @property
    def is_over(self) -> bool:
        """Will nothing more come?"""
        return self.state in ("done", "failed", "broken")


def begin(files: Iterable[TemporaryUploadedFile] = (), *, dates: str = "", paths: Iterable[Path] = ()) -> Job:
    """Takes in files that were dropped, or those at these paths, and has them imported when those before are
    done. `dates` is the order of their dates, where the freelancer told it."""
    folder = own_home() / FOLDER / secrets.token_hex(8)
    (folder / "files").mkdir(mode=0o700, parents=True)
    for file in files:
        _lay(file, folder / "files")
    asked = {"dates": dates, "paths": [str(path) for path in paths]}
    (folder / ASKED).write_text(json.dumps(asked), "utf-8")
    _clear()
    _LINE.submit(_run, folder, _environment())
    return Job(folder.name)


def _lay(file: TemporaryUploadedFile, folder: Path) -> None:
    """Moves an upload, whose name may be anything, to where the job finds it."""
    name = _safe(file.name or "")
    told, number = folder / name, 2
    while told.exists():
        told = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    shutil.move(file.temporary_file_path(), told)


def _safe(name: str) -> str:
    """A file name without a way to another folder, a control character or a dot in front."""
    plain = "".join(
        c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable() and c not in '<>:"|?*'
    )
    plain = plain.strip(" .")
    stem, suffix = Path(plain).stem, Path(plain).suffix[:20]
    return (stem[:LONGEST_NAME] + suffix) or "file"


def _environment() -> dict[str, str]:
    """What the process has that imports: in a studio it sits where whoever began it sits."""
    taken = seat()
    return {**os.environ, SEAT: taken.told} if taken else dict(os.environ)


def _run(folder: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "goodterms.faces.web.job", str(folder)]
    subprocess.run(  # noqa: S603 - our own
        command, check=False, start_new_session=True, stdin=subprocess.DEVNULL, env=environment
    )
    shutil.rmtree(folder / "files", ignore_errors=True)


def job(name: str) -> Job | None:
    """How a job stands; None where there is none of that name."""
    folder = own_home() / FOLDER / name
    if not (name.isalnum() and folder.is_dir()):
        return None
    try:
        told = json.loads((folder / STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return Job(name)
    if told["state"] == "reading" and not _is_alive(told["pid"]):
        return Job(name, "broken")
    trouble = Text(told["key"], told["values"]) if told.get("key") else None
    brought = tuple(Brought(*one) for one in told.get("brought", ()))
    counted = (told.get("done", 0), told.get("total", 0), told.get("name", ""))
    return Job(name, told["state"], *counted, brought, tuple(told.get("places", ())), trouble)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _clear() -> None:
    """Forgets the oldest jobs."""
    folders = sorted((own_home() / FOLDER).iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in folders[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
