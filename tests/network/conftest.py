"""A network of two hundred invented freelancers, packed once, and what each one's own review says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from goodterms import desk
from goodterms.faces.network import document
from goodterms.network.consent import Consent
from goodterms.network.deciding import Asked
from goodterms.network.packing import Source, freelancer_of, pack, shared_book
from goodterms.network.pseudonyms import Owner
from goodterms.network.results import Results
from goodterms.network.shelves import Shelves, make_shelves
from goodterms.records.book import Book
from network.invented import AS_OF, network

ASKED = Asked(AS_OF, partial(document, language="en"))


class Packed(NamedTuple):
    """Tables, and where they come from."""

    folders: list[Path]
    shelves: Shelves
    owner: Owner


class Own(NamedTuple):
    """One freelancer: what is shared, their Book, what of it is packed."""

    shared: Consent
    book: Book
    packed: Book


def packed(place: Path, number: int, buckets: int) -> Packed:
    folders = network(place / "people", number)
    owner = Owner(place / "owner")
    shelves = make_shelves(place / "tables", buckets)
    assert pack(folders, shelves, owner, AS_OF).problems == ()
    return Packed(folders, shelves, owner)


@pytest.fixture(scope="session")
def everybody(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    return packed(tmp_path_factory.mktemp("everybody"), 200, 8)


@pytest.fixture(scope="session")
def some(tmp_path_factory: pytest.TempPathFactory) -> Packed:
    """Twelve people, in four parts: for tests that change nothing."""
    return packed(tmp_path_factory.mktemp("some"), 12, 4)


def own(of: Packed, folder: Path) -> Own:
    """What a freelancer has, read once: their files do not change."""
    return _own(of.owner, folder)


@cache
def _own(owner: Owner, folder: Path) -> Own:
    names = owner.pseudonyms()
    book, shared, veiled, _ = shared_book(Source(folder, freelancer_of(folder, names)), names)
    return Own(shared, book, veiled)


def alone(book: Book, day: date = AS_OF, *, is_today: bool = False) -> Any:
    """What `goodterms review --json` says of a Book."""
    return json.loads(json.dumps(ASKED.document(desk.review(book, day, is_today=is_today))))


@pytest.fixture(scope="session")
def expected(everybody: Packed) -> Mapping[str, Any]:
    """By pseudonym, each one's own review of the records as they share them."""
    names = everybody.owner.pseudonyms()
    return {freelancer_of(one, names): alone(own(everybody, one).packed) for one in everybody.folders}


def told(folder: Path, buckets: int) -> dict[str, Any]:
    """By pseudonym, what the results say; each freelancer once."""
    results, found = Results(folder), {}
    for bucket in range(buckets):
        for line in results.people(bucket) if results.head(bucket) else ():
            assert line["freelancer"] not in found
            found[line["freelancer"]] = line["review"]
    return found
