"""Is a contract of twenty pages read within a few times what its bare text takes?

Beside pypdfium2 (the engine of a browser), which only takes the text out of the PDF: ours does that too, puts
it in order, and finds every clause, value and loose end. Both are timed in a process of their own, from the
moment its libraries are there, with the contract's sheets still to be read. The process that takes PDF apart
is started before those libraries are loaded, as the command does; a second line shows the whole command as
somebody waits for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, cycle, islice, zip_longest
from math import inf
from pathlib import Path
from textwrap import wrap

from bench.beside import Line, Skipped
from bench.workshop import Workshop
from goodterms.terms import shelf

PAGES, ROWS, WIDTH = 20, 46, 84
CLAUSES = 60
"""In the whole contract, three to a page, as long contracts have them; all else settles nothing."""
LIMIT = 15.0
_WHO = (
    "The project leader", "Whoever opens the studio", "The person named on the first sheet", "The editor",
    "A visitor of the workshop", "The head of the archive", "Each of the two houses", "The bookkeeper",
    "Somebody from the office", "The printer's foreman", "The keeper of the collection",
)  # fmt: skip
_DOES = (
    "keeps a list of", "looks through", "writes down", "talks with the others about", "puts in order",
    "asks now and then about", "shows round", "sets aside a shelf for", "takes a picture of", "counts",
    "makes room for", "draws up a plan of", "remembers",
)  # fmt: skip
_WHAT = (
    "the sketches that were pinned up in spring", "the colours of the rooms on the upper floor",
    "all boxes that came up from the cellar", "the names of plants in both languages",
    "the maps, the captions and the index", "what the neighbours said of the noise",
    "the tools that hang beside the door", "the letters of the founder and of her sister",
    "the larger tables, the lamps and the easels", "the sound of the hall with and without an audience",
    "the plates of the second volume", "questions that came up at the last meeting",
    "the seating for the opening evening", "the tests on grey and on blue paper",
    "the view from the bridge towards the mill", "older versions, with a word on each of them",
    "the measurements of every window",
)  # fmt: skip
_HOW = (
    "while the light is good", "as the weather allows", "together with a colleague of the other house",
    "whenever the rooms are empty", "in a way that a newcomer understands",
    "and hangs a copy beside the stairs",
    "without moving what stands near the wall", "so that nobody has to look twice",
    "before the doors are opened to the public", "in pencil, never in ink", "on the wall of the small room",
    "with the windows closed", "and says so in the morning round", "for the sake of those who come later",
    "where the old catalogue stood", "or leaves it to the next in line", "at the long table by the stove",
    "with care and without haste", "in the order of the rooms",
)  # fmt: skip
_OURS = """
import sys, time
from pathlib import Path
from goodterms.records.documents import pdf
pdf.begin()
from goodterms.parting.contract.reading import prepare, read_contract
from goodterms.records.documents.texts import text_of
from goodterms.records.source import Source
path = Path(sys.argv[1])
started = time.perf_counter()
text, problems = text_of(Source(path.name, path.read_bytes(), path), lambda: prepare("en"))
found = read_contract(text, "", path.name)
print(time.perf_counter() - started)
assert not problems and len(found.clauses) > 40, (problems, len(found.clauses))
"""
_THEIRS = """
import sys, time
import pypdfium2
started = time.perf_counter()
pdf = pypdfium2.PdfDocument(sys.argv[1])
texts = [pdf[at].get_textpage().get_text_range() for at in range(len(pdf))]
print(time.perf_counter() - started)
"""


def measure(shop: Workshop) -> Iterator[Line | Skipped]:
    """Seconds to read one PDF of twenty pages."""
    pdf = contract_pdf(shop.scratch / "contract.pdf")
    what = f"a contract of {PAGES} pages read"
    yield shop.compare(
        Line(what, "text, clauses, values", "text alone (pypdfium2)", "ratio", LIMIT),
        lambda: float(shop.children.told("-c", _OURS, str(pdf))),
        lambda: float(shop.children.told("-c", _THEIRS, str(pdf))),
    )
    yield shop.compare(
        Line(f"{what}, as a whole command", "goodterms contract", "pypdfium2 in Python", "ratio", inf),
        lambda: shop.children.wall("-m", "goodterms", "contract", str(pdf), "--json", fine=(0, 1)),
        lambda: shop.children.wall("-c", _THEIRS, str(pdf)),
    )


def contract_pdf(path: Path) -> Path:
    """A contract as long ones are: three clauses a page, as our sheets have them for examples, each among
    other sentences. No two are alike: what stands on several pages is taken for their head or foot."""
    rows = list(islice(_rows(), PAGES * ROWS))
    pages = [rows[at : at + ROWS] for at in range(0, PAGES * ROWS, ROWS)]
    path.write_bytes(_pdf(pages))
    return path


def _rows() -> Iterator[str]:
    """The rows of a contract that does not end: paragraphs, every other with a clause, blank rows between."""
    kinds = [list(_examples(name)) for name in shelf.names(_SHEETS, ".toml")]
    clauses = islice((text for some in zip_longest(*kinds) for text in some if text), CLAUSES)
    said = _sentences()
    for number in count(1):
        clause = next(clauses, "") if number % 2 else ""
        text = " ".join([f"{number}.", *([clause] if clause else []), *islice(said, 4)])
        yield from (*wrap(text, WIDTH), "")


def _sentences() -> Iterator[str]:
    """Sentences that settle nothing, each of other parts."""
    parts = zip(cycle(_WHO), cycle(_DOES), cycle(_WHAT), cycle(_HOW), strict=True)
    return (f"{who} {does} {what} {how}." for who, does, what, how in parts)


_SHEETS = "goodterms.parting.contract.clauses.en"


def _examples(name: str) -> Iterator[str]:
    """What a sheet must catch; each as a text, or with its value."""
    for one in shelf.toml(_SHEETS, name).get("caught", ()):
        yield " ".join((one if isinstance(one, str) else one["text"] if "text" in one else one[0]).split())


def _pdf(pages: list[list[str]]) -> bytes:
    """A PDF of plain rows in Courier."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>",
    ]
    for number, rows in enumerate(pages):
        shown = "".join(f"({_escaped(row)}) Tj T*\n" for row in rows)
        drawn = f"BT /F 10 Tf 15 TL 40 790 Td\n{shown}ET"
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>",
            f"<</Length {len(drawn.encode('cp1252', 'replace'))}>>\nstream\n{drawn}\nendstream",
        ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252", "replace")
    rows_of = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + rows_of
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(objects) + 1,
            len(out),
        )
    )


def _escaped(row: str) -> str:
    return row.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
