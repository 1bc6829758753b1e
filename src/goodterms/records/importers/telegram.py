"""I exported a Telegram chat, or my whole account, as JSON.

    {"name": "Kim", "type": "personal_chat", "id": 41, "messages": [
      {"id": 7, "type": "message", "date_unixtime": "1740000000", "from": "Kim", "from_id": "user41",
       "text": ["See ", {"type": "link", "text": "pixelorchard.example"}]}]}

Telegram Desktop writes `result.json` (core.telegram.org/import-export): one chat, or all of them in a list.
A forwarded text and a quote are somebody else's words, so they are left out; a call is a message without
words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from goodterms.records.chat import json_parts as chat_json
from goodterms.records.chat.json_parts import Mark, fields_of, items_of, text_of
from goodterms.records.chat.room import Said, me_among, messages, never_silent
from goodterms.records.model import Origin, Record
from goodterms.records.source import Source
from goodterms.terms.calendar import zone
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Telegram chat (JSON)"
SPEAKS = True
READS = (
    "Every chat of `result.json`, of one chat or the whole account: text, sender and moment, and that "
    "there was a call; pictures, files and forwarded messages without their words; no HTML export, "
    "reactions or edits."
)
GIVES = ("message",)

_OF_A_CHAT = lazy(r'"messages"\s*:\s*\[')
_OF_TELEGRAM = lazy(r'"(?:date_unixtime|from_id|text_entities)"\s*:|"type"\s*:\s*"service"')
_OF_AN_ACCOUNT = lazy(r'"personal_information"\s*:\s*\{')
_ACCOUNT = lazy(r'"(?:contacts|frequent_contacts|profile_pictures|sessions|chats)"\s*:')
_PAGE = lazy(r'<title>Exported Data</title>.{0,4000}class="page_wrap', re.DOTALL)
_LISTS = frozenset(("messages", "list", "chats", "left_chats"))


@dataclass(slots=True)
class _Chat:
    """One chat as far as it was read."""

    about: dict[str, object] = field(default_factory=dict)
    entries: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return text_of(self.about.get("name"))

    @property
    def kind(self) -> str:
        return text_of(self.about.get("type"))


def recognises(source: Source) -> bool:
    first = source.first.lstrip()
    if first.startswith("<"):
        return _PAGE.search(first) is not None
    if not first.startswith("{"):
        return False
    chat = _OF_A_CHAT.search(first) and _OF_TELEGRAM.search(first)
    return bool(chat or (_OF_AN_ACCOUNT.search(first) and _ACCOUNT.search(first)))


def read(source: Source) -> Iterator[Record | Problem]:
    """The messages chat by chat; each stands at `chat 2, message 7`, or at `message 7` of the only chat."""
    if source.first.lstrip().startswith("<"):
        yield source.problem("", "chat.not_json", program="Telegram")
        return
    yield from never_silent(source, _read(source))


def _read(source: Source) -> Iterator[Record | Problem]:
    chat, owner = _Chat(), ""
    for path, value in chat_json.walk(source, _enters):
        if path == ("personal_information", "user_id"):
            owner = f"user{value}"
        if value in (Mark.END, Mark.BROKEN) and not (value is Mark.END and path and path[-1] in _LISTS):
            yield from _messages(source, chat, owner)
            chat = _Chat()
        if value is Mark.BROKEN:
            yield source.problem(_place(path), "chat.broken")
        elif len(path) > 1 and path[-2] == "messages":
            chat.entries.append((_place(path), fields_of(value)))
        elif path and isinstance(path[-1], str):
            chat.about[path[-1]] = value


def _enters(path: chat_json.Path) -> bool:
    """The document, the lists of chats, each chat, its messages, and the owner's own description."""
    match path:
        case () | ("messages",) | ("personal_information",) | ("chats" | "left_chats",):
            return True
        case ("chats" | "left_chats", "list", *rest):
            return len(rest) < 2 or rest[1:] == ["messages"]
    return False


def _place(path: chat_json.Path) -> str:
    """Where a message stands, counted from 1."""
    numbers = [step + 1 for step in path if isinstance(step, int)]
    words = ("chat", "message") if path[:1] == ("chats",) else ("left chat", "message")
    if path[:1] not in (("chats",), ("left_chats",)):
        words = ("message", "")
    return ", ".join(f"{word} {number}" for word, number in zip(words, numbers, strict=False))


def _messages(source: Source, chat: _Chat, owner: str) -> Iterator[Record | Problem]:
    """The messages of one chat, and how many of its entries are none."""
    mine = _owners(chat, owner)
    said: list[Said] = []
    strange: list[str] = []
    for place, entry in chat.entries:
        if entry.get("type") not in ("message", "service"):
            strange.append(place)
        elif entry["type"] == "message" or entry.get("action") == "phone_call":
            one = _said(source, chat, place, entry, mine)
            if isinstance(one, Problem):
                yield one
            else:
                said.append(one)
    if strange:
        yield source.problem(strange[0], "chat.strange_entries", count=len(strange))
    other = chat.name if chat.kind == "personal_chat" else ""
    yield from messages(source, said, title=chat.name, other=other)


def _owners(chat: _Chat, owner: str) -> frozenset[str]:
    """Who of a chat is the owner of the account: in a chat of two, who it is not named after."""
    speakers = {_identity_of(entry) for _, entry in chat.entries} - {""}
    other = f"user{chat.about.get('id')}"
    if chat.kind == "personal_chat" and other in speakers:
        return frozenset(speakers - {other})
    return frozenset({owner} - {""})


def _identity_of(entry: dict[str, object]) -> str:
    """The number of who spoke; exports of before 2021 write it bare."""
    identity = entry.get("actor_id", entry.get("from_id"))
    return f"user{identity}" if isinstance(identity, int) else text_of(identity)


def _said(
    source: Source, chat: _Chat, place: str, entry: dict[str, object], mine: frozenset[str]
) -> Said | Problem:
    called = entry["type"] == "service"
    identity = _identity_of(entry)
    name = text_of(entry.get("actor" if called else "from")) or identity
    when = _moment(source, entry)
    if when is None:
        written = str(entry.get("date_unixtime") or entry.get("date") or "")[:40]
        return source.problem(place, "chat.bad_date", written=written)
    if not name:
        return source.problem(place, "chat.no_sender")
    own = identity in mine
    return Said(
        place,
        when,
        sender=(source.me[0] if own and source.me else "") or me_among(source, name) or name,
        text="" if called or "forwarded_from" in entry else _text(entry.get("text")),
        name=name,
        channel="call" if called else "chat",
        origin="" if own else _origin(chat, identity),
        message_id=_message_id(chat, entry),
    )


def _origin(chat: _Chat, identity: str) -> Origin:
    """A bot's words are a machine's; a channel's go to many."""
    if chat.kind == "bot_chat":
        return "automatic"
    return "bulk" if identity.startswith("channel") or "channel" in chat.kind else ""


def _moment(source: Source, entry: dict[str, object]) -> datetime | None:
    if "date_unixtime" in entry:
        return chat_json.moment(entry["date_unixtime"])
    try:
        local = datetime.fromisoformat(text_of(entry.get("date")))
    except ValueError:
        return None
    if not chat_json.FIRST_YEAR <= local.year <= chat_json.LAST_YEAR:
        return None
    return local if local.tzinfo else local.replace(tzinfo=zone(source.zone) or UTC)


def _message_id(chat: _Chat, entry: dict[str, object]) -> str:
    """What makes this message the same in every export: its number within its chat."""
    room, number = chat.about.get("id"), entry.get("id")
    return f"telegram:{room}:{number}" if isinstance(room, int) and isinstance(number, int) else ""


def _text(value: object) -> str:
    """A text, which Telegram writes in parts where any of it is a link, a name or bold."""
    if isinstance(value, str):
        return value.strip()
    text = ""
    for item in items_of(value):
        part = fields_of(item)
        if part.get("type") == "link" and text and not text[-1].isspace():
            text += " "
        if part.get("type") != "blockquote":
            text += item if isinstance(item, str) else text_of(part.get("text"))
    return text.strip()
