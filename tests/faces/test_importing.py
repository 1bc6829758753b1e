"""What a user types to have records kept: once, in any order, with answers, limits and ways back."""

from __future__ import annotations

import json
import os
import pty
import select
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from faces.commands import Ended, goodterms
from goodterms import demo

ME = '[me]\nemails = ["mara@lind.example"]\ntimezone = "Europe/Brussels"\ncurrency = "EUR"\n'
OPEN = "client,paid_on,amount\nPixel Orchard,3/4/2026,80.00\nPixel Orchard,5/6/2026,90.00\n"
BILLS = "number,client,issued,total\n1,Pixel Orchard,2026-01-05,800.00\n2,Pixel Orchard,2026-02-05,900.00\n"
MAILS = "".join(
    f"From {sender} Wed Jul  1 09:0{n}:00 2026\nFrom: {sender}\nTo: mara@lind.example\n"
    f"Date: Wed, 1 Jul 2026 09:0{n}:00 +0200\nMessage-ID: <{n}@mail.example>\n\nIs it ready?\n\n"
    for n, sender in enumerate(["an@nijlpaard.example", "doctor@clinic.example"])
)


class Desk:
    """A folder with records, and a store that is empty."""

    def __init__(self, place: Path) -> None:
        self.home, self.folder = place / "home", place / "records"
        self.folder.mkdir()
        self.put("goodterms.toml", ME)

    def put(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text)
        return path

    def run(self, *words: str | Path, code: int = 0) -> Ended:
        """Runs a command that ends as expected."""
        ended = goodterms(*words, home=self.home)
        assert ended.code == code, (ended.out, ended.err)
        assert "Traceback" not in ended.err
        return ended

    def imports(self, *words: str | Path, code: int = 0) -> dict[str, tuple[int, int, int]]:
        """New, changed and known records of an import, file by file."""
        files = self.run("import", *words, "--json", code=code).json["files"]
        return {file["path"]: (file["new"], file["changed"], file["known"]) for file in files}

    def kept(self) -> dict[str, tuple[int, int]]:
        """Records and problems of each file that is kept."""
        files = self.run("import", "--history", "--json").json["files"]
        return {Path(file["path"]).name: (file["records"], file["problems"]) for file in files}

    def months(self) -> set[int]:
        """The months of all payments that are kept."""
        with closing(sqlite3.connect(self.home / "goodterms.sqlite3")) as file:
            return {int(day[5:7]) for (day,) in file.execute("SELECT paid_on FROM store_payment")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_import_and_review_are_review_of_the_folder(tmp_path: Path) -> None:
    """Kept or not, zipped or not: the same clients, verdicts, reasons and figures."""
    records, asked = demo.folder(), ("--as-of", demo.AS_OF.isoformat(), "--json")
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        for path in sorted(records.rglob("*")):
            archive.write(path, path.relative_to(records))
    goodterms("import", records, home=tmp_path)
    kept = goodterms("review", *asked, home=tmp_path).json
    read = goodterms("review", records, *asked, home=tmp_path).json
    zipped = goodterms("review", tmp_path / "all.zip", *asked, home=tmp_path).json
    assert kept == read
    assert len(read["clients"]) > 5
    assert [one["verdict"] for one in zipped["clients"]] == [one["verdict"] for one in read["clients"]]
    assert [one["measured"] for one in zipped["clients"]] == [one["measured"] for one in read["clients"]]


def test_a_second_import_leaves_no_trace(desk: Desk) -> None:
    """Nothing is new, and there is still one import to take back."""
    desk.put("bills.csv", BILLS)
    desk.put("in.mbox", MAILS)
    first = desk.imports(desk.folder)
    assert first["bills.csv"] == (2, 0, 0)
    assert all(new == changed == 0 for new, changed, _ in desk.imports(desk.folder).values())
    desk.run("import", "--undo")
    assert desk.kept() == {}


def test_mail_is_opened_when_its_sender_becomes_a_client(desk: Desk) -> None:
    """It was closed; with the client in the store the same mailbox gives it, and nobody else's."""
    box = desk.put("in.mbox", MAILS)
    desk.run("import", desk.folder)
    assert desk.kept()["in.mbox"] == (2, 0)  # two correspondents
    desk.run("import", desk.put("clients.csv", "name,domains\nCafé Nijlpaard,nijlpaard.example\n"))
    assert desk.imports(box) == {str(box): (1, 0, 0)}  # who wrote was counted before
    assert desk.imports(box) == {str(box): (0, 0, 3)}


def test_another_time_zone_reads_again(desk: Desk) -> None:
    """Moments without a zone are others then; what was imported is changed, not doubled."""
    desk.put("hours.csv", "client,started,hours\nPixel Orchard,2026-07-01T09:00,1\n")
    desk.run("import", desk.folder)
    desk.put("goodterms.toml", ME.replace("Brussels", "Lisbon"))
    desk.run("import", desk.folder)
    assert desk.kept()["hours.csv"] == (1, 0)


def test_one_content_under_two_names_is_kept_once(desk: Desk) -> None:
    """A copy is known; when the first is corrected, the copy is a file of its own."""
    desk.put("bills.csv", BILLS)
    desk.put("copy.csv", BILLS)
    assert desk.imports(desk.folder)["copy.csv"] == (0, 0, 2)
    assert set(desk.kept()) == {"goodterms.toml", "bills.csv"}


def test_files_of_one_name_in_two_folders_are_told_apart(desk: Desk, tmp_path: Path) -> None:
    """What is wrong with one is not said of the other."""
    for year, text in (("2025", OPEN), ("2026", BILLS)):
        (tmp_path / year).mkdir()
        (tmp_path / year / "a.csv").write_text(text)
    desk.run("import", desk.folder / "goodterms.toml")
    desk.run("import", tmp_path / "2025", code=1)
    assert desk.run("import", tmp_path / "2026", "--json").json["problems"] == []


def test_dates_are_answered_once(desk: Desk) -> None:
    """The order is a problem until it is told, and is remembered for the file from then on."""
    path = desk.put("paid.csv", OPEN)
    (problem,) = desk.run("import", desk.folder, "--json", code=1).json["problems"][:1]
    assert problem["key"] == "csv.ambiguous_dates"
    assert desk.imports(path, "--dates", "day-first")[str(path)] == (2, 0, 0)
    path.write_text(OPEN + "Pixel Orchard,7/8/2026,70.00\n")
    assert desk.imports(path) == {str(path): (1, 0, 2)}
    assert desk.imports(desk.folder)["paid.csv"][:2] == (0, 0)
    assert desk.run("import", path, "--dates", "never", code=2).out == ""


def test_dates_of_a_file_in_an_archive_are_remembered(desk: Desk, tmp_path: Path) -> None:
    """The answer was given for the archive, and holds when it is imported again."""
    desk.run("import", desk.folder)
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("paid.csv", OPEN)
        archive.writestr("bills.csv", BILLS)
    desk.run("import", tmp_path / "a.zip", code=1)
    desk.run("import", tmp_path / "a.zip", "--dates", "month-first")
    with ZipFile(tmp_path / "a.zip", "a") as archive:
        archive.writestr("more.csv", "client,paid_on,amount\nAtelier Sorrel,1/2/2026,10.00\n")
    assert desk.run("import", tmp_path / "a.zip", "--json").json["problems"] == []
    assert desk.kept()["more.csv"] == (1, 0)


def typed_at_a_terminal(desk: Desk, answer: str, *words: str | Path) -> tuple[int, str]:
    """Runs a command with a terminal, answers its first question, and gives what was on the screen."""
    screen, keyboard = pty.openpty()
    told = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    told |= {"GOODTERMS_HOME": str(desk.home), "GOODTERMS_LANG": "en", "TERM": "dumb", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "goodterms", *map(str, words)]
    with subprocess.Popen(command, stdin=keyboard, stdout=keyboard, stderr=keyboard, env=told) as program:
        os.close(keyboard)
        seen, asked, ends = b"", False, time.monotonic() + 60
        while time.monotonic() < ends:
            if select.select([screen], [], [], 0.2)[0]:
                try:
                    seen += os.read(screen, 4_096)
                except OSError:  # the program has ended, and the terminal with it
                    break
            if not asked and b"day first" in seen:
                os.write(screen, answer.encode())
                asked = True
        code = program.wait(10)
    os.close(screen)
    return code, seen.decode()


@pytest.mark.parametrize(
    ("answer", "code", "months"), [("d\n", 0, {4, 6}), ("m\n", 0, {3, 5}), ("\n", 1, set())]
)
def test_dates_are_asked_for_at_a_terminal(desk: Desk, answer: str, code: int, months: set[int]) -> None:
    """One key says the order; Enter leaves it open, and the problem stands. It is all one import."""
    desk.put("paid.csv", OPEN)
    assert typed_at_a_terminal(desk, answer, "import", desk.folder)[0] == code
    assert desk.kept()["paid.csv"] == ((2, 0) if months else (0, 1))
    assert desk.months() == months
    desk.run("import", "--undo")
    assert desk.kept() == {}


def test_a_limit_can_be_raised(desk: Desk, tmp_path: Path) -> None:
    """By its name; a wrong one is refused with all that there are."""
    desk.run("import", desk.folder)
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("bills.csv", BILLS)
        archive.writestr("hours.csv", "client,started,hours\nPixel Orchard,2026-07-01T09:00,1\n")
    ended = desk.run("import", tmp_path / "a.zip", "--limit", "archive_files=1", "--json", code=1)
    assert [one["key"] for one in ended.json["problems"]] == ["archive.too_many"]
    ended = desk.run("import", tmp_path / "a.zip", "--limit", "archive_files=2", "--json")
    assert ended.json["problems"] == []
    assert desk.kept()["a.zip"] == (0, 0)
    for wrong in ("archive_file=2", "archive_files=many", "archive_files"):
        refused = desk.run("import", desk.folder, "--limit", wrong, code=2)
        assert "archive_files=20000" in refused.err
        assert len(refused.err.splitlines()) == 1


def test_a_file_is_forgotten(desk: Desk, tmp_path: Path) -> None:
    """All that it gave is gone, also of each file of an archive, and the rest stays; it can come again."""
    bills = desk.put("bills.csv", BILLS)
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("paid.csv", "client,paid_on,amount\nPixel Orchard,2026-03-04,80.00\n")
        archive.writestr("in/hours.csv", "client,started,hours\nPixel Orchard,2026-07-01T09:00,1\n")
    desk.run("import", desk.folder, tmp_path / "a.zip")
    assert desk.kept().keys() == {"goodterms.toml", "bills.csv", "paid.csv", "hours.csv"}
    gone = desk.run("import", "--forget", tmp_path / "a.zip", "--json").json["files"]
    assert [file["records"] for file in gone] == [1, 1]
    assert "2 records" in desk.run("import", "--forget", bills).out
    assert desk.kept().keys() == {"goodterms.toml"}
    assert "--history" in desk.run("import", "--forget", bills, code=2).err
    assert desk.imports(bills) == {str(bills): (2, 0, 0)}


def test_the_last_import_is_taken_back(desk: Desk) -> None:
    """Of a file that grew only what came last, and the file that came with it; then the rest."""
    bills = desk.put("bills.csv", BILLS)
    desk.run("import", desk.folder)
    before = desk.run("review", "--as-of", "2026-10-31", "--json").json
    bills.write_text(BILLS.replace("900.00", "950.00") + "3,Pixel Orchard,2026-03-05,10.00\n")
    desk.put("paid.csv", OPEN)
    desk.run("import", desk.folder, code=1)
    assert desk.run("review", "--as-of", "2026-10-31", "--json", code=1).json["clients"] != before["clients"]
    undone = desk.run("import", "--undo", "--json").json["files"]
    assert sorted(Path(file["path"]).name for file in undone) == ["bills.csv", "paid.csv"]
    assert desk.run("review", "--as-of", "2026-10-31", "--json").json == before
    assert "bills.csv" in desk.run("import", "--undo").out
    assert desk.kept() == {}
    assert "no import" in desk.run("import", "--undo").out


@pytest.mark.parametrize(
    "words",
    [
        ("--undo", "bills.csv"),
        ("--forget", "goodterms.toml", "bills.csv"),
        ("--undo", "--forget", "bills.csv"),
        ("--history", "bills.csv"),
        ("--template", "new", "bills.csv"),
    ],
)
def test_one_thing_at_a_time(desk: Desk, words: tuple[str, ...]) -> None:
    """Who names a file beside --undo means that file: nothing is taken back, the line says what does it."""
    desk.put("bills.csv", BILLS)
    desk.run("import", desk.folder)
    ended = desk.run("import", *words, code=2)
    assert "--forget FILE" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert desk.kept().keys() == {"goodterms.toml", "bills.csv"}


def test_what_could_not_be_opened_is_told_until_it_can(desk: Desk) -> None:
    """A link that leads nowhere is a problem; once there is a file, there is none."""
    (desk.folder / "bills.csv").symlink_to(desk.folder.parent / "later.csv")
    (desk.folder / "round").symlink_to(desk.folder / "round")
    ended = desk.run("import", desk.folder, "--json", code=1)
    assert [one["key"] for one in ended.json["problems"]] == ["file.unreadable"] * 2
    (desk.folder.parent / "later.csv").write_text(BILLS)
    (desk.folder / "round").unlink()
    assert desk.run("import", desk.folder, "--json").json["problems"] == []


def test_of_an_archive_with_two_files_of_one_name_the_first_is_kept(desk: Desk) -> None:
    """The other is told under its name, also when the archive is known; what the first gave stays."""
    with ZipFile(desk.folder / "a.zip", "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("bills.csv", BILLS)
        archive.writestr("hours.csv", "client,started,hours\nPixel Orchard,2026-07-01T09:00,1\n")
        archive.writestr("bills.csv", BILLS.replace("900.00", "950.00"))
    for new in (2, 0):
        ended = desk.run("import", desk.folder, "--json", code=1).json
        assert [(one["path"], one["key"]) for one in ended["problems"]] == [
            ("a.zip/bills.csv", "archive.same_name")
        ]
        assert sum(file["new"] for file in ended["files"] if file["path"].endswith("bills.csv")) == new
    assert desk.kept() == {"goodterms.toml": (1, 0), "bills.csv": (2, 1), "hours.csv": (1, 0)}


def test_an_archive_that_came_whole_the_second_time(desk: Desk) -> None:
    """Cut off it is a problem; downloaded again it is none."""
    path = desk.folder / "a.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("bills.csv", BILLS)
    whole = path.read_bytes()
    path.write_bytes(whole[:60])
    assert [one["key"] for one in desk.run("import", path, "--json", code=1).json["problems"]] == [
        "archive.broken"
    ]
    path.write_bytes(whole)
    desk.run("import", path, code=1)  # no currency without the profile
    ended = desk.run("import", desk.folder, "--json")
    assert ended.json["problems"] == []
    assert desk.run("review", "--as-of", "2026-10-31", "--json").json["problems"] == []


@pytest.mark.parametrize("words", [("import",), ("inspect",), ("review",)])
def test_a_document_stands_alone(desk: Desk, words: tuple[str, ...]) -> None:
    """With --json standard output is one document; without a terminal no bar is drawn anywhere."""
    desk.put("bills.csv", BILLS)
    ended = desk.run(*words, desk.folder, "--json")
    document: Any = json.loads(ended.out)
    assert document["schema"].startswith("goodterms.")
    assert ended.err == ""


def test_nothing_is_written_outside_the_store(desk: Desk) -> None:
    """The folder that is read stays as it is, to the byte and the minute."""
    desk.put("in.mbox", MAILS)
    with ZipFile(desk.folder / "a.zip", "w") as archive:
        archive.writestr("../bills.csv", BILLS)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in desk.folder.iterdir()}
    desk.run("import", desk.folder)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in desk.folder.iterdir()} == before
    assert {path.name for path in desk.folder.parent.iterdir()} == {"home", "records"}
