"""Shows who is a client, who may be one, and what the records say of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from goodterms.faces.terminal import Part, Screen
from goodterms.faces.words import Words
from goodterms.records.model import Naming
from goodterms.records.settled.proposing import Proposal

MOST = 4
"""Reasons that fit beside a name; `--json` has all."""


def show_clients(
    screen: Screen, found: Sequence[Proposal], namings: Iterable[Naming], words: Words, *, kept: bool
) -> None:
    """Known clients, proposed ones and candidates, a table each, and who was called nobody's. Words on
    them can be said where the records are `kept`."""
    if not found:
        screen.line(words("clients.none"))
    for state in ("known", "proposed", "candidate"):
        some = [one for one in found if one.state == state]
        if some:
            _show_state(screen, state, some, words)
    nobody = [naming.name for naming in namings if not naming.client]
    if nobody:
        screen.line((words("clients.dismissed", names=", ".join(nobody)), "dim"))
        screen.line()
    if kept and any(one.state != "known" for one in found):
        screen.line(words("clients.hint"))


def _show_state(screen: Screen, state: str, some: Sequence[Proposal], words: Words) -> None:
    screen.line((words(f"clients.{state}", count=len(some)), "bold"))
    perhaps = any(one.same_as for one in some)
    keys = ["client", "why", *(["perhaps"] if perhaps else [])]
    rows: list[tuple[Part, ...]] = []
    for one in some:
        rows.append((_called(one), _why(one, words, MOST), one.same_as)[: len(keys)])
        if state != "known" and one.evidence:
            rows.append(("", (words.place(one.evidence[0]), "dim"), "")[: len(keys)])
    screen.table([words(f"clients.{key}") for key in keys], rows)
    screen.line()


def show_one(screen: Screen, one: Proposal, words: Words, where: str) -> None:
    """Somebody to say a word about: what the records say, from which places, and who it may be."""
    screen.line()
    screen.line((where, "dim"), " ", (_called(one), "bold"))
    screen.line(f"  {_why(one, words)}")
    for place in one.evidence:
        screen.line("  ", (words.place(place), "cyan"), f" {place.quote[:80]}".rstrip())
    if one.same_as and one.because:
        screen.line("  ", words("clients.may_be", client=one.same_as, because=words.say(one.because)))


def _called(one: Proposal) -> str:
    return f"{one.called} <{one.name}>" if one.called else one.name


def _why(one: Proposal, words: Words, most: int | None = None) -> str:
    return "; ".join(words.say(reason) for reason in one.why[:most])
