"""Which programs may ask over HTTP? Tokens, kept as digests in a file of the user's own; whoever reads the
file has none of them."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

FILE = "tokens.json"
PREFIX = "goodterms_"
MOST_NAME = 60


class Token(NamedTuple):
    """What is kept of a token."""

    name: str
    digest: str
    made_at: datetime
    with_feelings: bool = False
    """May its holder be told how it felt?"""


class TokensError(Exception):
    """The file of tokens cannot be read or written; nobody comes in by it."""


def tokens(home: Path) -> tuple[Token, ...]:
    """The tokens there are, the oldest first."""
    try:
        told = json.loads((home / FILE).read_text("utf-8"))
        return tuple(_token(one) for one in told["tokens"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise TokensError(str(home / FILE)) from fault


def new(home: Path, name: str, *, with_feelings: bool = False) -> str:
    """A new token, told this once, instead of one that was called the same."""
    secret = PREFIX + secrets.token_urlsafe(32)
    made = Token(name, _digest(secret), datetime.now(UTC).replace(microsecond=0), with_feelings)
    _keep(home, [*(one for one in tokens(home) if one.name != name), made])
    return secret


def revoke(home: Path, name: str) -> bool:
    """It opens nothing any more; False where there was none of that name."""
    before = tokens(home)
    left = [one for one in before if one.name != name]
    if len(left) < len(before):
        _keep(home, left)
    return len(left) < len(before)


def holder(home: Path, secret: str) -> Token | None:
    """Whose token that is; nobody's where the file cannot be read."""
    digest = _digest(secret)
    try:
        every = tokens(home)
    except TokensError:
        return None
    return next((one for one in every if secrets.compare_digest(one.digest.encode(), digest.encode())), None)


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def _token(told: Any) -> Token:
    at = datetime.fromisoformat(told["made_at"])
    return Token(str(told["name"]), str(told["digest"]), at, told.get("with_feelings") is True)


def _keep(home: Path, every: Iterable[Token]) -> None:
    """In one go, for its owner alone."""
    told = [{**one._asdict(), "made_at": one.made_at.isoformat()} for one in every]
    beside = home / f"{FILE}.new"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump({"schema": "goodterms.tokens/1", "tokens": told}, file)
        beside.replace(home / FILE)
    except OSError as fault:
        raise TokensError(str(home / FILE)) from fault
