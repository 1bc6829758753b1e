"""Which files are there: every one once, folders that are one source as one, nothing that is hidden."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from goodterms.records import finding
from goodterms.records.finding import files_of, find_files
from goodterms.records.limits import USUAL
from goodterms.records.model import Message
from goodterms.records.reading import read_paths

PAYMENTS = "client,paid_on,amount,currency\nPixel Orchard,2026-03-04,1250.00,EUR\n"
MAIL = (
    "From: An <an@nijlpaard.example>\nTo: mara@lind.example\nMessage-ID: <{0}@nijlpaard.example>\n"
    "Date: Wed, 1 Jul 2026 09:00:00 +0200\n\nMail {0}.\n"
)


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def maildir(place: Path, *mails: str) -> None:
    for name in ("cur", "new", "tmp"):
        (place / name).mkdir(parents=True)
    for mail in mails:
        put(place / "cur" / f"{mail}.a.lind:2,S", MAIL.format(mail))


def names(*paths: Path) -> list[str]:
    return [found.name for found in find_files(paths).files]


def test_a_maildir_is_one_source_and_its_folders_are_others(tmp_path: Path) -> None:
    """`cur`, `new` and `tmp` belong together; `.Sent` beside them is found although its name is hidden."""
    maildir(tmp_path / "Maildir", "1", "2")
    maildir(tmp_path / "Maildir" / ".Sent", "3")
    put(tmp_path / "Maildir" / "dovecot.index.log", "\0")
    put(tmp_path / "Maildir" / ".cache" / "a.csv", PAYMENTS)
    put(tmp_path / "paid.csv", PAYMENTS)
    assert sorted(names(tmp_path)) == ["Maildir", "Maildir/.Sent", "paid.csv"]
    found = {batch.source: batch.records for batch in read_paths([tmp_path])}
    assert {name: len(records) for name, records in found.items()} == {
        "Maildir": 2,
        "Maildir/.Sent": 1,
        "paid.csv": 1,
    }
    (sent,) = found["Maildir/.Sent"]
    assert isinstance(sent, Message)
    assert sent.text == "Mail 3."


def test_a_maildir_that_is_named_is_found(tmp_path: Path) -> None:
    """Also where its own name is hidden: the user asked for it."""
    maildir(tmp_path / ".mail", "1")
    assert names(tmp_path) == []
    (found,) = find_files([tmp_path / ".mail"]).files
    assert found.is_folder


def test_an_unpacked_slack_export_is_one_source(tmp_path: Path) -> None:
    """The days of its rooms are no files of their own."""
    export = tmp_path / "export"
    put(export / "users.json", json.dumps([{"id": "U1", "name": "an"}]))
    put(export / "channels.json", json.dumps([{"id": "C1", "name": "menu", "members": ["U1"]}]))
    day = [{"type": "message", "user": "U1", "ts": "1772611200.000100", "text": "Bluer, please."}]
    put(export / "menu" / "2026-03-04.json", json.dumps(day))
    assert names(tmp_path) == ["export"]
    (batch,) = read_paths([tmp_path])
    assert (batch.importer, len(batch.records)) == ("slack", 1)


def test_a_folder_of_a_source_knows_only_its_own_files(tmp_path: Path) -> None:
    """What lies in hidden folders belongs to others, also where the folder itself holds no file."""
    maildir(tmp_path, "1")
    maildir(tmp_path / ".Sent", "2")
    assert list(files_of(tmp_path)) == ["cur/1.a.lind:2,S"]


def test_a_pipe_in_a_folder_of_mail_is_not_waited_for(tmp_path: Path) -> None:
    """To open it would be to wait for ever; the mail beside it is read."""
    maildir(tmp_path, "1")
    os.mkfifo(tmp_path / "cur" / "2.a.lind:2,S")
    (batch,) = read_paths([tmp_path])
    assert len(batch.records) == 1
    assert [(one.locator, one.key) for one in batch.problems] == [("message 2.a.lind", "file.unreadable")]


def test_of_a_huge_file_in_a_folder_only_the_start_is_read(tmp_path: Path) -> None:
    """As much as shows that it is above the limit."""
    maildir(tmp_path)
    with put(tmp_path / "cur" / "1.a.lind:2,S", MAIL.format(1)).open("ab") as file:
        file.truncate(5 << 20)
    limits = USUAL._replace(file_mb=1)
    (load,) = files_of(tmp_path, limits).values()
    assert len(load()) == (1 << 20) + 1


@pytest.mark.parametrize("leads", ["self", "up", "each other"])
def test_links_that_go_round_end(tmp_path: Path, leads: str) -> None:
    """What they lead to is met once; a link to itself leads nowhere, which is told."""
    put(tmp_path / "a" / "paid.csv", PAYMENTS)
    put(tmp_path / "b" / "paid.csv", PAYMENTS)
    if leads == "self":
        (tmp_path / "a" / "round").symlink_to(tmp_path / "a" / "round")
    elif leads == "up":
        (tmp_path / "a" / "round").symlink_to(tmp_path, target_is_directory=True)
    else:
        (tmp_path / "a" / "round").symlink_to(tmp_path / "b", target_is_directory=True)
        (tmp_path / "b" / "round").symlink_to(tmp_path / "a", target_is_directory=True)
    found = find_files([tmp_path])
    assert len({one.place for one in found.files}) == len(found.files) == 2
    refused = [(one.name, batch.problems[0].key) for one, batch in found.refused]
    assert refused == ([("a/round", "file.unreadable")] if leads == "self" else [])


def test_a_folder_without_read_rights_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is told with the folder's name; what lies beside it is read."""

    def refuse_locked(path: Path) -> object:
        if Path(path).name == "locked":
            raise PermissionError(13, "Permission denied")
        return os.scandir(path)

    (tmp_path / "locked").mkdir()
    put(tmp_path / "a.csv", PAYMENTS)
    monkeypatch.setattr(finding, "scandir", refuse_locked)  # a test that runs as root is refused nothing
    batches = {batch.source: batch for batch in read_paths([tmp_path])}
    assert [one.key for one in batches["locked"].problems] == ["folder.unreadable"]
    assert len(batches["a.csv"].records) == 1


@pytest.mark.parametrize("name", ["a.csv.part", "a.csv.crdownload", "~$a.xlsx", "a.tmp"])
def test_what_a_program_has_not_finished_is_waited_for(tmp_path: Path, name: str) -> None:
    """Not read with its folder; read where the user names it."""
    put(tmp_path / name, PAYMENTS)
    assert names(tmp_path) == []
    assert names(tmp_path / name) == [str(tmp_path / name)]
