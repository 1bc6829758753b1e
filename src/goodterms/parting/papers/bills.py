"""Does a message name one of these bills? What is quoted in a file for others must not be a private mail.

A number counts as a whole and however it is spaced; one that may as well be a day, a year or a size, only
behind a word for an invoice (`invoice no. 12`) or a `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from goodterms.parting.papers.sheets import pattern, plain
from goodterms.records.settled.names import plain_number
from goodterms.records.settled.numbers import Named, numbers_in
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

DIGITS = 4
"""Digits from which a number alone may mean an invoice."""
PREFIX = 2
"""Letters from which a number has a name of its own: `INV-7`."""
NEAR = 40
"""Letters before a number in which a word for an invoice is looked for."""
_DAY = lazy(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?")
_APART = lazy(r"[.!?,;:]\s|\n")
_GOES_ON = lazy(r"\w|[-/.,:]\d")
_CAME_BEFORE = lazy(r"\d[-/.,:]?$")


def names_one(text: str, numbers: Iterable[str]) -> bool:
    """Does a text name a bill of one of these numbers?"""
    known = {plain_number(number) for number in numbers} - {""}
    said = nfc(text)
    return any(_is_bill(said, found) for found in numbers_in(said, known))


def _is_bill(text: str, found: Named) -> bool:
    before = text[max(found.start - NEAR, 0) : found.start]
    is_part = _CAME_BEFORE.search(before) or _GOES_ON.match(text, found.end)
    if is_part or _APART.search(text, found.start, found.end):
        return False
    return not _is_short(found.number) or _word_before().search(plain(before)) is not None


def _is_short(number: str) -> bool:
    """May it as well be a day, a year, a sum or a size?"""
    digits = sum(letter.isdigit() for letter in number)
    is_bare = len(number) - digits < PREFIX
    return (is_bare and digits < DIGITS) or _DAY.fullmatch(number) is not None


@cache
def _word_before() -> re.Pattern[str]:
    """A word for an invoice, perhaps with one for a number behind it; or a `#`."""
    return re.compile(rf"(?:#|{pattern('invoice').pattern}[\s:]*(?:{pattern('number').pattern}[\s:]*)?)\s*$")
