"""Which words of a line are the number of its page?

Running heads and feet are the same on every page but for that number. Other numbers in them tell them apart:
a fee on one page is not the fee on the next.
"""

from __future__ import annotations

import re

from goodterms.terms.patterns import lazy

EDGE = 3
"""Lines at the top and at the bottom of a page that may be running heads and feet."""
_MOST_PAGES = 0.5
_SHORTEST_SENTENCE = 4
_PAGE = r"(?:page|pagina|pag|trang|blz|pg|p)"
_OF = r"(?:/|of|sur|van|de|trên)"
_COUNT = r"(?:\d{1,4}|[ivxl]{1,6})"
_ALONE = lazy(rf"\W*(?:{_PAGE}\W{{0,2}})?({_COUNT})(?:\s*{_OF}\s*{_COUNT})?\W*$", re.IGNORECASE)
_WITHIN = lazy(
    rf"\b{_PAGE}\W{{0,2}}{_COUNT}\b(?:\s*{_OF}\s*\d{{1,4}}\b)?"
    rf"|(?:^|(?<=[\s|·•–—-]))\d{{1,3}}\s*{_OF}\s*\d{{1,3}}(?=\W*$)"
    r"|(?:(?<=\s[|·•–—-]\s)|(?<=\s\s)|(?<=\t))\d{1,4}(?=\W*$)"
    r"|^\W*\d{1,4}(?=\s[|·•–—-]\s|\s\s|\t)",
    re.IGNORECASE,
)
_STOPPED = lazy(r".*[.!?;][)”»\"’]*$")


def masked(line: str) -> str:
    """The line with a sign in place of the page's number, which is the same on every page.

    >>> masked("Harbour & Sons | 3"), masked("Page 3 of 9"), masked("Phase 3: 500 EUR")
    ('harbour & sons | #', '#', 'phase 3: 500 eur')
    """
    line = line.strip().casefold()
    return "#" if _ALONE.match(line) else _WITHIN.sub("#", line)


def page_number(line: str) -> int | None:
    """The number of the page, where a line says nothing else; 0 where it is in letters."""
    found = _ALONE.match(line.strip())
    return (int(found[1]) if found[1].isdigit() else 0) if found else None


def fewest(pages: int) -> float:
    """On how many pages of so many does a line stand that runs? On half of them, and on two at the least."""
    return max(2, _MOST_PAGES * pages)


def is_sentence(line: str) -> bool:
    """Does a line say something whole, which may settle something even where every page repeats it?"""
    return len(line.split()) >= _SHORTEST_SENTENCE and _STOPPED.match(line.strip()) is not None
