"""What does a letter say of an invoice that it names by its number?

An amount is the invoice's where it stands soon after the number (`invoice 2026-014 for € 500`), and a day
where nothing but a small word or an amount is between (`2026-014 of 3 March`). Elsewhere in the sentence both
may be anything, and count only where they are right.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from goodterms.letters import hints
from goodterms.letters.known import Bill
from goodterms.letters.letter import Letter, Place
from goodterms.letters.paper import HIDDEN, Sentence
from goodterms.letters.sheets import Hit
from goodterms.records import headings
from goodterms.records.settled.names import is_telling
from goodterms.terms.money import Money, known, read_amount
from goodterms.terms.patterns import lazy

_NEAR = lazy(r"[ ,:;(–—-]*| (?:[^ ,:;()–—]+ ){1,4}\(?")
"""What stands between a number and an amount of it: a mark, or up to four words without one."""

_SPACES = {ord(space): " " for space in "\n\t\xa0\u202f"}
_NUMBER = r"\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_AMOUNT = lazy(
    rf"(?:(?P<before>[€$£¥₫]|\b[A-Z]{{3}}) ?|(?<![\w.,]))(?P<number>{_NUMBER})(?![.,]?\d)"
    r"(?: ?(?P<after>[€$£¥₫]|(?:[A-Z]{3}|đ|vnđ|VNĐ|đồng|euros?|pounds?|ponden|livres|dollars?)\b))?"
    r"(?!\w| ?(?:[%/]|per\b|par\b|an?\b|each\b|mỗi\b|triệu|nghìn|ngàn|tỷ|[kK]\b))"
)
"""A sum with its currency; no rate, and no thousands in words."""
_SIGNS = {
    "euro": "€", "euros": "€", "pound": "£", "pounds": "£", "ponden": "£", "livres": "£", "dollar": "$",
    "dollars": "$", "đ": "₫", "vnđ": "₫", "VNĐ": "₫", "đồng": "₫",
}  # fmt: skip
_YEAR = r"(?P<year>\d{4})"
_NAME = r"(?P<name>[^\W\d_]+)\.?"
_DAYS = tuple(
    lazy(rf"(?<![\w.,/-])(?:{day})(?![\w/-]|[.,]\d)")
    for day in (
        rf"{_YEAR}-(?P<month>\d\d?)-(?P<day>\d\d?)",
        r"(?P<day>\d\d?)(?P<mark>[./-])(?P<month>\d\d?)(?P=mark)(?P<year>\d{4}|\d\d)",
        r"(?P<day>\d\d?)/(?P<month>\d\d?)",
        rf"(?P<day>\d\d?) tháng (?P<month>\d\d?)(?:,? (?:năm )?{_YEAR})?",
        rf"(?P<day>\d\d?)(?:st|nd|rd|th|er|ste|de|e)? (?:of |de )?{_NAME}(?:,? {_YEAR})?",
        rf"{_NAME} (?P<day>\d\d?)(?:st|nd|rd|th)?(?:,? {_YEAR})?",
    )
)


class Mention(NamedTuple):
    """Where a letter says it, of which invoice, and what."""

    place: Place
    number: str
    told: Money | date


class _Named(NamedTuple):
    """The number of an invoice in a sentence, and the bills that bear it."""

    start: int
    end: int
    bills: Sequence[Bill]


def mentions(letter: Letter) -> Iterator[Mention]:
    """Every amount and day of the invoices that the records know."""
    if letter.known is None:
        return
    patterns = _patterns(letter.known.bills)
    for at, sentence in enumerate(letter.sentences if patterns else ()):
        begin, behind = sentence.place(0, -1)
        text = letter.text[begin:behind].translate(_SPACES)
        named = sorted(_named(text, sentence, patterns), key=lambda one: one.start)
        amounts = [found for found in _AMOUNT.finditer(text) if named and _is_sum(found, named)]
        for start, end, bill, told in (
            *_amounts(text, named, amounts),
            *_days(_without(text, amounts), named, letter.known.as_of),
        ):
            yield Mention(_place(letter, at, start, end), bill.number, told)


def sums(bill: Bill) -> frozenset[Money]:
    """What can be said to be the amount of an invoice: all of it, what is open, what was paid."""
    net = bill.total
    if bill.credited is not None and bill.credited.currency == net.currency:
        net = net - bill.credited
    came = net - bill.open if bill.came is None else bill.came
    return frozenset((bill.total, net, bill.open, came, net - came))


def days(bill: Bill) -> frozenset[date]:
    """The days of an invoice: issued, due, paid."""
    return frozenset(day for day in (bill.issued, bill.due, *bill.paid) if day is not None)


_Told = tuple[int, int, Bill, Money | date]
"""From where to where in a sentence which bill's amount or day is told."""


def _patterns(bills: Sequence[Bill]) -> list[tuple[re.Pattern[str], list[Bill]]]:
    """How each number may be written, whatever marks are in it; one as short as `12` may be anything."""
    numbers: dict[str, list[Bill]] = {}
    for bill in bills:
        if is_telling(bill.number):
            numbers.setdefault(bill.number, []).append(bill)
    joined = {number: "[ ./_–-]?".join(map(re.escape, re.findall(r"[^\W_]+", number))) for number in numbers}
    return [
        (re.compile(rf"(?<!\w)(?<!\w[-/]){pattern}(?!\w|[-/.]\w)", re.IGNORECASE), numbers[number])
        for number, pattern in joined.items()
    ]


def _named(
    text: str, sentence: Sentence, patterns: Sequence[tuple[re.Pattern[str], Sequence[Bill]]]
) -> Iterator[_Named]:
    for pattern, bills in patterns:
        for found in pattern.finditer(text):
            first, last = _words(sentence, *found.span())
            if HIDDEN not in sentence.words[first : last + 1]:
                yield _Named(*found.span(), bills)


def _amounts(text: str, named: Sequence[_Named], amounts: Sequence[re.Match[str]]) -> Iterator[_Told]:
    """The amounts of the named invoices. Where one stands behind each number they are what the letter says of
    them; else those that are right."""
    turns = sorted([(one.start, "number") for one in named] + [(one.start(), "amount") for one in amounts])
    in_turn = [kind for _, kind in turns] == ["number", "amount"] * len(named)
    for at, amount in enumerate(amounts):
        is_said = in_turn and _NEAR.fullmatch(text, named[at].end, amount.start()) is not None
        could_be = [
            (one, bill, told)
            for one in ([named[at]] if in_turn else named)
            for bill in one.bills
            if (told := _money(amount, bill.total.currency)) is not None
        ]
        right = [one for one in could_be if one[2] in sums(one[1])]
        for one, bill, told in (right or (could_be if is_said else []))[:1]:
            yield min(one.start, amount.start()), max(one.end, amount.end()), bill, told


def _days(text: str, named: Sequence[_Named], as_of: date) -> Iterator[_Told]:
    """The days behind each number, up to the next one: what the letter says where only a small word stands
    between, else those that are right."""
    for at, one in enumerate(named, 1):
        until, before = named[at].start if at < len(named) else len(text), one.end
        for found in _written(text[:until], one.end):
            link = " ".join(text[before : found.start()].strip(" ,:;()–—-").split())
            is_said, before = not link or hints.is_one("dated", link), found.end()
            could_be = [(bill, day) for bill in one.bills for day in _read(found, bill, as_of)]
            could_be.sort(key=lambda told: (told[1] <= as_of, told[1]), reverse=True)
            right = [(bill, day) for bill, day in could_be if day in days(bill)]
            for bill, day in (right or (could_be if is_said else []))[:1]:
                yield one.start, found.end(), bill, day


def _written(text: str, first: int) -> Iterator[re.Match[str]]:
    """The days in a text from some place on, each once."""
    found = [one for pattern in _DAYS for one in pattern.finditer(text, first) if _month(one)]
    end = first
    for one in sorted(found, key=lambda one: (one.start(), -one.end())):
        if one.start() >= end:
            end = one.end()
            yield one


def _month(found: re.Match[str]) -> int:
    groups = found.groupdict()
    return (
        headings.months().get(headings.plain(groups["name"]), 0) if "name" in groups else int(groups["month"])
    )


def _read(found: re.Match[str], bill: Bill, as_of: date) -> Iterator[date]:
    """The days that can be meant: `3/4` may be two. Without a year it is one in which something happened to
    the invoice, or the present one."""
    groups = found.groupdict()
    day, month, year = int(groups["day"]), _month(found), groups.get("year")
    years = {int(year) + 2000 * (len(year) == 2)} if year else {as_of.year, *(one.year for one in days(bill))}
    orders = {(day, month), (month, day)} if "/" in found[0] else {(day, month)}
    for number in years:
        for of_month, of_year in orders:
            with suppress(ValueError):
                yield date(number, of_year, of_month)


def _money(found: re.Match[str], currency: str) -> Money | None:
    """A written sum in the currency of an invoice; None where it is one of another."""
    amount, mark = read_amount(found["number"]), _mark(found)
    is_same = mark == currency or mark in _sign(currency)
    return Money.of(amount, currency) if amount is not None and is_same else None


def _sign(currency: str) -> str:
    from babel.numbers import get_currency_symbol  # noqa: PLC0415 - 20 ms, and few letters name a sum

    return get_currency_symbol(currency, "en")


def _is_sum(found: re.Match[str], named: Sequence[_Named]) -> bool:
    """Has a number a currency, and is it no part of an invoice's?"""
    mark = _mark(found)
    is_code = len(mark) == 3 and mark.isupper()
    is_apart = all(found.end() <= one.start or one.end <= found.start() for one in named)
    return is_apart and bool(mark) and (not is_code or known(mark))


def _mark(found: re.Match[str]) -> str:
    """The sign, code or name of its currency."""
    mark = found["before"] or found["after"] or ""
    return _SIGNS.get(mark, mark)


def _without(text: str, amounts: Sequence[re.Match[str]]) -> str:
    """The text with blanks for the amounts."""
    for amount in amounts:
        text = text[: amount.start()] + " " * len(amount[0]) + text[amount.end() :]
    return text


def _words(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """The first and last word of what stands from one place of a sentence to another."""
    offset = sentence.starts[0]
    return bisect_right(sentence.ends, start + offset), bisect_left(sentence.starts, end + offset) - 1


def _place(letter: Letter, at: int, start: int, end: int) -> Place:
    return letter.clause(Hit(at, *_words(letter.sentences[at], start, end)))
