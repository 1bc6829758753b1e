"""What does this text look like? Regular expressions that are compiled when they are first asked.

A program that reads one file asks a few of some hundred; to compile them all takes longer than to read it.

>>> DAY = lazy(r"(\\d{4})-(\\d\\d)-(\\d\\d)")
>>> DAY.match("2026-03-04")[2]
'03'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, AnyStr, cast

_METHODS = ("match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer")


class _Lazy:
    """A pattern that has not been compiled yet. Its methods become its own attributes when one is first used,
    so that later calls cost what they cost on a compiled pattern."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._told = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(*self._told)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The same as `re.compile`, when the time comes; a broken pattern is told only then."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of these phrases as whole words, in whatever case, the longest first; a word that ends with `*` is
    any word that begins so.

    >>> any_of(["web shop", "logo*"]).findall("Logos for a web  shop, no webshop")
    ['Logos', 'web  shop']
    """
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    ways = "|".join(
        re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in longest_first
    )
    return re.compile(rf"(?<!\w)(?:{ways})(?!\w)", re.IGNORECASE)
