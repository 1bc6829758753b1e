"""PDF files for tests, written by hand: pages of plain text in Helvetica, files attached to them."""

import re
import zlib
from collections.abc import Mapping, Sequence

HEAD = b"%PDF-1.7\n"


def pdf_of(pages: Sequence[str], attached: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF with the lines of each page, and with attached files; an empty page has no text at all."""
    objects: list[bytes] = [b"", b""]  # the catalogue and the pages, which name the others
    font = _add(objects, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    kids = [_page(objects, text, font) for text in pages]
    names = b"".join(_attachment(objects, name, data) for name, data in (attached or {}).items())
    objects[0] = b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[" + names + b"]>>>>>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    return _file(objects)


def _add(objects: list[bytes], body: bytes) -> int:
    objects.append(body)
    return len(objects)


def _stream(objects: list[bytes], data: bytes, more: bytes = b"") -> int:
    packed = zlib.compress(data)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), more)
    return _add(objects, head + b"\nstream\n" + packed + b"\nendstream")


def _page(objects: list[bytes], text: str, font: int) -> int:
    shown = "".join(f"({_escaped(line)}) Tj T*\n" for line in text.splitlines())
    return _leaf(objects, f"BT /F 11 Tf 14 TL 60 780 Td\n{shown}ET" if text else "", font)


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _attachment(objects: list[bytes], name: str, data: bytes) -> bytes:
    file = _stream(objects, data, b"/Type/EmbeddedFile/Subtype/text#2Fxml")
    called = name.encode("ascii")
    spec = _add(objects, b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F %d 0 R>>>>" % (called, called, file))
    return b"(%s) %d 0 R " % (called, spec)


def _file(objects: list[bytes]) -> bytes:
    out, places = HEAD, []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + table + trailer


def squeezed(text: str) -> str:
    """A text without what a page may change: white space and hyphens."""
    return re.sub(r"[\s\-]+", "", text)


Placed = tuple[float, float, str]
"""Points from the left and from the bottom, and what is written there."""


def placed_pdf(pages: Sequence[Sequence[Placed]], size: float = 10) -> bytes:
    """A PDF with every text at its place, in the order given."""
    objects: list[bytes] = [b"", b""]
    font = _add(objects, b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>")
    kids = []
    for page in pages:
        shown = "".join(f"1 0 0 1 {left} {low} Tm ({_escaped(text)}) Tj\n" for left, low, text in page)
        kids.append(_leaf(objects, f"BT /F {size} Tf\n{shown}ET", font))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    return _file(objects)


def _leaf(objects: list[bytes], drawn: str, font: int) -> int:
    content = _stream(objects, drawn.encode("cp1252"))
    resources = b"/Resources<</Font<</F %d 0 R>>>>" % font
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R%s>>" % (content, resources)
    return _add(objects, page)
