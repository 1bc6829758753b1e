"""What of that which mails settled still holds when two part? The notice, the law, the deposit.

Only the mails that may speak of these are read, and those around them, in which it is answered: years of
mails take as long as a few.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache, reduce
from operator import or_
from typing import NamedTuple

from goodterms.parting.contract.matching import Phrase, is_said, needs
from goodterms.parting.dossier import sheets
from goodterms.parting.dossier.model import Term
from goodterms.parting.dossier.reading import language_of, terms_in_fact
from goodterms.records.model import Message

LASTING = ("notice_period", "governing_law", "deposit")
MOST = 150
"""Mails that are read, the latest."""
BEFORE, AFTER = 2, 8
"""Mails around one that may speak of these."""
_WORD = re.compile(r"\w+")


def lasting_terms(
    messages: Iterable[Message], me: Collection[str], client: Collection[str]
) -> tuple[Term, ...]:
    """The terms of LASTING that the two agreed on and that nothing superseded since, job by job. `me` and
    `client` are addresses."""
    mails = sorted(
        (one for one in messages if one.channel == "email" and one.text.strip() and not one.automatic),
        key=lambda one: one.sent_at,
    )
    language = language_of(mails[-MOST:])
    if language not in sheets.spoken():
        return ()
    chosen = [mails[at] for at in _chosen(mails, language)]
    found = terms_in_fact(chosen, language, me, client) if chosen else None
    told = found.terms if found else ()
    return tuple(one for one in told if one.term.what in LASTING and not one.term.is_superseded)


def _chosen(mails: Sequence[Message], language: str) -> list[int]:
    """The places of the mails that may speak of what lasts, and of those around them."""
    wanted: set[int] = set()
    for at, one in enumerate(mails):
        said = reduce(or_, (_answers(word, language) for word in set(_WORD.findall(one.text.lower()))), 0)
        if any(asked & said == asked for asked in _asked(language).phrases):
            wanted.update(range(max(at - BEFORE, 0), min(at + AFTER + 1, len(mails))))
    return sorted(wanted)[-MOST:]


class _Asked(NamedTuple):
    """Sets of words of which a mail must have one, and which of the sets each phrase asks for, as bits."""

    sets: tuple[frozenset[str], ...]
    phrases: tuple[int, ...]


@cache
def _asked(language: str) -> _Asked:
    """What the phrases for one of these ask of a mail, values aside."""
    topics = sheets.speech(language).topics
    told = [list(_needed(phrase)) for what in LASTING for phrase in topics[what].phrases]
    sets = tuple(dict.fromkeys(words for needed in told for words in needed))
    return _Asked(sets, tuple(sum(1 << sets.index(words) for words in set(needed)) for needed in told))


def _needed(phrase: Phrase) -> Iterator[frozenset[str]]:
    for part in phrase.parts:
        yield from (words for words in needs(part) if not any(one.isupper() for one in words))


@lru_cache(maxsize=50_000)
def _answers(word: str, language: str) -> int:
    """In which of the sets a word is, as bits."""
    sets = enumerate(_asked(language).sets)
    return sum(1 << at for at, words in sets if any(is_said(one, word) for one in words))
