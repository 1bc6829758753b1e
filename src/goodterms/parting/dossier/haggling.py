"""Which sums do two mean who haggle and name no currency, and which day is "the 20th"?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.tokens import Amount, Token
from goodterms.parting.dossier.saying import Said
from goodterms.parting.dossier.sheets import Speech

_RECENT = 2
"""Mails after one that named a price, in which a bare number may be another."""
_FACTOR = 2
"""How many times more or less than it such a number may be."""
_ANSWERS = ("accept", "refuse", "wish", "dear")


class Sum(NamedTuple):
    """A price as `values.shown` writes it, with the number of the mail that names it."""

    value: str
    mail: int
    is_open: bool
    """Was it asked for, or refused?"""


def with_bare_day(said: Said, before: Sequence[Said], speech: Speech) -> Said:
    """The sentence with the number of a day as that day, where the mail before it named it."""
    named = [one.value for each in before for one in each.row.tokens if one.text == "DATE"]
    if not named or said.asks:
        return said
    meant = {str(one.day): one for one in named if isinstance(one, date)}
    leading: Sequence[str] = speech.told["days"].get("before_day", ())

    def read(row: Row) -> Row:
        found = list(row.tokens)
        for at, one in enumerate(found[1:], 1):
            if one.text == "NUMBER" and one.said in meant and found[at - 1].text in leading:
                found[at] = one._replace(text="DATE", value=meant[one.said])
        return Row(found)

    return said._replace(row=read(said.row), parts=tuple(map(read, said.parts)))


def with_bare_sum(said: Said, price: Sum | None, speech: Speech) -> Said:
    """The sentence with numbers that end a part of it as sums, where it asks for another price than the one
    named just before, or answers one."""
    if price is None or said.mail - price.mail > _RECENT or not (price.is_open or _haggles(said, speech)):
        return said
    amount, _, currency = price.value.partition(" ")
    bare = {row.tokens[-1].start for row in said.parts if _is_like(row.tokens[-1], Decimal(amount))}

    def read(row: Row) -> Row:
        return Row([_as_sum(one, currency) if one.start in bare else one for one in row.tokens])

    return said._replace(row=read(said.row), parts=tuple(map(read, said.parts))) if bare else said


def _haggles(said: Said, speech: Speech) -> bool:
    return said.asks or any(speech.says(said.row, "stance", one) for one in _ANSWERS)


def _is_like(token: Token, amount: Decimal) -> bool:
    """Is it a plain number of the size of that sum?"""
    is_number = token.text == "NUMBER" and isinstance(token.value, Decimal) and token.said[0].isdigit()
    return is_number and isinstance(token.value, Decimal) and amount <= token.value * _FACTOR <= amount * 4


def _as_sum(token: Token, currency: str) -> Token:
    value = token.value
    return (
        token._replace(text="MONEY", value=Amount(value, currency)) if isinstance(value, Decimal) else token
    )
