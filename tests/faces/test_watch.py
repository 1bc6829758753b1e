"""`goodterms watch` imports what is put into a folder, until it is told to stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

import pytest

from faces.commands import goodterms

BILLS = "number,client,issued,total,currency\n1,Pixel Orchard,2026-01-05,800.00,EUR\n"
MAIL = "From: {0}\nTo: mara@lind.example\nDate: Wed, 1 Jul 2026 09:00 +0200\nMessage-ID: <{0}>\n\nReady?\n"
ME = '[me]\nemails = ["mara@lind.example"]\ntimezone = "Europe/Brussels"\n'


class Watching:
    """The program while it watches: its documents, as they come."""

    def __init__(self, program: subprocess.Popen[str]) -> None:
        self.program = program
        self._lines: Queue[str] = Queue()
        self._notes: Queue[str] = Queue()
        for stream, lines in ((program.stdout, self._lines), (program.stderr, self._notes)):
            threading.Thread(target=lambda s=stream, q=lines: [q.put(one) for one in s], daemon=True).start()

    def next(self) -> dict[str, int]:
        """How many records are new in each file of the next document."""
        document: Any = json.loads(self._lines.get(timeout=60))
        return {file["path"]: file["new"] for file in document["files"]}

    def silent(self, seconds: float = 4) -> bool:
        """Is nothing said for a while?"""
        try:
            self._lines.get(timeout=seconds)
        except Empty:
            return True
        return False

    def ready(self) -> str:
        """The note that says that it watches."""
        return self._notes.get(timeout=60)


@contextmanager
def watching(folder: Path, home: Path) -> Iterator[Watching]:
    told = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    told |= {"GOODTERMS_HOME": str(home), "GOODTERMS_LANG": "en", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "goodterms", "watch", str(folder), "--json"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=told) as program:
        try:
            yield Watching(program)
        finally:
            if program.poll() is None:
                program.send_signal(signal.SIGINT)
                program.wait(30)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "Downloads"
    place.mkdir()
    (place / "goodterms.toml").write_text(ME)
    return place


def test_what_is_put_into_the_folder_is_imported(folder: Path, tmp_path: Path) -> None:
    """What lay there first; then each new and each changed file, by itself; Ctrl+C is a good end."""
    with watching(folder, tmp_path / "home") as watch:
        assert watch.next() == {"goodterms.toml": 1}
        assert str(folder) in watch.ready()
        (folder / "bills.csv").write_text(BILLS)
        assert watch.next() == {"bills.csv": 1}
        (folder / "bills.csv").write_text(BILLS + "2,Pixel Orchard,2026-02-05,900.00,EUR\n")
        assert watch.next() == {"bills.csv": 1}
        watch.program.send_signal(signal.SIGINT)
        assert watch.program.wait(30) == 0
    kept = goodterms("import", "--history", "--json", home=tmp_path / "home").json["files"]
    assert sorted((Path(file["path"]).name, file["records"]) for file in kept) == [
        ("bills.csv", 2),
        ("goodterms.toml", 1),
    ]


def test_downloads_are_waited_for(folder: Path, tmp_path: Path) -> None:
    """A file is looked at when its program has given it its name."""
    with watching(folder, tmp_path / "home") as watch:
        watch.next()
        watch.ready()
        (folder / "bills.csv.part").write_text(BILLS[:40])
        (folder / ".bills.csv.swp").write_text(BILLS)
        assert watch.silent()
        (folder / "bills.csv.part").write_text(BILLS)
        (folder / "bills.csv.part").rename(folder / "bills.csv")
        assert watch.next() == {"bills.csv": 1}


def test_a_mail_that_arrives_belongs_to_its_folder_of_mail(folder: Path, tmp_path: Path) -> None:
    """And a client that is put there opens the mail that was closed."""
    inbox = folder / "Maildir"
    for name in ("cur", "new", "tmp"):
        (inbox / name).mkdir(parents=True)
    (inbox / "cur" / "1.a:2,S").write_text(MAIL.format("an@nijlpaard.example"))
    with watching(folder, tmp_path / "home") as watch:
        assert watch.next() == {"goodterms.toml": 1, "Maildir": 1}  # who wrote
        watch.ready()
        (inbox / "new" / "2.a").write_text(MAIL.format("bo@nijlpaard.example"))
        assert watch.next() == {"Maildir": 1}
        (folder / "clients.csv").write_text("name,domains\nCafé Nijlpaard,nijlpaard.example\n")
        assert watch.next() == {"clients.csv": 1, "goodterms.toml": 0, "Maildir": 2}


def test_a_file_that_nobody_knows_is_told(folder: Path, tmp_path: Path) -> None:
    """Once, and not again with the next one."""
    with watching(folder, tmp_path / "home") as watch:
        watch.next()
        watch.ready()
        (folder / "notes.txt").write_text("Milk, eggs, bread")
        assert watch.next() == {"notes.txt": 0}
        time.sleep(0.5)
        (folder / "bills.csv").write_text(BILLS)
        assert watch.next() == {"bills.csv": 1}


@pytest.mark.parametrize("what", ["nowhere", "a file"])
def test_only_a_folder_can_be_watched(tmp_path: Path, what: str) -> None:
    """One line, and exit code 2."""
    if what == "a file":
        (tmp_path / "a file").write_text(BILLS)
    ended = goodterms("watch", tmp_path / what, home=tmp_path / "home")
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (2, "", 1)
    assert what in ended.err
