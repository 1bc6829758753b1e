"""Which sentences are an offer, what is its price for, and what of a sentence is beside the point?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.number_words import numbers
from goodterms.parting.contract.tokens import Token
from goodterms.parting.dossier.promising import owes
from goodterms.parting.dossier.saying import Said, about
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.dossier.values import TAKES, is_value, speaks

_NEAR = 9
_MUCH = 6
"""Words of a sentence that tells more than a price."""
_TELLS = 3
"""Words that tell one thing from another, in a sentence that says what the work is."""
_PRICED = frozenset({"price", "rate", "scope"})
_BUT = ("refuse", "condition")
_OFFERED = ("payment_term", "revision_limit", "deposit", "price")
"""A mail that speaks of one of these is an offer; the day for which it promises work is the deadline."""


def offers(said: Said, speech: Speech) -> bool:
    """Is it a sentence of an offer?"""
    is_priced = not said.asks and speech.says(said.row, "stance", "priced")
    return is_priced or any(speaks(what, said, speech) for what in _OFFERED)


class Work(NamedTuple):
    """The sentence of an offer that tells what it is for, as far as one can tell."""

    said: Said
    is_guess: bool
    """Is it only the one before the price?"""


def names_work(said: Said, speech: Speech) -> bool:
    """Does a sentence say what the work is? What the client is to give is none."""
    return speaks("scope", said, speech) and owes(said, speech) != "client"


def work_of(offer: Sequence[Said], speech: Speech) -> Work | None:
    """What an offer is for, where no sentence of it says that plainly: the one that tells of work, else
    the one right before the price, if it counts something or the price refers to it ("That costs")."""
    if any(names_work(one, speech) for one in offer):
        return None
    work = next((one for one in offer if _tells_work(one, speech)), None)
    if work is not None:
        return Work(work, is_guess=False)
    guess = _before_price(offer, speech)
    if guess is not None:
        return Work(guess, is_guess=True)
    priced = next((one for one in offer if _is_priced_work(one, speech)), None)
    return Work(priced, is_guess=False) if priced is not None else None


def _tells_work(said: Said, speech: Speech) -> bool:
    """Does it say what will be done, and settle nothing else but a price?"""
    is_plain = not said.asks and not any(speech.says(said.row, "stance", one) for one in _BUT)
    return is_plain and not _settles_more(said, speech) and speaks("work", said, speech)


def _settles_more(said: Said, speech: Speech) -> bool:
    """Does it speak of other terms than the work and its price, which may include expenses?"""
    has_price = any(one.text == "MONEY" for one in said.row.tokens)
    beside = _PRICED | {"expenses"} if has_price else _PRICED
    return any(speaks(one, said, speech) for one in TAKES if one not in beside)


def _is_priced_work(said: Said, speech: Speech) -> bool:
    """Does a sentence with a sum tell much besides? "Four labels, print files included, for £1,400"."""
    words = [one for one in about(said.row, speech) if not one[0].isdigit()]
    is_sum = any(one.text == "MONEY" for one in said.row.tokens)
    is_plain = not said.asks and not any(speech.says(said.row, "stance", one) for one in _BUT)
    is_much = len(words) >= speech.told.get("much", _MUCH)
    return is_sum and is_plain and is_much and not _settles_more(said, speech)


def _before_price(offer: Sequence[Said], speech: Speech) -> Said | None:
    for before, said in pairwise(offer):
        if any(one.text == "MONEY" for one in said.row.tokens):
            refers = speech.says(said.row, "stance", "refers")
            is_near = said.paragraph - before.paragraph <= 1
            return before if is_near and _is_work(before, speech, refers=refers) else None
    return None


def _is_work(said: Said, speech: Speech, *, refers: bool) -> bool:
    """Could it be the work? Its price `refers` to it, or it counts something."""
    words = said.row.tokens
    counts = refers or any(one.text == "NUMBER" or _is_many(one, speech) for one in words)
    settles = any(one.text in ("MONEY", "PERCENT") for one in words)
    is_other = said.asks or settles or any(speaks(one, said, speech) for one in TAKES)
    return counts and not is_other and len(about(said.row, speech)) >= _TELLS and "YOU" not in _said_of(words)


def _is_many(token: Token, speech: Speech) -> bool:
    """Is it a number in words, above one?"""
    return (numbers(speech.name).of_word(token.text) or 0) > 1


def _said_of(words: Sequence[Token]) -> frozenset[str]:
    return frozenset(one.text for one in words)


def plainly(said: Said, speech: Speech) -> Said:
    """The sentence without asides, its former values as mere words."""
    return _without_former(_without_asides(said, speech), speech)


def _without_former(said: Said, speech: Speech) -> Said:
    """The sentence with its former values as mere words: 14 July instead of 30 June."""
    former = {
        one.start
        for at, one in enumerate(said.row.tokens)
        if is_value(one)
        and speech.ends(Row(said.row.tokens[max(at - _NEAR, 0) : at + 1]), "stance", "former")
    }
    if not former:
        return said

    def plain(row: Row) -> Row:
        return Row(
            [one._replace(text="FORMER", value=None) if one.start in former else one for one in row.tokens]
        )

    return said._replace(row=plain(said.row), parts=tuple(map(plain, said.parts)))


def _without_asides(said: Said, speech: Speech) -> Said:
    """The sentence without what it says of extras, of how long an offer stands, of other jobs."""
    if speech.says(said.row, "stance", "aside"):
        parts = tuple(row for row in said.parts if not speech.says(row, "stance", "aside"))
        parts = parts if len(parts) < len(said.parts) else ()
        return said._replace(parts=parts, row=Row([one for row in parts for one in row.tokens]))
    return said
