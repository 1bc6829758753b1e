"""I downloaded my Instagram or Messenger messages as JSON.

    {"participants": [{"name": "Kim"}, {"name": "Mara Lind"}], "title": "Kim", "messages": [
      {"sender_name": "Kim", "timestamp_ms": 1740000000000, "content": "Six boards?"}]}

Meta writes one folder a chat with `message_1.json` and on, the latest message first. Its letters beyond
ASCII are UTF-8 that was taken for Latin-1; they are put right.
"""

from __future__ import annotations

from collections.abc import Iterator

from goodterms.records.chat import json_parts as chat_json
from goodterms.records.chat.json_parts import Mark, fields_of, items_of, text_of
from goodterms.records.chat.room import Said, me_among, messages, never_silent
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Instagram or Messenger chat (JSON)"
SPEAKS = True
READS = (
    "A chat's `message_1.json` of the account download: words, sender, moment and calls; pictures, shared "
    "posts and unsent messages count without words; no reactions, and no HTML download."
)
GIVES = ("message",)

_OF_META = lazy(r'"sender_name"\s*:')
_STAMP = lazy(r'"timestamp_ms"\s*:\s*\d')
_PROGRAM = lazy(
    r"Reacted .{1,40} to your message ?|Liked a message|.{1,80} sent an attachment\.|.{1,80} shared a story\."
)


def recognises(source: Source) -> bool:
    first = source.first
    return bool(first.lstrip().startswith("{") and _OF_META.search(first) and _STAMP.search(first))


def read(source: Source) -> Iterator[Record | Problem]:
    """The messages in the order of the file; each stands at `message 1`, `message 2`, …"""
    yield from never_silent(source, _read(source))


def _read(source: Source) -> Iterator[Record | Problem]:
    about: dict[str, object] = {}
    said: list[Said] = []
    for path, value in chat_json.walk(source, lambda path: path in ((), ("messages",))):
        if value is Mark.BROKEN:
            yield source.problem(_place(path), "chat.broken")
        elif len(path) == 2:
            one = _said(source, about, _place(path), fields_of(value))
            if isinstance(one, Problem):
                yield one
            elif one is not None:
                said.append(one)
        elif path and value is not Mark.END:
            about[str(path[0])] = value
    listed = (_right(fields_of(one).get("name")) for one in items_of(about.get("participants")))
    people = [me_among(source, name) or name for name in listed if name]
    yield from messages(source, said, title=_right(about.get("title")), people=people)


def _place(path: chat_json.Path) -> str:
    return f"message {path[1] + 1}" if len(path) == 2 and isinstance(path[1], int) else ""


def _said(
    source: Source, about: dict[str, object], place: str, entry: dict[str, object]
) -> Said | Problem | None:
    """What was said; None for a line of the program."""
    name = _right(entry.get("sender_name"))
    stamp = entry.get("timestamp_ms")
    when = chat_json.moment(stamp // 1000) if isinstance(stamp, int) else None
    if when is None:
        return source.problem(place, "chat.bad_date", written=str(stamp or "")[:40])
    if not name:
        return source.problem(place, "chat.no_sender")
    text = _right(entry.get("content")).strip()
    programs = len(text) < 200 and _PROGRAM.fullmatch(text) is not None
    if programs and "share" not in entry:
        return None
    called = "call_duration" in entry
    return Said(
        place,
        when,
        sender=me_among(source, name) or name,
        text="" if called or programs or entry.get("is_unsent") is True else text,
        name=name,
        channel="call" if called else "chat",
        message_id=f"meta:{text_of(about.get('thread_path'))}:{stamp}:{name}",
    )


def _right(value: object) -> str:
    """A text with its letters put right, where they were taken for Latin-1."""
    text = text_of(value)
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
