"""I exported a WhatsApp chat (Export chat, without media).

There is no specification: every phone writes dates in its own language's way
(`goodterms.records.chat.styles`). Both families are read, with a dash (`03/02/2025, 10:15 - Mara Lind:
Hello`) and in brackets (`[03/02/2025, 10:15:00] Mara Lind: Hello`), and the order of day and month is
learned from the whole file. Lines that the program wrote itself (encryption, members) are no messages; a
picture or a deleted message is one without a text. Moments are in the freelancer's zone: the phone writes
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, time

from goodterms.records.chat import dates as chat_dates
from goodterms.records.chat.notices import is_about_chat, is_opening, words_of
from goodterms.records.chat.room import Said, me_among, messages, never_silent
from goodterms.records.chat.styles import MARKS, Entry, entries, style_of
from goodterms.records.model import Record
from goodterms.records.quoting import phrases
from goodterms.records.source import Source
from goodterms.terms.calendar import zone
from goodterms.terms.evidence import Problem
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

TITLE = "WhatsApp chat"
SPEAKS = True
READS = (
    "A chat exported as text by Android or iPhone, in the date forms of any language: words, sender, "
    "moment, missed and made calls; a picture, file, place or deleted message counts without words."
)
GIVES = ("message",)

_SENDER = lazy(r"(?P<sender>[^:]{1,60}):(?:\s|\Z)(?P<text>.*)\Z", re.DOTALL)
_OPENING = 2
"""Entries at the top among which the notice on encryption is."""
_COPY = lazy(r"[\s-]\(?\d{1,2}\)?\Z")
_NOBODYS = 0.9
"""How surely `[2026-03-04 10:15] Kim: …` is WhatsApp's: other programs write it too."""
_Spoken = tuple[Entry, str, str]


def recognises(source: Source) -> float:
    """The first lines are entries, and one of the first says who is speaking."""
    style = style_of(source.first)
    if style is None:
        return 0.0
    lines = source.first.split("\n", 200)[:200]
    opened = [found for line in lines if (found := style.match(line.rstrip("\r")))]
    if not any(_SENDER.match(found["rest"].lstrip(MARKS)) for found in opened):
        return 0.0
    plain = opened[0].string.startswith("[") and len(opened[0]["a"]) == 4 and opened[0]["mark"] == "-"
    return _NOBODYS if plain and "\u200e" not in source.first else 1.0


def read(source: Source) -> Iterator[Record | Problem]:
    """The messages in the order of the chat; each stands at the `line` it begins on."""
    yield from never_silent(source, _read(source))


def _read(source: Source) -> Iterator[Record | Problem]:
    text = nfc(source.text)
    found, astray = entries(text, style_of(text))
    if astray:
        yield source.problem("line 1", "chat.unread_lines", count=astray)
    if not found:
        return
    learned = _learn(source, found)
    if learned.doubtful:
        example = found[0].found["mark"].join(found[0].numbers)
        yield source.problem("line 1", "chat.ambiguous_dates", example=example, order=learned.order)
    spoken = [
        (entry, *said) for at, entry in enumerate(found) if (said := _spoken(entry, opening=at < _OPENING))
    ]
    yield from _messages(source, spoken, learned.order, _title(source.name) or _opening_name(found))


def _learn(source: Source, found: list[Entry]) -> chat_dates.Learned:
    """The order of the dates. Slashes, two-digit years and AM or PM without leading zeros are how a phone set
    to American English writes; dots and dashes are never written month first."""
    american = any(entry.half in ("AM", "PM") for entry in found) and all(
        len(entry.numbers[2]) == 2 and not entry.numbers[0].startswith("0") for entry in found
    )
    month_first = american or source.home in chat_dates.MONTH_FIRST_HOMES
    dates = [entry.numbers for entry in found]
    learned = chat_dates.learn(dates, month_first=month_first, answer=source.dates)
    if learned.doubtful and all(entry.found["mark"] != "/" for entry in found):
        return chat_dates.Learned("dmy", doubtful=False)
    return learned


def _messages(
    source: Source, spoken: list[_Spoken], order: chat_dates.Order, title: str
) -> Iterator[Record | Problem]:
    names = dict.fromkeys(sender for _, sender, _ in spoken)
    known = {name: _known(source, name, title, names) for name in names}
    said: list[Said] = []
    for entry, sender, text in spoken:
        when = _moment(source, entry, order)
        place = f"line {entry.line}"
        if when is None:
            yield source.problem(place, "chat.bad_date", written=entry.written)
        else:
            channel, words = words_of(text)
            said.append(Said(place, when, known[sender], words, name=sender, channel=channel))
    yield from messages(source, said, title=title, other=title)


def _known(source: Source, name: str, title: str, names: dict[str, None]) -> str:
    """By what somebody is known. In a chat of two that is named after one of them, the other exported it."""
    own = bool(source.me) and len(names) == 2 and title in names and name != title
    return source.me[0] if own else me_among(source, name) or name


def _spoken(entry: Entry, *, opening: bool) -> tuple[str, str] | None:
    """Who said what in this entry; None for a line of the program itself."""
    found = _SENDER.match(entry.said[0].lstrip(MARKS))
    if not found:
        return None
    sender = _bare(found["sender"])
    if not sender or is_about_chat(sender, found["text"], opening=opening):
        return None
    return sender, "\n".join([found["text"], *entry.said[1:]]).strip()


def _bare(sender: str) -> str:
    """A name without the tilde of people who are no contacts, and without marks of direction."""
    return sender.lstrip(MARKS + "~\u202f\u00a0 ").rstrip(MARKS + " ")


def _moment(source: Source, entry: Entry, order: chat_dates.Order) -> datetime | None:
    """The entry's moment in the freelancer's zone; None where no such day or time exists."""
    day, clock = chat_dates.day_of(entry.numbers, order), entry.clock()
    if day is None or clock is None:
        return None
    return datetime.combine(day, time(*clock), zone(source.zone) or UTC)


def _opening_name(found: list[Entry]) -> str:
    """The name of the chat, which an iPhone writes before the notice that opens it."""
    opening = (_SENDER.match(entry.said[0].lstrip(MARKS)) for entry in found[:_OPENING])
    return next((_bare(one["sender"]) for one in opening if one and is_opening(one["text"])), "")


def _title(name: str) -> str:
    """The name of the chat, where the file or the archive it came in is still called as the program did."""
    for part in reversed(nfc(name).replace("\\", "/").split("/")):
        stem = _COPY.sub("", part.removesuffix(".txt").removesuffix(".zip"))
        for shape in phrases("titles", "chat"):
            before, _, after = shape.partition("{}")
            if stem.startswith(before) and stem.endswith(after) and len(stem) > len(before):
                return stem[len(before) :].strip()
    return ""
