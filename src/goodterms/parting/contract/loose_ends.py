"""What does one side still owe the other? Things to deliver, to provide, to pay before, with their days, and
whether the contract itself says that they are done or still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from goodterms.parting.contract.finding import Read
from goodterms.parting.contract.matching import Row, place
from goodterms.parting.contract.sheets import Language
from goodterms.parting.contract.sides import CLIENT, ME
from goodterms.parting.model import Clause, LooseEnd, Party, Span, State

_PARTY: dict[str, Party] = {ME: "me", CLIENT: "client"}
_OTHER: dict[Party, Party] = {"me": "client", "client": "me"}


_BESIDE = frozenset({"deliverable", "deposit", "handover"})
"""Kinds of clause that are things owed; a passage of another kind settles that and tells of nothing owed."""


def loose_ends(
    read: Sequence[Read], clauses: Sequence[tuple[Clause, int]], language: Language
) -> tuple[LooseEnd, ...]:
    """Everything owed, in the order of the text."""
    found = list(_of_clauses(clauses, read, language))
    told_on = set[Span]()
    taken = {at for clause, at in clauses if clause.kind == "deliverable" and clause.is_in_force}
    settled = {at for clause, at in clauses if clause.kind not in _BESIDE}
    for number, one in enumerate(map(_with_lead, read)):
        if one.passage.form == "heading" or one.is_definition or one.is_gone or number in settled:
            continue
        state = _state(one.row, language)
        if state in ("open", "done") and _settles(found, number, read, state, language):
            continue
        if state is not None and (number not in taken or state != "unknown"):
            end = _said(one, read[number - 1] if number else None, state, language)
            if end is None and state == "open" and (behind := _goes_on(one, read[number + 1 : number + 2])):
                end = _said(behind, None, state, language, one)
                told_on.add(behind.passage.span)
            if end is not None:
                found.append(end)
    spans = told_on | {end.span for end in found if end.state != "unknown"}
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
    if language.holds(row, "owed", "done") and not language.holds(row, "owed", "still"):
        return "done"
    if language.holds(row, "owed", "due") and not language.holds(row, "owed", "unless"):
        return "unknown"
    return None


def _with_lead(one: Read) -> Read:
    """An item with the words that lead to its list, where they say whose it is: the Client provides: ..."""
    if one.lead is None or not _sides(one.lead) or _sides(one.row):
        return one
    return one._replace(row=Row([*one.lead.tokens, *one.row.tokens]))


def _settles(
    found: list[LooseEnd], number: int, read: Sequence[Read], state: State, language: Language
) -> bool:
    """Does a passage tell how the one thing stands that it makes owed, or only how that of the passage before
    stands: it has been paid? Then so it stands."""
    told = _within_passage(found, read[number])
    before = read[number - 1] if number else None
    is_near = before is not None and before.passage.paragraph == read[number].passage.paragraph
    if not told and before and is_near and language.holds(read[number].row, "owed", "that"):
        told = _within_passage(found, before)
    if len(told) == 1:
        found[told[0]] = found[told[0]]._replace(state=state)
    return len(told) == 1


def _within_passage(found: Sequence[LooseEnd], one: Read) -> list[int]:
    """Which things owed a passage tells of."""
    span = one.passage.span
    return [at for at, end in enumerate(found) if span.start <= end.span.start < span.end]


def _goes_on(one: Read, behind: Sequence[Read]) -> Read | None:
    """The other half of a sentence that is cut in two: the proof is still missing; you send it by 2 March."""
    is_half = one.passage.flat.text.rstrip().endswith((";", ":"))
    return next(
        (each for each in behind if is_half and each.passage.paragraph == one.passage.paragraph), None
    )


def _said(
    one: Read, before: Read | None, state: State, language: Language, told: Read | None = None
) -> LooseEnd | None:
    """What a passage says is owed; `told` names it, where that is another one."""
    side = _owes(one.row, before, language)
    if side is None:
        return None
    days = [token.value for token in one.row.tokens if token.text == "DATE" and isinstance(token.value, date)]
    due = days[-1] if days and state != "done" else None
    named = (told or one).passage
    return LooseEnd(named.flat.text.strip(" .;,"), side, named.span, due, state)


def _owes(row: Row, before: Read | None, language: Language) -> Party | None:
    """Who gives: the side that acts, or the other one of who receives; else that of the sentence before."""
    if giver := _within(row, "given_by", language):
        return _PARTY[giver]
    if taker := _within(row, "given_to", language):
        return _OTHER[_PARTY[taker]]
    if sides := _sides(row):
        return _PARTY[sides[0]]
    if before is None:
        return None
    if before.passage.flat.text.rstrip().endswith(";"):
        return _owes(before.row, None, language)
    above = _sides(before.row) if language.holds(row, "owed", "goes_on") else []
    return _PARTY[above[0]] if above else None


def _sides(row: Row) -> list[str]:
    return [token.text for token in row.tokens if token.text in _PARTY]


def _within(row: Row, of: str, language: Language) -> str:
    """The last side that stands within one of these phrases."""
    spans = (place(phrase, row) for phrase in language.shared("owed", of))
    named = (_sides(Row(row.tokens[span[0] : span[1] + 1])) for span in spans if span is not None)
    return next((sides[-1] for sides in named if sides), "")
