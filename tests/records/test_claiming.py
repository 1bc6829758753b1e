"""Which bank line is which client's payment, and which is nobody's."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from goodterms.records.book import Book
from goodterms.records.intake import settle, take
from goodterms.records.model import (
    PREPAID,
    Client,
    Freelancer,
    Invoice,
    Message,
    Naming,
    Payment,
    Record,
    Transfer,
)
from goodterms.records.settled.names import Namings
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

ME = Freelancer("Mara Lind", ("mara@lind.example",), timezone="Europe/Brussels")
DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ONE, TWO = "BE68539007547034", "NL91ABNA0417164300"
CLIENTS = [Client("Harbour & Sons"), Client("Pixel Orchard"), Client("Sorrel")]


def bill(buyer: str, number: str, amount: int = 100, day: date = DAY, **more: Any) -> Invoice:
    return Invoice(number, buyer, day, Money.of(amount, "EUR"), **more)


def line(amount: int, who: str = "", text: str = "", after: int = 10, **more: Any) -> Transfer:
    day = DAY + timedelta(after)
    return Transfer(day, Money.of(amount, "EUR"), who, reference=text, evidence=Evidence("bank", ""), **more)


def claimed(*records: Record) -> list[tuple[str, int, tuple[str, ...]]]:
    """Whose payments the lines became: the client, the sum, the invoices they name."""
    book = settle([ME, *CLIENTS, *records])
    return sorted((one.client, int(one.record.amount.amount), one.record.invoices) for one in book.payments)


@pytest.mark.parametrize(
    "text", ["2026-014", "inv 2026/014 thank you", "INV2026014", "NR 2026 014 / PROJECT 7", "+++2026-014+++"]
)
def test_a_number_in_what_the_payer_wrote(text: str) -> None:
    """A bill's number tells whose a line is, however the payer spaces it, also for a part of the sum."""
    bills = bill("Pixel Orchard", "2026-014", 250), bill("Sorrel", "2026-0145", 250)
    assert claimed(*bills, line(80, "J. Fell", text)) == [("Pixel Orchard", 80, ("2026-014",))]


@pytest.mark.parametrize(("number", "text"), [("12", "order 12"), ("2026-03", "rent 2026-03"), ("7", "7")])
def test_a_short_number_needs_its_own_amount(number: str, text: str) -> None:
    """A number that might be anything tells a bill only together with the bill's amount."""
    invoice = bill("Pixel Orchard", number, 250)
    assert claimed(invoice, line(80, "Housing Ltd", text)) == []
    assert claimed(invoice, line(250, "J. Fell", text)) == [("Pixel Orchard", 250, (number,))]


@pytest.mark.parametrize(
    "name",
    [
        "HARBOUR & SONS",
        "HARBOUR AND SONS LTD",
        "HARBOUR SONS OSTEND",
        "SONS HARBOUR",
        "Harbour & Sons B.V.",
    ],
)
def test_names_as_banks_write_them(name: str) -> None:
    """Capitals, legal forms, a city, another order: the same client."""
    assert claimed(line(80, name)) == [("Harbour & Sons", 80, ())]


def test_a_name_that_the_bank_cut_off() -> None:
    """Banks keep 35 characters of a name."""
    long = Client("Stichting Vrienden van het Nijlpaard Gent")
    assert claimed(long, line(80, "STICHTING VRIENDEN VAN HET NIJLPAAR"))[0][0] == long.name


@pytest.mark.parametrize("name", ["SORREL WINES", "HARBOUR HOTEL", "PIXEL", "", "TAX OFFICE"])
def test_names_that_are_not_sure(name: str) -> None:
    """One word of a longer name, or a longer name that begins like a client's single word, is nobody."""
    assert claimed(line(80, name)) == []


def test_a_listed_account() -> None:
    """An account in the list of clients tells, whatever the name."""
    listed = Client("Nhà May Sông", ibans=("BE68 5390 0754 7034",))
    assert claimed(listed, line(80, "LINH TRAN", iban=ONE)) == [("Nhà May Sông", 80, ())]


def test_an_account_is_learned_from_a_bill() -> None:
    """Who paid a bill by its number pays from that account later too."""
    lines = line(100, "J. Fell", "2026-014", iban=ONE), line(60, "J. Fell", "deposit", 30, iban=ONE)
    assert [one[:2] for one in claimed(bill("Pixel Orchard", "2026-014"), *lines)] == [
        ("Pixel Orchard", 60),
        ("Pixel Orchard", 100),
    ]


@pytest.mark.parametrize("who", ["Stripe Payments", "PAYPAL EUROPE"])
def test_an_account_that_many_pay_through_is_not_learned(who: str) -> None:
    """A payment service passes on the money of many; nor is an account learned that two clients paid from."""
    paid, next_ = line(100, who, "2026-014", iban=ONE), line(60, who, "payout", 30, iban=ONE)
    assert len(claimed(bill("Pixel Orchard", "2026-014"), paid, next_)) == 1
    bills = bill("Pixel Orchard", "2026-014"), bill("Sorrel", "2026-015", 70)
    both = line(100, "Fund", "2026-014", iban=ONE), line(70, "Fund", "2026-015", iban=ONE)
    assert len(claimed(*bills, *both, line(60, "Fund", "payout", iban=ONE))) == 2


def test_one_open_bill_of_that_amount() -> None:
    """An amount tells where one bill has it, and a word of the name agrees; else it is nobody's."""
    bills = bill("Harbour & Sons", "2026-014", 137), bill("Pixel Orchard", "2026-015", 90)
    assert claimed(*bills, line(137, "HARBOUR SHIPPING")) == [("Harbour & Sons", 137, ("2026-014",))]
    assert claimed(*bills, line(137, "HARBOUR SHIPPING"), line(137, "HARBOUR SHIPPING", after=40))[1:] == []
    assert claimed(*bills, line(137, "J. Fell")) == []
    assert claimed(*bills, bill("Sorrel", "2026-016", 137), line(137, "HARBOUR SHIPPING")) == []


def test_money_out() -> None:
    """A purchase from a client is no refund; what gives back a payment or a credit note is."""
    note = bill("Pixel Orchard", "C-1", 40, credit_note=True)
    assert claimed(note, line(-40, "Pixel Orchard")) == [("Pixel Orchard", -40, ())]
    come, back = line(80, "Pixel Orchard"), line(-80, "Pixel Orchard", after=20)
    assert claimed(come, back) == [("Pixel Orchard", -80, ()), ("Pixel Orchard", 80, ())]
    assert claimed(come, back, replace(back, reference="again")) == claimed(come, back)
    assert claimed(come, line(-12, "Pixel Orchard", after=20)) == claimed(come)
    assert claimed(back, replace(come, booked_on=back.booked_on + timedelta(60))) == claimed(come)


def test_own_money_is_nobodys() -> None:
    """Between the freelancer's own accounts, and from the freelancer, nothing is paid."""
    own = line(80, "LIND", iban=TWO, account=ONE), line(-80, "LIND", iban=ONE, account=TWO)
    taken = take([ME, *CLIENTS, *own, line(80, "MARA LIND")])
    assert (taken.book.payments, taken.unclaimed) == ((), ())


def test_an_unclaimed_line_makes_nobody_a_client() -> None:
    """Money from somebody unknown is kept for proposing, and is no payment."""
    taken = take([ME, line(80, "Tax Office")])
    assert (taken.book.clients, taken.book.payments) == ((), ())
    assert [one.counterparty for one in taken.unclaimed] == ["Tax Office"]


def test_prepaid_part_at_the_bank_counts_once() -> None:
    """What an e-invoice says was prepaid is the deposit that the bank shows."""
    said = Payment("Pixel Orchard", DAY, Money.of(40, "EUR"), reference=PREPAID)
    assert claimed(said, line(40, "Pixel Orchard")) == [("Pixel Orchard", 40, ())]


# what the freelancer said of names


def book_of(*records: Record) -> Book:
    return settle([ME, *records])


def clients(book: Book) -> list[tuple[str, bool]]:
    return [(client.name, client.proposed) for client in book.clients]


BILLS = (bill("Pixel Orchard", "2026-014"), bill("PO Studio", "2026-015"), bill("Hosting Vlieg", "2026-016"))


def test_confirmed_and_merged_and_nobodys() -> None:
    """A confirmed client is no longer proposed; merged names are one; nobody's records leave the Book."""
    said = [
        Naming("pixel orchard", "Pixel Orchard"),
        Naming("PO Studio", "Pixel Orchard"),
        Naming("Hosting Vlieg", ""),
    ]
    book = book_of(*BILLS, *said)
    assert clients(book) == [("Pixel Orchard", False)]
    assert [filed.record.number for filed in book.invoices] == ["2026-014", "2026-015"]


def test_a_listed_client_merged_into_another_keeps_its_addresses() -> None:
    """Mail of a merged client is the other's, and its row's addresses with it."""
    listed = Client("PO Studio", domains=("postudio.example",)), Client("Pixel Orchard", country="BE")
    mail = Message(NOON, "jo@postudio.example", ME.emails)
    book = book_of(*listed, mail, Naming("PO Studio", "Pixel Orchard"))
    assert [(client.name, client.country) for client in book.clients] == [("Pixel Orchard", "BE")]
    assert [filed.client for filed in book.messages] == ["Pixel Orchard"]


def test_an_address_and_a_domain_that_were_named() -> None:
    """A private address is a client's by word; a domain that is nobody's stays out."""
    mails = [Message(NOON + timedelta(minutes=n), "ann@hosting.example", ME.emails) for n in range(12)]
    answer = Message(NOON, ME.emails[0], ("ann@hosting.example",))
    private = Message(NOON, "jo@gmail.com", ME.emails)
    said = Naming("JO@gmail.com", "Pixel Orchard"), Naming("hosting.example", "")
    book = book_of(*mails, answer, private, *said)
    assert clients(book) == [("Pixel Orchard", False)]
    assert [filed.record.sender for filed in book.messages] == ["jo@gmail.com"]


def test_dismissed_client_does_not_come_back_by_its_mail() -> None:
    """Nobody's client is not proposed again under the domain that has its name."""
    mails = [Message(NOON + timedelta(minutes=n), "ann@pixelorchard.example", ME.emails) for n in range(12)]
    answer = Message(NOON, ME.emails[0], ("ann@pixelorchard.example",))
    assert clients(book_of(BILLS[0], *mails, answer, Naming("Pixel Orchard", ""))) == []


def test_a_domain_with_a_clients_name_is_theirs() -> None:
    """`pixelorchard.example` needs no row: its label is the name of exactly one client."""
    mail = Message(NOON, "jo@mail.pixel-orchard.example", ME.emails)
    assert [filed.client for filed in book_of(BILLS[0], mail).messages] == ["Pixel Orchard"]
    twice = Client("Pixel Orchard"), Client("Pixel and Orchard"), mail
    assert book_of(*twice).messages == ()


@pytest.mark.parametrize(
    ("said", "name", "client"),
    [
        ([("A", "B"), ("B", "C")], "A", "C"),
        ([("B", "C"), ("A", "B")], "A", "C"),
        ([("A", "B"), ("A", "C")], "A", "C"),
        ([("A", "B"), ("B", "A")], "B", "A"),
        ([("A", "B"), ("B", "C"), ("C", "A")], "B", "A"),
        ([("A", "B"), ("B", "")], "A", ""),
        ([("A", ""), ("A", "A")], "A", "A"),
        ([("A", "B")], "C", None),
    ],
)
def test_namings(said: list[tuple[str, str]], name: str, client: str | None) -> None:
    """Chains lead to their end, the last word holds, and a circle ends at what was said last."""
    namings = Namings(Naming(*one) for one in said)
    assert namings.of(name) == client
    assert Namings(reversed(namings.all)).of(name) == client


def test_a_payment_is_named_by_hand() -> None:
    """A payer's name, or account, that was said to be a client's makes its lines payments."""
    lines = line(80, "J. Fell"), line(60, "LINH", iban=ONE)
    said = Naming("J. Fell", "Pixel Orchard"), Naming("BE68 5390 0754 7034", "Sorrel")
    assert [one[:2] for one in claimed(*lines, *said)] == [("Pixel Orchard", 80), ("Sorrel", 60)]


def test_dismissed_payer_is_no_candidate() -> None:
    """Nobody's client pays nothing, and is not proposed again."""
    paid = line(80, "Tax Office")
    assert take([ME, paid, replace(paid, booked_on=DAY), Naming("Tax Office", "")]).unclaimed == ()
