"""Who did what, and when? One line for each thing that was changed, for the owners of the studio to read.

What a page was looked at for is written nowhere, nor that somebody told how they feel, or about whom.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch

from goodterms.faces.web.studio.models import Account, Entry, Membership, Studio

UNTOLD = frozenset(("look", "language", "look-around", "as-mail", "as-paper"))
"""Pages that take something in, and keep nothing."""
TELL_THEMSELVES = frozenset(
    ("sign-in", "code", "sign-out", "welcome", "switch", "account", "two-factors", "invite", "person")
)
"""Pages that write their own lines, with what came of it."""
CHANGED = 400
"""An answer from this status on changed nothing."""


def note(what: str, studio: Studio | None, account: Account | None, about: str = "") -> None:
    """Writes a line."""
    Entry.objects.create(studio=studio, account=account, what=what, about=about[:120])


def note_request(
    request: HttpRequest, response: HttpResponse, place: Membership, kept: Sequence[bool]
) -> None:
    """Writes what was sent with a form, if something was changed by it that is not `kept` as one's own."""
    match: ResolverMatch | None = request.resolver_match
    if request.method != "POST" or match is None or response.status_code >= CHANGED:
        return
    if kept and all(kept):
        return
    name = match.url_name or ""
    if name and name not in UNTOLD | TELL_THEMSELVES:
        note(name, place.studio, place.account, str(match.kwargs.get("slug", "")))
