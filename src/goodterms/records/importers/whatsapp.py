"""I exported a WhatsApp chat (Export chat, without media).

There is no specification: every phone writes dates in its own language's way. Both families are read, with
a dash (`03/02/2025, 10:15 - Mara Lind: Hello`) and in brackets (`[03/02/2025, 10:15:00] Mara Lind: Hello`),
with 12 or 24 hours, and the order of day and month is learned from the whole file. Lines that the program
wrote itself (encryption, members) are no messages; a picture or a deleted message is one without a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cache

from goodterms.records import chat_dates
from goodterms.records.model import Channel, Message, Record
from goodterms.records.quoting import either, phrases
from goodterms.records.source import Source
from goodterms.terms.calendar import zone
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.languages import nfc

TITLE = "WhatsApp chat"

_DATE = r"(?P<a>\d{1,4})(?P<mark>[./\-]) ?(?P<b>\d{1,2})[./\-] ?(?P<c>\d{1,4})\.?"
_HALF = r"(?:[AaPp]\.?\s?[Mm]\.?|SA|CH)"
_TIME = rf"(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d))?(?:\s?(?P<half>{_HALF}))?"
_BETWEEN = r"(?:,?\s(?:à|at|om|um|a\sl[ae]s?|às|lúc|kl\.?|alle)?\s?|,\s?)"
_MARKS = "\u200e\u200f\u202a\u202c\ufeff"
_STYLES = tuple(
    re.compile(rf"[{_MARKS}]*{opening}{first}{_BETWEEN}{second}{closing}(?P<rest>.*)$", re.DOTALL)
    for opening, closing in ((r"\[", r"\]\s?"), ("", r"\s[-\u2013]\s"))
    for first, second in ((_DATE, _TIME), (_TIME, _DATE))
)
_SENDER = re.compile(r"(?P<sender>[^:\"“”«»]{1,60}):(?:\s|$)(?P<text>.*)$", re.DOTALL)
_UNKNOWN_CONTACT = re.compile(r"^[~\s]+")
_SPACE = re.compile(r"\s+")
_QUOTE = 200
_NO_MARKS = {ord(mark): None for mark in _MARKS}
_LONGEST_NOTICE = 200
"""Characters; what a chat program says is shorter."""
_OPENING_LINES = 12


@dataclass(slots=True)
class _Entry:
    """One entry of the chat as written: the line it begins on, its date and time, and what it says."""

    line: int
    numbers: chat_dates.Numbers
    mark: str
    hour: int
    clock: tuple[int, int]
    half: str
    said: list[str] = field(default_factory=list)


def recognises(source: Source) -> bool:
    """The first lines are entries, and one of the first says who is speaking."""
    lines = [line for line in source.first.split("\n")[:200] if line.strip()]
    style = _style_of(lines[:_OPENING_LINES])
    if style is None:
        return False
    opened = [found for line in lines if (found := style.match(line.rstrip("\r")))]
    return any(_SENDER.match(found["rest"].lstrip(_MARKS)) for found in opened)


def _style_of(lines: list[str]) -> re.Pattern[str] | None:
    """How this file begins an entry: the style of its first line that begins one."""
    return next((style for line in lines for style in _STYLES if style.match(line.rstrip("\r"))), None)


def read(source: Source) -> Iterator[Record | Problem]:
    """The messages in the order of the chat; each stands at the `line` it begins on."""
    entries, astray = _entries(source)
    if astray:
        yield source.problem("line 1", "chat.unread_lines", count=astray)
    if not entries:
        return
    learned = _learn(source, entries)
    if learned.doubtful:
        example = entries[0].mark.join(entries[0].numbers)
        yield source.problem("line 1", "chat.ambiguous_dates", example=example, order=learned.order)
    yield from _messages(source, entries, learned.order)


def _entries(source: Source) -> tuple[list[_Entry], int]:
    """The entries, each with the lines that belong to it, and how many lines stand before the first."""
    lines = nfc(source.text).split("\n")
    style = _style_of(lines[:200])
    entries: list[_Entry] = []
    astray = 0
    for number, written in enumerate(lines, 1):
        line = written.rstrip("\r")
        found = style.match(line) if style else None
        if found:
            entries.append(_entry(number, found))
        elif entries:
            entries[-1].said.append(line)
        else:
            astray += bool(line.strip())
    return entries, astray


def _entry(number: int, found: re.Match[str]) -> _Entry:
    return _Entry(
        line=number,
        numbers=(found["a"], found["b"], found["c"]),
        mark=found["mark"],
        hour=int(found["hour"]),
        clock=(int(found["minute"]), int(found["second"] or 0)),
        half=(found["half"] or "").lower(),
        said=[found["rest"]],
    )


def _learn(source: Source, entries: list[_Entry]) -> chat_dates.Learned:
    """The order of the dates. Slashes, two-digit years and a 12-hour clock without leading zeros are how a
    phone set to American English writes; dots and dashes are never written month first."""
    american = any(entry.half for entry in entries) and all(
        len(entry.numbers[2]) == 2 and not entry.numbers[0].startswith("0") for entry in entries
    )
    month_first = american or source.home in chat_dates.MONTH_FIRST_HOMES
    learned = chat_dates.learn([entry.numbers for entry in entries], month_first=month_first)
    if learned.doubtful and all(entry.mark != "/" for entry in entries):
        return chat_dates.Learned("dmy", doubtful=False)
    return learned


def _messages(source: Source, entries: list[_Entry], order: chat_dates.Order) -> Iterator[Record | Problem]:
    spoken = [
        (entry, *found) for at, entry in enumerate(entries) if (found := _spoken(entry, opening=at < 2))
    ]
    names = tuple(dict.fromkeys(sender for _, sender, _ in spoken))
    title = _title(source.name)
    thread = title or ", ".join(sorted(names))
    for entry, sender, text in spoken:
        when = _moment(source, entry, order)
        if when is None:
            written = f"{entry.mark.join(entry.numbers)} {entry.hour}:{entry.clock[0]:02}"
            yield source.problem(f"line {entry.line}", "chat.bad_date", written=written)
            continue
        channel, words = _words_of(text)
        quote = _SPACE.sub(" ", words).strip()[:_QUOTE]
        yield Message(
            sent_at=when,
            sender=sender,
            recipients=_others(source, sender, names, title),
            channel=channel,
            thread=thread,
            text=words,
            sender_name=sender,
            evidence=Evidence(source.name, f"line {entry.line}", quote),
        )


def _others(source: Source, sender: str, names: tuple[str, ...], title: str) -> tuple[str, ...]:
    """Everybody else who speaks in the chat; where nobody else does, its title or the freelancer."""
    others = tuple(name for name in names if name != sender)
    if others:
        return others
    if title and title != sender:
        return (title,)
    return tuple(name for name in source.me[:1] if name != sender)


def _spoken(entry: _Entry, *, opening: bool) -> tuple[str, str] | None:
    """Who said what in this entry; None for a line of the program itself."""
    found = _SENDER.match(entry.said[0].lstrip(_MARKS))
    if not found:
        return None
    sender = _UNKNOWN_CONTACT.sub("", found["sender"]).strip(_MARKS + " ")
    first = found["text"]
    if not sender or _program_says(sender, first, opening=opening):
        return None
    text = "\n".join([first, *entry.said[1:]]).strip()
    return sender, text


def _program_says(sender: str, text: str, *, opening: bool) -> bool:
    """Is this line about the chat, and not said in it? Only the encryption notice that opens a chat bears a
    name without a mark; the other lines of the program carry U+200E, or have no speaker at all."""
    if _is_program_name(sender) or (opening and _holds(text[:_LONGEST_NOTICE], "encrypted")):
        return True
    if not text.startswith("\u200e"):
        return False
    bare = text.lstrip(_MARKS)
    return bare.startswith(sender) or _holds(bare, "system") or _holds(bare, "moves")


@cache
def _is_program_name(sender: str) -> bool:
    return _holds(sender, "system")


def _holds(text: str, kind: str) -> bool:
    lowered = text.lower()
    return any(phrase in lowered for phrase in _lower(kind))


@cache
def _lower(kind: str) -> tuple[str, ...]:
    """What the sheets say a chat program writes, in lower case."""
    return tuple(phrase.lower() for phrase in phrases(kind, "chat"))


@cache
def _edited() -> re.Pattern[str]:
    return re.compile(rf"\s*[{_MARKS}]*{either('edited', 'chat')}\s*$", re.IGNORECASE)


def _words_of(text: str) -> tuple[Channel, str]:
    """The channel and the words of what was said: none where it was a call, a file or was deleted."""
    plain = (_edited().sub("", text) if "<" in text else text).translate(_NO_MARKS).strip()
    if plain.lower().startswith(_lower("call")) and len(plain) < _LONGEST_NOTICE:
        return "call", ""
    return "chat", "\n".join(line for line in plain.split("\n") if not _is_wordless(line)).strip()


def _is_wordless(line: str) -> bool:
    """A line that stands for a file or for words taken back; `<attached: …>` has its phrase at the front."""
    lowered = line.strip().lower()
    if not lowered or len(lowered) > _LONGEST_NOTICE:
        return False
    if lowered.rstrip(".").endswith(_lower("media")) or lowered.rstrip(".") in _lower("deleted"):
        return True
    return lowered.endswith(">") and any(
        phrase in lowered for phrase in _lower("media") if phrase.endswith(":")
    )


def _moment(source: Source, entry: _Entry, order: chat_dates.Order) -> datetime | None:
    """The entry's moment in the freelancer's zone; None where no such day or time exists."""
    day = chat_dates.day_of(entry.numbers, order)
    hour = entry.hour
    if entry.half:
        hour = hour % 12 + (12 if entry.half[0] in "pc" else 0)
    minute, second = entry.clock
    if day is None or hour > 23 or minute > 59 or second > 59:
        return None
    return datetime.combine(day, time(hour, minute, second), zone(source.zone) or UTC)


def _title(name: str) -> str:
    """The name of the chat, where the file is still called as the program called it."""
    stem = nfc(name).rsplit("/", 1)[-1].removesuffix(".txt")
    for shape in phrases("titles", "chat"):
        before, _, after = shape.partition("{}")
        if stem.startswith(before) and stem.endswith(after) and len(stem) > len(before):
            return stem[len(before) :].strip()
    return ""
