"""Who may come in? At home, whoever holds the link that the program printed; it opens once.

The link becomes a session of this browser, signed with the key of this start of the program. Other users of
the machine and other sites have neither.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

INSIDE = "inside"


class Link:
    """The way in, good for one visit."""

    def __init__(self) -> None:
        self._secret = ""
        self._lock = Lock()

    def renew(self) -> str:
        """A new secret; the one before opens nothing any more."""
        with self._lock:
            self._secret = secrets.token_urlsafe(32)
            return self._secret

    def take(self, told: str) -> bool:
        """Is that the secret? If so it is used up."""
        with self._lock:
            if not self._secret or not secrets.compare_digest(told.encode(), self._secret.encode()):
                return False
            self._secret = ""
            return True


LINK = Link()


def open_door(request: HttpRequest, secret: str) -> HttpResponse:
    """The page behind the link: in, or told why not."""
    if request.session.get(INSIDE) or LINK.take(secret):
        request.session[INSIDE] = True
        return redirect("start")
    return _outside(request)


def guests_only(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: without a session there is one page, that says how to come in."""

    def guard(request: HttpRequest) -> HttpResponse:
        if request.session.get(INSIDE) or request.path.startswith("/open/"):
            return respond(request)
        return _outside(request)

    return guard


def _outside(request: HttpRequest) -> HttpResponse:
    return render(request, "outside.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - as Django calls it
    """A form that did not come from our own page."""
    return render(request, "forged.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something that we did not foresee."""
    return render(request, "500.html", status=500)
