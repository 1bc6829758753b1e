"""By which playbook are clients judged?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from goodterms.records.book import Book
    from goodterms.review.playbook import Playbook
    from goodterms.terms.evidence import Problem


class WhichPlaybook(NamedTuple):
    """The name of a playbook, empty for the freelancer's own choice, and the folder of their own sheets."""

    name: str = ""
    own: Path | None = None


OWN_CHOICE = WhichPlaybook()


def loaded(book: Book, by: WhichPlaybook) -> tuple[Playbook, tuple[Problem, ...]]:
    """That playbook with the freelancer's own numbers in it, and what could not be used of either."""
    # Not imported before it is needed: see `goodterms.desk.reviewing`.
    from goodterms.review.playbook import load  # noqa: PLC0415

    return load(by.name or book.freelancer.playbook, by.own, book.freelancer.rules)


def numbers_of(book: Book, by: WhichPlaybook) -> Playbook:
    """The same without what could not be used, which a review tells."""
    return loaded(book, by)[0]
