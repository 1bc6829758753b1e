"""What does this one mail say? From the bytes of a mail to a Message, or to a Problem.

Read by fast_mail_parser; what it refuses is read by the standard library (`mail_fallback`). A text in an
encoding that the mail misnames is read as UTF-8 or Windows-1252, and an unknown character is replaced, never
fatal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any, NamedTuple

from goodterms.records.mail import headers as mail_headers
from goodterms.records.mail.bounds import (
    LARGEST_HEAD,
    LONGEST_FIELD,
    LONGEST_HTML,
    LONGEST_LINE,
    LONGEST_TEXT,
    MOST_PARTS,
    bounded,
    head_end,
)
from goodterms.records.mail.html_text import to_text
from goodterms.records.mail.newly_written import strip
from goodterms.records.model import Message
from goodterms.records.source import Source, decode
from goodterms.terms.calendar import zone
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.languages import nfc
from goodterms.terms.patterns import lazy

QUOTE = 200
"""Characters of a message that its evidence repeats."""

_SPACE = lazy(r"[\s\0]+")
_BOUNDARY = lazy(
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
    return next(read_all(data, source, locator, envelope))


def read_all(data: bytes, source: Source, locator: str, envelope: str = "") -> Iterator[Message | Problem]:
    """The same, and after it a Problem (`mail.too_much`) where it holds more than is read of one mail."""
    small = bounded(data)
    read = _by_fast_parser(small) or _by_stdlib(small)
    if read is None:
        yield source.problem(locator, "mail.unreadable")
        return
    yield _message(read, source, locator, envelope)
    texts = read.plain or read.html
    if small is not data or len(texts) > MOST_PARTS or sum(map(len, read.plain)) > LONGEST_TEXT:
        yield source.problem(locator, "mail.too_much", parts=MOST_PARTS, characters=LONGEST_TEXT)


def _message(read: _Read, source: Source, locator: str, envelope: str) -> Message | Problem:
    headers = read.headers
    name, sender = (
        read.writers[0]
        if read.writers
        else ("", mail_headers.first(headers, "from").strip(" :;\t").lower()[:200])
    )
    if not sender:
        return source.problem(locator, "mail.no_sender")
    when = mail_headers.sent_at(headers, envelope, zone(source.zone) or UTC)
    if when is None:
        return source.problem(locator, "mail.no_date", written=mail_headers.first(headers, "date")[:80])
    subject = _SPACE.sub(" ", nfc(mail_headers.first(headers, "subject")[:LONGEST_LINE])).strip()
    text = strip(_body(read)).replace("\0", "")
    origin = mail_headers.origin_of(headers, sender, subject)
    return Message(
        sent_at=when,
        sender=sender[:LONGEST_LINE],
        recipients=tuple(dict.fromkeys(address for _, address in read.recipients)),
        channel="email",
        thread=mail_headers.thread_of(headers, subject),
        subject=subject,
        text=text,
        automatic=bool(origin),
        origin=origin,
        sender_name=_SPACE.sub(" ", nfc(name[:LONGEST_LINE])).strip(),
        message_id=mail_headers.message_id(headers),
        evidence=Evidence(source.name, locator, _SPACE.sub(" ", text[: QUOTE * 2]).strip()[:QUOTE]),
    )


def is_cut(data: bytes) -> bool:
    """Does this mail end before its last part is closed?"""
    head = data[: min(head_end(data), LARGEST_HEAD)]
    found = _BOUNDARY.search(head)
    if found is None:
        return False
    closing: bytes = b"--" + found[1].rstrip() + b"--"
    return closing not in data


def _body(read: _Read) -> str:
    """The text a reader would see: the plain parts, or else what the HTML says."""
    plain = "\n".join(part.rstrip("\r\n") for part in read.plain[:MOST_PARTS])[:LONGEST_TEXT]
    if plain.strip():
        return plain
    left = LONGEST_HTML
    texts = []
    for part in read.html[:MOST_PARTS]:
        texts.append(to_text(part[:left]))
        left -= len(part)
        if left <= 0:
            break
    return "\n".join(texts)[:LONGEST_TEXT]


def _by_fast_parser(data: bytes) -> _Read | None:
    from fast_mail_parser import ParseError, parse_email  # noqa: PLC0415 - only mail needs it

    try:
        mail = parse_email(data, mode="lazy")
    except ParseError:
        return None
    headers: dict[str, list[str]] = {}
    for name, values in mail.headers.items():
        headers.setdefault(name.lower(), []).extend(values)
    writers = _named([mail.from_] if mail.from_ else [])
    if not writers or not writers[0][0]:
        writers = mail_headers.writers(headers) or writers
    recipients = _named([*mail.to, *mail.cc]) or _recipients(headers)
    texts = (mail.text_plain, mail.text_html)
    if any("\ufffd" in text for kind in texts for text in kind):
        texts = _redecoded(data) or texts
    if _is_broken(mail_headers.first(headers, "subject")):
        headers["subject"] = [_reworded(data, b"subject")]
    if writers and _is_broken(writers[0][0]):
        writers = [(_reworded(data, b"from").partition("<")[0].strip(' "'), writers[0][1])]
    return _Read(headers, *texts, writers, recipients)


def _is_broken(decoded: str) -> bool:
    return "\ufffd" in decoded or "=?" in decoded


def _reworded(data: bytes, name: bytes) -> str:
    """A header that the parser could not decode, as it is written, decoded by its bytes."""
    found = re.search(rb"^" + name + rb":((?:[^\n]|\n[ \t])*)", data[:LARGEST_HEAD], re.I | re.M)
    return mail_headers.words(re.sub(rb"\r?\n", b"", found[1][:LONGEST_FIELD])).strip() if found else ""


def _named(addresses: list[Any]) -> list[tuple[str, str]]:
    bare = [
        ((mail.display_name or "").strip(" '"), mail_headers.ADDRESS.search(mail.address[:1_000]))
        for mail in addresses
    ]
    return [(name, found[0].lower()) for name, found in bare if found]


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
    from goodterms.records.mail import fallback as mail_fallback  # noqa: PLC0415 - 15 ms, for the mail that is refused

    parts = mail_fallback.read(data, most=MOST_PARTS)
    return _Read(*parts, mail_headers.writers(parts.headers), _recipients(parts.headers)) if parts else None
