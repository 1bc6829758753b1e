"""Terms in fact on the screen: what was agreed in mails with their words, and what is still owed by them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodterms.faces.screens.contracts import MARKS, shortened
from goodterms.terms.calendar import read_day
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.faces.terminal import Screen
    from goodterms.faces.words import Words
    from goodterms.parting.dossier import Dossier, Owed, Term

_INDENT = 5


def show_dossier(screen: Screen, name: str, found: Dossier, words: Words) -> None:
    """Terms job by job in the order they were agreed, those that no longer hold last; then what is owed."""
    with_whom = ", ".join(sorted(found.client))
    screen.line((name, "bold"), f"  {words('dossier.with', client=with_whom)}" if with_whom else "")
    if not found.terms:
        screen.line(words("dossier.no_terms"))
    jobs = sorted({one.job for one in found.terms})
    for job in jobs:
        if len(jobs) > 1:
            screen.line()
            screen.line((words("dossier.job", number=job + 1), "bold"))
        of_job = (one for one in found.terms if one.job == job)
        for one in sorted(of_job, key=lambda each: each.term.is_superseded):
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
    said = value_in_words(term.value, words)
    rest = f"  ({words('dossier.superseded')})" if term.is_superseded else ""
    screen.line((f"{head}: {said}" if said else head, "bold"), (rest, "dim"))
    screen.line((f"“{shortened(term.quote)}”", "dim"), indent=_INDENT)


def value_in_words(value: str, words: Words) -> str:
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
    screen.line(f" {MARKS[end.state]}  {shortened(end.what)}")
    screen.line((owed_in_words(end, words), "dim"), indent=_INDENT)
    if end.told is not None:
        screen.line((f"“{shortened(end.told.quote)}”", "dim"), indent=_INDENT)


def owed_in_words(end: Owed, words: Words) -> str:
    """Who owes it, what the mails say of it, and its day."""
    due = words("contract.due", due=end.due) if end.due else ""
    state = "ahead" if end.state == "open" and end.told is None else end.state
    told = [words(f"contract.owed_by.{end.owed_by}"), words(f"dossier.state.{state}"), due]
    return ", ".join(filter(None, told))
