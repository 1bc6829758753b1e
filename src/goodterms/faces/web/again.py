"""A page that was shown and is asked for again is shown again, as long as nothing it tells of has changed.

What it is known by is all that a page is made from: whose visit, the records' state, the day, the language,
the address, what the browser keeps, and how it asks. What a visit is told once is never kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse

from goodterms.faces.web.answers import forget_older
from goodterms.faces.web.reader import words_of
from goodterms.faces.web.visit import SAID, Visit

MOST_PAGES, MOST_BYTES = 100, 400_000
"""Pages that are kept, each no larger."""
_OWN_TIME = ("job", "open")
"""Pages that change while the records do not, by name: how far an import is."""
Key = tuple[Any, ...]
"""Begins with the records' state."""
_SEEN_BY = ("Content-Type", "Content-Language")


class _Pages:
    """Bodies by what they are known by; the one unused for longest goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Key, HttpResponse] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Key) -> HttpResponse | None:
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
        return found

    def keep(self, key: Key, page: HttpResponse) -> None:
        with self._lock:
            forget_older(self._kept, key)
            self._kept[key] = page
            while len(self._kept) > MOST_PAGES:
                self._kept.popitem(last=False)


def shown_again(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, behind the door: a page that is known is not made anew."""
    pages = _Pages()

    def show(request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or SAID in request.session:
            return respond(request)
        key = _known_by(request)
        found = pages.get(key)
        if found is not None:
            return _copy(found)
        page = respond(request)
        name = request.resolver_match.url_name if request.resolver_match else ""
        if name not in _OWN_TIME and _is_lasting(page) and _known_by(request) == key:
            pages.keep(key, _copy(page))
        return page

    return show


def _known_by(request: HttpRequest) -> Key:
    visit = Visit(request)
    return (
        visit.state,
        visit.today,
        words_of(request).language,
        request.get_full_path(),
        tuple(sorted((name, repr(value)) for name, value in request.session.items())),
        request.META.get("CSRF_COOKIE", ""),  # forms hold a token that belongs to it
        request.headers.get("HX-Target", ""),
    )


def _is_lasting(page: HttpResponse) -> bool:
    is_page = page.status_code == 200 and page.headers.get("Content-Type", "").startswith("text/html")
    return (
        is_page and not page.streaming and "Refresh" not in page.headers and len(page.content) <= MOST_BYTES
    )


def _copy(page: HttpResponse) -> HttpResponse:
    """The body with what it is; what middleware adds is added anew."""
    return HttpResponse(page.content, headers={name: page.headers[name] for name in _SEEN_BY if name in page})
