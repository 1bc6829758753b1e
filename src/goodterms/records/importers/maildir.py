"""My mail program keeps every mail in a file of its own (Maildir: mutt, Evolution, Dovecot, offlineimap).

A Maildir is a folder with `cur` and `new` in it (and `tmp`, for mail that is still being written: not read).
A file's name ends in its flags, `:2,RS` for one that was read and answered; a mail keeps its place when they
change, so its locator is the name without them. Drafts (D) were never sent, and deleted mail (T) waits to be
removed: both are counted and left closed. Folders such as `.Sent` beside `cur` are sources of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from goodterms.records.mail.tally import LONGEST, Header, header_of
from goodterms.records.model import Record
from goodterms.records.source import Source
from goodterms.terms.evidence import Problem
from goodterms.terms.patterns import lazy

TITLE = "Maildir folder"
READS = (
    "The mails with clients: moment, people, subject, thread, and what was newly written, without quoted "
    "history and signature. Of other mail only who wrote how often. No attachments, drafts or deleted mail."
)
GIVES = ("message",)
SPEAKS = STREAMS = True

_MAIL = lazy(r"(?:cur|new)/([^/]+)")
_FLAGS = lazy(r"(?P<name>.+?)[:;!]2,(?P<flags>[A-Za-z]*)")
"""A colon cannot be in a name everywhere: some programs write another mark."""
_FIELD = lazy(rb"\s*(?:From [^\r\n]{0,1000}\r?\n)?[!-9;-~]{1,200}[ \t]*:")


def gathers(names: Collection[str]) -> bool:
    """Is a folder with these entries a Maildir?"""
    return "cur/" in names and ("new/" in names or "tmp/" in names)


def recognises(source: Source) -> bool:
    """A folder of mails: its first file begins with the headers of one."""
    found = next(iter(_mails(source)), None)
    if found is None:
        return False
    try:
        return _FIELD.match(found[1]()[:LONGEST]) is not None
    except OSError:
        return True


def headers(source: Source) -> Iterator[Header]:
    """Who wrote to whom, mail by mail, without opening one."""
    for name, load in _mails(source):
        if not _is_left_out(name):
            data = _loaded(load)
            if data is not None:
                yield header_of(data[:LONGEST])


def read(source: Source) -> Iterator[Record | Problem]:
    """The messages, oldest name first; each stands at `message` and its name."""
    left_out = count = 0
    for name, load in _mails(source):
        count += 1
        if _is_left_out(name):
            left_out += 1
            continue
        data = _loaded(load)
        if data is None:
            yield source.problem(_locator(name), "file.unreadable")
        elif source.circle is None or source.circle.opens(header_of(data[:LONGEST]).people):
            yield from _message(source, _locator(name), data)
    if left_out:
        yield source.problem("", "mail.left_out", count=left_out)
    if not count:
        yield source.problem("", "file.empty")


def _message(source: Source, locator: str, data: bytes) -> Iterator[Record | Problem]:
    from goodterms.records.mail.message import is_cut, read_all  # noqa: PLC0415 - 8 ms, and only mail needs it

    most = source.limits.mail_mb << 20
    yield from read_all(data[:most], source, locator)
    if len(data) > most:
        yield source.problem(locator, "mail.too_big", most_mb=source.limits.mail_mb)
    elif is_cut(data):
        yield source.problem(locator, "mail.cut")


def _mails(source: Source) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """The name of each mail's file, and how to read it."""
    found = ((mail[1], load) for path, load in source.files.items() if (mail := _MAIL.fullmatch(path)))
    return iter(sorted(found, key=lambda one: one[0]))


def _loaded(load: Callable[[], bytes]) -> bytes | None:
    """The bytes of a mail; None where its file is gone or cannot be read."""
    try:
        return load()
    except OSError:
        return None


def _is_left_out(name: str) -> bool:
    found = _FLAGS.fullmatch(name)
    return found is not None and not {"D", "T"}.isdisjoint(found["flags"])


def _locator(name: str) -> str:
    found = _FLAGS.fullmatch(name)
    return f"message {found['name'] if found else name}"
