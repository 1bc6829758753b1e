"""Who is it that I deal with there? The person to whom one says it (M52)."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from functools import cache
from typing import NamedTuple

from goodterms.records.book import Book
from goodterms.records.model import Client
from goodterms.terms import shelf
from goodterms.terms.languages import fold, nfc, same_name
from goodterms.terms.patterns import any_of, lazy

PEOPLE = ("person", "consumer")
"""Kinds of client that are somebody, not a company."""

_ASIDE = lazy(r"\s*[(\[|/].*$")


class Contact(NamedTuple):
    """Somebody at a client, and how many messages of theirs there are."""

    name: str
    messages: int


def contact_of(own: Book, client: Client) -> Contact | None:
    """The person who writes most often of a client's; None where nobody signs as one."""
    wrote: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for filed in own.messages:
        message = filed.record
        if filed.incoming and not message.automatic:
            name = _person(message.sender_name or message.sender, client)
            wrote[fold(name)].append((message.sent_at.date(), name))
    wrote.pop("", None)
    if not wrote:
        return Contact(client.name, 0) if client.kind in PEOPLE else None
    most = max(map(len, wrote.values()))
    return Contact(max(max(times) for times in wrote.values() if len(times) == most)[1], most)


def _person(written: str, client: Client) -> str:
    """The name that somebody signs with, where it is a person's."""
    name = " ".join(_ASIDE.sub("", nfc(written)).strip(" \"'").split())
    last, comma, first = name.partition(", ")
    name = f"{first} {last}" if comma and "," not in first else name
    if "@" in name or any(char.isdigit() for char in name):
        return ""
    if client.kind in PEOPLE and same_name(name) == same_name(client.name):
        return name
    theirs = {*fold(client.name).split(), *(domain.partition(".")[0] for domain in client.domains)}
    said = fold(name).split()
    own = [word for word in fold(_offices().sub(" ", name)).split() if word not in theirs]
    is_company = not own or said[0] in theirs or same_name(name).split()[-1:] != said[-1:]
    return "" if is_company else name


@cache
def _offices() -> re.Pattern[str]:
    """Who signs for an office, not for a person, in every language."""
    told = shelf.toml("goodterms.parting", "offices").values()
    return any_of(nfc(phrase) for phrases in told for phrase in phrases)
