"""How do we get a line to a mail server that we do not trust further than we must?

No password goes over a line that others can read: the line is encrypted and the server's certificate is
checked, unless the server is on the user's own machine. What one answer may hold, and how long it may take,
is bounded.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import LoginError
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from goodterms.fetching.place import Place
from goodterms.fetching.trouble import FetchError, in_words

LARGEST_ANSWER = 64 << 20
"""Bytes that a server may answer to one command; more is no mail server's answer to what we ask."""
LONGEST_ANSWER = 600.0
"""Seconds after which an answer that still trickles in is given up: 64 MiB take half of it at 2 Mbit/s."""


class TooMuch(imaplib.IMAP4.error):
    """An answer without end."""


class _Bounded:
    """An IMAP line that hangs up on an answer larger than it may be."""

    left = LARGEST_ANSWER

    def read(self, size: int) -> bytes:
        self._spend(size)
        return super().read(size)  # type: ignore[misc,no-any-return] # of the class mixed with, see below

    def readline(self) -> bytes:
        line: bytes = super().readline()  # type: ignore[misc] # as above
        self._spend(len(line))
        return line

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise TooMuch(f"an answer of more than {LARGEST_ANSWER} bytes")


class _Plain(_Bounded, IMAP4WithTimeout):  # type: ignore[misc] # IMAPClient states no types
    pass


class _Encrypted(_Bounded, IMAP4_TLS):  # type: ignore[misc] # as above
    pass


class Connection(IMAPClient):  # type: ignore[misc] # as above
    """IMAPClient with answers that are bounded."""

    def _create_IMAP4(self) -> Any:  # noqa: N802 - IMAPClient's own name for it
        seconds = self._timeout.connect
        if self.ssl:
            return _Encrypted(self.host, self.port, self.ssl_context, seconds)
        return _Plain(self.host, self.port, seconds)

    @contextmanager
    def one_answer(self) -> Iterator[None]:
        """One command, whose answer may take so many bytes and seconds."""
        self._imap.left = LARGEST_ANSWER
        timer = Timer(LONGEST_ANSWER, self.hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def hang_up(self) -> None:
        """Ends the line at once; who waits for an answer on it is told that it dropped."""
        with suppress(OSError):
            self.socket().shutdown(socket.SHUT_RDWR)

    def end(self) -> None:
        """Takes leave where the server still listens."""
        try:
            with self.one_answer():
                self.logout()
        except (imaplib.IMAP4.error, OSError):
            self.drop()

    def drop(self) -> None:
        """Lets go of the line without a word."""
        with suppress(OSError):
            self.shutdown()


def connect(place: Place, seconds: float) -> Connection:
    """An encrypted line to a server, or a plain one to the own machine; not logged in yet."""
    context = _trust(place)
    connection = Connection(place.host, place.port, ssl=place.ssl, ssl_context=context, timeout=seconds)
    if place.ssl:
        return connection
    try:
        if connection.has_capability("STARTTLS"):
            connection.starttls(context)
        elif not place.here:
            raise FetchError("imap.not_encrypted", host=place.host)
    except BaseException:
        connection.drop()
        raise
    return connection


def log_in(connection: Connection, place: Place, password: str) -> None:
    """Logs in, or says what the server has against it (`imap.refused`)."""
    user = place.user.replace("\\", "\\\\").replace('"', '\\"')
    try:
        if connection.has_capability("AUTH=PLAIN"):
            connection.plain_login(place.user, password)
        elif (place.user + password).isascii() and password.isprintable():
            connection.login(f'"{user}"', password)
        else:
            raise FetchError("imap.refused", host=place.host, user=place.user, detail="ASCII")
    except LoginError as error:
        if isinstance(error.__context__, imaplib.IMAP4.abort | TooMuch):
            raise error.__context__ from None
        raise FetchError("imap.refused", host=place.host, user=place.user, detail=in_words(error)) from error


def _trust(place: Place) -> ssl.SSLContext:
    """Whom to believe: a server elsewhere must prove who it is; a bridge on the own machine signs itself."""
    context = ssl.create_default_context()
    if place.here:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
