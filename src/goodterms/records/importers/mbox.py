"""I exported my mailbox (mbox: Thunderbird, Apple Mail, Gmail's Takeout, mutt).

RFC 4155 and what came before it: mboxo, mboxrd and mboxcl2, with or without a blank line between two mails.
A line starts a mail where it says `From `, an address or a date, and a header follows. A Content-Length is
believed where a mail, or the end of the file, follows it. A last mail that ends in its headers, short of its
Content-Length or with a part still open is a mailbox cut off: what is there is read, and a problem says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

TITLE = "Mailbox (mbox)"

_NEXT_HEADER = rb"(?=(?:>?From [^\n]*\n){0,3}[!-9;-~]+[ \t]*:)"
_SEPARATOR = re.compile(
    rb"^From (?:[^\r\n]*\d\d:\d\d[^\r\n]*|-[ \t]*|[^\s@]+@[^\s@]+[ \t]*|MAILER[-_]DAEMON[^\r\n]*)(?:\r?\n|\r)"
    + _NEXT_HEADER,
    re.M,
)
_HEADER = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*[!-9;-~]+[ \t]*:")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.I | re.M)
_ESCAPED = re.compile(rb"^>(>*From )", re.M)
_AFTER = re.compile(rb"(?:\r?\n){0,2}(?:From |\Z)")


def recognises(source: Source) -> bool:
    """A separator line near the top, with no mail headers before it (that is one mail, not a mailbox)."""
    found = _SEPARATOR.search(source.head)
    return found is not None and found.start() <= 4_096 and not _HEADER.match(source.head[: found.start()])


class _Span(NamedTuple):
    """Where a mail's separator begins, its headers begin, and it ends; `counted` by a Content-Length."""

    start: int
    body: int
    end: int
    counted: bool


def read(source: Source) -> Iterator[Record | Problem]:
    """The messages in the order of the mailbox; each stands at `message 1`, `message 2`, …"""
    spans = _spans(source)
    current = next(spans, None)
    if current is None or source.data[: current.start].strip(b"\xef\xbb\xbf\r\n\t "):
        yield source.problem("line 1", "mail.junk")
    number = 0
    while current is not None:
        following = next(spans, None)
        number += 1
        yield from _message(source, f"message {number}", current, last=following is None)
        current = following


def _spans(source: Source) -> Iterator[_Span]:
    """Where the mails are, in the order of the mailbox."""
    found = _SEPARATOR.search(source.data)
    while found:
        start, body = found.span()
        following = _SEPARATOR.search(source.data, body)
        end = following.start() if following else len(source.data)
        counted = _declared_end(source, body, end)
        if counted and counted > end:
            following = _SEPARATOR.search(source.data, counted)
            end = following.start() if following else len(source.data)
        yield _Span(start, body, end, counted is not None)
        found = following


def _declared_end(source: Source, body: int, limit: int) -> int | None:
    """Where the Content-Length says that the mail ends, if that can be believed."""
    head_end = _HEAD_END.search(source.data, body, limit)
    length = _LENGTH.search(source.data, body, head_end.start() + 1) if head_end else None
    if head_end is None or length is None:
        return None
    end = head_end.end() + int(length[1])
    return end if end <= len(source.data) and _AFTER.match(source.data, end) else None


def _message(source: Source, locator: str, span: _Span, *, last: bool) -> Iterator[Record | Problem]:
    from goodterms.records.mail_headers import envelope_date  # noqa: PLC0415 - only mail needs it
    from goodterms.records.mail_message import is_cut, read_mail  # noqa: PLC0415 - 8 ms, as above

    data = source.data[span.body : span.end]
    if b">From " in data and not span.counted:
        data = _ESCAPED.sub(rb"\1", data)
    envelope = source.data[span.start : span.body].decode("ascii", "replace")
    yield read_mail(data, source, locator, envelope_date(envelope))
    if last and (_is_cut_off(data) or is_cut(data)):
        yield source.problem(locator, "mail.cut")


def _is_cut_off(data: bytes) -> bool:
    """Does this mail end in its headers, or short of its Content-Length?"""
    head_end = _HEAD_END.search(data)
    if head_end is None:
        return True
    length = _LENGTH.search(data, 0, head_end.start() + 1)
    return length is not None and head_end.end() + int(length[1]) > len(data)
