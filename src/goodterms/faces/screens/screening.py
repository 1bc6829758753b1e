"""A lead on the screen: who sent them, what that was like, and what to ask and offer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from goodterms.faces.screens.afterwards import show_places
from goodterms.faces.words import reason_in_words

if TYPE_CHECKING:
    from goodterms.faces.terminal import Screen
    from goodterms.faces.words import Words
    from goodterms.parting.screening import Advice, Judged, Screening


def show_screening(screen: Screen, made: Screening, words: Words) -> None:
    """Everything that is known before one says yes."""
    screen.line((words("screen.heading", lead=made.lead, day=made.as_of), "bold"))
    for text in made.warnings:
        screen.line(("! ", "yellow"), words.say(text), indent=2)
    for text in made.notes:
        screen.line(words.say(text), indent=2)
    if made.chain:
        _heading(screen, "screen.part.chain", words)
    for one in made.chain:
        _link(screen, one, words)
    if made.mails is not None:
        _heading(screen, "screen.part.mails", words)
        screen.line(words("screen.mails" if made.flags else "screen.mails_clean", count=made.mails), indent=2)
    for flag in made.flags:
        screen.line(f"• {words.say(flag.says)}", indent=2)
        show_places(screen, flag.evidence, words)
    _advice(screen, "screen.part.questions", made.questions, words)
    _advice(screen, "screen.part.terms", made.terms, words)


def _heading(screen: Screen, key: str, words: Words) -> None:
    screen.line()
    screen.line((words(key), "bold"))


def _link(screen: Screen, one: Judged, words: Words) -> None:
    link = one.link
    said = [words(f"screen.kind.{link.kind}", client=link.client)]
    if link.client:
        said.append(words(f"screen.standing.{one.standing}"))
    screen.line((f"← {link.name}", "bold"), f" · {', '.join(said)}", indent=2)
    if one.because is not None:
        screen.line(words.say(one.because), indent=4)
    for reason in one.reasons:
        screen.line(f"{words(f'family.{reason.family}')}: {reason_in_words(reason, words)}", indent=4)
        show_places(screen, reason.evidence[:2], words)


def _advice(screen: Screen, key: str, advice: Iterable[Advice], words: Words) -> None:
    _heading(screen, key, words)
    for one in advice:
        screen.line(f"• {words.say(one.says)}", indent=2)
        screen.line((words.say(one.why), "dim"), indent=4)
