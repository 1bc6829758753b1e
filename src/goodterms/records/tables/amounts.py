"""How much is 1.250, and how much is (45,00)?

A mark before exactly three digits may group thousands or begin decimals: a cell alone does not say. The
cells of a column together nearly always do, because 12,50 and 1.250,00 can be read in one way only.

>>> proven_mark("1.250,00"), proven_mark("12.5"), proven_mark("1.250")
(',', '.', '')
>>> str(read_amount("1.250", ",")), str(read_amount("1.250", "."))
('1250', '1.2500')
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from goodterms.terms import money
from goodterms.terms.patterns import lazy

LONGEST = 40
"""Characters of a cell that holds a sum; what is longer holds something else."""
_MARKED = lazy(r"\d[.,]\d")
_NUMBER = lazy(r"[^\w.,]{0,4}(?:[A-Za-z]{3}\s?)?[^\w.,]{0,3}(\d[\d.,'’\s]*)(?<=\d)[^\d.,]{0,6}")
_OPEN = lazy(r"[1-9]\d{0,2}([.,])\d{3}")
_GROUPED_ONLY = lazy(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})+")
_DECIMALS = lazy(r"(?:\d{1,3}(?:,\d{2,3})*|\d+|\d{1,3}(?:\.\d{3})*)([.,])\d+")
_BACK = lazy(r"(?<=\d)\s*(?:(cr|\+)|(dr|db))\.?$", re.IGNORECASE)
_DONG = lazy(r"vnđ|đồng", re.IGNORECASE)


def read_amount(text: str, mark: str = "") -> Decimal | None:
    """The number that a written amount means where `mark` begins the decimals; None where it is none.

    Minus signs before and after, brackets and a DR behind it make it negative.
    """
    text, sign = _DONG.sub("₫", text), 1
    if found := _BACK.search(text):
        text, sign = text[: found.start()], -1 if found[2] else 1
    if mark and open_mark(text) == mark:
        last = max(at for at, letter in enumerate(text) if letter.isdigit())
        text = f"{text[: last + 1]}0{text[last + 1 :]}"  # four decimals are no group
    amount = money.read_amount(text)
    return None if amount is None else amount * sign


def open_mark(text: str) -> str:
    """The mark that may group thousands or begin decimals; nothing where the amount leaves no doubt."""
    found = _OPEN.fullmatch(_digits(text))
    return found[1] if found else ""


def proven_mark(text: str) -> str:
    """The mark that can only begin decimals in this amount, or must because the other one groups."""
    number = _digits(text)
    if not number or _OPEN.fullmatch(number):
        return ""
    if found := _GROUPED_ONLY.fullmatch(number):
        return "," if found[1] == "." else "."
    whole = re.sub(r"['’\s]", "", number)
    found = _DECIMALS.fullmatch(whole)
    return found[1] if found and whole.count(found[1]) == 1 else ""


@cache
def home_mark(country: str) -> str:
    """The mark before decimals in a country (ISO 3166) where all its languages agree, by CLDR; else nothing.

    >>> home_mark("BE"), home_mark("US"), home_mark("CA")
    (',', '.', '')
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only for a column that leaves it open
    from babel.languages import get_official_languages  # noqa: PLC0415 - the same

    marks = set()
    for language in get_official_languages(country, de_facto=True):
        try:
            symbols = Locale.parse(f"{language}_{country}").number_symbols
        except (UnknownLocaleError, ValueError):
            continue
        marks.add(symbols.get("latn", {}).get("decimal", ""))
    return marks.pop() if len(marks) == 1 else ""


def _digits(text: str) -> str:
    """The digits of an amount and what stands between them; nothing where the text is no amount."""
    if len(text) > LONGEST or not _MARKED.search(text):
        return ""
    found = _NUMBER.fullmatch(_BACK.sub("", text.strip()))
    return found[1] if found else ""
