"""What does each person let out of their records? Nothing but figures, unless they say so themselves.

They say it in a file of their own, beside their records: `.goodterms-network.toml`, `share = ["feelings"]`.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

from goodterms.terms.evidence import Problem

SHEET = ".goodterms-network.toml"


class Consent(NamedTuple):
    """What a person shares beside figures."""

    feelings: bool = False
    """Ratings, what the gut said, and when leaving was considered."""
    texts: bool = False
    """Words: those that evidence quotes, and what was asked for in a talk."""
    names: bool = False
    """The names of clients and of files, and the person's own."""


NOTHING_SHARED = Consent()


def consent_in(folder: Path) -> tuple[Consent, tuple[Problem, ...]]:
    """What is shared of the records in a folder. Where the sheet cannot be read, nothing is, and a problem
    says so; a word that nobody knows is a problem too."""
    path = folder / SHEET
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return NOTHING_SHARED, ()
    except (OSError, ValueError):  # what is no TOML and what is no UTF-8 are both ValueErrors
        return NOTHING_SHARED, (Problem(str(path), "", "network.consent_broken"),)
    share = told.get("share", [])
    words = share if isinstance(share, list) else [share]
    known = {word: True for word in words if word in Consent._fields}
    unknown = (str(word) for word in words if word not in Consent._fields)
    problems = (Problem(str(path), "", "network.consent_unknown", {"word": word}) for word in unknown)
    return Consent(**known), tuple(problems)
