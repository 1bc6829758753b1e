"""The store is private, is made when needed, and says plainly why it cannot be used."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from goodterms.records.model import Batch, Client, Message
from goodterms.store import connecting
from goodterms.store.database import database
from goodterms.store.opening import open_store
from goodterms.store.trouble import StoreError
from store.exported import EXPORT

CLIENTS = Batch("clients.csv", "csv", (Client("Café Nijlpaard", domains=("nijlpaard.example",)),))


def rights(path: Path) -> str:
    """Who may do what with a file, as ls shows it."""
    return stat.filemode(path.stat().st_mode)


def refusal(home: Path, url: str | None = None) -> StoreError:
    """Why the store does not open."""
    with pytest.raises(StoreError) as refused:
        open_store(home, url)
    return refused.value


def run(code: str) -> str:
    """What a program of its own prints."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_nobody_else_can_read_it(tmp_path: Path, unguarded: None) -> None:
    """The folder that is made, the database and what SQLite lays beside it are the owner's only."""
    before = os.umask(0o022)
    try:
        with closing(open_store(tmp_path / "new" / "home")) as store:
            store.save(CLIENTS, "one")
            files = sorted((tmp_path / "new" / "home").iterdir())
            assert [file.name for file in files] == [
                "goodterms.sqlite3",
                "goodterms.sqlite3-shm",
                "goodterms.sqlite3-wal",
            ]
            assert {rights(file) for file in files} == {"-rw-------"}
            assert rights(tmp_path / "new" / "home") == "drwx------"
    finally:
        os.umask(before)


def test_a_folder_of_the_user_keeps_its_rights(tmp_path: Path, unguarded: None) -> None:
    """A folder that was there is not taken away from others; the database in it is."""
    tmp_path.chmod(0o755)
    (tmp_path / "goodterms.sqlite3").touch(0o644)
    open_store(tmp_path).close()
    assert rights(tmp_path) == "drwxr-xr-x"
    assert rights(tmp_path / "goodterms.sqlite3") == "-rw-------"


def test_reading_goes_on_while_another_program_writes(tmp_path: Path, unguarded: None) -> None:
    """A second program that is writing keeps nobody from reading."""
    with (
        closing(open_store(tmp_path)) as store,
        closing(sqlite3.connect(tmp_path / "goodterms.sqlite3")) as other,
    ):
        store.save(CLIENTS, "one")
        other.execute("BEGIN IMMEDIATE")
        assert store.records() == list(CLIENTS.records)


def test_what_is_forgotten_is_overwritten(tmp_path: Path, unguarded: None) -> None:
    """Words of a message that was taken out are nowhere in the database's files once it is closed."""
    words = "Nobody else should ever read this"
    with closing(open_store(tmp_path)) as store:
        store.save(Batch("chat.txt", "chat", tuple(_with_text(words))), "one")
        store.forget("chat.txt")
    assert all(words.encode() not in file.read_bytes() for file in tmp_path.iterdir())


def _with_text(text: str) -> list[Message]:
    mails = [record for record in EXPORT.records if isinstance(record, Message)]
    return [Message(mail.sent_at, mail.sender, text=f"{text} {mail.text}") for mail in mails[:200]]


def test_tables_are_made_once(opened: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that is up to date is opened without a look at its tables."""
    opened()

    def never(_: str) -> None:
        raise AssertionError("tables were made again")

    monkeypatch.setattr(connecting, "_migrate", never)
    opened()


def schema(store: Any, url: str) -> set[tuple[Any, ...]]:
    """Columns, keys and indexes of all tables, in no order: of a table that grew, new columns are last."""
    from django.db import connections  # noqa: PLC0415 - a store has woken it

    with connections[store._alias].cursor() as cursor:
        if url.startswith("sqlite"):
            cursor.execute(
                "SELECT tbl_name, type, name, sql FROM sqlite_master WHERE tbl_name LIKE 'store_%'"
            )
            return {(table, kind, name, _parts(sql)) for table, kind, name, sql in cursor.fetchall()}
        cursor.execute(
            "SELECT table_name, column_name, data_type, is_nullable, column_default,"
            " character_maximum_length, is_identity FROM information_schema.columns"
            " WHERE table_name LIKE 'store_%'"
        )
        columns = cursor.fetchall()
        cursor.execute("SELECT tablename, indexname, indexdef FROM pg_indexes WHERE tablename LIKE 'store_%'")
        indexes = cursor.fetchall()
        cursor.execute(
            "SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid::regclass::text LIKE 'store_%'"
        )
        return {*columns, *indexes, *cursor.fetchall()}


def _parts(sql: str | None) -> frozenset[str]:
    """What stands between the commas of a statement, quoted or not."""
    bare = (sql or "").replace('"', "").partition("(")[2].rpartition(")")[0]
    return frozenset(part.strip() for part in re.split(r",(?![^()]*\))", bare))


def test_new_tables_are_what_old_ones_become(
    url: str, tmp_path: Path, unguarded: None, monkeypatch: Any
) -> None:
    """A store that is made today has the tables of one that came all the way by migrations."""
    with closing(open_store(tmp_path, url)) as store:
        direct = schema(store, url)
    assert {row[0] for row in direct} >= {"store_file", "store_former", "store_invoice"}
    empty(url)
    monkeypatch.setattr(connecting, "_make", lambda alias, _: connecting._migrate(alias))
    with closing(open_store(tmp_path, url)) as store:
        assert schema(store, url) == direct
        store.save(EXPORT, "one")
        assert store.records() == list(EXPORT.records)


def empty(url: str) -> None:
    """Takes everything out of a database."""
    if url.startswith("sqlite"):
        for file in Path(url.removeprefix("sqlite:///")).parent.iterdir():
            file.unlink()
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")


def test_the_tables_fit_the_records() -> None:
    """A change to the records without a migration is noticed."""
    command = [sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run"]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "goodterms.store.settings"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "No changes detected\n")


def test_django_sleeps_until_a_store_is_opened() -> None:
    """Commands that need no store do not wait for Django."""
    code = "import sys, goodterms.store.opening; print('django' in sys.modules)"
    assert run(code) == "False"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    """Where the home would lie in a file, nothing can be written."""
    (tmp_path / "note").write_text("not a folder")
    error = refusal(tmp_path / "note" / "home")
    assert error.text.key == "store.not_writable"
    assert error.text.values["place"] == str(tmp_path / "note" / "home" / "goodterms.sqlite3")


def test_a_file_that_is_no_database(tmp_path: Path, unguarded: None) -> None:
    """Something else under the database's name is not touched."""
    file = tmp_path / "goodterms.sqlite3"
    file.write_bytes(b"Dear Mara, " * 500)
    assert refusal(tmp_path).text.key == "store.damaged"
    assert file.read_bytes() == b"Dear Mara, " * 500


def test_a_database_that_was_damaged(tmp_path: Path, unguarded: None) -> None:
    """Pages that were overwritten are told when they are read, and not given as records."""
    with closing(open_store(tmp_path)) as store:
        store.save(EXPORT, "one")
    file = tmp_path / "goodterms.sqlite3"
    whole = file.read_bytes()
    middle = len(whole) // 4096 // 4 * 4096
    file.write_bytes(whole[:middle] + b"\xff" * (len(whole) - middle))
    with closing(open_store(tmp_path)) as store, pytest.raises(StoreError) as refused:
        store.records()
    assert refused.value.text.key == "store.damaged"
    assert refused.value.text.values["place"] == str(file)


def test_a_store_of_a_newer_version(tmp_path: Path, unguarded: None) -> None:
    """A store that a newer version has changed is left alone."""
    open_store(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "goodterms.sqlite3")) as file, file:
        file.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_later', '2031-01-01')"
        )
    assert refusal(tmp_path).text.key == "store.newer"


def test_a_store_that_stays_busy(tmp_path: Path, unguarded: None) -> None:
    """Where another program does not stop writing, saving gives up."""
    url = f"sqlite:///{tmp_path / 'busy.sqlite3'}?timeout=0"
    with (
        closing(open_store(tmp_path, url)) as store,
        closing(sqlite3.connect(tmp_path / "busy.sqlite3")) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as refused:
            store.save(CLIENTS, "one")
    assert refused.value.text.key == "store.busy"


@pytest.mark.parametrize(
    "url",
    [
        "somewhere",
        "mysql://mara:secret@localhost/studio",
        "gopher://mara:secret@localhost/studio",
        "postgres://mara:secret@localhost",
        "postgres://mara:secret@localhost:port/studio",
        "postgres://mara:secret@[localhost/studio",
        "sqlite://",
    ],
)
def test_a_wrong_url(tmp_path: Path, url: str) -> None:
    """A URL of no SQLite file and no PostgreSQL database is refused, and its password is not repeated."""
    error = refusal(tmp_path, url)
    assert error.text.key == "store.bad_url"
    assert "secret" not in repr((error, error.text, error.__cause__))


@pytest.mark.postgres
def test_a_server_that_does_not_answer(tmp_path: Path, unguarded: None) -> None:
    """Where there is no server, the place is told, and the password is not."""
    error = refusal(tmp_path, "postgres://mara:secret@127.0.0.1:1/studio")
    assert error.text.key == "store.unreachable"
    assert error.text.values["place"] == "127.0.0.1:1/studio"
    assert "secret" not in repr(error.text)


def test_postgresql_without_its_driver(tmp_path: Path) -> None:
    """Where psycopg is not installed, that is what is said."""
    code = f"""
import sys
from pathlib import Path
sys.modules["psycopg"] = sys.modules["psycopg2"] = None
from goodterms.store.opening import open_store
from goodterms.store.trouble import StoreError
try:
    open_store(Path({str(tmp_path)!r}), "postgres://127.0.0.1/studio")
except StoreError as error:
    print(error.text.key)
"""
    assert run(code) == "store.no_driver"


def test_the_default_is_a_file_in_the_home(tmp_path: Path) -> None:
    """Without a URL, or with an empty one, the store is a file in the home folder."""
    assert database(tmp_path).place == database(tmp_path, "").place == str(tmp_path / "goodterms.sqlite3")
