"""What another program reads of a record."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from goodterms.records import model
from goodterms.records.document import as_document, problem_document
from goodterms.terms.evidence import Evidence, Problem
from goodterms.terms.money import Money

DAY = date(2026, 3, 4)
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HERE = Evidence("invoices.csv", "line 2", "2026-001,Harbour & Sons")
ONE_OF_EACH: tuple[model.Record, ...] = (
    model.Freelancer(),
    model.Client("Pixel Orchard"),
    model.Contact("Pixel Orchard", "Anna"),
    model.Invoice("1", "Pixel Orchard", DAY, Money.of(1, "EUR")),
    model.Payment("Pixel Orchard", DAY, Money.of(1, "EUR")),
    model.Expense("Pixel Orchard", DAY, Money.of(1, "EUR")),
    model.Naming("pixelorchard.example", "Pixel Orchard"),
    model.Transfer(DAY, Money.of(1, "EUR")),
    model.Correspondent("anna@pixelorchard.example"),
    model.TimeEntry("Pixel Orchard", NOON, 30),
    model.Deliverable("Pixel Orchard", "Icons"),
    model.Message(NOON, "anna@pixelorchard.example"),
    model.Meeting(NOON, NOON),
    model.ContractText("en", "Terms", "We agree."),
    model.Feeling("Pixel Orchard", DAY),
    model.Attempt("Pixel Orchard", DAY, "scope"),
    model.Episode("Pixel Orchard", DAY, "shelved"),
    model.Gut("Pixel Orchard", DAY, "keep"),
    model.Colleague("Noor Adem"),
    model.Move("Pixel Orchard", DAY, "told"),
    model.Correction("c0ffee", "30 days", "notice_period", '{"days": 30}'),
    model.LookBack("Pixel Orchard", DAY),
    model.ExchangeRate(DAY, "USD", (("EUR", "0.92"),)),
)


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=lambda record: type(record).__name__)
def test_every_kind_of_record_has_a_json_form(record: model.Record) -> None:
    """A kind, the place it was read from, and nothing that JSON cannot hold."""
    document = as_document(record)
    assert json.loads(json.dumps(document)) == document
    assert document["kind"]
    assert document["evidence"] == [{"source": "", "locator": "", "quote": ""}]


def test_every_kind_is_tried() -> None:
    """A new kind of record belongs in the list above, with a name of its own; only money that came is a
    `payment` whether the freelancer or the bank says so."""
    assert {type(record) for record in ONE_OF_EACH} == set(model.Record.__args__)
    kinds = [as_document(record)["kind"] for record in ONE_OF_EACH]
    assert sorted({*kinds, "payment"}) == sorted(set(kinds))
    assert len(set(kinds)) == len(ONE_OF_EACH) - 1


def test_invoice() -> None:
    """Money as amount and currency, days in ISO 8601, the unknown as null, the place it was read."""
    invoice = model.Invoice("2026-001", "Harbour & Sons", DAY, Money(125000, "GBP"), evidence=HERE)
    assert as_document(invoice) == {
        "kind": "invoice",
        "number": "2026-001",
        "buyer": "Harbour & Sons",
        "seller": None,
        "issued": "2026-03-04",
        "due": None,
        "total": {"amount": "1250.00", "currency": "GBP"},
        "tax": None,
        "currency": "GBP",
        "buyer_email": None,
        "buyer_country": None,
        "buyer_vat": None,
        "disputed": False,
        "sent_by": None,
        "evidence": [{"source": "invoices.csv", "locator": "line 2", "quote": "2026-001,Harbour & Sons"}],
    }


def test_credit_note_says_what_it_corrects() -> None:
    """A credit note is a kind of its own; its total stays positive."""
    note = model.Invoice(
        "C-1", "Pixel Orchard", DAY, Money.of(80, "EUR"), credit_note=True, corrects="2026-002"
    )
    document = as_document(note)
    assert document["kind"] == "credit_note"
    assert document["corrects"] == "2026-002"
    assert document["total"] == {"amount": "80.00", "currency": "EUR"}


def test_money_without_minor_unit_has_no_decimals() -> None:
    """Đồng have no cents, in JSON neither."""
    payment = model.Payment("Nhà May Sông", DAY, Money.of("12500000", "VND"))
    assert as_document(payment)["amount"] == {"amount": "12500000", "currency": "VND"}


def test_time_ends_by_the_clock_of_its_place() -> None:
    """An hour from half past one, in the night that loses an hour, ends at half past three."""
    started = datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("Europe/Brussels"))
    document = as_document(model.TimeEntry("Pixel Orchard", started, 60))
    assert document["started"] == "2026-03-29T01:30:00+01:00"
    assert document["ended"] == "2026-03-29T03:30:00+02:00"
    assert document["hours"] == 1.0


def test_nothing_written_is_an_empty_text_not_an_unknown() -> None:
    """We know what a message said that said nothing; a feeling nobody rated we do not know."""
    assert as_document(model.Message(NOON, "Anna", text=""))["text"] == ""
    assert as_document(model.Feeling("Pixel Orchard", DAY, dread=0))["dread"] == 0
    assert as_document(model.Feeling("Pixel Orchard", DAY))["dread"] is None


def test_freelancer_hours_are_clock_times() -> None:
    """Minutes after midnight are ours; a reader sees what goodterms.toml says."""
    document = as_document(model.Freelancer(work_from=9 * 60 + 30, work_to=24 * 60, rules=(("grace", 0.5),)))
    assert (document["from"], document["to"], document["rules"]) == ("09:30", "24:00", {"grace": 0.5})


def test_a_problem_carries_its_values() -> None:
    """Key, place and values; the words are found later."""
    problem = Problem("a.csv", "line 3", "csv.far_date", {"column": "issued", "value": date(1926, 3, 4)})
    assert problem_document(problem) == {
        "locator": "line 3",
        "key": "csv.far_date",
        "values": {"column": "issued", "value": "1926-03-04"},
    }
