"""Many people at once in several studios: what each asks for, and how it was answered."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from web.studio_server import RECORDS, Person, Server, invited, member

STUDIOS, PEOPLE = 5, 10
PAGES = ("/", "/clients/", "/import/", "/studio/", "/account/")
RATERS = 5
"""One of so many rates a client meanwhile."""
BROUGHT = ("invoices.csv", "payments.csv", "time.csv")


class Seen(NamedTuple):
    """One page: what it was, how it was answered, in how many seconds, and whether nothing of another studio
    was on it."""

    path: str
    status: int
    seconds: float
    own: bool


def studios(server: Server) -> list[tuple[int, Person]]:
    """Studios with records and a client of their own each; everybody in them, with the studio's number."""
    return [(number, one) for number in range(STUDIOS) for one in _people(server, number)]


def at_once(everybody: Iterable[tuple[int, Person]]) -> list[Seen]:
    """Each of them looks at pages, and some rate a client, all at the same time."""
    crowd = list(everybody)
    for _, one in crowd:
        one.patience = 2
    with ThreadPoolExecutor(len(crowd)) as pool:
        rounds = [
            pool.submit(_round, number, one, rates=turn % RATERS == 0)
            for turn, (number, one) in enumerate(crowd)
        ]
        return [page for one in rounds for page in one.result()]


def _people(server: Server, number: int) -> list[Person]:
    email = f"owner@s{number}.example"
    owner = member(server, server.studio(f"Studio {number}", email), email, f"Owner {number}")
    told = server.home / "clients.csv"
    told.write_text(f"name,country\n{_client(number)},GB\n", "utf-8")
    owner.bring(told, *(RECORDS / name for name in BROUGHT))
    return [owner, *(invited(owner, f"p{n}@s{number}.example", f"P{n}") for n in range(PEOPLE - 1))]


def _round(number: int, one: Person, *, rates: bool) -> list[Seen]:
    slug = one.clients()[_client(number)]
    if rates:
        one.dread(slug, 2)
    return [_seen(number, one, path) for path in (*PAGES, f"/clients/{slug}/")]


def _seen(number: int, one: Person, path: str) -> Seen:
    begun = time.monotonic()
    found = one.get(path)
    others = [_client(other) for other in range(STUDIOS) if other != number]
    return Seen(
        path, found.status, time.monotonic() - begun, not any(client in found.text for client in others)
    )


def _client(number: int) -> str:
    return f"Only Of {number}"
