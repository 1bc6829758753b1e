"""Everything about a client in one file, and a client taken out for good."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from faces.commands import Ended, goodterms
from goodterms import demo

AS_OF = ("--as-of", "2026-06-15")
ME = (
    '[me]\nname = "Mara Lind"\nemails = ["mara@lind.example"]\ncountry = "{country}"\n'
    'timezone = "Europe/Brussels"\ncurrency = "EUR"\n'
)
CLIENTS = (
    "name,emails,language,country\nKestrel,zzana@kestrel.example,fr,BE\nHarbour,bo@harbour.example,en,BE\n"
)
BILLS = "number,client,issued,total\n2026-014,Kestrel,2026-03-02,1250.00\n2026-015,Harbour,2026-03-02,80.00\n"
PAID = "client,paid_on,amount,invoices\nKestrel,2026-03-20,1250.00,2026-014\n"
FEELINGS = (
    "client,date,dread,note\nKestrel,2026-03-09,4,zzfelt\nHarbour,2026-03-09,0,fine\n"
    "Kestrel,2026-03-10,oops,zzbroken\n"
)
DAYBOOK = '# daybook\n2026-03-10 Kestrel: dread 4, note "zzdaybook"\n2026-03-11 Kestrel paid 12.50 EUR\n'
MAIL = (
    "From zzana@kestrel.example Mon Jan  5 09:00:00 2026\nFrom: zzana@kestrel.example\n"
    "To: mara@lind.example\n"
    "Message-ID: <1@x.example>\nDate: 5 Jan 2026 09:00:00 +0100\nSubject: zzsubject\n\nzztext\n\n"
)
PLANTED = ("zzana", "zzfelt", "zzbroken", "zzsubject", "zztext", "zznote", "zzdaybook")


class Desk:
    """A folder of records, and a store of them."""

    def __init__(self, place: Path, country: str = "FR", *, paid: bool = True) -> None:
        self.place, self.home, self.folder = place, place / "home", place / "records"
        self.folder.mkdir()
        files = {
            "goodterms.toml": ME.format(country=country), "clients.csv": CLIENTS, "invoices.csv": BILLS,
            "feelings.csv": FEELINGS, "inbox.mbox": MAIL, "daybook.txt": DAYBOOK,
        }  # fmt: skip
        for name, text in files.items() | ({"payments.csv": PAID} if paid else {}).items():
            (self.folder / name).write_text(text, "utf-8")

    def run(self, *words: str | Path, code: int = 0, **environment: str) -> Ended:
        """A command that ends as expected."""
        ended = goodterms(*words, home=self.home, **environment)
        assert ended.code == code, (ended.out, ended.err)
        assert "Traceback" not in ended.err
        return ended

    def filled(self) -> Desk:
        """All of it imported, and something said of the client."""
        assert goodterms("import", self.folder, home=self.home).code in (0, 1)
        self.run("plan", "Kestrel", "--mark", "considering", "--note", "zznote", *AS_OF)
        return self

    def bytes(self) -> bytes:
        """Everything below the home."""
        return b"".join(path.read_bytes() for path in self.home.rglob("*") if path.is_file())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """In France, where the books stay for ten years; everything is paid."""
    return Desk(tmp_path).filled()


def test_everything_of_a_client_in_one_archive(desk: Desk) -> None:
    """Also what was noted, and where each was read; nothing of others; it is said that opinions count."""
    out = desk.place / "kestrel.zip"
    done = desk.run("export", "kestrel", "--out", out, "--json")
    assert done.json["schema"] == "goodterms.export/1"
    assert done.json["records"]["invoice"] == 1
    assert "opinions are personal data" in done.err
    with ZipFile(out) as archive:
        told = {name: archive.read(name).decode() for name in archive.namelist()}
    assert json.loads(told["records/feeling.json"])[0]["note"] == "zzfelt"
    assert "zztext" in told["records/message.json"]
    assert {"source": "inbox.mbox", "locator": "message 1"} in json.loads(told["evidence.json"])
    assert "opinions" in told["README.txt"]
    assert "Harbour" not in "".join(told.values())
    assert out.stat().st_mode & 0o077 == 0


def test_an_export_keeps_nothing_and_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From a folder as from the store; a file that is there stays as it is unless it is named."""
    monkeypatch.chdir(tmp_path)
    desk = Desk(tmp_path)
    desk.run("export", "Kestrel", "--from", desk.folder)
    before = (tmp_path / "kestrel-records.zip").read_bytes()
    assert not desk.home.exists()
    assert "is there already" in desk.run("export", "Kestrel", "--from", desk.folder, code=2).err
    desk.run("export", "Kestrel", "--from", desk.folder, "--out", "kestrel-records.zip")
    assert (tmp_path / "kestrel-records.zip").read_bytes() == before
    assert (
        "cannot be written"
        in desk.run("export", "Kestrel", "--from", desk.folder, "--out", "no/x.zip", code=2).err
    )
    assert desk.run("export", "Kestrel", code=2).err
    assert desk.run("export", "Nobody", "--from", desk.folder, code=2).err


def test_nothing_goes_before_it_was_shown(desk: Desk) -> None:
    """What stays, on what ground and until when; what goes. Where nobody says yes, nothing is done."""
    before = desk.bytes()
    done = desk.run("erase", "Kestrel", *AS_OF, code=1)
    assert "the law asks for 10 years (Code de commerce, art. L123-22)" in done.out
    assert "3 of them may go from 1 Jan 2037 on." in done.out
    assert "1 message" in done.out
    assert "Nothing has been erased." in done.err
    assert desk.bytes() == before


def test_then_it_is_gone_from_every_byte(desk: Desk) -> None:
    """But for the books and the name in them; the user's own files are listed, and lie as they lay."""
    files = {path: path.read_bytes() for path in desk.folder.iterdir()}
    assert all(word.encode() in desk.bytes() for word in PLANTED)
    done = desk.run("erase", "Kestrel", "--yes", *AS_OF)
    assert {word for word in PLANTED if word.encode() in desk.bytes()} == set()
    assert str(desk.folder / "inbox.mbox") in done.out
    assert {path: path.read_bytes() for path in desk.folder.iterdir()} == files
    left = desk.run("erase", "Kestrel", "--json", *AS_OF).json
    assert {one["kind"] for one in left["stays"]} == {"invoice", "payment"}
    assert {one["until"] for one in left["stays"]} == {"2037-01-01"}
    assert left["goes"] == {}
    assert "Harbour" in desk.run("review", *AS_OF).out


def test_the_same_files_bring_nothing_back_unless_asked(desk: Desk) -> None:
    """An import says what it skipped, and how to read it all the same."""
    desk.run("erase", "Kestrel", "--yes", *AS_OF)
    done = goodterms("import", desk.folder, home=desk.home)
    assert "sources were not read: what they told of a client was erased" in done.err
    assert b"zztext" not in desk.bytes()
    files = goodterms("import", desk.folder, "--json", home=desk.home).json["files"]
    assert {one["path"] for one in files if one["erased"]} >= {"inbox.mbox", "feelings.csv"}
    grown = MAIL + MAIL.replace("<1@", "<2@").replace("zztext", "a new question")
    (desk.folder / "inbox.mbox").write_text(grown)
    goodterms("import", desk.folder, home=desk.home)
    assert b"zztext" not in desk.bytes()
    assert b"a new question" in desk.bytes()
    goodterms("import", desk.folder, "--again", home=desk.home)
    assert b"zzfelt" in desk.bytes()


def test_where_the_law_is_not_certain_it_says_so(tmp_path: Path) -> None:
    """And keeps the books until the freelancer gives a number."""
    desk = Desk(tmp_path, "DE").filled()
    done = desk.run("erase", "Kestrel", "--json", *AS_OF, code=1).json
    assert done["rule"]["years"] is None
    assert done["rule"]["why"]
    assert {one["until"] for one in done["stays"]} == {None}
    assert "--years N" in desk.run("erase", "Kestrel", *AS_OF, code=1).out
    gone = desk.run("erase", "Kestrel", "--years", "0", "--yes", "--as-of", "2027-01-01", "--json").json
    assert (gone["erased"], gone["stays"], gone["clean"]) == (True, [], True)
    assert b"Kestrel" not in desk.bytes()


def test_while_money_is_open_what_a_claim_needs_stays(tmp_path: Path) -> None:
    """Messages and work, not what was felt; and it says why."""
    desk = Desk(tmp_path, paid=False).filled()
    done = desk.run("erase", "Kestrel", "--yes", *AS_OF)
    assert "€1,237.50 is open between you" in done.out
    left = desk.bytes()
    assert b"zztext" in left
    assert b"zzfelt" not in left
    assert b"zzdaybook" not in left


def test_what_a_claim_keeps_stays_without_its_line(tmp_path: Path) -> None:
    """The line of a table may hold what was felt beside a piece of work; and it does not come back."""
    desk = Desk(tmp_path, paid=False)
    works = "client,name,due,remark\nKestrel,Menu,2026-03-20,zzremark\nHarbour,Sign,2026-03-21,fine\n"
    (desk.folder / "deliverables.csv").write_text(works, "utf-8")
    desk.filled()
    assert b"zzremark" in desk.bytes()
    desk.run("erase", "Kestrel", "--yes", *AS_OF)
    left = desk.run("erase", "Kestrel", "--json", *AS_OF).json
    assert "deliverable" in {one["kind"] for one in left["stays"]}
    assert b"zzremark" not in desk.bytes()
    assert b"fine" in desk.bytes()
    (desk.folder / "deliverables.csv").write_text(works + "Kestrel,Sign,2026-04-20,later\n", "utf-8")
    goodterms("import", desk.folder, home=desk.home)
    assert b"zzremark" not in desk.bytes()


def test_also_where_nothing_goes_the_lines_go(tmp_path: Path) -> None:
    """A bill that has to stay needs no words of its line; who only looks changes nothing."""
    desk = Desk(tmp_path)
    for name in ("feelings.csv", "daybook.txt", "inbox.mbox", "clients.csv"):
        (desk.folder / name).unlink()
    bills = BILLS.replace("total\n", "total,remark\n").replace("1250.00\n", "1250.00,zzremark\n")
    (desk.folder / "invoices.csv").write_text(bills.replace("80.00\n", "80.00,fine\n"), "utf-8")
    goodterms("import", desk.folder, home=desk.home)
    before = desk.bytes()
    looked = desk.run("erase", "Kestrel", "--json", *AS_OF, code=1).json
    assert (looked["goes"], looked["erased"]) == ({}, False)
    assert "Nothing has been erased" in desk.run("erase", "Kestrel", *AS_OF, code=1).err
    assert desk.bytes() == before
    assert "the words of 2 lines" in desk.run("erase", "Kestrel", "--yes", *AS_OF).out
    assert b"zzremark" not in desk.bytes()
    assert desk.run("erase", "Kestrel", "--json", *AS_OF).json["erased"] is False


def test_lines_that_could_not_be_read_go_too(desk: Desk) -> None:
    """Nobody knows whose they are: those of other files as well."""
    (desk.folder / "more-feelings.csv").write_text(
        "client,date,dread,note\nHarbour,2026-03-09,0,fine\nKestrel,zzoops,3,later\n", "utf-8"
    )
    assert goodterms("import", desk.folder, home=desk.home).code == 1
    assert b"zzoops" in desk.bytes()
    assert "2 lines that could not be read" in desk.run("erase", "Kestrel", "--yes", *AS_OF).out
    assert b"zzoops" not in desk.bytes()
    (desk.folder / "still-more.csv").write_text("client,date,dread\nKestrel,zzagain,3\n", "utf-8")
    goodterms("import", desk.folder / "still-more.csv", home=desk.home)
    assert b"zzagain" in desk.bytes()
    desk.run("erase", "Kestrel", "--yes", *AS_OF)
    assert b"zzagain" not in desk.bytes()


def test_after_somebody_asked_nothing_goes(tmp_path: Path) -> None:
    """Until it is marked that they have their answer."""
    desk = Desk(tmp_path, "GB").filled()
    desk.run("plan", "Kestrel", "--mark", "access_requested", *AS_OF)
    before = desk.bytes()
    refused = desk.run("erase", "Kestrel", "--yes", *AS_OF, code=2)
    assert "After somebody has asked for what you keep about them" in refused.err
    assert "access_answered" in refused.err
    assert desk.bytes() == before
    desk.run("plan", "Kestrel", "--mark", "access_answered", *AS_OF)
    desk.run("erase", "Kestrel", "--yes", *AS_OF)


def test_what_the_erase_command_refuses(tmp_path: Path) -> None:
    """Nobody's store, nobody's name, years that cannot be."""
    desk = Desk(tmp_path)
    assert "Kestrel" in desk.run("erase", "Kestrel", code=2).err
    assert not desk.home.exists()
    desk.filled()
    assert "Harbour" in desk.run("erase", "Nobody", code=2).err
    desk.run("erase", "Kestrel", "--years", "-1", code=2)


def test_at_a_terminal_it_asks(desk: Desk) -> None:
    """Enter is no, y is yes."""
    for typed, gone in (("\n", False), ("y\n", True)):
        asked, answers = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "goodterms", "erase", "Kestrel", *AS_OF],
            stdin=answers, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=os.environ | {"GOODTERMS_HOME": str(desk.home), "GOODTERMS_LANG": "en"},
        ) as started:  # fmt: skip
            os.write(asked, typed.encode())
            _, told = started.communicate(timeout=60)
        os.close(asked)
        os.close(answers)
        assert b"cannot be undone" in told
        assert started.returncode == (0 if gone else 1)
        assert (b"zzfelt" in desk.bytes()) is not gone


@pytest.mark.parametrize("lang", ["en", "fr", "nl", "vi"])
def test_no_sentence_is_missing_in_any_language(tmp_path: Path, lang: str) -> None:
    """On the demo's records, from export to erasing and importing again."""
    home = tmp_path / "home"
    goodterms("import", demo.folder(), home=home)
    told = ""
    for words in (
        ("export", "Nhà May Sông", "--out", str(tmp_path / "x.zip")),
        ("erase", "Nhà May Sông", "--yes", "--as-of", "2026-10-31"),
        ("import", str(demo.folder())),
    ):
        done = goodterms(*words, home=home, GOODTERMS_LANG=lang)
        assert done.code in (0, 1), done.err
        told += done.out + done.err
    with ZipFile(tmp_path / "x.zip") as archive:
        told += archive.read("README.txt").decode()
    assert "erase." not in told
    assert "{" not in told
