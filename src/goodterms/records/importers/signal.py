"""I exported a Signal chat as text.

    [2026-03-04 10:15:30] Kim: Can you send the boards tonight?
    [2026-03-04 10:16:02] Me: Yes!

Signal exports no text itself; tools for it write a line for each message, with an ISO moment in brackets:
as above, with a comma (`[2026-03-04, 10:15]`), or with the sender in angle brackets. The freelancer is
`Me`. Quotes, reactions, stickers and attached files that such a tool writes as Markdown are nobody's words
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from goodterms.records.chat import json_parts as chat_json
from goodterms.records.chat.room import Said, me_among, messages, never_silent
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.calendar import zone
from goodterms.terms.evidence import Problem
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

TITLE = "Signal chat (text)"
SPEAKS = True
READS = (
    "A chat as `signal-export` and similar tools write it (`chat.md`, `.txt`): words, sender, moment and "
    "calls; a file, sticker or deleted message counts without words; no quotes or reactions, and no "
    "Signal backup."
)
GIVES = ("message",)

_OPENING = lazy(r"\[(\d{4}-\d\d-\d\d),?[ T](\d\d:\d\d(?::\d\d)?)\] (?P<rest>.*)\Z", re.DOTALL)
_WITH_COMMA = lazy(r"\[\d{4}-\d\d-\d\d, \d\d:\d\d\] ")
_SENDER = lazy(
    r"(?:(?P<plain>[^<*:][^:]{0,59}):(?:\s|\Z)|<(?P<angled>[^<>]{1,60})>\s)(?P<text>.*)\Z", re.DOTALL
)
_TRACE = lazy(r"\] (?:Me:\s|<[^<>\n]{1,60}> |\*\*\* )|\]\(\.?/?media/|^\(- .{1,200} -\)", re.MULTILINE)
_ATTACHED = lazy(r"!?\[[^\[\]\n]{0,250}\]\((?:\./|\.\./)?(?:media|exported_stickers)/[^()\n]{1,400}\)")
_ASIDE = lazy(r"\(- .* -\)|\(\( .* \)\)")
_CALL = lazy(r"(?:Incoming|Outgoing|Missed) (?:voice |video )?call(?: \([\w ,]{1,40}\))?")
_DELETED = "(This message was deleted)"
_ITS_OWN, _LIKE_OTHERS = 0.95, 0.85
"""How surely a file is Signal's: with something only its exporters write, and without."""
_SEEN_LINES = 200
_OPENING_LINES = 12


def recognises(source: Source) -> float:
    """ISO moments in brackets at the top; other chat programs write them too, so a trace of Signal counts."""
    lines = [line for line in source.first.split("\n", _SEEN_LINES)[:_SEEN_LINES] if line.strip()]
    begun = (_OPENING.match(line.rstrip("\r")) for line in lines[:_OPENING_LINES])
    if not any(found and _SENDER.match(found["rest"]) for found in begun):
        return 0.0
    comma = any(_WITH_COMMA.match(line) for line in lines[:_OPENING_LINES])
    return _ITS_OWN if comma or _TRACE.search("\n".join(lines)) else _LIKE_OTHERS


def read(source: Source) -> Iterator[Record | Problem]:
    """The messages in the order of the chat; each stands at the `line` it begins on."""
    yield from never_silent(source, _read(source))


def _read(source: Source) -> Iterator[Record | Problem]:
    said: list[Said] = []
    astray = 0
    for line, found, lines in _entries(nfc(source.text)):
        spoken = _SENDER.match(found["rest"]) if found else None
        if found is None:
            astray += sum(bool(one.strip("\ufeff \t\r")) for one in lines)
        elif spoken and (one := _said(source, line, found, spoken, lines)) is not None:
            said.append(one)
        elif spoken:
            yield source.problem(f"line {line}", "chat.bad_date", written=f"{found[1]} {found[2]}")
    if astray:
        yield source.problem("line 1", "chat.unread_lines", count=astray)
    title = _title(source.name)
    yield from messages(source, said, title=title, other=title)


def _entries(text: str) -> Iterator[tuple[int, re.Match[str] | None, list[str]]]:
    """Each entry: its line, how it begins, and the lines after; first those that stand before any."""
    line, found, lines = 1, None, list[str]()
    for number, written in enumerate(text.split("\n"), 1):
        opened = _OPENING.match(written.lstrip("\ufeff").rstrip("\r"))
        if opened:
            yield line, found, lines
            line, found, lines = number, opened, []
        else:
            lines.append(written.rstrip("\r"))
    yield line, found, lines


def _said(
    source: Source, line: int, found: re.Match[str], spoken: re.Match[str], lines: list[str]
) -> Said | None:
    try:
        when = datetime.fromisoformat(f"{found[1]}T{found[2]}")
    except ValueError:
        return None
    if not chat_json.FIRST_YEAR <= when.year <= chat_json.LAST_YEAR:
        return None
    name = (spoken["plain"] or spoken["angled"]).strip()
    own = source.me[:1] if name == "Me" else (me_among(source, name),)
    words = _ATTACHED.sub("", "\n".join([spoken["text"], *lines]))
    text = "\n".join(line.rstrip() for line in words.split("\n") if _is_written(line)).strip()
    called = _CALL.fullmatch(text) is not None
    return Said(
        f"line {line}",
        when.replace(tzinfo=zone(source.zone) or UTC),
        sender="".join(own) or name,
        text="" if called or text == _DELETED else text,
        name=name,
        channel="call" if called else "chat",
    )


def _is_written(line: str) -> bool:
    """Is this a line of the sender's own, and no quote, reaction or sticker?"""
    return not line.startswith(">") and (len(line) > 400 or not _ASIDE.fullmatch(line.strip()))


def _title(name: str) -> str:
    """The folder that a chat of its own lies in is called as the chat is."""
    folder, _, file = name.replace("\\", "/").rpartition("/")
    return folder.rpartition("/")[2] if file in ("chat.md", "index.md") else ""
