"""Takes PDF files apart, in a process of its own that can be stopped: run by `pdf`, beside this, only.

A file made to do harm can keep a PDF reader busy for ever or fill the memory, and a flaw in the reader takes
the whole program down. Here it takes this process down. It gets one request after the other on its standard
input, a line of JSON and the file's bytes, and answers each with a line of JSON. It knows nothing of the rest
of the program, so that it starts quickly.
"""

from __future__ import annotations

import base64
import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

import pypdfium2

_PASSWORD = 4
"""FPDF_ERR_PASSWORD: the file is encrypted, and not with an empty password."""
_HYPHENS = str.maketrans({"\ufffe": "-\n", "\x02": "-\n"})
"""PDFium writes a word that is cut at the end of a line as one, with one of these where the hyphen was."""


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


def pages(pdf: pypdfium2.PdfDocument, most_pages: int, most_characters: int) -> Iterator[str]:
    """The text of each page, until there are enough of them."""
    characters = 0
    for at in range(min(len(pdf), most_pages)):
        if characters > most_characters:
            return
        try:
            page = pdf[at]
            text = page.get_textpage().get_text_range()
            page.close()
        except pypdfium2.PdfiumError:  # a page that is damaged: the others may be sound
            text = ""
        characters += len(text)
        yield text.translate(_HYPHENS).replace("\r\n", "\n").replace("\0", "")


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What is asked of one file: `attachments`, or `pages` and their count; or the `trouble` with it."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return {"trouble": "encrypted" if error.err_code == _PASSWORD else "damaged"}
    try:
        if request["want"] == "attachments":
            return {"attachments": attachments(pdf, request["most"], request["largest"])}
        texts = list(pages(pdf, request["most_pages"], request["most_characters"]))
        return {"pages": texts, "count": len(pdf)}
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
