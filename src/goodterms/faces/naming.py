"""Who is in the records, whom does a name mean, and what was said of it? For the `clients` commands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from goodterms.faces.asking import existing, store
from goodterms.terms.memory import undisturbed

if TYPE_CHECKING:
    from goodterms.faces.words import Words
    from goodterms.records.intake import Taken
    from goodterms.records.model import Naming, Record
    from goodterms.records.settled.names import Namings
    from goodterms.records.settled.proposing import Proposal
    from goodterms.store.keeping import Store

# What a command does not need is not imported: see `goodterms.faces.cli`.
# ruff: noqa: PLC0415

SAID = "namings"
"""Under this name the store keeps what was said of names, as if it were a file."""
NEAR = 5
"""Names that are offered where one is not known."""


class Seen(NamedTuple):
    """The records, and who is in them."""

    records: Sequence[Record]
    taken: Taken
    found: tuple[Proposal, ...]


def look(place: Path | None, words: Words) -> Seen:
    """Who is in the store, or in a folder."""
    if place is None:
        with store() as kept:
            return stored(kept)
    from goodterms import desk
    from goodterms.faces import terminal

    existing([place], words)
    with terminal.progress(words("progress.reading")) as progress:
        return see(record for batch in desk.read([place], progress) for record in batch.records)


def stored(kept: Store) -> Seen:
    """Who is in the store."""
    return see(kept.records(without=_unread()))


def _unread() -> dict[type, tuple[str, ...]]:
    """The words of messages stay closed: who wrote is enough."""
    from goodterms.records.model import Message

    return {Message: ("text", "subject")}


@undisturbed()
def see(records: Iterable[Record]) -> Seen:
    """Who is in these records."""
    from goodterms.records.intake import take
    from goodterms.records.settled.proposing import proposals

    every = list(records)
    taken = take(every)
    return Seen(every, taken, proposals(taken, every))


def said(kept: Store) -> Namings:
    """What was said so far."""
    from goodterms.records.model import Naming
    from goodterms.records.settled.names import Namings

    return Namings(record for record in kept.records(Naming) if isinstance(record, Naming))


def tell(kept: Store, namings: Iterable[Naming]) -> None:
    """Keeps some more words on names."""
    so_far = said(kept)
    for naming in namings:
        so_far.tell(naming)
    keep(kept, so_far.all)


def keep(kept: Store, namings: tuple[Naming, ...]) -> None:
    """All that was said, as a file that is all there is: what is no longer in it is forgotten."""
    from goodterms.records.model import Batch

    kept.save(Batch(SAID, None, namings), f"{SAID} {namings!r}", SAID, whole=True)


def naming_of(name: str, client: str) -> Naming:
    """A word on a name."""
    from goodterms.records.model import Naming
    from goodterms.terms.evidence import Evidence

    return Naming(name, client, Evidence(SAID, name))


def confirmed(one: Proposal, called: str = "") -> Naming:
    """That somebody is a client, under that name."""
    return naming_of(one.name, called or one.called or one.name)


def known_as(name: str, seen: Seen, words: Words, *, listed: bool = False) -> str:
    """A name as the records have it: of somebody in the list or, unless `listed`, what else they go by."""
    from goodterms.records.settled.names import naming_key
    from goodterms.records.settled.strangers import strangers

    key = naming_key(name)
    called = {naming_key(one.name): one.name for one in seen.found} if listed else names_in(seen.found)
    if not listed and key not in called:
        others = [naming.name for naming in namings_of(seen.records)]
        for domain, writer in strangers(seen.records, seen.taken.whose).items():
            others += [domain, *writer.addresses]
        called |= {naming_key(other): other for other in others if naming_key(other) not in called}
    if key not in called:
        raise click.ClickException(_nobody(name, [one.name for one in seen.found], words))
    return called[key]


def names_in(found: Sequence[Proposal]) -> dict[str, str]:
    """All names of these, and what else they go by, by what a naming knows them by."""
    from goodterms.records.settled.names import naming_key

    also = [part for one in found for part in (*one.also, *one.addresses, *one.accounts)]
    others = {naming_key(other): other for other in also}
    return others | {naming_key(one.name): one.name for one in found}


def client_of(name: str, seen: Seen, words: Words) -> str:
    """Somebody who is a client, known or proposed."""
    found = client_called(name, seen.found)
    if not found:
        names = [one.name for one in seen.found if one.state != "candidate"]
        raise click.ClickException(_nobody(name, names, words))
    return found


def client_called(name: str, found: Iterable[Proposal]) -> str:
    """Who of these is a client, known or proposed, and is called so; empty where nobody is."""
    from goodterms.terms.languages import same_name

    names = (one.name for one in found if one.state != "candidate")
    return next((one for one in names if same_name(one) == same_name(name)), "")


def _nobody(name: str, names: Sequence[str], words: Words) -> str:
    """That nobody is called so, and who nearly is."""
    if not names:
        return words("cli.no_client_yet", client=name)
    from difflib import get_close_matches

    folded = {one.casefold(): one for one in names}
    near = [folded[one] for one in get_close_matches(name.casefold(), folded, NEAR, 0.5)]
    return words("cli.no_such_client", client=name, clients=", ".join(near or names[:NEAR]))


def namings_of(records: Iterable[Record]) -> tuple[Naming, ...]:
    """What was said in these records, as far as it holds."""
    from goodterms.records.model import Naming
    from goodterms.records.settled.names import Namings

    return Namings(record for record in records if isinstance(record, Naming)).all
