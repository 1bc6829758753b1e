"""Who said what to whom in this room? From what one chat program wrote down to messages.

A chat shows who spoke, and seldom to whom: to everybody else in the room. The room is named after the
others where it has no name of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from goodterms.records.model import Channel, Message, Origin, Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.languages import same_name
from goodterms.terms.patterns import lazy

MOST_PEOPLE = 50
"""In a larger room a message is said to nobody in particular: it has no recipients, only its room."""
LONGEST_TEXT = 200_000
"""Characters of one message; no chat program lets anybody write as much."""
_QUOTE = 200
_SPACE = lazy(r"\s+")


class Said(NamedTuple):
    """One entry of a room, before it is known who else is in it."""

    locator: str
    at: datetime
    sender: str
    """Address, or the name the chat shows."""
    text: str = ""
    name: str = ""
    """The name the chat shows, where that is not the sender."""
    channel: Channel = "chat"
    origin: Origin = ""
    message_id: str = ""


def messages(
    source: Source, said: Sequence[Said], *, title: str = "", people: Iterable[str] = (), other: str = ""
) -> Iterator[Message | Problem]:
    """The messages of one room, in the order they were said; a text that is too long is cut, and told.

    `people` are in the room without having to speak; `other` is who is spoken to where nobody else is known.
    """
    speakers = (one.sender for one in said if not one.origin)
    room = tuple(dict.fromkeys((*people, *speakers)))
    thread = title or ", ".join(sorted(room))
    recipients: dict[str, tuple[str, ...]] = {}
    for one in said:
        if one.sender not in recipients:
            recipients[one.sender] = _others(source, one.sender, room, other)
        if len(one.text) > LONGEST_TEXT:
            yield source.problem(one.locator, "chat.long_text", most=LONGEST_TEXT)
        yield _message(source, one, recipients[one.sender], thread)


def never_silent(source: Source, found: Iterable[Record | Problem]) -> Iterator[Record | Problem]:
    """The same; a chat in which nobody says anything is a problem."""
    empty = True
    for item in found:
        empty = False
        yield item
    if empty:
        yield source.problem("", "chat.no_messages")


def me_among(source: Source, *names: str) -> str:
    """The name or address by which the freelancer is known, if one of these is theirs."""
    mine = {_compared(one): one for one in source.me}
    return next((mine[_compared(name)] for name in names if name and _compared(name) in mine), "")


def quote_of(text: str) -> str:
    """The first words of a text, on one line."""
    return _SPACE.sub(" ", text[: 4 * _QUOTE]).strip()[:_QUOTE]


def _compared(name: str) -> str:
    return name.lower() if "@" in name else same_name(name)


def _others(source: Source, sender: str, room: tuple[str, ...], other: str) -> tuple[str, ...]:
    """Everybody else in the room; where nobody else is known, `other` or the freelancer."""
    if len(room) > MOST_PEOPLE:
        return ()
    others = tuple(name for name in room if name != sender)
    if others:
        return others
    if other and other != sender:
        return (other,)
    return tuple(name for name in source.me[:1] if name != sender)


def _message(source: Source, one: Said, recipients: tuple[str, ...], thread: str) -> Message:
    text = one.text[:LONGEST_TEXT]
    return Message(
        sent_at=one.at,
        sender=one.sender,
        recipients=recipients,
        channel=one.channel,
        thread=thread,
        text=text,
        automatic=bool(one.origin),
        origin=one.origin,
        sender_name=one.name or one.sender,
        message_id=one.message_id,
        evidence=Evidence(source.name, one.locator, quote_of(text)),
    )
