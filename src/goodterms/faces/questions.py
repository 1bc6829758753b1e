"""What does nobody know yet? The questions of a letter; Enter leaves out what one asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import click

from goodterms.letters.deciding import decide
from goodterms.letters.reasons import REASONS, stand
from goodterms.letters.wording import wording
from goodterms.terms.calendar import read_day

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.letters.deciding import Wish
    from goodterms.letters.known import Known


def ask(wish: Wish, known: Known | None, today: date, language: str, words: Words) -> Wish:
    """The same wish with what the freelancer answers to the questions that are open."""
    if not wish.reason:
        wish = replace(wish, reason=_reason(known, words))
    if wish.last_day is None:
        wish = replace(wish, last_day=_day(decide(wish, known, today).last_day, words))
    if not (wish.about or wish.knowing):
        wish = _business(wish, known, language, words)
    if wish.is_alternative and not (wish.colleague or wish.provider) and _may_refer(known):
        wish = replace(wish, colleague=_colleague(known, words))
    if not wish.handover:
        wish = replace(wish, handover=_line(words("ask.handover")))
    if not wish.contact and not (known and known.contact):
        wish = replace(wish, contact=_line(words("ask.contact")))
    if not wish.me and not (known and known.me):
        wish = replace(wish, me=_line(words("ask.me")))
    return wish


def _reason(known: Known | None, words: Words) -> str:
    """One reason of those that nothing contradicts, or a sentence of their own."""
    true = [one for one in REASONS if stand(one, known).state != "contradicted"]
    return _chosen(words("ask.reason"), [(one, words(f"reason.{one}")) for one in true])


def _day(proposed: date, words: Words) -> date:
    while True:
        told = _line(words("ask.last_day", day=proposed))
        day = read_day(told) if told else proposed
        if day is not None:
            return day
        click.echo(words("ask.no_day", told=told), err=True)


def _business(wish: Wish, known: Known | None, language: str, words: Words) -> Wish:
    """What they are busy with, and what the freelancer finds of it (M71, M72)."""
    choices = _named(known, language, words) if known else []
    told = _chosen(words("ask.about"), choices)
    if not told:
        return wish
    adjectives = wording(language).adjectives
    found = _chosen(words("ask.adjective", about=told), [(one, one) for one in adjectives])
    return replace(wish, about=told, adjective=found)


def _named(known: Known, language: str, words: Words) -> list[tuple[str, str]]:
    """What the records can name: what they wrote that they are about to do, with their words, and what was
    made for them."""
    ahead = [one for one in known.intentions if one.language == language]
    quoted = [
        (one.name, words("ask.ahead", about=one.name, quote=one.quote, day=one.said_on)) for one in ahead
    ]
    return [*quoted, *((one.name, one.name) for one in known.subjects[:3])]


def _colleague(known: Known | None, words: Words) -> str:
    agreed = [(one.name, ", ".join([one.name, *one.skills])) for one in known.colleagues] if known else []
    return _chosen(words("ask.colleague"), agreed) if agreed else _line(words("ask.colleague"))


def _may_refer(known: Known | None) -> bool:
    return known is None or known.referral is not False


def _chosen(question: str, choices: Sequence[tuple[str, str]]) -> str:
    """One of the choices by its number, or words of their own; Enter says none."""
    for number, (_, shown) in enumerate(choices, 1):
        click.echo(f"  {number}  {shown}", err=True)
    told = _line(question)
    if told.isdecimal() and 1 <= int(told) <= len(choices):
        return choices[int(told) - 1][0]
    return told


def _line(question: str) -> str:
    told: str = click.prompt(question, default="", show_default=False, err=True)
    return told.strip()
