"""I have our contract as a text, in Markdown or plain.

Recognised by what it says: it calls itself a contract, binds two sides and settles what contracts settle
(`goodterms.records.documents.contract_words`). A letter, an article or a list about contracts is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.documents import contract_words
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Contract (text, Markdown)"
READS = (
    "Text and Markdown files that are a contract in English, French, Dutch or Vietnamese: all of the text as "
    "it stands; not letters, notes and articles."
)
GIVES = ("contract",)
_OTHER = lazy(r"\s*(?:<|\{|\[[\d{]|%PDF-|From )")
"""How markup, JSON, chats, PDFs and mailboxes begin."""
LIKELY = 0.9
"""What is sure of its form (a mail, a chat, a table) goes before."""


def recognises(source: Source) -> float:
    text = source.first
    if "\0" in text or _OTHER.match(text):
        return 0
    return LIKELY if contract_words.signs(text) else 0


def read(source: Source) -> Iterator[Record | Problem]:
    text = source.text
    yield from contract_words.read(source, text, "line 1")
    at = text.find("\ufffd")
    if at >= 0:
        yield source.problem(f"line {text.count(chr(10), 0, at) + 1}", "csv.broken_text")
