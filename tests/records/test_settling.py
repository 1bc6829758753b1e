"""Which payment settles which invoice."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.book import Book
from goodterms.records.intake import settle
from goodterms.records.model import PREPAID, Client, Invoice, Payment
from goodterms.terms.money import Money

START = date(2026, 1, 1)


def invoice(number: str, issued: int, euros: int, currency: str = "EUR", **more: object) -> Invoice:
    day = START + timedelta(issued)
    total = Money.of(euros, currency)
    return Invoice(number, "Pixel Orchard", day, total, day + timedelta(30), **more)  # type: ignore[arg-type]


def payment(day: int, euros: int, currency: str = "EUR", **more: object) -> Payment:
    return Payment("Pixel Orchard", START + timedelta(day), Money.of(euros, currency), **more)  # type: ignore[arg-type]


def paid(book: Book) -> dict[str, list[tuple[int, int]]]:
    """By invoice number: on which day how many euros were settled."""
    numbers = {filed.key: filed.record.number for filed in book.invoices}
    found: dict[str, list[tuple[int, int]]] = {}
    for part in book.settlements:
        when = ((part.paid_on - START).days, int(part.amount.amount))
        found.setdefault(numbers[part.invoice], []).append(when)
    return found


def test_named_numbers_come_before_age() -> None:
    """A payment that names an invoice settles that one, although an older one is open."""
    book = settle([invoice("A", 0, 100), invoice("B", 10, 100), payment(20, 100, invoices=("B",))])
    assert paid(book) == {"B": [(20, 100)]}


def test_number_in_the_reference() -> None:
    """A bank line's reference is read for invoice numbers, whatever stands around them."""
    line = payment(20, 50, reference="PO 77 / inv. 2026-002, thank you")
    book = settle([invoice("2026-001", 0, 50), invoice("2026-002", 1, 50), line])
    assert paid(book) == {"2026-002": [(20, 50)]}


def test_amount_finds_its_invoice() -> None:
    """Without number, the one open invoice of that amount is meant."""
    book = settle([invoice("A", 0, 100), invoice("B", 1, 70), payment(20, 70)])
    assert paid(book) == {"B": [(20, 70)]}


def test_batched_payment() -> None:
    """Two invoices paid at once are recognised by their sum (M26)."""
    bills = [invoice("A", 0, 100), invoice("B", 30, 70), invoice("C", 60, 45)]
    book = settle([*bills, payment(70, 115)])
    assert paid(book) == {"B": [(70, 70)], "C": [(70, 45)]}


def test_oldest_first_and_partial() -> None:
    """A sum that fits nothing settles the oldest first, and leaves the rest of an invoice open."""
    book = settle([invoice("A", 0, 100), invoice("B", 10, 100), payment(20, 130)])
    assert paid(book) == {"A": [(20, 100)], "B": [(20, 30)]}


def test_deposit_waits_for_its_invoice() -> None:
    """Money that comes before any invoice is kept for the next one."""
    book = settle([payment(0, 40), invoice("A", 10, 100), payment(50, 60)])
    assert sorted(paid(book)["A"]) == [(0, 40), (50, 60)]


def test_currencies_do_not_mix() -> None:
    """Dollars never settle an invoice in euros."""
    book = settle([invoice("A", 0, 100), payment(20, 100, "USD", invoices=("A",))])
    assert paid(book) == {}


def test_number_of_this_year() -> None:
    """Where numbers start again every year, a payment means the latest invoice of that number by then."""
    bills = [invoice("7", 0, 100), invoice("7", 365, 100)]
    assert paid(settle([*bills, payment(20, 100, invoices=("7",))])) == {"7": [(20, 100)]}
    late = settle([*bills, payment(380, 60, invoices=("7",))])
    issued = {filed.key: filed.record.issued for filed in late.invoices}
    assert [issued[part.invoice] for part in late.settlements] == [START + timedelta(365)]


def test_credit_note_takes_off_its_invoice() -> None:
    """After a credit note of 30, seventy settles an invoice of a hundred; ten more does not stick to it."""
    note = invoice("N", 5, 30, credit_note=True, corrects="A")
    book = settle([invoice("A", 0, 100), note, payment(20, 80, invoices=("A",))])
    assert paid(book) == {"A": [(20, 70)]}
    assert [money.amount for money in book.credited.values()] == [30]


def test_credit_note_of_this_year() -> None:
    """Where numbers start again every year, a note means the latest invoice of that number before it."""
    bills = [invoice("7", 0, 100), invoice("7", 365, 100)]
    book = settle([*bills, invoice("N", 5, 30, credit_note=True, corrects="7")])
    issued = {filed.key: filed.record.issued for filed in book.invoices}
    assert [issued[key] for key in book.credited] == [START]


def test_the_earlier_credit_note_goes_first() -> None:
    """A note of 80 in March leaves only 20 of a hundred for one of 50 in April, whichever is read first."""
    notes = [
        invoice("April", 90, 50, credit_note=True, corrects="A"),
        invoice("March", 60, 80, credit_note=True, corrects="A"),
    ]
    book = settle([invoice("A", 0, 100), *notes])
    assert [(one.day, one.amount.amount) for one in book.credits] == [
        (START + timedelta(60), 80), (START + timedelta(90), 20),
    ]  # fmt: skip


def test_payment_without_name_belongs_to_its_invoice() -> None:
    """A bank line that names no client is the client's whose invoice it names."""
    line = Payment("", START, Money.of(100, "EUR"), ("A",))
    book = settle([Client("Pixel Orchard"), invoice("A", 0, 100), line])
    assert [filed.client for filed in book.payments] == ["Pixel Orchard"]


def test_prepaid_part_counts_once() -> None:
    """What an e-invoice says was paid before is the deposit in the payments, or counts alone."""
    deposit, said = payment(0, 40), payment(10, 40, reference=PREPAID, invoices=("A",))
    assert (
        sum(day_and_sum[1] for day_and_sum in paid(settle([deposit, invoice("A", 10, 100), said]))["A"]) == 40
    )
    assert paid(settle([invoice("A", 10, 100), said])) == {"A": [(10, 40)]}


bills = st.lists(st.tuples(st.integers(0, 300), st.integers(1, 500)), max_size=8)
sums = st.lists(
    st.tuples(st.integers(0, 300), st.integers(1, 900), st.sets(st.integers(0, 9), max_size=3)), max_size=8
)


@given(bills, sums)
def test_nothing_is_settled_twice(
    issued: list[tuple[int, int]], received: list[tuple[int, int, set[int]]]
) -> None:
    """No invoice takes more than its total, no payment gives more than it has, and no money is left idle."""
    invoices = [invoice(str(number), day, euros) for number, (day, euros) in enumerate(issued)]
    payments = [payment(day, euros, invoices=tuple(map(str, named))) for day, euros, named in received]
    book = settle([*invoices, *payments])
    taken, given = Counter[int](), Counter[int]()
    for part in book.settlements:
        assert part.amount.minor > 0
        taken[part.invoice] += part.amount.minor
        given[part.payment] += part.amount.minor
    assert all(taken[bill.key] <= bill.record.total.minor for bill in book.invoices)
    assert all(given[money.key] <= money.record.amount.minor for money in book.payments)
    owed = sum(bill.record.total.minor for bill in book.invoices)
    came = sum(money.record.amount.minor for money in book.payments)
    assert sum(taken.values()) == min(owed, came)
