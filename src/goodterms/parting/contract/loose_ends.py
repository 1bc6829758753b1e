"""What does one side still owe the other? Things to deliver, to provide, to pay before, with their days, and
whether the contract itself says that they are done or still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from goodterms.parting.contract.finding import Read
from goodterms.parting.contract.matching import Row, place
from goodterms.parting.contract.sheets import Language
from goodterms.parting.contract.sides import CLIENT, ME
from goodterms.parting.model import Clause, LooseEnd, Party, State

_PARTY: dict[str, Party] = {ME: "me", CLIENT: "client"}
_OTHER: dict[Party, Party] = {"me": "client", "client": "me"}


_BESIDE = frozenset({"deliverable", "deposit", "handover"})
"""Kinds of clause that are things owed; a passage of another kind settles that and tells of nothing owed."""


def loose_ends(
    read: Sequence[Read], clauses: Sequence[tuple[Clause, int]], language: Language
) -> tuple[LooseEnd, ...]:
    """Everything owed, in the order of the text."""
    found = list(_of_clauses(clauses, read, language))
    taken = {at for clause, at in clauses if clause.kind == "deliverable" and clause.is_in_force}
    settled = {at for clause, at in clauses if clause.kind not in _BESIDE}
    for number, one in enumerate(read):
        if one.passage.form == "heading" or one.is_definition or one.is_gone or number in settled:
            continue
        state = _state(one.row, language)
        if state is not None and (number not in taken or state != "unknown"):
            end = _said(one, read[number - 1] if number else None, state, language)
            if end is not None:
                found.append(end)
    spans = {end.span for end in found if end.state != "unknown"}
    kept = [end for end in found if end.state != "unknown" or end.span not in spans]
    return tuple(sorted(kept, key=lambda end: end.span))


def _of_clauses(
    clauses: Iterable[tuple[Clause, int]], read: Sequence[Read], language: Language
) -> Iterator[LooseEnd]:
    """What clauses themselves make owed: things to deliver, money before the work, what is given back."""
    for clause, at in clauses:
        due = clause.value.get("due")
        day = due if isinstance(due, date) else None
        words = read[at].passage.flat.text.strip(" .;,")
        if not clause.is_in_force:
            continue
        if clause.kind == "deliverable":
            yield LooseEnd(str(clause.value.get("name") or words), "me", clause.span, day)
        elif clause.kind == "deposit":
            yield LooseEnd(words, "client", clause.span, day)
        elif clause.kind == "handover":
            side = _owes(read[at].row, None, language) or "me"
            yield LooseEnd(str(clause.value.get("what") or words), side, clause.span)


def _state(row: Row, language: Language) -> State | None:
    """Does a passage tell of something owed, and how it stands?"""
    if language.holds(row, "owed", "open"):
        return "open"
    if language.holds(row, "owed", "done"):
        return "done"
    if language.holds(row, "owed", "due") and not language.holds(row, "owed", "unless"):
        return "unknown"
    return None


def _said(one: Read, before: Read | None, state: State, language: Language) -> LooseEnd | None:
    side = _owes(one.row, before, language)
    if side is None:
        return None
    days = [token.value for token in one.row.tokens if token.text == "DATE" and isinstance(token.value, date)]
    due = days[-1] if days and state != "done" else None
    return LooseEnd(one.passage.flat.text.strip(" .;,"), side, one.passage.span, due, state)


def _owes(row: Row, before: Read | None, language: Language) -> Party | None:
    """Who gives: the side that acts, or the other one of who receives; else that of the sentence before."""
    if giver := _within(row, "given_by", language):
        return _PARTY[giver]
    if taker := _within(row, "given_to", language):
        return _OTHER[_PARTY[taker]]
    if sides := _sides(row):
        return _PARTY[sides[0]]
    above = _sides(before.row) if before and language.holds(row, "owed", "goes_on") else []
    return _PARTY[above[0]] if above else None


def _sides(row: Row) -> list[str]:
    return [token.text for token in row.tokens if token.text in _PARTY]


def _within(row: Row, of: str, language: Language) -> str:
    """The last side that stands within one of these phrases."""
    spans = (place(phrase, row) for phrase in language.shared("owed", of))
    named = (_sides(Row(row.tokens[span[0] : span[1] + 1])) for span in spans if span is not None)
    return next((sides[-1] for sides in named if sides), "")
