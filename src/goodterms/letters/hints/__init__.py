"""By which small words is a name told, or a day? One sheet a language.

A sheet is TOML with lists of phrases, in lower case; a word that ends with `*` is any word that begins so.
`nothing`: names no thing by itself. `business`: money, contracts and trouble, nothing to look back on with
pleasure. `counted`: stands before a number that only counts. `joins`: stands between what was made and for
whom. `roles`: signs for an office, not for a person. `titles`: stands before a name. `together`: stands
between the names of two. `families`: names of families that stand before the given name, wherever the letter
goes. `dated`: stands between the number of an invoice and its day. All languages are read together: names
know no borders.
"""

from __future__ import annotations

import re
from functools import cache

from goodterms.terms import shelf
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import any_of


@cache
def told(kind: str) -> re.Pattern[str]:
    """A pattern of all phrases of one kind in all languages, as whole words."""
    return any_of(
        nfc(phrase)
        for language in shelf.names(__name__, ".toml")
        for phrase in shelf.toml(__name__, language)[kind]
    )


def holds(kind: str, text: str) -> bool:
    """Does a text (NFC) hold one of these phrases?"""
    return told(kind).search(text) is not None


def is_one(kind: str, text: str) -> bool:
    """Is a text (NFC) one of these phrases and nothing else?"""
    return told(kind).fullmatch(text) is not None


def without(kind: str, text: str) -> str:
    """A text (NFC) without these phrases."""
    return " ".join(told(kind).sub(" ", text).split())
