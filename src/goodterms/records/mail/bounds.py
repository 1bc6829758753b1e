"""How much of one mail is read? Enough for anything that a person wrote, and never without end.

A head is at most some dozen kilobytes, unless somebody attacks or a program has gone wild. A larger one is
cut down to the fields that say who, when, to whom and about what, before a parser sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from goodterms.terms.patterns import lazy

LARGEST_HEAD = 64 << 10
"""Bytes of headers that are read as they are."""
LONGEST_FIELD = 32 << 10
"""Bytes of one header of a larger head: some hundred recipients."""
MOST_FIELDS = 500
"""Headers of a larger head."""
MOST_PARTS = 200
"""Texts of one mail that are read; more are a digest or a bomb."""
LONGEST_TEXT = 200_000
"""Characters of one mail's text that are read; a longer one is a log or a dump."""
LONGEST_HTML = 2_000_000
"""Characters of HTML that are read for that text: office programs write ten marks for a word."""
LONGEST_LINE = 1_000
"""Characters of a subject, a name, an address or an id."""

_FIELD = lazy(rb"^([!-9;-~]{1,100})[ \t]*:[^\n]*(?:\n[ \t][^\n]*){0,1000}+\n?", re.M)
_TOLD = lazy(
    rb"(?:from|to|cc|sender|reply-to|date|subject|message-id|references|in-reply-to|mime-version|content-.*"
    rb"|auto-submitted|precedence|received|return-path|resent-.*|list-.*|x-auto.*|x-failed-recipients)$",
    re.I,
)


def bounded(data: bytes) -> bytes:
    """The mail itself, or where its head is too large, with only the fields in it that tell something."""
    end = head_end(data)
    if end <= LARGEST_HEAD:
        return data
    return b"".join(_fields(data, end)) + b"\n" + data[end:].lstrip(b"\r\n")


def head_end(data: bytes) -> int:
    """Where the headers end and a blank line begins; the end of the data where none does."""
    unix = data.find(b"\n\n")
    network = data.find(b"\n\r\n", 0, unix + 1 if unix >= 0 else len(data))
    ends = [at for at in (unix, network) if at >= 0]
    return min(ends, default=len(data) - 1) + 1


def _fields(data: bytes, end: int) -> Iterator[bytes]:
    kept = 0
    for found in _FIELD.finditer(data, 0, end):
        if kept < MOST_FIELDS and _TOLD.match(found[1]):
            kept += 1
            yield found[0][:LONGEST_FIELD].rstrip(b"\r\n") + b"\n"
