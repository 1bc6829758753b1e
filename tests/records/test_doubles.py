"""What several files tell of the same thing counts once; what one file tells twice counts twice."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.book import Book
from goodterms.records.intake import settle
from goodterms.records.model import (
    Client,
    Freelancer,
    Invoice,
    Meeting,
    Message,
    Payment,
    Record,
    TimeEntry,
    Transfer,
)
from goodterms.records.settled.doubles import lines_once
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

ME = Freelancer("Mara Lind", ("mara@lind.example",), timezone="Europe/Brussels")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)


def euros(amount: int) -> Money:
    return Money.of(amount, "EUR")


def at(source: str) -> Evidence:
    return Evidence(source, "line 2")


def bill(buyer: str, number: str, source: str, amount: int = 100, day: date = DAY, **more: Any) -> Invoice:
    return Invoice(number, buyer, day, euros(amount), evidence=at(source), **more)


def paid(client: str, source: str, amount: int = 100, day: date = DAY, **more: Any) -> Payment:
    return Payment(client, day, euros(amount), evidence=at(source), **more)


def line(source: str, amount: int = 100, day: date = DAY, **more: Any) -> Transfer:
    return Transfer(day, euros(amount), evidence=at(source), **more)


def numbers(book: Book) -> list[tuple[str, str]]:
    return [(filed.client, filed.record.number) for filed in book.invoices]


# invoices


def test_an_invoice_as_table_xml_and_pdf_is_one() -> None:
    """Three papers of one invoice are one, under one client, with the due date that only one tells."""
    papers = [
        bill("Harbour & Sons", "2026-014", "invoices.csv"),
        bill("Harbour and Sons Shipping", "2026-014", "a.xml", due=date(2026, 4, 1)),
        bill("HARBOUR & SONS", "2026 014", "a.pdf"),
    ]
    book = settle([ME, *papers])
    assert len(book.invoices) == len(book.clients) == 1
    assert book.invoices[0].record.due == date(2026, 4, 1)
    assert book.problems == ()


def test_one_vat_number_is_one_client() -> None:
    """Two names with one VAT number are one client, though nothing else tells so."""
    first = bill("Café Nijlpaard", "1", "a.csv", buyer_vat="BE 0123.456.749")
    second = bill("Horeca Van Loo", "2", "b.xml", buyer_vat="BE0123456749")
    assert len(settle([ME, first, second]).clients) == 1


def test_a_vat_number_of_many_unlike_buyers_is_nobodys() -> None:
    """Where a program writes the seller's own number as every buyer's, the buyers stay apart."""
    buyers = ("Café Nijlpaard", "Pixel Orchard", "Atelier Sorrel")
    bills = [bill(name, str(n), "a.csv", buyer_vat="BE0123456749") for n, name in enumerate(buyers)]
    assert len(settle([ME, *bills]).clients) == 3


def test_listed_clients_stay_two() -> None:
    """Clients that the freelancer lists apart are not joined by a number that both have."""
    listed = [Client(name, vat_numbers=("BE0123456749",)) for name in ("Pixel Orchard", "Atelier Sorrel")]
    bills = [bill("Pixel Orchard", "1", "a.csv"), bill("Atelier Sorrel", "2", "a.csv")]
    book = settle([ME, *listed, *bills])
    assert numbers(book) == [("Pixel Orchard", "1"), ("Atelier Sorrel", "2")]


def test_same_invoice_to_an_unlike_name_is_said() -> None:
    """A freelancer's numbers are their own: the invoice counts once, and the other name is a problem."""
    first, second = bill("Café Nijlpaard", "2026-014", "a.csv"), bill("Van Loo", "2026-014", "b.xml")
    book = settle([ME, first, second])
    assert len(book.invoices) == 1
    assert [(one.source, one.key) for one in book.problems] == [("b.xml", "invoice.other_buyer")]


def test_short_numbers_of_two_clients_are_two_invoices() -> None:
    """Who numbers from 1 for every client has two invoices 1, also of one day and amount."""
    book = settle([ME, bill("Café Nijlpaard", "1", "a.xml"), bill("Pixel Orchard", "1", "b.xml")])
    assert len(book.invoices) == 2


@pytest.mark.parametrize(("number", "invoices"), [("7", 2), ("2025-007", 1)])
def test_numbers_that_start_again_every_year(number: str, invoices: int) -> None:
    """Invoice 7 of the next year is another one; one that tells its year is the same, dated wrong."""
    papers = [bill("Pixel Orchard", number, "a.csv", day=day) for day in (DAY, date(2025, 3, 2))]
    assert len(settle([ME, *papers]).invoices) == invoices


def test_credit_note_in_two_files_takes_off_once() -> None:
    """A credit note as CSV and as XML is one."""
    notes = [bill("Pixel Orchard", "C1", file, 30, credit_note=True) for file in ("a.csv", "b.xml")]
    book = settle([ME, bill("Pixel Orchard", "2026-014", "a.csv", 100), *notes])
    assert list(book.credited.values()) == [euros(30)]


# payments and bank lines


def test_a_payment_in_the_books_and_at_the_bank_is_one() -> None:
    """The bank's line, two days later, echoes the payment that the books tell; the books' record stays."""
    told = paid("Pixel Orchard", "payments.csv", invoices=("2026-014",))
    bank = line("bank.xml", day=DAY + timedelta(2), counterparty="PIXEL ORCHARD")
    book = settle([ME, bill("Pixel Orchard", "2026-014", "a.csv"), told, bank])
    assert [filed.record.evidence.source for filed in book.payments] == ["payments.csv"]


def test_two_payments_a_week_apart_are_two() -> None:
    """A weekly retainer of one amount: each week's payment is one, in the books or at the bank."""
    told = [paid("Pixel Orchard", "payments.csv", day=DAY + timedelta(7 * week)) for week in range(2)]
    bank = [line("bank.xml", day=DAY + timedelta(7 * n + 1), counterparty="Pixel Orchard") for n in range(4)]
    book = settle([ME, Client("Pixel Orchard"), *told, *bank])
    assert len(book.payments) == 4


def test_payments_that_name_other_invoices_are_two() -> None:
    """The same sum on the same day for two invoices, told by two files: two payments."""
    told = [paid("Pixel Orchard", f"{number}.csv", invoices=(number,)) for number in ("A-1", "A-2")]
    assert len(settle([ME, *told]).payments) == 2


STATEMENT = (
    line("x", 100, counterparty="Pixel Orchard", iban="BE68539007547034", reference="inv 2026-014"),
    line("x", 100, counterparty="Pixel Orchard", iban="BE68539007547034", reference="inv 2026-014"),
    line("x", 250, counterparty="Atelier Sorrel", reference="facture 77"),
)


def in_format(name: str, **without: str) -> list[Transfer]:
    return [replace(one, evidence=at(name), **without) for one in STATEMENT]  # type: ignore[arg-type]


def test_one_statement_in_four_formats() -> None:
    """Every format tells something else of a line; two equal lines are two, in however many files."""
    formats = [
        in_format("a.camt"),
        in_format("b.sta", iban=""),
        in_format("c.ofx", iban="", reference=""),
        in_format("d.csv", counterparty=""),
    ]
    found = lines_once(one for some in formats for one in some)
    assert sorted(one.amount.amount for one in found) == [100, 100, 250]
    assert {one.counterparty for one in found} == {"Pixel Orchard", "Atelier Sorrel"}


def test_the_banks_own_number_decides_first() -> None:
    """One number is one line, also where two files book it on other days; other accounts are other lines."""
    first = line("a.xml", bank_id="900", account="BE1")
    assert len(lines_once([first, line("b.ofx", bank_id="900", day=DAY + timedelta(1))])) == 1
    assert len(lines_once([first, line("b.xml", bank_id="900", account="NL2")])) == 2


def test_lines_of_two_payers_are_two() -> None:
    """The same sum on one day from two people, each in another account's file."""
    lines = [
        line("a.xml", iban="BE68539007547034", counterparty="Pixel Orchard"),
        line("b.xml", iban="NL91ABNA0417164300", counterparty="Atelier Sorrel"),
    ]
    assert len(lines_once(lines)) == 2


# messages, hours, meetings

CLIENT = Client("Pixel Orchard", domains=("pixelorchard.example",))


def mail(source: str, second: int = 0, number: str = "") -> Message:
    moment = NOON + timedelta(seconds=second)
    to = ME.emails
    return Message(moment, "jo@pixelorchard.example", to, message_id=number, evidence=at(source))


@pytest.mark.parametrize(
    ("mails", "count"),
    [
        ([mail("a.mbox", 0, "<1>"), mail("imap", 0, "<1>")], 1),
        ([mail("a.mbox", 0, "<1>"), mail("b.eml", 0)], 1),
        ([mail("b.eml", 0), mail("a.mbox", 0, "<1>")], 1),
        ([mail("a.mbox", 0), mail("b.eml", 0)], 1),
        ([mail("a.mbox", 0), mail("a.mbox", 0)], 2),
        ([mail("a.mbox", 0, "<1>"), mail("b.mbox", 0, "<2>")], 2),
        ([mail("a.mbox", 0), mail("b.eml", 1)], 2),
    ],
)
def test_messages(mails: list[Message], count: int) -> None:
    """By their own number; where one has none, by who wrote it and when; a file's own two are two."""
    assert len(settle([ME, CLIENT, *mails]).messages) == count


def work(source: str, project: str = "", minutes: int = 60) -> TimeEntry:
    return TimeEntry("Pixel Orchard", NOON, minutes, project=project, evidence=at(source))


@pytest.mark.parametrize(
    ("hours", "count"),
    [
        ([work("a.csv", "Site"), work("b.csv", "site")], 1),
        ([work("a.csv", "Site"), work("b.csv")], 1),
        ([work("a.csv", "Site"), work("b.csv", "Logo")], 2),
        ([work("a.csv"), work("a.csv")], 2),
        ([work("a.csv"), work("a.csv"), work("b.csv")], 2),
        ([work("a.csv"), work("b.csv", minutes=61)], 2),
    ],
)
def test_hours(hours: list[TimeEntry], count: int) -> None:
    """The same start, length and client is one entry, unless the project says otherwise."""
    assert len(settle([ME, *hours]).hours) == count


def test_meeting_in_two_calendars() -> None:
    """One meeting in the own calendar and in a shared one."""
    both = [
        Meeting(NOON, NOON + timedelta(hours=1), title, ("jo@pixelorchard.example",), at(source))
        for title, source in (("Kick-off", "own.ics"), ("Kick-off Mara", "team.ics"))
    ]
    assert len(settle([ME, CLIENT, *both]).meetings) == 1


# in general

NAMES = ("Harbour & Sons", "Pixel Orchard", "Café Nijlpaard", "Atelier Sorrel")
sums = st.integers(1, 4).map(lambda hundreds: 100 * hundreds)
days = st.integers(0, 40).map(lambda n: DAY + timedelta(n))
sources = st.sampled_from(("a.csv", "b.xml", "c.csv"))


@st.composite
def record(draw: st.DrawFn) -> Record:
    name, amount, day, source = draw(st.sampled_from(NAMES)), draw(sums), draw(days), draw(sources)
    match draw(st.sampled_from(("invoice", "payment", "line", "hours"))):
        case "invoice":
            return bill(name, "", source, amount, day)
        case "payment":
            return paid(name, source, amount, day)
        case "line":
            return line(source, amount, day, counterparty=draw(st.sampled_from((name, name.upper(), "Tax"))))
    return TimeEntry(name, NOON + timedelta(hours=draw(st.integers(0, 5))), amount, evidence=at(source))


def content(book: Book) -> tuple[Any, ...]:
    """What a Book says, wherever it was read."""
    invoices = {filed.key: filed for filed in book.invoices}
    return (
        Counter((client.name, client.proposed, client.vat_numbers) for client in book.clients),
        Counter((one.client, one.record.total, one.record.issued) for one in book.invoices),
        Counter((one.client, one.record.amount, one.record.paid_on) for one in book.payments),
        Counter((one.client, one.record.started, one.record.minutes) for one in book.hours),
        Counter(
            (part.client, invoices[part.invoice].record.issued, part.paid_on, part.amount)
            for part in book.settlements
        ),
    )


@given(st.lists(record(), max_size=14), st.randoms(use_true_random=False))
def test_order_does_not_matter(records: list[Record], chance: Any) -> None:
    """The records of some files in any order make the same Book."""
    mixed = records[:]
    chance.shuffle(mixed)
    assert content(settle([ME, *mixed])) == content(settle([ME, *records]))


@given(st.lists(record(), max_size=14))
def test_a_copy_of_every_file_changes_nothing(records: list[Record]) -> None:
    """Everything a second time, under other file names: not a cent, not an hour more."""
    copies = [replace(one, evidence=at("copy of " + one.evidence.source)) for one in records]
    assert content(settle([ME, *records, *copies])) == content(settle([ME, *records]))


@given(st.lists(record(), max_size=14))
def test_money_is_never_more_than_a_source_tells(records: list[Record]) -> None:
    """As many payments of a sum as the fullest file tells, and never more than all together."""
    book = settle([ME, *records])
    told: Counter[tuple[str, Money]] = Counter()
    for one in records:
        if isinstance(one, Payment):
            told[one.evidence.source, one.amount] += 1
        elif isinstance(one, Transfer):
            told["bank", one.amount] += 1
    for amount in {amount for _, amount in told}:
        found = sum(filed.record.amount == amount for filed in book.payments)
        assert found <= sum(often for (_, sum_), often in told.items() if sum_ == amount)
        fullest = max((n for (file, sum_), n in told.items() if sum_ == amount and file != "bank"), default=0)
        assert found >= fullest
