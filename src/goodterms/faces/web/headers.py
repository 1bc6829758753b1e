"""What every page says to the browser beside its content: keep no copy, lend nothing to other sites."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_SAID = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


def quiet(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: pages leave nothing in the browser's cache."""

    def say(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        for name, value in _SAID.items():
            response.headers.setdefault(name, value)
        return response

    return say
