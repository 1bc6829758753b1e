"""What do the people of a studio add up to, without telling on any one of them?

Hours are told by person. How it feels is told of a client only where at least `FEWEST` people rated them in a
month that is over, as one of five words, without how many they were. No two totals overlap: there is none
over clients or people, each month counts its own ratings alone, and is worked out once, so that nothing can
be learnt from before and after somebody came or rated again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from goodterms.faces.home import store
from goodterms.faces.web.slugs import slug_of
from goodterms.faces.web.studio.models import Membership, Mood, Studio
from goodterms.faces.web.visit import Visit
from goodterms.records.model import TimeEntry

if TYPE_CHECKING:
    from goodterms.store.keeping import Store
    from goodterms.store.sharing import Share

FEWEST = 5
"""People below which nothing is told of how a client feels."""
DAYS = 365
"""Of hours that are counted."""


class Worked(NamedTuple):
    """The hours for one client."""

    client: str
    minutes: tuple[int, ...]
    """By person, in the order of the members."""

    @property
    def total(self) -> int:
        """Of all members."""
        return sum(self.minutes)


class Felt(NamedTuple):
    """How it was to work for a client."""

    client: str
    month: date
    dread: int


def hours_by_person(visit: Visit, members: Sequence[Membership]) -> list[Worked]:
    """Minutes of the last year by client and person, most first; an hour is theirs who brought it."""
    if visit.is_demo or not visit.has_records:
        return []
    book = visit.book
    people = tuple(one.account_id for one in members)
    since = visit.today - timedelta(days=DAYS)

    def answer() -> list[Worked]:
        with store() as kept:
            owners = {_key(entry): owner for owner, entry in share(kept).owned(TimeEntry)}
        found: Counter[tuple[str, int]] = Counter()
        for client, _, entry in book.hours:
            owner = owners.get(_key(entry))
            if owner is not None and since < entry.started.date() <= visit.today:
                found[client, owner] += entry.minutes
        names = dict.fromkeys(client for client, _ in found)
        worked = [Worked(name, tuple(found[name, one] for one in people)) for name in names]
        return sorted((one for one in worked if one.total), key=lambda one: (-one.total, one.client))

    return visit.ask("hours by person", people, answer=answer)


def moods_of(visit: Visit, studio: Studio, members: Sequence[Membership]) -> list[Felt]:
    """How the last month that is over was, for each client of whom enough people told; the worst first."""
    if visit.is_demo or not visit.has_records:
        return []
    names = {slug_of(one.client): one.client for one in visit.review.clients}
    Mood.objects.filter(studio=studio).exclude(client__in=names).delete()
    last = visit.today.replace(day=1) - timedelta(days=1)
    first = last.replace(day=1)
    known = set(Mood.objects.filter(studio=studio, month=first).values_list("client", flat=True))
    if names.keys() - known:
        _work_out(studio, members, first, last, names.keys() - known)
    told = Mood.objects.filter(studio=studio, month=first, dread__isnull=False)
    felt = [Felt(names[one.client], one.month, one.dread or 0) for one in told]
    return sorted(felt, key=lambda one: (-one.dread, one.client))


def _work_out(
    studio: Studio, members: Sequence[Membership], first: date, last: date, clients: set[str]
) -> None:
    """Keeps the month as it is known now, once and for all."""
    people = {one.account_id for one in members}
    with store() as kept:
        found = _ratings(kept, first, last, people)
    rows = [
        Mood(studio=studio, month=first, client=client, dread=_together(found.get(client, {})))
        for client in sorted(clients)
    ]
    Mood.objects.bulk_create(rows, ignore_conflicts=True)


def _together(by_person: dict[int, list[int]]) -> int | None:
    """One word for all; None where they are too few. Each person weighs the same."""
    if len(by_person) < FEWEST:
        return None
    means = [sum(told) / len(told) for told in by_person.values()]
    return round(sum(means) / len(means))


def _ratings(kept: Store, first: date, last: date, people: set[int]) -> dict[str, dict[int, list[int]]]:
    found: dict[str, dict[int, list[int]]] = {}
    for owner, client, dread in share(kept).ratings(first, last):
        if owner in people:
            found.setdefault(slug_of(client), {}).setdefault(owner, []).append(dread)
    return found


def share(kept: Store) -> Share:
    """The store of a studio, which knows whose each record is."""
    from goodterms.store.sharing import Share  # noqa: PLC0415 - its tables need a Django that is awake

    if not isinstance(kept, Share):
        raise TypeError("only a studio's records belong to several people")
    return kept


def _key(entry: TimeEntry) -> tuple[object, ...]:
    return entry.client, entry.started, entry.minutes, entry.activity, entry.project, entry.note
