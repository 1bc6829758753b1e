"""Whose records does this request see? Middleware of a studio's server.

A session leads to an account, the account's place in a studio to that studio's records; both are looked up
anew for each request. Whoever has no place gets the page to sign in, and is bound to no records at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from goodterms.faces.home import seated
from goodterms.faces.web.studio import trail
from goodterms.faces.web.studio.models import Account, Membership
from goodterms.store.connecting import leave_schema
from goodterms.store.sharing import heard

STUDIO = "studio"
"""Where a session keeps the number of the studio that is looked at."""
OPEN = ("/sign-in/", "/welcome/", "/health/", "/language/", "/static/")
"""What a stranger may ask for."""
OWNERS_ONLY = frozenset(("erase", "back-up"))
"""Pages, by name, that not every member may use: what they do cannot be taken back, or takes all along."""
WITHOUT_STUDIO = ("/account/", "/sign-out/")
"""What somebody without a studio may ask for."""


class Come(HttpRequest):
    """A request of somebody who came in."""

    account: Account
    place: Membership
    places: list[Membership]


def come(request: HttpRequest) -> Come:
    """The same request; only behind `members_only`."""
    return cast(Come, request)


def members_only(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: binds the request to the studio of who asks, and to nothing else."""

    def guard(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN):
            with seated(None):
                return respond(request)
        account = get_user(request)
        if not isinstance(account, Account):
            return _stranger(request)
        return _answer(request, account, respond)

    return guard


def _answer(
    request: HttpRequest, account: Account, respond: Callable[[HttpRequest], HttpResponse]
) -> HttpResponse:
    asks = come(request)
    asks.account = account
    asks.places = list(Membership.objects.filter(account=account).select_related("studio").order_by("pk"))
    wanted = request.session.get(STUDIO)
    place = next((one for one in asks.places if one.studio_id == wanted), None)
    if place is None and asks.places:
        place = asks.places[0]
        request.session[STUDIO] = place.studio_id
    if place is None and not request.path.startswith(WITHOUT_STUDIO):
        return render(request, "studio/no_studio.html", status=403)
    if place is not None:
        asks.place = place
        if not place.is_owner and _name_of(request) in OWNERS_ONLY:
            return render(request, "studio/owners_only.html", status=403)
    try:
        with seated(place.seat if place else None), heard() as kept:
            response = respond(request)
    finally:
        leave_schema()
    if place is not None:
        trail.note_request(request, response, place, kept)
    return response


def _name_of(request: HttpRequest) -> str:
    """Which page that address is; none where there is none."""
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _stranger(request: HttpRequest) -> HttpResponse:
    if request.method in ("GET", "HEAD"):
        return redirect("sign-in")
    return render(request, "studio/sign_in.html", {"email": ""}, status=403)


def shown(request: HttpRequest) -> dict[str, object]:
    """For every template: who is here, and in which studio."""
    account, place = getattr(request, "account", None), getattr(request, "place", None)
    return {
        "is_inside": place is not None,
        "at_the_door": account is None,
        "in_studio": True,
        "account": account,
        "member": place,
    }
