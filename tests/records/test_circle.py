"""Whose mail is opened: that of clients, known or proposed, and of nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.records.circle import circle_of
from goodterms.records.model import Client, Contact, Correspondent, Freelancer, Invoice, Naming, Record
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

ME = Freelancer("Mara Lind", ("mara@lind.example", "Mara@Studio.example"))
DAY = date(2026, 3, 4)


def wrote(address: str, times: int = 1, answered: int = 0) -> Correspondent:
    return Correspondent(address, wrote=times, answered=answered, evidence=Evidence("in.mbox", ""))


def bill(client: str, email: str = "") -> Invoice:
    return Invoice("7", client, DAY, Money(100, "EUR"), buyer_email=email)


@pytest.mark.parametrize(
    ("said", "opened", "closed"),
    [
        ([Client("Pixel Orchard", ("Jo@PixelOrchard.example",))], "jo@pixelorchard.example", "jo@b.example"),
        ([Client("Pixel Orchard", domains=("pixelorchard.example",))], "x@pixelorchard.example", "a@b.test"),
        ([Client("Pixel Orchard", ("jo@gmail.com",))], "jo@gmail.com", "jim@gmail.com"),
        ([Contact("Pixel Orchard", "Jo", "jo@elsewhere.example")], "jo@elsewhere.example", "jo@b.example"),
        ([bill("Pixel Orchard", "pay@orchard.example")], "boss@orchard.example", "boss@b.example"),
        ([bill("Pixel Orchard", "pay@gmail.com")], "pay@gmail.com", "boss@gmail.com"),
        ([wrote("an@nijlpaard.example", 10, 1)], "bo@nijlpaard.example", "an@b.example"),
    ],
    ids=["address", "domain", "free mail", "contact", "buyer", "buyer's free mail", "writes often"],
)  # fmt: skip
def test_a_clients_mail_is_opened(said: list[Record], opened: str, closed: str) -> None:
    """By what the records say of clients, whatever capital letters they use; others stay closed."""
    circle = circle_of([ME, *said, wrote(opened), wrote(closed)])
    assert circle.holds(opened)
    assert circle.opens(["mara@lind.example", opened])
    assert not circle.opens(["mara@lind.example", closed])


@pytest.mark.parametrize(
    "writer",
    [
        wrote("an@nijlpaard.example", 9, 9),
        wrote("an@nijlpaard.example", 200, 0),
        wrote("an@gmail.com", 200, 200),
    ],
    ids=["not often", "never answered", "a free-mail provider"],
)
def test_who_is_no_proposal_stays_closed(writer: Correspondent) -> None:
    """Nine mails are a neighbour, mail that nobody answers is a newsletter, and a provider is nobody."""
    assert not circle_of([ME, writer]).holds(writer.address)


def test_people_of_one_domain_count_together() -> None:
    """Five mails each from two people, one of them answered, are ten of their house."""
    circle = circle_of([ME, wrote("an@nijlpaard.example", 5), wrote("bo@nijlpaard.example", 5, 1)])
    assert circle.holds("cy@nijlpaard.example")


def test_a_domain_that_is_called_like_a_client_is_theirs() -> None:
    """`harboursons` is Harbour & Sons, wherever that name is read; four letters are too few to tell."""
    writer = wrote("orla@harboursons.example")
    assert circle_of([ME, Client("Harbour & Sons"), writer]).holds(writer.address)
    assert circle_of([ME, writer], ["Harbour & Sons"]).holds(writer.address)
    assert not circle_of([ME, Client("Nijl"), wrote("an@nijl.example")]).holds("an@nijl.example")


@pytest.mark.parametrize("name", ["nijlpaard.example", "an@nijlpaard.example"])
def test_a_word_of_the_freelancer_shuts(name: str) -> None:
    """Who is said to be nobody's client is not opened, however often they write."""
    circle = circle_of([ME, wrote("an@nijlpaard.example", 50, 50), Naming(name, "")])
    assert not circle.holds("an@nijlpaard.example")


def test_a_word_of_the_freelancer_opens() -> None:
    """An address that is said to be a client's is opened, also where it wrote once."""
    said = [ME, Client("Pixel Orchard"), wrote("jo@home.example"), Naming("jo@home.example", "Pixel Orchard")]
    assert circle_of(said).holds("jo@home.example")


def test_the_freelancers_own_address_opens_nothing() -> None:
    """It stands in every mail, whatever the records call it."""
    said = [ME, Client("Me", ("mara@lind.example",)), wrote("mara@studio.example", 90, 90)]
    circle = circle_of(said)
    assert not circle.holds("mara@lind.example")
    assert not circle.holds("mara@studio.example")


def test_nobody_is_in_an_empty_circle() -> None:
    """Nobody's mail, and not everybody's."""
    circle = circle_of([])
    assert not circle.may_open(b"From: an@nijlpaard.example\n")
    assert not circle.opens(["an@nijlpaard.example", ""])


ADDRESSES = st.from_regex(r"\A[a-z.+]{1,8}@[a-z]{1,8}\.(example|test)\Z") | st.sampled_from(
    ["jo@gmail.com", "mara@lind.example", "a@nijlpaard.example"]
)
WRITERS = st.lists(st.builds(wrote, ADDRESSES, st.integers(0, 30), st.integers(0, 30)), max_size=6)


@given(writers=WRITERS, clients=st.lists(ADDRESSES, max_size=3), asked=ADDRESSES)
def test_the_quick_look_never_closes_what_the_long_one_opens(
    writers: list[Correspondent], clients: list[str], asked: str
) -> None:
    """Whatever circle: mail that is opened passes the search for names in its head first."""
    circle = circle_of([ME, *writers, *(Client(f"Client {one}", (one,)) for one in clients)])
    if circle.holds(asked):
        assert circle.may_open(b"From: " + asked.upper().encode() + b"\nTo: mara@lind.example\n")


@given(writers=WRITERS, clients=st.lists(ADDRESSES, max_size=3, unique=True))
def test_the_order_of_records_does_not_matter(writers: list[Correspondent], clients: list[str]) -> None:
    """The same people make the same circle, which the store compares by its digest."""
    said: list[Record] = [ME, *writers, *(Client(f"Client {one}", (one,)) for one in clients)]
    assert circle_of(said).digest == circle_of(said[::-1]).digest
