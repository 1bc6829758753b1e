"""Where on each page of a text do its own lines begin and end, between the running head and the foot?

A head is made of the outermost lines that most pages have with the same words, but for the page's number;
what the same words are further inside belongs to the text. No page is taken for a head alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from goodterms.records.documents.running import EDGE, fewest, masked, page_number


class Raw(NamedTuple):
    """A line as it stands, and where."""

    at: int
    text: str


def ends(pages: Sequence[Sequence[Raw]]) -> list[tuple[int, int]]:
    """The first and the last line of each page that are its own."""
    said = [[n for n, one in enumerate(page) if one.text.strip()] for page in pages]
    if len(pages) == 1:
        return [(0, len(pages[0]))]
    words = [[pages[n][at].text for at in page] for n, page in enumerate(said)]
    heads = _heads(words)
    feet = _heads([page[::-1] for page in words])
    return [_own(page, head, foot) for page, head, foot in zip(said, heads, feet, strict=True)]


def _own(said: Sequence[int], head: int, foot: int) -> tuple[int, int]:
    if head + foot >= len(said):
        return (said[0], said[-1]) if said else (0, 0)
    return said[head], said[len(said) - foot - 1]


def _heads(pages: Sequence[Sequence[str]]) -> list[int]:
    """How many lines from the edge of each page run."""
    needed = fewest(sum(bool(page) for page in pages))
    often = Counter(key for page in pages for key in {masked(line) for line in page[:EDGE]})

    return [
        _count(page[:EDGE], number, {key for key, times in often.items() if times >= needed})
        for number, page in enumerate(pages, 1)
    ]


def _count(edge: Sequence[str], number: int, running: Collection[str]) -> int:
    """How many lines run, from the outermost on; the page's own number alone does in any case."""
    count = 0
    while count < len(edge) and (masked(edge[count]) in running or page_number(edge[count]) == number):
        count += 1
    return count
