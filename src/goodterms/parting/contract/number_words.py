"""Which number is that? In digits, or in words: those of a language are `numbers/<language>.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from goodterms.parting.contract.tokens import Token
from goodterms.terms import shelf
from goodterms.terms.money import read_amount

_SHEETS = "goodterms.parting.contract.numbers"

_LARGE = 1000
_SCORE = 20


class Numbers:
    """The number words of a language."""

    def __init__(self, language: str, told: Mapping[str, Any]) -> None:
        self.language = language
        self.small: dict[str, int] = dict(told["small"])
        self.times: Mapping[str, int] = told["times"]
        self.joining = frozenset(told.get("joining", ()))
        """Words within a number: one hundred AND five."""
        self.compound: str = told.get("compound", "")
        self.alone = frozenset(told.get("alone", ()))
        """Number words that end no longer number, because they mean something else there."""
        self.articles = frozenset(told.get("articles", ()))
        self.units = {word: unit for unit, words in told["units"].items() for word in words}
        self.working = frozenset(told["working"])
        self.plain_days = frozenset(told["plain_days"])
        self.fixed = {tuple(name.split()): tuple(value) for name, value in told["fixed"].items()}
        self.months = {word: int(month) for month, words in told["months"].items() for word in words}
        self.date_words = frozenset(told.get("date_words", ()))
        self.period_end = frozenset(told.get("period_end", ()))
        """Words before a month or year that mean its last day: hết tháng 6 năm 2027."""
        self.nth = frozenset(told.get("nth", ()))
        self.nth_from = frozenset(told.get("nth_from", ()))
        """Words around the number of a day counted from another: ngày THỨ mười SAU khi nhận."""
        self.suffixes = frozenset(told.get("suffixes", ()))
        """Words for money that stand only behind the number: hợp đồng một năm is no sum of one đồng."""
        self.before_day = frozenset(told.get("before_day", ()))
        """Words of which one stands before a day without a year, where 6 tháng một could be six months."""
        self.ordinals = frozenset(told.get("ordinals", ()))
        self.ordinal_words: Mapping[str, int] = told.get("ordinal_words", {})
        """Days of a month in words: the thirtieth day of June."""
        self.same_year = {tuple(words.split()): True for words in told["same_year"]}
        self.first_day = frozenset(told.get("first_day", ()))
        """The first of a month in a word: premier mars."""
        self.percent = tuple(tuple(words.split()) for words in told["percent"])
        self.fractions = {tuple(k.split()): Decimal(str(v)) for k, v in told["fractions"].items()}
        self.halves = {tuple(k.split()): Decimal(str(v)) for k, v in told["halves"].items()}
        self.of = frozenset(told["of"])
        self.currencies = {
            tuple(word.split()): code for code, words in told["currencies"].items() for word in words
        }
        if self.compound:
            self._join_tens()
        tables = (self.currencies, self.halves, self.fractions, self.fixed)
        self.begins = frozenset(
            {"NUMBER", *self.articles, *self.period_end, *self.first_day, *self.ordinal_words, *self.months}
            | {phrase[0] for table in tables for phrase in table}
            | (self.units.keys() if self.nth else set())
        )
        """Words that a value can begin with, beside digits and the codes of currencies."""

    def _join_tens(self) -> None:
        """Zevenentwintig: the unit, the joining word, the tens."""
        units = [(word, n) for word, n in self.small.items() if 0 < n < 10]
        tens = [(word, n) for word, n in self.small.items() if n in range(20, 100, 10)]
        for unit, n in units:
            glue = "ë" + self.compound[1:] if unit.endswith("e") else self.compound
            self.small.update({unit + glue + ten: n + m for ten, m in tens})

    def may_count(self, word: str) -> bool:
        """Can a number begin with this word?"""
        return (
            word in self.small
            or word in self.times
            or (bool(self.compound) and self.of_word(word) is not None)
        )

    def of_word(self, word: str) -> int | None:
        """The number that one word is: twee, vijfhonderd."""
        found = self.small.get(word)
        if found is None and self.compound:
            for name, times in self.times.items():
                if name in word:
                    before, _, after = word.partition(name)
                    first = 1 if not before else self.of_word(before)
                    last = 0 if not after else self.of_word(after)
                    return None if first is None or last is None else first * times + last
        return found


@cache
def numbers(language: str) -> Numbers:
    """The number words of a language that has a sheet."""
    return Numbers(language, shelf.toml(_SHEETS, language))


def counted(words: list[Token], sheet: Numbers) -> list[Token]:
    """Number words and digits as NUMBER; a number said twice, in words and digits, once."""
    found: list[Token] = []
    at = 0
    while at < len(words):
        word = words[at].text
        if not word[0].isdigit() and not sheet.may_count(word):
            found.append(words[at])
            at += 1
            continue
        number, behind = _number_at(words, at, sheet)
        if number is None:
            found.append(words[at])
            at += 1
            continue
        token = over(words[at:behind], "NUMBER", number)
        if found and _said_again(found[-1], token):
            token = over([found.pop(), token], "NUMBER", number)
        found.append(token)
        at = behind
    return found


def _said_again(before: Token, token: Token) -> bool:
    """Is it the same number in digits after its words, or the other way about: forty-five (45)?"""
    near = before.text == "NUMBER" and before.value == token.value and token.start - before.end < 4
    return near and token.said[0].isdigit() != before.said[0].isdigit()


def _number_at(words: list[Token], at: int, sheet: Numbers) -> tuple[Decimal | None, int]:
    """The number that begins here, and where it ends."""
    first = words[at].text
    return _digits_at(words, at, sheet) if first[0].isdigit() else _words_at(words, at, sheet)


def _digits_at(words: list[Token], at: int, sheet: Numbers) -> tuple[Decimal | None, int]:
    """2,5 triệu: digits, and the thousands or millions behind them."""
    number, behind = read_amount(words[at].text), at + 1
    while number is not None and behind < len(words) and sheet.times.get(words[behind].text, 0) >= _LARGE:
        number *= sheet.times[words[behind].text]
        behind += 1
    return number, behind


def _words_at(words: list[Token], at: int, sheet: Numbers) -> tuple[Decimal | None, int]:
    total = current = last = 0
    behind, is_counted = at, False
    while behind < len(words) and (behind == at or words[behind].start - words[behind - 1].end <= 1):
        word = words[behind].text
        n, times = sheet.of_word(word), sheet.times.get(word)
        if times is not None and (is_counted or (times < _LARGE and word not in sheet.small)):
            total, current = _times(total, current, times)
            last = times
        elif n is not None and (not is_counted or (word not in sheet.alone and _fits(current, n, last))):
            current += n
            last = n
        elif not (is_counted and word in sheet.joining and _continues(words, behind + 1, sheet, current)):
            break
        is_counted, behind = True, behind + 1
    return (Decimal(total + current), behind) if is_counted else (None, at + 1)


def _times(total: int, current: int, times: int) -> tuple[int, int]:
    """What was counted so far, and by how much it is multiplied: of 108, ten times the 8."""
    if times >= _LARGE:
        return total + max(current, 1) * times, 0
    low = current % times
    if (
        times == _SCORE and not 2 <= low <= 9
    ):  # quatre-vingts is four twenties, soixante et vingt would not be
        return total, current + times
    return total, current - low + max(low, 1) * times


def _fits(current: int, n: int, last: int) -> bool:
    """Does a small number go on with a greater one: twenty one, a hundred twelve; not: two three."""
    if current == 0:
        return True
    is_unit = n < 10 <= last and current % 10 == 0
    is_below = (10 <= n < 100 <= last) or (n < _LARGE <= last and last % _LARGE == 0)
    return is_unit or is_below or (last in (60, 80, 20) and 10 <= n < 20)


def _continues(words: list[Token], at: int, sheet: Numbers, current: int) -> bool:
    n = sheet.small.get(words[at].text) if at < len(words) else None
    return n is not None and 0 < n < current and current >= _SCORE


def over(parts: Sequence[Token], text: str, value: Any) -> Token:
    first, last = parts[0], parts[-1]
    return Token(text, first.start, last.end, value, said=" ".join(one.said for one in parts))


def word_of(token: Token) -> str:
    """The word, also where it could be a number: năm is five, and a year."""
    return token.said.lower() if token.text == "NUMBER" else token.text
