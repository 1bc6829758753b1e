"""A contract on the screen: its clauses with their words, what it does not settle, and what is still owed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from goodterms.parting.contract.markup import plain_words
from goodterms.terms.money import Money

if TYPE_CHECKING:
    from goodterms.faces.terminal import Screen
    from goodterms.faces.words import Words
    from goodterms.parting.model import Clause, Contract, LooseEnd, Value

_INDENT = 5
_LONGEST = 300
_NOT_ALONE = frozenset({"currency", "per"})
"""Shown with the value that they belong to."""
MARKS = {"done": "✓", "open": "○", "unknown": "?"}


def show_contract(screen: Screen, found: Contract, words: Words) -> None:
    """Clauses, kinds without any, and loose ends."""
    read = sum(bool(line.kinds) for line in found.lines)
    screen.line((found.source, "bold"), f"  {words('contract.read', read=read, lines=len(found.lines))}")
    for number, clause in enumerate(found.clauses, 1):
        screen.line()
        _show_clause(screen, number, clause, found, words)
    if found.not_found and found.language:
        screen.line()
        names = ", ".join(words(f"clause.{kind}") for kind in found.not_found)
        screen.line((words("contract.not_found"), "bold"), f" {names}")
    if found.loose_ends:
        _show_ends(screen, found, words)


def _show_clause(screen: Screen, number: int, clause: Clause, found: Contract, words: Words) -> None:
    said = ", ".join(values_in_words(clause, words))
    more = [words("contract.page", page=clause.page)] if clause.page else []
    more += [words("contract.corrected")] if clause.is_corrected else []
    rest = f"  ({', '.join(more)})" if more else ""
    head = words(f"clause.{clause.kind}")
    screen.line((f"{number:>3}  ", "dim"), (f"{head}: {said}" if said else head, "bold"), (rest, "dim"))
    for span in (clause.span, *clause.also):
        screen.line((f"“{shortened(found.quote(span))}”", "dim"), indent=_INDENT)


def _show_ends(screen: Screen, found: Contract, words: Words) -> None:
    screen.line()
    screen.line((words("contract.loose_ends"), "bold"))
    for end in found.loose_ends:
        screen.line(f" {MARKS[end.state]}  {shortened(end.what)}")
        screen.line((owed_in_words(end, words), "dim"), indent=_INDENT)


def owed_in_words(end: LooseEnd, words: Words) -> str:
    """Who owes it, what the papers say of it, and its day."""
    due = words("contract.due", due=end.due) if end.due else ""
    told = [words(f"contract.owed_by.{end.owed_by}"), words(f"contract.state.{end.state}"), due]
    return ", ".join(filter(None, told))


def show_lines(screen: Screen, found: Contract, words: Words) -> None:
    """Every line of the contract, and the kinds it was read as."""
    screen.line()
    screen.line((words("contract.lines"), "bold"))
    for line in found.lines:
        kinds = ", ".join(words(f"clause.{kind}") for kind in line.kinds)
        text = shortened(found.quote(line.span))
        screen.line(
            (f"{line.number:>4} ", "dim"),
            f"{'•' if kinds else ' '} {text}",
            (f"  [{kinds}]" if kinds else "", "bold"),
        )


def values_in_words(clause: Clause, words: Words) -> Iterator[str]:
    """What a clause settles, value by value; nothing of those that repeat its words."""
    for name, value in clause.value.items():
        if name == "amount":
            yield _money(clause, words)
        elif name not in _NOT_ALONE and name not in ("basis", "multiple", "what", "name"):
            yield _value(name, value, words)


def _money(clause: Clause, words: Words) -> str:
    currency = str(clause.value.get("currency") or "")
    amount = clause.value["amount"]
    said = words.money(Money.of(str(amount), currency)) if currency else str(amount)
    per = clause.value.get("per")
    return f"{said} {words(f'clause.value.per.{per}')}" if per else said


def _value(name: str, value: Value, words: Words) -> str:
    if value is None:
        return words(f"clause.value.{name}.none")
    if isinstance(value, bool):
        return words(f"clause.value.{name}.{'yes' if value else 'no'}")
    if isinstance(value, tuple):
        return ", ".join(_value(name, one, words) for one in value)
    key = f"clause.value.{name}.{value}"
    if isinstance(value, str) and words(key) != key:
        return words(key)
    return words(f"clause.value.{name}", value=value)


def shortened(text: str) -> str:
    """The words on one line without signs of markup, those of a long passage up to a point."""
    plain = plain_words(text)
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST].rsplit(" ", 1)[0] + " …"
