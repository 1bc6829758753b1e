"""One import, in a process of its own: `python -m goodterms.faces.web.job FOLDER`.

The server's memory does not grow with what is read, and an import goes on when the page, or the server, is
closed. What comes of it stands in `state.json` in the job's folder (`goodterms.faces.web.jobs`).
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from goodterms import desk
from goodterms.faces.home import own_home, store
from goodterms.records.asked import Asked

STATE, ASKED = "state.json", "asked.json"
EVERY = 0.3
"""Seconds between two words on how far it is."""
DROPPED = "dropped"
"""The folder where files lie while they are read: always the same, so that a file that is dropped again
replaces what it gave before."""


def main(folder: Path) -> None:
    """Imports the files of a job, and deletes those that were dropped."""
    note, asked = Note(folder), _asked(folder)
    place = own_home() / DROPPED
    try:
        named = [Path(path) for path in asked.get("paths", ())]
        files = named or _laid_out(folder, place)
        with store() as kept:
            kept.begin()
            said = Asked(dates=asked.get("dates", ""))
            brought = list(desk.bring_in(named or [place], kept, note.progress, said))
        note.write(
            state="done",
            brought=[_told(one) for one in brought],
            places=[str(path.resolve()) for path in files],
        )
    except Exception as error:  # noqa: BLE001 - the page has to hear of it, whatever it is
        text = getattr(error, "text", None)
        note.write(state="failed", key=getattr(text, "key", ""), values=dict(getattr(text, "values", {})))
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _asked(folder: Path) -> dict[str, Any]:
    """What was said of the files (`goodterms.faces.web.jobs.begin`)."""
    try:
        told: dict[str, Any] = json.loads((folder / ASKED).read_text("utf-8"))
    except OSError:
        return {}
    return told


class Note:
    """What the page is told of a job."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / STATE
        self._last = 0.0

    def write(self, **told: Any) -> None:
        """Says how it stands now, in one go."""
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps({"pid": os.getpid(), **told}), "utf-8")
        beside.replace(self._path)

    def progress(self, done: int, total: int, name: str) -> None:
        """Now and then: so many bytes of so many, and what is being read."""
        if time.monotonic() - self._last >= EVERY:
            self._last = time.monotonic()
            self.write(state="reading", done=done, total=total, name=name)


def _told(one: desk.Brought) -> list[Any]:
    """What the page shows of one file (`goodterms.faces.web.jobs.Brought`)."""
    saved = one.saved
    return [one.name, one.importer, saved.new, saved.changed, saved.known, one.is_known, one.is_erased]


def _laid_out(folder: Path, place: Path) -> list[Path]:
    """The job's files where they are read."""
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700, parents=True)
    files = sorted(path for path in (folder / "files").iterdir())
    return [Path(shutil.move(path, place / path.name)) for path in files]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
