"""How are messages read whose writer leaves all accents out?

In a chat many Vietnamese type "em oi xong chua" for "em ơi xong chưa?". A sheet of phrases with a table
`bare` names the acts that are looked for in such a message too; of their phrases a second sheet is made,
without accents. Acts are named there where few words become another one. An insult is not: "ngủ" (to sleep)
without accents is one, so a bare message is hostile by the phrases of a table `bare.hostile` only. A word
under `apart` keeps its accents, and is found in no bare message: "nhưng" (but) and "những" (the plural) would
be one. So is one without accents that is named there: "chi" (to spend) would be "chị" (you).

A message with a single accented letter is read with all of its accents, and by its own sheet only.

>>> is_bare("em oi xong chua?"), is_bare("em ơi xong chưa?"), is_bare("42")
(True, False, False)
>>> bare = {"acts": ["chaser"], "apart": ["nhưng"]}
>>> bare_tables({"bare": bare, "chaser": {"phrases": ["(xong|nhưng) chưa ?"]}})["chaser"]
{'phrases': ['(xong|nhưng) chua ?'], 'unless': []}
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from goodterms.terms.languages import nfc

_WORD = re.compile(r"[^\s()|~^$#?!*\"]+")
_PARTS = ("phrases", "unless")


def is_bare(text: str) -> bool:
    """Does a text have letters, and none beyond a to z?"""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(char.isascii() for char in letters)


def without_accents(text: str) -> str:
    """A text as it is typed without accents: "Đã xong chưa?" as "Da xong chua?"."""
    plain = unicodedata.normalize("NFD", nfc(text).replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in plain if not unicodedata.combining(char))


def bare_tables(tables: Mapping[str, Any]) -> dict[str, Any]:
    """A sheet's tables for messages without accents; {} where it reads none."""
    bare = tables.get("bare")
    if not bare:
        return {}
    spelling = {nfc(word): said for word, said in tables.get("spelling", {}).items()}
    own = frozenset(word for word in spelling if word.isascii())
    rewrite = _rewriting(spelling, frozenset(bare["apart"]) | own)
    made = {act: _rewritten(tables[act], rewrite) for act in bare["acts"]}
    made |= {act: {"phrases": table["phrases"]} for act, table in bare.items() if isinstance(table, Mapping)}
    return {"spelling": _bare_spelling(spelling, _words(made)), **made}


def _words(tables: Mapping[str, Mapping[str, Iterable[str]]]) -> set[str]:
    phrases = (phrase for table in tables.values() for part in table.values() for phrase in part)
    return {word for phrase in phrases for word in _WORD.findall(phrase)}


def _rewritten(table: Mapping[str, Any], rewrite: Callable[[re.Match[str]], str]) -> Mapping[str, list[str]]:
    return {part: [_WORD.sub(rewrite, nfc(phrase)) for phrase in table.get(part, ())] for part in _PARTS}


def _rewriting(spelling: Mapping[str, str], apart: frozenset[str]) -> Callable[[re.Match[str]], str]:
    """Each word of a phrase as the sheet reads it, then without accents. Found nowhere: a word that is kept
    apart, or that without its accent would be read as another."""

    def plain(word: str) -> str:
        without = without_accents(word)
        return _nowhere(word) if word in apart or without in apart else without

    return lambda word: " ".join(map(plain, (spelling.get(word[0]) or word[0]).split()))


def _nowhere(word: str) -> str:
    """A word as no message without accents has it."""
    return word + "ă" if word.isascii() else word


def _bare_spelling(spelling: Mapping[str, str], used: set[str]) -> dict[str, str]:
    """What words are read as: those that have no accent anyway, and those that are no word of a phrase."""
    read = {word: without_accents(said) for word, said in spelling.items()}
    plain = {without_accents(word): said for word, said in read.items()}
    own = {word: said for word, said in read.items() if word.isascii()}
    return {word: said for word, said in plain.items() if word not in used} | own
