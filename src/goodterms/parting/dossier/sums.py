"""Which numbers are money without a sign: "14p a word", "two and a half grand", "I am at 290 a month"?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.number_words import numbers
from goodterms.parting.contract.tokens import Amount, Token
from goodterms.parting.dossier.sheets import Speech

_LEAST, _CLEAR = 20, 100
"""From what a number between words for money is a sum, and from what one that stands by itself is."""
_YEARS = range(1950, 2100)
_HALF, _THOUSAND = Decimal("0.5"), 1000
_SIZE = 3
"""Words of "four and a half"."""


class Part(NamedTuple):
    """A number with the part of a sentence that it stands in."""

    row: Row
    at: int

    def beside(self, step: int) -> str:
        """The word before or behind it; empty at the edge."""
        at = self.at + step
        return self.row.tokens[at].text if 0 <= at < len(self.row.tokens) else ""


def thousands(words: Sequence[Token], speech: Speech) -> list[Token]:
    """2k, four and a half thousand, a grand: as one number or sum each."""
    names: Sequence[str] = speech.told.get("sums", {}).get("thousands", ())
    found: list[Token] = []
    for one in words:
        is_name = one.text in names and (len(one.text) > 1 or (found and found[-1].end == one.start))
        counted = _counted(found, speech) if is_name else None
        if counted is None:
            found.append(one)
            continue
        size, many, currency = counted
        value: Amount | Decimal = Amount(many * _THOUSAND, currency) if currency else many * _THOUSAND
        said = " ".join(each.said for each in (*found[-size:], one))
        text = "MONEY" if currency else "NUMBER"
        found[-size:] = [Token(text, found[-size].start, one.end, value, said=said)]
    return found


def _counted(words: Sequence[Token], speech: Speech) -> tuple[int, Decimal, str] | None:
    """How many words say how many thousands, how many, and of which currency."""
    if not words:
        return None
    last = words[-1]
    if last.text in numbers(speech.name).articles:
        return 1, Decimal(1), ""
    if isinstance(last.value, Amount):
        return 1, last.value.amount, last.value.currency
    whole = words[-_SIZE].value if len(words) >= _SIZE else None
    if last.text == "PERCENT" and last.value == _HALF * 100 and isinstance(whole, Decimal):
        return _SIZE, whole + _HALF, ""
    if last.text == "PERCENT" or not isinstance(last.value, Decimal) or last.value >= _THOUSAND:
        return None
    return 1, last.value, ""


def with_rest(words: Sequence[Token], speech: Speech) -> list[Token]:
    """3tr5, two millions and a half: what is behind a counted million as parts of one."""
    half = speech.told.get("half", "")
    found: list[Token] = []
    for one in words if half else ():
        before = found[-1] if found else one
        size = _million(before)
        is_digits = one.said.isdigit() and one.start == before.end
        if size and (is_digits or one.text == half):
            more = size * (Decimal(f"0.{one.said}") if is_digits else _HALF)
            found[-1] = before._replace(value=Decimal(str(before.value)) + more, end=one.end)
        else:
            found.append(one)
    return found or list(words)


def _million(token: Token) -> Decimal:
    """Of 3tr and ba triệu a million, of 20k a thousand; 0 of what counts neither."""
    value = token.value if isinstance(token.value, Decimal) and token.text == "NUMBER" else Decimal(0)
    return next((Decimal(one) for one in (10**9, 10**6, 10**3) if value and not value % one), Decimal(0))


def small_money(words: Sequence[Token], speech: Speech) -> list[Token]:
    """14p a word, 23 cents per mile: parts of a pound, a euro. A letter alone only before what it is for: a
    booklet of 24p has pages."""
    told = speech.told.get("sums", {})
    minor: Mapping[str, str] = told.get("minor", {})
    before = {*told.get("each", ()), *told.get("units", ())}
    found: list[Token] = []
    for one, behind in zip_longest(words, words[1:]):
        number = found[-1].value if found and found[-1].text == "NUMBER" else None
        is_said = len(one.text) > 1 or (behind is not None and behind.text in before)
        if one.text in minor and is_said and isinstance(number, Decimal):
            said = f"{found[-1].said} {one.said}"
            value = Amount(number / 100, minor[one.text])
            found[-1] = Token("MONEY", found[-1].start, one.end, value, said=said)
        else:
            found.append(one)
    return found


def with_sums(rows: Sequence[Row], usual: str, speech: Speech) -> list[Row]:
    """The parts of a sentence with each number that can only be money as a sum of the usual currency."""
    told = speech.told.get("sums", {})
    if not (usual and told):
        return list(rows)
    return [Row([_read(Part(row, at), usual, told) for at in range(len(row.tokens))]) for row in rows]


def usual_currency(rows: Iterable[Row], speech: Speech) -> str:
    """The currency that mails name most, else that of their language; empty where nobody knows."""
    sums = (one.value for row in rows for one in row.tokens if isinstance(one.value, Amount))
    said = Counter(one.currency for one in sums if one.currency)
    usual: str = speech.told.get("sums", {}).get("usual", "")
    return said.most_common(1)[0][0] if said else usual


def _read(part: Part, usual: str, told: Mapping[str, Sequence[str]]) -> Token:
    token = part.row.tokens[part.at]
    if isinstance(token.value, Amount) and not token.value.currency:
        return token._replace(value=Amount(token.value.amount, usual))
    if _is_count(token) and _is_sum(part, told) and isinstance(token.value, Decimal):
        return token._replace(text="MONEY", value=Amount(token.value, usual))
    return token


def _begins(words: Sequence[Token], ways: Sequence[str]) -> bool:
    """Do these words begin with one of those: in total, all told?"""
    said = " ".join(one.text for one in words[:_SIZE]) + " "
    return any(said.startswith(f"{one} ") for one in ways)


def _is_count(token: Token) -> bool:
    value = token.value
    is_plain = token.text == "NUMBER" and isinstance(value, Decimal) and value >= _LEAST
    return is_plain and not (value in _YEARS and token.said.isdigit())


def _is_sum(part: Part, told: Mapping[str, Sequence[str]]) -> bool:
    """Does it stand behind words like to say or to ask, and before none that it could count?"""
    before, behind = part.beside(-1), part.beside(1)
    value = part.row.tokens[part.at].value
    if _begins(part.row.tokens[part.at + 1 :], told.get("total", ())):
        return True
    if before and before not in told.get("before", ()):
        return False
    if behind in told.get("each", ()):
        return bool(before)
    ends = not behind or behind in told.get("behind", ())
    return ends and isinstance(value, Decimal) and value >= _CLEAR and (bool(before) or not behind)
