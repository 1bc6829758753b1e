"""In and out: e-mail and password, then a code where there are two factors; and a link that opens once."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth import authenticate, get_user, login, logout
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goodterms.faces.web.studio import factors, links, throttle
from goodterms.faces.web.studio.accounts import account_of, wrong_with
from goodterms.faces.web.studio.guard import STUDIO, come
from goodterms.faces.web.studio.models import Account, Attempt, Link, Membership
from goodterms.faces.web.studio.trail import note

HALF = "half"
"""Where a session keeps who has shown a password, and not yet a code."""
PATIENCE = 10 * 60
"""Seconds that are given for the code."""
MOST = 4_096
"""Characters of a password; a longer one is work for the processor and nothing else."""


def sign_in(request: HttpRequest) -> HttpResponse:
    """The first page for whoever is not in yet."""
    if request.method != "POST":
        return render(request, "studio/sign_in.html", {"email": ""})
    email, password = request.POST.get("email", "").strip(), request.POST.get("password", "")[:MOST]
    seconds = throttle.wait(request, email)
    if seconds:
        return _again(request, email, seconds)
    found = authenticate(request, email=email, password=password)
    if not isinstance(found, Account):
        _note_failure(email)
        return _again(request, email)
    if found.has_two_factors:
        request.session.cycle_key()
        request.session[HALF] = [found.pk, int(time.time())]
        return redirect("code")
    return _let_in(request, found)


def code(request: HttpRequest) -> HttpResponse:
    """The second factor: a code of the app, or a recovery code."""
    pk, since = request.session.get(HALF, (0, 0))
    account = Account.objects.filter(pk=pk).first()
    if account is None or time.time() - since > PATIENCE:
        return redirect("sign-in")
    if request.method != "POST":
        return render(request, "studio/code.html")
    seconds = throttle.wait(request, f"code of {account.email}")
    if seconds:
        return render(
            request, "studio/code.html", {"seconds": seconds, "minutes": _minutes(seconds)}, status=429
        )
    if not factors.is_them(account, request.POST.get("code", "")[:100]):
        _note_failure(account.email)
        return render(request, "studio/code.html", {"is_wrong": True}, status=403)
    throttle.right(request, f"code of {account.email}")
    return _let_in(request, account)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out; nothing of the session stays."""
    for one in come(request).places:
        note("sign-out", one.studio, one.account)
    logout(request)
    return redirect("sign-in")


def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """Behind a link: an invitation, or a new password."""
    link = links.found(secret)
    if link is None:
        return render(request, "studio/welcome.html", {"is_over": True}, status=404)
    account = account_of(link.email)
    if link.kind == "invite" and account is not None:
        return _join(request, link, account)
    if link.kind == "reset" and account is None:
        raise Http404
    return _with_password(request, link, account)


def _with_password(request: HttpRequest, link: Link, account: Account | None) -> HttpResponse:
    """A password is chosen: for a new account, or in place of one that was lost."""
    told = {"link": link, "is_new": account is None, "email": link.email}
    if request.method != "POST":
        return render(request, "studio/welcome.html", told)
    name = request.POST.get("name", "").strip()[:120]
    chosen = account or Account(email=link.email, name=name or link.email.partition("@")[0])
    password = request.POST.get("password", "")[:MOST]
    wrong = wrong_with(password, chosen)
    if not wrong and password != request.POST.get("again", "")[:MOST]:
        wrong = ["web.studio.not_the_same"]
    if not wrong and link.needs_proof:
        wrong = _unproven(request, chosen)
    if wrong:
        return render(request, "studio/welcome.html", {**told, "wrong": wrong, "name": name}, status=400)
    chosen.set_password(password)
    return _chosen(request, link, chosen)


def _unproven(request: HttpRequest, account: Account) -> list[str]:
    key = f"code of {account.email}"
    if throttle.wait(request, key):
        return ["web.studio.wait_a_little"]
    if not factors.is_them(account, request.POST.get("code", "")[:100]):
        return ["web.studio.code_wrong"]
    throttle.right(request, key)
    return []


def _chosen(request: HttpRequest, link: Link, account: Account) -> HttpResponse:
    """Keeps the password, gives recovery codes to a new account, and leads in; a second factor is still asked
    for the next time. All other sessions of the account end with the old password."""
    is_new = account.pk is None
    try:
        with transaction.atomic():
            if not links.use_up(link):
                raise Http404
            account.save()
            if link.studio is not None:
                Membership.objects.create(account=account, studio=link.studio, is_owner=link.is_owner)
    except IntegrityError:
        raise Http404 from None
    note("joined" if is_new else "new-password", link.studio, account)
    if not is_new:
        return redirect("sign-in")
    codes = factors.new_codes(account)
    _enter(request, account)
    return render(request, "studio/codes.html", {"codes": codes})


def _join(request: HttpRequest, link: Link, account: Account) -> HttpResponse:
    """An invitation for somebody who has an account: they are in, and say yes."""
    signed_in = get_user(request)
    if not isinstance(signed_in, Account) or signed_in.pk != account.pk:
        return render(request, "studio/welcome.html", {"link": link, "is_known": True})
    if request.method != "POST":
        return render(request, "studio/welcome.html", {"link": link, "is_joining": True})
    studio = link.studio
    if studio is None or not links.use_up(link):
        raise Http404
    Membership.objects.get_or_create(account=account, studio=studio, defaults={"is_owner": link.is_owner})
    request.session[STUDIO] = studio.pk
    note("joined", studio, account)
    return redirect("start")


def _let_in(request: HttpRequest, account: Account) -> HttpResponse:
    throttle.right(request, account.email)
    _enter(request, account)
    for one in Membership.objects.filter(account=account).select_related("studio"):
        note("sign-in", one.studio, account)
    response = redirect("start")
    response.set_cookie(
        throttle.COOKIE,
        throttle.known_to(account),
        max_age=throttle.YEAR,
        httponly=True,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        samesite="Strict",
    )
    return response


def _enter(request: HttpRequest, account: Account) -> None:
    request.session.pop(HALF, None)
    _tidy()
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])


def _tidy() -> None:
    """Takes out what is over: sessions, links, and attempts that count for nothing any more."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    Link.objects.filter(expires_at__lt=now).delete()
    Attempt.objects.filter(last__lt=now - throttle.FORGOTTEN, until__lt=now).delete()


def _note_failure(email: str) -> None:
    """Told in the studios of the account, if there is one; who guesses an address that is none leaves no
    line."""
    account = account_of(email)
    for one in Membership.objects.filter(account=account).select_related("studio") if account else ():
        note("sign-in-failed", one.studio, account)


def _again(request: HttpRequest, email: str, seconds: int = 0) -> HttpResponse:
    told = {"email": email, "is_wrong": not seconds, "seconds": seconds, "minutes": _minutes(seconds)}
    return render(request, "studio/sign_in.html", told, status=429 if seconds else 403)


def _minutes(seconds: int) -> int:
    return -(-seconds // 60)
