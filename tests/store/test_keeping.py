"""What is imported is kept, once, and can be corrected and undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from goodterms.records.model import Batch, Client, Invoice, Message, Payment, Record
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.money import Money

SUMMER = timezone(timedelta(hours=2))
FIRST = Invoice("2026-001", "Pixel Orchard", date(2026, 1, 5), Money(125_000, "EUR"), date(2026, 2, 4))
SECOND = Invoice("2026-002", "Harbour & Sons", date(2026, 1, 9), Money(80_000, "EUR"))
PAID = Payment("Harbour & Sons", date(2026, 2, 1), Money(40_000, "EUR"), ("2026-002",), reference="half")


def table(*records: Record, source: str = "invoices.csv", problems: tuple[Problem, ...] = ()) -> Batch:
    """A file in which each record stands on a line of its own."""
    placed = (replace(one, evidence=Evidence(source, f"line {n}")) for n, one in enumerate(records, 2))
    return Batch(source, "csv", tuple(placed), problems)


def mail(number: int, text: str = "Could we make the logo rounder?") -> Message:
    """The mail of that number, one an hour."""
    return Message(
        datetime(2026, 7, 1, tzinfo=SUMMER) + timedelta(hours=number),
        "An@Nijlpaard.example",
        ("mara@lind.example",),
        text=text,
        message_id=f"<{number}@nijlpaard.example>",
        evidence=Evidence("mail.mbox", f"message {number}"),
    )


def test_what_is_saved_comes_back(store: Any) -> None:
    """The records of a file come back as they were, with their places."""
    batch = table(FIRST, SECOND)
    saved = store.save(batch, "one")
    assert (saved.new, saved.changed, saved.known, saved.problems) == (2, 0, 0, 0)
    assert store.records() == list(batch.records)


def test_only_what_is_asked_for_comes_back(store: Any) -> None:
    """Some kinds of records can be had without the others, in the order in which they are asked for."""
    client = Client("Pixel Orchard")
    batch = table(PAID, FIRST, client, SECOND)
    store.save(batch, "one")
    paid, first, mine, second = batch.records
    assert store.records(Client) == [mine]
    assert store.records(Payment, Invoice) == [paid, first, second]


def test_the_same_file_again_changes_nothing(store: Any) -> None:
    """A file whose digest is known is not even looked at, under whatever name it comes."""
    batch = table(FIRST, SECOND, problems=(Problem("invoices.csv", "line 4", "csv.bad_date"),))
    store.save(batch, "one")
    before = store.sources()
    again = store.save(replace(batch, source="copy of invoices.csv"), "one")
    assert (again.new, again.changed, again.known, again.problems) == (0, 0, 2, 1)
    assert store.sources() == before
    assert store.records() == list(batch.records)


def test_a_grown_mailbox_adds_only_what_is_new(store: Any) -> None:
    """Of a mailbox with two more mails, two are new, and all come back in their order."""
    store.save(Batch("mail.mbox", "mail", tuple(map(mail, range(5)))), "five")
    grown = store.save(Batch("mail.mbox", "mail", tuple(map(mail, range(7)))), "seven")
    assert (grown.new, grown.changed, grown.known, grown.missing) == (2, 0, 5, 0)
    assert store.records() == list(map(mail, range(7)))


def test_a_mailbox_that_was_emptied_loses_nothing(store: Any) -> None:
    """Mails that are no longer in the mailbox stay in the store, and are counted."""
    store.save(Batch("mail.mbox", "mail", tuple(map(mail, range(5)))), "five")
    later = store.save(Batch("mail.mbox", "mail", tuple(map(mail, range(3, 6)))), "later")
    assert (later.new, later.known, later.missing) == (1, 2, 3)
    assert store.records() == list(map(mail, range(6)))


def test_a_row_taken_out_of_a_whole_table_goes(store: Any) -> None:
    """Where the file is all there is, a row that was deleted is deleted: it was a mistake."""
    store.save(table(FIRST, SECOND), "one")
    saved = store.save(table(SECOND), "two", whole=True)
    assert (saved.new, saved.known, saved.missing) == (0, 1, 1)
    assert store.records() == list(table(SECOND).records)


def test_a_changed_row_is_changed(store: Any) -> None:
    """An invoice with another due date is the same invoice; it is counted, and not kept twice."""
    store.save(table(FIRST, SECOND), "one")
    later = table(replace(FIRST, due=date(2026, 3, 6)), SECOND)
    saved = store.save(later, "two")
    assert (saved.new, saved.changed, saved.known) == (0, 1, 1)
    assert store.records() == list(later.records)


def test_a_row_that_moved_is_known_at_its_new_place(store: Any) -> None:
    """A row that slipped a line down is no change, but its evidence leads to the new line."""
    store.save(table(SECOND), "one")
    saved = store.save(table(FIRST, SECOND), "two")
    assert (saved.new, saved.changed, saved.known) == (1, 0, 1)
    assert {one.number: one.evidence.locator for one in store.records()} == {
        "2026-001": "line 2",
        "2026-002": "line 3",
    }


def test_equal_rows_in_one_file_are_two(store: Any) -> None:
    """Two equal payments on one day are two payments, also when the file is read again."""
    store.save(table(PAID, PAID), "one")
    saved = store.save(table(PAID, PAID, FIRST), "two")
    assert (saved.new, saved.changed, saved.known) == (1, 0, 2)
    assert sum(isinstance(one, Payment) for one in store.records()) == 2


def test_what_two_files_say_alike_comes_back_once(store: Any) -> None:
    """Two bank statements that overlap give each payment once, and the second has only one that is new."""
    later = replace(PAID, paid_on=date(2026, 3, 1), reference="rest")
    store.save(table(PAID, FIRST, source="january.csv"), "one")
    saved = store.save(table(FIRST, PAID, later, source="february.csv"), "two")
    assert (saved.new, saved.known) == (1, 2)
    assert [(one.reference, one.evidence.source) for one in store.records() if isinstance(one, Payment)] == [
        ("half", "january.csv"),
        ("rest", "february.csv"),
    ]


def test_files_that_disagree_are_both_kept(store: Any) -> None:
    """What two files say of one invoice in different words is not for the store to judge."""
    store.save(table(FIRST, source="invoices.csv"), "one")
    store.save(table(replace(FIRST, buyer_email="pay@pixelorchard.example"), source="2026-001.xml"), "two")
    assert [one.evidence.source for one in store.records()] == ["invoices.csv", "2026-001.xml"]


def test_forgetting_a_file_undoes_its_import(store: Any) -> None:
    """What only that file told is gone, with its problems; what another told too stays; it can come again."""
    alone, both = (
        table(FIRST, PAID, source="a.csv", problems=(Problem("a.csv", "", "csv.empty"),)),
        table(PAID, source="b.csv"),
    )
    store.save(alone, "one")
    store.save(both, "two")
    assert store.forget("a.csv") == 2
    assert store.records() == list(both.records)
    assert store.problems() == ()
    assert [kept.path for kept in store.sources()] == ["b.csv"]
    assert store.save(alone, "one").new == 1


def test_problems_are_those_of_the_last_time(store: Any) -> None:
    """Problems are kept with file, place and values of every type; a repaired file has none left."""
    values = {
        "row": 4, "share": 0.5, "text": "31/02", "nothing": None, "day": date(2026, 1, 5),
        "at": datetime(2026, 1, 5, 9, 30, tzinfo=SUMMER), "sum": Money(350_000, "VND"),
    }  # fmt: skip
    broken = Problem("invoices.csv", "line 4", "csv.bad_date", values)
    other = Problem("clients.csv", "line 2", "csv.ragged")
    assert store.save(table(FIRST, problems=(broken, broken)), "one").problems == 2
    store.save(table(Client("Pixel Orchard"), source="clients.csv", problems=(other,)), "two")
    assert store.problems() == (broken, broken, other)
    store.save(table(FIRST, SECOND), "three")
    assert store.problems() == (other,)


def test_a_number_beyond_every_column_is_a_problem(store: Any) -> None:
    """A sum that no database holds is told with its place, and the rest is kept."""
    saved = store.save(table(replace(FIRST, total=Money(10**30, "EUR")), SECOND), "one")
    assert (saved.new, saved.problems) == (1, 1)
    assert [one.number for one in store.records()] == ["2026-002"]
    assert [(one.source, one.locator, one.key) for one in store.problems()] == [
        ("invoices.csv", "line 2", "store.too_large")
    ]


def test_sources_say_what_each_file_holds(store: Any) -> None:
    """Each imported file with its importer, its records and its problems; nobody's file too."""
    store.save(table(FIRST, SECOND), "one")
    store.save(Batch("notes.bin", None, (), (Problem("notes.bin", "", "file.unknown"),)), "two")
    kept = [(one.path, one.importer, one.records, one.problems) for one in store.sources()]
    assert kept == [("invoices.csv", "csv", 2, 0), ("notes.bin", None, 0, 1)]
    assert all(one.imported_at.tzinfo is UTC for one in store.sources())


def test_a_path_tells_files_of_one_name_apart(store: Any) -> None:
    """Two files that are shown under one name are two files where their paths differ."""
    store.save(table(FIRST), "one", "/2025/invoices.csv", whole=True)
    store.save(table(SECOND), "two", "/2026/invoices.csv", whole=True)
    assert [one.number for one in store.records()] == ["2026-001", "2026-002"]


def test_a_name_that_is_no_text_is_a_name(store: Any) -> None:
    """A file name with bytes of another encoding can be saved, found again and forgotten."""
    odd = "caf\udce9\x00.csv"
    batch = table(FIRST, source=odd, problems=(Problem(odd, "line 3", "csv.ragged", {"text": "\x00\udcff"}),))
    store.save(batch, "one")
    assert store.records() == list(batch.records)
    assert store.problems() == batch.problems
    assert [one.path for one in store.sources()] == [odd]
    assert store.forget(odd) == 1


def test_it_is_still_there_tomorrow(opened: Any) -> None:
    """What one run saves, the next one finds."""
    batch = table(FIRST, SECOND, PAID)
    opened().save(batch, "one")
    assert set(opened().records()) == set(batch.records)


def test_the_words_of_a_few_come_back(store: Any) -> None:
    """Messages from and to some addresses, among others'; as many addresses as one likes."""
    mine = replace(mail(1), sender="mara@lind.example", recipients=("An@Nijlpaard.example", "x@post.example"))
    other = replace(mail(2, "Not yours."), sender="x@post.example")
    batch = Batch("mail.mbox", "mbox", (mail(0), mine, other))
    store.save(batch, "one")
    many = [f"nobody{n}@post.example" for n in range(150)]
    found = store.mail_with(["An@Nijlpaard.example", *many])
    assert found == [mail(0), mine] and found[0].text == "Could we make the logo rounder?"
    assert store.mail_with([]) == []
