"""What there was between the two by the end of a day: a little that never came is no debt, and what came
later is not known yet. Plan, letter, paper and erasing ask the same."""

from __future__ import annotations

from datetime import date

import pytest

from goodterms.letters.knowing import known_of
from goodterms.parting.dispute import dispute
from goodterms.parting.own import of_client
from goodterms.parting.planning import gather
from goodterms.parting.retention import sort_out
from goodterms.records.book import Book
from goodterms.records.intake import settle
from goodterms.records.model import Client, Freelancer, Invoice, Payment, Record
from goodterms.records.settled.owed import left_of, parts_of
from goodterms.review.playbook import load
from goodterms.terms.money import Money
from parting.scene import AS_OF, CLIENT, MARA, Scene, ago, euros, states

OTHER = "Harbour & Sons"


def bill(number: str, issued: date, client: str = CLIENT) -> Invoice:
    return Invoice(number, client, issued, euros(500))


def note(corrects: str, day: date, total: float, client: str = CLIENT) -> Invoice:
    return Invoice(f"N-{corrects}", client, day, euros(total), credit_note=True, corrects=corrects)


def paid(day: date, amount: float, *numbers: str) -> Payment:
    return Payment(CLIENT, day, euros(amount), numbers)


def open_on(book: Book, as_of: date) -> dict[str, Money]:
    """What is open of each invoice of the client on a day."""
    own = of_client(book, CLIENT, as_of)
    parts = parts_of(own)
    return {one.record.number: left_of(own, one, parts.get(one.key, ())) for one in own.invoices}


@pytest.mark.parametrize(("came", "is_open"), [(499.5, False), (485, False), (484, True)])
def test_bank_charges_keep_nothing_open(came: float, is_open: bool) -> None:
    """Fifty cents that a bank kept close no gate and keep no record, and a letter does not ask for them."""
    scene = Scene().ready().bill("B1", ago(40), paid=[(ago(10), came)])
    made = scene.plan()
    assert (states(made)["exposure"] == "open") is not is_open
    assert (sum(one.minor for one in made.exposure.unpaid) > 0) is is_open
    numbers = load()[0]
    asked = known_of(scene.book(), None, CLIENT, AS_OF, numbers).bills[0].open
    assert (asked.minor > 0) is is_open
    records: list[Record] = [MARA, Client(CLIENT), bill("B1", ago(40)), paid(ago(10), came, "B1")]
    found = sort_out(records, CLIENT, AS_OF, 7)
    assert bool(found.open) is is_open
    told = dispute(gather(scene.book(), None, CLIENT, AS_OF, numbers))
    assert (told.bills[0].left.minor > 0) is is_open


def test_a_later_credit_note_is_not_known_yet() -> None:
    """Asked in June, the note of September changes nothing, nor does that of another client."""
    records = [
        Freelancer("Mara Lind"),
        bill("B1", ago(40)),
        bill("A1", ago(40), OTHER),
        note("B1", ago(-80), 200),
        note("A1", ago(5), 100, OTHER),
    ]
    book = settle(records)
    assert open_on(book, AS_OF) == {"B1": euros(500)}
    assert open_on(book, ago(-80)) == {"B1": euros(300)}


def test_a_later_payment_does_not_tell_what_an_earlier_was_for() -> None:
    """In June the 500 without a word were for the older invoice; the payment of July that names it comes
    later."""
    book = settle([bill("B1", ago(60)), bill("B2", ago(40)), paid(ago(7), 500), paid(ago(-35), 500, "B1")])
    assert open_on(book, AS_OF) == {"B1": euros(0), "B2": euros(500)}
    assert open_on(book, ago(-35)) == {"B1": euros(0), "B2": euros(0)}
