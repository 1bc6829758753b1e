"""The first page: what this is, and the three ways to begin."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from goodterms.faces.web.reader import COOKIE
from goodterms.faces.web.visit import DEMO, Visit
from goodterms.faces.words import languages

YEAR = 365 * 24 * 60 * 60


def start(request: HttpRequest) -> HttpResponse:
    """Who has records goes on to the clients; who has none chooses how to begin."""
    if Visit(request).has_records:
        return redirect("clients")
    return render(request, "start.html")


@require_POST
def look_around(request: HttpRequest) -> HttpResponse:
    """Into the invented year, or out of it."""
    if request.POST.get("leave"):
        request.session.pop(DEMO, None)
        return redirect("start")
    request.session[DEMO] = True
    return redirect("clients")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """The same page in another language; remembered by this browser."""
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    response = redirect(back if is_ours else "start")
    chosen = request.POST.get("language", "")
    if chosen in languages():
        response.set_cookie(COOKIE, chosen, max_age=YEAR, httponly=True, samesite="Strict")
    return response


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """Which keys do what; where scripts run, `?` shows the same on any page."""
    return render(request, "help.html")
