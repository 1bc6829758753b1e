"""Who is that? Accounts by e-mail and password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from goodterms.faces.web.studio.models import Account


def as_email(told: str) -> str:
    """An address as accounts have it; empty where it is none."""
    email = told.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email


def account_of(email: str) -> Account | None:
    """Whose address is this?"""
    return Account.objects.filter(email=email.strip().lower()).first()


class ByEmail:
    """Django's door: an account whose password is right."""

    def authenticate(self, _request: Any, email: str = "", password: str = "") -> Account | None:
        """The account; None as slowly for one that does not exist as for a wrong password."""
        found = account_of(email)
        if found is None:
            make_password(password)
            return None
        return found if found.check_password(password) else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session."""
        return Account.objects.filter(pk=user_id).first()


def wrong_with(password: str, account: Account) -> list[str]:
    """The keys of what speaks against a password."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        return [f"web.studio.{one.code}" for one in error.error_list]
    return []
