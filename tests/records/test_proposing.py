"""Who may be a client, with the evidence, and who is never proposed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from goodterms.records.intake import take
from goodterms.records.model import (
    Client,
    Correspondent,
    Freelancer,
    Invoice,
    Message,
    Naming,
    Origin,
    Record,
    TimeEntry,
    Transfer,
)
from goodterms.records.settled.proposing import Proposal, proposals
from goodterms.terms.evidence import Evidence, Text
from goodterms.terms.money import Money

ME = Freelancer("Mara Lind", ("mara@lind.example",), timezone="Europe/Brussels")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = date(2026, 3, 2)


def found(*records: Record) -> dict[str, Proposal]:
    every = [ME, *records]
    return {one.name: one for one in proposals(take(every), every)}


def bill(buyer: str, number: str = "2026-014", amount: int = 137) -> Invoice:
    return Invoice(number, buyer, DAY, Money.of(amount, "EUR"), evidence=Evidence("bills.csv", number))


def lines(who: str, times: int, amount: int = 80, **more: Any) -> list[Transfer]:
    """So many lines of one payer, a month apart."""
    day, sum_ = (lambda n: DAY + timedelta(30 * n)), Money.of(amount, "EUR")
    return [Transfer(day(n), sum_, who, evidence=Evidence("bank", f"line {n}"), **more) for n in range(times)]


def talk(writer: str, mails: int, answers: int = 1, **more: Any) -> list[Message]:
    sent = [Message(NOON + timedelta(hours=n), writer, ME.emails, **more) for n in range(mails)]
    return sent + [Message(NOON + timedelta(days=90 + n), ME.emails[0], (writer,)) for n in range(answers)]


def test_known_proposed_and_candidate() -> None:
    """A listed client is known, a buyer is proposed, somebody who pays is a candidate: in this order."""
    listed = Client("Atelier Sorrel", evidence=Evidence("clients.csv", "line 2"))
    people = found(*lines("Nhà May Sông", 2), bill("Pixel Orchard"), listed)
    assert [(one.name, one.state) for one in people.values()] == [
        ("Atelier Sorrel", "known"),
        ("Pixel Orchard", "proposed"),
        ("Nhà May Sông", "candidate"),
    ]
    assert people["Atelier Sorrel"].evidence == (Evidence("clients.csv", "line 2"),)


def test_what_the_records_say_of_somebody() -> None:
    """Counts, sums and hours, each with a place."""
    work = TimeEntry("Pixel Orchard", NOON, 90, evidence=Evidence("time.csv", "line 9"))
    one = found(bill("Pixel Orchard", "2026-014"), bill("Pixel Orchard", "2026-015", 63), work)[
        "Pixel Orchard"
    ]
    assert one.why == (
        Text("clients.invoiced_sum", {"count": 2, "total": Money(20000, "EUR")}),
        Text("clients.worked", {"hours": 1.5}),
    )
    assert [place.source for place in one.evidence] == ["bills.csv", "time.csv"]


@pytest.mark.parametrize(("times", "proposed"), [(1, False), (2, True)])
def test_who_pays_more_than_once(times: int, proposed: bool) -> None:
    """One transfer is nobody; two of one account are somebody, under the name that it mostly has."""
    people = found(*lines("HOUSING LTD", times, iban="BE68539007547034"))
    assert ("HOUSING LTD" in people) is proposed


@pytest.mark.parametrize(
    ("writer", "mails", "answers", "state"),
    [
        ("lan@nhamaysong.example", 10, 1, {"nhamaysong.example": "proposed"}),
        ("lan@nhamaysong.example", 9, 1, {}),
        ("lan@nhamaysong.example", 10, 0, {}),
        ("lan@gmail.com", 10, 1, {"lan@gmail.com": "candidate"}),
        ("lan@gmail.com", 9, 1, {}),
        ("lan@gmail.com", 10, 0, {}),
    ],
)
def test_who_writes_often(writer: str, mails: int, answers: int, state: dict[str, str]) -> None:
    """Ten mails that were answered: a domain is proposed, a free-mail address is only a candidate."""
    people = found(*talk(writer, mails, answers))
    assert {one.name: one.state for one in people.values()} == state


@pytest.mark.parametrize("origin", ["automatic", "bulk", "list"])
@pytest.mark.parametrize("writer", ["news@letters.example", "lan@gmail.com"])
def test_machines_and_lists_propose_nobody(origin: Origin, writer: str) -> None:
    """However often a newsletter comes, and whoever answered it once."""
    assert found(*talk(writer, 30, 2, origin=origin, automatic=True)) == {}


def test_closed_mail_makes_a_candidate() -> None:
    """Counts of mail that nobody opened are enough to ask; two mailboxes with the same mail count once."""
    one = Correspondent("lan@nhamaysong.example", "Lan", 12, 3, evidence=Evidence("a.mbox", ""))
    again = replace(one, evidence=Evidence("b.mbox", ""))
    candidate = found(one, again)["nhamaysong.example"]
    assert candidate.state == "candidate"
    assert candidate.why == (Text("clients.wrote", {"count": 12, "answered": 3}),)


@pytest.mark.parametrize(
    ("records", "name", "client", "because"),
    [
        (
            talk("a@harboursonsgent.example", 10),
            "harboursonsgent.example",
            "Harbour & Sons",
            "domain",
        ),
        (talk("a@nijlpaard.example", 10), "nijlpaard.example", "Café Nijlpaard", "name"),
        (lines("NIJLPAARD GENT", 2), "NIJLPAARD GENT", "Café Nijlpaard", "name"),
        (lines("J. Fell", 2, 137), "J. Fell", "Harbour & Sons", "amount"),
        (lines("J. Fell", 2, 90), "J. Fell", "", ""),
        (talk("jo@cafesquare.example", 10), "cafesquare.example", "", ""),
    ],
)
def test_who_somebody_may_be(records: list[Record], name: str, client: str, because: str) -> None:
    """A domain, a name or an amount suggests a client; a word that many names have does not."""
    one = found(bill("Harbour & Sons"), Client("Café Nijlpaard"), *records)[name]
    assert (one.same_as, one.because.key if one.because else "") == (
        client,
        f"clients.same_{because}" if because else "",
    )


def test_a_domain_that_was_linked_is_told() -> None:
    """Mail that is a client's by the domain's name is marked so."""
    one = found(bill("Pixel Orchard"), *talk("jo@pixelorchard.example", 1, 0))["Pixel Orchard"]
    assert Text("clients.linked", {"domain": "pixelorchard.example"}) in one.why
    assert "pixelorchard.example" in one.addresses


def test_dismissed_is_not_proposed() -> None:
    """Who is nobody's client by word is in no list, with all they wrote and paid."""
    said = [Naming(name, "") for name in ("Housing Ltd", "lan@gmail.com", "vlieg.example", "Pixel Orchard")]
    records = [*lines("HOUSING LTD", 3), *talk("lan@gmail.com", 12), *talk("a@vlieg.example", 12)]
    assert found(*records, bill("Pixel Orchard"), *said) == {}


def test_a_confirmed_client_with_closed_mail_is_known() -> None:
    """Confirmed by word, with the counts of the mail that the next import will read, over all addresses."""
    mail = [Correspondent(f"{who}@nhamaysong.example", "", 12, 3) for who in ("lan", "minh")]
    private = Correspondent("minh@gmail.com", "", 2, 1)
    said = [Naming(name, "Nhà May Sông") for name in ("nhamaysong.example", "minh@gmail.com")]
    people = found(*mail, private, *said)
    assert [(one.name, one.state) for one in people.values()] == [("Nhà May Sông", "known")]
    assert Text("clients.wrote", {"count": 26, "answered": 7}) in people["Nhà May Sông"].why
