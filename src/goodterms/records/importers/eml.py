"""I saved this one mail as a file (.eml).

RFC 5322. A mail whose last part is missing is kept as far as it goes, with a problem that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Mail message (.eml)"
SPEAKS = True
READS = (
    "Moment, people, subject, thread, what was newly written without quoted history and signature, and "
    "whether a person, a machine or a list sent it. No attachments."
)
GIVES = ("message",)
STREAMS = True

_START = lazy(rb"\s*(?:\xef\xbb\xbf)?\s*")
_FIELD = lazy(rb"^([!-9;-~]+)[ \t]*:([^\r\n]*)", re.M)
_HEAD_END = lazy(rb"\r?\n\r?\n")
_TRACES = frozenset(b"message-id received return-path delivered-to mime-version content-type".split())
_ADDRESSED = frozenset(b"from date subject to".split())


def recognises(source: Source) -> bool:
    """Headers of a mail at the very top: some that only mail has, or a From with an address beside others."""
    head = _HEAD_END.split(_START.sub(b"", source.head, count=1), maxsplit=1)[0]
    if not _FIELD.match(head):
        return False
    fields = {found[1].lower(): found[2] for found in _FIELD.finditer(head)}
    addressed = _ADDRESSED & fields.keys()
    if _TRACES & fields.keys():
        return bool(addressed)
    return b"@" in fields.get(b"from", b"") and len(addressed) >= 3


def read(source: Source) -> Iterator[Record | Problem]:
    """The one message."""
    from goodterms.records.mail.message import is_cut, read_all  # noqa: PLC0415 - 8 ms, and only mail needs it

    most = source.limits.mail_mb << 20
    data = _START.sub(b"", bytes(source.data[:most]), count=1)
    yield from read_all(data, source, "message 1")
    if len(source.data) > most:
        yield source.problem("message 1", "mail.too_big", most_mb=source.limits.mail_mb)
    elif is_cut(data):
        yield source.problem("message 1", "mail.cut")
