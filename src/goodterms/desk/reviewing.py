"""What is made of all clients on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from goodterms.desk.playbook import OWN_CHOICE, WhichPlaybook, loaded, numbers_of
from goodterms.records.model import Gut, Verdict
from goodterms.terms.languages import same_name
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.parting.afterwards import Judge
    from goodterms.records.book import Book
    from goodterms.review.behind import Behind
    from goodterms.review.experiment import Experiment
    from goodterms.review.model import ClientReview, Review
    from goodterms.review.pictures import Pictures
    from goodterms.review.playbook import Playbook
    from goodterms.signals.reading import Readings
    from goodterms.terms.evidence import Problem

# Rooms that a question does not lead to are not imported: `inspect` of one small file takes half the time.
# ruff: noqa: PLC0415


@undisturbed()
def review(
    book: Book,
    as_of: date,
    *,
    by: WhichPlaybook = OWN_CHOICE,
    is_today: bool = False,
    readings: Readings | None = None,
) -> Review:
    """Every client's verdict on that day, by the freelancer's own playbook unless one is named.

    Where the day `is_today`, records dated after it are slips, and told as problems. `readings` is what
    `measured` says of that day, where somebody has it already.
    """
    if readings is None:
        readings = measured(book, as_of, by=by)
    return judged(book, readings, as_of, loaded(book, by), is_today=is_today)


@undisturbed()
def measured(book: Book, as_of: date, *, by: WhichPlaybook = OWN_CHOICE) -> Readings:
    """All that is measured of every client up to that day."""
    from goodterms.signals.measure import measure

    return measure(as_measured(book, numbers_of(book, by)), as_of)


def pictures(book: Book, readings: Readings, client: str, as_of: date) -> Pictures:
    """What of one client can be drawn, by what was `measured`."""
    from goodterms.review.pictures import pictures as made_of

    return made_of(book, readings, client, as_of)


def behind(book: Book, readings: Readings, client: str, what: str, as_of: date) -> Behind | None:
    """The records of one client behind a signal, or all of a kind; None where there is no such thing."""
    from goodterms.review.behind import behind as made_of

    return made_of(book, readings, client, what, as_of)


def experiment(
    book: Book, found: ClientReview, as_of: date, *, by: WhichPlaybook = OWN_CHOICE
) -> Experiment | None:
    """What to ask a client to repair for, by when, and how it is measured; None for any other."""
    from goodterms.review.experiment import experiment as made_of

    return made_of(found, as_of, numbers_of(book, by))


def as_measured(book: Book, numbers: Playbook) -> Book:
    """What counts as nearly on time is measured by the playbook's number too."""
    rules = (*book.freelancer.rules, ("grace_days", numbers["grace_days"]))
    return replace(book, freelancer=replace(book.freelancer, rules=rules))


def judged(
    book: Book,
    readings: Readings,
    as_of: date,
    playbook: tuple[Playbook, tuple[Problem, ...]],
    *,
    is_today: bool = False,
) -> Review:
    """The review of what was measured, by a playbook as it was loaded, with its problems."""
    from goodterms.records.ahead import ahead
    from goodterms.review import reviewing

    numbers, unusable = playbook
    found = reviewing.review(book, readings, as_of, numbers)
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


def judge(book: Book, by: WhichPlaybook, found: Review | None = None) -> Judge:
    """What the review said of a client on a day; each day is reviewed once, and that of `found` not again."""

    @cache
    def reviewed(day: date) -> Review:
        if found is not None and found.as_of == day:
            return found
        return review(book, day, by=by)

    return lambda client, day: next((one for one in reviewed(day).clients if one.client == client), None)
