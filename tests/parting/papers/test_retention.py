"""What stays of a client, on what ground, until when; all else goes (B21)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodterms.parting.belonging import belonging
from goodterms.parting.contract.correcting import correction
from goodterms.parting.retention import may_go, rule_of, sort_out
from goodterms.records.intake import settle, take
from goodterms.records.model import (
    Attempt,
    Client,
    Colleague,
    Contact,
    ContractText,
    Correspondent,
    Deliverable,
    Episode,
    Expense,
    Feeling,
    Freelancer,
    Gut,
    Invoice,
    LookBack,
    Meeting,
    Message,
    Move,
    Naming,
    Payment,
    Record,
    TimeEntry,
    Transfer,
)
from goodterms.terms.evidence import Evidence
from goodterms.terms.money import Money

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = date(2026, 6, 15)
SUM = Money(50_000, "EUR")
MARA = Freelancer(name="Mara Lind", emails=("mara@lind.example",), country="FR", timezone="Europe/Paris")


def place(number: int, source: str = "records.csv") -> Evidence:
    return Evidence(source, f"line {number}", "words")


def of(name: str, paid: int = 50_000, source: str = "records.csv") -> list[Record]:
    """One record of every kind of a client."""
    mail = f"ana@{name.lower()}.example"
    told: list[Record] = [
        Client(name, emails=(mail,)),
        Contact(name, f"Ana {name}", mail),
        Naming(f"{name} shop", name),
        Invoice(f"{name}-1", name, DAY, SUM, due=date(2026, 4, 1)),
        TimeEntry(name, AT, 60),
        Deliverable(name, "menu"),
        Message(AT, mail, ("mara@lind.example",), text="hello"),
        Message(AT, "mara@lind.example", (mail,), text="good morning"),
        Message(AT, f"Ana {name}", ("Mara Lind",), "chat", thread=name, text="hi"),
        Correspondent(mail),
        Meeting(AT, AT, f"Talk with {name}", (mail,)),
        ContractText("en", "Agreement", f"Contract with {name}", name),
        Feeling(name, DAY, dread=3),
        Attempt(name, DAY, "rate"),
        Episode(name, DAY, "shelved"),
        Gut(name, DAY, "let_go"),
        Move(name, DAY, "considering"),
        LookBack(name, DAY, regret=1),
        correction(f"Contract with {name}", "Contract", "", {}),
    ]
    if paid:
        told += [
            Payment(name, date(2026, 3, 20), Money(paid, "EUR"), (f"{name}-1",)),
            Transfer(date(2026, 3, 20), Money(paid, "EUR"), name.upper(), reference=f"{name}-1"),
            Expense(name, date(2026, 3, 10), Money(1_000, "EUR"), "train"),
        ]
    return [replace(record, evidence=place(number, source)) for number, record in enumerate(told, 1)]


def kinds(records: list[Record], numbers: Any) -> set[str]:
    return {type(records[number]).__name__ for number in numbers}


def test_every_kind_of_record_is_a_clients_and_nobody_elses() -> None:
    """Of two clients each has its own; what is the freelancer's or a colleague's is neither's."""
    own: list[Record] = [MARA, Colleague("Bo"), Naming("Printer", "")]
    kestrel, harbour = of("Kestrel", source="k"), of("Harbour", source="h")
    found = belonging([*own, *kestrel, *harbour], "Kestrel")
    assert found == [False] * 3 + [True] * len(kestrel) + [False] * len(harbour)


def test_what_a_second_file_tells_is_theirs_too() -> None:
    """A Book has it once; here are both rows."""
    twice = [MARA, *of("Kestrel", source="one"), *of("Kestrel", source="two")]
    assert sum(belonging(twice, "Kestrel")) == len(twice) - 1
    assert len(settle(twice).invoices) == 1


def test_other_names_accounts_and_addresses() -> None:
    """A buyer by its address, a payer by its account, a contract without a name by nobody."""
    records: list[Record] = [
        MARA,
        Client("Kestrel", emails=("ana@kestrel.example",), ibans=("BE71096123456769",)),
        Invoice("7", "KSTRL", DAY, SUM, buyer_email="ana@kestrel.example", evidence=place(2)),
        Transfer(DAY, SUM, "A. Nonymous", "BE71096123456769", evidence=place(3)),
        Transfer(DAY, SUM, "Somebody", evidence=place(4)),
        Payment("KESTREL BV", DAY, SUM, evidence=place(5)),
        ContractText("en", "Agreement", "words", evidence=place(6)),
    ]
    assert belonging(records, "Kestrel") == [False, True, True, True, False, True, False]


def test_books_stay_and_all_else_goes() -> None:
    """Where all is paid: bills, payments, costs and bank lines, with the day on which they may go."""
    records = [MARA, *of("Kestrel"), *of("Harbour", source="h")]
    found = sort_out(records, "Kestrel", LATER)
    assert kinds(records, found.stays) == {"Invoice", "Payment", "Expense", "Transfer"}
    assert set(found.stays.values()) == {"accounting"}
    assert set(found.until.values()) == {date(2037, 1, 1)}
    assert (found.rule.years, found.rule.source, found.open) == (10, "Code de commerce, art. L123-22", ())
    assert len(found.goes) + len(found.stays) == len(of("Kestrel"))
    assert found.refused is None


def test_when_their_time_is_over_they_go_too() -> None:
    """On the first day of the year after the last."""
    records = [MARA, *of("Kestrel")]
    assert sort_out(records, "Kestrel", date(2036, 12, 31)).stays
    assert not sort_out(records, "Kestrel", date(2037, 1, 1)).stays


@pytest.mark.parametrize("country", ["DE", "BE", "VN", ""])
def test_where_the_law_is_not_certain_the_books_stay(country: str) -> None:
    """No number is made up: it is unknown until when, and the freelancer's own number decides."""
    records = [replace(MARA, country=country), *of("Kestrel")]
    found = sort_out(records, "Kestrel", date(2090, 1, 1))
    assert found.rule.years is None
    assert found.rule.why
    assert set(found.stays.values()) == {"accounting"}
    assert found.until == {}
    own = sort_out(records, "Kestrel", date(2090, 1, 1), years=8)
    assert (own.rule.years, own.rule.is_own, len(own.stays)) == (8, True, 0)


def test_while_money_is_open_a_claim_keeps_what_it_needs() -> None:
    """Contract, work, hours, messages: not what was felt, nor who else wrote."""
    records = [MARA, *of("Kestrel", paid=20_000)]
    found = sort_out(records, "Kestrel", LATER)
    assert found.open == (Money(30_000, "EUR"),)
    gone = kinds(records, found.goes)
    assert gone == {"Feeling", "Episode", "Gut", "LookBack", "Correspondent"}
    # The books themselves stay for the claim, too, when their years are over.
    assert kinds(records, sort_out(records, "Kestrel", date(2040, 1, 1)).stays) >= {"Invoice", "Message"}


def test_a_disputed_bill_keeps_it_too() -> None:
    """Even where nothing is left to pay."""
    records: list[Record] = [MARA, *of("Kestrel")]
    records = [replace(one, disputed=True) if isinstance(one, Invoice) else one for one in records]
    found = sort_out(records, "Kestrel", LATER)
    assert "claims" in found.stays.values()
    assert found.open == ()


def test_after_somebody_asked_nothing_may_go() -> None:
    """Until they have their answer; in Britain the law says so itself."""
    asked = Move("Kestrel", date(2026, 6, 1), "access_requested", evidence=place(90))
    answered = replace(asked, day=date(2026, 6, 9), step="access_answered")
    records = [MARA, *of("Kestrel"), asked]
    refused = sort_out(records, "Kestrel", LATER).refused
    assert refused is not None
    assert (refused.key, refused.values["day"]) == ("erase.requested", date(2026, 6, 1))
    british = sort_out([replace(MARA, country="GB"), *records[1:]], "Kestrel", LATER).refused
    assert british is not None
    assert british.key == "law.gb.request"
    assert sort_out([*records, answered], "Kestrel", LATER).refused is None


def test_what_was_taken_back_was_never_asked() -> None:
    """`undone` takes the latest step back: a request by mistake forbids nothing, an answer by mistake opens
    nothing."""
    asked = Move("Kestrel", date(2026, 6, 1), "access_requested", evidence=place(90))
    answered = replace(asked, day=date(2026, 6, 2), step="access_answered", evidence=place(91))
    undone = replace(asked, day=date(2026, 6, 3), step="undone", evidence=place(92))
    records = [MARA, *of("Kestrel")]
    assert sort_out([*records, asked, undone], "Kestrel", LATER).refused is None
    assert sort_out([*records, asked, answered, undone], "Kestrel", LATER).refused is not None


@pytest.mark.parametrize(("paid", "is_open"), [(49_950, False), (48_500, False), (48_000, True)])
def test_a_bill_that_is_nearly_paid_is_not_open(paid: int, is_open: bool) -> None:
    """Bank charges keep nobody's mails: from 97 % on a bill is settled."""
    records = [MARA, *of("Kestrel", paid=paid)]
    found = sort_out(records, "Kestrel", LATER)
    assert ("claims" in found.stays.values()) is is_open
    assert bool(found.open) is is_open


def test_what_was_taken_once_is_not_taken_again() -> None:
    """Whoever has the Book hands it on, and finds the same."""
    records = [MARA, *of("Kestrel"), *of("Harbour", source="h")]
    taken = take(records)
    assert belonging(records, "Kestrel", taken) == belonging(records, "Kestrel")
    assert sort_out(records, "Kestrel", LATER, taken=taken) == sort_out(records, "Kestrel", LATER)


def test_others_who_speak_of_them_are_counted() -> None:
    """Their records are theirs, and stay as they are."""
    other = Message(AT, "ana@harbour.example", ("mara@lind.example",), text="Is KESTREL next door good?")
    records = [MARA, *of("Kestrel"), *of("Harbour", source="h"), replace(other, evidence=place(91))]
    assert sort_out(records, "Kestrel", LATER).mentions == 1


@given(st.integers(1990, 2100), st.integers(1, 12), st.integers(0, 99))
def test_nothing_goes_before_its_years_are_over(year: int, month: int, years: int) -> None:
    """Counted from the end of the year of the paper."""
    paper = Invoice("1", "Kestrel", date(year, month, 1), SUM)
    day = may_go(paper, rule_of("", years))
    assert day == date(year + years + 1, 1, 1)
    assert may_go(paper, rule_of("")) is None


@given(st.lists(st.sampled_from(["Kestrel", "Harbour", "Ostara"]), unique=True, min_size=1))
def test_what_goes_and_what_stays_are_all_of_theirs(names: list[str]) -> None:
    """Nothing is both, nothing of others is either."""
    records: list[Record] = [MARA, *(one for name in names for one in of(name, source=name))]
    found = [sort_out(records, name, LATER) for name in names]
    every = [number for one in found for number in (*one.goes, *one.stays)]
    assert sorted(every) == list(range(1, len(records)))
