"""A way in that opens once, for somebody who has no password, or has lost it. Nothing is mailed: whoever made
the link hands it over."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from goodterms.faces.web.studio.models import Account, Link, Studio

DAYS = {"invite": 7, "reset": 1}
"""How long a link waits."""


def invite(email: str, studio: Studio, *, is_owner: bool = False) -> str:
    """The secret of a link into a studio; an earlier one for the same person opens nothing any more."""
    Link.objects.filter(kind="invite", email=email, studio=studio).delete()
    return _made(Link(kind="invite", email=email, studio=studio, is_owner=is_owner))


def reset(account: Account, *, needs_proof: bool) -> str:
    """The secret of a link to a new password. One that another member made `needs_proof` that it is really
    them: who could open it alone could read what the other keeps to themselves."""
    Link.objects.filter(kind="reset", email=account.email).delete()
    return _made(Link(kind="reset", email=account.email, needs_proof=needs_proof))


def found(secret: str) -> Link | None:
    """The link of this secret, while it opens."""
    return Link.objects.filter(digest=_digest(secret), expires_at__gt=timezone.now()).first()


def use_up(link: Link) -> bool:
    """It opens nothing any more; False where somebody was quicker."""
    return Link.objects.filter(pk=link.pk).delete()[0] > 0


def _made(link: Link) -> str:
    secret = secrets.token_urlsafe(32)
    link.digest = _digest(secret)
    link.expires_at = timezone.now() + timedelta(days=DAYS[link.kind])
    link.save()
    return secret


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
