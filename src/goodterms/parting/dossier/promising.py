"""Who owes by this sentence? Who says that they will give something, or is asked for it."""

from __future__ import annotations

from collections.abc import Sequence

from goodterms.parting.contract.matching import Row
from goodterms.parting.contract.tokens import Token
from goodterms.parting.dossier.saying import Said
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.model import Party

_OPENING = 6
"""Words of a greeting or thanks before what somebody says."""
OTHER: dict[Party, Party] = {"me": "client", "client": "me"}


def owes(said: Said, speech: Speech) -> Party | None:
    """Who owes by this sentence: who writes gives, or asks the other to give."""
    told = _without_opening(said, speech)
    surely = _surely(said, told, speech)
    if surely is not None or _is_idle(told, speech):
        return surely
    sides = (_of_part(said, row, speech) for row in (*said.parts, said.row))
    return next((one for one in sides if one is not None), None)


def _surely(said: Said, told: Row, speech: Speech) -> Party | None:
    """Who owes by words that ask or promise whatever else is said: I'd be grateful if you could send it."""
    if speech.says(told, "promises", "surely_asks"):
        return OTHER[said.writer]
    return said.writer if not said.asks and speech.says(told, "promises", "surely_gives") else None


def _is_idle(told: Row, speech: Speech) -> bool:
    is_vague = speech.says(told, "promises", "vague") and not any(one.text == "DATE" for one in told.tokens)
    return is_vague or speech.says(told, "promises", "unless")


def _of_part(said: Said, row: Row, speech: Speech) -> Party | None:
    """Who owes by a part of the sentence."""
    if speech.says(row, "promises", "orders"):
        return OTHER[said.writer]
    asked = speech.first(row, "promises", "asks")
    asked = speech.first(row, "promises", "needs") if asked is None and _is_need(said, row) else asked
    given = None if said.asks else _given(said, row, speech)
    if asked is not None and (given is None or asked < given or _is_yours(row.tokens[given : asked + 1])):
        return OTHER[said.writer]
    return said.writer if given is not None else None


def _given(said: Said, row: Row, speech: Speech) -> int | None:
    """The first word by which who writes will give something. The client also gives what they will see to;
    what the freelancer sees to is the work."""
    given = speech.first(row, "promises", "gives")
    return speech.first(row, "promises", "takes_on") if given is None and said.writer == "client" else given


def _is_yours(words: Sequence[Token]) -> bool:
    """Is it you who is named first behind the thing: the form you send me?"""
    return next((one.text for one in words if one.text in ("ME", "YOU")), "") == "YOU" != words[0].text


def _without_opening(said: Said, speech: Speech) -> Row:
    """The sentence without the greeting or the thanks that it begins with."""
    at = 0
    while at < len(said.parts) - 1 and _opens(said.parts[at], speech):
        at += 1
    return Row([one for row in said.parts[at:] for one in row.tokens]) if at else said.row


def _opens(row: Row, speech: Speech) -> bool:
    return len(row.tokens) <= _OPENING and speech.says(row, "promises", "opening")


def _is_need(said: Said, row: Row) -> bool:
    """Does who says that they need something ask the other for it? The freelancer does; a client may need
    a new kettle."""
    return said.writer == "me" or any(one.text in ("YOU", "DATE") for one in row.tokens)
