"""Whose mails are these? Who is the freelancer, who the client, and which mails are between the two?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from goodterms.parting.dossier.saying import Said, sentences
from goodterms.parting.dossier.sheets import Speech
from goodterms.parting.model import Party
from goodterms.records.model import Message
from goodterms.records.settled.names import domain_of

_TERMS = ("price", "rate", "deposit", "payment_term", "revision_limit", "kill_fee")
"""Terms that whoever offers work names first."""

_OWN = 3
"""How much more it tells to speak of an own fee than to ask for something."""


class Two(NamedTuple):
    """The addresses of both."""

    me: frozenset[str]
    client: frozenset[str]


def find_two(messages: Sequence[Message], me: Iterable[str], speech: Speech) -> Two | None:
    """The freelancer's addresses as told, else of whoever speaks as one who offers work; the client is who
    writes with them most. None where that stays open."""
    mine = frozenset(one.lower() for one in me) & _everybody(messages)
    mine = mine or _by_words(messages, speech)
    if not mine:
        return None
    others: Counter[str] = Counter()
    for one in messages:
        if one.sender in mine:
            others.update(set(one.recipients) - mine)
        elif mine & set(one.recipients):
            others[one.sender] += 2
    if not others:
        return None
    client = max(others, key=lambda one: (others[one], one))
    return Two(mine, frozenset({client}))


def _everybody(messages: Iterable[Message]) -> frozenset[str]:
    return frozenset(one for each in messages for one in (each.sender, *each.recipients))


def _by_words(messages: Sequence[Message], speech: Speech) -> frozenset[str]:
    """Of the two who write to each other most, the one who asks a fee."""
    pairs = Counter(
        frozenset((one.sender, other)) for one in messages for other in one.recipients if other != one.sender
    )
    if not pairs:
        return frozenset()
    pair = max(pairs, key=lambda one: (pairs[one], sorted(one)))
    points = dict.fromkeys(sorted(pair), 0)
    mails: list[tuple[Message, Party]] = [(one, "me") for one in messages if one.sender in pair]
    for said in sentences(mails, speech):
        writer = said.message.sender
        points[writer] += _OWN * speech.says(said.row, "who", "freelancer")
        points[writer] -= speech.says(said.row, "who", "client")
        points[writer] += not said.asks and _sets_terms(said, speech)
    first = min((one for one, _ in mails), key=lambda one: one.sent_at)
    points[first.sender] -= "?" in first.text
    best = sorted(points, key=lambda one: points[one])
    return frozenset(best[-1:]) if len(best) > 1 and points[best[-1]] > points[best[0]] else frozenset()


def _sets_terms(said: Said, speech: Speech) -> bool:
    """Does a sentence state what a freelancer asks for, and not answer that?"""
    if any(speech.says(said.row, "stance", title) for title in ("accept", "refuse", "wish", "aside")):
        return False
    return any(speech.topics[what].place(said.row) is not None for what in _TERMS)


def between(messages: Iterable[Message], two: Two) -> list[tuple[Message, Party]]:
    """The mails that one of them wrote to the other, in their order, with who wrote each. Whoever writes
    from the client's own domain (`_own`) speaks for the client."""
    found: list[tuple[Message, Party]] = []
    for one in sorted(messages, key=lambda each: each.sent_at):
        people = set(one.recipients)
        if one.automatic or not one.text.strip():
            continue
        if one.sender in two.me and people & two.client:
            found.append((one, "me"))
        elif people & two.me and (one.sender in two.client or _own(one.sender, two)):
            found.append((one, "client"))
    return found


def _own(sender: str, two: Two) -> bool:
    """Does somebody write from the domain of the client, and is that a domain of their own?"""
    domain = domain_of(sender)
    return bool(domain) and any(domain == domain_of(other) for other in two.client)
