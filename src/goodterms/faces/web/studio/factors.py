"""Is it really them? Codes of an authenticator app (RFC 6238, by pyotp), and codes for the day it is lost."""

from __future__ import annotations

import io
import secrets
import time
from hashlib import sha256

import pyotp
import segno
from django.db import transaction

from goodterms.faces.web.studio.models import Account, RecoveryCode

HALF_MINUTE = 30
CODES = 8
ISSUER = "Goodterms"


def new_secret() -> str:
    """For a new app."""
    return pyotp.random_base32()


def address_of(secret: str, account: Account) -> str:
    """What an app reads, as a text."""
    return pyotp.TOTP(secret).provisioning_uri(name=account.email, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """The same as a picture for a phone's camera: SVG without style or script."""
    held = io.BytesIO()
    segno.make(address, error="m").save(
        held, kind="svg", xmldecl=False, svgns=False, scale=4, dark="#000", light="#fff"
    )
    return held.getvalue().decode()


def fits(secret: str, code: str, after: int = 0) -> int:
    """The half minute whose code this is, now or one before or after; 0 where it is none, or was taken."""
    now = int(time.time()) // HALF_MINUTE
    plain = "".join(code.split())
    for step in (now, now - 1, now + 1):
        if step > after and secrets.compare_digest(pyotp.TOTP(secret).generate_otp(step), plain):
            return step
    return 0


def is_them(account: Account, code: str) -> bool:
    """Is this a code of their app, or one of their recovery codes? It is used up then."""
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(pk=account.pk)
        step = fits(locked.secret, code, locked.last_step) if locked.secret and code.isascii() else 0
        if step:
            Account.objects.filter(pk=account.pk).update(last_step=step)
            return True
        gone, _ = RecoveryCode.objects.filter(account=account, digest=_digest(code)).delete()
        return gone > 0


def new_codes(account: Account) -> list[str]:
    """Recovery codes, to be shown once; those before open nothing any more."""
    codes = [f"{secrets.token_hex(4)}-{secrets.token_hex(4)}" for _ in range(CODES)]
    with transaction.atomic():
        RecoveryCode.objects.filter(account=account).delete()
        RecoveryCode.objects.bulk_create(RecoveryCode(account=account, digest=_digest(one)) for one in codes)
    return codes


def _digest(code: str) -> str:
    """64 random bits need no salt, and no slow hash."""
    return sha256("".join(code.lower().split()).encode()).hexdigest()
