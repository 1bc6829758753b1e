"""What a Word document says: its words, and the numbers that Word itself keeps out of them."""

from __future__ import annotations

import io
import zipfile

import pytest

from goodterms.records.documents.texts import text_of
from goodterms.records.source import Source
from pdfs import pdf_of, squeezed
from shared import SHARED, needs_shared

SPACE = 'xmlns:w="w"'
FORMATS = (
    ("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "%4)"),
    ("upperLetter", "%5"), ("upperRoman", "%6"), ("decimalZero", "%7"), ("bullet", "*"), ("none", "%9"),
)  # fmt: skip
LEVELS = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for at, (how, text) in enumerate(FORMATS)
)


def paragraph(text: str, list_: str = "", level: str = "", style: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = f'<w:numId w:val="{list_}"/>' if list_ else ""
    depth = f'<w:ilvl w:val="{level}"/>' if level else ""
    numbered = f"<w:numPr>{depth}{number}</w:numPr>" if number or depth else ""
    return f"<w:p><w:pPr>{named}{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(body: str, numbers: str = "", styles: str = "", *, macros: bool = False) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        if numbers:
            archive.writestr("word/numbering.xml", f"<w:numbering {SPACE}>{numbers}</w:numbering>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {SPACE}>{styles}</w:styles>")
        if macros:
            archive.writestr("word/vbaProject.bin", b"\0")
    return packed.getvalue()


def lists(*uses: str) -> str:
    """One list with many levels, and what names it."""
    return f'<w:abstractNum w:abstractNumId="4">{LEVELS}</w:abstractNum>' + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="4"/>{more}</w:num>'
        for number, more in enumerate(uses, 1)
    )


def said(data: bytes) -> list[str]:
    return [line for line in text_of(Source("a.docx", data))[0].splitlines() if line]


def test_levels_count_and_begin_anew() -> None:
    """A level counts on, and those below it begin anew."""
    body = "".join(
        paragraph(text, "1", level)
        for text, level in [("Work", "0"), ("texts", "1"), ("maps", "1"), ("of the coast", "2"),
                            ("of the hills", "2"), ("Money", "0"), ("fee", "1")]
    )  # fmt: skip
    assert said(document(body, lists(""))) == [
        "1. Work", "1.1 texts", "1.2 maps", "(a) of the coast", "(b) of the hills", "2. Money", "2.1 fee",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("level", "written"),
    [("3", "i) x"), ("4", "A x"), ("5", "I x"), ("6", "01 x"), ("7", "- x"), ("8", "x")],
)
def test_formats_of_numbers(level: str, written: str) -> None:
    """Letters, Roman numbers, a leading zero, a bullet, and none."""
    assert said(document(paragraph("x", "1", level), lists(""))) == [written]


def wrapped(body: str) -> str:
    return f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>"


def cell(text: str) -> str:
    return f"<w:tc>{paragraph(text)}</w:tc>"


def test_rows_and_cells_of_a_form_are_read() -> None:
    """A field around a row, a cell, a table or a word hides none of them."""
    first = f"<w:tr>{cell('Fee')}{wrapped(cell('400'))}</w:tr>"
    second = wrapped(f"<w:tr>{cell('Law')}{cell('Dutch')}</w:tr>")
    table = f"<w:tbl><w:tblPr/>{first}{second}</w:tbl>"
    inner = f"<w:p>{wrapped('<w:r><w:t>Signed</w:t></w:r>')}</w:p>"
    assert said(document(table + wrapped(paragraph("Work")) + inner)) == [
        "Fee\t400", "Law\tDutch", "Work", "Signed",
    ]  # fmt: skip


def test_a_text_box_stands_by_itself() -> None:
    """Its paragraphs are glued neither to each other nor to the words around it, and come once."""
    box = f"<w:txbxContent>{paragraph('Deposit: 30%')}{paragraph('Rounds: two')}</w:txbxContent>"
    drawn = (
        f"<a:AlternateContent xmlns:a='a'><a:Choice><w:drawing>{box}</w:drawing></a:Choice>"
        f"<a:Fallback><w:pict>{box}</w:pict></a:Fallback></a:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>The fee</w:t>{drawn}</w:r><w:r><w:t> is 900.</w:t></w:r></w:p>"
    assert said(document(body)) == ["The fee is 900.", "Deposit: 30%", "Rounds: two"]


def test_hidden_text_is_not_read() -> None:
    """By the word itself, its style or its paragraph's style; a style can be taken back."""
    styles = '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="S"/>'

    def run(text: str, told: str) -> str:
        return f"<w:r><w:rPr>{told}</w:rPr><w:t>{text}</w:t></w:r>"

    words = [
        run("one ", ""), run("two ", "<w:vanish/>"), run("three ", '<w:vanish w:val="true"/>'),
        run("four ", '<w:vanish w:val="0"/>'), run("five ", '<w:rStyle w:val="H"/>'),
        run("six", '<w:rStyle w:val="H"/><w:vanish w:val="false"/>'),
    ]  # fmt: skip
    body = f"<w:p>{''.join(words)}</w:p>{paragraph('seven', style='H')}{paragraph('eight', style='S')}"
    assert said(document(body, styles=styles)) == ["one four six", "eight"]


def test_long_lists_count_past_the_alphabet() -> None:
    """The 27th letter is aa, the 9th Roman number ix, the 4th iv."""
    body = paragraph("h", "1", "1") + paragraph("x", "1", "2") * 27
    assert said(document(body, lists("")))[-1] == "(aa) x"
    romans = said(document(paragraph("x", "1", "3") * 9, lists("")))
    assert (romans[3], romans[8]) == ("iv) x", "ix) x")


def test_a_style_names_the_list() -> None:
    """A heading is numbered by its style, or by one that this is based on; a paragraph may have none."""
    styles = (
        '<w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="K"><w:basedOn w:val="H"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Round"><w:basedOn w:val="Round"/></w:style>'
    )
    body = (
        paragraph("Work", style="H") + paragraph("texts", style="K") + paragraph("plain", style="Round")
        + paragraph("off", "0", style="H") + paragraph("", style="H") + paragraph("Money", style="H")
    )  # fmt: skip
    assert said(document(body, lists(""), styles)) == ["1. Work", "1.1 texts", "plain", "off", "2. Money"]


def test_a_list_that_begins_anew() -> None:
    """A second use of a list goes on counting, unless it says with what it begins."""
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    words = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:lvlText w:val="§ %1"/></w:lvl></w:lvlOverride>'
    body = "".join(paragraph("x", number, "0") for number in ("1", "2", "2", "3", "4", "9"))
    assert said(document(body, lists("", again, "", words))) == [
        "1. x",
        "7. x",
        "8. x",
        "9. x",
        "§ 10 x",
        "x",
    ]


def test_a_level_that_its_list_lacks_has_no_number() -> None:
    """What names nothing is left without a number, and lost is nothing."""
    numbers = '<w:abstractNum w:abstractNumId="4"/><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>'
    assert said(document(paragraph("x", "1", "0"), numbers)) == ["x"]
    assert said(document(paragraph("x", "1", "0"), "<w:num")) == ["x"]
    assert said(document(paragraph("y", "1", "2"), lists(""))) == ["(a) y"]


def test_cells_of_a_table_stand_in_a_row() -> None:
    """A row is a line with tabs."""
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("Notice", "six weeks"))
    assert said(document(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")) == ["Notice\tsix weeks"]


def test_macros_are_told_and_left_alone() -> None:
    """The words are read, and a problem says that there are macros."""
    text, problems = text_of(Source("a.docm", document(paragraph("Hello"), macros=True)))
    assert (text, [one.key for one in problems]) == ("Hello", ["document.macros"])


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("a.txt", b"  \n", "document.no_text"),
        ("a.bin", b"\x89PNG\0\0", "document.no_document"),
        ("a.docx", document(""), "document.no_text"),
        ("a.docx", b"PK\x03\x04word/document", "document.damaged"),
        ("a.pdf", b"%PDF-1.7 nothing", "document.damaged"),
        ("a.pdf", pdf_of([""]), "document.no_text"),
    ],
)
def test_what_cannot_be_read_says_so(name: str, data: bytes, key: str) -> None:
    """Each kind of bad document has its own answer, and no text."""
    text, problems = text_of(Source(name, data))
    assert (text, [one.key for one in problems]) == ("", [key])


def test_a_page_without_text_is_named() -> None:
    """The other pages are read."""
    text, problems = text_of(Source("a.pdf", pdf_of(["one", "", "three"])))
    assert text == "one\f\fthree"
    assert [(one.locator, one.key) for one in problems] == [("page 2", "document.page_without_text")]


def test_plain_text_is_left_as_it_is() -> None:
    """Line ends become plain, and accents one form."""
    assert text_of(Source("a.md", "# Caf\u0065\u0301\r\nune\rdeux\f3".encode())) == (
        "# Café\nune\ndeux\f3",
        [],
    )


@needs_shared
def test_shared_documents_say_what_lies_beside_them() -> None:
    """Word documents of contracts give the text beside them with its numbers, but for white space."""
    paths = sorted((SHARED / "contracts").glob("*/*.docx"))
    assert paths
    for path in paths:
        found, problems = text_of(Source(path.name, path.read_bytes()))
        assert not problems
        assert squeezed(found) == squeezed(path.with_suffix(".txt").read_text("utf-8")), path.name
