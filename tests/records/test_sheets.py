"""Workbooks: what lies on their sheets, and that none of them can do harm."""

from __future__ import annotations

import time
from datetime import date, datetime
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodterms.records.limits import USUAL
from goodterms.records.model import Invoice, Payment, TimeEntry
from goodterms.records.reading import read_source
from goodterms.records.source import Source
from goodterms.records.tables import sheets
from goodterms.terms.evidence import Problem
from goodterms.terms.money import Money

Cell = str | int | float | bool | date | None
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="14" applyNumberFormat="1"/>'
    '<xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
DAY_ZERO = date(1899, 12, 30)


def _cell(place: str, value: Cell) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
    if isinstance(value, datetime):
        days = (value - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001 - Excel knows no zones
        return f'<c r="{place}" s="2"><v>{days}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="1"><v>{(value - DAY_ZERO).days}</v></c>'
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _sheet(rows: list[list[Cell]]) -> str:
    lines = (
        f'<row r="{line}">'
        + "".join(_cell(f"{chr(65 + at)}{line}", value) for at, value in enumerate(row))
        + "</row>"
        for line, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def packed(**parts: str) -> bytes:
    """A workbook of these sheets, given as their XML."""
    names = list(parts)
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(f'<sheet name="{name}" sheetId="{n}" r:id="s{n}"/>' for n, name in enumerate(names, 1))
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="s{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(names) + 1)
        )
        + f'<Relationship Id="st" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
    }
    files |= {f"xl/worksheets/sheet{n}.xml": parts[name] for n, name in enumerate(names, 1)}
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return data.getvalue()


def workbook(**tables: list[list[Cell]]) -> Source:
    """A workbook with these rows on its sheets."""
    return Source(
        "boek.xlsx", packed(**{name: _sheet(rows) for name, rows in tables.items()}), currency="EUR"
    )


def opened(source: Source) -> list[Source | Problem]:
    return list(sheets.unpack(source))


def keys_of(source: Source) -> list[str]:
    return [item.key for item in opened(source) if isinstance(item, Problem)]


BILLS: list[list[Cell]] = [
    ["Facturen van Mara Lind"],
    [],
    ["Factuurnr", "Klant", "Factuurdatum", "Vervaldag", "Totaal", "Betaald op"],
    ["2026-014", "Harbour & Sons", date(2026, 3, 2), date(2026, 4, 1), 1250, date(2026, 4, 20)],
    ["2026-015", "Café Nijlpaard", date(2026, 3, 9), None, 12.345, None],
    ["Totaal", None, None, None, 1262.345],
]


def test_a_sheet_is_read_as_the_table_it_is() -> None:
    """Dates and sums come as Excel holds them; the title and the sum below are no records."""
    batch = read_source(workbook(Facturen=BILLS))
    assert batch.problems == ()
    assert [
        (bill.number, bill.client, bill.issued, bill.due, bill.total)
        for bill in batch.records
        if isinstance(bill, Invoice)
    ] == [
        ("2026-014", "Harbour & Sons", date(2026, 3, 2), date(2026, 4, 1), Money(125000, "EUR")),
        ("2026-015", "Café Nijlpaard", date(2026, 3, 9), None, Money(1235, "EUR")),
    ]
    assert [money.paid_on for money in batch.records if isinstance(money, Payment)] == [date(2026, 4, 20)]


def test_a_line_of_the_table_is_the_row_of_the_sheet() -> None:
    """Who looks a record up finds it on the row that its evidence names."""
    bills = [
        record for record in read_source(workbook(Facturen=BILLS)).records if isinstance(record, Invoice)
    ]
    assert [bill.evidence.locator for bill in bills] == ["line 4", "line 5"]


def test_several_sheets_are_several_sources() -> None:
    """Each filled sheet goes by its own name; an empty one is none."""
    hours: list[list[Cell]] = [
        ["client", "started", "hours"],
        ["Pixel Orchard", datetime(2026, 3, 4, 9, 30), 1.5],  # noqa: DTZ001 - Excel knows no zones
    ]
    source = workbook(Facturen=BILLS, Leeg=[], Uren=hours)
    assert [part.name for part in opened(source) if isinstance(part, Source)] == [
        "boek.xlsx/Facturen",
        "boek.xlsx/Uren",
    ]
    (entry,) = [record for record in read_source(source).records if isinstance(record, TimeEntry)]
    assert (entry.started.isoformat(), entry.minutes) == ("2026-03-04T09:30:00+00:00", 90)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=8))
def test_no_sum_of_a_sheet_becomes_another(cents: list[int]) -> None:
    """Whatever decimals Excel holds, the sum that is read is the sum that was written."""
    rows: list[list[Cell]] = [["number", "client", "issued", "total"]]
    rows += [[f"F{at}", "Pixel Orchard", date(2026, 3, 4), minor / 100] for at, minor in enumerate(cents)]
    bills = [record for record in read_source(workbook(Bills=rows)).records if isinstance(record, Invoice)]
    assert [bill.total.minor for bill in bills] == cents


def test_an_open_document_is_read_too() -> None:
    """The same table as LibreOffice saves it."""
    office, table, text = (
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text")
    )
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = [["client", "date", "outcome"], ["Café Nijlpaard", "2026-06-11", "shelved"]]
    body = "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{text}">'
            f'<office:body><office:spreadsheet><table:table table:name="T">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    batch = read_source(Source("nijlpaard.ods", data.getvalue()))
    assert (batch.importer, len(batch.records), batch.problems) == ("episodes", 1, ())


def test_other_archives_and_files_are_no_workbooks() -> None:
    """A document, a plain archive and a text are left to others."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    word = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    for other in (data.getvalue(), word, b"number,client,issued,total\n"):
        assert not sheets.is_workbook(Source("x", other))


def test_a_locked_workbook_is_said() -> None:
    """Excel wraps a workbook with a password in another kind of file."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    source = Source("x.xlsx", data)
    assert sheets.is_workbook(source)
    assert keys_of(source) == ["workbook.locked"]


def test_a_workbook_without_anything_is_said() -> None:
    """Empty sheets give a problem and no silence."""
    assert keys_of(workbook(One=[], Two=[])) == ["workbook.empty"]


def test_a_cell_at_the_end_of_the_world_does_not_fill_the_memory() -> None:
    """Two cells may span seventeen thousand million: the sheet is refused, soon, and the program lives on."""
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{far}</sheetData></worksheet>'
    began = time.monotonic()
    assert keys_of(Source("x.xlsx", packed(One=sheet))) == ["workbook.too_big"]
    assert time.monotonic() - began < 30


def test_a_workbook_that_unpacks_to_more_than_the_limit_is_refused() -> None:
    """A bomb is told by what it says of itself, before anything is unpacked; the limit is the user's."""
    source = Source("x.xlsx", packed(One=_sheet([["a" * 3_000_000]])), limits=USUAL._replace(file_mb=1))
    assert keys_of(source) == ["workbook.too_big"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    cut=st.floats(0.01, 1),
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
)
def test_a_damaged_workbook_is_never_silent(cut: float, flips: list[tuple[float, int]]) -> None:
    """A truncated or damaged copy gives a sheet or a problem, and never an exception."""
    whole = bytearray(workbook(Facturen=BILLS).data)
    for share, byte in flips:
        whole[int(len(whole) * share)] = byte
    source = Source("x.xlsx", bytes(whole[: max(8, int(len(whole) * cut))]))
    batch = read_source(source)
    assert batch.records or batch.problems


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")]
)
def test_the_beginning_of_a_workbook_is_none(data: bytes) -> None:
    """A file that breaks off after its first bytes is a problem."""
    assert read_source(Source("x.xlsx", data)).problems
