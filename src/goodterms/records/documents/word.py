"""What does this Word document (.docx) say?

Paragraphs and tables in the order of the document, a tab between cells, and the number of a list or heading
before its words (`goodterms.records.documents.numbering`); what was struck out with changes tracked is left
out, what was put in is there. Headers, footers, comments, notes and macros are not read. Source: ECMA-376,
WordprocessingML.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from goodterms.records.documents import xml
from goodterms.records.documents.numbering import Numbering
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ZIP = b"PK\x03\x04"
_MAIN, _NUMBERS, _STYLES, _MACROS = (
    lazy(rf"word/{name}")
    for name in (r"document\d*\.xml", r"numbering\d*\.xml", r"styles\d*\.xml", r"vbaProject\.bin")
)
_MOST = xml.LARGEST_MB << 20
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "tblPr"})
"""Struck out, doubled for older programs, or not seen on the page."""
_STANDS_FOR = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def is_word(source: Source) -> bool:
    """Is it a Word document?"""
    if not source.head.startswith(_ZIP) or len(source.data) > source.limits.file_mb << 20:
        return False
    return source.data.find(b"word/document") >= 0 and _part(source, _MAIN) is not None


def text_of(source: Source) -> tuple[str, list[Problem]]:
    """Its text, and what kept it from being read: `document.damaged`, `document.too_costly`,
    `document.no_text`; or what was left out: `document.macros`."""
    data = _part(source, _MAIN)
    if not data:
        return "", [source.problem("", "document.damaged")]
    if len(data) > _MOST:
        return "", [source.problem("", "document.too_costly")]
    root = _root(source, data)
    if root is None:
        return "", [source.problem("", "document.damaged")]
    numbering = Numbering(_root(source, _part(source, _NUMBERS)), _root(source, _part(source, _STYLES)))
    text = "\n\n".join(_blocks(root, numbering))
    if not text.strip():
        return "", [source.problem("", "document.no_text")]
    has_macros = _part(source, _MACROS) is not None
    return text, [source.problem("", "document.macros")] if has_macros else []


def _root(source: Source, data: bytes | None) -> Element | None:
    found = xml.parse(replace(source, data=data, path=None)) if data and len(data) <= _MOST else None
    return None if isinstance(found, Problem) else found


def _part(source: Source, name: re.Pattern[str]) -> bytes | None:
    """A part of the archive, up to a byte more than is allowed; empty where it is damaged, None where there
    is none."""
    import zipfile  # noqa: PLC0415 - only files of this kind need it
    import zlib  # noqa: PLC0415 - as above

    try:
        with zipfile.ZipFile(io.BytesIO(bytes(source.data))) as archive:
            found = next((one for one in archive.namelist() if name.fullmatch(one)), None)
            if found is None:
                return None
            with archive.open(found) as part:
                return part.read(_MOST + 1)
    # All that a broken archive is known to raise: not one, cut off, strangely packed, locked, broken inside.
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        return b""


def _blocks(node: Element, numbering: Numbering) -> Iterator[str]:
    """The paragraphs and tables below an element, in order, as text."""
    for child in node:
        name = xml.local(child)
        if name == "p":
            words = _words(child).strip(" \t\n")
            number = numbering.of(child) if words else ""
            yield f"{number} {words}" if number else words
        elif name == "tbl":
            yield "\n".join(_rows(child, numbering))
        elif name not in _LEFT_OUT:
            yield from _blocks(child, numbering)


def _rows(table: Element, numbering: Numbering) -> Iterator[str]:
    for row in xml.every(table, "tr"):
        cells = (" ".join(part for part in _blocks(cell, numbering) if part) for cell in xml.every(row, "tc"))
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
