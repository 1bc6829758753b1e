"""How long, how much, which share, which day? Words and numbers become values."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from goodterms.parting.contract.number_words import Numbers, counted, numbers, over, word_of
from goodterms.parting.contract.tokens import Amount, Duration, Token
from goodterms.terms.money import known

_FIRST_YEAR, _LAST_YEAR = 1900, 2200

_ISO_PARTS = 3


def valued(words: Sequence[Token], language: str, day_first: bool | None = True) -> list[Token]:
    """The same words with their values: 45, DURATION, MONEY, PERCENT, DATE as one word each.

    >>> from goodterms.parting.contract.tokens import tokens
    >>> [one.text for one in valued(tokens("within forty-five (45) days", "en"), "en")]
    ['within', 'DURATION']
    """
    sheet = numbers(language)
    row = counted(list(words), sheet)
    found: list[Token] = []
    at = 0
    while at < len(row):
        if _is_plain(row[at], sheet):
            found.append(row[at])
            at += 1
            continue
        token, at = _value_at(row, at, sheet, day_first)
        if found and _same(found[-1], token):
            found[-1] = found[-1]._replace(end=token.end)
        else:
            found.append(token)
    return [_plain(one) for one in found]


_CODE = 3


def _is_plain(token: Token, sheet: Numbers) -> bool:
    """Is it a word that no value begins with?"""
    said = token.said
    is_code = len(said) == _CODE and said.isupper()
    return token.text not in sheet.begins and not is_code and not said[0].isdigit()


def _plain(token: Token) -> Token:
    """A number that belongs to no value is a word again where it is one: one party."""
    is_word = token.text == "NUMBER" and " " not in token.said and not token.said[0].isdigit()
    return token._replace(text=token.said.lower()) if is_word else token


def _same(before: Token, token: Token) -> bool:
    """Is it the same value once more, as in: thirty per cent (30%)?"""
    return token.value is not None and before.text == token.text and before.value == token.value


def _value_at(words: list[Token], at: int, sheet: Numbers, day_first: bool | None) -> tuple[Token, int]:
    """The value or word at a place, and where the next begins."""
    for read in (_date_at, _money_at, _fraction_at, _fixed_at, _duration_at, _percent_at):
        found = read(words, at, sheet, day_first)
        if found is not None:
            text, value, behind = found
            return over(words[at:behind], text, value), behind
    return words[at], at + 1


_Found = tuple[str, Any, int] | None

_FIRSTS: dict[int, frozenset[str]] = {}


def _firsts(key: int, phrases: Mapping[tuple[str, ...], Any]) -> frozenset[str]:
    """The words that the phrases of a table begin with; tables live as long as the program."""
    found = _FIRSTS.get(key)
    if found is None:
        found = _FIRSTS[key] = frozenset(phrase[0] for phrase in phrases)
    return found


def _phrase_at(words: list[Token], at: int, phrases: Mapping[tuple[str, ...], Any]) -> tuple[Any, int] | None:
    """The longest phrase of a table that begins here, and where it ends."""
    if word_of(words[at]) not in _firsts(id(phrases), phrases):
        return None
    for size in (4, 3, 2, 1):
        said = tuple(map(word_of, words[at : at + size]))
        if len(said) == size and said in phrases:
            return phrases[said], at + size
    return None


def _number(words: list[Token], at: int) -> Decimal | None:
    value = words[at].value if 0 <= at < len(words) and words[at].text == "NUMBER" else None
    return value if isinstance(value, Decimal) else None


def _date_at(words: list[Token], at: int, sheet: Numbers, day_first: bool | None) -> _Found:
    if words[at].text in sheet.period_end:
        return _last_day(words, at + 1, sheet)
    number, nxt = _day_number(words, at, sheet)
    said = words[at].said
    if number is None:
        return _numeric(words, at, said, day_first) if said[0].isdigit() else _month_first(words, at, sheet)
    behind = nxt
    while nxt < len(words) and word_of(words[nxt]) in sheet.date_words:
        nxt += 1
    if nxt < len(words) and words[nxt].text in sheet.months and number <= 31:
        return _with_year(words, nxt + 1, sheet, int(number), sheet.months[words[nxt].text])
    if nxt > behind and (month := _number(words, nxt)) is not None and 1 <= month <= 12 and number <= 31:
        found = _with_year(words, nxt + 1, sheet, int(number), int(month))
        is_day = not sheet.before_day or (at > 0 and words[at - 1].text in sheet.before_day)
        return found if is_day or (found and found[1] is not None) else None
    return _numeric(words, at, said, day_first) if said[0].isdigit() else None


def _last_day(words: list[Token], at: int, sheet: Numbers) -> _Found:
    """The last day of a month with its year, or of a year: hết tháng 6 năm 2027, cuối năm 2026."""
    said: list[int] = []
    begin = at
    while at < len(words) and len(said) < _ISO_PARTS - 1 and not (said and said[-1] >= _FIRST_YEAR):
        if word_of(words[at]) not in sheet.date_words:
            if not words[at].said.isdigit():
                break
            said.append(int(words[at].said))
        at += 1
    if begin == at or words[begin].said.isdigit() or not said or not _FIRST_YEAR <= said[-1] <= _LAST_YEAR:
        return None
    year, month = said[-1], said[0] if len(said) > 1 else 12
    if not 1 <= month <= 12:
        return None
    return "DATE", date(year, month, monthrange(year, month)[1]), at


def _day_number(words: list[Token], at: int, sheet: Numbers) -> tuple[Decimal | None, int]:
    """The number of a day, in digits or as a word (first, thirty-first), and where it ends."""
    number = _number(words, at)
    if number is not None:
        behind = words[at + 1 : at + 2]
        unit = sheet.ordinal_words.get(behind[0].text, 0) if behind and number in (20, 30) else 0
        return number + unit, at + 1 + bool(unit)
    if words[at].said.lower() in sheet.first_day:
        return Decimal(1), at + 1
    day = sheet.ordinal_words.get(words[at].text)
    return (None if day is None else Decimal(day)), at + 1


def _with_year(words: list[Token], at: int, sheet: Numbers, day: int, month: int) -> _Found:
    behind = at
    while behind < len(words) and word_of(words[behind]) in sheet.date_words:
        behind += 1
    year = _number(words, behind)
    if year is not None and _FIRST_YEAR <= year <= _LAST_YEAR and year == int(year):
        return "DATE", _day(int(year), month, day), behind + 1
    return _same_year(words, at, sheet, day, month) or ("DATE", None, at)


def _same_year(words: list[Token], at: int, sheet: Numbers, day: int, month: int) -> _Found:
    """A day of the year that was named before: from 1 March to 30 June of the same year."""
    again = _phrase_at(words, at, sheet.same_year) if at < len(words) else None
    years = (_number(words, before) for before in range(at - 1, -1, -1))
    year = next((int(one) for one in years if one and _FIRST_YEAR <= one <= _LAST_YEAR), None)
    return ("DATE", _day(year, month, day), again[1]) if again and year else None


def _month_first(words: list[Token], at: int, sheet: Numbers) -> _Found:
    """March 5, 2026."""
    month = sheet.months.get(words[at].text)
    day = _number(words, at + 1)
    if month is None or day is None or not 1 <= day <= 31 or words[at + 1].start - words[at].end > 1:
        return None
    year = _number(words, at + 2)
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    return "DATE", _day(int(year), month, int(day)), at + 3


def _numeric(words: list[Token], at: int, said: str, day_first: bool | None) -> _Found:
    """2026-03-04, 04/03/2026, 4.3.2026."""
    near = words[at : at + _ISO_PARTS]
    if said.count(".") == _ISO_PARTS - 1:
        parts, behind = said.split("."), at + 1
    elif len(near) == _ISO_PARTS and all(b.start - a.end == 1 for a, b in pairwise(near)):
        parts, behind = [one.said for one in near], at + _ISO_PARTS
    else:
        return None
    if not all(part.isdecimal() for part in parts) or 4 not in (len(parts[0]), len(parts[2])):
        return None
    first, second, third = map(int, parts)
    return "DATE", _in_order(first, second, third, day_first), behind


def _in_order(first: int, second: int, third: int, day_first: bool | None) -> date | None:
    """The day that three numbers name; None where two are possible and nobody knows which comes first."""
    if first > 31:
        return _day(first, second, third)
    if first > 12 or first == second or (day_first and second <= 12):
        return _day(third, second, first)
    if second > 12 or day_first is False:
        return _day(third, first, second)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _money_at(words: list[Token], at: int, sheet: Numbers, _: object) -> _Found:
    currency = None if words[at].text in sheet.suffixes else _currency_at(words, at, sheet)
    if currency is not None and (number := _number(words, currency[1])) is not None:
        behind = currency[1] + 1
        again = _currency_at(words, behind, sheet)
        return "MONEY", Amount(number, currency[0]), again[1] if again and again[0] == currency[0] else behind
    number = _number(words, at)
    if number is None:
        return None
    after = _currency_at(words, at + 1, sheet)
    return ("MONEY", Amount(number, after[0]), after[1]) if after else None


def _currency_at(words: list[Token], at: int, sheet: Numbers) -> tuple[str, int] | None:
    is_article = at < len(words) and words[at].text in sheet.articles and words[at].said.islower()
    if at >= len(words) or is_article:  # a $50 deposit is none of A$50
        return None
    found = _phrase_at(words, at, sheet.currencies)
    if found is not None:
        return str(found[0]), found[1]
    said = words[at].said
    return (said, at + 1) if len(said) == 3 and said.isupper() and said.isascii() and known(said) else None


def _digits_at(words: list[Token], at: int, sheet: Numbers) -> _Found:
    """1/3 of a sum, where it is no day: in languages that say ngày before a day."""
    near = words[at : at + 3]
    if (
        not sheet.before_day
        or len(near) < _ISO_PARTS
        or not (near[0].said.isdigit() and near[1].said.isdigit())
    ):
        return None
    a, b = int(near[0].said), int(near[1].said)
    tight = near[1].start - near[0].end == 1 and len(near[0].said) == 1
    is_day = (at > 0 and words[at - 1].text in sheet.before_day) or near[2].said.isdigit()
    if not tight or is_day or not 0 < a < b <= 10:
        return None
    return "PERCENT", (Decimal(100) * a / b).quantize(Decimal("0.01")).normalize(), at + 2


def _fraction_at(words: list[Token], at: int, sheet: Numbers, _: object) -> _Found:
    if digits := _digits_at(words, at, sheet):
        return digits
    half = _phrase_at(words, at, sheet.halves)
    if half is not None and _behind_percent(words, half[1], sheet):  # one and one-half per cent
        return None
    if half is not None and not _is_unit(words, half[1], sheet):
        return "PERCENT", half[0], half[1]
    count = _number(words, at)
    begin = at + 1 if count is not None or words[at].text in sheet.articles else at
    found = _phrase_at(words, begin, sheet.fractions) if begin < len(words) else None
    if found is None or found[1] >= len(words) or words[found[1]].text not in sheet.of:
        return None
    if any(sheet.units.get(one.text) == "months" for one in words[found[1] + 1 : found[1] + 3]):
        return None  # the tenth of each month
    return "PERCENT", (found[0] * (count or 1)).quantize(Decimal("0.01")).normalize(), found[1]


def _is_unit(words: list[Token], at: int, sheet: Numbers) -> bool:
    near = words[at : at + 2]
    return any(one.text in sheet.units for one in near) and all(
        one.text in sheet.units or one.text in sheet.articles
        for one in near[: 1 + (near[0].text in sheet.articles)]
    )


def _fixed_at(words: list[Token], at: int, sheet: Numbers, _: object) -> _Found:
    """A fortnight, a quarter, nửa tháng."""
    begin = at + 1 if words[at].text in sheet.articles and at + 1 < len(words) else at
    found = _phrase_at(words, begin, sheet.fixed)
    if found is None:
        return None
    (count, unit), behind = found
    return "DURATION", Duration(count, unit), behind


def _nth_at(words: list[Token], at: int, sheet: Numbers) -> _Found:
    """Ngày thứ mười sau khi: ten days."""
    said = [word_of(one) for one in words[at : at + 4]]
    count = _number(words, at + 2)
    if len(said) < 4 or said[1] not in sheet.nth or said[3] not in sheet.nth_from or count is None:
        return None
    unit = sheet.units.get(said[0])
    return ("DURATION", Duration(int(count), unit), at + 3) if unit else None


def _begins_date(words: list[Token], at: int, sheet: Numbers) -> bool:
    """Is the unit one that stands before a date: đợt 3, ngày 20/7/2026?"""
    behind = at + 1
    is_before = behind < len(words) and words[at].text in sheet.before_day
    return is_before and _date_at(words, behind, sheet, True) is not None


def _duration_at(words: list[Token], at: int, sheet: Numbers, _: object) -> _Found:
    if sheet.nth and (counted_on := _nth_at(words, at, sheet)):
        return counted_on
    count = _number(words, at)
    if count is None and words[at].text in sheet.articles:
        if at and words[at - 1].text in ("NUMBER",):
            return None
        count = Decimal(1)
    if count is None or count < 0:
        return None
    behind, working = at + 1, False
    while behind < len(words) and (
        words[behind].text in sheet.working
        or words[behind].text in sheet.plain_days
        or words[behind].text in sheet.ordinals
    ):
        working = working or words[behind].text in sheet.working
        behind += 1
    unit = sheet.units.get(word_of(words[behind])) if behind < len(words) else None
    if (
        unit == "years"
        and words[behind].text == "NUMBER"
        and (_number(words, behind + 1) or 0) >= _FIRST_YEAR
    ):
        return None
    if unit is None or _begins_date(words, behind, sheet):
        return None
    behind += 1
    if unit == "working_days":
        unit, working = "days", True
    while behind < len(words) and words[behind].text in sheet.working | sheet.plain_days and unit == "days":
        working = working or words[behind].text in sheet.working
        behind += 1
    whole = int(count) if count == int(count) else float(count)
    return "HOURS" if unit == "hours" else "DURATION", Duration(whole, unit, working), behind


def _percent_at(words: list[Token], at: int, sheet: Numbers, _: object) -> _Found:
    count = _number(words, at)
    behind = _behind_percent(words, at + 1, sheet)
    return None if count is None or behind is None else ("PERCENT", count, behind)


def _behind_percent(words: list[Token], at: int, sheet: Numbers) -> int | None:
    """What follows the words for per cent that stand there."""
    return next(
        (at + len(said) for said in sheet.percent if tuple(map(word_of, words[at : at + len(said)])) == said),
        None,
    )
