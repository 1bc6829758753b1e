"""What do the first mails of a lead say? Hints to ask about, with their places; never a judgement (B15).

Only what the records hold is read: mail of strangers stays closed. Haggling, hurry and hard words about those
who worked for them before are phrases (`lead_mail.toml`); pressing, payment and tone are what messages do
(`goodterms.records.acts`); the hour is that of the freelancer's own clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Literal, NamedTuple

from goodterms.parting.lookback import is_after_hours
from goodterms.records.book import Book, FiledMessage
from goodterms.records.phrasing import Automaton
from goodterms.review.model import Family
from goodterms.terms import shelf
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.languages import detect, words

FlagKind = Literal["haggling", "urgency", "former_provider", "out_of_hours", "payment", "tone"]
FIRST = timedelta(days=60)
MOST = 20
"""Messages from the first on that count as first mails, within FIRST."""
OFTEN, LEAST = 1 / 3, 2
"""Part, and number, of their messages out of hours from which it is said: once is chance."""
MOST_EVIDENCE = 3
_UNLESS = "unless "
_SAID: Mapping[FlagKind, frozenset[str]] = {
    "urgency": frozenset({"chaser"}),
    "payment": frozenset({"payment_excuse", "refused_method"}),
    "tone": frozenset({"hostile", "threat", "irritated"}),
}
ABOUT: Mapping[FlagKind, Family] = {
    "haggling": "worth",
    "urgency": "attention",
    "former_provider": "respect",
    "out_of_hours": "attention",
    "payment": "payment",
    "tone": "respect",
}
"""What each is a first hint of."""


class Flag(NamedTuple):
    """Something in the first mails that is worth a question."""

    kind: FlagKind
    times: int
    of: int
    """Messages looked at."""
    says: Text
    evidence: tuple[Evidence, ...]

    @property
    def family(self) -> Family:
        """What it is a first hint of."""
        return ABOUT[self.kind]


def first_mails(book: Book, client: str, as_of: date) -> tuple[FiledMessage, ...]:
    """What somebody of a lead wrote in the first weeks, the first first."""
    wrote = sorted(
        (
            one
            for one in book.messages
            if one.client == client
            and one.incoming
            and not one.record.automatic
            and one.record.sent_at.date() <= as_of
        ),
        key=lambda one: one.record.sent_at,
    )
    return tuple(one for one in wrote if one.record.sent_at - wrote[0].record.sent_at <= FIRST)[:MOST]


def flags(book: Book, client: str, as_of: date) -> tuple[Flag, ...]:
    """What is worth a question in the first mails of a lead."""
    mails = first_mails(book, client, as_of)
    said = {one.key: _said(one) for one in mails}
    found = []
    for kind in ABOUT:
        hits = [one for one in mails if kind in said[one.key]]
        if kind == "out_of_hours":
            hits = _late(book, mails)
        if hits:
            says = Text(f"screen.flag.{kind}", {"count": len(hits), "of": len(mails)})
            places = tuple(one.record.evidence for one in hits[:MOST_EVIDENCE])
            found.append(Flag(kind, len(hits), len(mails), says, places))
    return tuple(found)


def hints_in(text: str) -> frozenset[str]:
    """The kinds of hints in the words of a message: haggling, urgency, former_provider.

    >>> sorted(hints_in("Our last designer was useless. Could you start tomorrow?"))
    ['former_provider', 'urgency']
    """
    language = detect(text)
    found: set[str] = set()
    for name in (language,) if language in _sheets() else _sheets():
        found |= {phrase.label for phrase in _phrases(name).found(["^", *words(text), "$"])}
    return frozenset(one for one in found if not one.startswith(_UNLESS) and _UNLESS + one not in found)


def _said(mail: FiledMessage) -> frozenset[str]:
    by_acts = {kind for kind, acts in _SAID.items() if not acts.isdisjoint(mail.record.acts)}
    return hints_in(f"{mail.record.subject}\n{mail.record.text}") | by_acts


def _late(book: Book, mails: tuple[FiledMessage, ...]) -> list[FiledMessage]:
    late = [one for one in mails if is_after_hours(book.freelancer, one.record.sent_at)]
    return late if len(late) >= max(LEAST, OFTEN * len(mails)) else []


def _sheets() -> tuple[str, ...]:
    return tuple(shelf.toml("goodterms.parting", "lead_mail"))


@cache
def _phrases(language: str) -> Automaton:
    """The phrases of a language, ready to be found."""
    automaton = Automaton(_words_of)
    for kind, table in _tables(language):
        for phrase in table.get("phrases", ()):
            automaton.add(phrase, kind)
        for phrase in table.get("unless", ()):
            automaton.add(phrase, _UNLESS + kind)
    return automaton


def _tables(language: str) -> Iterator[tuple[str, Mapping[str, list[str]]]]:
    yield from shelf.toml("goodterms.parting", "lead_mail")[language].items()


def _words_of(lexeme: str) -> tuple[str, ...]:
    """A word of a phrase as `words` would cut it; a stem keeps its star."""
    return (lexeme,) if lexeme.endswith("*") else tuple(words(lexeme))
