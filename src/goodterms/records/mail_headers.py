"""What do the headers of a mail say: when, from whom, to whom, in which thread, and by a person or a machine?

>>> moment("Mon, 3 Feb 2025 10:00:00 +0100").isoformat()
'2025-02-03T10:00:00+01:00'
>>> moment("3 Feb 25 10:00 EST").isoformat()
'2025-02-03T10:00:00-05:00'
>>> moment("yesterday") is None
True

RFC 5322 with its obsolete forms; RFC 3834 for automatic mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache

from goodterms.records.quoting import either

Headers = Mapping[str, Sequence[str]]
"""Decoded values by lower-case name, in the order of the mail."""

_MONTHS = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
_USUAL_DATE = re.compile(
    r"\s*(?:[A-Za-z]{3},\s*)?(\d{1,2}) ([A-Za-z]{3}) (\d{4})"
    r" (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d)\s*(?:\([^)]*\)\s*)?$"
)
_PLAUSIBLE_YEARS = range(1982, 2101)
"""Mail with an earlier date has lost it (1970), and so has one a century ahead (2106)."""

_ID = re.compile(r"<([^<>\s]+)>")
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"'@]+@[^\s<>()\[\],;:\"'@]+")
_MACHINE = re.compile(
    r"(?:mailer-daemon|postmaster|no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|ne-?pas-?repondre|bounces?)(?:[+\-_.@]|$)"
)
_BULK = frozenset(("bulk", "list", "junk", "auto_reply", "auto-reply"))
_MACHINE_HEADERS = (
    "x-autoreply",
    "x-autorespond",
    "x-autoresponse",
    "x-auto-response-suppress-reply",
    "x-mailman-version",
    "list-id",
    "list-unsubscribe",
    "list-post",
    "x-failed-recipients",
)


def moment(text: str, local: tzinfo = UTC) -> datetime | None:
    """The aware moment of a Date header, or None; a date without any zone is taken in the local one given."""
    found = _USUAL_DATE.match(text)
    try:
        if found:
            day, name, year, hour, minute, second, sign, hours, minutes = found.groups()
            offset = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if sign == "-" else 1)
            month = _MONTHS[name.lower()]
            written = (int(year), month, int(day), int(hour), int(minute), min(int(second), 59))
            return _plausible(datetime(*written, tzinfo=_fixed(offset)))
        return _plausible(_unusual(text, local))
    except (ValueError, KeyError, IndexError, TypeError, OverflowError):
        return None


@cache
def _fixed(offset: timedelta) -> timezone:
    return timezone(offset) if offset else UTC


def _unusual(text: str, local: tzinfo) -> datetime:
    from email.utils import parsedate_tz  # noqa: PLC0415 - 10 ms, and most mail has a usual date

    parts = parsedate_tz(text[:200])
    if parts is None:
        raise ValueError
    year, month, day, hour, minute, second, *_, seconds_east = parts
    zoned = re.search(r"[+-]\d{4}|\b[A-Z]{1,5}\b\s*(?:\(|$)", text)
    zone = _fixed(timedelta(seconds=seconds_east or 0)) if zoned else local
    return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)


def _plausible(when: datetime) -> datetime | None:
    return when if when.year in _PLAUSIBLE_YEARS else None


def sent_at(headers: Headers, envelope: str, local: tzinfo) -> datetime | None:
    """When a mail was sent: its Date, else the latest Received, else the mailbox's own line about it."""
    received = [value.rpartition(";")[2] for value in headers.get("received", ())[-1:]]
    for text in (*headers.get("date", ()), *headers.get("resent-date", ()), *received, envelope):
        if text and (when := moment(text, local)):
            return when
    return None


def envelope_date(line: str) -> str:
    """The date in a mailbox's separator (`From x@y Mon Feb  3 10:00:00 2025`), as a Date header has it."""
    found = re.search(
        r"([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d\d:\d\d(?::\d\d)?)\s+(?:([A-Z]{3,4}|[+-]\d{4})\s+)?(\d{4})", line
    )
    if not found:
        return ""
    month, day, clock, zone, year = found.groups()
    return f"{day} {month} {year} {clock} {zone or 'GMT'}"


def mailboxes(values: Sequence[str]) -> list[tuple[str, str]]:
    """Names and lower-case addresses that headers of one kind list; names of groups are left out."""
    from email.utils import getaddresses  # noqa: PLC0415 - 10 ms, for mail with unusual addresses

    found = [
        (name.strip(), address.lower()) for name, address in getaddresses(list(values)) if "@" in address
    ]
    if found or not any("@" in value for value in values):
        return found
    return [("", address.lower()) for value in values for address in ADDRESS.findall(value[:2_000])]


def first(headers: Headers, name: str) -> str:
    """The first value of a header, or ""."""
    values = headers.get(name)
    return values[0] if values else ""


def thread_of(headers: Headers, subject: str) -> str:
    """The id of the mail that a conversation began with; without any id, its subject without "Re:"."""
    for name in ("references", "in-reply-to", "message-id"):
        if found := _ID.search(first(headers, name)):
            return found[1]
    return bare_subject(subject)


def message_id(headers: Headers) -> str:
    """The mail's own id without its angle brackets, or ""."""
    written = first(headers, "message-id")
    found = _ID.search(written)
    return found[1] if found else written.strip()


@cache
def _again() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{either('again')}(?:\[\d+\]|\(\d+\))?\s?[:：]\s*)+", re.IGNORECASE)


def bare_subject(subject: str) -> str:
    """A subject without "Re:", "TR:", "Antw:" and the like, in lower case.

    >>> bare_subject("Re: AW: Trả lời: Spring menu")
    'spring menu'
    """
    return " ".join(_again().sub("", subject, count=1).split()).lower()


@cache
def _automatic_subject() -> re.Pattern[str]:
    return re.compile(rf"\s*{either('automatic')}\s*(?:[:：]|\(|$)", re.IGNORECASE)


def is_automatic(headers: Headers, sender: str, subject: str) -> bool:
    """Was this written by a machine, or to a whole list, and not by a person to a person?"""
    submitted = first(headers, "auto-submitted").strip().lower()
    return (
        (bool(submitted) and not submitted.startswith("no"))
        or first(headers, "precedence").strip().lower() in _BULK
        or any(name in headers for name in _MACHINE_HEADERS)
        or first(headers, "content-type").lstrip().lower().startswith("multipart/report")
        or bool(_MACHINE.match(sender))
        or bool(_automatic_subject().match(subject))
    )
