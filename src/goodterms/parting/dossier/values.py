"""Which value has a term in a sentence, and how is it written down: 1650 GBP, 20%, 14 days, 2, 2026-05-08?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.tokens import Amount, Duration, Token
from goodterms.parting.dossier.saying import Said
from goodterms.parting.dossier.sheets import Speech, Topic

EXTRA = "extra"
"""A price far below the one for the work, or on top of it: it counts where both name it."""
TAKES: dict[str, tuple[str, ...]] = {
    "kill_fee": ("PERCENT", "MONEY"),
    "expenses": ("MONEY",),
    "notice_period": ("DURATION",),
    "deposit": ("PERCENT", "MONEY"),
    "payment_term": ("DURATION",),
    "revision_limit": ("NUMBER",),
    "start": ("DATE",),
    "deadline": ("DATE",),
    "price": ("MONEY",),
    "rate": ("MONEY",),
    EXTRA: ("MONEY",),
    "governing_law": (),
    "notice_form": (),
    "scope": (),
}
"""The values of each term; who comes first takes a value from those behind."""
NEEDS_VALUE = frozenset(
    {"price", "rate", "deadline", "start", "payment_term", "notice_period", "deposit", "revision_limit"}
)
_DUE = frozenset({"deadline", "offered"})
_ANYWHERE = frozenset({"kill_fee"})
"""Terms whose value may stand far from the words for them."""
_FLAT = frozenset({"price", "deposit", "kill_fee"})
_SPAN = 9
"""Words between a value and what it is for, across commas."""


def value_of(what: str, takes: Sequence[str], said: Said, used: set[int], speech: Speech) -> Token | None:
    """The value of a term next to the words for it, within a part of the sentence, else in all of it."""
    topic = speech.topics.get(what)
    if topic is None or not takes:
        return None
    price = speech.topics["price"]
    far = what in _ANYWHERE and speech.says(said.row, "stance", "condition")
    for row in said.parts if what == "expenses" else (*said.parts, said.row):
        span = closest(topic, row)
        if span is None or (what == "expenses" and price.place(row) is not None):
            continue
        found = [
            (max(span[0] - at, at - span[1], 0), at, one)
            for at, one in enumerate(row.tokens)
            if one.start not in used and _is_of(one, at, takes, row, what, speech)
        ]
        best = min(found, default=None, key=lambda one: one[:2])
        if best is not None and (best[0] <= _SPAN or far):
            return best[2]
    return None


def closest(topic: Topic, row: Row) -> tuple[int, int] | None:
    """The words that speak of a term, without those that could be left out before them: of "£900 and 40% up
    front" the last four."""
    span = topic.place(row)
    while span is not None and span[1] > span[0]:
        less = topic.place(Row(row.tokens[span[0] + 1 : span[1] + 1]))
        if less is None:
            break
        span = less[0] + span[0] + 1, less[1] + span[0] + 1
    return span


def _is_of(token: Token, at: int, takes: Sequence[str], row: Row, what: str, speech: Speech) -> bool:
    if takes == ("NUMBER",):
        return _rounds(token, speech) is not None
    if token.text not in takes or token.value is None:
        return False
    if what in _DUE and at and row.tokens[at - 1].text in speech.told["days"].get("since", ()):
        return False  # the day from which on
    if token.text == "DURATION" and at and row.tokens[at - 1].text == "MONEY":
        return False  # a sum for that time
    each = token.text == "MONEY" and is_each(row, at, speech)
    return each if what == "rate" else what not in _FLAT or not each


def is_each(row: Row, at: int, speech: Speech) -> bool:
    """Is it a sum for each hour, page or mile?"""
    behind = Row([Token("MONEY", 0, 0, None), *row.tokens[at + 1 : at + 4]])
    before = Row(row.tokens[max(at - 2, 0) : at + 1])
    return speech.says(behind, "stance", "each") or speech.ends(before, "stance", "each")


def unit_of(token: Token, row: Row, speech: Speech) -> str:
    """What a sum is for each of: the hour of £40 an hour; empty where it is for the whole."""
    at = row.tokens.index(token)
    each = speech.told.get("sums", {}).get("each", ())
    behind = [one.text for one in row.tokens[at + 1 : at + 4]]
    before = Row(row.tokens[max(at - 2, 0) : at + 1])
    if speech.ends(before, "stance", "each"):
        return next((one.text for one in before.tokens if one.text not in each), "")
    is_said = behind[:1] and behind[0] in each
    return next((one for one in behind if one not in each), "") if is_said or is_each(row, at, speech) else ""


def _rounds(token: Token, speech: Speech) -> int | None:
    times = speech.told["times"].get(token.said.lower())
    if times is not None:
        return int(times)
    is_plain = token.text in ("NUMBER", token.said.lower()) and isinstance(token.value, Decimal)
    return int(token.value) if is_plain and isinstance(token.value, Decimal) and token.value < 20 else None


def shown(token: Token | None, what: str, said: Said, speech: Speech) -> str:
    """A value as text; without one the words of the sentence."""
    if token is None:
        return _in_words(what, said, speech)
    value = token.value
    if isinstance(value, Amount):
        return f"{_plain(value.amount)} {value.currency}".strip()
    if isinstance(value, Duration):
        return f"{value.many} {'working ' if value.working else ''}{value.unit}"
    if isinstance(value, date):
        return value.isoformat()
    if token.text == "PERCENT" and isinstance(value, Decimal):
        return f"{_plain(value)}%"
    return str(_rounds(token, speech) or token.said)


def _in_words(what: str, said: Said, speech: Speech) -> str:
    """The place of a law; of what has no value the words; of what needs one nothing."""
    if what == "governing_law":
        return speech.law(said.row)
    return "" if what in NEEDS_VALUE else " ".join(said.quote.split())


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def speaks(what: str, said: Said, speech: Speech) -> bool:
    """Does a sentence speak of a term?"""
    topic = speech.topics.get(what)
    return topic is not None and topic.place(said.row) is not None


def is_value(token: Token) -> bool:
    """Is it a sum, a share, a length of time or a day?"""
    return token.text in ("MONEY", "PERCENT", "DURATION", "DATE")
