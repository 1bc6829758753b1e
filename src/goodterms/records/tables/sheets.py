"""I keep it in Excel. What is on the sheets of this workbook?

XLSX, XLSM, ODS and XLS. Each sheet with anything on it becomes a table of its own, as CSV with ISO dates and
decimal points: row n of the sheet is line n. Formulas count as the value they had when the file was saved.

A workbook is a packed file that nobody vouches for, and its cells may claim a place that would fill the
memory. So another process opens it (`goodterms.records.tables.sheets_apart`), with little memory and time.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

from goodterms.records.source import Source
from goodterms.records.tables import sheets_apart
from goodterms.terms.evidence import Problem

if TYPE_CHECKING:
    from zipfile import ZipFile

SECONDS = 60
"""Time that a workbook gets to be read in."""
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOK = "xl/workbook.xml"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "\x05Book", "Book\0"))
_LOCKED = "EncryptedPackage".encode("utf-16-le")

# Most files are no workbooks, and what opens one takes 8 ms to import.
# ruff: noqa: PLC0415


def is_workbook(source: Source) -> bool:
    """Is this a workbook? Told by what lies in it, not by its name."""
    if source.head.startswith(_ZIP):
        return _is_packed_workbook(source)
    return source.head.startswith(_OLE) and any(source.data.find(name) >= 0 for name in (*_BOOKS, _LOCKED))


def _faults() -> tuple[type[Exception], ...]:
    """What Python raises for broken archives."""
    from zipfile import BadZipFile

    return BadZipFile, OSError, ValueError, NotImplementedError


def _packed(source: Source) -> ZipFile:
    from zipfile import ZipFile

    return ZipFile(BytesIO(source.data))


def _is_packed_workbook(source: Source) -> bool:
    if _ODS in source.head[:200]:
        return True
    try:
        with _packed(source) as packed:
            return _WORKBOOK in packed.namelist()
    except _faults():
        return b"xl/" in source.head  # the end of it, which lists the files, is lost


def unpack(source: Source) -> Iterator[Source | Problem]:
    """Each sheet that has anything on it, as a table; and what could not be opened.

    A single sheet goes by the name of the file, several by `file.xlsx/Sheet`. Problems: `workbook.locked`,
    `workbook.broken`, `workbook.too_big`, `workbook.empty`, `workbook.long_sheet`.
    """
    if len(source.data) > source.limits.file_mb << 20 or _unpacked(source) > source.limits.file_mb << 20:
        yield source.problem("", "workbook.too_big", most_mb=source.limits.file_mb)
        return
    if source.head.startswith(_OLE) and source.data.find(_LOCKED) >= 0:
        yield source.problem("", "workbook.locked")
        return
    found = _apart(source)
    if isinstance(found, Problem):
        yield found
        return
    for sheet in found:
        name = source.name if len(found) == 1 else f"{source.name}/{sheet['name']}"
        table = replace(source, name=name, data=str(sheet["csv"]).encode(), path=None)
        if sheet["cut"]:
            yield table.problem(
                f"line {sheets_apart.MOST_ROWS}", "workbook.long_sheet", most=sheets_apart.MOST_ROWS
            )
        yield table
    if not found:
        yield source.problem("", "workbook.empty")


def _unpacked(source: Source) -> int:
    """Bytes of a packed workbook's files, as it says itself; the other process does not trust it."""
    if not source.head.startswith(_ZIP):
        return 0
    try:
        with _packed(source) as packed:
            return sum(info.file_size for info in packed.infolist())
    except _faults():
        return 0


def _apart(source: Source) -> list[dict[str, object]] | Problem:
    """The sheets as the other process reads them; a problem where it gives up, or is ended."""
    import subprocess

    command = [sys.executable, "-P", "-m", sheets_apart.__name__]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and no part of the command is the user's
            command, input=bytes(source.data), capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return source.problem("", "workbook.too_big", most_mb=source.limits.file_mb)
    if done.returncode < 0 or done.returncode == sheets_apart.NO_MEMORY:
        return source.problem("", "workbook.too_big", most_mb=source.limits.file_mb)
    if done.returncode:
        return source.problem(
            "", "workbook.locked" if done.returncode == sheets_apart.LOCKED else "workbook.broken"
        )
    sheets: list[dict[str, object]] = json.loads(done.stdout)
    return sheets
