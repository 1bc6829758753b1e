"""What is made of all clients on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from goodterms.records.model import Gut, Verdict
from goodterms.terms.languages import same_name
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.parting.afterwards import Judge
    from goodterms.records.book import Book
    from goodterms.review.model import Review
    from goodterms.review.playbook import Playbook

# Rooms that a question does not lead to are not imported: `inspect` of one small file takes half the time.
# ruff: noqa: PLC0415


@undisturbed()
def review(
    book: Book,
    as_of: date,
    *,
    playbook: str = "",
    own_playbooks: Path | None = None,
    is_today: bool = False,
) -> Review:
    """Every client's verdict on that day, by the freelancer's own playbook unless one is named.

    Where the day `is_today`, records dated after it are slips, and told as problems.
    """
    from goodterms.records.ahead import ahead
    from goodterms.review import reviewing
    from goodterms.review.playbook import load
    from goodterms.signals.measure import measure

    me = book.freelancer
    numbers, unusable = load(playbook or me.playbook, own_playbooks, me.rules)
    # What counts as nearly on time is measured by the playbook's number too.
    me = replace(me, rules=(*me.rules, ("grace_days", numbers["grace_days"])))
    found = reviewing.review(book, measure(replace(book, freelancer=me), as_of), as_of, numbers)
    slips = ahead(book, as_of) if is_today else ()
    return replace(found, problems=(*found.problems, *unusable, *slips))


def with_gut(book: Book, told: Iterable[tuple[str, Verdict]], day: date) -> Book:
    """The same Book with what the freelancer felt about some clients, said on that day (M34)."""
    from goodterms.records.book import Filed

    said = (Filed(client, -n, Gut(client, day, verdict)) for n, (client, verdict) in enumerate(told, 1))
    return replace(book, guts=(*book.guts, *said))


def only(found: Review, client: str) -> Review:
    """The same review with that client alone, accents and legal form aside; empty if nobody is called so."""
    wanted = same_name(client)
    return replace(found, clients=tuple(one for one in found.clients if same_name(one.client) == wanted))


def judge(book: Book, playbook: str, own_playbooks: Path | None) -> Judge:
    """What the review said of a client on a day; each day is reviewed once."""

    @cache
    def reviewed(day: date) -> Review:
        return review(book, day, playbook=playbook, own_playbooks=own_playbooks)

    return lambda client, day: next((one for one in reviewed(day).clients if one.client == client), None)


def numbers_of(book: Book, playbook: str, own_playbooks: Path | None) -> Playbook:
    from goodterms.review.playbook import load

    return load(playbook or book.freelancer.playbook, own_playbooks, book.freelancer.rules)[0]
