"""What did the freelancer say of passages of this contract? It stands above what was read, every time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from goodterms.parting.model import Clause, Span, Value
from goodterms.records.model import Correction
from goodterms.terms.calendar import read_day
from goodterms.terms.languages import nfc
from goodterms.terms.money import read_amount
from goodterms.terms.patterns import lazy

_NUMBERS = frozenset(
    """
    days weeks months years cure_days survives_months survives_years rounds count rate_percent percent amount
    hours_per_week hours_per_month hours_per_quarter hours_per_year
    days_per_week days_per_month days_per_quarter days_per_year
    """.split()
)
_TRUE_OR_FALSE = frozenset(
    "working_days at_any_time automatic reimbursed allowed overridden rejected".split()
)
_DAYS = frozenset({"date", "due"})
_LISTS = frozenset({"form"})
_WORDS_AS_THEY_ARE = frozenset(
    "party effective phase from basis lump_sum currency name on what survives area place place_text multiple "
    "per".split()
)
NAMES = _NUMBERS | _TRUE_OR_FALSE | _DAYS | _LISTS | _WORDS_AS_THEY_ARE
"""What values are called; `docs/guide/contracts.md` says which kind has which."""
_PAIR = lazy(r"(\w+)=(.*?)(?=\s+\w+=|\s*$)")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
_WORDS = lazy(r"\s+")
_BECOMES = "kind"
"""Under this name stands beside the values which kind a clause becomes; empty: none."""


def digest(text: str) -> str:
    """What stands for a contract, wherever its file lies: a digest of its words, however they are spaced."""
    return sha256(_WORDS.sub(" ", nfc(text)).strip().encode()).hexdigest()


def correction(
    text: str, passage: str, kind: str, value: Mapping[str, Value], *, becomes: str | None = None
) -> Correction:
    """A word on the clause of that kind in a passage of a contract: its values, and which kind it `becomes`.
    Where that is not told, a passage with a single clause of another kind has this one instead. No kind:
    nothing in the passage is a clause."""
    told = {name: one.isoformat() if isinstance(one, date) else one for name, one in value.items()}
    if becomes is not None:
        told[_BECOMES] = becomes
    return Correction(digest(text), passage, kind, json.dumps(told, ensure_ascii=False) if told else "")


def refusal(text: str, passage: str, kind: str) -> Correction:
    """The word that what was read as a kind in a passage is no such clause."""
    return correction(text, passage, kind, {}, becomes="")


def read_values(told: str) -> dict[str, Value] | None:
    """The values in `days=45 party=client`; None where something else is written, where no value is called
    so, or where a number, a day or a yes is asked for and is not there.

    >>> read_values("days=45 party=client")
    {'days': 45, 'party': 'client'}
    >>> read_values("amount=1.500,00")
    {'amount': 1500}
    >>> read_values("dayz=45"), read_values("days=nan"), read_values("percent=soon")
    (None, None, None)
    """
    pairs = _PAIR.findall(told)
    if _PAIR.sub("", told).strip() or not NAMES.issuperset(name for name, _ in pairs):
        return None
    read = {name: read_value(name, value) for name, value in pairs}
    found = {name: one[0] for name, one in read.items() if one is not None}
    return found if len(found) == len(read) else None


def read_value(name: str, told: str) -> tuple[Value] | None:
    """The value of that name that is written, alone; None where it is none of its kind.

    >>> read_value("days", "45"), read_value("days", "soon")
    ((45,), None)
    """
    if told.lower() == "null":
        return (None,)
    if name in _NUMBERS:
        return _number(told)
    if name in _TRUE_OR_FALSE:
        return (_TRUTHS[told.lower()],) if told.lower() in _TRUTHS else None
    if name in _DAYS:
        day = read_day(told)
        return (day,) if day else None
    if name in _LISTS and "," in told:
        return (tuple(one.strip() for one in told.split(",")),)
    return (told,) if told else None


def _number(told: str) -> tuple[Value] | None:
    amount = read_amount(told)
    if amount is None or amount < 0:
        return None
    return (int(amount) if amount == int(amount) else float(amount),)


def said(word: Correction) -> tuple[str, dict[str, Value]]:
    """The kind of clause that a correction makes of its passage (empty: none), and the values it tells."""
    told = _read(word.value)
    becomes = str(told.get(_BECOMES, word.kind))
    return becomes, {name: _plain(one) for name, one in told.items() if name in NAMES}


def corrected(
    clauses: Sequence[tuple[Clause, int]], said: Iterable[Correction], text: str, passages: Sequence[Span]
) -> list[tuple[Clause, int]]:
    """The clauses as the freelancer says they are: changed, left out or put in, one kind in one passage after
    the other. What is said of another contract, or of words that are not in this one, changes nothing."""
    found = list(clauses)
    mine = digest(text)
    for word in said:
        if word.document == mine:
            found = _with(found, word, text, passages)
    return found


def _with(
    found: list[tuple[Clause, int]], word: Correction, text: str, passages: Sequence[Span]
) -> list[tuple[Clause, int]]:
    """The clauses after one more word."""
    at = [n for n, (one, _) in enumerate(found) if text[one.span.start : one.span.end] == word.passage]
    if not word.kind:
        return [one for n, one in enumerate(found) if n not in at]
    told = _read(word.value)
    becomes, value = said(word)
    same = [n for n in at if found[n][0].kind == word.kind]
    if _BECOMES not in told and not same and len(at) == 1:
        same = at
    if not becomes:
        return [one for n, one in enumerate(found) if n not in same]
    if same:
        clause, number = found[same[0]]
        return [*found[: same[0]], (_told(clause, becomes, value), number), *found[same[0] + 1 :]]
    start = text.find(word.passage)
    if start < 0 or not word.passage:
        return found
    span = Span(start, start + len(word.passage))
    number = next((n for n, one in enumerate(passages) if one.end > start), 0)
    return [*found, (_told(Clause(becomes, span, {}), becomes, value), number)]


def _told(clause: Clause, kind: str, value: Mapping[str, Value]) -> Clause:
    """The clause with the kind and the values that were said; no values: those that were read."""
    kept = clause.value if kind == clause.kind and not value else value
    return clause._replace(kind=kind, value=kept, is_corrected=True)


def _read(told: str) -> Mapping[str, object]:
    try:
        found = json.loads(told or "{}", parse_constant=lambda _: None)
    except ValueError:
        return {}
    return {str(name): value for name, value in found.items()} if isinstance(found, dict) else {}


def _plain(value: object) -> Value:
    """A value as JSON had it; days as days."""
    if isinstance(value, list):
        return tuple(_plain(one) for one in value)
    if isinstance(value, str):
        return read_day(value) if len(value) == len("2026-01-01") and read_day(value) else value
    return value if isinstance(value, int | float | bool) else None
