"""Takes PDF files apart, in a process of its own that can be stopped: run by `pdf`, beside this, only.

A file made to do harm can keep a PDF reader busy for ever or fill the memory, and a flaw in the reader takes
the whole program down. Here it takes this process down. It gets one request after the other on its standard
input, a line of JSON and the file's bytes, and answers each with a line of JSON. It knows nothing of the rest
of the program, so that it starts quickly.
"""

from __future__ import annotations

import base64
import json
import re
import sys
from collections.abc import Callable, Iterator
from ctypes import byref
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw

_PASSWORD = 4
"""FPDF_ERR_PASSWORD: the file is encrypted, and not with an empty password."""
_CUT = re.compile("[\ufffe\x02]")
"""PDFium writes a word that is cut at the end of a line as one, with one of these where the hyphen was."""
_WORD = re.compile(r"[^ \t\r\n\0]+")
_WIDE = 1.2
"""A gap of so many times the height of the letters is none between words: another column or cell begins."""
_NARROW = 4.0
"""Points: letters are taken to be this high at the least."""
_UPRIGHT = 0.6
"""Of the words on a page so many have to run from left to right; else their places tell nothing."""

Word = tuple[float, float, float, float, str]
"""Left, bottom, right and top in points, and what is written there."""


def attachments(pdf: pypdfium2.PdfDocument, most: int, largest: int) -> dict[str, str | None]:
    """The XML files attached to a document, by name, in base64; None for those of too many bytes."""
    found: dict[str, str | None] = {}
    for at in range(min(pdf.count_attachments(), most)):
        try:
            attachment = pdf.get_attachment(at)
            name = attachment.get_name()
            if name.lower().endswith(".xml"):
                data = attachment.get_data()
                largest_left = largest - sum(map(len, filter(None, found.values())))
                fits = len(data) <= largest_left
                found[name] = base64.b64encode(bytes(data)).decode("ascii") if fits else None
        except pypdfium2.PdfiumError:  # an entry of the list that leads nowhere: the others may be sound
            continue
    return found


def pages(pdf: pypdfium2.PdfDocument, most_pages: int, most_characters: int) -> Iterator[dict[str, Any]]:
    """Each page, until there are enough of them: its `lines` with their places, or only its `text` where the
    places cannot be told."""
    characters = 0
    for at in range(min(len(pdf), most_pages)):
        if characters > most_characters:
            return
        try:
            page = pdf[at]
            told = page_of(page)
            page.close()
        except pypdfium2.PdfiumError:  # a page that is damaged: the others may be sound
            told = {"text": ""}
        characters += len(told.get("text", "")) + sum(len(line[4]) for line in told.get("lines", ()))
        yield told


def page_of(page: pypdfium2.PdfPage) -> dict[str, Any]:
    """One page, as `pages` tells it."""
    textpage = page.get_textpage()
    text = textpage.get_text_range()
    plain = _CUT.sub("\x02\n", text).replace("\r\n", "\n").replace("\0", "")
    # Letters that Unicode counts twice are one of the page's, and no place could be trusted behind them.
    if page.get_rotation() or len(text) != textpage.count_chars() or not text.strip():
        return {"text": plain}
    lines = list(lines_of(textpage, text))
    level = sum(len(line[4]) for line in lines if line[2] - line[0] > line[3] - line[1])
    return {"lines": lines} if level >= _UPRIGHT * sum(len(line[4]) for line in lines) else {"text": plain}


def lines_of(textpage: pypdfium2.PdfTextPage, text: str) -> Iterator[Word]:
    """What stands in a row without a wide gap, in the order of the file."""
    box = _boxes(textpage)
    at = 0
    for line in text.split("\r\n"):
        here: list[Word] = []
        for cut in _pieces(line):
            for start, word in cut:
                one = (*box(at + start, at + start + len(word) - 1), word)
                if here and not _follows(here[-1], one):
                    yield _joined(here)
                    here = []
                here.append(one)
            if here:
                yield _joined(here)
                here = []
        at += len(line) + 2


def _pieces(line: str) -> Iterator[list[tuple[int, str]]]:
    """The words of each part of a line and where they begin; a part ends where a word is cut by a hyphen."""
    start = 0
    for end in [cut.end() for cut in _CUT.finditer(line)] + [len(line)]:
        yield [(start + word.start(), word[0]) for word in _WORD.finditer(line[start:end])]
        start = end


def _boxes(textpage: pypdfium2.PdfTextPage) -> Callable[[int, int], tuple[float, float, float, float]]:
    """What tells the place of a word by its first and last letter: left, bottom, right, top, as high as all
    letters of its font are."""
    first, last = pypdfium2.raw.FS_RECTF(), pypdfium2.raw.FS_RECTF()
    page, ask = textpage.raw, pypdfium2.raw.FPDFText_GetLooseCharBox
    to_first, to_last = byref(first), byref(last)

    def box(start: int, end: int) -> tuple[float, float, float, float]:
        ask(page, start, to_first)
        ask(page, end, to_last)
        low, other_low, high, other_high = first.bottom, last.bottom, first.top, last.top
        return (
            first.left,
            low if low < other_low else other_low,
            last.right,
            high if high > other_high else other_high,
        )

    return box


def _follows(before: Word, after: Word) -> bool:
    """Is it the next word of the same row?"""
    gap = after[0] - before[2]
    height = max(before[3] - before[1], _NARROW)
    is_level = after[1] < before[3] and before[1] < after[3]
    return is_level and -height < gap < _WIDE * height


def _joined(words: list[Word]) -> Word:
    lefts, lows, rights, highs, said = zip(*words, strict=True)
    text = " ".join(said)
    return (
        round(min(lefts), 1), round(min(lows), 1), round(max(rights), 1), round(max(highs), 1),
        _CUT.sub("\x02", text),
    )  # fmt: skip


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What is asked of one file: `attachments`, or `pages` and their count; or the `trouble` with it."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"trouble": "encrypted" if error.err_code == _PASSWORD else "damaged"}
    try:
        if request["want"] == "attachments":
            return {"attachments": attachments(pdf, request["most"], request["largest"])}
        found = list(pages(pdf, request["most_pages"], request["most_characters"]))
        return {"pages": found, "count": len(pdf)}
    finally:
        pdf.close()


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answers until nobody asks any more."""
    while line := requests.readline():
        request = json.loads(line)
        data = requests.read(request["size"])
        answers.write(json.dumps(answer(request, data)).encode("ascii") + b"\n")
        answers.flush()


def limit_memory(megabytes: int) -> None:
    """Not more memory than this, where the system can hold a process to it."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    except (ImportError, ValueError, OSError):  # macOS has the limit and refuses to set it
        pass


if __name__ == "__main__":
    limit_memory(int(sys.argv[1]))
    serve(sys.stdin.buffer, sys.stdout.buffer)
