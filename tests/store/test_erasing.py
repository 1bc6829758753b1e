"""What is erased is gone from every table and from the bytes of the file, and does not come back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodterms.records.model import Attempt, Batch, Client, Feeling, Gut, Invoice, Message, Move, Record
from goodterms.store.opening import open_store
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.money import Money

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = date(2026, 3, 2)
KESTREL = Client("Kestrel zzname", emails=("zzana@kestrel.example",))
TOLD = Message(AT, "zzana@kestrel.example", ("mara@lind.example",), subject="zzsubject", text="zztext")
FELT = Feeling("Kestrel zzname", DAY, dread=4, note="zznote")
RAISED = Attempt("Kestrel zzname", DAY, "rate", "zzasked")
BILL = Invoice("1", "Kestrel zzname", DAY, Money(50_000, "EUR"))
OTHER = Invoice("2", "Harbour", DAY, Money(60_000, "EUR"))
MAIL = Message(AT, "bo@harbour.example", ("mara@lind.example",), text="hello")
WORDS = (
    "zzname",
    "zzana",
    "zzsubject",
    "zztext",
    "zznote",
    "zzasked",
    "zzquote",
    "zzproblem",
    "zzold",
    "zzpath",
)
CONTENT = "a" * 64
_NUMBERS = count()


def file(*records: Record, source: str = "zzpath/mixed.csv", importer: str | None = "csv") -> Batch:
    """A file whose lines are quoted, and of which one could not be read."""
    placed = (
        replace(one, evidence=Evidence(source, f"line {n}", f"zzquote {n}"))
        for n, one in enumerate(records, 2)
    )
    problem = Problem(source, "line 99", "csv.ragged", {"value": "zzproblem"})
    return Batch(source, importer, tuple(placed), (problem,))


def is_theirs(record: Any) -> bool:
    return "zz" in repr(replace(record, evidence=Evidence("", "")))


def erased(store: Any, keep: tuple[type, ...] = ()) -> Any:
    """Takes out all of Kestrel's but for some kinds, whose words go."""
    theirs = [row for row in store.rows() if is_theirs(row.record)]
    bare = [row for row in theirs if row.kind in keep]
    return store.erase([row for row in theirs if row.kind not in keep], bare)


def found_in(store: Any) -> set[str]:
    """The planted words that any table has, whatever its name."""
    from django.db import connections  # noqa: PLC0415 - awake by now

    connection = connections[store._alias]
    told = ""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            told += repr(cursor.fetchall())
    return {word for word in WORDS if word in told}


def bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def fill(store: Any) -> None:
    """Imports with a history: a record that was otherwise before, one's own files, things that were said."""
    store.begin()
    store.save(file(replace(FELT, note="zzold"), KESTREL, OTHER), f"{'b' * 64}.way", whole=True)
    store.begin()
    store.save(file(FELT, KESTREL, RAISED, TOLD, BILL, OTHER), f"{CONTENT}.way", whole=True)
    store.save(file(TOLD, MAIL, source="zzpath/inbox.mbox"), f"{'c' * 64}.way")
    store.save(file(TOLD, source="zzpath/only.mbox"), f"{'d' * 64}.way")
    move, gut = Move("Kestrel zzname", DAY, "told", "", "zznote"), Gut("Kestrel zzname", DAY, "let_go")
    store.save(Batch("moves", None, (move,)), f"moves {move!r}", "moves", whole=True)
    store.save(Batch("--gut", None, (gut,)), repr(gut), "--gut")


def test_it_is_gone_from_every_table(store: Any) -> None:
    """Rows, former rows, problems, digests that were words; the files of others stay with what is others'."""
    fill(store)
    assert {"zzold", "zzproblem"} <= found_in(store)
    wiped = erased(store)
    assert wiped.records == len([TOLD] * 3 + [FELT, KESTREL, RAISED, BILL]) + 2
    # A path that others' records were read from is what tells that file from others, and stays with it.
    assert found_in(store) == {"zzpath", "zzquote"}
    left = store.records()
    assert sorted(type(one).__name__ for one in left) == ["Invoice", "Message"]
    assert not any(is_theirs(one) for one in left)
    assert wiped.files == ("--gut", "moves", "zzpath/inbox.mbox", "zzpath/mixed.csv", "zzpath/only.mbox")
    assert {one.path for one in store.sources()} == {"zzpath/inbox.mbox", "zzpath/mixed.csv"}


def test_it_is_gone_from_the_bytes_of_the_file(tmp_path: Path, unguarded: None) -> None:
    """Also from free pages and from what SQLite writes beside it; while the store is open, and after."""
    home = tmp_path / "home"
    with closing(open_store(home)) as store:
        fill(store)
        store.save(file(*(replace(TOLD, sent_at=AT.replace(minute=n)) for n in range(60))), "e" * 64)
        assert all(word.encode() in bytes_below(home) for word in WORDS)
        assert erased(store).is_clean
        assert {word for word in WORDS if word.encode() in bytes_below(home)} == {"zzpath", "zzquote"}
    assert {word for word in WORDS if word.encode() in bytes_below(home)} == {"zzpath", "zzquote"}


def test_where_another_program_reads_it_says_so(tmp_path: Path, unguarded: None) -> None:
    """What that program still sees cannot be taken from it."""
    home = tmp_path / "home"
    with closing(open_store(home)) as store:
        fill(store)
        with closing(sqlite3.connect(home / "goodterms.sqlite3")) as other:
            other.execute("BEGIN")
            other.execute("SELECT * FROM store_message").fetchall()
            from django.db import connections  # noqa: PLC0415 - awake by now

            with connections[store._alias].cursor() as cursor:
                cursor.execute("PRAGMA busy_timeout = 50")
            assert not erased(store).is_clean
        assert erased(store).is_clean


def test_a_server_keeps_what_we_cannot_reach(store: Any) -> None:
    """Its logs and backups are its own: only a file is told to be clean."""
    fill(store)
    assert erased(store).is_clean == store.place.endswith(".sqlite3")


def test_what_stays_stays_without_the_words_of_its_line(store: Any) -> None:
    """A bill is a bill; the line that it was read from may have said more."""
    fill(store)
    wiped = erased(store, keep=(Invoice,))
    assert wiped.quotes == 1
    (bill,) = [one for one in store.records(Invoice) if one.number == "1"]
    assert bill == replace(BILL, evidence=Evidence("zzpath/mixed.csv", "line 6"))


def test_no_line_that_could_not_be_read_is_left(store: Any) -> None:
    """Also of files that told nothing else of them: it may be theirs."""
    fill(store)
    problem = Problem("other.csv", "line 3", "csv.ragged", {"value": "zzproblem"})
    store.save(Batch("other.csv", "csv", (OTHER,), (problem,)), "e" * 64)
    erased(store)
    assert store.problems() == ()
    assert "zzproblem" not in found_in(store)


def test_the_same_file_does_not_bring_it_back(store: Any) -> None:
    """One of which nothing is left is known in whichever way it is read; others as before, and what was
    erased of them is left out."""
    fill(store)
    only, mixed = "d" * 64, f"{CONTENT}.way"
    assert not store.is_erased(f"{only}.way")
    erased(store)
    assert store.knows(f"{only}.other way")
    assert store.has_read(only)
    assert store.knows(mixed)
    assert not store.knows(f"{CONTENT}.other way")
    assert all(store.is_erased(digest) for digest in (f"{only}.x", mixed, f"{'c' * 64}.x"))
    assert not store.knows("f" * 64)
    assert not store.is_erased("")
    again = file(FELT, KESTREL, RAISED, TOLD, BILL, OTHER)
    store.save(again, f"{CONTENT}.other way", whole=True)
    assert sorted(type(one).__name__ for one in store.records()) == ["Invoice", "Message"]


def test_what_was_made_bare_stays_bare(store: Any) -> None:
    """Also when the file is read in another way."""
    fill(store)
    erased(store, keep=(Invoice,))
    store.save(file(FELT, KESTREL, RAISED, TOLD, BILL, OTHER), f"{CONTENT}.other way", whole=True)
    quotes = {one.number: one.evidence.quote for one in store.records(Invoice)}
    assert quotes == {"1": "", "2": "zzquote 7"}


def test_a_grown_file_brings_only_what_is_new(store: Any) -> None:
    """What was erased is known by a digest of which record it was."""
    fill(store)
    erased(store)
    new = replace(TOLD, sent_at=AT.replace(hour=20), text="a new question")
    store.begin()
    saved = store.save(file(TOLD, MAIL, new, source="zzpath/inbox.mbox"), "f" * 64)
    assert (saved.new, saved.known) == (1, 1)
    assert [one.text for one in store.records(Message)] == ["hello", "a new question"]
    assert store.undo() == (("zzpath/inbox.mbox", 1),)


def test_what_is_said_anew_is_kept(store: Any) -> None:
    """To forget what was said once forbids nobody to say it again."""
    fill(store)
    erased(store)
    move = Move("Kestrel zzname", DAY, "told", "", "")
    store.save(Batch("moves", None, (move,)), "said again", "moves", whole=True)
    assert [one.step for one in store.records(Move)] == ["told"]


def test_whoever_wants_it_back_gets_it_back_for_good(store: Any) -> None:
    """Then it is no longer remembered as erased, and a grown file keeps it."""
    fill(store)
    erased(store)
    store.reading_erased()
    assert not store.knows(f"{CONTENT}.way")
    assert not store.has_read(CONTENT)
    assert not store.has_read("d" * 64)
    store.save(file(FELT, KESTREL, RAISED, TOLD, BILL, OTHER), f"{CONTENT}.way", whole=True)
    store.finish("zzpath/mixed.csv", f"{CONTENT}.way", "")
    assert len(store.records()) == 7
    store._reads_erased, store._has_erased = False, None  # as tomorrow's program
    assert not store.is_erased(f"{CONTENT}.way")
    assert store.is_erased("d" * 64)
    store.save(file(FELT, KESTREL, RAISED, TOLD, BILL, OTHER, MAIL), "f" * 64, whole=True)
    assert FELT.note in {one.note for one in store.records(Feeling)}


def test_nothing_can_be_taken_back_to_before(store: Any) -> None:
    """An undo would bring it back; what is imported later can be taken back as ever."""
    fill(store)
    erased(store)
    assert store.undo() == ()
    store.begin()
    store.save(file(replace(MAIL, text="later"), source="later.mbox"), "f" * 64)
    assert store.undo() == (("later.mbox", 1),)


def test_a_server_s_mailbox_goes_on_where_it_was(store: Any) -> None:
    """Its mark stays, or all of its mail would be fetched again."""
    store.begin()
    store.save(
        file(TOLD, source="imaps://mail.example/INBOX", importer="imap"), "", "imaps://mail.example/INBOX"
    )
    store.set_mark("imaps://mail.example/INBOX", "7:42")
    erased(store)
    assert store.records() == []
    assert store.mark("imaps://mail.example/INBOX") == "7:42"


def test_to_erase_nothing_changes_no_record(store: Any) -> None:
    """And everything is still known."""
    fill(store)
    before = store.records()
    assert store.erase([]) == (0, 0, (), store.place.endswith(".sqlite3"))
    store.finish("zzpath/only.mbox", f"{'d' * 64}.way", "")
    assert store.records() == before
    assert not store.is_erased(f"{CONTENT}.way")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from("abcdef"), min_size=1, max_size=12), chosen=st.sampled_from("abcdef"))
@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_only_what_is_meant_goes(store: Any, names: list[str], chosen: str) -> None:
    """Whoever else is in the file stays, in the order in which they came."""
    store.begin()
    source = f"{next(_NUMBERS)}.csv"
    given = [Feeling(f"{name} {source}", DAY, note=f"{n} {source}") for n, name in enumerate(names)]
    store.save(file(*given, source=source), source)
    rows = [row for row in store.rows() if row.record.note.endswith(source)]
    store.erase([row for row in rows if row.record.client[0] == chosen])
    left = [one.note for one in store.records(Feeling) if one.note.endswith(source)]
    assert left == [one.note for one in given if one.client[0] != chosen]
