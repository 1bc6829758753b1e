"""Everything in one file and back: the same answers after as before, nothing of a file that is not whole."""

from __future__ import annotations

import json
import os
import pty
import select
import sqlite3
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from faces.commands import Ended, goodterms, python
from goodterms import demo
from goodterms.faces.backing import restore
from goodterms.faces.backups import BackupError, unpack, write_backup
from goodterms.faces.locking import PIECE, LockError, Locking, unlock

PASSPHRASE = "four herons on a wire"  # noqa: S105 - of nothing
LINT = '[off]\nrules = ["blame"]\n'
PAID = 117
"""Invoices of the demo that something came in for; one says its VAT."""
SHEET = 'title = "Mine"\nbased_on = "balanced"\n'


class Machine:
    """A data folder, and a place for files beside it."""

    def __init__(self, place: Path) -> None:
        self.place, self.home = place, place / "home"

    def run(self, *words: str | Path, code: int = 0, typed: str = "", **environment: str) -> Ended:
        """A command that ends as expected."""
        ended = goodterms(*words, home=self.home, typed=typed, **environment)
        assert ended.code == code, (ended.out, ended.err)
        assert "Traceback" not in ended.err
        return ended

    def review(self) -> Any:
        return self.run("review", "--json", "--as-of", demo.AS_OF.isoformat()).json

    def bytes(self) -> dict[str, bytes]:
        """Every file that is kept, but for what SQLite lays beside an open store."""
        files = (path for path in sorted(self.home.rglob("*")) if path.is_file())
        return {
            path.relative_to(self.home).as_posix(): path.read_bytes()
            for path in files
            if not path.name.endswith(("-wal", "-shm"))
        }


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """With the invented year, and with sheets of one's own."""
    one = Machine(tmp_path)
    assert goodterms("import", demo.folder(), home=one.home).code in (0, 1)
    (one.home / "playbooks").mkdir()
    (one.home / "playbooks" / "mine.toml").write_text(SHEET, "utf-8")
    (one.home / "lint.toml").write_text(LINT, "utf-8")
    return one


@pytest.mark.parametrize("is_locked", [False, True], ids=["plain", "locked"])
def test_after_a_restore_all_is_as_it_was(machine: Machine, is_locked: bool) -> None:
    """The review before is the review after, on a machine that had nothing; only its owner can read it."""
    before, file = machine.review(), machine.place / "kept.zip"
    secret = {"GOODTERMS_PASSPHRASE": PASSPHRASE} if is_locked else {}
    told = machine.run("backup", file, "--json", *["--encrypt"] * is_locked, **secret).json
    assert told["schema"] == "goodterms.backup/1"
    assert set(told["parts"]) == {"goodterms.sqlite3", "lint.toml", "playbooks/mine.toml"}
    assert told["encrypted"] is is_locked
    assert file.stat().st_mode & 0o077 == 0
    assert (b"Caf\xc3\xa9 Nijlpaard" in file.read_bytes()) is False
    other = Machine(machine.place / "other")
    assert "is back" in other.run("restore", file, **secret).out
    assert other.review() == before
    sheets = {name: data for name, data in machine.bytes().items() if name.endswith(".toml")}
    assert {name: data for name, data in other.bytes().items() if name.endswith(".toml")} == sheets
    assert {path.stat().st_mode & 0o077 for path in (other.home, *other.home.rglob("*"))} == {0}


def test_a_plain_backup_opens_in_any_program(machine: Machine) -> None:
    """It is a zip archive with a list of what is in it."""
    file = machine.place / "kept.zip"
    machine.run("backup", file)
    with ZipFile(file) as packed:
        assert packed.testzip() is None
        told = json.loads(packed.read("manifest.json"))
        assert packed.read("lint.toml").decode() == LINT
    assert [part["name"] for part in told["parts"]] == [
        name for name in packed.namelist() if name != "manifest.json"
    ]


def test_a_program_that_writes_meanwhile_does_no_harm(machine: Machine) -> None:
    """While another has the store open and is in the middle of a change, the backup holds it as it was."""
    before, file = machine.review(), machine.place / "kept.zip"
    with sqlite3.connect(machine.home / "goodterms.sqlite3") as other:
        other.execute("DELETE FROM store_invoice")
        machine.run("backup", file)
        other.rollback()
    other.close()
    away = Machine(machine.place / "other")
    away.run("restore", file)
    assert away.review() == before


def test_what_is_there_is_replaced_only_when_asked(machine: Machine) -> None:
    """And lies beside the new one then, whole."""
    file = machine.place / "kept.zip"
    machine.run("backup", file)
    machine.run("plan", "Café Nijlpaard", "--mark", "considering")
    before = machine.bytes()
    assert "--replace" in machine.run("restore", file, code=2).err
    assert machine.bytes() == before
    told = machine.run("restore", file, "--replace", "--json").json
    assert told["schema"] == "goodterms.restore/1"
    aside = Machine(machine.place)
    aside.home = Path(told["put_aside"])
    assert aside.bytes() == before
    assert sorted(path.name for path in machine.place.iterdir()) == sorted(
        ["home", "kept.zip", aside.home.name]
    )


def test_where_the_folders_cannot_change_places_the_old_one_stays(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the data folder is a disk of its own: all of it is as before, and nothing is left over."""
    file, move = machine.place / "kept.zip", Path.rename
    machine.run("backup", file)
    before = machine.bytes()

    def refuse(path: Path, target: Path) -> Path:
        if "-new-" in path.name:
            raise OSError(18, "Invalid cross-device link", str(target))
        return move(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setenv("GOODTERMS_HOME", str(machine.home))
    monkeypatch.setenv("GOODTERMS_LANG", "en")
    done = CliRunner().invoke(restore, [str(file), "--replace"])
    assert "cannot be used: Invalid cross-device link" in done.output
    assert machine.bytes() == before
    assert {path.name for path in machine.place.iterdir()} == {"home", "kept.zip"}


def test_a_backup_replaces_a_backup_and_nothing_else(machine: Machine) -> None:
    """A letter that has the name stays as it is; so does an older backup until the new one is whole."""
    letter = machine.place / "letter.txt"
    letter.write_text("Dear all", "utf-8")
    assert "no backup of Goodterms" in machine.run("backup", letter, code=2).err
    assert letter.read_text("utf-8") == "Dear all"
    file = machine.place / "kept.zip"
    machine.run("backup", file)
    machine.run("backup", file)
    first = file.read_bytes()
    with (machine.home / "goodterms.sqlite3").open("r+b") as store:
        store.seek(8192)
        store.write(b"\xff" * 40_000)
    assert "damaged" in machine.run("backup", file, code=2).err
    assert file.read_bytes() == first
    assert {path.name for path in machine.place.iterdir()} == {"home", "letter.txt", "kept.zip"}


@pytest.mark.parametrize("typed", ["another passphrase\n", "\n", ""])
def test_another_passphrase_opens_nothing(machine: Machine, typed: str) -> None:
    """It says so, and nothing is changed."""
    file = machine.place / "kept.lock"
    machine.run("backup", file, "--encrypt", typed=f"{PASSPHRASE}\n")
    before = machine.bytes()
    assert "does not open it" in machine.run("restore", file, "--replace", typed=typed, code=2).err
    assert machine.bytes() == before
    other = Machine(machine.place / "other")
    other.run("restore", file, typed=f"{PASSPHRASE}\n")


def test_a_short_passphrase_is_refused(machine: Machine) -> None:
    """Eight characters are the least; no file is made."""
    file = machine.place / "kept.lock"
    assert "at least 8" in machine.run("backup", file, "--encrypt", typed="heron\n", code=2).err
    assert not file.exists()


@pytest.mark.parametrize(("again", "code"), [(f"{PASSPHRASE}\n", 0), ("something else\n", 130)])
def test_at_a_terminal_a_passphrase_is_asked_twice(machine: Machine, again: str, code: int) -> None:
    """Whoever types something else the second time is asked anew, and may leave."""
    file = machine.place / "kept.lock"
    asked, answers = pty.openpty()
    environment = os.environ | {"GOODTERMS_HOME": str(machine.home), "GOODTERMS_LANG": "en"}
    started = subprocess.Popen(
        [sys.executable, "-m", "goodterms", "backup", str(file), "--encrypt"],
        stdin=answers,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    os.close(answers)
    try:
        said = _asks(started, b"Passphrase: ")
        os.write(asked, f"{PASSPHRASE}\n".encode())
        said += _asks(started, b"Once more: ")
        os.write(asked, again.encode())
        if code:
            said += _asks(started, b"Passphrase: ")
            os.write(asked, b"\x04")
        assert started.wait(60) == code
    finally:
        started.kill()
        started.wait()
        started.stderr.close()  # type: ignore[union-attr] # it is a pipe
        os.close(asked)
    assert file.exists() is (code == 0)
    assert PASSPHRASE.encode() not in said


def _asks(started: subprocess.Popen[bytes], prompt: bytes) -> bytes:
    """Waits until the program asks that; what is typed before is thrown away."""
    assert started.stderr is not None
    said = b""
    while not said.endswith(prompt):
        assert select.select([started.stderr], [], [], 30)[0], said
        some = os.read(started.stderr.fileno(), 1)
        assert some, said
        said += some
    time.sleep(0.2)
    return said


def test_what_is_no_backup_is_named(machine: Machine, tmp_path: Path) -> None:
    """A letter, a folder, nothing at all, an archive of something else."""
    letter, other = tmp_path / "letter.txt", tmp_path / "other.zip"
    letter.write_text("Dear all", "utf-8")
    with ZipFile(other, "w") as packed:
        packed.writestr("a.txt", "a")
    assert "no backup of Goodterms" in machine.run("restore", letter, "--replace", code=2).err
    assert "damaged or incomplete" in machine.run("restore", other, "--replace", code=2).err
    assert "cannot be used" in machine.run("restore", tmp_path, "--replace", code=2).err
    assert "cannot be used" in machine.run("restore", tmp_path / "none", "--replace", code=2).err
    assert "cannot be used" in machine.run("backup", tmp_path / "no" / "kept.zip", code=2).err
    assert "is no backup" in machine.run("backup", tmp_path, code=2).err


def test_without_records_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    """Nothing is made, neither a backup nor a store."""
    one = Machine(tmp_path)
    assert "Nothing is kept yet" in one.run("backup", tmp_path / "kept.zip", code=2).err
    assert list(tmp_path.iterdir()) == []


def test_a_server_has_its_own_tool(machine: Machine) -> None:
    """PostgreSQL is backed up by pg_dump; a backup is not put where no command would look."""
    url = {"DATABASE_URL": "postgres://mara@127.0.0.1/none"}
    assert "pg_dump" in machine.run("backup", machine.place / "kept.zip", code=2, **url).err
    machine.run("backup", machine.place / "kept.zip")
    told = machine.run("restore", machine.place / "kept.zip", "--replace", code=2, **url)
    assert "DATABASE_URL" in told.err


def made(machine: Machine, change: str) -> Path:
    """A backup of a store after a change of its list of migrations."""
    with sqlite3.connect(machine.home / "goodterms.sqlite3") as store:
        store.execute(change)
    store.close()
    file = machine.place / "kept.zip"
    machine.run("backup", file)
    return file


def test_a_backup_of_a_newer_version_is_left_alone(machine: Machine) -> None:
    """Its tables are not known here: nothing is changed, and it says what to do."""
    change = "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_later', '2030-01-01')"
    file = made(machine, change)
    other = Machine(machine.place / "other")
    assert "newer version" in other.run("restore", file, code=2).err
    assert not other.home.exists()


BACK = """
from pathlib import Path
import os
from goodterms.store.opening import open_store
kept = open_store(Path(os.environ["GOODTERMS_HOME"]))
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
MigrationExecutor(connections[kept._alias]).migrate([("store", "0005_rates")])
kept.close()
"""


def test_a_backup_of_an_older_version_is_brought_up_to_date(machine: Machine) -> None:
    """Before it is put in its place; the review is the same, but for VAT, which older ones did not keep."""
    file = machine.place / "kept.zip"
    before = machine.review()
    assert before["portfolio"].pop("rate_basis")["without_vat_told"] < PAID
    assert python(BACK, home=machine.home).code == 0
    assert "older version" in machine.run("doctor").out
    machine.run("backup", file)
    other = Machine(machine.place / "other")
    assert "older version" in other.run("restore", file).out
    after = other.review()
    assert after["portfolio"].pop("rate_basis")["without_vat_told"] == PAID
    assert after == before


@cache
def small() -> bytes:
    """A backup of a store with three records, and one locked."""
    with TemporaryDirectory() as place:
        home = Path(place) / "home"
        told = Path(place) / "clients.csv"
        told.write_text("name,country\nQuayside Bikes,GB\nPixel Orchard,BE\n", "utf-8")
        assert goodterms("import", told, home=home).code == 0
        file = BytesIO()
        write_backup(file, home, home / "goodterms.sqlite3", datetime(2026, 3, 2, tzinfo=UTC))
        return file.getvalue()


def refused(data: bytes) -> bool:
    """Is a file with these bytes refused, with a sentence?"""
    with TemporaryDirectory() as place:
        path, folder = Path(place) / "kept.zip", Path(place) / "new"
        path.write_bytes(data)
        folder.mkdir()
        try:
            unpack(path, folder, PASSPHRASE)
        except (BackupError, LockError) as error:
            return error.text.key.startswith("backup.")
        return False


def test_a_whole_file_is_taken() -> None:
    """So that the tests below speak of what was changed."""
    assert not refused(small())


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_changed_byte_is_seen(data: st.DataObject) -> None:
    """Wherever it is: in a part, in the list, or between them."""
    whole = bytearray(small())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    assert refused(bytes(whole))


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1_000_000), st.binary(max_size=5))
def test_a_cut_or_grown_file_is_seen(length: int, more: bytes) -> None:
    """Also where whole blocks are missing, or something was put behind."""
    whole = small()
    cut = whole[: length % len(whole)]
    assert refused(cut)
    if more:
        assert refused(whole + more)


@pytest.mark.parametrize(
    ("name", "is_told"),
    [("../evil.toml", True), ("/etc/evil.toml", True), ("playbooks/../../x.toml", True), ("more.txt", False)],
)
def test_a_hostile_archive_writes_nowhere_else(tmp_path: Path, name: str, is_told: bool) -> None:
    """Whoever makes an archive by hand, sum and all, gets no file outside the data folder."""
    from goodterms.faces.backups import _Summed  # noqa: PLC0415 - what an attacker would write by hand

    source, made = ZipFile(BytesIO(small())), BytesIO()
    told = json.loads(source.read("manifest.json"))
    part = {
        "name": name,
        "bytes": 1,
        "sha256": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    }
    told["parts"] += [part] if is_told else []
    summed = _Summed(made)
    with ZipFile(summed, "w", zipfile.ZIP_DEFLATED) as packed:  # type: ignore[call-overload]
        packed.comment = bytes(71)
        packed.writestr("manifest.json", json.dumps(told))
        packed.writestr("goodterms.sqlite3", source.read("goodterms.sqlite3"))
        packed.writestr(name, "a")
    summed.finish()
    assert refused(made.getvalue())


def locked(data: bytes) -> bytes:
    file = BytesIO()
    locking = Locking(file, PASSPHRASE)
    for at in range(0, len(data), 700_001):
        locking.write(data[at : at + 700_001])
    locking.finish()
    return file.getvalue()


def unlocked(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    file = BytesIO()
    unlock(BytesIO(data), file, passphrase)
    return file.getvalue()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 5])
def test_what_was_locked_is_opened(size: int) -> None:
    """Of any length; also where the passphrase is typed on another keyboard."""
    data = os.urandom(size)
    assert unlocked(locked(data)) == data


@cache
def three_pieces() -> bytes:
    return locked(b"a" * (2 * PIECE + 10))


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_a_changed_byte_of_a_locked_file_is_seen(data: st.DataObject) -> None:
    """Behind the first bytes, that say what it is."""
    whole = bytearray(three_pieces())
    at = data.draw(st.integers(19, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(LockError):
        unlocked(bytes(whole))


def test_pieces_that_are_missing_or_moved_are_seen() -> None:
    """Cut at the end of a piece, doubled, or in another order."""
    whole, head = three_pieces(), 19 + 16 + 7 + 16
    first = whole[head : head + PIECE + 16]
    second = whole[head + PIECE + 16 : head + 2 * (PIECE + 16)]
    last = whole[head + 2 * (PIECE + 16) :]
    for pieces in ((first, second), (first, last), (second, first, last), (first, first, second, last), ()):
        with pytest.raises(LockError):
            unlocked(whole[:head] + b"".join(pieces))


def test_the_passphrase_may_be_typed_on_another_keyboard() -> None:
    """é is the same however it is put together."""
    file = BytesIO()
    locking = Locking(file, "é" * 8)
    locking.write(b"a")
    locking.finish()
    assert unlocked(file.getvalue(), "e\u0301" * 8) == b"a"


def test_the_doctor_finds_nothing_where_all_is_well(machine: Machine) -> None:
    """And changes nothing; without a store it makes none."""
    before = machine.bytes()
    told = machine.run("doctor", "--json").json
    assert told["schema"] == "goodterms.doctor/1"
    states = {one["check"]: one["state"] for one in told["checks"]}
    assert {states[name] for name in ("store", "tables", "unread", "private")} == {"well"}
    assert set(states) > {"extra pdf", "extra postgres", "chromium"}
    assert machine.bytes() == before
    other = Machine(machine.place / "other")
    assert "Nothing is kept yet" in other.run("doctor").out
    assert not other.home.exists()


def test_the_doctor_tells_what_is_to_be_looked_at(machine: Machine) -> None:
    """Lines that could not be read, a file that others can read, what a broken-off backup left."""
    bad = machine.place / "invoices.csv"
    bad.write_text("number,client,issued,due,total,currency\n2,Quayside Bikes,someday,,100.00,EUR\n", "utf-8")
    assert goodterms("import", bad, home=machine.home).code == 1
    told = machine.home / "goodterms.toml"
    told.write_text("", "utf-8")
    told.chmod(0o644)
    (machine.home / ".backup-x").mkdir()
    out = machine.run("doctor", code=1).out
    assert "to look at: 1 place in your files could not be read" in out
    assert f"may read {told}" in out
    assert ".backup-x" in out


@pytest.mark.parametrize("how", ["torn", "text", "newer", "foreign", "url"])
def test_the_doctor_tells_of_a_store_that_cannot_be_used(machine: Machine, how: str) -> None:
    """Damaged, of a newer version, somebody else's; it never breaks off."""
    path, environment = machine.home / "goodterms.sqlite3", {}
    if how == "torn":
        with path.open("r+b") as file:
            file.seek(8192)
            file.write(b"\xff" * 40_000)
    elif how == "text":
        path.write_text("not a database, but long enough to look at twice" * 100, "utf-8")
    elif how == "newer":
        made(machine, "UPDATE django_migrations SET name = '9999_later' WHERE name LIKE '0001%'")
    elif how == "foreign":
        path.unlink()
        with sqlite3.connect(path) as file:
            file.execute("CREATE TABLE birds (name)")
        file.close()
        path.chmod(0o600)
    else:
        environment = {"DATABASE_URL": "postgres://mara@127.0.0.1:1/none"}
    said = machine.run("doctor", code=1, **environment).out
    words = {
        "torn": "damaged", "text": "damaged", "newer": "newer version", "foreign": "no tables of Goodterms",
        "url": "cannot be used",
    }  # fmt: skip
    assert words[how] in said


@pytest.mark.parametrize("lang", ["en", "fr", "nl", "vi"])
def test_no_sentence_is_missing_in_any_language(machine: Machine, lang: str) -> None:
    """From the backup to the doctor."""
    file = machine.place / "kept.zip"
    said = [
        machine.run("backup", file, "--lang", lang),
        machine.run("restore", file, "--replace", "--lang", lang),
        machine.run("restore", file, "--lang", lang, code=2),
        machine.run("doctor", "--lang", lang),
    ]
    told = "".join(one.out + one.err for one in said)
    assert "backup." not in told.replace("backup.zip", "")
    assert "restore." not in told
    assert "doctor." not in told
