"""What does this document say, whatever it is?

For somebody who points at a file: its text with a form feed between pages, and what kept (part of) it from
being read. Nobody asks here whether it is a contract; importers do (`contract_words`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from goodterms.records.documents import pdf, word
from goodterms.records.documents.contract_words import whole
from goodterms.records.source import Source, decode
from goodterms.terms.evidence import Problem


def text_of(source: Source, meanwhile: Callable[[], object] = bool) -> tuple[str, Sequence[Problem]]:
    """The text of a PDF, a Word document, or a file of text, NFC and with plain line ends.

    `meanwhile` is what the caller has to do in any case: it is done while another process takes a PDF apart.

    The problems are those of `pdf.pages` and `word.text_of`; `document.no_text` where nothing is written,
    `document.page_without_text` at a page of it, `document.no_document` where it is none of the three, and
    `document.too_long` where it was cut.
    """
    text, problems = _read(source, meanwhile)
    text, cut = whole(source, text)
    return text, [*problems, *cut]


def _read(source: Source, meanwhile: Callable[[], object]) -> tuple[str, list[Problem]]:
    if pdf.is_pdf(source):
        return of_pages(source, meanwhile)
    if word.is_word(source):
        return word.text_of(source)
    if b"\0" in source.head[:1024] and not source.head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "", [source.problem("", "document.no_document")]
    text = decode(bytes(source.data))
    return (text, []) if text.strip() else ("", [source.problem("", "document.no_text")])


def of_pages(source: Source, meanwhile: Callable[[], object] = bool) -> tuple[str, list[Problem]]:
    """The text of a PDF with a form feed between pages, and what kept (part of) it from being read."""
    texts, problems = pdf.pages(source, meanwhile)
    wordless = [number for number, text in enumerate(texts, 1) if not text.strip()]
    if len(wordless) == len(texts):
        return "", [*problems, *([source.problem("", "document.no_text")] if texts or not problems else [])]
    return "\f".join(texts), [
        *problems,
        *(source.problem(f"page {number}", "document.page_without_text") for number in wordless),
    ]
