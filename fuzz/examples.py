"""Which files are there to damage? The examples that lie beside every importer's expectations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from goodterms.records.finding import SHELF
from goodterms.terms import shelf

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "records" / "importers"
_EXPECTED = ".expected.json"
_LONGEST_TOKEN = 200
_TOKENS_OF_A_FILE = 400
_TOKEN = re.compile(rb"<[^<>\n]{1,80}>|[\w:@./+-]{2,40}|[^\w\s]{1,4}")


class Example(NamedTuple):
    """One file that an importer reads."""

    name: str
    data: bytes


class Target(NamedTuple):
    """Who is to read damaged files: the importer's name, its module, and the files to damage."""

    importer: str
    module: str
    examples: tuple[Example, ...]


@cache
def targets() -> dict[str, Target]:
    """Every importer that has examples, by its name; nothing here lists them."""
    every = (Target(name, f"{SHELF}.{name}", _examples_of(name)) for name in shelf.names(SHELF, ".py"))
    return {target.importer: target for target in every if target.examples}


def _examples_of(importer: str) -> tuple[Example, ...]:
    files = sorted(path for path in (FOLDER / importer).glob("*") if path.is_file())
    return tuple(Example(path.name, path.read_bytes()) for path in files if _EXPECTED not in path.name)


@cache
def every_example() -> tuple[Example, ...]:
    """The examples of all importers."""
    return tuple(example for target in targets().values() for example in target.examples)


@cache
def tokens() -> tuple[bytes, ...]:
    """Lines, tags, headings, words and signs of all examples, each once."""
    return tuple(sorted({token for example in every_example() for token in _tokens(example.data)}))


def _tokens(data: bytes) -> Iterator[bytes]:
    if data.startswith((b"PK", b"%PDF")):
        return
    yield from (line for line in data.splitlines(keepends=True) if len(line) <= _LONGEST_TOKEN)
    yield from _TOKEN.findall(data)[:_TOKENS_OF_A_FILE]
