"""A draft on the screen: the letter itself on standard output, what is to be confirmed beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goodterms.faces.terminal import Screen
    from goodterms.faces.words import Words
    from goodterms.letters.drafting import Draft
    from goodterms.letters.replying import Answer

_MARKS = {"confirmed": "✓", "ask": "?", "contradicted": "✗"}


def show_draft(screen: Screen, made: Draft, words: Words) -> None:
    """The letter; a script with what they may say, and the confirmation to send after it."""
    _show_letter(screen, made, words)
    if made.objections:
        screen.line()
        screen.line((words("draft.objections"), "bold"))
    for they, you in made.objections:
        screen.line(f"  “{they}”")
        screen.line(f"  → {you}")
    if made.confirmation is not None:
        screen.line()
        screen.line((words("draft.confirmation"), "bold"))
        screen.line()
        _show_letter(screen, made.confirmation, words)


def show_claims(screen: Screen, made: Draft, words: Words) -> None:
    """What the draft says as a fact, and what nobody told."""
    screen.line()
    for claim in made.claims:
        screen.line(
            (f"{_MARKS[claim.state]} ", "bold"), words.say(claim.says), (f"  “{_short(claim.quote)}”", "dim")
        )
    for part in made.missing:
        screen.line(("! ", "bold"), words(f"draft.missing.{part}"))


def show_answer(screen: Screen, found: Answer, words: Words) -> None:
    """What their answer is, by their own words."""
    screen.line((words(f"reply.kind.{found.kind or 'unclear'}"), "bold"))
    for sign in found.signs:
        screen.line(f"  {words(f'reply.sign.{sign.kind}')}: “{_short(sign.quote)}”")
    if found.advice is not None:
        screen.line()
        screen.line(words.say(found.advice))
    screen.line()


def _show_letter(screen: Screen, made: Draft, words: Words) -> None:
    if made.subject:
        screen.line((f"{words('draft.subject_line')}: {made.subject}", "bold"))
        screen.line()
    screen.copied(made.text)


def _short(quote: str) -> str:
    return quote if len(quote) <= 90 else quote[:88].rstrip() + " …"
