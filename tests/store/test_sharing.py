"""A studio's store: what each of its people sees of it, and what nobody does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import psycopg
import pytest

from goodterms.records.model import Batch, Client, Episode, Feeling, Gut, LookBack, Record, TimeEntry
from goodterms.store.opening import open_share
from goodterms.store.trouble import StoreError
from goodterms.terms.evidence import Evidence

pytestmark = pytest.mark.postgres
DAY = date(2026, 5, 4)
FILE = "/studio/people/{}/dropped/{}"


class Seat(NamedTuple):
    """Somebody in a studio."""

    schema: str
    person: int


Sitting = Callable[[int], Any]


@pytest.fixture
def sit(postgres: str, unguarded: None, request: pytest.FixtureRequest) -> Iterator[Sitting]:
    """The store of a new studio, as the person of a number sees it."""
    name = f"s{abs(hash(request.node.nodeid))}"
    with psycopg.connect(f"{postgres}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type] # our own text
    with psycopg.connect(f"{postgres}/{name}", autocommit=True) as connection:
        connection.execute("CREATE SCHEMA studio_a")
    with ExitStack() as stack:
        yield lambda person: stack.enter_context(
            closing(open_share(f"{postgres}/{name}", Seat("studio_a", person)))
        )


def feeling(client: str, dread: int) -> Feeling:
    return Feeling(client, DAY, dread=dread, evidence=Evidence("felt", client, str(dread)))


def bring(kept: Any, person: int, file: str, *records: Record) -> None:
    kept.begin()
    kept.save(
        Batch(file, "csv", records), f"digest of {file} {person}", FILE.format(person, file), whole=True
    )


def tap(kept: Any, client: str, dread: int) -> None:
    told = f"feelings, {DAY}, {client}"
    kept.save(Batch(told, None, (feeling(client, dread),)), f"{told} {dread}", told, whole=True)


@pytest.mark.parametrize(
    "private",
    [
        feeling("Kestrel", 4),
        Gut("Kestrel", DAY, "let_go"),
        Episode("Kestrel", DAY, "shelved"),
        LookBack("Kestrel", DAY),
    ],
    ids=lambda record: type(record).__name__,
)
def test_what_is_felt_is_given_to_its_owner_alone(sit: Sitting, private: Record) -> None:
    """Whether it was said, or stood in a file that was brought; the rest of the file is everybody's."""
    bring(sit(1), 1, "daybook.txt", Client("Kestrel"), private)
    assert [type(one) for one in sit(2).records()] == [Client]
    assert {type(one) for one in sit(1).records()} == {Client, type(private)}
    assert {row.kind for row in sit(2).rows()} == {Client}


def test_two_say_the_same_of_themselves(sit: Sitting) -> None:
    """In the same words, on the same day; each has their own."""
    tap(sit(1), "Kestrel", 3)
    tap(sit(2), "Kestrel", 3)
    for person in (1, 2):
        assert [one.dread for one in sit(person).records(Feeling)] == [3]
        assert [one.path for one in sit(person).sources()] == [f"feelings, {DAY}, Kestrel"]
    assert sit(3).sources() == ()


def test_what_is_said_for_the_studio_is_one_thing(sit: Sitting) -> None:
    """Whoever says it last; and anybody takes it back."""
    said = Batch("a client", None, (Client("Kestrel", country="GB"),))
    sit(1).save(said, "first", "a client", whole=True)
    sit(2).save(said, "first", "a client", whole=True)
    changed = Batch("a client", None, (Client("Kestrel", country="IE"),))
    sit(2).save(changed, "second", "a client", whole=True)
    assert [one.country for one in sit(1).records(Client)] == ["IE"]
    assert sit(1).forget("a client") == 1
    assert sit(2).records(Client) == []


def test_what_one_takes_back_of_oneself(sit: Sitting) -> None:
    """Another's rating by the same name stays."""
    tap(sit(1), "Kestrel", 3)
    tap(sit(2), "Kestrel", 1)
    assert sit(1).forget(f"feelings, {DAY}, Kestrel") == 1
    assert [one.dread for one in sit(2).records(Feeling)] == [1]


def test_undo_takes_back_ones_own_last_import(sit: Sitting) -> None:
    """Not what somebody else brought after it."""
    bring(sit(1), 1, "clients.csv", Client("Kestrel"))
    bring(sit(2), 2, "clients.csv", Client("Quayside"))
    assert [one.path for one in sit(1).undo()] == [FILE.format(1, "clients.csv")]
    assert [one.name for one in sit(2).records(Client)] == ["Quayside"]


def test_the_same_in_files_of_two_people_is_given_once(sit: Sitting) -> None:
    """Whoever asks."""
    hour = TimeEntry("Kestrel", datetime(2026, 5, 4, 9, tzinfo=UTC), 60)
    bring(sit(1), 1, "time.csv", hour)
    bring(sit(2), 2, "time.csv", hour)
    for person in (1, 2, 3):
        assert len(sit(person).records(TimeEntry)) == 1


def test_hours_are_owned_by_who_brought_them(sit: Sitting) -> None:
    """And everybody is told whose they are."""
    bring(sit(1), 1, "time.csv", TimeEntry("Kestrel", datetime(2026, 5, 4, 9, tzinfo=UTC), 60))
    bring(sit(2), 2, "time.csv", TimeEntry("Kestrel", datetime(2026, 5, 5, 9, tzinfo=UTC), 90))
    assert sorted((owner, one.minutes) for owner, one in sit(3).owned(TimeEntry)) == [(1, 60), (2, 90)]


def test_what_others_say_of_themselves_changes_no_state(sit: Sitting) -> None:
    """Nobody learns from what is worked out anew that somebody just rated; what is shared is seen by all."""
    bring(sit(1), 1, "clients.csv", Client("Kestrel"))
    before = sit(2).state()
    tap(sit(1), "Kestrel", 4)
    assert sit(2).state() == before
    mine = sit(1).state()
    tap(sit(1), "Kestrel", 2)
    assert sit(1).state() != mine
    bring(sit(1), 1, "more.csv", Client("Quayside"))
    assert sit(2).state() != before


def test_only_who_said_nothing_shares_a_state(sit: Sitting) -> None:
    """What is worked out for one may be shown to another only where both see the same."""
    bring(sit(1), 1, "clients.csv", Client("Kestrel"))
    assert sit(3).state() == sit(4).state()
    tap(sit(3), "Kestrel", 4)
    tap(sit(4), "Kestrel", 4)
    assert len({sit(person).state() for person in (1, 3, 4, 5)}) == 4
    assert sit(5).state() == sit(6).state()


def test_with_a_client_goes_what_others_felt(sit: Sitting) -> None:
    """Whoever erases them; they are not told how much that was."""
    bring(sit(1), 1, "clients.csv", Client("Kestrel"), Client("Quayside"))
    tap(sit(2), "Kestrel", 4)
    tap(sit(2), "Quayside", 1)
    one = sit(1)
    gone = [row for row in one.rows() if getattr(row.record, "name", "") == "Kestrel"]
    rated = [row for row in one.rows() if getattr(row.record, "client", "") == "Kestrel"]
    wiped = one.erase([*gone, *rated])
    assert wiped.records == 1
    assert wiped.files == (FILE.format(1, "clients.csv"),)
    assert [felt.client for felt in sit(2).records(Feeling)] == ["Quayside"]


def test_who_leaves_takes_along_what_they_felt(sit: Sitting) -> None:
    """What they brought for everybody stays, and what others felt too."""
    bring(sit(1), 1, "daybook.txt", Client("Kestrel"), feeling("Kestrel", 4))
    tap(sit(1), "Kestrel", 3)
    tap(sit(2), "Kestrel", 2)
    assert sit(1).forget_person() == 2
    assert sit(1).records(Feeling) == []
    assert [one.dread for one in sit(2).records(Feeling)] == [2]
    assert [one.name for one in sit(2).records(Client)] == ["Kestrel"]


def test_without_a_seat_there_is_no_store(postgres: str) -> None:
    """Who has not come in gets an error, and so does a studio without PostgreSQL."""
    for url, seat, key in (
        (f"{postgres}/postgres", None, "store.no_seat"),
        ("sqlite:///records.sqlite3", Seat("studio_a", 1), "store.studio_needs_postgres"),
        (None, Seat("studio_a", 1), "store.studio_needs_postgres"),
    ):
        with pytest.raises(StoreError) as found:
            open_share(url, seat)
        assert found.value.text.key == key


def test_a_connection_that_left_its_studio_finds_no_table(sit: Sitting) -> None:
    """Who forgets to say which studio is meant gets an error, and nobody's records."""
    from goodterms.store.connecting import leave_schema  # noqa: PLC0415 - the store wakes Django first

    one = sit(1)
    tap(one, "Kestrel", 4)
    leave_schema()
    with pytest.raises(StoreError):
        one.records(Feeling)
