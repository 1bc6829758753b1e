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
from goodterms.terms.patterns import lazy

NAMES = frozenset(
    """
    days weeks months years working_days party effective at_any_time phase cure_days date automatic form from
    rate_percent basis lump_sum amount currency percent rounds name due on what survives_months survives_years
    survives area place place_text multiple hours_per_month days_per_month count per reimbursed allowed
    overridden rejected
    """.split()
)
"""What values are called; `docs/guide/contracts.md` says which kind has which."""
_PAIR = lazy(r"(\w+)=(.*?)(?=\s+\w+=|\s*$)")
_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}
_WORDS = lazy(r"\s+")


def digest(text: str) -> str:
    """What stands for a contract, wherever its file lies: a digest of its words, however they are spaced."""
    return sha256(_WORDS.sub(" ", nfc(text)).strip().encode()).hexdigest()


def correction(text: str, passage: str, kind: str, value: Mapping[str, Value]) -> Correction:
    """A word on a passage of a contract; no kind: it is no clause."""
    told = {name: one.isoformat() if isinstance(one, date) else one for name, one in value.items()}
    return Correction(digest(text), passage, kind, json.dumps(told, ensure_ascii=False) if told else "")


def read_values(told: str) -> dict[str, Value] | None:
    """The values in `days=45 party=client`; None where something else is written, or no value is called so.

    >>> read_values("days=45 party=client")
    {'days': 45, 'party': 'client'}
    >>> read_values("dayz=45") is None
    True
    """
    found = {name: _value(value) for name, value in _PAIR.findall(told)}
    return found if found.keys() <= NAMES and not _PAIR.sub("", told).strip() else None


def _value(told: str) -> Value:
    if told.lower() in _TRUTHS:
        return _TRUTHS[told.lower()]
    if told.lower() == "null":
        return None
    if "," in told:
        return tuple(_value(one.strip()) for one in told.split(","))
    if told.isdecimal():
        return int(told)
    try:
        return float(told)
    except ValueError:
        return read_day(told) or told


def corrected(
    clauses: Sequence[tuple[Clause, int]], said: Iterable[Correction], text: str, passages: Sequence[Span]
) -> list[tuple[Clause, int]]:
    """The clauses as the freelancer says they are: changed, left out or put in, passage by passage. What is
    said of another contract, or of words that are not in this one, changes nothing."""
    found = list(clauses)
    mine = digest(text)
    for word in said:
        if word.document != mine:
            continue
        at = [n for n, (one, _) in enumerate(found) if text[one.span.start : one.span.end] == word.passage]
        if not word.kind:
            found = [one for n, one in enumerate(found) if n not in at]
            continue
        same = [n for n in at if found[n][0].kind == word.kind] or (at if len(at) == 1 else [])
        start = text.find(word.passage)
        if same:
            clause, number = found[same[0]]
            found[same[0]] = (_told(clause, word), number)
        elif start >= 0 and word.passage:
            span = Span(start, start + len(word.passage))
            number = next((n for n, one in enumerate(passages) if one.end > start), 0)
            found.append((_told(Clause(word.kind, span, {}), word), number))
    return found


def _told(clause: Clause, word: Correction) -> Clause:
    """The clause with the kind and the values that were said; no values: those that were read."""
    value = _values(word.value)
    kept = clause.value if word.kind == clause.kind and not value else value
    return clause._replace(kind=word.kind, value=kept, is_corrected=True)


def _values(told: str) -> Mapping[str, Value]:
    try:
        found = json.loads(told or "{}")
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): _plain(value) for name, value in found.items() if name in NAMES}


def _plain(value: object) -> Value:
    """A value as JSON had it; days as days."""
    if isinstance(value, list):
        return tuple(_plain(one) for one in value)
    if isinstance(value, str):
        return read_day(value) if len(value) == len("2026-01-01") and read_day(value) else value
    return value if isinstance(value, int | float | bool) else None
