"""What is owed on a day: small bills worked out by hand, and what must hold whatever comes in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from goodterms.records.book import Book
from goodterms.records.intake import settle
from goodterms.records.model import Freelancer, Invoice, Payment, Record
from goodterms.records.settled.owed import due_of, known_by, left_of, net_of, parts_of, settled_on
from goodterms.terms.money import Money

CLIENT = "Quayside Bikes"
JUNE = date(2026, 6, 10)


def euros(amount: float) -> Money:
    return Money(round(amount * 100), "EUR")


def bill(number: str, issued: date, total: float, due: date | None = None) -> Invoice:
    return Invoice(number, CLIENT, issued, euros(total), due)


def note(corrects: str, day: date, total: float) -> Invoice:
    return Invoice(f"C-{corrects}", CLIENT, day, euros(total), credit_note=True, corrects=corrects)


def paid(day: date, amount: float, *numbers: str) -> Payment:
    return Payment(CLIENT, day, euros(amount), numbers)


def book_of(*records: Record) -> Book:
    return settle([Freelancer("Mara Lind", currency="EUR"), *records])


def left(book: Book) -> dict[str, float]:
    """What is open of each invoice."""
    parts = parts_of(book)
    return {
        one.record.number: left_of(book, one, parts.get(one.key, ())).minor / 100 for one in book.invoices
    }


def test_what_is_nearly_paid_is_settled() -> None:
    """97 % are enough: of 500 a bank kept 0.50, or 15; what lacks 15.01 is open."""
    day = date(2026, 6, 1)
    for came, is_left in ((499.5, 0), (485, 0), (484.99, 15.01), (500, 0)):
        book = book_of(bill("B1", day, 500), paid(JUNE, came, "B1"))
        assert left(book) == {"B1": is_left}
        (filed,) = book.invoices
        found = settled_on(net_of(book, filed), parts_of(book)[filed.key])
        assert (found == JUNE) is (is_left == 0)


def test_a_bill_of_nothing_is_never_settled() -> None:
    """Credited away: nothing is left, and no day on which it was paid."""
    book = book_of(bill("B1", date(2026, 6, 1), 500), note("B1", date(2026, 6, 2), 500))
    assert left(book) == {"B1": 0}
    assert settled_on(net_of(book, book.invoices[0]), ()) is None


def test_due_in_thirty_days_where_no_day_is_named() -> None:
    """Its own day goes first."""
    assert due_of(bill("B1", date(2026, 6, 1), 500)) == date(2026, 7, 1)
    assert due_of(bill("B1", date(2026, 6, 1), 500, JUNE)) == JUNE


def test_a_later_credit_note_is_not_known_yet() -> None:
    """500 asked on 1 June, 200 credited on 1 September: in June 500 are open, then 300."""
    book = book_of(bill("B1", date(2026, 6, 1), 500), note("B1", date(2026, 9, 1), 200))
    assert left(known_by(book, JUNE)) == {"B1": 500}
    assert not known_by(book, JUNE).credited
    assert left(known_by(book, date(2026, 9, 1))) == {"B1": 300}


def test_of_two_credit_notes_the_earlier_counts() -> None:
    """100 in June and 200 in September."""
    book = book_of(
        bill("B1", date(2026, 6, 1), 500),
        note("B1", date(2026, 6, 5), 100),
        Invoice("C2", CLIENT, date(2026, 9, 1), euros(200), credit_note=True, corrects="B1"),
    )
    assert left(known_by(book, JUNE)) == {"B1": 400}
    assert left(book) == {"B1": 200}


def test_a_later_payment_does_not_tell_what_an_earlier_was_for() -> None:
    """500 without a word came on 8 June, for the older of two bills of 500, as anybody would have thought.
    What names that bill in July shows that it was for the other; in June nobody knew."""
    book = book_of(
        bill("B1", date(2026, 5, 1), 500),
        bill("B2", date(2026, 5, 20), 500),
        paid(date(2026, 6, 8), 500),
        paid(date(2026, 7, 20), 500, "B1"),
    )
    parts = parts_of(book)
    assert [parts[one.key][0].paid_on for one in book.invoices] == [date(2026, 7, 20), date(2026, 6, 8)]
    assert left(known_by(book, JUNE)) == {"B1": 0, "B2": 500}


def test_the_book_itself_where_nothing_is_later() -> None:
    """Nothing is matched again."""
    book = book_of(bill("B1", date(2026, 5, 1), 500), paid(JUNE, 500, "B1"))
    assert known_by(book, JUNE) is book


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
amounts = st.integers(1, 900)
numbers = st.sampled_from(("B0", "B1", "B2", "B3"))
bills = st.lists(st.tuples(days, amounts), min_size=1, max_size=4)
notes = st.lists(st.tuples(numbers, days, amounts), max_size=2)
payments = st.lists(st.tuples(days, amounts, st.lists(numbers, max_size=1)), max_size=6)


def dated(records: Iterable[Record]) -> list[tuple[date, Record]]:
    return [(one.paid_on if isinstance(one, Payment) else one.issued, one) for one in records]  # type: ignore[union-attr]


@settings(max_examples=80, deadline=None)
@given(bills, notes, payments, days)
def test_a_day_is_as_if_nothing_had_come_since(
    billed: list[tuple[date, int]],
    credited: list[tuple[str, date, int]],
    came: list[tuple[date, int, list[str]]],
    as_of: date,
) -> None:
    """What is known on a day is what a Book of the records up to that day says."""
    records: list[Record] = [bill(f"B{n}", day, total) for n, (day, total) in enumerate(billed)]
    totals = {f"B{n}": (day, total) for n, (day, total) in enumerate(billed)}
    for number, day, total in credited:
        asked = totals.get(number)
        if asked is not None and day >= asked[0]:
            records.append(note(number, day, min(total, asked[1])))
    records += [paid(day, amount, *named) for day, amount, named in came]
    until = book_of(*(one for day, one in dated(records) if day <= as_of))
    assert left(known_by(book_of(*records), as_of)) == left(until)
