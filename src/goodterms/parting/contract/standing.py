"""Does this clause hold? Another part may displace it, or it was proposed and not accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from goodterms.parting.contract.finding import Read
from goodterms.parting.contract.sheets import Language
from goodterms.parting.model import Clause, Span, Value
from goodterms.terms.patterns import lazy

_LONGEST_BRACKET = 800
_BRACKETS = lazy(r"\[[^\[\]]{3,800}\]")
ANNEX, TABLE, MAIN = "annex", "table", "main"
_LEAST_ROWS = 3


def parts(read: Sequence[Read], language: Language) -> list[str]:
    """By passage: does it stand in an annex, in a table of terms, or in the contract itself?"""
    found, part = [], MAIN
    rows = sum(one.passage.form == "row" and "|" in one.passage.flat.text for one in read)
    for one in read:
        if one.passage.form == "heading" or _begins(one, language):
            part = (
                ANNEX
                if language.holds(one.row, "parts", "annex")
                else MAIN
                if one.passage.form == "heading" and language.holds(one.row, "parts", "other")
                else part
            )
        is_table = one.passage.form == "row" and part == MAIN and rows >= _LEAST_ROWS
        found.append(TABLE if is_table else part)
    return found


def _begins(one: Read, language: Language) -> bool:
    """Is it a line that begins a part without being a heading: Annex A, which prevails?"""
    return language.holds(one.row, "parts", "begins")


def winner(read: Sequence[Read], where: Sequence[str], language: Language) -> tuple[str, Span] | None:
    """The part that goes before the others, and where that is said."""
    for number, one in enumerate(read):
        if one.is_gone or not language.holds(one.row, "prevails"):
            continue
        if where[number] == ANNEX or language.holds(one.row, "parts", "named_annex"):
            return ANNEX, one.passage.span
        if TABLE in where:
            return TABLE, one.passage.span
        if ANNEX in where:
            return ANNEX, one.passage.span
    return None


def displaced(
    clauses: Sequence[tuple[Clause, int]], read: Sequence[Read], where: Sequence[str], language: Language
) -> list[Clause]:
    """The clauses, those that another part displaces marked as overridden."""
    first = winner(read, where, language)
    instead = {number for number, one in enumerate(read) if language.holds(one.row, "instead")}
    before = {
        (clause.kind, *_of(clause.value))
        for clause, at in clauses
        if (at in instead or (first and where[at] == first[0])) and not clause.value.get("rejected")
    }
    none = _none_rows(read, where, language) if first and first[0] == TABLE else frozenset()
    found = []
    for clause, at in clauses:
        stays = at in instead or (first is not None and where[at] == first[0]) or clause.kind in _EACH
        if not stays and (_rivals(clause, before) or clause.kind in none):
            found.append(_overridden(clause, first[1] if first else None))
        else:
            found.append(clause)
    return found


def _overridden(clause: Clause, said: Span | None) -> Clause:
    """The clause as displaced, with the passage that says which part goes first."""
    also = (*clause.also, said) if said else clause.also
    return clause._replace(value={**clause.value, "overridden": True}, also=also)


_EACH = frozenset({"deliverable", "handover"})
"""Kinds of which a contract has many side by side."""


def _of(value: Mapping[str, Value]) -> tuple[Value, Value]:
    return value.get("party"), value.get("phase")


def _rivals(clause: Clause, before: set[tuple[str, Value, Value]]) -> bool:
    """Is there one of the same kind and phase that goes before it, for the same side or both?"""
    party, phase = _of(clause.value)
    return any(
        kind == clause.kind
        and other == phase
        and (whose in (party, "either", None) or party in ("either", None))
        for kind, whose, other in before
    )


def _none_rows(read: Sequence[Read], where: Sequence[str], language: Language) -> frozenset[str]:
    """Kinds of which the table says that there is none: Deposit | none."""
    found: set[str] = set()
    for one, part in zip(read, where, strict=True):
        if part == TABLE and one.labels and language.holds(one.row, "none"):
            found |= language.kinds(one.labels[0], "heading")
    return frozenset(found)


def is_rejected(number: int, read: Sequence[Read], text: str, language: Language) -> bool:
    """Was this passage proposed, and struck out or not accepted?"""
    one = read[number]
    if language.holds(one.row, "rejected") or any(language.holds(row, "rejected") for row in one.labels[:2]):
        return True
    span = one.passage.span
    near_it = _BRACKETS.finditer(text, max(span.start - _LONGEST_BRACKET - 1, 0), span.end + _LONGEST_BRACKET)
    bracket = next((b for b in near_it if b.start() <= span.start < b.end()), None)
    near = [
        other
        for other in read[max(0, number - 2) : number + 3]
        if other.passage.paragraph == one.passage.paragraph
    ]
    if bracket:
        near = [other for other in near if bracket.start() <= other.passage.span.start < bracket.end()]
        return any(language.holds(other.row, "rejected") for other in near)
    return any(
        language.holds(other.row, "rejected_it") for other in read[number + 1 : number + 2] if other in near
    )
