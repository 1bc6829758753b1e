"""Why can nothing be fetched? One error, with a key that a face turns into a sentence.

What sockets, imaplib and IMAPClient complain about becomes one of a few things that a user can act upon.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4

from goodterms.terms.evidence import Text, Value

_RUBBISH = (IMAP4.error, ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError)
"""What imaplib and IMAPClient are known to raise for answers that are no IMAP: beside their own errors those
of broken numbers and encodings (ValueError), of missing parts (LookupError, TypeError, AttributeError), of
brackets without end (RecursionError) and of sizes beyond any memory (OverflowError)."""
_LONGEST_DETAIL = 200


class FetchError(Exception):
    """It cannot be fetched: `text` says why, and what to do about it. No password is ever in it."""

    def __init__(self, key: str, **values: Value) -> None:
        super().__init__(key)
        self.text = Text(key, values)


@contextmanager
def telling(host: str, *, connected: bool, done: int) -> Iterator[None]:
    """Turns what goes wrong on a line to that server, after so many mails, into a FetchError."""
    try:
        yield
    except (IMAP4.error, OSError, *_RUBBISH) as error:
        key = _key(error, connected=connected)
        values: dict[str, Value] = {"host": host, "detail": in_words(error)}
        if key in ("imap.dropped", "imap.timeout"):
            values["done"] = done
        raise FetchError(key, **values) from error


def _key(error: Exception, *, connected: bool) -> str:
    said = str(error)
    if isinstance(error, TimeoutError):
        return "imap.timeout"
    if isinstance(error, ssl.SSLError) and not connected:
        return "imap.tls"
    if isinstance(error, IMAP4.abort | OSError) and "unexpected" not in said:  # imaplib's word for rubbish
        return "imap.dropped" if connected else "imap.unreachable"
    if type(error) is IMAP4.error and " failed: " in said:  # IMAPClient's words for an answer of NO
        return "imap.said_no"
    return "imap.unreachable" if said.startswith("b'* BYE") else "imap.rubbish"


def in_words(error: BaseException) -> str:
    """What a server or the system said, in one line."""
    said = str(error)[: 2 * _LONGEST_DETAIL].removeprefix("b'").removesuffix("'")
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())[:_LONGEST_DETAIL]
