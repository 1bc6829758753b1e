"""Which sums do two mean who haggle and name no currency, and which day is "the 20th"?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator, Sequence
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
_UNIT = 4
"""Words, less than which tell what a sum is for: per week."""
_LEAST = 50
"""The least sum that is known again without its currency."""
_SMALLEST = 20
"""Which part of the price a deposit is at least."""
_ANSWERS = ("accept", "refuse", "wish", "dear", "haggle")


class Sum(NamedTuple):
    """A price as `values.shown` writes it, with the number of the mail that names it."""

    value: str
    mail: int
    is_open: bool
    """Was it asked for, or refused?"""

    def is_small(self, other: Sum | None) -> bool:
        """Is it far below the other, so that it is for something else?"""
        mine, theirs = (Decimal(one.value.partition(" ")[0]) if one else Decimal(0) for one in (self, other))
        return mine * _FACTOR < theirs


def with_bare_days(told: Iterable[Said], speech: Speech) -> Iterator[Said]:
    """The sentences, each number of a day that the mail before named as that day."""
    of_mail: dict[int, list[Said]] = {}
    ahead: list[date] = []
    for one in told:
        before = of_mail.get(one.mail - 1, [])
        ahead = [day for day in ahead if day >= one.message.sent_at.date()]
        read = _with_bare_day(one, before if before and before[0].writer != one.writer else (), ahead, speech)
        of_mail.setdefault(one.mail, []).append(read)
        ahead += _days(read)
        yield read


def _days(said: Said) -> Iterator[date]:
    return (one.value for one in said.row.tokens if one.text == "DATE" and isinstance(one.value, date))


def _with_bare_day(said: Said, before: Sequence[Said], ahead: Sequence[date], speech: Speech) -> Said:
    """The sentence with the number of a day as that day, where the mail before it named it, or one before
    that and it has not come yet."""
    days = [day for one in before for day in _days(one)]
    if not days and not ahead:
        return said
    numbered = {str(one.day): one for one in days}
    known = {str(one.day): one for one in ahead} | numbered
    meant = {} if said.asks else numbered
    leading: Sequence[str] = speech.told["days"].get("before_day", ())

    is_deadline = speech.topics["deadline"].place(said.row) is not None

    def read(row: Row) -> Row:
        found = list(row.tokens)
        for at, one in enumerate(found):
            if at and one.text == "NUMBER" and one.said in meant and found[at - 1].text in leading:
                found[at] = one._replace(text="DATE", value=meant[one.said])
            elif one.said.isdigit() and isinstance(one.value, date):
                of_month = _of_month(one.value, max(days)) if is_deadline and days else one.value
                found[at] = one._replace(value=known.get(one.said, of_month))
        return Row(found)

    return said._replace(row=read(said.row), parts=tuple(map(read, said.parts)))


def _of_month(day: date, named: date) -> date:
    """The day of that number in the month that was named, where that comes later."""
    is_in = day.day <= monthrange(named.year, named.month)[1]
    return max(day, named.replace(day=day.day)) if is_in else day


def with_bare_sum(said: Said, price: Sum | None, known: Iterable[str], speech: Speech) -> Said:
    """The sentence with bare numbers as sums: a price that was named, a deposit of it, or another price where
    it asks for one or answers one."""
    if price is None or said.mail - price.mail > _RECENT:
        return said
    named, _, currency = price.value.partition(" ")
    amount, haggles = Decimal(named), price.is_open or _haggles(said, speech)
    echoes = {one.removesuffix(f" {currency}") for one in (price.value, *known)}
    bare = {
        one.start
        for row in said.parts
        for at, one in enumerate(row.tokens)
        if _is_echo(one, echoes)
        or _is_deposit(row, at, amount, speech)
        or (haggles and _is_like(one, amount) and _ends(row, at, speech))
    }

    cents = {one.start for one in said.row.tokens if haggles and _is_cents(one, echoes)} - bare

    def read(row: Row) -> Row:
        whole = [_as_sum(one, currency) if one.start in bare else one for one in row.tokens]
        return Row([_as_sum(one, currency, 100) if one.start in cents else one for one in whole])

    return said._replace(row=read(said.row), parts=tuple(map(read, said.parts))) if bare | cents else said


def _haggles(said: Said, speech: Speech) -> bool:
    return said.asks or any(speech.says(said.row, "stance", one) for one in _ANSWERS)


def _number(token: Token) -> Decimal:
    """A plain number in digits; 0 where it is none."""
    is_plain = token.text == "NUMBER" and token.said[0].isdigit()
    return token.value if is_plain and isinstance(token.value, Decimal) else Decimal(0)


def _is_like(token: Token, amount: Decimal) -> bool:
    """Is it a plain number of the size of that sum?"""
    return amount <= _number(token) * _FACTOR <= amount * 4


def _ends(row: Row, at: int, speech: Speech) -> bool:
    """Does a number end a part of the sentence, but for what it is for: 370 a month?"""
    rest = row.tokens[at + 1 :]
    priced = Row([row.tokens[at]._replace(text="MONEY"), *rest])
    goes_on = bool(rest) and rest[0].text in speech.told.get("sums", {}).get("behind", ())
    return not rest or goes_on or (len(rest) < _UNIT and speech.says(priced, "stance", "priced"))


def _is_echo(token: Token, sums: Collection[str]) -> bool:
    """Is it one of those sums again, and large enough to be no count of something?"""
    return _number(token) >= _LEAST and f"{_number(token).normalize():f}" in sums


def _is_cents(token: Token, sums: Collection[str]) -> bool:
    """Is it as many cents as one of those sums: 14 of 14p a word?"""
    return 0 < _number(token) < 100 and f"{_number(token).normalize() / 100:f}" in sums


def _is_deposit(row: Row, at: int, amount: Decimal, speech: Speech) -> bool:
    """Does a part of the sentence say of a number, less than the price, that it is paid before?"""
    if not amount <= _number(row.tokens[at]) * _SMALLEST < amount * _SMALLEST:
        return False
    paid = Row([*row.tokens[:at], row.tokens[at]._replace(text="MONEY"), *row.tokens[at + 1 :]])
    span = speech.topics["deposit"].place(paid)
    return span is not None and span[0] <= at <= span[1]


def _as_sum(token: Token, currency: str, parts: int = 1) -> Token:
    value = token.value
    amount = Amount(value / parts, currency) if isinstance(value, Decimal) else None
    return token._replace(text="MONEY", value=amount) if amount else token
