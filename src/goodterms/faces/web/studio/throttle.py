"""How long must somebody wait who was wrong again and again?

Three things are counted: an account from one address, an address, and an account from browsers that never
came in. Waits grow and end by themselves: a stranger who keeps guessing makes nobody else wait who has been
in with the same browser, and others a quarter of an hour at most.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import blake2b
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from goodterms.faces.web.studio.models import Account, Attempt

COOKIE = "goodterms_known"
YEAR = 365 * 24 * 60 * 60
FIRST = 15
"""Seconds of the first wait; each next is twice as long."""
FORGOTTEN = timedelta(days=1)
"""After so long without an attempt the count begins anew."""


class Limit(NamedTuple):
    """How many may be wrong before somebody waits, and the longest wait in seconds."""

    free: int
    longest: int


HERE = Limit(5, 60 * 60)
ADDRESS = Limit(40, 60 * 60)
ACCOUNT = Limit(60, 15 * 60)


def wait(request: HttpRequest, email: str) -> int:
    """Seconds to wait before another attempt; 0 where this is one, and is counted as wrong until
    `right` says otherwise."""
    now, keys = timezone.now(), _keys(request, email)
    with transaction.atomic():
        rows = [(_row(key, now), limit) for key, limit in sorted(keys.items())]
        left = max((one.until - now).total_seconds() for one, _ in rows)
        if left > 0:
            return int(left) + 1
        for one, limit in rows:
            _count(one, limit, now)
    return 0


def right(request: HttpRequest, email: str) -> None:
    """They came in: what was counted against this account from here is forgotten, and this attempt is counted
    against nobody."""
    here, *others = _keys(request, email)
    Attempt.objects.filter(key=here).delete()
    Attempt.objects.filter(key__in=others, count__gt=0).update(count=F("count") - 1)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: what the last proxy of ours says, and nobody before it."""
    said = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    proxies: int = settings.PROXIES
    if proxies and len(said) >= proxies:
        return said[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))


def known_to(account: Account) -> str:
    """What the cookie of a browser says in which this account was signed in before."""
    return _digest(settings.SECRET_KEY, "known", str(account.pk), account.password)


def _keys(request: HttpRequest, email: str) -> dict[str, Limit]:
    email, address = email.strip().lower(), address_of(request)
    keys = {_digest("here", email, address): HERE, _digest("address", address): ADDRESS}
    account = Account.objects.filter(email=email).first()
    if account is None or request.COOKIES.get(COOKIE) != known_to(account):
        keys[_digest("account", email)] = ACCOUNT
    return keys


def _row(key: str, now: datetime) -> Attempt:
    Attempt.objects.bulk_create([Attempt(key=key, last=now, until=now)], ignore_conflicts=True)
    return Attempt.objects.select_for_update().get(key=key)


def _count(one: Attempt, limit: Limit, now: datetime) -> None:
    one.count = 1 if now - one.last > FORGOTTEN else one.count + 1
    one.last = now
    over = one.count - limit.free
    if over >= 0:
        one.until = now + timedelta(seconds=min(limit.longest, FIRST * 2 ** min(over, 20)))
    one.save(update_fields=["count", "last", "until"])


def _digest(*words: str) -> str:
    return blake2b("\n".join(words).encode(), digest_size=32).hexdigest()
