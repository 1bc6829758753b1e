"""What is in this PDF? Its attached XML files, and the text of its pages.

PDF files come from strangers. They are taken apart in another process (`pdf_worker`, beside this), which is
stopped where one file takes too long or too much memory; the next file gets a new one. It is started with the
first PDF, and ends with the program.
"""

from __future__ import annotations

import atexit
import base64
import json
import os
import sys
from collections.abc import Callable, Mapping
from itertools import starmap
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Any

from goodterms.records.documents.contract_words import MOST_CHARACTERS
from goodterms.records.documents.layout import Line, text_of
from goodterms.records.documents.xml import LARGEST_MB
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

if TYPE_CHECKING:
    from subprocess import Popen

SECONDS = 30
"""For one file. A contract of a hundred pages takes less than one."""
MEMORY_MB = 2_000
"""For the process that takes files apart."""
MOST_ATTACHMENTS = 200
MOST_PAGES = 2_000
"""Of one document; the longest contracts have a tenth."""
_START_WITHIN = 1_024
"""Bytes that may stand before the first line of a PDF (ISO 32000, annex H)."""
_COSTLY = "too_costly"
_TROUBLES = {
    _COSTLY: "document.too_costly",
    "encrypted": "document.encrypted",
    "damaged": "document.damaged",
}
_WORKER = Path(__file__).with_name("pdf_worker.py")


def is_pdf(source: Source) -> bool:
    """Does it begin as a PDF?"""
    return b"%PDF-" in source.head[:_START_WITHIN]


def attached_xml(source: Source) -> Mapping[str, bytes | None] | Problem:
    """The XML files attached to a PDF, by name, and None for one that is too large for an invoice.

    `document.too_costly` where opening them takes too much time or memory; other damage is left to those who
    read pages, and such a file has no attachments.
    """
    found = _ask(source, want="attachments", most=MOST_ATTACHMENTS, largest=LARGEST_MB << 20)
    if found.get("trouble") == _COSTLY:
        return source.problem("", _TROUBLES[_COSTLY])
    files = found.get("attachments", {})
    return {name: None if data is None else base64.b64decode(data) for name, data in files.items()}


def pages(source: Source, meanwhile: Callable[[], object] = bool) -> tuple[list[str], list[Problem]]:
    """The text of each page in the order in which it is read, without what runs on all pages
    (`goodterms.records.documents.layout`), and what kept all of it from being read.

    `meanwhile` is done while the other process works.

    The problems are `document.encrypted`, `document.damaged`, `document.too_costly` (it takes too long or
    too much memory) and `document.too_long`.
    """
    found = _ask(source, meanwhile, want="pages", most_pages=MOST_PAGES, most_characters=MOST_CHARACTERS)
    if "trouble" in found:
        return [], [source.problem("", _TROUBLES[found["trouble"]])]
    told = [
        page.get("text") if "text" in page else list(starmap(Line, page["lines"])) for page in found["pages"]
    ]
    texts = text_of(told)
    if len(texts) < found["count"]:
        return texts, [source.problem(f"page {len(texts) + 1}", "document.too_long")]
    return texts, []


def begin() -> None:
    """Starts the process that takes files apart, for somebody who will soon hand it one."""
    _worker.begin()


class _Worker:
    """The process that takes files apart. One file at a time: PDFium has no more than one thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: Popen[bytes] | None = None
        self._owner = 0

    def ask(
        self, request: Mapping[str, object], data: bytes, meanwhile: Callable[[], object]
    ) -> dict[str, Any]:
        """Its answer; `trouble` where it had to be stopped."""
        with self._lock:
            process = self._running()
            watchdog = Timer(SECONDS, process.kill)
            watchdog.start()
            try:
                answered = _exchange(process, json.dumps(request).encode("ascii") + b"\n" + data, meanwhile)
            except BaseException:  # its answer would be taken for the next file's
                self.stop()
                raise
            finally:
                watchdog.cancel()
            if answered:
                return dict(json.loads(answered))
            self.stop()
            return {"trouble": _COSTLY}

    def begin(self) -> None:
        """Starts the process, without waiting for it."""
        with self._lock:
            self._running()

    def stop(self) -> None:
        """Ends the process, if this program started it."""
        process, self._process = self._process, None
        if process and self._owner == os.getpid():
            process.kill()
            process.communicate()

    def _running(self) -> Popen[bytes]:
        """The process, started where there is none or it is another program's (after a fork)."""
        if self._process is None or self._owner != os.getpid():
            import subprocess  # noqa: PLC0415 - 10 ms that only a PDF should cost

            self._owner = os.getpid()
            command = [sys.executable, "-I", str(_WORKER), str(MEMORY_MB)]
            self._process = subprocess.Popen(  # noqa: S603 - our own program, with no word of the user's
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process


def _exchange(process: Popen[bytes], request: bytes, meanwhile: Callable[[], object]) -> bytes:
    """One request and its answer; nothing where the process ended on the way."""
    if process.stdin is None or process.stdout is None:
        return b""
    try:
        process.stdin.write(request)
        process.stdin.flush()
    except OSError:  # it ended before it had read everything
        return b""
    meanwhile()
    line = process.stdout.readline()
    return line if line.endswith(b"\n") else b""


_worker = _Worker()
atexit.register(_worker.stop)


def _ask(source: Source, meanwhile: Callable[[], object] = bool, /, **request: object) -> dict[str, Any]:
    data = bytes(source.data)
    return _worker.ask({**request, "size": len(data)}, data, meanwhile)
