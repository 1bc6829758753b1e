"""I exported my mailbox (mbox: Thunderbird, Apple Mail, Gmail's Takeout, mutt).

RFC 4155 and what came before it: mboxo, mboxrd and mboxcl2, with or without a blank line between two mails.
A line starts a mail where it says `From `, an address or a date, and a header follows. A Content-Length is
believed where a mail, or the end of the file, follows it. A last mail that ends in its headers, short of its
Content-Length or with a part still open is a mailbox cut off: what is there is read, and a problem says so.
"""

from __future__ import annotations

import mmap
import re
from array import array
from collections.abc import Callable, Iterator
from typing import NamedTuple

from goodterms.records.mail.tally import LONGEST, Header, header_of
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Mailbox (mbox)"
READS = (
    "The mails with clients: moment, people, subject, thread, and what was newly written, without quoted "
    "history and signature. Of other mail only who wrote how often. No attachments."
)
GIVES = ("message",)
SPEAKS = STREAMS = True

_NEXT_HEADER = rb"(?=(?:>?From [^\n]{0,1000}\n){0,3}[!-9;-~]{1,100}[ \t]*:)"
_SEPARATOR = lazy(
    rb"From (?:[^\r\n]{0,500}?\d\d:\d\d[^\r\n]{0,500}+|-[ \t]*|[^\s@]{1,300}@[^\s@]{1,300}[ \t]*|"
    rb"MAILER[-_]DAEMON[^\r\n]{0,500})(?:\r?\n|\r)" + _NEXT_HEADER
)
_HEADER = lazy(rb"\s*(?:\xef\xbb\xbf)?\s*[!-9;-~]+[ \t]*:")
_HEAD_END = lazy(rb"\r?\n\r?\n")
_LENGTH = lazy(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.I | re.M)
_ESCAPED = lazy(rb"^>(>*From )", re.M)
_GIVEN_BACK_EVERY = 32 << 20
"""Bytes after which the memory of a mapped mailbox is given back."""
_USUAL_HEAD = 8 << 10
"""Bytes that nearly every head fits in."""
_AFTER = lazy(rb"(?:\r?\n){0,2}(?:From |\Z)")


def recognises(source: Source) -> bool:
    """A separator line near the top, with no mail headers before it (that is one mail, not a mailbox)."""
    found = _next(source.head, 0)
    return found is not None and found.start() <= 4_096 and not _HEADER.match(source.head[: found.start()])


class _Span(NamedTuple):
    """Where a mail's separator begins, its headers begin, and it ends; `counted` by a Content-Length."""

    start: int
    body: int
    end: int
    counted: int


def headers(source: Source) -> Iterator[Header]:
    """Who wrote to whom, mail by mail, without opening one."""
    people: dict[tuple[str, ...], int] = {}
    numbers = array("L")
    for span in _spans(source):
        header = header_of(_head(source, span))
        numbers.append(people.setdefault(header.people, len(people)))
        yield header
    if source.memo is not None:
        source.memo[source.name, "people"] = numbers, tuple(people)


def read(source: Source) -> Iterator[Record | Problem]:
    """The messages in the order of the mailbox; each stands at `message 1`, `message 2`, …"""
    spans, is_wanted = _spans(source), _wanted(source)
    current = next(spans, None)
    if current is None or bytes(source.data[: min(current.start, LONGEST)]).strip(b"\xef\xbb\xbf\r\n\t "):
        yield source.problem("line 1", "mail.junk")
    number = 0
    while current is not None:
        following = next(spans, None)
        number += 1
        if is_wanted(number, current):
            yield from _message(source, f"message {number}", current, last=following is None)
        elif following is None and _is_cut_off(_bytes(source, current)):
            yield source.problem(f"message {number}", "mail.cut")
        current = following


def _spans(source: Source) -> Iterator[_Span]:
    """Where the mails are, in the order of the mailbox: found once, also where it is gone through twice."""
    places = (source.memo or {}).get((source.name, "spans"))
    spans = (
        _found(source) if places is None else (_Span(*four) for four in zip(*[iter(places)] * 4, strict=True))
    )
    given_back = 0
    for span in spans:
        if span.start - given_back > _GIVEN_BACK_EVERY:
            given_back = span.start
            source.done(span.start)
        yield span


def _found(source: Source) -> Iterator[_Span]:
    places, found = array("Q"), _next(source.data, 0)
    while found is not None:
        start, body = found.span()
        following = _next(source.data, body)
        end = following.start() if following else len(source.data)
        counted = _declared_end(source, body, end)
        if counted and counted > end:
            following = _next(source.data, counted)
            end = following.start() if following else len(source.data)
        places.extend((start, body, end, counted is not None))
        yield _Span(start, body, end, counted is not None)
        found = following
    if source.memo is not None:
        source.memo[source.name, "spans"] = places


def _next(data: bytes | mmap.mmap, after: int) -> re.Match[bytes] | None:
    """The next mail's separator. To look for the letters first and for the whole line where they are is ten
    times as quick as to look for the line everywhere."""
    at = after if data[after : after + 5] == b"From " else _start_of_line(data, after)
    while at is not None:
        if found := _SEPARATOR.match(data, at):
            return found
        at = _start_of_line(data, at)
    return None


def _start_of_line(data: bytes | mmap.mmap, after: int) -> int | None:
    """Where the next line begins that says `From `; a byte order mark may stand before the first."""
    if after == 0 and data[:8] == b"\xef\xbb\xbfFrom ":
        return 3
    at = data.find(b"\nFrom ", after)
    return at + 1 if at >= 0 else None


def _declared_end(source: Source, body: int, limit: int) -> int | None:
    """Where the Content-Length says that the mail ends, if that can be believed."""
    if b"\ncontent-length" not in source.data[body - 1 : min(limit, body + _USUAL_HEAD)].lower():
        return None
    limit = min(limit, body + LONGEST)
    head_end = _HEAD_END.search(source.data, body, limit)
    length = _LENGTH.search(source.data, body, head_end.start() + 1) if head_end else None
    if head_end is None or length is None:
        return None
    end = head_end.end() + int(length[1])
    return end if end <= len(source.data) and _AFTER.match(source.data, end) else None


def _wanted(source: Source) -> Callable[[int, _Span], bool]:
    """Is the mail of that number opened? Told by what the headers said, where they were looked at before."""
    circle, told = source.circle, (source.memo or {}).get((source.name, "people"))
    if circle is None:
        return lambda _number, _span: True
    if told is not None:
        numbers, people = told
        opens = [circle.opens(some) for some in people]
        return lambda number, _span: opens[numbers[number - 1]]

    def is_wanted(_number: int, span: _Span) -> bool:
        head = _head(source, span)
        return circle.may_open(head) and circle.opens(header_of(head).people)

    return is_wanted


def _head(source: Source, span: _Span) -> bytes:
    """The head of a mail, or its first bytes where that is cheaper than to look for its end."""
    data = source.data[span.body : min(span.end, span.body + _USUAL_HEAD)]
    if b"\n\n" in data or b"\n\r\n" in data:
        return data
    return source.data[span.body : min(span.end, span.body + LONGEST)]


def _bytes(source: Source, span: _Span) -> bytes:
    """The mail, as far as the limit allows."""
    data = source.data[span.body : min(span.end, span.body + (source.limits.mail_mb << 20))]
    if b">From " in data and not span.counted:
        data = _ESCAPED.sub(rb"\1", data)
    return data


def _message(source: Source, locator: str, span: _Span, *, last: bool) -> Iterator[Record | Problem]:
    from goodterms.records.mail.headers import envelope_date  # noqa: PLC0415 - only mail needs it
    from goodterms.records.mail.message import is_cut, read_all  # noqa: PLC0415 - 8 ms, as above

    data = _bytes(source, span)
    envelope = source.data[span.start : span.body].decode("ascii", "replace")
    yield from read_all(data, source, locator, envelope_date(envelope))
    if span.end - span.body > source.limits.mail_mb << 20:
        yield source.problem(locator, "mail.too_big", most_mb=source.limits.mail_mb)
    elif last and (_is_cut_off(data) or is_cut(data)):
        yield source.problem(locator, "mail.cut")


def _is_cut_off(data: bytes) -> bool:
    """Does this mail end in its headers, or short of its Content-Length?"""
    head_end = _HEAD_END.search(data)
    if head_end is None:
        return True
    length = _LENGTH.search(data, 0, head_end.start() + 1)
    return length is not None and head_end.end() + int(length[1]) > len(data)
