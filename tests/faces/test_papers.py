"""The papers at the end, as a user asks for them: on the screen, in a file, checked later."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faces.commands import Ended, goodterms
from goodterms import demo
from goodterms.faces.paged import Blank, Heading, Paper, Paragraph, Table, Tick, html, markdown

AS_OF = ("--as-of", "2026-06-15")
ME = (
    '[me]\nname = "Mara Lind"\nemails = ["mara@lind.example"]\ncountry = "BE"\n'
    'timezone = "Europe/Brussels"\ncurrency = "EUR"\n'
)
CLIENTS = (
    "name,emails,language,country\nKestrel,ana@kestrel.example,fr,BE\nHarbour,bo@harbour.example,en,BE\n"
)
BILLS = "number,client,issued,due,total\n2026-014,Kestrel,2026-03-02,2026-04-01,1250.00\n"
FEELINGS = "client,date,dread,note\nKestrel,2026-03-09,4,zzfelt sick of it\n"
WORKS = "client,name,due,delivered_on\nKestrel,Summer menu,2026-03-20,2026-03-19\n"
DAYBOOK = '# daybook\n2026-03-10 Kestrel: dread 4, note "zzfelt"\n2026-03-11 Kestrel paid 12.50 EUR\n'
MAILS = [
    (
        "ana@kestrel.example",
        "2026-01-05",
        "Here is the login for the hosting at OVH: user mara, password: Tulip-77",
    ),
    ("ana@kestrel.example", "2026-02-03", "The booking form does not work on a phone."),
    ("mara@lind.example", "2026-04-20", "A kind reminder: invoice 2026-014 was due on 1 April."),
    ("ana@kestrel.example", "2026-04-22", "We will not pay invoice 2026-014."),
]


def mbox(mails: list[tuple[str, str, str]]) -> str:
    """A mailbox between the two."""
    told = ""
    for number, (sender, day, text) in enumerate(mails):
        to = "mara@lind.example" if sender.startswith("ana") else "ana@kestrel.example"
        told += f"From {sender} Mon Jan  5 09:00:00 2026\nFrom: {sender}\nTo: {to}\n"
        told += f"Message-ID: <{number}@x.example>\n"
        year, month, date = day.split("-")
        names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
        told += (
            f"Date: {int(date)} {names[int(month) - 1]} {year} 09:00:00 +0100\nSubject: Hello\n\n{text}\n\n"
        )
    return told


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A folder of an invented freelancer."""
    folder = tmp_path / "records"
    folder.mkdir()
    files = {
        "goodterms.toml": ME, "clients.csv": CLIENTS, "invoices.csv": BILLS, "feelings.csv": FEELINGS,
        "deliverables.csv": WORKS, "inbox.mbox": mbox(MAILS), "daybook.txt": DAYBOOK,
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def run(home: Path, *words: str | Path, code: int = 0, **environment: str) -> Ended:
    """A command that ends as expected."""
    ended = goodterms(*words, home=home, **environment)
    assert ended.code == code, (ended.out, ended.err)
    assert "Traceback" not in ended.err
    return ended


def test_the_pack_is_in_the_client_s_language(tmp_path: Path, records: Path) -> None:
    """As Markdown on the screen, with what is open; no password is in it."""
    done = run(tmp_path, "handover", "kestrel", "--from", records, *AS_OF, code=1)
    assert done.out.startswith("# Passation : Kestrel\n")
    assert "**1** Hébergement « OVH » – ouvert." in done.out
    assert "Tulip" not in done.out + done.err
    assert "3 items are open" in done.err
    assert run(
        tmp_path, "handover", "Kestrel", "--from", records, "--lang", "vi", *AS_OF, code=1
    ).out.startswith("# Bàn giao: Kestrel\n")


def test_the_list_ends_with_nothing_open(tmp_path: Path, records: Path) -> None:
    """What is marked stays marked in the store, and its number is its own."""
    run(tmp_path, "import", records)
    first = run(tmp_path, "handover", "Kestrel", "--json", *AS_OF, code=1).json
    assert first["schema"] == "goodterms.handover/1"
    assert [(one["kind"], one["name"], one["state"]) for one in first["items"]] == [
        ("hosting", "OVH", "open"),
        ("fault", "The booking form does not work on a phone.", "open"),
        ("bill", None, "unknown"),
    ]
    half = run(tmp_path, "handover", "Kestrel", "--done", "1", "--json", *AS_OF, code=1).json
    assert [one["state"] for one in half["items"]] == ["done", "open", "unknown"]
    last = run(tmp_path, "handover", "Kestrel", "--done", "2", "--done", "3", *AS_OF)
    assert "Nothing is open." in last.err
    assert "Plus rien n’est ouvert." in last.out


def test_what_cannot_be_is_said_in_one_line(tmp_path: Path, records: Path) -> None:
    """A number that is none, a client nobody knows, a file that cannot be written."""
    of = ("handover", "Kestrel", "--from", records, *AS_OF)
    assert "There is no item 9" in run(tmp_path, *of, "--done", "9", code=2).err
    assert "Harbour" in run(tmp_path, "handover", "Nobody", "--from", records, code=2).err
    assert "cannot be written" in run(tmp_path, *of, "--out", tmp_path / "no" / "x.md", code=2).err
    assert "--out" in run(tmp_path, *of, "--format", "pdf", code=2).err
    assert "no client" in run(tmp_path / "empty", "handover", "Kestrel", code=2).err.lower()
    assert "only" in run(tmp_path, *of, "--done", "1", code=1).err


def test_a_pack_without_records(tmp_path: Path) -> None:
    """Blanks to fill, and nothing made up."""
    done = run(tmp_path, "handover", "Kestrel", "--without-records", *AS_OF, code=1)
    assert "Documentation: where: ____" in done.out


class _Tags(HTMLParser):
    """What is open at the end, and what was asked from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {f"{tag}.{name}": value for name, value in attrs}
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_one_html_file_with_its_own_style(tmp_path: Path, records: Path) -> None:
    """By the name of the file; every tag is closed, nothing is fetched, the language is told."""
    out = tmp_path / "pack.html"
    run(tmp_path, "handover", "Kestrel", "--from", records, "--out", out, *AS_OF, code=1)
    text = out.read_text("utf-8")
    tags = _Tags()
    tags.feed(text)
    assert tags.open == []
    assert tags.attributes["html.lang"] == "fr"
    assert not any(name.endswith((".src", ".href")) for name in tags.attributes)
    assert "@page" in text
    assert "url(" not in text
    assert out.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(
    importlib.util.find_spec("weasyprint") is None, reason="the extra goodterms[pdf] is not installed"
)
def test_a_pdf(tmp_path: Path, records: Path) -> None:
    """One that other programs can read, with the accents of the language."""
    import pypdfium2  # noqa: PLC0415

    out = tmp_path / "pack.pdf"
    run(tmp_path, "handover", "Kestrel", "--from", records, "--lang", "vi", "--out", out, *AS_OF, code=1)
    pages = pypdfium2.PdfDocument(out)
    text = "".join(page.get_textpage().get_text_bounded() for page in pages)
    assert "Bàn giao: Kestrel" in text


def test_without_the_library_one_line_says_what_to_do(tmp_path: Path, records: Path) -> None:
    """And nothing is written."""
    (tmp_path / "weasyprint.py").write_text("raise ImportError('not here')")
    out = tmp_path / "pack.pdf"
    of = ("handover", "Kestrel", "--from", records, "--out", out, *AS_OF)
    import os  # noqa: PLC0415

    path = os.pathsep.join(filter(None, (str(tmp_path), os.environ.get("PYTHONPATH"))))
    done = run(tmp_path, *of, code=2, PYTHONPATH=path)
    assert "pip install 'goodterms[pdf]'" in done.err
    assert len(done.err.strip().splitlines()) == 1
    assert not out.exists()


def test_the_evidence_file_has_facts_and_no_feelings(tmp_path: Path, records: Path) -> None:
    """Bills, work, what was written; no rating, no note, no password."""
    done = run(tmp_path, "evidence", "Kestrel", "--from", records, "--lang", "en", *AS_OF)
    assert done.out.startswith("# What happened: Kestrel\n")
    assert "We will not pay invoice 2026-014." in done.out
    assert "Open altogether: €1,237.50" in done.out
    for hidden in ("zzfelt", "dread", "Tulip"):
        assert hidden not in done.out
    document = run(tmp_path, "evidence", "Kestrel", "--from", records, "--json", *AS_OF).json
    assert [one["kind"] for one in document["entries"]] == [
        "invoice", "payment", "delivered", "reminder", "refusal",
    ]  # fmt: skip
    assert "zzfelt" not in json.dumps(document)


def test_what_is_written_can_be_checked_later(tmp_path: Path, records: Path) -> None:
    """Nothing changed: all is well. One byte changed, in a source, the paper or the list: it is told."""
    out = tmp_path / "file"
    done = run(tmp_path, "evidence", "Kestrel", "--from", records, "--format", "html", "--out", out, *AS_OF)
    assert {path.name for path in out.iterdir()} == {"evidence.html", "chronology.json", "SHA256SUMS"}
    seal = next(word for word in done.err.replace(".", " ").split() if len(word) == 64)
    sums = out / "SHA256SUMS"
    assert "Everything is as it was." in run(tmp_path, "evidence", "--check", sums, "--seal", seal).out
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=out, check=True)
    for path in (
        records / "invoices.csv",
        records / "inbox.mbox",
        out / "evidence.html",
        out / "chronology.json",
    ):
        before = path.read_bytes()
        path.write_bytes(before.replace(b"2026-014", b"2026-015"))
        changed = run(tmp_path, "evidence", "--check", sums, code=1).out
        assert f"CHANGED: {path if path.parent == records else path.name}" in changed
        path.write_bytes(before)
    (records / "invoices.csv").unlink()
    assert "CANNOT BE READ" in run(tmp_path, "evidence", "--check", sums, code=1).out
    sums.write_text("\n".join(sums.read_text().splitlines()[:-1]) + "\nnonsense\n")
    tampered = run(tmp_path, "evidence", "--check", sums, "--seal", seal, code=1).out
    assert "The list is not the one of that seal." in tampered
    assert "is no digest with a file" in tampered


def test_a_folder_of_mails_is_sealed_mail_by_mail(tmp_path: Path, records: Path) -> None:
    """`sha256sum` knows no folders: each of its files is in the list, and the paper has one line for all."""
    (records / "inbox.mbox").unlink()
    inbox = records / "Mail" / "cur"
    for name in ("cur", "new", "tmp"):
        (records / "Mail" / name).mkdir(parents=True)
    mails = mbox(MAILS).split("From ana@kestrel.example Mon")[1:]
    for odd, mail in zip(("\u2028name\x0b", "back\\nname", "line\nbreak\r"), mails, strict=True):
        (inbox / f"{odd}:2,S").write_text(mail.partition("\n")[2], "utf-8")
    out = tmp_path / "file"
    run(tmp_path, "evidence", "Kestrel", "--from", records, "--out", out, "--lang", "en", *AS_OF)
    listed = (out / "SHA256SUMS").read_text("utf-8").split("\n")
    assert sum("/Mail/cur/" in line for line in listed) == len(list(inbox.iterdir())) == 3
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=out, check=True)
    checked = run(tmp_path, "evidence", "--check", out / "SHA256SUMS").out
    assert "Everything is as it was." in checked
    assert "line\\nbreak\\r:2,S\n" in checked
    assert "one digest for all of its files" in (out / "evidence.md").read_text("utf-8")
    assert sum("/Mail" in line for line in (out / "evidence.md").read_text("utf-8").split("\n")) == 1
    next(inbox.iterdir()).write_text("something else")
    assert "CHANGED: " in run(tmp_path, "evidence", "--check", out / "SHA256SUMS", code=1).out


def test_a_file_that_was_there_is_made_its_owner_s(tmp_path: Path, records: Path) -> None:
    """Whoever could read it before, from now on only its owner can; what is no file stays as it is."""
    out = tmp_path / "pack.md"
    out.write_text("x" * 100_000)
    out.chmod(0o644)
    of = ("handover", "Kestrel", "--from", records, *AS_OF)
    run(tmp_path, *of, "--out", out, code=1)
    assert out.stat().st_mode & 0o777 == 0o600
    assert "xxx" not in out.read_text("utf-8")
    mode = Path("/dev/null").stat().st_mode
    run(tmp_path, *of, "--format", "md", "--out", "/dev/null", code=1)
    assert Path("/dev/null").stat().st_mode == mode


def test_files_of_the_store_are_found_again(tmp_path: Path, records: Path) -> None:
    """By the path they were imported from; one that is gone is said to be unreadable."""
    run(tmp_path, "import", records)
    (records / "deliverables.csv").unlink()
    out = tmp_path / "file"
    run(tmp_path, "evidence", "Kestrel", "--out", out, "--lang", "en", *AS_OF)
    listed = (out / "SHA256SUMS").read_text()
    assert str(records / "inbox.mbox") in listed
    assert "deliverables" not in listed
    assert "cannot be read any more" in (out / "evidence.md").read_text()


def test_what_the_evidence_command_refuses(tmp_path: Path, records: Path) -> None:
    """Neither a client nor a list; an empty list; a folder that cannot be made; nothing that happened."""
    assert "Which client?" in run(tmp_path, "evidence", code=2).err
    (tmp_path / "empty").write_text("")
    assert "is empty" in run(tmp_path, "evidence", "--check", tmp_path / "empty", code=2).err
    assert run(tmp_path, "evidence", "--check", tmp_path / "none", code=2).err
    of = ("evidence", "Kestrel", "--from", records, *AS_OF)
    assert "cannot be written" in run(tmp_path, *of, "--out", tmp_path / "empty" / "x", code=2).err
    nothing = run(tmp_path, "evidence", "Harbour", "--from", records, *AS_OF, code=1)
    assert "Nothing that bears on a dispute" in nothing.out


@pytest.mark.parametrize("lang", ["en", "fr", "nl", "vi"])
@pytest.mark.parametrize("command", ["handover", "evidence"])
def test_no_sentence_is_missing_in_any_language(tmp_path: Path, command: str, lang: str) -> None:
    """A key that has no words would be shown as it is."""
    done = goodterms(
        command, "Delta Robotics", "--from", demo.folder(), "--as-of", demo.AS_OF.isoformat(), "--lang", lang,
        home=tmp_path, GOODTERMS_LANG=lang,
    )  # fmt: skip
    assert done.code in (0, 1)
    assert "paper." not in done.out + done.err
    assert "{" not in done.out


texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)


@given(texts, texts, texts)
def test_no_text_breaks_a_paper(one: str, two: str, three: str) -> None:
    """Whatever a client is called or wrote, the form holds."""
    parts = (
        Heading(one), Paragraph(two), Paragraph(three, is_small=True),
        Table((one, two), ((two, three), ("", one))),
        Tick(one, True, two, 1), Tick(two, False), Blank(three), Tick(one, False), Blank(one), Blank(two),
    )  # fmt: skip
    paper = Paper(one, "en", parts)
    tags = _Tags()
    tags.feed(html(paper))
    assert tags.open == []
    rows = [line for line in markdown(paper).splitlines() if line.startswith("| ")]
    assert len(rows) == 4
    assert {line.replace("\\\\", "").replace("\\|", "").count("|") for line in rows} == {3}
