"""Where is my mail? The address of a mailbox on a mail server, as a user types it.

>>> read_place("imaps://mara@mail.lind.example/Archive")
Place(user='mara', host='mail.lind.example', port=993, ssl=True, folder='Archive')
>>> read_place("imap://mara@lind.example@mail.lind.example").user
'mara@lind.example'
>>> read_place("ftp://lind.example")
Traceback (most recent call last):
    ...
goodterms.fetching.trouble.FetchError: imap.bad_url

RFC 5092, without its server, message and search parts.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from goodterms.fetching.trouble import FetchError

PORTS = {"imap": 143, "imaps": 993}


class Place(NamedTuple):
    """A user's mail on a server; `ssl` where the line is encrypted from its first byte."""

    user: str
    host: str
    port: int
    ssl: bool
    folder: str = ""
    """One folder; empty for all that hold mail which was sent or received."""

    @property
    def here(self) -> bool:
        """Is this server on the user's own machine?"""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def url(self, folder: str = "") -> str:
        """This place as it can be typed, or one folder of it; never a password."""
        scheme = "imaps" if self.ssl else "imap"
        port = "" if self.port == PORTS[scheme] else f":{self.port}"
        host = f"[{self.host}]" if ":" in self.host else self.host
        path = quote(folder or self.folder)
        return f"{scheme}://{quote(self.user, safe='@')}@{host}{port}" + (f"/{path}" if path else "")


def read_place(url: str) -> Place:
    """The place that an address names: `imap://user@host[:port][/folder]`, or the same with `imaps`.

    FetchError where it names none (`imap.bad_url`) or where it holds a password, which does not belong into
    a command that the shell remembers (`imap.password_in_url`).
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise FetchError("imap.bad_url") from None
    user, host, folder = (unquote(part or "") for part in (parts.username, parts.hostname, parts.path[1:]))
    if parts.password:
        raise FetchError("imap.password_in_url")
    written = f"{user}{host}{folder}"
    if parts.scheme not in PORTS or not user or not host or not written.isprintable() or parts.query:
        raise FetchError("imap.bad_url")
    return Place(user, host, port or PORTS[parts.scheme], parts.scheme == "imaps", folder)
