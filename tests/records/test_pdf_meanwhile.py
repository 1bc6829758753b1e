"""While one process takes a PDF apart, the other can do what it has to do anyway."""

from __future__ import annotations

import pytest

from goodterms.records.documents import pdf
from goodterms.records.documents.texts import text_of
from goodterms.records.source import Source
from pdfs import pdf_of


def source(text: str) -> Source:
    return Source("terms.pdf", pdf_of([text]))


def test_what_is_to_be_done_meanwhile_is_done_once() -> None:
    """The text is the same, whether the process was started before or not."""
    done: list[str] = []
    pdf.begin()
    text, problems = text_of(source("We meet in May."), lambda: done.append("once"))
    assert (text.strip(), list(problems), done) == ("We meet in May.", [], ["once"])
    assert text_of(source("We meet in May."))[0] == text


def test_what_goes_wrong_meanwhile_leaves_no_answer_behind() -> None:
    """The next file is not given the answer of the one before."""

    def fails() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        text_of(source("Of the first."), fails)
    assert text_of(source("Of the second."))[0].strip() == "Of the second."
