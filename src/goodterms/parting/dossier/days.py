"""Which day is meant by "Friday", "15/3" or "the end of the month", in a mail of a known day?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from goodterms.parting.contract.matching import Row, place
from goodterms.parting.contract.number_words import numbers
from goodterms.parting.contract.tokens import Token
from goodterms.parting.dossier.sheets import Speech

_BACK = 90
"""Days that a day without a year may lie before the mail that names it."""
_WEEK = 7
_BESIDE = 2
"""Words behind a weekday among which its date begins: Monday the 19th."""
_PARTS, _MONTHS, _LONGEST = 2, 12, 31
_SAYINGS = ("today", "tomorrow", "this_month", "next_month")


def dated(words: Sequence[Token], on: date, speech: Speech) -> list[Token]:
    """The same words, every day in them as one DATE with its day: dates without a year by the mail's own."""
    joined = list(_short_dates(words, on)) if speech.told["days"].get("day_first", True) else list(words)
    fixed = [_with_year(one, on, speech) for one in joined]
    return _sayings(fixed, on, speech)


def _short_dates(words: Sequence[Token], on: date) -> Iterator[Token]:
    """15/3 as one word."""
    at = 0
    while at < len(words):
        two = words[at : at + 2]
        if (fraction := _of_fraction(words[at], on)) is not None:
            yield fraction
            at += 1
            continue
        day = _day_and_month(two, on)
        if day is None:
            yield words[at]
            at += 1
        else:
            said = f"{two[0].said}/{two[1].said}"
            yield Token("DATE", two[0].start, two[1].end, day, said=said)
            at += 2


def _of_fraction(token: Token, on: date) -> Token | None:
    """1/6 that was taken for a sixth."""
    said = token.said.split()
    is_one = token.text == "PERCENT" and len(said) == _PARTS and all(one.isdigit() for one in said)
    day = _near(int(said[0]), int(said[1]), on) if is_one and int(said[1]) <= _MONTHS else None
    return token._replace(text="DATE", value=day) if day else None


def _day_and_month(two: Sequence[Token], on: date) -> date | None:
    """Two numbers with one sign between them."""
    if len(two) < 2 or two[1].start - two[0].end != 1 or not all(one.said.isdigit() for one in two):
        return None
    day, month = (int(one.said) for one in two)
    return _near(day, month, on) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _near(day: int, month: int, on: date) -> date | None:
    """That day of the year that lies nearest ahead, or not long ago."""
    for year in (on.year - 1, on.year, on.year + 1):
        if day <= monthrange(year, month)[1] and date(year, month, day) >= on - timedelta(days=_BACK):
            return date(year, month, day)
    return None


def _with_year(token: Token, on: date, speech: Speech) -> Token:
    """A date that names no year."""
    if token.text != "DATE" or token.value is not None:
        return token
    sheet = numbers(speech.name)
    said = token.said.lower().replace("/", " ").split()
    month = next((sheet.months[one] for one in said if one in sheet.months), None)
    digits = [_number(one, speech) for one in said if one not in sheet.months]
    told = [one for one in digits if one]
    if month is None and len(told) > 1:
        month = told[1]
    if month is None or any(one > _LONGEST for one in told):  # of 03/04/2026 nobody knows the month
        return token
    return token._replace(value=_near(told[0], month, on))


def _number(word: str, speech: Speech) -> int | None:
    sheet = numbers(speech.name)
    return int(word) if word.isdigit() else 1 if word in sheet.first_day else sheet.of_word(word)


def weekdays(words: Sequence[Token], on: date, speech: Speech) -> list[Token]:
    """A weekday as the first such day after the mail's; one beside a date adds nothing. Looked for before
    numbers are: thứ sáu tuần sau is no six weeks."""
    names = {
        tuple(name.split()): n for n, ways in enumerate(speech.told["days"]["weekdays"]) for name in ways
    }
    found: list[Token] = []
    at = 0
    while at < len(words):
        size = next((n for n in (2, 1) if len(words) - at >= n and _said_as(words[at : at + n]) in names), 0)
        if not size:
            found.append(words[at])
            at += 1
            continue
        name = names[_said_as(words[at : at + size])]
        beside = any(_begins_date(one, speech) for one in words[at + size : at + size + _BESIDE])
        last = words[at + size - 1]
        said = " ".join(one.said for one in words[at : at + size])
        if not beside:
            found.append(Token("DATE", words[at].start, last.end, _coming(name, on), said=said))
        at += size
    return found


def _begins_date(token: Token, speech: Speech) -> bool:
    return token.text[0].isdigit() or token.text in numbers(speech.name).months


def _said_as(words: Sequence[Token]) -> tuple[str, ...]:
    return tuple(one.text for one in words)


def _coming(weekday: int, on: date) -> date:
    return on + timedelta(days=(weekday - on.weekday() - 1) % _WEEK + 1)


def _sayings(words: list[Token], on: date, speech: Speech) -> list[Token]:
    """Tomorrow, this month; and Friday of next week."""
    row = Row(words)
    if (span := _where(row, "next_week", speech)) is not None:
        monday = on + timedelta(days=_WEEK - on.weekday())
        near = [one for one in words if one.text == "DATE" and isinstance(one.value, date) and _is_bare(one)]
        if near:
            day = near[0].value
            assert isinstance(day, date)  # noqa: S101 - looked at above
            later = near[0]._replace(value=monday + timedelta(days=day.weekday()))
            return [later if one is near[0] else one for one in words]
        return _put(words, span, monday + timedelta(days=4))
    for saying in _SAYINGS:
        if (span := _where(row, saying, speech)) is not None:
            return _put(words, span, _said(saying, on))
    return words


def _is_bare(token: Token) -> bool:
    return not any(letter.isdigit() for letter in token.said)


def _said(saying: str, on: date) -> date:
    if saying in ("today", "tomorrow"):
        return on + timedelta(days=saying == "tomorrow")
    first = on.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1) if saying == "next_month" else first
    return following.replace(day=monthrange(following.year, following.month)[1])


def _where(row: Row, saying: str, speech: Speech) -> tuple[int, int] | None:
    spans = (place(one, row) for one in speech.phrases("days", saying))
    return next((one for one in spans if one is not None), None)


def _put(words: list[Token], span: tuple[int, int], day: date) -> list[Token]:
    first, last = words[span[0]], words[span[1]]
    said = " ".join(one.said for one in words[span[0] : span[1] + 1])
    return [*words[: span[0]], Token("DATE", first.start, last.end, day, said=said), *words[span[1] + 1 :]]
