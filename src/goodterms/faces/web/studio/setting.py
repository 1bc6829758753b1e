"""What a studio's server needs beside the settings of the pages.

From the environment: DATABASE_URL (PostgreSQL), GOODTERMS_SECRET_KEY (or GOODTERMS_SECRET_KEY_FILE),
GOODTERMS_HOSTS (the names it is called by), GOODTERMS_PROXIES (how many proxies stand before it) and
GOODTERMS_HTTPS (0 where it is called without).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from goodterms.faces.home import SEAT
from goodterms.store.database import shared_database

PUBLIC = "-c search_path=public"
FEWEST = 40
"""Characters of a key that nobody guesses."""
DAY = 24 * 60 * 60
OURS = "goodterms.faces.web.studio"


def in_a_studio(told: dict[str, Any]) -> dict[str, Any]:
    """The settings that are other ones in a studio."""
    if SEAT in os.environ:
        raise ImproperlyConfigured(f"{SEAT} is not for a server: everybody would sit there")
    with_https = os.environ.get("GOODTERMS_HTTPS", "1") != "0"
    proxies = int(os.environ.get("GOODTERMS_PROXIES", "0"))
    hosts = os.environ.get("GOODTERMS_HOSTS", "").replace(",", " ").split()
    return {
        "SECRET_KEY": _key(),
        "ALLOWED_HOSTS": [*told["ALLOWED_HOSTS"], *hosts],
        "INSTALLED_APPS": [*told["INSTALLED_APPS"], *_APPS, f"{OURS}.apps.StudioConfig"],
        "MIDDLEWARE": [
            f"{OURS}.guard.members_only" if one.endswith(".guests_only") else one
            for one in told["MIDDLEWARE"]
            if not one.endswith(".shown_again")  # who is in the studio, and what was done, is no record
        ],
        "TEMPLATES": [_knowing_who(*told["TEMPLATES"])],
        "DATABASES": _databases(),
        "AUTH_USER_MODEL": "studio.Account",
        "AUTHENTICATION_BACKENDS": [f"{OURS}.accounts.ByEmail"],
        "PASSWORD_HASHERS": [
            "django.contrib.auth.hashers.Argon2PasswordHasher",
            "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        ],
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"django.contrib.auth.password_validation.{name}Validator", "OPTIONS": options}
            for name, options in _PASSWORDS.items()
        ],
        "SESSION_ENGINE": "django.contrib.sessions.backends.db",
        "SESSION_COOKIE_AGE": 7 * DAY,
        "SESSION_COOKIE_SECURE": with_https,
        "CSRF_COOKIE_SECURE": with_https,
        "SECURE_HSTS_SECONDS": 365 * DAY if with_https else 0,
        "MOMENT": 8,  # seconds; who waits costs nothing, who looks again does, and here many would
        "PROXIES": proxies,
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if proxies else None,
    }


_APPS = ("django.contrib.contenttypes", "django.contrib.auth", "django.contrib.sessions")
"""Of the first two only code is used: their tables are never made."""
_PASSWORDS: dict[str, dict[str, Any]] = {
    "UserAttributeSimilarity": {"user_attributes": ("email", "name")},
    "MinimumLength": {"min_length": 12},
    "CommonPassword": {},
    "NumericPassword": {},
}


def _knowing_who(engine: dict[str, Any]) -> dict[str, Any]:
    options = engine["OPTIONS"]
    processors = [*options["context_processors"], f"{OURS}.guard.shown"]
    return {**engine, "OPTIONS": {**options, "context_processors": processors}}


def _key() -> str:
    file = os.environ.get("GOODTERMS_SECRET_KEY_FILE")
    key = Path(file).read_text("utf-8").strip() if file else os.environ.get("GOODTERMS_SECRET_KEY", "")
    if len(key) < FEWEST:
        raise ImproperlyConfigured(
            f"GOODTERMS_SECRET_KEY needs {FEWEST} characters or more that nobody guesses, the same each start"
        )
    return key


def _databases() -> dict[str, Any]:
    """The same database twice: accounts in `public`, and records in no schema until a studio is named."""
    records = shared_database(os.environ.get("DATABASE_URL")).settings
    accounts = {**records, "OPTIONS": {**records["OPTIONS"], "options": PUBLIC}}
    return {"default": accounts, "records": records}
