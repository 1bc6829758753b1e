"""I have our contract as a Word document (.docx).

Paragraphs and tables in the order of the document, a tab between cells; what was struck out with changes
tracked is left out, what was put in is there. Numbers of lists and headings, headers, footers, comments and
notes are not read. Source: ECMA-376, WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from goodterms.records.documents import contract_words, xml
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TITLE = "Contract (Word)"
READS = (
    "Word documents (.docx) whose text is a contract in English, French, Dutch or Vietnamese: paragraphs and "
    "tables; not automatic numbers, headers, footers, comments and notes, and no other Word document."
)
GIVES = ("contract",)
_ZIP = b"PK\x03\x04"
_MAIN = lazy(r"word/document\d*\.xml")
_MOST = xml.LARGEST_MB << 20
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tblPr"})
"""Struck out, doubled for older programs, or not seen on the page."""
_STANDS_FOR = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def recognises(source: Source) -> bool:
    if not source.head.startswith(_ZIP) or len(source.data) > source.limits.file_mb << 20:
        return False
    return source.data.find(b"word/document") >= 0 and _main_part(source) is not None


def read(source: Source) -> Iterator[Record | Problem]:
    data = _main_part(source)
    if not data:
        yield source.problem("", "document.damaged")
    elif len(data) > _MOST:
        yield source.problem("", "document.too_costly")
    else:
        root = xml.parse(replace(source, data=data, path=None))
        if isinstance(root, Problem):
            yield source.problem("", "document.damaged")
        else:
            yield from _contract(source, "\n\n".join(_blocks(root)))


def _contract(source: Source, text: str) -> Iterator[Record | Problem]:
    if text.strip():
        yield from contract_words.read(source, text, "paragraph 1")
    else:
        yield source.problem("", "document.no_text")


def _main_part(source: Source) -> bytes | None:
    """The document in the archive, up to a byte more than is allowed; empty where it is damaged, None where
    there is none."""
    import io  # noqa: PLC0415 - as below
    import zipfile  # noqa: PLC0415 - only files of this kind need it
    import zlib  # noqa: PLC0415 - as above

    try:
        with zipfile.ZipFile(io.BytesIO(bytes(source.data))) as archive:
            name = next((name for name in archive.namelist() if _MAIN.fullmatch(name)), None)
            if name is None:
                return None
            with archive.open(name) as part:
                return part.read(_MOST + 1)
    # All that a broken archive is known to raise: not one, cut off, strangely packed, locked, broken inside.
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        return b""


def _blocks(node: Element) -> Iterator[str]:
    """The paragraphs and tables below an element, in order, as text."""
    for child in node:
        name = xml.local(child)
        if name == "p":
            yield _words(child).strip(" \t\n")
        elif name == "tbl":
            yield "\n".join(_rows(child))
        elif name not in _LEFT_OUT:
            yield from _blocks(child)


def _rows(table: Element) -> Iterator[str]:
    for row in xml.every(table, "tr"):
        cells = (" ".join(part for part in _blocks(cell) if part) for cell in xml.every(row, "tc"))
        yield "\t".join(cell.replace("\n", " ") for cell in cells)


def _words(node: Element) -> str:
    """The text of a paragraph with its tabs, line breaks and page breaks."""
    name = xml.local(node)
    if name == "t":
        return node.text or ""
    if name == "br" and "page" in node.attrib.values():
        return "\f"
    if name in _STANDS_FOR:
        return _STANDS_FOR[name]
    return "".join(_words(child) for child in node if xml.local(child) not in _LEFT_OUT)
