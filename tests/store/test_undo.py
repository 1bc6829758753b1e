"""An import can be taken back: the store is as it was before, in every table, whatever came since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodterms.records.model import Batch, Client, Invoice, Message, Payment, Record
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.money import Money
from store.exported import EXPORT

FIRST = Invoice("2026-001", "Pixel Orchard", date(2026, 1, 5), Money(125_000, "EUR"), date(2026, 2, 4))
SECOND = Invoice("2026-002", "Harbour & Sons", date(2026, 1, 9), Money(80_000, "EUR"))
THIRD = Invoice("2026-003", "Atelier Sorrel", date(2026, 1, 12), Money(1_000, "EUR"))
PAID = Payment("Harbour & Sons", date(2026, 2, 1), Money(40_000, "EUR"), ("2026-002",), reference="half")


def table(*records: Record, source: str = "a.csv", problems: int = 0) -> Batch:
    """A file in which each record stands on a line of its own, and then some lines are broken."""
    placed = (replace(one, evidence=Evidence(source, f"line {n}")) for n, one in enumerate(records, 2))
    told = (Problem(source, f"line {90 + n}", "csv.ragged", {"row": n}) for n in range(problems))
    return Batch(source, "csv", tuple(placed), tuple(told))


def state(store: Any) -> tuple[Any, ...]:
    """All that a store tells."""
    sources = {one.path: one[1:] for one in store.sources()}
    return store.records(), store.problems(), sources


def test_a_second_run_is_taken_back_and_then_the_first(store: Any) -> None:
    """What the second brought is gone, what it changed and took out is as before, with the problems."""
    empty = state(store)
    store.begin()
    store.save(table(FIRST, SECOND, THIRD, problems=2), "one")
    before = state(store)
    store.begin()
    store.save(table(replace(FIRST, due=date(2026, 3, 1)), THIRD, PAID), "two", whole=True)
    store.save(table(Client("Pixel Orchard"), source="b.csv", problems=1), "three")
    assert len(store.records()) == 4
    assert store.undo() == (("a.csv", 1), ("b.csv", 1))
    assert state(store) == before
    assert store.undo() == (("a.csv", 3),)
    assert state(store) == empty
    assert store.undo() == ()


def test_what_was_changed_before_costs_were_kept_can_be_taken_back(store: Any) -> None:
    """A store of an earlier version, brought up to date, undoes what that version imported."""
    store.begin()
    store.save(table(FIRST, SECOND), "one")
    before = state(store)
    store.begin()
    store.save(table(replace(FIRST, due=date(2026, 3, 1)), SECOND), "two")
    for version in ("0006_owners", "0007_costs"):
        MigrationExecutor(connections[store._alias]).migrate([("store", version)])
    store.undo()
    assert state(store) == before


def test_what_was_taken_back_can_come_again(store: Any) -> None:
    """Its digest is forgotten: the same file is imported anew."""
    for digest, records in (("one", [FIRST]), ("two", [FIRST, SECOND])):
        store.begin()
        store.save(table(*records), digest)
    store.undo()
    assert store.knows("one")
    assert not store.knows("two")
    store.begin()
    assert store.save(table(FIRST, SECOND), "two").new == 1


def test_all_of_one_run_goes_together(store: Any) -> None:
    """A run that goes on (a question was answered in between) is taken back as one, file by file."""
    store.begin()
    store.save(table(FIRST, problems=1), "one")
    store.begin(again=True)
    store.save(table(FIRST, SECOND), "two")
    assert store.undo() == (("a.csv", 2),)
    assert store.sources() == ()


def test_an_import_that_changed_nothing_is_no_import(store: Any) -> None:
    """To take back the last one takes back the last that did something."""
    store.begin()
    store.save(table(FIRST), "one")
    store.begin()
    store.save(table(FIRST), "one")
    assert [one.path for one in store.undo()] == ["a.csv"]


def test_what_was_said_is_no_import(store: Any) -> None:
    """A word on a name or a gut feeling is kept without a run, and is not taken back as the last one."""
    store.begin()
    store.save(table(FIRST), "one")
    store.begin()
    said = table(Client("Pixel Orchard"), source="said")
    type(store)(store._alias, store.place).save(said, "two")
    assert [path for path, _ in store.undo()] == ["a.csv"]
    assert store.undo() == ()
    assert store.records() == list(said.records)


def test_the_answers_and_marks_of_a_file_come_back(store: Any) -> None:
    """Where a server was left, and what was said of dates, are as before the run."""
    store.begin()
    store.save(table(FIRST), "one", "imap://mara@lind.example/INBOX", dates="day first")
    store.set_mark("imap://mara@lind.example/INBOX", "7 41 aa")
    store.begin()
    store.save(table(SECOND), "two", "imap://mara@lind.example/INBOX", dates="month first")
    store.set_mark("imap://mara@lind.example/INBOX", "7 99 bb")
    store.undo()
    assert store.mark("imap://mara@lind.example/INBOX") == "7 41 aa"


def test_two_files_that_say_the_same(store: Any) -> None:
    """What the first told is still there when the second, which told it too, is taken back."""
    store.begin()
    store.save(table(FIRST, PAID, source="a.csv"), "one")
    before = state(store)
    store.begin()
    store.save(table(PAID, SECOND, source="b.csv"), "two")
    store.undo()
    assert state(store) == before


def test_a_forgotten_file_has_nothing_to_take_back(store: Any) -> None:
    """Its imports went with it."""
    store.begin()
    store.save(table(FIRST), "one")
    store.forget("a.csv")
    assert store.undo() == ()


def test_a_large_mailbox_is_taken_back(store: Any) -> None:
    """Thousands of rows that were new, and thousands that moved."""
    mails = tuple(one for one in EXPORT.records if isinstance(one, Message))
    store.begin()
    store.save(Batch("in.mbox", "mbox", mails[:3_000]), "one")
    before = state(store)
    moved = tuple(replace(one, evidence=Evidence("in.mbox", f"message {n}")) for n, one in enumerate(mails))
    store.begin()
    assert store.save(Batch("in.mbox", "mbox", moved), "two").new == 3_000
    store.undo()
    assert state(store) == before


CELLS = st.tuples(
    st.sampled_from(["1", "2", "3"]), st.integers(1, 3), st.sampled_from([None, date(2026, 5, 1)])
)
ROWS = st.lists(
    CELLS.map(
        lambda cell: Invoice(cell[0], "Pixel Orchard", date(2026, 1, 5), Money(cell[1], "EUR"), cell[2])
    )
    | st.sampled_from([PAID, Client("Pixel Orchard"), Client("Pixel Orchard", ("jo@pixelorchard.example",))]),
    max_size=5,
)
SAVES = st.tuples(st.sampled_from(["a.csv", "b.csv"]), ROWS, st.integers(0, 2), st.booleans())
RUNS = st.lists(st.lists(SAVES, min_size=1, max_size=3), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs=RUNS)
def test_any_runs_are_taken_back_one_by_one(
    store: Any, runs: Sequence[Sequence[tuple[str, list[Record], int, bool]]]
) -> None:
    """However files grow, shrink, repeat each other and change: each undo gives the state before its run."""
    try:
        states = [state(store)]
        for at, run in enumerate(runs):
            store.begin()
            for number, (source, records, problems, whole) in enumerate(run):
                batch = table(*records, source=source, problems=problems)
                store.save(batch, f"{at} {number}", whole=whole)
            states.append(state(store))
        while len(states) > 1:
            assert state(store) == states.pop()
            store.undo()
        assert state(store) == states.pop()
    finally:
        for path in ("a.csv", "b.csv"):
            store.forget(path)


def test_a_bill_that_one_file_has_twice_stays_two(store: Any) -> None:
    """Another file that tells it too adds nothing, and takes nothing away when it is taken back."""
    one = Invoice("1", "Pixel Orchard", date(2026, 1, 5), Money(1, "EUR"))
    store.begin()
    store.save(table(replace(one, total=Money(2, "EUR")), one, source="b.csv"), "one")
    store.save(table(one, source="b.csv"), "two")
    before = state(store)
    assert [record.total.minor for record in before[0]] == [1, 1]
    store.begin()
    store.save(table(one, source="a.csv"), "three")
    assert [record.total.minor for record in state(store)[0]] == [1, 1]
    store.undo()
    assert state(store) == before
