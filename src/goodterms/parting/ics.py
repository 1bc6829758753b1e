"""The steps as a calendar that every program reads (RFC 5545): days without a time, one event a step.

>>> text = calendar([Event("a1@goodterms", date(2026, 5, 4), "Tell them", "By phone")], date(2026, 5, 1))
>>> text.splitlines()[5:8]
['DTSTAMP:20260501T000000Z', 'DTSTART;VALUE=DATE:20260504', 'DTEND;VALUE=DATE:20260505']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import blake2b
from typing import NamedTuple

WIDTH = 75
"""Octets of a line."""
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


class Event(NamedTuple):
    """Something on a day, all day."""

    uid: str
    day: date
    title: str
    description: str = ""


def calendar(events: Iterable[Event], made_on: date) -> str:
    """The text of a calendar file, its lines folded and ended as the standard asks."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Goodterms//Plan//EN"]
    for event in events:
        lines += _event(event, made_on)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def uid(*words: str) -> str:
    """What a calendar knows an event by: the same words, the same event, whenever it is written again."""
    return f"{blake2b(chr(0).join(words).encode(), digest_size=12).hexdigest()}@goodterms"


def _event(event: Event, made_on: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{made_on:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{event.title.translate(_ESCAPES)}"
    if event.description:
        yield f"DESCRIPTION:{event.description.translate(_ESCAPES)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets that cut no character; every further one begins with a space."""
    piece, size = "", 0
    for char in line:
        width = len(char.encode())
        if size + width > WIDTH:
            yield piece
            piece, size = " ", 1
        piece, size = piece + char, size + width
    yield piece
