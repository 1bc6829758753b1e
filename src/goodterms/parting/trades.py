"""What do they need somebody for? Told from what the pieces of work are called (M64, M65).

>>> trades_in("Poster and website"), trades_in("Phase 2")
(('design', 'development'), ())
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from goodterms.records.book import Book
from goodterms.terms import shelf
from goodterms.terms.languages import fold, nfc
from goodterms.terms.patterns import any_of

SEVERAL = 3
"""Trades, each with pieces enough, that are more than one specialist has."""
ENOUGH = 2
"""Pieces of work from which a trade is theirs, not a single favour."""

SHARE = 3
"""Of so many pieces at least one has to say what it is."""


class Need(NamedTuple):
    """What a client needs somebody for."""

    trades: tuple[str, ...]
    """Those that stand out: one, or several; none where nobody can tell."""
    pieces: int
    """Of work, that say so."""


def need_of(own: Book, client: str) -> Need:
    """The one trade that most pieces of work are of, or the several that they need. None where less than a
    third of the pieces say so: the others may be anything."""
    pieces = _pieces(own, client)
    found = [told for piece in pieces if (told := trades_in(piece))]
    if SHARE * len(found) < len(pieces):
        return Need((), 0)
    counts = Counter(trade for told in found for trade in told)
    often = tuple(
        trade for trade in sorted(counts, key=lambda one: (-counts[one], one)) if counts[trade] >= ENOUGH
    )
    if len(often) >= SEVERAL:
        return Need(often, len(found))
    stands_out = [
        trade for trade in often if all(counts[trade] > counts[one] for one in counts if one != trade)
    ]
    is_most = any(2 * counts[trade] > len(found) for trade in stands_out)
    return Need((stands_out[0],), counts[stands_out[0]]) if is_most else Need((), 0)


def _pieces(own: Book, client: str) -> set[str]:
    """What each piece of work is called, without the client's name; nothing that is only counted."""
    theirs = set(fold(client).split())
    named = [filed.record.name for filed in own.deliverables]
    named += [filed.record.project for filed in own.hours]
    told = (" ".join(word for word in nfc(name).split() if not _is_theirs(word, theirs)) for name in {*named})
    return {piece for piece in told if any(char.isalpha() for char in piece)}


def _is_theirs(word: str, theirs: Collection[str]) -> bool:
    said = fold(word).split()
    return bool(said) and all(part in theirs for part in said)


def trades_in(text: str) -> tuple[str, ...]:
    """The trades that a name of a piece of work tells, in any language."""
    told = nfc(text)
    return tuple(trade for trade, words in _words().items() if words.search(told))


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    sheet = shelf.toml("goodterms.parting", "trades")
    return {
        trade: any_of(nfc(phrase) for phrases in told.values() for phrase in phrases)
        for trade, told in sheet.items()
    }
