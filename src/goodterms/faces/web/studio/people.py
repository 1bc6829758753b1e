"""Who is in the studio, how much they worked for whom, and what was done by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from goodterms.faces.home import seated
from goodterms.faces.home import store as open_records
from goodterms.faces.web.slugs import slug_of
from goodterms.faces.web.studio import links
from goodterms.faces.web.studio.accounts import as_email
from goodterms.faces.web.studio.guard import Come, come
from goodterms.faces.web.studio.models import Account, Entry, Membership
from goodterms.faces.web.studio.team import hours_by_person, moods_of, share
from goodterms.faces.web.studio.trail import note
from goodterms.faces.web.visit import Visit

LINES = 50


def owners_only(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """To others the page is not there."""

    def guard(request: HttpRequest, *values: Any, **named: Any) -> HttpResponse:
        if not come(request).place.is_owner:
            raise Http404
        return page(request, *values, **named)

    return guard


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people, their hours by client, and how it was to work for whom where enough of them told."""
    return _page(come(request))


@require_POST
@owners_only
def invite(request: HttpRequest) -> HttpResponse:
    """A link for somebody new, to be handed over."""
    asks = come(request)
    email = as_email(request.POST.get("email", ""))
    if not email:
        return _said(asks, 400, wrong="web.studio.no_email")
    studio = asks.place.studio
    secret = links.invite(email, studio, is_owner=bool(request.POST.get("owner")))
    note("invited", studio, asks.account, email)
    return _said(asks, link=_address(request, secret), whose=email)


@require_POST
@owners_only
def person(request: HttpRequest, number: int) -> HttpResponse:
    """An owner gives somebody a link to a new password, makes them an owner or not, or lets them go."""
    asks, theirs = come(request), _theirs(request, number)
    change = request.POST.get("change", "")
    if change == "reset":
        return _reset(asks, theirs)
    if change not in ("owner", "member", "remove"):
        return HttpResponseBadRequest()
    if not _change(theirs, change):
        return _said(asks, 400, wrong="web.studio.last_owner")
    note(f"person-{change}", theirs.studio, asks.account, theirs.account.email)
    return redirect("people")


@require_safe
@owners_only
def trail(request: HttpRequest) -> HttpResponse:
    """What was done, the latest first."""
    lines = Entry.objects.filter(studio=come(request).place.studio).order_by("-pk")
    page = Paginator(lines, LINES).get_page(request.GET.get("page"))
    names = {one.pk: one.name for one in Account.objects.filter(pk__in={line.account_id for line in page})}
    visit = Visit(request)
    clients = {slug_of(one.client): one.client for one in visit.review.clients} if visit.has_records else {}
    told = [
        (line.at, names.get(line.account_id or 0, ""), line.what, clients.get(line.about, line.about))
        for line in page
    ]
    return render(request, "studio/trail.html", {"lines": told, "page": page})


def _said(asks: Come, status: int = 200, **told: Any) -> HttpResponse:
    """What came of it; shown once."""
    return render(asks, "studio/said.html", told, status=status)


def _page(asks: Come) -> HttpResponse:
    members = list(
        Membership.objects.filter(studio=asks.place.studio).select_related("account").order_by("pk")
    )
    visit = Visit(asks)
    shown = {
        "members": members,
        "hours": hours_by_person(visit, members),
        "moods": moods_of(visit, asks.place.studio, members),
    }
    return render(asks, "studio/people.html", shown)


def _theirs(request: HttpRequest, number: int) -> Membership:
    place = come(request).place
    found = Membership.objects.filter(studio=place.studio, account=number).select_related("account", "studio")
    theirs = found.first()
    if theirs is None:
        raise Http404
    return theirs


def _reset(asks: Come, theirs: Membership) -> HttpResponse:
    secret = links.reset(theirs.account, needs_proof=True)
    note("reset-link", theirs.studio, asks.account, theirs.account.email)
    return _said(asks, link=_address(asks, secret), whose=theirs.account.email, needs_proof=True)


def _change(theirs: Membership, change: str) -> bool:
    """False where nobody would be left who can invite others."""
    with transaction.atomic():
        owners = Membership.objects.select_for_update().filter(studio=theirs.studio, is_owner=True)
        others = [one for one in owners if one.pk != theirs.pk]
        if change != "owner" and not others:
            return False
        if change == "remove":
            _let_go(theirs)
        else:
            Membership.objects.filter(pk=theirs.pk).update(is_owner=change == "owner")
    return True


def _let_go(theirs: Membership) -> None:
    """What they brought stays the studio's; what they felt goes with them."""
    with seated(theirs.seat), open_records() as kept:
        share(kept).forget_person()
    theirs.delete()


def _address(request: HttpRequest, secret: str) -> str:
    return request.build_absolute_uri(reverse("welcome", args=[secret]))
