"""How much of a file is read before it counts as too much? Every bound on files that nobody vouches for.

A bound that is hit is a problem with the bound's name in it, never a crash. The user may raise one:
`goodterms import export.zip --limit archive_mb=8000`.
"""

from __future__ import annotations

from typing import NamedTuple


class Limits(NamedTuple):
    """The bounds, by the name that `--limit` takes."""

    file_mb: int = 200
    """A file that is read as a whole: a table, a chat, a document. A mailbox may have any size."""
    mail_mb: int = 40
    """One mail: what lies beyond is an attachment, nearly always."""
    archive_files: int = 20_000
    """Files in one archive."""
    archive_file_mb: int = 500
    """One file of an archive, unpacked."""
    archive_mb: int = 2_000
    """All files of an archive together, unpacked."""
    archive_ratio: int = 200
    """How many times larger a file of an archive may be than its packed form; texts stay below 50."""
    archive_depth: int = 2
    """Archives within archives."""


USUAL = Limits()
_DIGITS = 12
"""Of a limit: more would be no limit, and Python refuses to read thousands of them."""


def with_limit(limits: Limits, told: str) -> Limits | None:
    """The limits after `name=number`; None for a name that is none, or no number.

    >>> with_limit(USUAL, "mail_mb=100").mail_mb
    100
    >>> with_limit(USUAL, "mail_mb=much") is None
    True
    """
    name, _, number = told.partition("=")
    if name not in Limits._fields or not (number.isascii() and number.isdigit() and len(number) <= _DIGITS):
        return None
    return limits._replace(**{name: int(number)})
