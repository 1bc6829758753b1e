"""Which day is meant by "Friday", "15/3" or "the end of the month", in a mail of a known day?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
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
_FAR = 32
"""Days within which there is one of every day of a month."""
_SAYINGS = ("today", "after_tomorrow", "tomorrow", "this_weekend", "this_week", "this_month", "next_month")
_AHEAD = {"today": 0, "tomorrow": 1, "after_tomorrow": 2}
_FRIDAY = 4
_MIDDLE = 15


def dated(words: Sequence[Token], on: date, speech: Speech) -> list[Token]:
    """The same words, every day in them as one DATE with its day: dates without a year by the mail's own."""
    day_first = speech.told["days"].get("day_first", True)
    joined = list(_short_dates(words, on, day_first=day_first))
    joined = joined if day_first else list(_month_first(joined, on, speech))
    fixed = list(_bare_days([_with_year(one, on, speech) for one in joined], on, speech))
    return _sayings(list(_month_ends(fixed, on, speech)), on, speech)


def _bare_days(words: Sequence[Token], on: date, speech: Speech) -> Iterator[Token]:
    """By the 15th: that day of this month, or of the next; the 15th floor is no day."""
    at = 0
    while at < len(words):
        size = _bare_size(words[at - 1 : at + 3], speech) if at else 0
        day = _next(words[at].value, on) if size else None
        if day is None:
            yield words[at]
            at += 1
        else:
            yield Token("DATE", words[at].start, words[at + size - 1].end, day, said=words[at].said)
            at += size


def _bare_size(words: Sequence[Token], speech: Speech) -> int:
    """How many words behind an article are a day of the month: a number with its ending, in some languages
    alone, and nothing behind that it could count."""
    if len(words) < _PARTS or words[1].text != "NUMBER":
        return 0
    told = speech.told["days"]
    is_ordinal = len(words) > _PARTS and words[2].text in numbers(speech.name).ordinals
    articles = told.get("before_bare_day" if is_ordinal else "before_plain_day", ())
    size = _PARTS if is_ordinal else 1
    then = words[1 + size] if len(words) > 1 + size else None
    is_end = (
        then is None
        or then.start - words[size].end > 1
        or then.text in {*speech.stop, *told.get("after_bare_day", ())}
    )
    return size if is_end and words[0].text in articles else 0


def _next(number: object, on: date) -> date | None:
    """The next day of that number."""
    ahead = (on + timedelta(days=n) for n in range(_FAR))
    return next((one for one in ahead if one.day == number), None)


def _month_ends(words: Sequence[Token], on: date, speech: Speech) -> Iterator[Token]:
    """The end of January as the last day of the next one, the middle of it as the fifteenth."""
    months = numbers(speech.name).months
    middles: Sequence[Sequence[str]] = speech.told["days"].get("middles", ())
    ends: Sequence[Sequence[str]] = speech.told["days"].get("ends", ())
    at = 0
    while at < len(words):
        way = next(
            (one for one in (*ends, *middles) if _said_as(words[at : at + len(one)]) == tuple(one)), ()
        )
        size = len(way)
        month = _month(words[at + size], months) if size and at + size < len(words) else None
        if month is None:
            yield words[at]
            at += 1
            continue
        year = on.year + (month < on.month)
        day = date(year, month, _MIDDLE if way in middles else monthrange(year, month)[1])
        said = " ".join(one.said for one in words[at : at + size + 1])
        yield Token("DATE", words[at].start, words[at + size].end, day, said=said)
        at += size + 1


def _month(token: Token, months: Mapping[str, int]) -> int | None:
    """Which month a word names; a number does where months have no names."""
    number = int(token.said) if not months and token.said.isdigit() else 0
    return number if 1 <= number <= _MONTHS else months.get(token.text)


def _month_first(words: Sequence[Token], on: date, speech: Speech) -> Iterator[Token]:
    """October 10 as one word."""
    at = 0
    while at < len(words):
        day = _after_month(words[at : at + 3], on, speech)
        if day is None:
            yield words[at]
            at += 1
            continue
        size = 3 if at + 2 < len(words) and words[at + 2].text in numbers(speech.name).ordinals else 2
        last = words[at + size - 1]
        yield Token("DATE", words[at].start, last.end, day, said=f"{words[at].said} {words[at + 1].said}")
        at += size


def _after_month(words: Sequence[Token], on: date, speech: Speech) -> date | None:
    """The day that a month and a number name; "may 5" as no name only where 5 counts nothing."""
    month = numbers(speech.name).months.get(words[0].text)
    if month is None or len(words) < _PARTS or not words[1].said.isdigit():
        return None
    told = speech.told["days"]
    is_word = words[0].text in told.get("words_too", ()) and words[0].said.islower()
    ends = {*speech.stop, *told.get("after_bare_day", ())}
    counts = len(words) > _PARTS and words[2].text not in ends and words[2].start == words[1].end + 1
    return None if is_word and counts else _near(int(words[1].said), month, on)


def _short_dates(words: Sequence[Token], on: date, *, day_first: bool) -> Iterator[Token]:
    """15/3 as one word; where the month may come first only what can be read in one way: 9/26."""
    at = 0
    while at < len(words):
        two = words[at : at + 2]
        if day_first and (fraction := _of_fraction(words[at], on)) is not None:
            yield fraction
            at += 1
            continue
        day = _day_and_month(two, on, day_first=day_first)
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


def _day_and_month(two: Sequence[Token], on: date, *, day_first: bool) -> date | None:
    """Two numbers with one sign between them."""
    if len(two) < 2 or two[1].start - two[0].end != 1 or not all(one.said.isdigit() for one in two):
        return None
    first, second = (int(one.said) for one in two)
    if day_first:
        return _near(first, second, on)
    is_known = first <= _MONTHS < second
    return _near(second, first, on) if is_known else None


def _near(day: int, month: int, on: date) -> date | None:
    """That day of the year that lies nearest ahead, or not long ago; None where there is none."""
    if not (1 <= month <= _MONTHS and day >= 1):
        return None
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
    if month is None or not told or any(one > _LONGEST for one in told):  # 03/04/2026: which is the month?
        return token
    return token._replace(value=_near(told[0], month, on))


def _number(word: str, speech: Speech) -> int | None:
    sheet = numbers(speech.name)
    if word.isdigit():
        return int(word)
    return 1 if word in sheet.first_day else sheet.ordinal_words.get(word) or sheet.of_word(word)


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
        if not beside and _is_no_day(words, at, at + size, speech):
            found += words[at : at + size]
            at += size
            continue
        exact = _day_beside(words[at + size : at + size + _BESIDE + 1], name, on, speech) if beside else None
        day, more = exact or (_coming(name, on), 0)
        size += more
        if exact or not beside:
            said = " ".join(one.said for one in words[at : at + size])
            found.append(Token("DATE", words[at].start, words[at + size - 1].end, day, said=said))
        at += size
    return found


def _is_no_day(words: Sequence[Token], first: int, behind: int, speech: Speech) -> bool:
    """Is a weekday every such day, the second of a month, or one that is over?"""
    days = speech.told["days"]
    is_after = first > 0 and words[first - 1].text in days.get("no_day_after", ())
    return is_after or (behind < len(words) and words[behind].text in days.get("no_day_before", ()))


def _day_beside(behind: Sequence[Token], weekday: int, on: date, speech: Speech) -> tuple[date, int] | None:
    """Friday the 16th: the next 16th if it is a Friday, and how many words say so."""
    size = next((n for n, one in enumerate(behind[:_BESIDE], 1) if one.said.isdigit()), 0)
    if not size or (size < len(behind) and _goes_on(behind[size - 1], behind[size], speech)):
        return None
    ahead = (on + timedelta(days=n) for n in range(1, _FAR))
    day = next((one for one in ahead if one.day == int(behind[size - 1].said)), None)
    return (day, size) if day is not None and day.weekday() == weekday else None


def _goes_on(number: Token, after: Token, speech: Speech) -> bool:
    """Does a month follow the number of a day?"""
    sheet = numbers(speech.name)
    says = after.text in sheet.months or after.said[0].isdigit()
    return says or (after.text in sheet.date_words and after.start > number.end)


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
        return _put(words, span, monday + timedelta(days=_FRIDAY))
    for saying in _SAYINGS:
        span = _where(row, saying, speech)
        if span is not None and not _is_name(words, span, speech):
            return _put(words, span, _said(saying, on))
    return words


def _is_name(words: Sequence[Token], span: tuple[int, int], speech: Speech) -> bool:
    """Is a word for a day the name of somebody: chị Mai, Mai ơi?"""
    people = speech.told["people"]
    first, behind = words[span[0]], words[span[1] + 1 : span[1] + 2]
    is_one = span[0] == span[1] and first.said.istitle() and "kin" in people
    return is_one and (span[0] > 0 or any(one.text in people["greets"] for one in behind))


def _is_bare(token: Token) -> bool:
    return not any(letter.isdigit() for letter in token.said)


def _said(saying: str, on: date) -> date:
    if saying in _AHEAD:
        return on + timedelta(days=_AHEAD[saying])
    if saying == "this_weekend":
        return on + timedelta(days=_WEEK - 1 - on.weekday())
    if saying == "this_week":
        return on + timedelta(days=max(_FRIDAY - on.weekday(), 0))
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
