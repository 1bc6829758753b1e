"""What does this one mail say? From the bytes of a mail to a Message, or to a Problem.

Read by fast_mail_parser; what it refuses is read by the standard library (`mail_fallback`). A text in an
encoding that the mail misnames is read as UTF-8 or Windows-1252, and an unknown character is replaced, never
fatal.
"""

from __future__ import annotations

import re
from datetime import UTC
from typing import Any, NamedTuple

from goodterms.records import mail_headers
from goodterms.records.html_text import to_text
from goodterms.records.model import Message
from goodterms.records.newly_written import strip
from goodterms.records.source import Source, decode
from goodterms.terms.calendar import zone
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.languages import nfc

QUOTE = 200
"""Characters of a message that its evidence repeats."""

_MOST_PARTS = 200
_LONGEST_TEXT = 200_000
"""Characters of one mail's text that are read; a longer one is a log or a dump."""

_SPACE = re.compile(r"[\s\0]+")
_BOUNDARY = re.compile(
    rb"^content-type:\s*multipart/[^;\r\n]*;(?:[^\r\n]|\r?\n[ \t])*?boundary\s*=\s*\"?([^\"\r\n;]+)",
    re.I | re.M,
)


class _Read(NamedTuple):
    """A mail taken apart: decoded headers by lower-case name, its plain texts and its HTML texts,
    and the names and addresses of who wrote and who was written to."""

    headers: mail_headers.Headers
    plain: list[str]
    html: list[str]
    writers: list[tuple[str, str]]
    recipients: list[tuple[str, str]]


def read_mail(data: bytes, source: Source, locator: str, envelope: str = "") -> Message | Problem:
    """The message in the bytes of one mail; `envelope` is the date that the mailbox around it gives."""
    read = _by_fast_parser(data) or _by_stdlib(data)
    if read is None:
        return source.problem(locator, "mail.unreadable")
    headers = read.headers
    name, sender = (
        read.writers[0] if read.writers else ("", mail_headers.first(headers, "from").strip().lower()[:200])
    )
    if not sender:
        return source.problem(locator, "mail.no_sender")
    when = mail_headers.sent_at(headers, envelope, zone(source.zone) or UTC)
    if when is None:
        return source.problem(locator, "mail.no_date", written=mail_headers.first(headers, "date")[:80])
    subject = _SPACE.sub(" ", nfc(mail_headers.first(headers, "subject"))).strip()
    text = strip(_body(read)).replace("\0", "")
    return Message(
        sent_at=when,
        sender=sender,
        recipients=tuple(dict.fromkeys(address for _, address in read.recipients)),
        channel="email",
        thread=mail_headers.thread_of(headers, subject),
        subject=subject,
        text=text,
        automatic=mail_headers.is_automatic(headers, sender, subject),
        sender_name=name,
        message_id=mail_headers.message_id(headers),
        evidence=Evidence(source.name, locator, _SPACE.sub(" ", text[: QUOTE * 2]).strip()[:QUOTE]),
    )


def is_cut(data: bytes) -> bool:
    """Does this mail end before its last part is closed?"""
    head = data[: _head_end(data)]
    found = _BOUNDARY.search(head)
    if found is None:
        return False
    closing: bytes = b"--" + found[1].rstrip() + b"--"
    return closing not in data


def _head_end(data: bytes) -> int:
    found = re.search(rb"\r?\n\r?\n", data)
    return found.start() if found else len(data)


def _body(read: _Read) -> str:
    """The text a reader would see: the plain parts, or else what the HTML says."""
    plain = "\n".join(part.rstrip("\r\n") for part in read.plain[:_MOST_PARTS])[:_LONGEST_TEXT]
    if plain.strip():
        return plain
    return "\n".join(to_text(part[:_LONGEST_TEXT]) for part in read.html[:_MOST_PARTS])


def _by_fast_parser(data: bytes) -> _Read | None:
    from fast_mail_parser import ParseError, parse_email  # noqa: PLC0415 - only mail needs it

    try:
        mail = parse_email(data, mode="lazy")
    except ParseError:
        return None
    headers: dict[str, list[str]] = {}
    for name, values in mail.headers.items():
        headers.setdefault(name.lower(), []).extend(values)
    writers = _named([mail.from_] if mail.from_ else []) or _writers(headers)
    recipients = _named([*mail.to, *mail.cc]) or _recipients(headers)
    texts = (mail.text_plain, mail.text_html)
    if any("\ufffd" in text for kind in texts for text in kind):
        texts = _redecoded(data) or texts
    return _Read(headers, *texts, writers, recipients)


def _named(addresses: list[Any]) -> list[tuple[str, str]]:
    bare = [
        (mail.display_name or "", mail_headers.ADDRESS.search(mail.address[:1_000])) for mail in addresses
    ]
    return [(name, found[0].lower()) for name, found in bare if found]


def _writers(headers: mail_headers.Headers) -> list[tuple[str, str]]:
    return mail_headers.mailboxes([v for name in ("from", "sender") for v in headers.get(name, ())[:1]])


def _recipients(headers: mail_headers.Headers) -> list[tuple[str, str]]:
    return mail_headers.mailboxes([*headers.get("to", ()), *headers.get("cc", ())])


def _redecoded(data: bytes) -> tuple[list[str], list[str]] | None:
    """The texts of a mail whose charset is named wrongly: each as UTF-8 where it is, else Windows-1252."""
    from fast_mail_parser import ParseError, parse_email_tree, walk  # noqa: PLC0415 - see _by_fast_parser

    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    try:
        for part in walk(parse_email_tree(data, mode="lazy")):
            if part.content_type in texts and part.disposition != "attachment" and part.content is not None:
                texts[part.content_type].append(decode(part.content))
    except ParseError:
        return None
    return texts["text/plain"], texts["text/html"]


def _by_stdlib(data: bytes) -> _Read | None:
    from goodterms.records import mail_fallback  # noqa: PLC0415 - 15 ms, for the mail that is refused

    parts = mail_fallback.read(data, most=_MOST_PARTS)
    return _Read(*parts, _writers(parts.headers), _recipients(parts.headers)) if parts else None
