"""I have our contract as a Word document (.docx).

What stands in it is read by `goodterms.records.documents.word`.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.documents import contract_words, word
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

TITLE = "Contract (Word)"
READS = (
    "Word documents (.docx) whose text is a contract in English, French, Dutch or Vietnamese: paragraphs, "
    "tables and automatic numbers; not headers, footers, comments, notes and macros, and no other Word "
    "document."
)
GIVES = ("contract",)


def recognises(source: Source) -> bool:
    return word.is_word(source)


def read(source: Source) -> Iterator[Record | Problem]:
    text, problems = word.text_of(source)
    yield from problems
    if text:
        yield from contract_words.read(source, text, "paragraph 1")
