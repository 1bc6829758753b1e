"""Which contracts and mails lie where somebody points, and what do the contracts say?

Each file is opened once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goodterms.faces import mailed

if TYPE_CHECKING:
    from goodterms.parting.model import Contract
    from goodterms.records.model import Correction
    from goodterms.terms.evidence import Problem

# Commands import what they use when they run: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

_DOCUMENTS = frozenset({".pdf", ".docx"})
_TEXTS = frozenset({".txt", ".md", ".markdown"})


class Paper(NamedTuple):
    """A document with its text, and what could not be read of it."""

    path: Path
    text: str
    problems: tuple[Problem, ...] = ()


class Given(NamedTuple):
    """What was pointed at."""

    papers: tuple[Paper, ...]
    mails: tuple[Path, ...]
    """Mails, mailboxes and folders of them."""


def opened(paths: Sequence[Path], language: str) -> Given:
    """The documents and mails at these paths. Of a folder the documents that look like contracts, and its
    mails; what else is a PDF or a Word document there is told."""
    papers: list[Paper] = []
    mails = [one for one in paths if mailed.is_mail(one) and not one.is_dir()]
    for path in paths:
        if path.is_dir():
            found = list(_in_folder(path, language))
            papers += found
            mails += [path] if mailed.has_mail(path) or not found else []
        elif not mailed.is_mail(path):
            papers.append(_paper(path, language))
    return Given(tuple(papers), tuple(mails))


def _in_folder(folder: Path, language: str) -> Iterator[Paper]:
    """Its contracts, and its documents that seem to be none; texts that are none only where all are so."""
    from goodterms.records.documents.contract_words import signs
    from goodterms.records.finding import files_of

    places = [folder / name for name in files_of(folder)]
    every = [_paper(one, language) for one in places if one.suffix.lower() in _DOCUMENTS | _TEXTS]
    taken = [one for one in every if signs(one.text)]
    is_all = not taken and not mailed.has_mail(folder)
    for one in every:
        if one in taken or (one.problems and not one.text):
            yield one
        elif is_all or one.path.suffix.lower() in _DOCUMENTS:
            yield Paper(one.path, "", (*one.problems, _problem(one.path, "contract.not_taken")))


def _paper(path: Path, language: str) -> Paper:
    """A file's text; what could not be read of it is told.

    The process that takes a PDF apart starts while the reader of contracts is loaded, and works while that
    loads the sheets of the likeliest language.
    """
    from goodterms.records.documents import pdf

    if path.suffix.lower() == ".pdf":
        pdf.begin()
    from goodterms.parting.contract.reading import prepare
    from goodterms.records.documents.texts import text_of
    from goodterms.records.source import Source

    try:
        content = path.read_bytes()
    except OSError as error:
        return Paper(path, "", (_problem(path, "contract.cannot_open", detail=error.strerror or ""),))
    if not content.strip():
        return Paper(path, "", (_problem(path, "contract.no_words"),))
    text, problems = text_of(Source(str(path), content, path), lambda: prepare(language))
    return Paper(path, text, tuple(problems))


def _problem(path: Path, key: str, **values: str) -> Problem:
    from goodterms.terms.evidence import Problem

    return Problem(str(path), "", key, values)


def contract_of(paper: Paper, language: str, said: Iterable[Correction]) -> Contract:
    """A document as a contract; what could not be read of it is among its problems."""
    from goodterms.parting.contract.reading import read_contract
    from goodterms.parting.model import Contract

    if not paper.text.strip():
        return Contract(str(paper.path), "", paper.text, problems=paper.problems)
    found = read_contract(paper.text, language, str(paper.path), said)
    return found._replace(problems=(*paper.problems, *found.problems))
