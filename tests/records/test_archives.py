"""A .zip is opened without trusting it: its files are read, nothing is unpacked to a disk, limits hold."""

from __future__ import annotations

import json
import struct
import warnings
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodterms.records.limits import USUAL, Limits
from goodterms.records.model import Batch, Freelancer, Message, Payment
from goodterms.records.reading import hints_of, read_paths, read_source, readings
from goodterms.records.source import Source

ME = Freelancer("Mara Lind", ("mara@lind.example",), timezone="Europe/Brussels", currency="EUR")
PAYMENTS = "client,paid_on,amount,invoices\nPixel Orchard,2026-03-04,1250.00,2026-001\n"
HOURS = "client,started,hours\nPixel Orchard,2026-07-01T09:00,1\n"
MAIL = "From: An <an@nijlpaard.example>\nTo: mara@lind.example\nDate: Wed, 1 Jul 2026 09:0%d:00 +0200\n\n%s\n"
SLACK = {
    "users.json": json.dumps([{"id": "U1", "name": "an", "profile": {"email": "an@nijlpaard.example"}}]),
    "channels.json": json.dumps([{"id": "C1", "name": "menu", "members": ["U1"]}]),
    "menu/2026-03-04.json": json.dumps(
        [{"type": "message", "user": "U1", "ts": "1772611200.000100", "text": "Could the fish be bluer?"}]
    ),
}
Files = Mapping[str, str | bytes]


def zipped(files: Files, packing: int = ZIP_DEFLATED) -> bytes:
    """An archive of these files."""
    out = BytesIO()
    with ZipFile(out, "w", packing) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def read(data: bytes, limits: Limits = USUAL) -> dict[str, Batch]:
    """What an archive gives, by the name of each source in it."""
    known = hints_of(ME, Source("", b"", limits=limits))
    source = Source("a.zip", data, zone=known.zone, currency=known.currency, me=known.me, limits=limits)
    return {one.name: one.whole() for one in readings(source)}


def keys(batches: Mapping[str, Batch]) -> dict[str, list[str]]:
    return {name: [problem.key for problem in batch.problems] for name, batch in batches.items()}


def test_each_file_is_a_source_of_its_own() -> None:
    """Files go by the archive's name and their own, and evidence leads there."""
    found = read(zipped({"paid.csv": PAYMENTS, "2026/hours.csv": HOURS}))
    assert {name: batch.importer for name, batch in found.items()} == {
        "a.zip/paid.csv": "payments",
        "a.zip/2026/hours.csv": "time_entries",
    }
    (payment,) = found["a.zip/paid.csv"].records
    assert payment.evidence[:2] == ("a.zip/paid.csv", "line 2")


def test_what_systems_hide_in_archives_is_skipped() -> None:
    """macOS lays a shadow beside each file: nobody put it there, and nobody is told."""
    found = read(zipped({"paid.csv": PAYMENTS, "__MACOSX/._paid.csv": b"\0\5\x16\7", ".DS_Store": b"\0"}))
    assert list(found) == ["a.zip/paid.csv"]
    assert keys(read(zipped({"__MACOSX/._paid.csv": b"\0"}))) == {"a.zip": ["archive.empty"]}


@pytest.mark.parametrize("top", ["", "Nijlpaard export/"])
def test_a_slack_export_is_one_source(top: str) -> None:
    """Zipped with its folder or without: people, rooms and days belong together."""
    found = read(zipped({f"{top}{name}": text for name, text in SLACK.items()} | {f"{top}.DS_Store": b""}))
    assert {name: batch.importer for name, batch in found.items()} == {f"a.zip/{top}".rstrip("/"): "slack"}
    (message,) = next(iter(found.values())).records
    assert isinstance(message, Message)
    assert (message.sender, message.text) == ("an@nijlpaard.example", "Could the fish be bluer?")


def test_a_maildir_in_an_archive_is_found_with_its_folders() -> None:
    """`.Sent` lies beside `cur` and is hidden by its name only."""
    mails = {
        "home/Maildir/cur/1.a.lind:2,S": MAIL % (1, "Is it ready?"),
        "home/Maildir/.Sent/cur/2.a.lind:2,S": MAIL % (2, "Nearly."),
        "home/Maildir/.Sent/new/.hidden": "x",
        "home/.cache/cur/3.a.lind:2,S": MAIL % (3, "No."),
        "home/paid.csv": PAYMENTS,
    }
    empty = {"home/Maildir/new/keep": MAIL % (4, "Hello?"), "home/.cache/new/4": ""}
    found = read(zipped(mails | empty))
    assert {name: len(batch.records) for name, batch in found.items()} == {
        "a.zip/home/Maildir": 2,
        "a.zip/home/Maildir/.Sent": 1,
        "a.zip/home/paid.csv": 1,
    }


def test_office_files_are_left_to_their_readers() -> None:
    """A workbook is packed like an archive, and is none: its sheet is a table, also inside of an archive."""
    book = workbook()
    assert [one.importer for one in read(book).values()] == ["payments"]
    assert {name: one.importer for name, one in read(zipped({"paid.xlsx": book})).items()} == {
        "a.zip/paid.xlsx": "payments"
    }
    deep = zipped({"b.zip": zipped({"paid.xlsx": book})})
    assert [one.importer for one in read(deep).values()] == ["payments"]


def workbook() -> bytes:
    """The smallest workbook with the payments on its one sheet."""
    rows = [line.split(",") for line in PAYMENTS.splitlines()]
    cells = "".join(
        f'<row r="{at}">'
        + "".join(
            f'<c r="{"ABCD"[n]}{at}" t="inlineStr"><is><t>{cell}</t></is></c>' for n, cell in enumerate(row)
        )
        + "</row>"
        for at, row in enumerate(rows, 1)
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="Paid" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData>'
            "</worksheet>",
        }
    )


def test_archives_in_archives_are_opened_as_deep_as_the_limit_says() -> None:
    """One in another is read, a third is refused; the user may go deeper."""
    inner = zipped({"paid.csv": PAYMENTS})
    one = zipped({"b.zip": inner})
    two = zipped({"c.zip": one})
    assert keys(read(one)) == {"a.zip/b.zip/paid.csv": []}
    assert keys(read(two)) == {"a.zip/c.zip/b.zip": ["archive.too_deep"]}
    assert keys(read(two, USUAL._replace(archive_depth=3))) == {"a.zip/c.zip/b.zip/paid.csv": []}


def test_a_bomb_is_not_unpacked() -> None:
    """A file packed suspiciously small stays closed, what lies beside it is read; the limit can be raised."""
    bomb = zipped({"zeros.csv": b"\0" * (30 << 20), "paid.csv": PAYMENTS})
    assert len(bomb) < 100_000
    assert keys(read(bomb)) == {"a.zip/zeros.csv": ["archive.file_too_big"], "a.zip/paid.csv": []}
    generous = read(bomb, USUAL._replace(archive_ratio=2_000))
    assert keys(generous)["a.zip/zeros.csv"] == ["file.unknown"]


def test_an_archive_beyond_its_limits_stays_closed() -> None:
    """Too many files, or too much of them together: one problem that says which limit."""
    many = zipped({f"{n}.csv": PAYMENTS for n in range(6)})
    assert keys(read(many, USUAL._replace(archive_files=5))) == {"a.zip": ["archive.too_many"]}
    assert len(read(many, USUAL._replace(archive_files=6))) == 6
    large = zipped({name: bytes(900 << 10) for name in ("a", "b", "c")}, ZIP_STORED)
    assert keys(read(large, USUAL._replace(archive_mb=2))) == {"a.zip": ["archive.too_big"]}
    assert keys(read(large, USUAL._replace(archive_file_mb=0)))["a.zip/a"] == ["archive.file_too_big"]


def test_a_directory_without_end_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lists a hundred thousand files is refused before that list is in memory."""
    data = zipped({f"{n:050}": "" for n in range(2_000)}, ZIP_STORED)
    monkeypatch.setattr("zipfile.ZipFile", None)
    assert keys(read(data, USUAL._replace(archive_files=10))) == {"a.zip": ["archive.too_many"]}


def resized(data: bytes, size: int) -> bytes:
    """The same archive, whose directory says that its first file has another size."""
    at = data.index(b"PK\1\2") + 24
    return data[:at] + struct.pack("<I", size) + data[at + 4 :]


def test_a_size_that_is_a_lie_is_found_out() -> None:
    """Where more lies in a file than the archive says, no more than that is unpacked, and it is told."""
    honest = zipped({"paid.csv": PAYMENTS * 50, "hours.csv": HOURS})
    found = read(resized(honest, 20))
    assert keys(found) == {"a.zip/paid.csv": ["archive.file_broken"], "a.zip/hours.csv": []}
    assert keys(read(resized(honest, 900 << 20)))["a.zip/paid.csv"] == ["archive.file_too_big"]


def test_a_locked_file_is_told_and_the_others_are_read() -> None:
    """The bit for encryption is set in the file's own head and in the directory."""
    data = bytearray(zipped({"secret.csv": PAYMENTS, "paid.csv": PAYMENTS}))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    found = read(bytes(data))
    assert keys(found) == {"a.zip/secret.csv": ["archive.locked"], "a.zip/paid.csv": []}


def test_a_damaged_file_is_told_and_the_others_are_read() -> None:
    """The checksum of one file is wrong: the other two come as they are."""
    data = zipped({"a.csv": PAYMENTS, "b.csv": HOURS, "c.csv": PAYMENTS}, ZIP_STORED)
    damaged = data.replace(b"2026-07-01", b"2026-08-01")
    found = read(damaged)
    assert keys(found) == {"a.zip/a.csv": [], "a.zip/b.csv": ["archive.file_broken"], "a.zip/c.csv": []}


def test_a_way_of_packing_that_nobody_knows_is_told() -> None:
    """Only that file stays closed."""
    data = bytearray(zipped({"odd.csv": PAYMENTS, "paid.csv": PAYMENTS}))
    for mark, offset in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        data[data.index(mark) + offset] = 97
    assert keys(read(bytes(data))) == {"a.zip/odd.csv": ["archive.file_broken"], "a.zip/paid.csv": []}


@pytest.mark.parametrize("name", ["../../paid.csv", "/etc/paid.csv", "a/../../../paid.csv", "C:\\paid.csv"])
def test_names_that_lead_elsewhere_lead_nowhere(tmp_path: Path, name: str) -> None:
    """Whatever its name, a file is read in memory: beside and above the archive all is as before."""
    place = tmp_path / "one" / "two"
    place.mkdir(parents=True)
    (place / "a.zip").write_bytes(zipped({name: PAYMENTS}))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    (batch,) = read_paths([place], ME)
    assert [type(one) for one in batch.records] == [Payment]
    assert batch.source == f"a.zip/{name}"
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


WHOLE = zipped({"paid.csv": PAYMENTS, "b.zip": zipped({"hours.csv": HOURS}), **SLACK})


@settings(max_examples=60, deadline=None)
@given(cut=st.integers(0, len(WHOLE) - 1))
def test_an_archive_cut_off_anywhere_says_so(cut: int) -> None:
    """A download that broke off is never silent, and gives nothing that was not in it."""
    batch = read_source(Source("a.zip", WHOLE[:cut], currency="EUR"))
    assert [problem.key for problem in batch.problems][:1] in (
        [["file.empty"]] if cut == 0 else [["archive.broken"], ["file.unknown"]]
    )
    assert batch.records == ()


@settings(max_examples=100, deadline=None)
@example(at=802, byte=0)  # a file without a name
@given(at=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255))
def test_one_wrong_byte_never_stops_the_reading(at: int, byte: int) -> None:
    """Records, problems, or both; and the same again."""
    data = WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :]
    batch = read_source(Source("a.zip", data, currency="EUR"))
    assert batch.records or batch.problems
    assert read_source(Source("a.zip", data, currency="EUR")) == batch


def doubled(*files: tuple[str, str | bytes]) -> bytes:
    """An archive of these files, in which a name may stand more than once."""
    out = BytesIO()
    with warnings.catch_warnings(), ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def told(data: bytes, limits: Limits = USUAL) -> list[tuple[str, str, int]]:
    """The readings of an archive in their order: the name, the key of a problem, how many records."""
    batches = [one.whole() for one in readings(Source("a.zip", data, currency="EUR", limits=limits))]
    return [
        (one.source, problem, len(one.records))
        for one in batches
        for problem in [*(problem.key for problem in one.problems), ""][:1]
    ]


def test_of_files_of_one_name_the_first_is_read() -> None:
    """The others are told at once after it, in one problem however many there are."""
    more = PAYMENTS + "Pixel Orchard,2026-04-04,90.00,\n"
    data = doubled(("paid.csv", PAYMENTS), ("hours.csv", HOURS), ("paid.csv", more), ("paid.csv", more))
    assert told(data) == [
        ("a.zip/paid.csv", "", 1),
        ("a.zip/paid.csv", "archive.same_name", 0),
        ("a.zip/hours.csv", "", 1),
    ]
    (problem,) = read_source(Source("a.zip", data, currency="EUR")).problems
    assert dict(problem.values) == {"files": 3}


def test_files_of_one_name_are_told_wherever_they_lie() -> None:
    """In a folder that is one source, as an archive, or damaged; of hidden ones nobody is told."""
    inner = zipped({"paid.csv": PAYMENTS})
    archives = doubled(("b.zip", inner), ("b.zip", inner))
    assert told(archives) == [("a.zip/b.zip/paid.csv", "", 1), ("a.zip/b.zip", "archive.same_name", 0)]
    day = "menu/2026-03-04.json"
    slack = told(doubled(*SLACK.items(), (day, SLACK[day]), (".DS_Store", b""), (".DS_Store", b"")))
    assert slack == [("a.zip", "", 1), (f"a.zip/{day}", "archive.same_name", 0)]
    damaged = doubled(("a.csv", PAYMENTS), ("a.csv", HOURS)).replace(b"1250.00", b"1350.00")
    assert [key for _, key, _ in told(damaged)] == ["archive.file_broken", "archive.same_name"]
    assert told(doubled((".DS_Store", b"\0"), (".DS_Store", b"\0"))) == [("a.zip", "archive.empty", 0)]


def test_files_of_one_name_count_one_by_one_for_the_limits() -> None:
    """A thousand files called alike are a thousand files, and their bytes are those of all."""
    many = doubled(*[("paid.csv", PAYMENTS)] * 6)
    assert told(many, USUAL._replace(archive_files=5)) == [("a.zip", "archive.too_many", 0)]
    large = doubled(*[("a", bytes(900 << 10))] * 3)
    assert told(large, USUAL._replace(archive_mb=2)) == [("a.zip", "archive.too_big", 0)]


def test_a_link_in_an_archive_is_not_followed() -> None:
    """Its file says where it leads, and that is all that is read."""
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        link = ZipInfo("link.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    assert keys(read(out.getvalue())) == {"a.zip/link.csv": ["file.unknown"]}
