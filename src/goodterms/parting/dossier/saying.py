"""Who says what in these mails? Each as sentences, whoever writes as ME, whoever is written to as YOU."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.number_words import numbers
from goodterms.parting.contract.quantities import valued
from goodterms.parting.contract.tokens import Amount, Duration, Token, tokens
from goodterms.parting.dossier import cutting
from goodterms.parting.dossier.days import dated, weekdays
from goodterms.parting.dossier.houses import with_houses
from goodterms.parting.dossier.kin import called, is_somebody_else, is_younger, named, with_names, younger
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.dossier.sums import small_money, thousands, usual_currency, with_rest, with_sums
from goodterms.parting.model import Party
from goodterms.records.model import Message
from goodterms.terms.patterns import lazy

_PART = lazy(r"[,;:](?=\s)|\s[–—-]\s|\s(?=\()")
_LEAST_SUM = 50_000
_LITTLE = 10
_MOST_NET = 200
_NO_END = tuple("-).:/")
"""Behind a letter that stands for no word: e-mail, a)."""


class Said(NamedTuple):
    """A sentence of a mail."""

    mail: int
    message: Message
    writer: Party
    paragraph: int
    start: int
    end: int
    """In the mail's text."""
    row: Row
    parts: tuple[Row, ...]
    """Its words between commas."""
    asks: bool

    @property
    def quote(self) -> str:
        """Its words as they stand."""
        return self.message.text[self.start : self.end]


def sentences(mails: Iterable[tuple[Message, Party]], speech: Speech) -> Iterator[Said]:
    """All sentences of the mails, in their order."""
    said = list(_sentences(list(mails), speech))
    usual = usual_currency((one.row for one in said), speech)
    for one in said:
        parts = with_sums(one.parts, usual, speech)
        yield one._replace(parts=tuple(parts), row=Row([each for row in parts for each in row.tokens]))


def _sentences(told: Sequence[tuple[Message, Party]], speech: Speech) -> Iterator[Said]:
    younger_by = younger([message for message, _ in told], speech)
    both = named([message for message, _ in told], speech)
    greets = called([message for message, _ in told], speech)
    for number, (message, writer) in enumerate(told):
        people = _people(message, younger_by, speech)
        for paragraph, start, end in cutting.sentences(message.text):
            text = message.text[start:end]
            words = _marked(_words(text, message.sent_at.date(), speech), people, both, speech)
            words = with_names(words, _names(message.sender, greets))
            words = with_houses(words, "ME" if writer == "client" else "YOU", speech)
            words = dated(words, message.sent_at.date(), speech)
            asks = text.rstrip(' )”"»').endswith("?") or speech.says(Row(words), "stance", "question")
            parts = tuple(_parts(text, words))
            yield Said(number, message, writer, paragraph, start, end, Row(words), parts, asks)


def _words(text: str, on: date, speech: Speech) -> list[Token]:
    day_first = True if speech.told["days"].get("day_first", True) else None
    bare = weekdays(_spelt_out(text, speech), on, speech)
    counted = with_rest(valued(bare, speech.name, day_first), speech)
    plain = [_as_money(one, speech) for each in counted for one in _per_time(each, speech)]
    plain = small_money(thousands(plain, speech), speech)
    return [_as_word(one) for one in _often(_with_net(_with_shares(plain, speech), speech), speech)]


def _spelt_out(text: str, speech: Speech) -> list[Token]:
    """The words of a text, those that people in a hurry shorten in full: e gửi c file r."""
    short: Mapping[str, str] = speech.told.get("short", {})
    return [
        one._replace(text=short[one.text])
        if one.text in short and one.said.islower() and text[one.end : one.end + 1] not in _NO_END
        else one
        for one in tokens(text, speech.name)
    ]


def _marked(
    words: Sequence[Token], people: Mapping[str, str], both: Collection[str], speech: Speech
) -> list[Token]:
    """Who writes and who is written to as such; a word that also counts a quarter before some only, and no
    word of kinship with the name of somebody else than `both`."""
    other = speech.told["people"].get("not_you", "")
    found: list[Token] = []
    for at, one in enumerate(words):
        behind = words[at + 1].text if at + 1 < len(words) else ""
        is_person = one.text != other or behind in speech.told["people"].get("you_before", ())
        is_person = is_person and not is_somebody_else(words, at, both, speech)
        found.append(one._replace(text=people.get(one.text, one.text)) if is_person else one)
    return found


def _with_shares(words: Sequence[Token], speech: Speech) -> list[Token]:
    """A third, a quarter: shares also where it is not said of what."""
    shares: Mapping[str, float] = speech.told.get("shares", {})
    articles = numbers(speech.name).articles
    found: list[Token] = []
    for one in words:
        before = found[-1].said.lower() if found else ""
        is_share = one.text in shares and (before in articles or before in ("one", "un", "een"))
        value = Decimal(str(shares[one.text])) if is_share else one.value
        found.append(one._replace(text="PERCENT", value=value) if is_share else one)
    return found


def _with_net(words: Sequence[Token], speech: Speech) -> list[Token]:
    """Net 30: so many days to pay."""
    found: list[Token] = []
    for one in words:
        before = found[-1].text if found else ""
        is_net = before and before == speech.told["days"].get("net") and one.text == "NUMBER"
        days = (
            int(one.value) if is_net and isinstance(one.value, Decimal) and 0 < one.value < _MOST_NET else 0
        )
        found.append(one._replace(text="DURATION", value=Duration(days, "days")) if days else one)
    return found


def _often(words: Sequence[Token], speech: Speech) -> Iterator[Token]:
    """Every two weeks: how often, no time within which something is to happen; nor is "four days @ £300"."""
    told = speech.told["days"]
    for at, one in enumerate(words):
        before = words[at - 1].text in told.get("each", ()) if at else False
        is_other = before or any(
            each.text in told.get("no_term_before", ()) for each in words[at + 1 : at + 2]
        )
        yield one._replace(text="OFTEN", value=None) if is_other and one.text == "DURATION" else one


def _per_time(token: Token, speech: Speech) -> tuple[Token, ...]:
    """Where sums are said without their currency, a million days is that sum a day: 1,5 triệu/ngày."""
    value = token.value
    if not (speech.told.get("bare_currency") and isinstance(value, Duration) and value.many >= _LEAST_SUM):
        return (token,)
    said, _, unit = token.said.rpartition(" ")
    at = token.end - len(unit)
    amount = Token("NUMBER", token.start, at, Decimal(str(value.many)), said=said)
    return amount, Token(unit.lower(), at, token.end, None, said=unit)


def _as_money(token: Token, speech: Speech) -> Token:
    """Where sums are said without their currency, a large number is one: 22 triệu."""
    currency = speech.told.get("bare_currency", "")
    is_sum = currency and token.text not in ("PERCENT", "DATE") and isinstance(token.value, Decimal)
    if not is_sum or not isinstance(token.value, Decimal) or token.value < _LEAST_SUM:
        return token
    return token._replace(text="MONEY", value=Amount(token.value, currency))


def _as_word(token: Token) -> Token:
    """Hardly any money, and in words, is a manner of speaking: not a penny, hai bảng."""
    is_little = isinstance(token.value, Amount) and token.value.amount < _LITTLE
    is_word = is_little and not any(letter.isdigit() for letter in token.said)
    return token._replace(text=token.said.lower(), value=None) if is_word else token


def _parts(text: str, words: Sequence[Token]) -> Iterator[Row]:
    cuts = [0, *(one.end() for one in _PART.finditer(text)), len(text)]
    for a, b in pairwise(cuts):
        inside = [one for one in words if a <= one.start < b]
        if inside:
            yield Row(inside)


def _people(message: Message, younger_by: Mapping[str, bool], speech: Speech) -> Mapping[str, str]:
    """Which words stand for who writes and who is written to; words of kinship as `kin` reads them."""
    told = speech.told["people"]
    found = dict.fromkeys(told["i"], "ME") | dict.fromkeys(told["you"], "YOU")
    kin: Sequence[str] = told.get("kin", ())
    if not kin:
        return found
    greeted = is_younger(message.text, speech)
    is_junior = younger_by.get(message.sender, False) if greeted is None else greeted
    elder, junior = ("YOU", "ME") if is_junior else ("ME", "YOU")
    others = [one for one in kin if one != told["junior"]]
    return found | dict.fromkeys(others, elder) | {told["junior"]: junior}


def _names(sender: str, greets: Mapping[str, Collection[str]]) -> Mapping[str, str]:
    """Of the names by which these greet each other whose is which, for one of them."""
    mine = {name for who, names in greets.items() if who != sender for name in names}
    theirs = set(greets.get(sender, ()))
    return dict.fromkeys(mine - theirs, "ME") | dict.fromkeys(theirs - mine, "YOU")


def about(row: Row, speech: Speech) -> frozenset[str]:
    """The words of a row that tell one thing from another, short; sums and counts as digits."""
    words = frozenset(filter(None, (_word(one, speech) for one in row.tokens))).union(*_heads(row, speech))
    return words | {"=deposit"} if speech.says(row, "promises", "deposit") else words


def _heads(row: Row, speech: Speech) -> Iterator[frozenset[str]]:
    """Of long words the last part, by which mails name the same thing again: woordenlijst, lijst."""
    for head in speech.told.get("heads", ()):
        if any(one.text.endswith(head) and one.text != head for one in row.tokens):
            yield frozenset({speech.short_word(head)})


def _word(token: Token, speech: Speech) -> str:
    if isinstance(token.value, Amount):
        return f"{token.value.amount.normalize():f}"
    if isinstance(token.value, Decimal) and token.text != "PERCENT" and token.said[0].isdigit():
        return f"{token.value.normalize():f}"
    word = token.text
    if word.isupper() or word in speech.stop:
        return ""
    return speech.short_word(word)
