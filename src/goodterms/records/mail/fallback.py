"""What is in a mail that the fast parser refuses? Read by the standard library, as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator
from email import errors, policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any, NamedTuple

from goodterms.records.source import decode

_FAULTS = (
    errors.MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError,
)  # fmt: skip
"""What the standard library's parser is known to raise for mail: broken structure (MessageError), unknown
charsets (LookupError), broken dates, encodings and surrogates (ValueError), headers of the wrong kind
(TypeError, AttributeError), parts nested without end (RecursionError), and zones of endless digits
(OverflowError)."""


class Parts(NamedTuple):
    """Decoded headers by lower-case name, the plain texts and the HTML texts of a mail."""

    headers: dict[str, list[str]]
    plain: list[str]
    html: list[str]


def read(data: bytes, most: int) -> Parts | None:
    """The contents of a mail, of its first parts up to so many; None where nothing can be made of it."""
    try:
        mail = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
        headers: dict[str, list[str]] = {}
        for name, value in _headers(mail):
            headers.setdefault(name.lower(), []).append(value)
        parts = [part for part, _ in zip(mail.walk(), range(most), strict=False)]
        plain = [text for part in parts if (text := _text_of(part, "text/plain"))]
        html = [text for part in parts if (text := _text_of(part, "text/html"))]
    except _FAULTS:
        return None
    return Parts(headers, plain, html)


def _headers(mail: EmailMessage) -> Iterator[tuple[str, str]]:
    for name, raw in mail.raw_items():
        try:
            value = str(mail.policy.header_fetch_parse(name, raw))
        except _FAULTS:
            value = str(raw)
        yield name, value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _text_of(part: Any, kind: str) -> str:
    """The text of one part of that kind, or ""; attachments are not read."""
    if part.get_content_type() != kind or part.get_content_disposition() == "attachment":
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset("utf-8"))
    except (LookupError, ValueError):
        return decode(payload)
