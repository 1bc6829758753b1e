"""Terms in fact on the screen: what was agreed in mails with their words, and what is still owed by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodterms.terms.calendar import read_day
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.faces.terminal import Screen
    from goodterms.faces.words import Words
    from goodterms.parting.dossier import Dossier, Owed, Term

_INDENT = 5
_MARKS = {"done": "✓", "open": "○", "unknown": "?"}
_LONGEST = 300


def show_dossier(screen: Screen, name: str, found: Dossier, words: Words) -> None:
    """Terms in the order they were agreed, those that no longer hold last; then what is owed."""
    with_whom = ", ".join(sorted(found.client))
    screen.line((name, "bold"), f"  {words('dossier.with', client=with_whom)}" if with_whom else "")
    if not found.terms:
        screen.line(words("dossier.no_terms"))
    for one in sorted(found.terms, key=lambda each: each.term.is_superseded):
        screen.line()
        _show_term(screen, one, words)
    if found.loose_ends:
        screen.line()
        screen.line((words("contract.loose_ends"), "bold"))
        for end in found.loose_ends:
            _show_end(screen, end, words)


def _show_term(screen: Screen, one: Term, words: Words) -> None:
    term = one.term
    head = words(f"dossier.what.{term.what}")
    said = _value(term.value, words)
    rest = f"  ({words('dossier.superseded')})" if term.is_superseded else ""
    screen.line((f"{head}: {said}" if said else head, "bold"), (rest, "dim"))
    screen.line((f"“{_short(term.quote)}”", "dim"), indent=_INDENT)


def _value(value: str, words: Words) -> str:
    """A value as people write it; nothing where it only repeats the quote."""
    if (day := read_day(value)) is not None:
        return words.day(day)
    amount, _, unit = value.partition(" ")
    if re.fullmatch(r"[\d.]+", amount) and re.fullmatch(r"[A-Z]{3}", unit):
        return words.money(Money.of(amount, unit))
    unit = unit.removeprefix("working ")
    if amount.isdigit() and unit in ("days", "weeks", "months", "years"):
        return words(f"clause.value.{unit}", value=int(amount))
    return value if len(value) <= _INDENT * 5 else ""


def _show_end(screen: Screen, end: Owed, words: Words) -> None:
    due = words("contract.due", due=end.due) if end.due else ""
    told = [words(f"contract.owed_by.{end.owed_by}"), words(f"dossier.state.{end.state}"), due]
    screen.line(f" {_MARKS[end.state]}  {_short(end.what)}")
    screen.line((", ".join(filter(None, told)), "dim"), indent=_INDENT)
    if end.told is not None:
        screen.line((f"“{_short(end.told.quote)}”", "dim"), indent=_INDENT)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit(" ", 1)[0] + " …"
