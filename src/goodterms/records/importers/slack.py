"""I exported our Slack workspace, or a client sent me their export.

A folder or a .zip: `users.json` says who is who, `channels.json`, `groups.json`, `mpims.json` and
`dms.json` who is where, and `<channel>/2026-03-04.json` holds what was said there that day. The file of one
day is read alone as well, with the names that stand in it. Text is Slack's own markup: `<@U41>` is a
person, `<…|a word>` a link. Joins, topics and other lines of the program are no messages; bots
write automatic ones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from goodterms.records.chat import json_parts as chat_json
from goodterms.records.chat.json_parts import Mark, fields_of, items_of, text_of
from goodterms.records.chat.room import Said, me_among, messages, never_silent
from goodterms.records.chat.slack_text import as_of_today, plain
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Slack export"
SPEAKS = True
READS = (
    "A workspace's export, as .zip or folder, and the file of a single day: text, sender with address, "
    "members, moments, huddles; no files, attachments, reactions or canvases."
)
GIVES = ("message",)

_PEOPLE = ("users.json", "org_users.json")
_ROOMS = ("channels.json", "groups.json", "mpims.json", "dms.json")
_DAY = lazy(r"(?:^|/)([^/]+)/\d{4}-\d\d-\d\d\.json$")
_ENTRY = lazy(r"\s*\[\s*\{")
_STAMP = lazy(r'"ts"\s*:\s*"\d{9,11}\.\d{6}"')
_SAID = frozenset(("", "thread_broadcast", "me_message", "file_share", "file_comment", "bot_message"))
_CALLS = frozenset(("huddle_thread", "sh_room_created"))
_MANY = lazy(r"mpdm-.+-\d+$")


class _Person(NamedTuple):
    """Somebody in the workspace."""

    name: str
    email: str = ""
    is_bot: bool = False


class _Room(NamedTuple):
    """A channel, or a conversation of a few."""

    name: str = ""
    members: tuple[str, ...] = ()


@dataclass(slots=True)
class _Export:
    """What the lists of an export say."""

    people: dict[str, _Person] = field(default_factory=dict)
    rooms: dict[str, _Room] = field(default_factory=dict)


def gathers(names: Collection[str]) -> bool:
    """Is a folder with these entries an export? One list of people and one of rooms lie at its top."""
    return any(name in names for name in _PEOPLE) and any(name in names for name in _ROOMS)


def recognises(source: Source) -> bool:
    if source.files:
        return gathers({path.partition("/")[0] + "/" * ("/" in path) for path in source.files})
    first = source.first
    return bool(_ENTRY.match(first) and _STAMP.search(first) and '"type"' in first)


def read(source: Source) -> Iterator[Record | Problem]:
    """The messages room by room and day by day; each stands at `general/2026-03-04.json, message 3`."""
    yield from never_silent(source, _export(source) if source.files else _lone_day(source))


def _lone_day(source: Source) -> Iterator[Record | Problem]:
    folder = source.name.replace("\\", "/").split("/")[-2:-1]
    said: list[Said] = []
    yield from _sort(_day(source, source, _Export(), ""), said)
    yield from messages(source, said, title="".join(folder))


def _export(source: Source) -> Iterator[Record | Problem]:
    export = _Export()
    yield from _lists(source, export)
    days: dict[str, list[str]] = {}
    for path in sorted(source.files):
        if found := _DAY.search(path):
            days.setdefault(found[1], []).append(path)
    for folder, paths in days.items():
        room = export.rooms.get(folder, _Room("" if _MANY.match(folder) else folder))
        said: list[Said] = []
        for path in paths:
            yield from _sort(_file(source, export, path), said)
        people = (_sender(source, export.people[one]) for one in room.members if _is_person(export, one))
        yield from messages(source, said, title=room.name, people=people)


def _sort(found: Iterator[Said | Problem], said: list[Said]) -> Iterator[Problem]:
    """Puts aside what was said, and hands on the problems."""
    for one in found:
        if isinstance(one, Problem):
            yield one
        else:
            said.append(one)


def _lists(source: Source, export: _Export) -> Iterator[Problem]:
    """Reads the lists of people and rooms; a broken one is told, and done without."""
    for path in (*_PEOPLE, *_ROOMS):
        if path not in source.files:
            continue
        data = _bytes(source, path)
        listed = chat_json.load(data) if isinstance(data, bytes) else ()
        if isinstance(data, Problem):
            yield data
        elif not isinstance(listed, list):
            yield source.problem(path, "chat.broken")
        else:
            _learn(export, path, [fields_of(item) for item in listed])


def _learn(export: _Export, path: str, listed: list[dict[str, object]]) -> None:
    for one in listed:
        known, name = text_of(one.get("id")), text_of(one.get("name"))
        if path in _PEOPLE:
            export.people[known] = _person(one)
            continue
        members = tuple(text_of(member) for member in items_of(one.get("members")))
        named = path in ("channels.json", "groups.json")
        room = _Room(name if named else "", members)
        export.rooms.update({key: room for key in (known, name) if key})


def _person(user: dict[str, object]) -> _Person:
    """Somebody, by the name they gave themselves."""
    profile = fields_of(user.get("profile"))
    names = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"))
    shown = (*names, user.get("display_name"), user.get("name"), user.get("id"))
    name = next((text.strip() for one in shown if (text := text_of(one)).strip()), "")
    return _Person(name, text_of(profile.get("email")).strip().lower(), user.get("is_bot") is True)


def _is_person(export: _Export, identity: str) -> bool:
    person = export.people.get(identity)
    return person is not None and bool(person.name) and not person.is_bot and identity != "USLACKBOT"


def _sender(source: Source, person: _Person) -> str:
    """By what somebody is known: the freelancer's own name or address, else the address, else the name."""
    return me_among(source, person.email, person.name) or person.email or person.name


def _bytes(source: Source, path: str) -> bytes | Problem:
    try:
        return source.files[path]()
    except OSError as error:
        problem = getattr(error, "problem", None)  # archives say what is wrong with a file of theirs
        return problem if isinstance(problem, Problem) else source.problem(path, "file.unreadable")


def _file(source: Source, export: _Export, path: str) -> Iterator[Said | Problem]:
    data = _bytes(source, path)
    if isinstance(data, Problem):
        yield data
    else:
        yield from _day(source, Source(source.name, data), export, path)


def _day(source: Source, day: Source, export: _Export, path: str) -> Iterator[Said | Problem]:
    """What was said in one file; what is no entry of a chat is counted."""
    entries = [(_place(path, at), value) for at, value in chat_json.walk(day, lambda step: step == ())]
    _learn_profiles(export, [fields_of(value) for _, value in entries])
    strange: list[str] = []
    for place, value in entries:
        entry = fields_of(value)
        if value is Mark.BROKEN:
            yield source.problem(place, "chat.broken")
        elif value is not Mark.END and entry.get("type") != "message":
            strange.append(place)
        elif entry and text_of(entry.get("subtype")) in _SAID | _CALLS:
            yield _said(source, export, as_of_today(entry), place)
    if strange:
        yield source.problem(strange[0], "chat.strange_entries", count=len(strange))


def _place(path: str, at: chat_json.Path) -> str:
    number = f"message {at[0] + 1}" if at and isinstance(at[0], int) else ""
    return ", ".join(part for part in (path, number) if part)


def _learn_profiles(export: _Export, entries: list[dict[str, object]]) -> None:
    """People who are on no list (of another workspace, or of a day on its own) bring their name along."""
    for entry in entries:
        identity, profile = text_of(entry.get("user")), fields_of(entry.get("user_profile"))
        if identity and profile and identity not in export.people:
            export.people[identity] = _person(profile)


def _said(source: Source, export: _Export, entry: dict[str, object], place: str) -> Said | Problem:
    when = chat_json.moment(entry.get("ts"))
    if when is None:
        return source.problem(place, "chat.bad_date", written=str(entry.get("ts", ""))[:40])
    person = _speaker(export, entry)
    if not person.name:
        return source.problem(place, "chat.no_sender")
    called = text_of(entry.get("subtype")) in _CALLS
    return Said(
        place,
        when,
        sender=_sender(source, person),
        text="" if called else plain(text_of(entry.get("text")), lambda known: _name(export, known)),
        name=person.name,
        channel="call" if called else "chat",
        origin="automatic" if person.is_bot else "",
        message_id=f"slack:{text_of(entry.get('user'))}:{entry.get('ts')}",
    )


def _speaker(export: _Export, entry: dict[str, object]) -> _Person:
    """Who wrote: a person of the list, a bot, or somebody of elsewhere with their name in the message."""
    identity = text_of(entry.get("user"))
    if entry.get("subtype") == "bot_message" or (entry.get("bot_id") and not _is_person(export, identity)):
        profile = fields_of(entry.get("bot_profile"))
        names = (entry.get("username"), profile.get("name"), _name(export, identity), entry.get("bot_id"))
        return _Person(next((text_of(name) for name in names if text_of(name)), ""), is_bot=True)
    known = export.people.get(identity)
    if known and known.name:
        return known if identity != "USLACKBOT" else _Person(known.name, is_bot=True)
    return _Person(identity)


def _name(export: _Export, identity: str) -> str:
    """The name of a person or a room by its number."""
    if person := export.people.get(identity):
        return person.name
    room = export.rooms.get(identity)
    return room.name if room else identity
