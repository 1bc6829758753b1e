"""I saved this one mail as a file (.eml).

RFC 5322. A mail whose last part is missing is kept as far as it goes, with a problem that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem

TITLE = "Mail message (.eml)"

_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*")
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:([^\r\n]*)", re.M)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
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
    from goodterms.records.mail_message import is_cut, read_mail  # noqa: PLC0415 - 8 ms, and only mail needs it

    data = _START.sub(b"", bytes(source.data), count=1)
    yield read_mail(data, source, "message 1")
    if is_cut(data):
        yield source.problem("message 1", "mail.cut")
