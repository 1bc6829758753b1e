"""I have our contract as a PDF.

The text of every page in the order in which it is read, with a form feed between pages: columns one after
the other, words that were cut in one piece, without running heads and page numbers. A PDF is asked for its
text where nobody else reads it; one that is no contract (an invoice without data in it, a letter) is a
problem that says so, and so is a scan, which has no text.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.documents import contract_words, texts
from goodterms.records.documents.pdf import is_pdf
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

TITLE = "Contract (PDF)"
READS = (
    "PDF files whose text is a contract in English, French, Dutch or Vietnamese: the text of every page; not "
    "scans, not files with a password, and no other PDF than contracts and e-invoices."
)
GIVES = ("contract",)
LAST_CHOICE = 0.1
"""Any PDF, where nobody else knows it."""


def recognises(source: Source) -> float:
    return LAST_CHOICE if is_pdf(source) else 0


def read(source: Source) -> Iterator[Record | Problem]:
    text, problems = texts.of_pages(source)
    if text:
        yield from contract_words.read(source, text, "page 1")
    yield from problems
