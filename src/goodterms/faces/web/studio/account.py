"""One's own account: another password, two factors, new recovery codes, another studio."""

from __future__ import annotations

from django.contrib.auth import update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goodterms.faces.web.studio import factors, throttle
from goodterms.faces.web.studio.accounts import wrong_with
from goodterms.faces.web.studio.guard import STUDIO, come
from goodterms.faces.web.studio.models import Account, RecoveryCode
from goodterms.faces.web.studio.signing import MOST
from goodterms.faces.web.studio.trail import note

NEW_SECRET = "new_secret"  # noqa: S105 - the name of a place in the session


def account(request: HttpRequest) -> HttpResponse:
    """What can be changed of one's account; each change asks for the password again."""
    asks = come(request)
    if request.method != "POST":
        return _page(request)
    password = request.POST.get("password", "")[:MOST]
    if throttle.wait(request, asks.account.email):
        return _page(request, "web.studio.wait_a_little", 429)
    if not asks.account.check_password(password):
        return _page(request, "web.studio.password_wrong", 403)
    throttle.right(request, asks.account.email)
    change = _CHANGES.get(request.POST.get("change", ""))
    return change(request, asks.account) if change else HttpResponseBadRequest()


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Another of one's studios; of any other nobody learns whether it is there (404)."""
    wanted = request.POST.get("studio", "")
    if wanted not in {str(one.studio_id) for one in come(request).places}:
        raise Http404
    request.session[STUDIO] = int(wanted)
    return redirect("start")


def _new_password(request: HttpRequest, mine: Account) -> HttpResponse:
    chosen = request.POST.get("chosen", "")[:MOST]
    wrong = wrong_with(chosen, mine)
    if not wrong and chosen != request.POST.get("again", "")[:MOST]:
        wrong = ["web.studio.not_the_same"]
    if wrong:
        return _page(request, wrong[0], 400)
    mine.set_password(chosen)
    mine.save(update_fields=["password"])
    update_session_auth_hash(request, mine)
    _note(request, "new-password")
    return _page(request, said="web.studio.password_changed")


def _begin_two_factors(request: HttpRequest, mine: Account) -> HttpResponse:
    secret = factors.new_secret()
    request.session[NEW_SECRET] = secret
    return _with_picture(request, secret, mine)


def _end_two_factors(request: HttpRequest, mine: Account) -> HttpResponse:
    mine.secret = ""
    mine.save(update_fields=["secret"])
    _note(request, "two-factors-off")
    return _page(request, said="web.studio.two_factors_off")


def _new_codes(request: HttpRequest, mine: Account) -> HttpResponse:
    _note(request, "new-codes")
    return render(request, "studio/codes.html", {"codes": factors.new_codes(mine)})


_CHANGES = {
    "password": _new_password,
    "begin": _begin_two_factors,
    "end": _end_two_factors,
    "codes": _new_codes,
}


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Two factors begin with the first right code of the new app."""
    mine, secret = come(request).account, request.session.get(NEW_SECRET, "")
    if not secret:
        return redirect("account")
    step = factors.fits(secret, request.POST.get("code", "")[:100])
    if not step:
        return _with_picture(request, secret, mine, 403)
    del request.session[NEW_SECRET]
    mine.secret, mine.last_step = secret, step
    mine.save(update_fields=["secret", "last_step"])
    _note(request, "two-factors-on")
    return _page(request, said="web.studio.two_factors_on")


def _with_picture(request: HttpRequest, secret: str, mine: Account, status: int = 200) -> HttpResponse:
    address = factors.address_of(secret, mine)
    told = {
        "secret": secret,
        "address": address,
        "picture": factors.picture_of(address),
        "is_wrong": status != 200,
    }
    return render(request, "studio/two_factors.html", told, status=status)


def _page(request: HttpRequest, wrong: str = "", status: int = 200, *, said: str = "") -> HttpResponse:
    asks = come(request)
    left = RecoveryCode.objects.filter(account=asks.account).count()
    told = {"wrong": wrong, "said": said, "left": left, "places": asks.places}
    return render(request, "studio/account.html", told, status=status)


def _note(request: HttpRequest, what: str) -> None:
    for one in come(request).places:
        note(what, one.studio, one.account)
