"""What does this Word document (.docx) say?

Paragraphs and tables in the order of the document, a tab between cells, and the number of a list or heading
before its words (`goodterms.records.documents.numbering`); a text box stands after the paragraph that it
hangs on. What was struck out with changes tracked is left out, and so is hidden text; what was put in is
there. Headers, footers, comments, notes and macros are not read. Source: ECMA-376, WordprocessingML.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

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
    styles = _root(source, _part(source, _STYLES))
    page = _Page(Numbering(_root(source, _part(source, _NUMBERS)), styles), _hidden(styles))
    text = "\n\n".join(_blocks(root, page))
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


class _Page(NamedTuple):
    """What a paragraph needs to know of its document."""

    numbering: Numbering
    hidden: frozenset[str]
    """Styles whose text is not shown."""


def _hidden(styles: Element | None) -> frozenset[str]:
    every = xml.every(styles, "style")
    return frozenset(xml.value(one, "styleId") for one in every if _says(xml.find(one, "rPr/vanish")))


def _says(told: Element | None) -> bool:
    """Is a property set? Its element says so by being there, unless its value takes that back."""
    return told is not None and xml.value(told, "val") not in ("0", "false", "off")


def _blocks(node: Element, page: _Page) -> Iterator[str]:
    """The paragraphs and tables below an element, in order, as text."""
    for child in node:
        name = xml.local(child)
        if name == "p":
            is_hidden = xml.value(xml.find(child, "pPr/pStyle"), "val") in page.hidden
            words = "" if is_hidden else _words(child, page).strip(" \t\n")
            number = page.numbering.of(child) if words else ""
            yield f"{number} {words}" if number else words
            for box in _within(child, "txbxContent"):
                yield from _blocks(box, page)
        elif name == "tbl":
            yield "\n".join(_rows(child, page))
        elif name not in _LEFT_OUT:
            yield from _blocks(child, page)


def _rows(table: Element, page: _Page) -> Iterator[str]:
    for row in _within(table, "tr"):
        cells = (" ".join(part for part in _blocks(cell, page) if part) for cell in _within(row, "tc"))
        yield "\t".join(cell.replace("\n", " ") for cell in cells)


def _within(node: Element, name: str) -> Iterator[Element]:
    """The elements of that name below a node, whatever they are wrapped in (a form's field, a drawing); not
    those in one another."""
    for child in node:
        if xml.local(child) == name:
            yield child
        elif xml.local(child) not in _LEFT_OUT:
            yield from _within(child, name)


def _words(node: Element, page: _Page) -> str:
    """The text of a paragraph with its tabs, line breaks and page breaks."""
    name = xml.local(node)
    if name == "t":
        return node.text or ""
    if name == "br" and "page" in node.attrib.values():
        return "\f"
    if name in _STANDS_FOR:
        return _STANDS_FOR[name]
    if name == "txbxContent" or (name == "r" and _is_hidden(node, page)):
        return ""
    return "".join(_words(child, page) for child in node if xml.local(child) not in _LEFT_OUT)


def _is_hidden(run: Element, page: _Page) -> bool:
    """By its own word, else by its style's."""
    told = xml.find(run, "rPr/vanish")
    if told is not None:
        return _says(told)
    return xml.value(xml.find(run, "rPr/rStyle"), "val") in page.hidden
